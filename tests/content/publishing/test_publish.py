"""Publishing: an edition says what was signed, and nothing else; its number only grows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import sqlite_utils

from app import paths
from app.content.checks.gate import checked_library
from app.content.items.edit import with_texts
from app.content.items.item import Content
from app.content.publishing.preview import PreviewFiles
from app.content.publishing.publish import LAST_STEP, plan, publish
from app.content.reader.library import ContentLibrary
from app.content.updates.edition_files import Files
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus, Person
from app.domain.library.library import date_in_words
from app.domain.library.review import ReviewState
from app.domain.progress import CancelledError

T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
T08 = ItemKey(ItemKind.TOPIC, "t08", "en-GB")


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    opened = Workshop.open(file, Person("Ann Ward"), now=noon)
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share" / "edition.db"


def retitle(workshop: Workshop, key: ItemKey, title: str) -> None:
    content = workshop.items.content(key)
    words = {**content.texts, "title": title}
    workshop.items.save(Content(key, {**content.rows, "topic_text": (words,)}, {}))


def sign(workshop: Workshop, key: ItemKey) -> None:
    author, workshop.person = workshop.person, Person("Bea Consultant")
    workshop.signing.mark_checked(key)
    workshop.person = Person("Cas Third")
    workshop.signing.sign(key)
    workshop.person = author


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


class Late(Files):
    """Somebody else writes the edition's name just before."""

    def name_new(self, source: Path, target: Path) -> None:
        target.write_bytes(b"another's")
        super().name_new(source, target)


class WithoutLinks(Files):
    """A stick, whose files have one name each."""

    def name_new(self, source: Path, target: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("os.link", self._no_link)
            super().name_new(source, target)

    @staticmethod
    def _no_link(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(source), str(target))


class LateWithoutLinks(WithoutLinks):
    """A stick that somebody else writes to."""

    def name_new(self, source: Path, target: Path) -> None:
        target.write_bytes(b"another's")
        super().name_new(source, target)


@pytest.mark.parametrize("late", [Late, LateWithoutLinks])
def test_a_name_that_is_taken_meanwhile_is_not_written_over(
    workshop: Workshop, target: Path, late: type[Files]
) -> None:
    folder = target.parent
    with pytest.raises(ContentError, match="never written over another"):
        publish(workshop, folder, files=late())
    assert (folder / "edition-2.db").read_bytes() == b"another's"
    assert list(folder.iterdir()) == [folder / "edition-2.db"]
    assert publish(workshop, folder, files=WithoutLinks()).file == folder / "edition-3.db"


class Full(Files):
    """A share that takes the bytes and then no name."""

    def name_new(self, source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")


def test_no_number_is_used_up_by_a_failure(workshop: Workshop, target: Path) -> None:
    for _ in range(2):
        with pytest.raises(ContentError, match="No space left"):
            publish(workshop, target.parent, files=Full())
        assert list(target.parent.iterdir()) == []
        assert workshop.settings.read().edition == 1
    assert publish(workshop, target.parent).plan.edition == 2


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


class PowerCut(BaseException):
    """The machine stops."""


class Cut(Files):
    """Files on a machine that stops after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def _step(self, do: Callable[[], None]) -> None:
        if not self.left:
            raise PowerCut
        self.left -= 1
        do()

    def copy(self, source: Path, target: Path, report: Callable[[int], None]) -> None:
        if not self.left:
            target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        self._step(lambda: super(Cut, self).copy(source, target, report))

    def flush(self, file: Path) -> None:
        self._step(lambda: super(Cut, self).flush(file))

    def replace(self, source: Path, target: Path) -> None:
        self._step(lambda: super(Cut, self).replace(source, target))

    def flush_folder(self, folder: Path) -> None:
        self._step(lambda: super(Cut, self).flush_folder(folder))


@pytest.mark.parametrize("steps", range(5))
def test_a_power_cut_leaves_one_good_edition(workshop: Workshop, target: Path, steps: int) -> None:
    publish(workshop, target)
    retitle(workshop, T05, "Changed")
    sign(workshop, T05)
    try:
        publish(workshop, target, files=Cut(steps))
    except PowerCut:
        assert steps < 4
    with checked_library(target) as library:
        number, title = library.info().edition, library.topic("t05").title
    assert (number == 3) == (title == "Changed") == (steps >= 3)
    workshop.close()
    with closing(Workshop.open(workshop.file, Person("Ann"), now=noon)) as again:
        # A number is given once: from where the file is about to get its name, it is taken.
        assert publish(again, target).plan.edition == (4 if steps >= 2 else 3)
    with checked_library(target) as library:
        assert library.topic("t05").title == "Changed"


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


def test_a_preview_shows_the_draft_among_what_families_see(
    workshop: Workshop, tmp_path: Path
) -> None:
    content = workshop.items.content(T05)
    typed = Content(T05, {**content.rows, "topic_text": ({**content.texts, "title": "Typed"},)}, {})
    folder = tmp_path / "preview"
    folder.mkdir()
    previews = PreviewFiles(workshop)
    with closing(ContentLibrary(previews.preview_file(folder, typed))) as library:
        assert library.topic("t05").title == "Typed"
        assert library.topic("t08").title == workshop.items.content(T08).title
    new = workshop.items.create(ItemKind.TOPIC, "A new page", "s01")
    with closing(
        ContentLibrary(previews.preview_file(folder, workshop.items.content(new)))
    ) as library:
        assert library.topic(new.id).title == "A new page"
    bad = Content(T05, {**content.rows, "topic_text": ({"line": "x"},)}, {})
    with pytest.raises(ContentError, match="lacks"):
        previews.preview_file(folder, bad)


def test_a_preview_shows_a_draft_that_the_draft_leads_to_and_invents_no_date(
    workshop: Workshop, tmp_path: Path
) -> None:
    new = workshop.items.create(ItemKind.TOPIC, "A new page", "s01")
    content = workshop.items.content(T05)
    typed = with_texts(content, body=f"See [that](topic:{new.id}) and [this](topic:t99).")
    with closing(ContentLibrary(PreviewFiles(workshop).preview_file(tmp_path, typed))) as library:
        assert library.topic("t05").body.startswith(f"See [that](topic:{new.id})")
        draft = library.topic(new.id)
    assert draft.title == "A new page"
    days = (draft.review.last, draft.review.due)
    assert [date_in_words(day) for day in days] == ["not set yet", "not set yet"]
    assert draft.review.state(workshop.today()) is ReviewState.CURRENT
