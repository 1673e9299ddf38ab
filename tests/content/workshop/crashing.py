"""A process that works on a library until it is killed, and forks one worker after another.

Run as a program: it reads lines of (library, edition, seed) as JSON and answers each with the
worker's id. A worker says what it is about to do, and what it has done, a line each.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
from pathlib import Path

from app.content.items.item import Content
from app.content.publishing.publish import publish
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person

T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")


def report(log: int, *words: object) -> None:
    """One whole line, at once: a pipe keeps what was written by a process that is dead."""
    os.write(log, (" ".join(str(word) for word in words) + "\n").encode())


def titled(workshop: Workshop, number: int) -> Content:
    """The page with a number as its title."""
    content = workshop.items.content(T05)
    words = {**content.texts, "title": f"Number {number}"}
    return Content(T05, {**content.rows, "topic_text": (words,)}, content.cites)


def work(library: Path, edition: Path, seed: int, log: int) -> None:
    """Type, save, sign and publish, for ever."""
    chance = random.Random(seed)
    workshop = Workshop.open(library, Person("Ann"))
    start = workshop.publications.last_edition() * 1000
    for number in itertools.count(start):
        text = titled(workshop, number)
        report(log, "try", "typed", number)
        workshop.unfinished.save(text)
        report(log, "did", "typed", number)
        report(log, "try", "saved", number)
        workshop.items.save(text)
        report(log, "did", "saved", number)
        if chance.random() < 0.3:
            workshop.signing.mark_checked(T05)
            workshop.person = Person("Bea")
            if workshop.signing.violation(T05) is None:  # a worker before may have signed just this
                workshop.signing.sign(T05)
            workshop.person = Person("Ann")
            report(log, "try", "published", number)
            publish(workshop, edition)
            report(log, "did", "published", number)


def main() -> None:
    """Fork a worker for each line."""
    for line in sys.stdin:
        library, edition, seed = json.loads(line)
        worker = os.fork()
        if not worker:
            work(Path(library), Path(edition), seed, 1)
        report(1, "worker", worker)
        os.waitpid(worker, 0)
        report(1, "ended", worker)


if __name__ == "__main__":
    main()
