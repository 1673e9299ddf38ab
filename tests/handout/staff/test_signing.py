"""The sheets that staff sign: every path, and what behaves differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.content.updates.trusted_copy import ContentSource
from app.domain.governance.behaviour import behaviour_change
from app.domain.governance.path_table import path_row
from app.domain.ports import Library
from app.domain.walkthrough.endings import TooManyPathsError, every_path
from app.domain.walkthrough.walkthrough import Target, Walkthrough
from app.handout.site import Paper
from app.handout.staff.signing import MOST_ROWS, Form, behaviour_sheet, paths_sheet
from app.handout.typesetting import Typesetter
from tests.domain.walkthroughs import choice, outcome, question, walkthrough
from tests.handout.examples import INFO, SITE, TODAY
from tests.handout.reading import Reading, Tag, squeeze

CONTENT = Path(__file__).parents[3] / "content.db"
FORM = Form(INFO, version="Version 3, 1f2e 77ab", before="Version 2, 90cd 12ef")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    taken = ContentSource(CONTENT, tmp_path_factory.mktemp("state")).open()
    yield taken
    taken.close()


@pytest.fixture(scope="module")
def starter(library: Library) -> Walkthrough:
    return library.walkthrough("w01")


@pytest.fixture(scope="module")
def changed(starter: Walkthrough) -> Walkthrough:
    """Over 25 leads to another outcome, whatever came before."""
    third = starter.questions[2]
    to = Target(outcome_id="o02")
    choices = (third.choices[0], replace(third.choices[1], target=to, unless=()), third.choices[2])
    questions = (*starter.questions[:2], replace(third, choices=choices), starter.questions[3])
    return replace(starter, questions=questions)


@pytest.fixture(scope="module")
def paths(typesetter: Typesetter, starter: Walkthrough, library: Library) -> Reading:
    return Reading(paths_sheet(typesetter, starter, FORM, library.blocks).pdf)


@pytest.fixture(scope="module")
def behaviour(typesetter: Typesetter, starter: Walkthrough, changed: Walkthrough) -> Reading:
    return Reading(behaviour_sheet(typesetter, behaviour_change(starter, changed), FORM).pdf)


@pytest.fixture(params=["paths", "behaviour"])
def reading(request: pytest.FixtureRequest, paths: Reading, behaviour: Reading) -> Reading:
    return {"paths": paths, "behaviour": behaviour}[request.param]


def table_rows(table: Tag) -> list[list[str]]:
    return [[squeeze(cell.text) for cell in row.all("TH", "TD")] for row in table.all("TR")]


def test_it_is_a_tagged_pdf_with_its_own_title(reading: Reading) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in reading.xmp
    assert bool(reading.file.Root.MarkInfo.Marked)
    assert str(reading.file.docinfo.Title).startswith("Prepare to talk about CAR T-cell therapy: ")
    levels = [int(tag.kind[1]) for tag in reading.tree.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_page_says_which_version_it_is(reading: Reading) -> None:
    for number, page in enumerate(reading.pages, start=1):
        foot = squeeze(page.artifacts)
        assert squeeze("(w01). Version 3, 1f2e 77ab") in foot
        assert squeeze("Sample content, to show how this works.") in foot
        assert foot.endswith(squeeze(f"Page {number} of {len(reading.pages)}"))
        assert page.stray == ""


def test_two_people_sign_with_name_role_date_and_signature(reading: Reading) -> None:
    for words in ("Checked by Name: Role: Date: Signature:", "Signed by Name: Role: Date:"):
        assert reading.text.count(squeeze(words)) == 1


def test_every_path_is_a_row_with_its_answers_and_its_end(
    paths: Reading, starter: Walkthrough
) -> None:
    (table,) = paths.tree.all("Table")
    head, *rows = table_rows(table)
    assert head == ["No.", "Answers", "Endsat", "Read"]
    assert len(rows) == 185
    for number, (path, row) in enumerate(zip(every_path(starter), rows, strict=True), start=1):
        expected = path_row(starter, number, path)
        notes = "".join(f"+{note}" for note in expected.notes)
        assert row[0] == str(number)
        assert row[2] == squeeze(f"{expected.outcome_title}({expected.outcome_id}){notes}")
        asked = {q.id: n for n, q in enumerate(starter.questions, start=1)}
        pairs = zip(expected.answers, expected.given, strict=True)
        answers = "·".join(f"{asked[question]}{given.answer}" for (question, _), given in pairs)
        assert row[1] == squeeze(answers)


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(paths: Reading) -> None:
    said = [squeeze("".join(p.marked.values()) + p.artifacts) for p in paths.pages]
    with_rows = [words for words in said if squeeze("(o06)") in words and "1Scotland" in words]
    assert len(with_rows) >= 2
    assert all("No.AnswersEndsatRead" in words for words in with_rows)


def test_every_question_outcome_and_note_is_there_with_its_words(
    paths: Reading, starter: Walkthrough
) -> None:
    assert squeeze(starter.opening) in paths.text
    assert squeeze("The source was last reviewed on 4 November 2021.") in paths.text
    assert squeeze("Its next review is due 4 November 2024.") in paths.text
    for one in starter.questions:
        assert squeeze(f"{one.text} ({one.id})") in paths.text
        for given in one.choices:
            assert squeeze(f"{given.label} ({given.id})") in paths.text
            assert squeeze(given.situation) in paths.text
            assert squeeze(given.ask) in paths.text
    for end in starter.outcomes:
        assert squeeze(f"{end.title} ({end.id})") in paths.text
        assert squeeze(end.body) in paths.text
        assert all(squeeze(asked) in paths.text for asked in end.questions)
    (note,) = starter.notes
    assert squeeze(note.body) in paths.text
    assert squeeze("Shown at o01, o03, o06, o07 after one of: “Scotland” (c02)") in paths.text


def test_the_first_page_says_what_leads_where_and_is_signed(behaviour: Reading) -> None:
    words = squeeze("".join(behaviour.pages[0].marked.values()))
    for said in (
        "5 of 185 paths now end differently. 35 of 185 paths are gone. 5 paths are new.",
        "Before: Version 2, 90cd 12ef. Now: Version 3, 1f2e 77ab.",
        "All that answer: Does your child have B cell ALL? “Yes, B cell ALL”.",
        "Signed by",
    ):
        assert squeeze(said) in words


def test_each_changed_path_is_a_row(behaviour: Reading) -> None:
    summary, each = behaviour.tree.all("Table")
    assert table_rows(summary)[1][2:] == [
        squeeze("“Ask what is used above the age of 25”"),
        squeeze("“Ask about the other options”"),
    ]
    rows = table_rows(each)
    assert len(rows) == 1 + 45
    assert rows[1] == [
        squeeze("ends at another outcome"),
        squeeze("1 England · 2 Yes, B cell ALL · 3 Over 25"),
        squeeze("“Ask what is used above the age of 25”"),
        squeeze("“Ask about the other options”"),
    ]


def test_no_change_is_one_page_to_sign(typesetter: Typesetter, starter: Walkthrough) -> None:
    handout = behaviour_sheet(typesetter, behaviour_change(starter, starter), Form(INFO))
    reading = Reading(handout.pdf)
    assert handout.pages == 1
    assert squeeze("No path has changed: all 185 end as they did before.") in reading.text
    assert not list(reading.tree.all("Table"))
    assert "Signature:" in reading.text


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_paper(
    starter: Walkthrough, changed: Walkthrough, paper: Paper, size: tuple[int, int]
) -> None:
    typesetter = Typesetter(replace(SITE, paper=paper), lambda: TODAY)
    reading = Reading(behaviour_sheet(typesetter, behaviour_change(starter, changed), FORM).pdf)
    box = [round(float(x)) for x in reading.file.pages[0].MediaBox]
    assert (box[2], box[3]) == size
    assert all(page.left > 0 and page.right < size[0] for page in reading.pages)


def test_a_dead_end_and_long_words_stay_on_the_paper(typesetter: Typesetter) -> None:
    word = "W" * 400
    long = replace(choice("a", "o9"), label=word)
    of = walkthrough(
        (question("q1", long, choice("b", "o1")),), (replace(outcome("o1"), title=word),)
    )
    reading = Reading(paths_sheet(typesetter, of, FORM, lambda _: ()).pdf)
    assert "nowhere:adeadend" in reading.text
    assert all(page.left > 0 and page.right < 595 for page in reading.pages)


def test_more_than_anyone_reads_is_refused(typesetter: Typesetter) -> None:
    line = tuple(
        question(f"q{n}", *(choice(f"c{n}_{k}", f"q{n + 1}") for k in range(3))) for n in range(7)
    )
    many = walkthrough((*line, question("q7", choice("c", "o1"))), (outcome("o1"),))
    assert len(every_path(many)) > MOST_ROWS
    with pytest.raises(TooManyPathsError, match="It has 2187 paths to list"):
        paths_sheet(typesetter, many, FORM, lambda _: ())
    with pytest.raises(TooManyPathsError, match="It has 2187 paths to list"):
        behaviour_sheet(typesetter, behaviour_change(None, many), FORM)
