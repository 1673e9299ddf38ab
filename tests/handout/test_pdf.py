"""The PDF itself: tags, titles, fonts, what stands on each page, and what must not."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.handout.summary import Collection, Document, QuestionSheet, Summary
from app.handout.site import Paper, Site
from app.handout.typesetting import Typesetter
from app.handout.wording import code_alt, code_text
from tests.handout.examples import (
    COLLECTED,
    CURRENT,
    LONG,
    QUESTIONS,
    SITE,
    TODAY,
    TOPIC,
    WALK,
)
from tests.handout.reading import Reading, Tag, comes_in_order, headings, squeeze

KINDS: dict[str, Document] = {
    "topic": TOPIC,
    "walkthrough": WALK,
    "long": LONG,
    "current": CURRENT,
    "collection": COLLECTED,
    "questions": QUESTIONS,
}
TITLES = {
    "collection": "Information to take home",
    "questions": "Questions for your child's consultant",
}


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="Debian's poppler-utils are not installed"
)


@pytest.fixture(
    scope="module",
    params=[f"{kind} {size}" for kind in KINDS for size in ("standard", "large")],
)
def example(request: pytest.FixtureRequest) -> tuple[Document, bool]:
    kind, size = request.param.split()
    return KINDS[kind], size == "large"


@pytest.fixture(scope="module")
def reading(typesetter: Typesetter, example: tuple[Document, bool]) -> Reading:
    summary, large = example
    return Reading(typesetter.make(summary, large=large).pdf)


def title_of(document: Document) -> str:
    if isinstance(document, Summary):
        return document.title
    return TITLES["collection" if isinstance(document, Collection) else "questions"]


def test_it_says_that_it_is_accessible_and_in_which_language(reading: Reading) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in reading.xmp
    assert bool(reading.file.Root.MarkInfo.Marked)
    assert reading.file.Root.Lang == "en-GB"
    assert bool(reading.file.Root.ViewerPreferences.DisplayDocTitle)
    assert all(page.Tabs == "/S" for page in reading.file.pages)


def test_headings_begin_with_the_title_and_skip_no_level(
    reading: Reading, example: tuple[Document, bool]
) -> None:
    found = headings(reading)
    assert (found[0][0], squeeze(found[0][1])) == (1, squeeze(title_of(example[0])))
    assert [level for level, _ in found].count(1) == 1
    assert all(b <= a + 1 for (a, _), (b, _) in pairwise(found))


def test_a_heading_too_deep_for_its_place_comes_up(typesetter: Typesetter) -> None:
    deep = replace(TOPIC, blocks=(TOPIC.blocks[-2], *TOPIC.blocks))
    assert headings(Reading(typesetter.make(deep).pdf))[1] == (2, "If you come from far away")


def test_every_word_is_tagged_or_marked_as_decoration(reading: Reading) -> None:
    assert [page.stray for page in reading.pages] == [""] * len(reading.pages)
    told = "".join(text for page in reading.pages for text in page.marked.values())
    assert sorted(squeeze(told)) == sorted(reading.text)


def test_ruled_lines_and_boxes_are_decoration_and_codes_are_figures(reading: Reading) -> None:
    for page in reading.pages:
        assert page.drawn <= {"artifact", *page.figures}


def test_it_reads_in_order(typesetter: Typesetter) -> None:
    text = Reading(typesetter.make(TOPIC).pdf).text
    order = [
        "Royal Northern Children's Hospital",
        "Ward 4, Day Care",
        "CAR T-cell therapy: what it is",
        "This information is past its review date. It was due for review on 4 November 2024.",
        "Please ask a nurse at the desk on Ward 4 before you rely on it.",
        "Sample content, to show how this works.",
        "CAR T-cell therapy uses the body's own defence cells.",
        "What T cells do",
        "A T cell moves round the body. It finds cells that have gone wrong and destroys them.",
        "It is done in these steps:",
        "1. A specialist takes T cells from your child, or from a donor.",
        "2. In a laboratory, each cell is changed a little.",
        "Important Only a small number of children can have this treatment.",
        "\N{BULLET} somebody can tell you about a place to stay",
        "Ask about travel early. Help is there.",
        "Questions to ask",
        "1. Could CAR T-cell therapy be talked about for my child?",
        "3. What else is there?",
        "Words explained",
        "donor Somebody who gives cells",
        "Who to talk to",
        "Your child's consultant",
        "Telephone 0808 800 4040 Monday to Friday, 9am to 5pm",
        "Where this comes from",
        "Treatment for childhood ALL that has come back. Cancer Research UK.",
        "www.cancerresearchuk.org/about-cancer/childrens-cancer",
        "The source was last reviewed on 4 November 2021. Its next review was due 4 November 2024.",
        "Library edition 7.",
        "Carreras and others. The EBMT Handbook. Springer Open. 2019.",
    ]
    comes_in_order(text, order)


def lines_of(page: int, pdf: bytes, folder: Path) -> list[str]:
    """The lines of a page, from the top, as a person sees them."""
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page)]
    command += [str(folder / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@needs_poppler
def test_an_outcomes_first_page_is_for_the_consultant(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    handout = typesetter.make(WALK)
    assert handout.pages == 2, "the rest is overleaf"
    lines = lines_of(1, handout.pdf, tmp_path)
    assert "Child's name: Date:" in lines[: lines.index("Your answers")], "to fill in by hand"
    answered = [f"\N{BULLET} {a.question} {a.answer}" for a in WALK.answers]
    start = lines.index("Your answers") + 1
    assert lines[start : start + len(answered)] == answered, "each in a line"
    asked = [f"{number}. {question}" for number, question in enumerate(WALK.questions, start=1)]
    assert lines[lines.index("Questions to ask") + 1 :][: len(asked)] == asked
    dates = "Source: Cancer Research UK, last reviewed 4 November 2021, next due 4 November 2024."
    assert lines[-1] == f"{dates} Page 1 of 2", "one line of dates"
    first = Reading(handout.pdf).pages[0]
    assert not first.figures
    assert WALK.contacts[1].phone not in "".join(first.marked.values())


def test_what_was_found_is_overleaf_and_gives_no_verdict(typesetter: Typesetter) -> None:
    reading = Reading(typesetter.make(WALK).pdf)
    order = [
        "Your answers",
        "Questions to ask",
        "past its review date",
        "Your answers match this, in the page by Cancer Research UK:",
        WALK.situations[0],
        WALK.notices[0].title,
        "This sheet does not say whether a treatment is right for your child. "
        "Only your child's consultant can say.",
        "Who to talk to",
    ]
    comes_in_order(reading.text, order)
    second = squeeze("".join(reading.pages[1].marked.values()))
    assert all(squeeze(line) in second for line in order[2:])


def test_lists_are_lists(typesetter: Typesetter) -> None:
    def items(tag: Tag) -> int:
        return len([child for child in tag.children if child.kind == "LI"])

    reading = Reading(typesetter.make(TOPIC).pdf)
    # Steps, bullets, questions, words explained, references.
    assert [items(tag) for tag in reading.tree.all("L")] == [4, 2, 3, 2, 2]
    assert all(
        [child.kind for child in item.children] == ["Lbl", "LBody"]
        for item in reading.tree.all("LI")
    )


def test_every_page_carries_its_dates_its_marks_and_its_number(
    typesetter: Typesetter, reading: Reading, example: tuple[Document, bool]
) -> None:
    summary, large = example
    handout = typesetter.make(summary, large=large)
    pages = reading.pages
    assert handout.pages == len(pages)
    assert len(pages) >= (7 if summary is LONG else 1)
    for number, page in enumerate(pages, start=1):
        foot = squeeze(page.artifacts)
        assert foot.endswith(squeeze(f"Page {number} of {len(pages)}"))
        assert "Libraryedition7" in foot
        if isinstance(summary, Collection | QuestionSheet):
            assert squeeze("Sample content, to show how this works.") in foot
            continue
        if summary is CURRENT:
            assert squeeze("Cancer Research UK. Last reviewed 1 January 2026.") in foot
            assert squeeze("Last reviewed 1 January 2026. Next review due 1 January 2029.") in foot
            assert "Past" not in foot
            assert "Sample" not in foot
        else:
            said = "Source: Cancer Research UK, last reviewed 4 November 2021,"
            assert squeeze(f"{said} next due 4 November 2024.") in foot
            assert squeeze("Past its review date. Some facts may have changed.") in foot
            assert squeeze("Please ask a nurse at the desk on Ward 4.") in foot
            assert squeeze("Sample content, to show how this works.") in foot


@pytest.mark.parametrize(("days", "notice"), [(0, False), (1, True)])
def test_the_notice_comes_the_day_after_the_due_date(days: int, notice: bool) -> None:
    day = TOPIC.review.due + timedelta(days=days)
    reading = Reading(Typesetter(SITE, lambda: day).make(TOPIC).pdf)
    assert (squeeze("past its review date") in reading.text) is notice
    assert all(
        (squeeze("Past its review") in page.artifacts.replace(" ", "")) is notice
        for page in reading.pages
    )


def test_sizes_and_fonts(reading: Reading, example: tuple[Document, bool]) -> None:
    letters = sum((page.letters for page in reading.pages), start=type(reading.pages[0].letters)())
    by_size: dict[float, int] = {}
    for (_, size), count in letters.items():
        by_size[size] = by_size.get(size, 0) + count
    body, least = (18, 13) if example[1] else (14, 10)
    in_text = {s: n for s, n in by_size.items() if s != least}
    assert max(in_text, key=lambda size: in_text[size]) == body
    assert min(by_size) == least
    assert {font.partition("-")[0] for font, _ in letters} == {"AtkinsonHyperlegible"}
    for page in reading.file.pages:
        for font in page.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_paper(paper: Paper, size: tuple[int, int]) -> None:
    pdf = Typesetter(replace(SITE, paper=paper), lambda: TODAY).make(TOPIC).pdf
    reading = Reading(pdf)
    box = [round(float(x)) for x in reading.file.pages[0].MediaBox]
    assert (box[2], box[3]) == size


def test_the_same_summary_gives_the_same_bytes(example: tuple[Document, bool]) -> None:
    summary, large = example
    one, other = (Typesetter(SITE, lambda: TODAY).make(summary, large=large) for _ in range(2))
    assert one.pdf == other.pdf


def test_the_metadata_holds_a_title_and_nothing_of_the_family_or_the_machine(
    typesetter: Typesetter,
) -> None:
    reading = Reading(typesetter.make(WALK).pdf)
    assert set(reading.file.docinfo.keys()) == {"/Title", "/Creator"}
    assert re.fullmatch(r"Typst [\d.]+", str(reading.file.docinfo.Creator))
    assert reading.file.docinfo.Title == "Notes to take to your child's consultant"
    told = (*(a.answer for a in WALK.answers), WALK.title, SITE.name, str(Path.cwd()))
    assert not [words for words in told if words in reading.xmp]
    assert not re.search(r"\d{4}-\d\d-\d\d|CreateDate|ModifyDate", reading.xmp)


def test_a_topic_is_named_by_its_title(typesetter: Typesetter) -> None:
    assert Reading(typesetter.make(TOPIC).pdf).file.docinfo.Title == TOPIC.title


def test_a_site_without_a_name_has_no_empty_head() -> None:
    typesetter = Typesetter(Site(), lambda: date(2026, 11, 22))
    reading = Reading(typesetter.make(TOPIC).pdf)
    assert reading.tree.children[0].kind == "H1"
    assert squeeze("Please ask a member of staff before") in reading.text


def test_the_code_is_a_figure_that_says_what_it_holds(
    typesetter: Typesetter, reading: Reading, example: tuple[Document, bool]
) -> None:
    codes = {code.kind: code for code in typesetter.phone_codes(example[0])}
    figures = [squeeze(figure.alt) for figure in reading.tree.all("Figure")]
    assert sorted(figures) == sorted(squeeze(code_alt(code)) for code in codes.values())
    captions = sorted(squeeze(tag.text) for tag in reading.tree.all("Caption"))
    assert captions == sorted(squeeze(code_text(code)) for code in codes.values())
    for page in reading.pages:
        words = "".join(page.marked.values())
        assert not page.figures or len(words) > 200, "no page holds only codes"
