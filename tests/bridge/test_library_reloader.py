"""The library on show: when it is taken, when it stays, and what happens when it fails."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.library_reloader import LibraryReloader
from app.domain.errors import ContentCode, ContentError
from tests.bridge.doubles import (
    DAMAGED,
    MemoryLibrary,
    MemorySource,
    as_it_is,
    open_kiosk,
    shown,
    values,
)
from tests.driver import Clock

LOCKED = ContentError(ContentCode.LOCKED, "It is locked.", "Close the editor.")


class Family:
    """Whether a family is here."""

    here = False

    def __call__(self) -> bool:
        return self.here


@pytest.fixture
def family() -> Family:
    return Family()


@pytest.fixture
def reloader(library_source: MemorySource, family: Family) -> LibraryReloader:
    reloader = LibraryReloader(library_source, family, as_it_is)
    reloader.open()
    return reloader


def test_it_opens_with_the_library_of_the_shelf(
    reloader: LibraryReloader, library: MemoryLibrary
) -> None:
    assert reloader.library is library
    assert reloader.error is None


def test_it_takes_nothing_while_nothing_has_changed(
    reloader: LibraryReloader, library_source: MemorySource, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(reloader.changed):
        reloader.poll()
    assert library_source.opened == 1


def test_a_new_library_is_taken_between_two_sessions(
    reloader: LibraryReloader, library_source: MemorySource, library: MemoryLibrary, family: Family
) -> None:
    new = MemoryLibrary()
    library_source.put(new)
    family.here = True
    reloader.poll()
    assert reloader.library is library
    family.here = False
    reloader.poll()
    assert reloader.library is new
    assert (library.closed, new.closed) == (True, False)


def test_the_old_library_is_closed_only_when_everyone_has_let_go_of_it(
    reloader: LibraryReloader, library_source: MemorySource, library: MemoryLibrary
) -> None:
    closed: list[bool] = []
    reloader.changed.connect(lambda: closed.append(library.closed))
    library_source.put(MemoryLibrary())
    reloader.poll()
    assert closed == [False]


def test_a_bad_library_leaves_the_good_one_on_show(
    reloader: LibraryReloader,
    library_source: MemorySource,
    library: MemoryLibrary,
    caplog: pytest.LogCaptureFixture,
) -> None:
    library_source.put(DAMAGED)
    with caplog.at_level(logging.ERROR):
        reloader.poll()
    assert (reloader.library, reloader.error) == (library, DAMAGED)
    assert not library.closed
    assert caplog.messages == ["K-08: It is damaged. Replace it."]
    reloader.poll()
    assert library_source.opened == 2


def test_with_no_library_it_looks_until_there_is_one(
    family: Family, library: MemoryLibrary
) -> None:
    library_source = MemorySource(DAMAGED)
    reloader = LibraryReloader(library_source, family, as_it_is)
    reloader.open()
    assert shown(reloader, "library") is None
    library_source.put(library)
    family.here = True
    reloader.poll()
    assert (shown(reloader, "library"), reloader.error) == (library, None)


def test_a_locked_library_is_tried_again_unchanged(
    reloader: LibraryReloader, library_source: MemorySource
) -> None:
    library_source.put(LOCKED)
    reloader.poll()
    new = MemoryLibrary()
    library_source.holds = new
    reloader.poll()
    assert reloader.library is new


def test_a_library_that_failed_is_taken_again_at_the_next_look(
    reloader: LibraryReloader, library_source: MemorySource, library: MemoryLibrary
) -> None:
    reloader.drop(DAMAGED)
    assert (reloader.library, reloader.error, library.closed) == (None, DAMAGED, True)
    reloader.poll()
    assert reloader.library is library
    assert library_source.opened == 2
    reloader.poll()
    assert library_source.opened == 2


def test_looking_while_a_library_is_dropped_takes_no_second_one(
    reloader: LibraryReloader, library_source: MemorySource
) -> None:
    reloader.changed.connect(reloader.poll)
    reloader.drop(DAMAGED)
    assert library_source.opened == 1


def test_a_short_check_is_waited_for_at_the_start(family: Family, library: MemoryLibrary) -> None:
    library_source = MemorySource(library)
    library_source.is_slow = True
    reloader = LibraryReloader(library_source, family, as_it_is)
    reloader.open()
    assert (reloader.library, reloader.error, library_source.opened) == (library, None, 1)
    QCoreApplication.processEvents()
    assert library_source.opened == 1
    reloader.stop()


def test_a_long_check_is_made_beside_the_screen(
    family: Family, library: MemoryLibrary, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bridge.library_reloader.WAIT_AT_START_MS", 0)
    library_source = MemorySource(library)
    library_source.is_slow = True
    library_source.check_ends.clear()
    reloader = LibraryReloader(library_source, family, as_it_is)
    with qtbot.waitSignal(reloader.prepared):
        reloader.open()
        assert reloader.error is not None
        assert (reloader.library, reloader.error.code) == (None, ContentCode.CHECKING)
        reloader.poll()
        assert library_source.opened == 0
        library_source.check_ends.set()
    assert (shown(reloader, "library"), shown(reloader, "error"), library_source.opened) == (
        library,
        None,
        1,
    )
    reloader.stop()


def test_a_long_check_leaves_a_family_what_it_reads(
    reloader: LibraryReloader,
    library_source: MemorySource,
    library: MemoryLibrary,
    family: Family,
    qtbot: QtBot,
) -> None:
    new = MemoryLibrary()
    library_source.put(new)
    library_source.is_slow = True
    with qtbot.waitSignal(reloader.prepared):
        reloader.poll()
        family.here = True
    assert reloader.library is library
    family.here = False
    reloader.poll()
    assert reloader.library is new
    reloader.stop()


# -- in a kiosk ---------------------------------------------------------------------------------


def test_a_library_that_fails_under_a_family_ends_the_session(
    kiosk: Kiosk, library: MemoryLibrary, library_source: MemorySource
) -> None:
    kiosk.session.start()
    library.failing = DAMAGED
    kiosk.session.go("topic", "t1", 0.0)
    assert shown(kiosk, "resting")
    assert shown(kiosk, "code") == "K-08"
    assert shown(kiosk.session, "screen") == "attract"
    assert shown(shown(kiosk, "topic"), "title") == ""
    assert shown(shown(kiosk, "home"), "title") == ""
    good = MemoryLibrary(title="Good")
    library_source.holds = good
    kiosk.reloader.poll()
    assert not shown(kiosk, "resting")
    assert shown(shown(kiosk, "home"), "title") == "Good"


@pytest.mark.parametrize("code", [ContentCode.DAMAGED, ContentCode.FAULTY])
def test_what_a_family_had_open_when_the_library_failed_is_nowhere(
    kiosk: Kiosk, library: MemoryLibrary, caplog: pytest.LogCaptureFixture, code: ContentCode
) -> None:
    kiosk.session.start()
    dropped: list[ContentError] = []
    kiosk.reloader.dropped.connect(dropped.append)
    library.failing = ContentError(code, "content.db is damaged: t1 has no title.", "Replace it.")
    kiosk.session.go("topic", "t1", 0.0)
    assert shown(kiosk, "resting")
    said = [*caplog.messages, *map(str, dropped), str(kiosk.reloader.error)]
    assert len(said) == 3, "the log; the record of the editions; the status and the staff's page"
    for sentence in said:
        assert sentence.startswith(f"{code}: The library failed while a family read it.")
        assert "t1" not in sentence
    # Nor in the frames that an error remembers.
    assert [error.__traceback__ for error in dropped] == [None]


def test_what_fails_when_no_family_is_here_is_told_of_as_it_is(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.reloader.drop(ContentError(ContentCode.DAMAGED, "t1 has no title.", "Replace it."))
    assert caplog.messages == ["K-08: t1 has no title. Replace it."]


@pytest.mark.parametrize("screen", ["topic", "walkthrough", "section"])
def test_a_library_that_fails_inside_a_page_ends_the_session(
    kiosk: Kiosk, library: MemoryLibrary, screen: str
) -> None:
    kiosk.session.start()
    kiosk.session.go(screen, {"topic": "t1", "walkthrough": "w01", "section": "s1"}[screen], 0.0)
    library.failing = DAMAGED
    page = shown(kiosk, {"walkthrough": "walk"}.get(screen, screen))
    if screen == "section":
        page.turn(1)
    else:
        assert page.meaning("g1") == ""
    assert shown(kiosk, "resting")
    assert shown(kiosk.session, "screen") == "attract"


def test_a_library_that_fails_at_an_answer_ends_the_session(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    walk = shown(kiosk, "walk")
    walk.begin()
    walk.answer("c2")
    library.failing = DAMAGED
    walk.see_outcome()
    assert shown(kiosk, "resting")
    assert shown(walk, "stage") == ""
    assert values(shown(walk, "answers"), "answer") == []


def test_a_new_file_that_is_there_when_the_library_fails_is_shown_whole(
    kiosk: Kiosk, library: MemoryLibrary, library_source: MemorySource
) -> None:
    kiosk.session.start()
    library_source.put(MemoryLibrary(1, title="New"))
    library.failing = DAMAGED
    kiosk.session.go("topic", "t1", 0.0)
    assert not shown(kiosk, "resting")
    assert shown(shown(kiosk, "home"), "title") == "New"
    assert values(shown(shown(kiosk, "home"), "sections"), "title") == ["Section 1"]
    assert library.closed


def test_a_library_whose_home_fails_rests_and_is_tried_once_a_look(
    kiosk: Kiosk, library_source: MemorySource
) -> None:
    bad = MemoryLibrary()
    bad.failing = DAMAGED
    library_source.put(bad)
    kiosk.reloader.poll()
    assert shown(kiosk, "resting")
    opened = library_source.opened
    kiosk.reloader.poll()
    assert library_source.opened == opened + 1


def test_a_library_is_taken_as_soon_as_the_family_has_gone(
    kiosk: Kiosk, library_source: MemorySource
) -> None:
    kiosk.session.start()
    library_source.put(MemoryLibrary(title="New"))
    kiosk.reloader.poll()
    assert shown(shown(kiosk, "home"), "title") == "A library"
    kiosk.session.end()
    assert shown(shown(kiosk, "home"), "title") == "New"


def test_a_kiosk_without_a_library_says_its_code_and_holds_no_page(
    clock: Clock, request: pytest.FixtureRequest
) -> None:
    kiosk = open_kiosk(MemorySource(DAMAGED), clock)
    request.addfinalizer(kiosk.deleteLater)
    assert shown(kiosk, "resting")
    assert shown(kiosk, "code") == "K-08"
    assert shown(kiosk, "sampleNotice") == ""
    assert values(shown(shown(kiosk, "home"), "sections"), "title") == []


def test_the_sample_mark_goes_with_the_library(kiosk: Kiosk, library_source: MemorySource) -> None:
    assert shown(kiosk, "sampleNotice") == "Sample."
    library_source.put(MemoryLibrary(sample=False))
    kiosk.reloader.poll()
    assert shown(kiosk, "sampleNotice") == ""


def test_the_setting_is_shown(kiosk: Kiosk) -> None:
    names = ("site", "ward", "whoToAsk", "distanceMm")
    assert [shown(kiosk, n) for n in names] == ["St. Mary's", "Ward 4", "the nurse", 600]
    # No width was measured: it is taken for a 24-inch panel, 531 mm wide.
    assert kiosk.pixels_per_mm(1062, 500) == 2
    assert kiosk.scale(1920, 1080) == 1
