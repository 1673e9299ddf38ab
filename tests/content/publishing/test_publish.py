"""Publishing: an edition says what was signed, and nothing else; its number only grows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils

from app import paths
from app.content.checks.gate import checked_library
from app.content.publishing.publish import LAST_STEP, plan, publish
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.governance import ItemKind, ItemStatus, Person
from app.domain.progress import CancelledError
from tests.content.publishing.drafts import T05, T08, retitle, sign


def rows(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_an_edition_holds_what_was_signed_and_nothing_of_how(
    workshop: Workshop, target: Path
) -> None:
    before = workshop.items.content(T05).title
    retitle(workshop, T05, "A draft")
    draft = workshop.items.create(ItemKind.TOPIC, "Another draft", "s01")
    workshop.person = Person("Ron Price", "Patient information")
    published = publish(workshop, target)
    with checked_library(target) as edition:
        assert edition.topic("t05").title == before
        assert edition.info().edition == published.plan.edition == 2
    with closing(sqlite3.connect(target)) as connection:
        imprint = connection.execute("SELECT name, role, act, why FROM history").fetchall()
    assert len(imprint) == 1, "who published it, and nothing that was done before"
    assert imprint[0][:3] == ("Ron Price", "Patient information", "published")
    assert imprint[0][3] == published.plan.summary
    for table in ("version", "unfinished", "staff_note", "expected_case"):
        assert rows(target, table) == 0, table
    data = target.read_bytes()
    for words in (b"A draft", b"Another draft", b"Ann Ward"):
        assert words not in data
    assert set(published.plan.drafts) == {"t05 A draft", f"{draft.id} Another draft"}


def test_it_is_what_a_kiosk_takes(workshop: Workshop, target: Path, tmp_path: Path) -> None:
    publish(workshop, target)
    with closing(ContentSource(target, tmp_path / "state").open()) as library:
        assert library.topic("t05").title == workshop.items.content(T05).title


def test_the_number_only_grows(workshop: Workshop, target: Path) -> None:
    assert [publish(workshop, target).plan.edition for _ in range(3)] == [2, 3, 4]
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("UPDATE library SET edition = 40")
    assert plan(workshop, target).edition == 41


def test_a_folder_gets_an_edition_beside_those_that_are_there(
    workshop: Workshop, target: Path
) -> None:
    folder = target.parent
    first = publish(workshop, folder)
    assert first.file == folder / "edition-2.db"
    before = first.file.read_bytes()
    (folder / "edition-7.db").write_bytes(b"of another ward")
    assert publish(workshop, folder).file == folder / "edition-8.db"
    assert first.file.read_bytes() == before
    assert (folder / "edition-7.db").read_bytes() == b"of another ward"
    names = {"edition-2.db", "edition-7.db", "edition-8.db", "kiosks"}
    assert {file.name for file in folder.iterdir()} == names


def test_it_says_in_a_line_what_changed(workshop: Workshop, target: Path) -> None:
    publish(workshop, target.parent)
    for key in (T05, T08):
        retitle(workshop, key, f"Changed {key.id}")
        sign(workshop, key)
    workshop.person = Person("R. Price")
    published = publish(workshop, target.parent, "As agreed")
    assert published.plan.summary == "2 pages changed: Changed t05; Changed t08"
    last = workshop.history.events()[0]
    assert (last.person.name, last.why) == (
        "R. Price",
        "Edition 3. 2 pages changed: Changed t05; Changed t08. As agreed",
    )


def test_it_says_what_families_will_see_differently(workshop: Workshop, target: Path) -> None:
    first = plan(workshop)
    assert {difference.what for difference in first.differences} == {"new"}
    publish(workshop, target)
    assert plan(workshop).differences == ()
    assert {row.status for row in workshop.items.rows()} == {ItemStatus.LIVE}
    retitle(workshop, T05, "Changed")
    assert plan(workshop).differences == ()
    sign(workshop, T05)
    workshop.signing.withdraw(T08)
    found = {(d.key.id, d.what) for d in plan(workshop).differences}
    assert found == {("t05", "changed"), ("t08", "gone")}
    publish(workshop, target)
    lives = {row.key: row.status for row in workshop.items.rows()}
    assert lives[T05] is ItemStatus.LIVE
    assert lives[T08] is ItemStatus.DRAFT


def test_what_families_may_not_see_is_refused_with_reasons(
    workshop: Workshop, target: Path
) -> None:
    for row in workshop.items.rows(ItemKind.TOPIC):
        workshop.signing.withdraw(row.key)
    with pytest.raises(RuleViolationError, match="no page to show"):
        publish(workshop, target)
    assert not target.exists()
    assert workshop.settings.read().edition == 1


def test_an_edition_that_somebody_changes_is_refused(workshop: Workshop, target: Path) -> None:
    publish(workshop, target)
    database = sqlite_utils.Database(target)
    database.table("topic_text").update(("t08", "en-GB"), {"title": "Tampered"})
    database.close()
    with pytest.raises(ContentError, match="signed text of topic t08"), checked_library(target):
        pass


def test_a_library_that_is_worked_on_is_never_written_over(workshop: Workshop) -> None:
    other = workshop.file.with_name("other.db")
    shutil.copy(paths.CONTENT, other)
    for file in (workshop.file, other):
        before = file.read_bytes()
        with pytest.raises(RuleViolationError, match="worked on"):
            publish(workshop, file)
        assert file.read_bytes() == before


def test_a_share_that_is_not_there_leaves_the_old_edition(workshop: Workshop, target: Path) -> None:
    publish(workshop, target)
    before = target.read_bytes()
    with pytest.raises(ContentError, match="cannot be written"):
        publish(workshop, target.parent / "gone" / "edition.db")
    assert target.read_bytes() == before
    assert publish(workshop, target).plan.edition == 3


def test_progress_goes_from_nothing_to_all_and_says_what_is_looked_at(
    workshop: Workshop, target: Path
) -> None:
    retitle(workshop, T05, "Changed")
    reported: list[tuple[float, str]] = []
    publish(workshop, target, progress=lambda share, words: reported.append((share, words)))
    shares = [share for share, _ in reported]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert max(after - before for before, after in pairwise(shares)) < 0.1
    pages = len(workshop.items.rows(ItemKind.TOPIC))
    labels = [words for _, words in reported]
    for page in range(1, pages + 1):
        assert f"Checking page {page} of {pages}" in labels
    for doing in ("Reading text", "Comparing text", "Writing table", "Sealing table"):
        assert len([words for words in labels if words.startswith(doing)]) > pages, doing


def test_it_can_be_stopped_at_any_moment_and_leaves_nothing(
    workshop: Workshop, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "temporary"
    beside.mkdir()
    monkeypatch.setenv("TMPDIR", str(beside))
    monkeypatch.setattr(tempfile, "tempdir", None)  # it is asked for anew
    publish(workshop, target)
    retitle(workshop, T05, "Changed")
    sign(workshop, T05)
    before = target.read_bytes()
    moments: list[str] = []
    publish(workshop, tmp_path / "other.db", progress=lambda _, words: moments.append(words))
    history = workshop.history.events()
    last = moments.index(LAST_STEP)
    for after in (*range(0, last, 31), last):
        reported = iter(range(after))

        def stop_then(share: float, words: str, left: Iterator[int] = reported) -> None:
            if next(left, None) is None:
                raise CancelledError

        with pytest.raises(CancelledError):
            publish(workshop, target, progress=stop_then)
        assert target.read_bytes() == before
        assert list(target.parent.iterdir()) == [target]
        assert list(beside.iterdir()) == []
        assert workshop.history.events() == history
        assert workshop.settings.read().edition == 3
    publish(workshop, target)
    with checked_library(target) as library:
        assert library.topic("t05").title == "Changed"
