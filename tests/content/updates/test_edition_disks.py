"""Shares and disks that stand in an edition's way: the old one stays, and staff are told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content.updates.edition_store import EditionSource
from app.domain.errors import TransientError
from tests.content.editions import (
    BASE_SEEN,
    Steps,
    copies,
    library_source_of,
    on_show,
    publish,
    rejections,
    seen,
    show_next,
    store,
)


def test_a_share_that_is_away_is_told_of_and_comes_back(
    library_source: EditionSource, built: Path, share: Path
) -> None:
    publish(built, share, 12)
    away = share.rename(share.with_name("away"))
    assert show_next(library_source) == BASE_SEEN
    assert f"The folder {share} cannot be seen" in library_source.problem()
    away.rename(share)
    assert show_next(library_source) == seen(12)
    assert library_source.problem() == ""


def test_a_file_that_goes_while_it_is_copied_is_no_refusal(
    tmp_path: Path, built: Path, share: Path
) -> None:
    class Pulled(Steps):
        def copy_hashed(self, source: Path, target: Path) -> str:
            digest = super().copy_hashed(source, target)
            source.unlink()
            return digest

    library_source = library_source_of(tmp_path, built, Pulled())
    publish(built, share, 12)
    assert show_next(library_source) == BASE_SEEN
    assert "went away, while it was copied" in library_source.problem()
    assert list(rejections(library_source)) == []
    assert copies(tmp_path) == []
    publish(built, share, 12)
    assert show_next(library_source_of(tmp_path, built)) == seen(12)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB at the kiosk's own folder."""
    folder = tmp_path / "state" / "editions"
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


@pytest.mark.usefixtures("small_disk")
def test_a_disk_without_room_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path
) -> None:
    library_source = library_source_of(tmp_path, built)
    publish(built, share, 12)
    assert show_next(library_source) == BASE_SEEN
    assert "The kiosk's disk is full: library-12.db needs" in library_source.problem()
    assert list(rejections(library_source)) == []


@pytest.mark.usefixtures("small_disk")
def test_a_disk_that_fills_while_the_copy_is_made_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.content.updates.fetching.fetch.SPARE_BYTES", 0)
    library_source = library_source_of(tmp_path, built)
    file = publish(built, share, 12)
    room = (1 << 20) - 2 * file.stat().st_size - 8192
    (store(tmp_path) / "other").write_bytes(bytes(room))

    class Filling(Steps):
        def copy_hashed(self, source: Path, target: Path) -> str:
            (target.parent / "more").write_bytes(bytes(int(1.5 * file.stat().st_size)))
            return super().copy_hashed(source, target)

    library_source = library_source_of(tmp_path, built, Filling())
    assert show_next(library_source) == BASE_SEEN
    assert "cannot write to its own folder" in library_source.problem()
    assert "No space left" in library_source.problem()
    assert list(rejections(library_source)) == []
    assert copies(tmp_path) == []


class ReadOnly(Steps):
    """A disk that lets nothing be written, from some moment on."""

    shut = True

    def write(self, file: Path, data: bytes) -> None:
        if self.shut:
            raise OSError(30, os.strerror(30))
        super().write(file, data)


def test_a_disk_that_may_not_be_written_leaves_the_old_edition(
    tmp_path: Path, built: Path, share: Path
) -> None:
    files = ReadOnly()
    files.shut = False
    library_source = library_source_of(tmp_path, built, files)
    for number in (11, 12):
        publish(built, share, number)
        assert show_next(library_source) == seen(number)
    publish(built, share, 13)
    library_source.poll()
    files.shut = True
    assert on_show(library_source) == seen(12)
    assert "Read-only file system" in library_source.problem()
    assert not library_source.changed(), "it is not tried again and again"
    files.shut = False
    assert show_next(library_source) == seen(13)


def test_a_kiosk_whose_folder_cannot_be_made_shows_its_library(
    tmp_path: Path, built: Path, share: Path
) -> None:
    (tmp_path / "state").write_text("in the way")
    publish(built, share, 12)
    library_source = library_source_of(tmp_path, built)
    assert show_next(library_source) == BASE_SEEN
    assert "cannot" in library_source.problem()
    assert str(store(tmp_path)) in library_source.problem()


def test_trouble_is_said_in_one_sentence_and_a_mend() -> None:
    assert str(TransientError("It is away.", "Connect it.")) == "It is away. Connect it."
