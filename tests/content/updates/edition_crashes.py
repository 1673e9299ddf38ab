"""Kiosks that are killed while they take, switch and go back: `… HOME BUILT ROUNDS`.

Each round is a process of its own, killed at a random moment; then a kiosk starts on what it left,
and has to show an edition, whole. Prints what each round found.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from app.domain.errors import ContentCode, ContentError
from app.domain.kiosk.editions import alternatives
from tests.content.editions import library_source_of, on_show, publish, show_next, title_of

FAILURE = ContentError(ContentCode.DAMAGED, "It did not show.", "Publish it again.")
LONGEST_SECONDS = 0.3


def live(home: Path, built: Path, chance: random.Random) -> None:
    """Take one edition after the other until somebody kills it."""
    library_source = library_source_of(home, built)
    while True:
        on_show(library_source)
        record = library_source.record()
        highest = max((e.number for e in record.entries), default=record.number)
        publish(built, home / "share", highest + chance.randint(1, 3))
        if chance.random() < 0.3:
            library_source.poll()
            on_show(library_source)
            library_source.failed(FAILURE)
            on_show(library_source)
        else:
            show_next(library_source)
        if chance.random() < 0.3 and (others := alternatives(library_source.record())):
            library_source.select(others[-1].file)
            on_show(library_source)
        for file in (home / "share").glob("*.db"):
            file.unlink()


def crash(home: Path, built: Path, chance: random.Random) -> None:
    """Let one live for a moment."""
    child = os.fork()
    if not child:
        live(home, built, chance)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> int:
    """The rounds; returns how many left no good edition."""
    home, built, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    publish(built, home / "share", 10)
    show_next(library_source_of(home, built))
    lost = 0
    for number in range(rounds):
        chance = random.Random(f"{number}.{rounds}")
        crash(home, built, chance)
        edition, title = on_show(library_source_of(home, built))
        good = title == title_of(edition) and edition >= 10
        lost += not good
        print(number, edition, "good" if good else "LOST", flush=True)
    return lost


if __name__ == "__main__":
    sys.exit(main())
