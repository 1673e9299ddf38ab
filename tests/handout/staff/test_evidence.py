"""The papers of those who answer for a library: the audit's document and the sheet of reviews."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from app import paths
from app.content.items.item import Content
from app.content.items.set_field import with_field
from app.content.reports.evidence import evidence, library_info, readability_of
from app.content.reports.reviews import reviewed
from app.content.workshop import Workshop
from app.content.workshop.values import SourceRow
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.domain.governance.reviews import due
from app.domain.progress import CancelledError, SubProgress
from app.handout.staff.evidence import evidence_document, evidence_documents
from app.handout.staff.review_sheet import review_sheet
from app.handout.typesetting import Typesetter
from tests.handout.examples import SITE
from tests.handout.reading import Reading, squeeze

DAY = date(2026, 11, 23)
T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
T01 = ItemKey(ItemKind.TOPIC, "t01", "en-GB")


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def at_work(file: Path, name: str, role: str) -> Workshop:
    return Workshop.open(file, Person(name, role), now=noon)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A library in which two people signed one page, and one is writing another."""
    file = Path(shutil.copy(paths.CONTENT, tmp_path_factory.mktemp("work") / "content.db"))
    with closing(at_work(file, "Ann Ward", "Ward sister")) as ann:
        ann.items.save(
            with_field(ann.items.content(T05), "title", "CAR T-cells"), "A shorter title"
        )
        ann.items.set_people(T05, "Patient information", "Ann Ward")
        ann.signing.mark_checked(T05)
        ann.items.save(with_field(ann.items.content(T01), "title", "Half written"))
        source = next(s for s in ann.sources.rows() if s.id == "r01")
        ann.sources.save(
            SourceRow(
                source.id,
                source.publisher,
                source.title,
                source.address,
                source.authors,
                source.dated,
                read_on=date(2026, 5, 6),
                permission="By letter of 1 May",
                changed_on=date(2026, 11, 1),
            )
        )
        good = ExpectedCase("k01", "Says the protocol", (("q01", "c01"), ("q02", "c07")), "o05")
        bad = ExpectedCase("k02", "", (("q01", "c01"), ("q02", "c07")), "o01")
        ann.cases.save("w01", [good, bad])
    with closing(at_work(file, "Bea Moss", "Consultant")) as bea:
        bea.signing.sign(T05, "Read against the source")
    with closing(Workshop.open(file, Person(""), now=noon, read_only=True)) as reading:
        yield reading


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(SITE, lambda: DAY)


@pytest.fixture(scope="module")
def pdf(workshop: Workshop, typesetter: Typesetter) -> bytes:
    return evidence_document(typesetter, evidence(workshop, DAY)).pdf


@pytest.fixture(scope="module")
def audit(pdf: bytes) -> Reading:
    return Reading(pdf)


def says(reading: Reading, *lines: str) -> None:
    for line in lines:
        assert squeeze(line) in reading.text, line


def test_it_is_an_accessible_pdf_whose_headings_skip_no_level(audit: Reading) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in audit.xmp
    assert audit.file.docinfo.Title == "Evidence for an information standard"
    levels = [int(tag.kind[1]) for tag in audit.tree.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [page.stray for page in audit.pages] == [""] * len(audit.pages)
    assert list(audit.tree.all("TH"))


def test_each_page_tells_who_answers_for_it(audit: Reading) -> None:
    says(
        audit,
        "CAR T-cells (t05)",
        "Owner Patient information",
        "Author Ann Ward",
        "Checked by Ann Ward, Ward sister, 23 November 2026.",
        "Signed by Bea Moss, Consultant, 23 November 2026.",
        "Next review 4 November 2024, overdue",
    )


def test_it_tells_the_history_with_who_when_and_why(audit: Reading) -> None:
    says(
        audit,
        "2026-11-23 12:00 Bea Moss (Consultant) signed. Read against the source",
        "2026-11-23 12:00 Ann Ward (Ward sister) saved. A shorter title",
    )


def test_a_draft_is_told_as_families_see_the_page(audit: Reading) -> None:
    says(audit, "It has not gone away (t01)", "shown, with a draft beside it")
    assert squeeze("Half written") not in audit.text


def test_sources_have_their_permission_and_what_stands_on_them(audit: Reading) -> None:
    says(
        audit,
        "Read on: 6 May 2026. Permission: By letter of 1 May.",
        "It has changed since, as seen on 1 November 2026.",
        "Sources in use that have changed 1",
    )


def test_a_walkthrough_is_proved(audit: Reading) -> None:
    says(
        audit,
        "Paths 185, each followed to its end",
        "Faults None: each path ends in an outcome",
        "Expected case k01 Holds. Given",
        "Why: Says the protocol",
        "Expected case k02 FAILS.",
    )


def test_the_paths_of_a_walkthrough_are_counted_by_their_ends(workshop: Workshop) -> None:
    proof = next(text.proof for text in evidence(workshop, DAY).texts if text.proof)
    assert proof.paths == sum(number for _, number in proof.ends) == 185


def test_readability_is_that_of_the_checks(workshop: Workshop) -> None:
    for text in evidence(workshop, DAY).texts:
        if text.key.kind is ItemKind.TOPIC and text.shown:
            assert text.readability.lix < 30, text.title
            assert 0 < text.readability.words <= 20
    content = with_field(
        with_field(
            workshop.items.content(T05), "body", "Extraordinary complications notwithstanding."
        ),
        "questions",
        "",
    )
    hard = readability_of(without(content, "line", "summary"), ())
    assert (hard.longest, hard.words) == ("Extraordinary complications notwithstanding.", 3)
    assert hard.lix == 103


def without(content: Content, *columns: str) -> Content:
    (row,) = content.rows["topic_text"]
    fewer = {name: value for name, value in row.items() if name not in columns}
    return Content(content.key, {**content.rows, "topic_text": (fewer,)}, content.cites)


def test_it_is_the_same_when_it_is_made_again(
    workshop: Workshop, typesetter: Typesetter, pdf: bytes
) -> None:
    assert evidence_document(typesetter, evidence(workshop, DAY)).pdf == pdf


def test_a_large_library_is_laid_out_in_shares(workshop: Workshop, typesetter: Typesetter) -> None:
    whole = evidence(workshop, DAY)
    page = next(text for text in whole.texts if text.key == T05)
    texts = tuple(replace(page, title=f"Page {number}.") for number in range(110))
    reading = Reading(evidence_document(typesetter, replace(whole, texts=texts)).pdf)
    levels = [int(tag.kind[1]) for tag in reading.tree.all("H1", "H2", "H3", "H4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = [squeeze(tag.text) for tag in reading.tree.all("H3")]
    assert [h for h in headings if h.startswith("Page")] == [
        squeeze(f"Page {number}. (t05)") for number in range(110)
    ]


def test_some_texts_alone_can_be_told(workshop: Workshop) -> None:
    assert [text.key for text in evidence(workshop, DAY, [T05]).texts] == [T05]


def test_the_sheet_of_reviews_has_each_with_its_owner(
    workshop: Workshop, typesetter: Typesetter
) -> None:
    lines = due(reviewed(workshop), DAY)
    made = review_sheet(typesetter, library_info(workshop.settings.read()), lines, DAY)
    reading = Reading(made.pdf)
    assert "<pdfuaid:part>1</pdfuaid:part>" in reading.xmp
    says(
        reading,
        "Overdue: 12. Due in 60 days: 0.",
        "4 November 2024 749 days overdue, its source has changed CAR T-cells (t05) "
        "Patient information",
        "nobody yet",
        "Families see an overdue page with a notice",
    )


def test_a_sheet_with_nothing_due_says_so(workshop: Workshop, typesetter: Typesetter) -> None:
    made = review_sheet(typesetter, library_info(workshop.settings.read()), (), DAY)
    says(Reading(made.pdf), "Nothing is overdue, and nothing is due in 60 days.")


def test_a_sheet_of_very_many_reviews_says_that_it_has_the_first(
    workshop: Workshop, typesetter: Typesetter
) -> None:
    lines, info = due(reviewed(workshop), DAY), library_info(workshop.settings.read())
    made = Reading(review_sheet(typesetter, info, lines, DAY, most=2).pdf)
    says(made, "Overdue: 12.", "Here are the first 2 of 12, the longest overdue first.")
    called = [f"({line.text.key.id})" for line in lines]
    says(made, *called[:2])
    assert not any(name in made.text for name in called[2:])


def test_a_very_large_library_is_several_documents(
    workshop: Workshop, typesetter: Typesetter
) -> None:
    whole = evidence(workshop, DAY)
    some = replace(whole, texts=whole.texts[:7])
    heard: list[str] = []
    progress = SubProgress(lambda _, words: heard.append(words))
    made = evidence_documents(typesetter, some, progress, 3)
    assert heard == [f"Laying out document {number} of 3" for number in (1, 2, 3)]
    read = [Reading(one.pdf).text for one in made]
    for number, text in enumerate(some.texts):
        named = [squeeze(f"{text.title} ({text.key.id})") in one for one in read]
        assert named == [element == number // 3 for element in range(3)]
    assert squeeze("Part 3 of 3: texts 7 to 7 of 7.") in read[2]
    assert len(evidence_documents(typesetter, some)) == 1


def test_evidence_can_be_stopped(workshop: Workshop) -> None:
    progress: list[str] = []

    def stop(_: float, words: str) -> None:
        progress.append(words)
        if len(progress) == 5:
            raise CancelledError

    with pytest.raises(CancelledError):
        evidence(workshop, DAY, progress=SubProgress(stop))
    assert progress[-1] == f"Gathering text 5 of {len(workshop.items.rows())}"
