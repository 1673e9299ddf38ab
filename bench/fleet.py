"""`./kiosk bench fleet`: thousands of kiosks take signed editions from one static web server.

Each kiosk is the code that a kiosk runs (the list, its verification, what is new, the choice), with
a folder of its own for what it has seen; only the check of the pages and the screen are left out.
In a round each looks once, in an order by chance, as with an hour and its jitter.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from app import paths
from app.content.signing.repository import Repository
from app.content.signing.rollout import ENOUGH, STAGES, next_stage, reports_of
from app.content.signing.trustees import Trustees
from app.content.updates.edition_files import Files
from app.content.updates.fetching.delta import make_delta
from app.content.updates.fetching.layout import Entry
from app.content.updates.fetching.receiving import receive
from app.content.updates.fetching.signed_fetch import poll_list
from app.content.updates.fetching.signed_list import read_list
from app.domain.errors import TransientError
from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import Edition, Record
from bench.library import multiplied
from bench.static_server import Server

KIOSKS = 10_000
MOST_SERVER_SECONDS = 15.0
"""Of the server's CPU, for a round of 10,000 kiosks."""

MOST_DELTA = 50_000
BAD = 14
"""The edition that no kiosk can show."""

_TOPICS = 1000
_AT = "2026-11-29"


class Quick(Files):
    """The disk does not count here: nothing is flushed."""

    def flush(self, file: Path) -> None:
        """Not here."""

    def flush_folder(self, folder: Path) -> None:
        """Nor here."""


@dataclass
class Kiosk:
    """A kiosk: its folder, and what it remembers of editions."""

    store: Path
    record: Record = field(default_factory=lambda: editions.base_numbered(Record(), 1))

    def look(self, address: str, root: Path) -> str:
        """Look at the list once, and take what is newer; gives what stood in the way."""
        self.store.mkdir(exist_ok=True)
        files = Quick()
        shows = self.record.number, editions.went_back_from(self.record)
        try:
            offers, _ = poll_list(address, root, self.store, files, shows)
            offer = editions.choose(self.record, offers)
            if offer is None or offer.number == self.record.number:
                return ""
            listing = read_list(address, root, self.store, files)
            temporary = self.store / "incoming"
            receive(listing, offer.number, temporary, self.store, files)
        except TransientError as error:
            return str(error)
        # One copy for all: ten thousand of them would be this machine's memory.
        shared = self.store.parent / f"published-{offer.number:06}.db"
        for old in self.store.glob("published-*"):
            old.unlink()
        if not shared.exists():
            shutil.copy(temporary, shared)
        os.link(shared, self.store / shared.name)
        temporary.unlink()
        self._show(offer.number, offer.fingerprint)
        return ""

    def _show(self, number: int, fingerprint: str) -> None:
        name = f"edition-{number:06}-{0:016x}.db"
        edition = Edition(name, number, fingerprint, "", 1, fingerprint=fingerprint)
        record = editions.switched(editions.arrived(self.record, edition, asked=False, at=_AT), _AT)
        if number == BAD:
            self.record = editions.trial_failed(record, "A page did not show.", _AT)
        else:
            self.record = editions.trial_passed(record, name)


def look_all(task: tuple[list[Kiosk], str, Path]) -> tuple[list[Kiosk], list[str]]:
    """A part of a round, in a process of its own; gives what stood in the way of some."""
    kiosks, address, root = task
    problems = [problem for kiosk in kiosks if (problem := kiosk.look(address, root))]
    return kiosks, problems


class Fleet:
    """Kiosks, one server, one publisher."""

    def __init__(self, home: Path, kiosks: int, processes: int) -> None:
        self.home = home
        self.editions = home / "editions"
        self.log = home / "access.log"
        self.processes = processes
        stores = home / "kiosks"
        stores.mkdir()
        self.kiosks = [Kiosk(stores / f"{number:05}") for number in range(kiosks)]
        self.desk, holder = (CryptoSigner.generate_ed25519() for _ in range(2))
        trustees = Trustees((holder.public_key,), (self.desk.public_key,), self.desk.public_key)
        self.repository = Repository(self.editions, Quick())
        self.repository.create(trustees, [holder])
        self.root = Path(shutil.copy(self.editions / "1.root.json", home / "root.json"))
        self.good = True

    def publish(self, number: int, made: Path, stage: float) -> None:
        """Sign an edition for a share of the kiosks."""
        entry = Entry(number, f"Edition {number}", "2026-11-29", stage)
        self.repository.add_edition(made, entry, [self.desk])

    def rollout(self, number: int) -> float:
        """Go on, or stop, by what the log says; gives the share from now on."""
        (stage,) = (e.stage for e in self.repository.entries() if e.number == number)
        with self.log.open(encoding="utf-8") as lines:
            then = next_stage(stage, reports_of(number, lines))
        if then != stage:
            self.repository.set_stage(number, then, [self.desk])
        return then

    def shows(self, number: int) -> int:
        """How many kiosks show an edition."""
        return sum(kiosk.record.number == number for kiosk in self.kiosks)

    def check(self, good: bool, words: str) -> None:
        """One line of the result."""
        self.good &= good
        print(f"{'ok ' if good else 'BAD'}  {words}", flush=True)


def change(made: Path, new: Path, number: int) -> Path:
    """Another edition: five pages of it say something else."""
    shutil.copy(made, new)
    words = random.Random(number)
    with closing(sqlite3.connect(new)) as connection, connection:
        connection.execute("UPDATE library SET edition = ?", (number,))
        rows = connection.execute("SELECT topic_id FROM topic_text ORDER BY topic_id").fetchall()
        for (topic,) in words.sample(rows, 5):
            text = " ".join(f"{words.randrange(1 << 40):x}" for _ in range(30))
            connection.execute(
                "UPDATE topic_text SET body = body || ? WHERE topic_id = ?", (text, topic)
            )
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("VACUUM")
    return new


@contextmanager
def running(fleet: Fleet) -> Iterator[Server]:
    """The web server, for as long as it is needed."""
    server = Server(fleet.editions, fleet.log)
    try:
        yield server
    finally:
        server.stop()


def a_round(fleet: Fleet, server: Server, pool: ProcessPoolExecutor, what: str) -> None:
    """Each kiosk looks once; says what that took."""
    before, begun = server.cpu(), time.monotonic()
    order = random.sample(fleet.kiosks, len(fleet.kiosks))
    parts = [order[n :: 4 * fleet.processes] for n in range(4 * fleet.processes)]
    done = list(pool.map(look_all, [(part, server.address, fleet.root) for part in parts if part]))
    fleet.kiosks = [kiosk for kiosks, _ in done for kiosk in kiosks]
    problems = [problem for _, found in done for problem in found]
    for problem in sorted(set(problems))[:3]:
        print(f"     {problem}")
    time.sleep(0.5)  # the server writes its log
    seconds, took = server.cpu() - before, time.monotonic() - begun
    limit = MOST_SERVER_SECONDS * max(1.0, len(fleet.kiosks) / KIOSKS)
    good = not problems and seconds <= limit
    fleet.check(
        good,
        f"{what}: {len(problems)} failed, {seconds:.1f} s of the server's CPU, {took:.0f} s in all",
    )


def measure_delta(fleet: Fleet, topics: int) -> None:
    """What five changed pages of a library cost each kiosk."""
    home = fleet.home / "library"
    home.mkdir()
    old = change(multiplied(topics, home), home / "12.db", 12)
    delta = len(make_delta(old, change(old, home / "13.db", 13)))
    size = old.stat().st_size
    words = f"5 changed pages of {topics:,} cost {delta:,} bytes, where the whole is {size:,}"
    fleet.check(delta <= MOST_DELTA, words)


def measure(fleet: Fleet) -> bool:
    """One edition to all, one in stages, and one that no kiosk can show."""
    versions = {n: change(paths.CONTENT, fleet.home / f"{n}.db", n) for n in (12, 13, BAD)}
    # Of a few kiosks, 1 % would be none.
    first = max(STAGES[0], 100 * 3 * ENOUGH / len(fleet.kiosks))
    count, context = len(fleet.kiosks), get_context("spawn")
    with (
        running(fleet) as server,
        ProcessPoolExecutor(fleet.processes, mp_context=context) as pool,
    ):
        print(f"{count:,} kiosks, one server on loopback: {server.name}", flush=True)
        fleet.publish(12, versions[12], 100)
        a_round(fleet, server, pool, "Edition 12, whole, to all")
        fleet.check(fleet.shows(12) == count, f"{fleet.shows(12)} of {count} show edition 12")
        fleet.publish(13, versions[13], first)
        stage = first
        for _ in range(len(STAGES) + 1):
            a_round(fleet, server, pool, f"Edition 13, what is new, to {stage:g} %")
            print(f"     {fleet.shows(13)} of {count} show edition 13", flush=True)
            if fleet.shows(13) == count:
                break
            a_round(fleet, server, pool, "They say what they show")
            stage = fleet.rollout(13)
        fleet.check(fleet.shows(13) == count, f"{fleet.shows(13)} of {count} show edition 13")
        fleet.publish(BAD, versions[BAD], first)
        a_round(fleet, server, pool, f"Edition {BAD}, which fails, to {first:g} %")
        a_round(fleet, server, pool, "They say what they went back from")
        stage = fleet.rollout(BAD)
        hurt = sum(editions.went_back_from(kiosk.record) == BAD for kiosk in fleet.kiosks)
        fleet.check(stage == 0, f"edition {BAD} is stopped by itself: {hurt} kiosks went back")
        fleet.check(fleet.shows(13) == count, f"{fleet.shows(13)} of {count} show edition 13")
    return fleet.good


def main(argv: list[str]) -> int:
    """Run it; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser("kiosk bench fleet", description=__doc__)
    parser.add_argument("--kiosks", type=int, default=KIOSKS)
    parser.add_argument("--topics", type=int, default=_TOPICS, help="pages, for what is new in 5")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(argv)
    # In memory, where there is one: thousands of small files are no measure of a kiosk's disk.
    memory = Path("/dev/shm")  # noqa: S108 - Linux' own
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        fleet = Fleet(Path(folder), options.kiosks, options.processes)
        measure_delta(fleet, options.topics)
        good = measure(fleet)
    memory_used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all is as it should be' if good else 'NOT as it should be'}; {memory_used:.0f} MB")
    return 0 if good else 1
