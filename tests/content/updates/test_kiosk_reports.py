"""A kiosk that went back says so in the folder that its editions come from, where it may."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.content.updates.edition_store import EditionSource
from app.content.updates.kiosk_reports import FOLDER, WentBack, make_reports_folder, reports_in
from app.content.updates.sources import UpdateSources
from app.domain.errors import ContentCode, ContentError
from tests.content.editions import library_source_of, on_show, prove, publish, show_next


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def kiosk(tmp_path: Path, built: Path, share: Path) -> EditionSource:
    """A kiosk that shows edition 12 and could go back to 11."""
    sources = UpdateSources(str(share), unsigned=True, kiosk="Ward 4")
    kiosk = library_source_of(tmp_path, built, sources=sources)
    on_show(kiosk)
    for number in (11, 12):
        publish(built, share, number)
        show_next(kiosk)
    return kiosk


def go_back(kiosk: EditionSource) -> None:
    eleven = next(e for e in kiosk.record().entries if e.number == 11)
    kiosk.select(eleven.file)
    on_show(kiosk)


def test_it_says_that_staff_went_back(kiosk: EditionSource, share: Path) -> None:
    make_reports_folder(share)
    kiosk.poll()
    assert reports_in(share) == []
    go_back(kiosk)
    kiosk.poll()
    (report,) = reports_in(share)
    assert (report.shows, report.back, report.why, report.kiosk) == (11, 12, "", "Ward 4")
    assert report.at


def test_it_says_why_it_went_back_by_itself(kiosk: EditionSource, built: Path, share: Path) -> None:
    make_reports_folder(share)
    publish(built, share, 13)
    kiosk.poll()
    on_show(kiosk)
    kiosk.failed(ContentError(ContentCode.DAMAGED, "Page t05 is damaged.", "Replace it."))
    kiosk.poll()
    (report,) = reports_in(share)
    assert (report.shows, report.back, report.why) == (12, 13, "Page t05 is damaged.")


def test_once_a_later_edition_shows_nothing_is_left_to_say(
    kiosk: EditionSource, built: Path, share: Path
) -> None:
    make_reports_folder(share)
    go_back(kiosk)
    kiosk.poll()
    assert len(reports_in(share)) == 1
    publish(built, share, 13)
    kiosk.poll()
    on_show(kiosk)
    prove(kiosk)
    kiosk.poll()
    assert reports_in(share) == []
    assert len(list((share / FOLDER).iterdir())) == 1, "one file a kiosk"


def test_a_folder_that_is_only_read_stays_as_it_is(kiosk: EditionSource, share: Path) -> None:
    before = sorted(share.iterdir())
    go_back(kiosk)
    kiosk.poll()
    assert sorted(share.iterdir()) == before
    assert kiosk.problem() == ""
    (share / FOLDER).write_text("no folder", encoding="utf-8")
    kiosk.poll()
    assert kiosk.problem() == ""


def test_what_others_put_there_is_passed_over(share: Path) -> None:
    make_reports_folder(share)
    folder = share / FOLDER
    for number, text in enumerate(("", "[]", "{}", '{"shows": "x", "back": 3}', "[" * 3000)):
        (folder / f"{number}.json").write_text(text, encoding="utf-8")
    long = {"shows": 1, "back": 2, "why": "x" * 1000, "at": "", "kiosk": ""}
    (folder / "a.json").write_text(json.dumps(long), encoding="utf-8")
    (folder / "b.json").write_text(" " * 5000 + json.dumps(long), encoding="utf-8")
    assert reports_in(share) == [WentBack(1, 2, "x" * 300)]
    assert reports_in(share / "gone") == []


def test_a_link_there_has_the_kiosk_write_over_nothing(
    kiosk: EditionSource, share: Path, tmp_path: Path
) -> None:
    make_reports_folder(share)
    go_back(kiosk)
    kiosk.poll()
    (left,) = (share / FOLDER).iterdir()
    own = tmp_path / "own"
    own.mkdir()
    for name in (left.name, left.with_suffix(".part").name):
        left.unlink(missing_ok=True)
        (own / name).write_text("what the kiosk itself keeps", encoding="utf-8")
        (share / FOLDER / name).symlink_to(own / name)
        kiosk.poll()
        assert (own / name).read_text("utf-8") == "what the kiosk itself keeps"
        assert [report.back for report in reports_in(share)] == [12]
    # Nor does it where the folder itself is such a link.
    for file in (share / FOLDER).iterdir():
        file.unlink()
    (share / FOLDER).rmdir()
    (share / FOLDER).symlink_to(own)
    before = sorted((file.name, file.read_bytes()) for file in own.iterdir())
    kiosk.poll()
    assert sorted((file.name, file.read_bytes()) for file in own.iterdir()) == before


@pytest.mark.parametrize("end", [".json", ".part"])
def test_a_pipe_there_holds_nobody(kiosk: EditionSource, share: Path, end: str) -> None:
    make_reports_folder(share)
    go_back(kiosk)
    kiosk.poll()
    (left,) = (share / FOLDER).iterdir()
    left.unlink()
    os.mkfifo(left.with_suffix(end))
    kiosk.poll()
    assert kiosk.problem() == ""
    assert [report.back for report in reports_in(share)] == [12]
