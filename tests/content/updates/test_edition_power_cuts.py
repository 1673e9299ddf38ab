"""The power goes at any step: a good edition shows afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.content.updates.edition_store import EditionSource
from tests.content.editions import (
    DAMAGED,
    PowerCut,
    Steps,
    copies,
    library_source_of,
    on_show,
    prove,
    publish,
    rejections,
    seen,
    show_next,
    store,
    title_of,
)


def _one_more(home: Path, built: Path, files: Steps) -> None:
    """Start, take a newer edition, switch, prove; the oldest goes."""
    publish(built, home / "share", 13)
    show_next(library_source_of(home, built, files))


def _one_that_fails(home: Path, built: Path, files: Steps) -> None:
    """Start under a trial, which fails."""
    library_source = library_source_of(home, built, files)
    on_show(library_source)
    library_source.failed(DAMAGED)
    on_show(library_source)
    library_source.tidy()


def _going_back(home: Path, built: Path, files: Steps) -> None:
    """Staff go back, while another edition waits."""
    library_source = library_source_of(home, built, files)
    on_show(library_source)
    library_source.select(next(e.file for e in library_source.record().entries if e.number == 11))
    on_show(library_source)
    library_source.tidy()


def _prepare(home: Path, built: Path) -> EditionSource:
    """A kiosk that has shown editions 10, 11 and 12."""
    library_source = library_source_of(home, built)
    for number in (10, 11, 12):
        publish(built, home / "share", number)
        show_next(library_source)
    return library_source


@pytest.fixture(scope="module")
def begun(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Kiosks before something happens: that have three good ones, and that try a fourth."""
    homes = {name: tmp_path_factory.mktemp(name) for name in ("good", "trial")}
    for home in homes.values():
        _prepare(home, built)
    publish(built, homes["trial"] / "share", 13)
    library_source = library_source_of(homes["trial"], built)
    library_source.poll()
    on_show(library_source)
    return homes


@pytest.mark.parametrize("forgets", [False, True], ids=["kept", "lost"])
@pytest.mark.parametrize(
    ("before", "action", "numbers"),
    [
        ("good", _one_more, {12, 13}),
        ("trial", _one_that_fails, {12, 13}),
        ("good", _going_back, {11, 12}),
    ],
)
def test_after_a_power_cut_at_any_step_a_good_edition_shows(  # noqa: PLR0913, PLR0917
    begun: dict[str, Path],
    built: Path,
    tmp_path: Path,
    before: str,
    action: Callable[[Path, Path, Steps], None],
    numbers: set[int],
    forgets: bool,
) -> None:
    home = tmp_path / "home"
    for cut in range(1000):
        shutil.copytree(begun[before], home)
        try:
            action(home, built, Steps(cut, forgets=forgets))
        except PowerCut:
            pass
        else:
            break
        again = library_source_of(home, built)
        number, title = on_show(again)
        assert title == title_of(number), cut
        assert number in numbers, cut
        prove(again)
        assert len(copies(home)) <= 4, cut
        assert list(store(home).glob("incoming-*")) == [], cut
        assert on_show(library_source_of(home, built))[0] in numbers, cut
        shutil.rmtree(home)
    assert cut >= 8


def test_power_cuts_in_a_row_end_a_trial(
    begun: dict[str, Path], built: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(begun["trial"], tmp_path / "home"))
    shown = [on_show(library_source_of(home, built)) for _ in range(3)]
    assert shown == [seen(13), seen(13), seen(12)]
    assert "stopped 3 times" in next(rejections(library_source_of(home, built)))


def test_killed_at_any_moment_it_comes_back_with_a_good_edition(
    built: Path, tmp_path: Path
) -> None:
    # A program of its own, because it makes others out of itself. KIOSK_CRASHES says how many.
    rounds = os.environ.get("KIOSK_CRASHES", "30")
    command = [sys.executable, "-m", "tests.content.updates.edition_crashes"]
    done = subprocess.run(
        [*command, str(tmp_path), str(built), rounds],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    shown = {line.split()[1] for line in done.stdout.splitlines()}
    assert len(shown) > 1, "nothing was taken between the crashes"
