"""The lock of a library: one holds it, however many come and go at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from app.content.workshop.storage.lock import WriterLock
from app.content.workshop.values import InUseError

EDITORS, TURNS = 4, 120


def come_and_go(folder: Path) -> int:
    """Take the lock again and again; how often somebody else held it at the same time."""
    held = folder / "held"
    twice = turns = 0
    while turns < TURNS:
        try:
            lock = WriterLock(folder / "content.db", "Ann", datetime.now(UTC))
        except InUseError:
            continue
        turns += 1
        try:
            held.touch(exist_ok=False)
        except FileExistsError:
            twice += 1
        else:
            held.unlink()
        lock.release()
    return twice


def test_never_two_hold_it_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    with get_context("spawn").Pool(EDITORS) as editors:
        assert editors.map(come_and_go, [tmp_path] * EDITORS, chunksize=1) == [0] * EDITORS
    assert list(tmp_path.iterdir()) == []
