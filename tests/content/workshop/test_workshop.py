"""Working on a library: every change is whole, in the history, and nobody's live page moves."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils

from app.content.checks.findings import Level
from app.content.checks.gate import checked_library
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.content.workshop.values import InUseError, SectionRow, SourceRow
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind, ItemStatus, Person, Step
from tests.content.workshop.conftest import ANN, BEA, Open

T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
P01 = ItemKey(ItemKind.CONTACT, "p01", "en-GB")
W01 = ItemKey(ItemKind.WALKTHROUGH, "w01", "en-GB")


def with_texts(content: Content, **cells: str) -> Content:
    table = f"{content.key.kind}_text"
    return Content(content.key, {**content.rows, table: ({**content.texts, **cells},)}, {})


def with_own(content: Content, **cells: str) -> Content:
    table = str(content.key.kind)
    return Content(content.key, {**content.rows, table: ({**content.own, **cells},)}, {})


def families_see(file: Path, topic: str = "t05") -> str:
    with checked_library(file) as library:
        return library.topic(topic).title


def test_a_saved_text_is_a_draft_and_families_see_the_signed_one(open_as: Open, file: Path) -> None:
    workshop = open_as()
    before = families_see(file)
    reached = workshop.items.save(
        with_texts(workshop.items.content(T05), title="New title"), "Clearer"
    )
    assert reached is ItemStatus.DRAFT
    assert workshop.items.content(T05).title == "New title"
    assert families_see(file) == before
    assert workshop.history.events(T05)[0].why == "Clearer"
    assert workshop.history.events(T05)[0].person == ANN


def test_titles_are_those_that_stand_now_whoever_wrote_them(open_as: Open, file: Path) -> None:
    workshop = open_as()
    before = workshop.items.titles()
    content = workshop.items.content(T05)
    workshop.items.save(with_texts(content, title="New title"))
    assert workshop.items.titles() == {**before, (ItemKind.TOPIC, "t05"): "New title"}
    workshop.items.save(content)
    assert workshop.items.titles() == before
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE contact_text SET name = 'By hand' WHERE contact_id = 'p01'")
        other.commit()
    assert workshop.items.titles() == {**before, (ItemKind.CONTACT, "p01"): "By hand"}


def test_two_people_bring_a_change_to_families(open_as: Open, file: Path) -> None:
    workshop = open_as()
    workshop.items.save(with_texts(workshop.items.content(T05), title="New title"))
    with pytest.raises(RuleViolationError, match="checked"):
        workshop.signing.sign(T05)
    workshop.signing.mark_checked(T05)
    with pytest.raises(RuleViolationError, match="second person"):
        workshop.signing.sign(T05)
    workshop.person = BEA
    workshop.signing.sign(T05)
    assert families_see(file) == "New title"
    assert [s.name for s in workshop.signing.signatures(T05)][-2:] == [ANN.name, BEA.name]


def test_a_word_changed_takes_the_signature_away(open_as: Open) -> None:
    workshop = open_as()
    content = workshop.items.content(T05)
    workshop.items.save(with_texts(content, title=content.title + "!"))
    rows = {row.key: row for row in workshop.items.rows()}
    assert rows[T05].status is ItemStatus.DRAFT
    assert rows[T05].has_signed_version
    assert rows[W01].status is ItemStatus.SIGNED
    workshop.items.save(content)
    assert {row.key: row for row in workshop.items.rows()}[T05].status is ItemStatus.SIGNED


def test_a_page_without_source_or_dates_cannot_be_signed(open_as: Open) -> None:
    workshop = open_as()
    workshop.items.save(with_own(workshop.items.content(P01), phone="0300 123 456"))
    workshop.signing.mark_checked(P01)
    workshop.person = BEA
    with pytest.raises(RuleViolationError, match="a source and two dates"):
        workshop.signing.sign(P01)
    dates = {"last_reviewed": "2026-11-23", "next_review": "2027-11-23"}
    workshop.items.save(with_own(workshop.items.content(P01), source_id="r01", **dates))
    workshop.person = ANN
    workshop.signing.mark_checked(P01)
    with pytest.raises(RuleViolationError, match="second person"):
        workshop.signing.sign(P01)  # she wrote the number
    workshop.person = Person("Cas Third")
    workshop.signing.sign(P01)


def test_words_that_harm_cannot_be_signed(open_as: Open) -> None:
    workshop = open_as()
    content = workshop.items.content(T05)
    bad = with_texts(content, body=content.texts["body"] + "\n\n<script>x</script>")
    assert any(f.level is Level.ERROR for f in workshop.checks.findings(bad))
    workshop.items.save(bad)
    workshop.signing.mark_checked(T05)
    workshop.person = BEA
    with pytest.raises(RuleViolationError, match="Mend it first"):
        workshop.signing.sign(T05)


def test_reviewed_nothing_changed_is_one_action(open_as: Open, file: Path) -> None:
    workshop = open_as()
    workshop.signing.review(T05, date(2027, 11, 23))
    assert {row.key: row for row in workshop.items.rows()}[T05].status is ItemStatus.SIGNED
    assert workshop.signing.signatures(T05)[-1].step is Step.REVIEWED
    with checked_library(file) as library:
        assert library.topic("t05").review.due == date(2027, 11, 23)
    workshop.items.save(with_texts(workshop.items.content(T05), title="A draft"))
    with pytest.raises(RuleViolationError, match="changed since"):
        workshop.signing.review(T05, date(2028, 1, 1))


def test_what_was_taken_down_is_gone_until_it_is_signed_again(open_as: Open, file: Path) -> None:
    workshop = open_as()
    workshop.signing.withdraw(T05, "A mistake in it")
    with checked_library(file) as library:
        shown = [c.topic_id for s in library.sections() for c in library.cards(s.id)]
    assert "t05" not in shown
    with pytest.raises(RuleViolationError, match="do not see"):
        workshop.signing.withdraw(T05)
    workshop.signing.mark_checked(T05)
    workshop.person = BEA
    workshop.signing.sign(T05)
    assert families_see(file)


def test_an_earlier_version_comes_back_as_a_draft(open_as: Open) -> None:
    workshop = open_as()
    before = workshop.items.content(T05)
    workshop.items.save(with_texts(before, title="Other"))
    workshop.items.restore(T05, before.digest, "The other was worse")
    assert workshop.items.content(T05) == before
    assert workshop.history.events(T05)[0].act == "restored"
    with pytest.raises(KeyError):
        workshop.items.restore(T05, "0" * 64)


def test_what_another_program_changed_is_found_and_unsigned(open_as: Open, file: Path) -> None:
    database = sqlite_utils.Database(file)
    database.table("topic_text").update(("t05", "en-GB"), {"title": "By SQL", "state": "approved"})
    database.close()
    workshop = open_as()
    assert {row.key: row for row in workshop.items.rows()}[T05].status is ItemStatus.DRAFT
    event = workshop.history.events(T05)[0]
    assert (event.act, event.person.name) == ("found", "")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("UPDATE topic_text SET title = 'Again' WHERE topic_id = 't05'")
    assert workshop.changed_elsewhere()
    assert not workshop.changed_elsewhere()
    assert len([e for e in workshop.history.events(T05) if e.act == "found"]) == 2


def test_what_was_typed_is_offered_back(open_as: Open, file: Path) -> None:
    workshop = open_as()
    typed = with_texts(workshop.items.content(T05), title="Half a ti")
    workshop.unfinished.save(typed)
    workshop.close()
    again = open_as()
    (left,) = again.unfinished.rows()
    assert (left.key, left.title, left.name) == (T05, "Half a ti", ANN.name)
    assert again.unfinished.content(T05) == typed
    assert again.items.content(T05).title != "Half a ti"
    again.items.save(typed)
    assert again.unfinished.rows() == ()


def test_the_second_is_reported_who_has_it_and_may_read(open_as: Open) -> None:
    workshop = open_as()
    with pytest.raises(InUseError) as caught:
        open_as(BEA)
    assert caught.value.name == ANN.name
    assert "12:00 on 23 November 2026" in str(caught.value)
    reader = open_as(BEA, read_only=True)
    assert reader.items.content(T05) == workshop.items.content(T05)
    with pytest.raises(RuleViolationError, match="reading only"):
        reader.items.save(reader.items.content(T05))
    workshop.close()
    open_as(BEA).signing.mark_checked(T05)


def test_a_crash_leaves_no_lock(file: Path, open_as: Open) -> None:
    script = (
        "import os, sys; from pathlib import Path; from app.content.workshop import Workshop\n"
        "from app.domain.governance.governance import Person\n"
        "Workshop.open(Path(sys.argv[1]), Person('Ann')); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(file)], check=False)
    assert ended.returncode == 9
    open_as(BEA).signing.mark_checked(T05)


def test_new_items_get_ids_that_nothing_ever_had(open_as: Open) -> None:
    workshop = open_as()
    first = workshop.items.create(ItemKind.TERM, "a new word")
    assert first.id == "g25"
    workshop.items.delete(first)
    assert workshop.items.create(ItemKind.TERM, "another").id == "g26"
    section = workshop.sections.rows()[1].id
    topic = workshop.items.create(ItemKind.TOPIC, "A new page", section)
    rows = [row for row in workshop.items.rows(ItemKind.TOPIC) if row.section_id == section]
    assert rows[-1].key == topic
    assert any(
        "still to be written" in f.problem
        for f in workshop.checks.findings(workshop.items.content(topic))
    )
    copy = workshop.items.duplicate(T05)
    assert workshop.items.content(copy).title.endswith("(copy)")
    assert workshop.items.content(copy).texts["body"] == workshop.items.content(T05).texts["body"]


def test_deleting_tells_what_points_there(open_as: Open) -> None:
    workshop = open_as()
    with pytest.raises(RuleViolationError, match=r"t03 .*related pages"):
        workshop.items.delete(T05)
    assert workshop.items.content(T05)


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_what_nothing_names_can_go(open_as: Open, kind: ItemKind) -> None:
    workshop = open_as()
    key = workshop.items.create(kind, "Short-lived")
    workshop.items.delete(key, "A try")
    assert key not in {row.key for row in workshop.items.rows()}
    assert workshop.history.events(key)[0].act == "deleted"


def test_the_order_and_the_sections(open_as: Open) -> None:
    workshop = open_as()
    order: dict[str, list[str]] = {section.id: [] for section in reversed(workshop.sections.rows())}
    for row in workshop.items.rows(ItemKind.TOPIC):
        order[row.section_id].insert(0, row.key.id)
    workshop.order.arrange(order)
    assert [s.id for s in workshop.sections.rows()] == list(order)
    assert [r.key.id for r in workshop.items.rows(ItemKind.TOPIC)] == [
        t for topics in order.values() for t in topics
    ]
    assert all(row.status is ItemStatus.SIGNED for row in workshop.items.rows())
    with pytest.raises(ContentError):
        workshop.order.arrange({"s01": ["t01"]})
    new = workshop.sections.save(SectionRow("", "More"))
    assert workshop.sections.rows()[-1] == SectionRow(new, "More")
    workshop.sections.delete(new)
    with pytest.raises(RuleViolationError, match="pages stand in it"):
        workshop.sections.delete("s01")


def test_a_source_marked_as_changed_flags_its_pages(open_as: Open) -> None:
    workshop = open_as()
    source = workshop.sources.rows()[0]
    assert not any(row.source_changed for row in workshop.items.rows())
    workshop.sources.save(
        SourceRow(source.id, source.publisher, source.title, changed_on=date(2026, 11, 1))
    )
    assert any(row.source_changed for row in workshop.items.rows())
    with pytest.raises(RuleViolationError, match="stands on it"):
        workshop.sources.delete(source.id)
    workshop.sources.delete(workshop.sources.save(SourceRow("", "P", "T")))


def test_expected_cases_stay_and_keep_a_fault_from_being_signed(open_as: Open) -> None:
    workshop = open_as()
    walkthrough = workshop.checks.walkthrough(workshop.items.content(W01))
    question = walkthrough.questions[0]
    case = ExpectedCase("k01", "By the book", ((question.id, question.choices[0].id),), "o99")
    workshop.cases.save("w01", [case])
    assert workshop.cases.of("w01") == (case,)
    assert {r.key: r for r in workshop.items.rows()}[W01].status is ItemStatus.SIGNED
    workshop.items.save(with_texts(workshop.items.content(W01), title="Another title"))
    workshop.signing.mark_checked(W01)
    workshop.person = BEA
    violation = workshop.signing.violation(W01)
    assert violation is not None
    workshop.cases.save("w01", [])
    assert workshop.signing.violation(W01) is None


def test_a_row_that_does_not_fit_changes_nothing(open_as: Open) -> None:
    workshop = open_as()
    before = workshop.items.content(T05)
    with pytest.raises(ContentError, match="does not fit"):
        workshop.items.save(with_texts(before, title=" "))
    related = ({"related_id": "t99"},)
    with pytest.raises(ContentError, match="not there"):
        workshop.items.save(Content(T05, {**before.rows, "topic_related": related}, {}))
    assert workshop.items.content(T05) == before
    assert any(
        f.level is Level.ERROR for f in workshop.checks.findings(with_texts(before, title=""))
    )


def test_a_damaged_file_is_not_opened(file: Path, open_as: Open) -> None:
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(ContentError):
        open_as()
    assert not list(file.parent.glob("*.lock"))


def test_closing_leaves_nothing_beside_the_file(open_as: Open, file: Path) -> None:
    workshop: Workshop = open_as()
    workshop.items.save(with_texts(workshop.items.content(T05), title="x"))
    workshop.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_starter_holds_every_row_of_the_sources_table(open_as: Open) -> None:
    workshop = open_as()
    cases = workshop.cases.of("w01")
    assert {case.outcome_id for case in cases} == {f"o{n:02}" for n in range(1, 7)}
    assert workshop.checks.case_failures(workshop.items.content(W01)) == ()


def test_a_new_id_follows_every_number_that_there_ever_was(open_as: Open, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for item in ("t412", "t99x", "t", "x900", "t" + "9" * 30):
            connection.execute(
                "INSERT INTO history (at, name, role, act, kind, item_id, language, why)"
                " VALUES ('2026-01-01T00:00:00Z', '', '', 'deleted', 'topic', ?, 'en-GB', '')",
                (item,),
            )
    workshop = open_as()
    assert workshop.items.create(ItemKind.TOPIC, "New", "s01").id == "t413"
    assert workshop.items.create(ItemKind.TERM, "New").id == "g25"
