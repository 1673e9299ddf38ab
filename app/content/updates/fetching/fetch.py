"""Looking for editions, and fetching one: copied, checked, made ready. For the checking process.

What comes from a share or a stick is opened here and nowhere else.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from app.content.checks.gate import check_use
from app.content.database.connection import CLOSE_EDITOR, Boundary, Database
from app.content.database.integrity import check_header
from app.content.database.migrate import migrate_copy
from app.content.database.schema import LIBRARY_SIGNED
from app.content.database.snapshot import check_is_file, clear_wal_mode, error_of_original
from app.content.reader.library import ContentLibrary
from app.content.reader.reading_order import complete, take_out
from app.content.updates.copy_manifest import CHECKED, digest_of
from app.content.updates.edition_files import TEMPORARY_PREFIX, Files, edition_name, writing_to
from app.domain.errors import ContentCode, ContentError, TransientError
from app.domain.governance.governance import ItemKey
from app.domain.kiosk.edition_record import Edition, Offer

MOST_FILES = 100
"""How many files of a folder are looked at."""

MOST_BYTES = 4_000_000_000
"""The largest edition that is taken: a library of 100,000 topics takes a tenth of it."""

MOST_LAID_OUT = 5000
"""The most pages whose text is read into blocks."""

_COPIES = 2
SPARE_BYTES = 20_000_000
IN_FOLDER = ("*.db",)
ON_STICKS = ("*.db", "*/*.db", "*/*/*.db")
"""Where files lie below the folder that sticks appear in: /media/STICK or /media/USER/STICK."""

MOST_IMPRINT = 200
"""How many letters are shown of who published an edition, and of what it changed."""

_IMPRINT = "SELECT name, why FROM history WHERE act = 'published' ORDER BY number DESC LIMIT 1"
_NUMBER = "SELECT edition, title, published_on FROM library"


def offers_in(folder: Path, patterns: Sequence[str] = IN_FOLDER) -> tuple[Offer, ...]:
    """The editions in a folder; TransientError where the folder cannot be seen."""
    try:
        with_files = folder.is_dir()
        found = [f for pattern in patterns for f in islice(folder.glob(pattern), MOST_FILES)]
    except OSError as error:
        raise _folder_error(folder, error.strerror or "no answer") from error
    if not with_files:
        raise _folder_error(folder, "it is not there")
    return tuple(_offer(file) for file in sorted(found)[:MOST_FILES])


def _folder_error(folder: Path, why: str) -> TransientError:
    hint = "See that the share is connected and that the kiosk's user may read it."
    return TransientError(f"The folder {folder} cannot be seen: {why}.", hint)


def offer_fingerprint(file: Path) -> str:
    """What changes with the file, and with what this program asks of one."""
    status = file.stat()
    return f"{file}|{status.st_size}|{status.st_mtime_ns}|{CHECKED}"


def _offer(file: Path) -> Offer:
    """What a file says of itself. It is not checked yet."""
    fingerprint = ""
    try:
        with Boundary(file):
            fingerprint = offer_fingerprint(file)
            check_is_file(file)
            _require_no_log(file)
        with closing(Database(file)) as database:
            check_header(database)
            with Boundary(file):
                number, title, published = database.rows(_NUMBER)[0]
                offer = Offer(str(file), fingerprint, int(number), str(title), str(published))
    except ContentError as error:
        return Offer(str(file), fingerprint, problem=error.problem, hint=error.hint)
    if not offer.published:
        problem = f"{file} is a library that is worked on, not an edition."
        return Offer(
            str(file), fingerprint, problem=problem, hint="Publish it, and put the edition here."
        )
    return offer


def _require_no_log(file: Path) -> None:
    """An edition is one file. What an editor keeps beside it is a change that is not finished."""
    for end in ("-wal", "-journal"):
        log = file.with_name(file.name + end)
        if log.exists() and log.stat().st_size:
            problem = f"{file} is being edited: {log.name} stands beside it."
            raise ContentError(ContentCode.LOCKED, problem, CLOSE_EDITOR)


def fetch(
    offer: Offer,
    store: Path,
    known: Collection[str],
    files: Files,
    report: Callable[[str], None] = lambda stage: None,
) -> Edition | str:
    """A checked copy of an offer, in the store, by its name there; or the SHA-256 of a known one.

    ContentError says why families may not see it, TransientError what stands in the way for now.
    """
    file = Path(offer.file)
    with Boundary(file):
        size = file.stat().st_size
    require_space(file, size, store)
    report("copying")
    temporary = temporary_in(store)
    try:
        source = _copy(file, offer.fingerprint, temporary, files)
        if source in known:
            return source
        report("checking")
        return checked_edition(offer, temporary, source, store, files)
    finally:
        files.remove(temporary)


def require_space(file: Path, size: int, store: Path) -> None:
    """ContentError where a file is too large, TransientError where the disk is too full for it."""
    if size > MOST_BYTES:
        problem = f"{file} is larger than {MOST_BYTES // 1_000_000} MB."
        raise ContentError(ContentCode.FAULTY, problem, "Publish a smaller edition.")
    with writing_to(store):
        free = shutil.disk_usage(store).free
    needed = _COPIES * size + SPARE_BYTES
    if free < needed:
        problem = (
            f"The kiosk's disk is full: {file.name} needs {needed // 1_000_000} MB,"
            f" and {free // 1_000_000} MB are free."
        )
        raise TransientError(problem, f"Make room on the disk of {store}.")


def temporary_in(store: Path) -> Path:
    """A new empty file in the store, for what comes."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415

    with (
        writing_to(store),
        NamedTemporaryFile(dir=store, prefix=TEMPORARY_PREFIX, delete=False) as temporary,
    ):
        return Path(temporary.name)


def _copy(file: Path, fingerprint: str, temporary: Path, files: Files) -> str:
    source = files.copy_hashed(file, temporary)
    try:
        same = offer_fingerprint(file) == fingerprint
    except OSError:
        same = False
    if not same:
        problem = f"{file} changed, or went away, while it was copied."
        raise TransientError(
            problem, "Leave the stick in, or let the copying to the share end first."
        )
    with writing_to(temporary.parent):
        files.flush(temporary)
        if digest_of(temporary) != source:
            problem = f"The kiosk's copy of {file} is not what was read."
            raise TransientError(problem, "If this comes back, have the kiosk's disk looked at.")
    return source


def checked_edition(
    offer: Offer, temporary: Path, source: str, store: Path, files: Files
) -> Edition:
    """Check a copy, and give it its name in the store; ContentError says why families may not."""
    clear_wal_mode(temporary)
    try:
        put_back = _bring_up_to_date(temporary, signed=bool(offer.signed_in))
        number = _open_every_page(temporary)
        by, summary = _imprint(temporary)
    except ContentError as error:
        raise error_of_original(error, temporary, Path(offer.file)) from error
    if offer.number != number:
        problem = f"{offer.file} was offered as edition {offer.number}, and is edition {number}."
        raise ContentError(ContentCode.FAULTY, problem, "Publish it again.")
    with Boundary(temporary):
        complete(temporary, put_back)
    name, digest, size = _stored(temporary, number, store, files)
    return Edition(
        name,
        number,
        source,
        digest,
        size,
        offer.published,
        fingerprint=offer.fingerprint,
        origin=offer.file,
        signed=bool(offer.signed_in),
        by=by,
        summary=summary,
    )


def _imprint(temporary: Path) -> tuple[str, str]:
    """Who published an edition, and what it changed, or "" where it does not say."""
    with closing(Database(temporary)) as database, Boundary(temporary):
        rows = database.rows(_IMPRINT)
    by, summary = rows[0] if rows else ("", "")
    return str(by)[:MOST_IMPRINT], str(summary)[:MOST_IMPRINT]


def _bring_up_to_date(temporary: Path, *, signed: bool) -> tuple[ItemKey, ...]:
    """Check a copy, of an older version too; `signed`, the list vouches for the whole file."""
    if migrate_copy(temporary) in range(1, LIBRARY_SIGNED) and signed:
        return check_use(temporary, library_signed=False)  # nobody could sign the library itself
    return check_use(temporary)


def _stored(temporary: Path, number: int, store: Path, files: Files) -> tuple[str, str, int]:
    """Give a checked copy its name in the store; the name, the digest and the size."""
    with writing_to(store):
        files.flush(temporary)
        digest, size = digest_of(temporary), temporary.stat().st_size
        name = edition_name(number, digest)
        files.replace(temporary, store / name)
        files.flush_folder(store)
    return name, digest, size


def renew(edition: Edition, store: Path, files: Files) -> tuple[str, str, int]:
    """Bring a kept edition up to this version: a program of an older one has taken it.

    The new copy's name, digest and size; ContentError says why families may not see it.
    """
    file = store / edition.file
    require_space(file, edition.size, store)
    temporary = temporary_in(store)
    try:
        if files.copy_hashed(file, temporary) != edition.digest:
            problem = f"The kiosk's copy of edition {edition.number} is damaged."
            raise ContentError(ContentCode.DAMAGED, problem, "The kiosk shows another one.")
        try:
            with Boundary(temporary):
                before = take_out(temporary)
            put_back = _bring_up_to_date(temporary, signed=edition.signed)
            number = _open_every_page(temporary)
            with Boundary(temporary):
                complete(temporary, put_back, before)
        except ContentError as error:
            raise error_of_original(error, temporary, file) from error
        return _stored(temporary, number, store, files)
    finally:
        temporary.unlink(missing_ok=True)


def _open_every_page(temporary: Path) -> int:
    """Read everything that a family can open; gives the edition's number.

    The check has read each word already; in a huge library, not every page is laid out once more.
    """
    with closing(ContentLibrary(temporary)) as library:
        total = sum(section.topic_count for section in library.sections())
        every = total // MOST_LAID_OUT + 1
        for index, topic_id in enumerate(_topics(library)):
            topic = library.topic(topic_id)
            for block in library.blocks(topic.body) if index % every == 0 else ():
                for term in block.term_ids:
                    library.term(term)
        for card in library.walkthroughs():
            library.walkthrough(card.walkthrough_id)
        library.contacts()
        return library.info().edition


def _topics(library: ContentLibrary) -> Iterator[str]:
    for section in library.sections():
        for offset in range(0, section.topic_count, MOST_FILES):
            for card in library.cards(section.id, offset, MOST_FILES):
                yield card.topic_id
