"""What a signed list offers, and fetching an edition from it. For the checking process."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from tuf.api.metadata import TargetFile

from app.content.updates.copy_manifest import CHECKED
from app.content.updates.edition_files import Files, kiosk_name, writing_to
from app.content.updates.fetching.fetch import (
    MOST_FILES,
    checked_edition,
    require_space,
    temporary_in,
)
from app.content.updates.fetching.layout import TIMESTAMP, Entry, Report, edition_file
from app.content.updates.fetching.receiving import copy_published, keep_published, receive
from app.content.updates.fetching.signed_list import SignedList, read_list
from app.domain.errors import TransientError
from app.domain.kiosk.edition_record import Edition, Offer

ON_STICKS = (TIMESTAMP, f"*/{TIMESTAMP}", f"*/*/{TIMESTAMP}", f"*/*/*/{TIMESTAMP}")
"""Where a list lies below the folder that sticks appear in: /media/USER/STICK/editions at most."""

UNSIGNED_ON_STICKS = ("*.db", "*/*.db", "*/*/*.db")


def offers_of(listing: SignedList, kiosk: str = "") -> list[Offer]:
    """The editions of a list that a kiosk is to take by itself; without its name, all of them."""
    return [
        _offer(listing.source, entry, target)
        for entry, target in listing.entries()
        if not kiosk or in_stage(kiosk, entry)
    ]


def in_stage(kiosk: str, entry: Entry) -> bool:
    """Whether a kiosk is among those that take an edition now: by chance, anew for each."""
    chance = sha256(f"{kiosk} {entry.number}".encode()).digest()[:8]
    return int.from_bytes(chance, "big") / (1 << 64) < entry.stage / 100


def _offer(source: str, entry: Entry, target: TargetFile) -> Offer:
    file = f"{source.rstrip('/')}/{target.path}"
    return Offer(
        file,
        f"{target.hashes['sha256']}|{CHECKED}",
        entry.number,
        entry.title,
        entry.published,
        signed_in=source,
        size=target.length,
    )


def poll_list(
    source: str, root: Path, store: Path, files: Files, shows: tuple[int, int] = (0, 0)
) -> tuple[list[Offer], str]:
    """What a source offers, and what is to be said of the kiosk's clock.

    A web server is told of the edition that the kiosk shows, and of one that it went back from.
    """
    kiosk = kiosk_name(store, files)
    name = sha256(f"{kiosk} shows {shows}".encode()).hexdigest()[:16]
    listing = read_list(source, root, store, files, Report(*shows, name).query)
    return offers_of(listing, kiosk), listing.warning(datetime.now(UTC))


def stick_offers(folders: Sequence[Path], root: Path, store: Path, files: Files) -> list[Offer]:
    """What is on sticks: the editions of each list, or what is wrong with it."""
    found: list[Offer] = []
    for folder in folders:
        lists = [f for p in ON_STICKS for f in islice(folder.glob(p), MOST_FILES)]
        for file in sorted(lists):
            source = str(file.parent)
            try:
                listing = read_list(source, root, store, files)
            except TransientError as error:
                found.append(Offer(source, "", problem=error.problem, hint=error.hint))
                continue
            found += offers_of(listing)
            if warning := listing.warning(datetime.now(UTC)):
                found.append(Offer(source, "", problem=warning))
        listed = {file.parent for file in lists}
        found += [o for p in UNSIGNED_ON_STICKS for o in _unsigned(folder, p, listed)]
    return found


def _unsigned(folder: Path, pattern: str, listed: Collection[Path]) -> Iterator[Offer]:
    for file in islice(folder.glob(pattern), MOST_FILES):
        if file.parent not in listed:
            problem = f"{file} is not signed: no list of editions stands beside it."
            hint = "Copy the whole folder of editions onto the stick."
            yield Offer(str(file), "", problem=problem, hint=hint)


def fetch_signed(  # noqa: PLR0913, PLR0917 - what a task says
    offer: Offer,
    root: Path,
    store: Path,
    known: Collection[str],
    files: Files,
    report: Callable[[str], None] = lambda stage: None,
) -> Edition | str:
    """A checked copy of an edition in a signed list; or the SHA-256 of one that is known."""
    listing = read_list(offer.signed_in, root, store, files)
    name = edition_file(offer.number)
    target = listing.target(name)
    if target is None:
        problem = f"Edition {offer.number} is not in the list of {offer.signed_in} any more."
        raise TransientError(problem, "Look again.")
    source = target.hashes["sha256"]
    if source in known:
        return source
    require_space(Path(name), target.length, store)
    report("copying")
    temporary, published = temporary_in(store), None
    try:
        receive(listing, offer.number, temporary, store, files)
        with writing_to(store):
            files.flush(temporary)
        published = copy_published(temporary, store, files)
        report("checking")
        edition = checked_edition(offer, temporary, source, store, files)
        if published is not None:
            keep_published(published, offer.number, store, files)
    finally:
        for file in filter(None, (temporary, published)):
            files.remove(file)
    return edition
