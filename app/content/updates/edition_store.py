"""The editions of this kiosk: what the screens are shown from, and what staff ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from app.content.database.schema import VERSION
from app.content.reader.library import ContentLibrary
from app.content.updates.copy_manifest import digest_of
from app.content.updates.edition_files import Files, version_of
from app.content.updates.edition_poller import Asks, EditionPoller
from app.content.updates.record_store import RecordStore, named
from app.content.updates.sources import UpdateSources
from app.content.updates.trusted_copy import AT_ONCE, CHECKING, ContentSource
from app.domain.errors import ContentCode, ContentError, TransientError
from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import BASE, Edition, Offer, Record, State

_log = logging.getLogger(__name__)


def _now() -> str:
    return datetime.now().isoformat(timespec="minutes")


class EditionSource:
    """The LibrarySource and the Editions of the ports, on a store in a private folder.

    `base` is the library that stands in where there is no edition. With `paints`, an edition's
    pages are painted by a process of their own before it may be shown.
    """

    def __init__(  # noqa: PLR0913 - tests put their own steps and clock here
        self,
        base: ContentSource,
        store: Path,
        checker: Asks,
        *,
        sources: UpdateSources,
        files: Files | None = None,
        now: Callable[[], str] = _now,
        paints: bool = False,
    ) -> None:
        self._base = base
        self._checker = checker
        self._now = now
        self._store = RecordStore(store, files or Files(), now())
        self._poller = EditionPoller(self._store, checker, sources, now, paints=paints)
        self._failed_switch = ""
        self._opened_file = ""
        self._left_old: set[str] = set()

    # -- the library source ---------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether there is something else to show than what is on show."""
        record = self._store.record
        if record.next and record.next != self._failed_switch:
            return True
        return record.on_show != self._opened_file or (
            record.on_show == BASE and self._base.changed()
        )

    def slow(self) -> bool:
        """Whether what is on show is of an older version, or the base needs a long check first."""
        record = self._store.record
        if any(e in self._outdated() for e in (record.showing, record.coming)):
            return True
        return self._base_is_slow()

    def _base_is_slow(self) -> bool:
        record = self._store.record
        to_base = BASE in (record.next, record.on_show) and record.coming is None
        return to_base and self._base.slow()

    def prepare(self) -> None:
        """Have the editions brought up to this version, and the base checked."""
        for edition in self._outdated():
            self._renew(edition)
        if self._base_is_slow():
            self._base.prepare()

    def _outdated(self) -> list[Edition]:
        """The kept editions that a program of an older version has taken: this one is new here."""
        record = self._store.record
        kept = [e for e in record.entries if e.file in record.files - self._left_old]
        return [e for e in kept if version_of(self._store.folder / e.file) in range(1, VERSION)]

    def _renew(self, edition: Edition) -> None:
        file = str(self._store.folder / edition.file)
        store = str(self._store.folder)
        task = {"do": "renew", "edition": asdict(edition), "file": file, "store": store}
        try:
            name, digest, size = self._checker.ask(task)["renewed"]
        except ContentError as error:
            _log.error("%s", error)
            self._drop_copy(edition)
        except TransientError as error:
            self._store.note_problem(str(error))
            self._left_old.add(edition.file)
        else:
            new = replace(edition, file=name, digest=digest, size=size)
            self._store.try_to_change(lambda record: editions.renewed(record, edition.file, new))
            _log.info("Edition %d was brought up to this version.", edition.number)

    def open(self) -> ContentLibrary:
        """Switch to what comes next, and open what is on show: the last good one that opens."""
        self._switch()
        while (edition := self._store.record.showing) is not None:
            try:
                library = self._opened(edition)
            except ContentError as error:
                _log.error("%s", error)
                self._drop_copy(edition)
            else:
                self._opened_file = edition.file
                return library
        if self._base.slow():
            raise CHECKING
        self._opened_file = BASE
        library = self._base.open()
        number = library.info().edition
        if number != self._store.record.base:
            self._store.try_to_change(lambda record: editions.base_numbered(record, number))
        return library

    def _switch(self) -> None:
        coming = self._store.record.next
        if not coming or coming == self._failed_switch:
            return
        if (edition := self._store.record.coming) is not None:
            try:
                self._opened(edition).close()
            except ContentError as error:
                _log.error("%s", error)
                self._drop_copy(edition)
                return
        try:
            self._store.change(lambda record: editions.switched(record, self._now()))
        except TransientError as error:
            # Not again before the next poll: the disk is full, or may not be written.
            self._failed_switch = coming
            self._store.note_problem(str(error))

    def _opened(self, edition: Edition) -> ContentLibrary:
        file = self._store.folder / edition.file
        try:
            whole = file.stat().st_size == edition.size and (
                edition.size > AT_ONCE or digest_of(file) == edition.digest
            )
        except OSError:
            whole = False
        if not whole:
            problem = f"The kiosk's copy of edition {edition.number} is damaged."
            raise ContentError(ContentCode.DAMAGED, problem, "The kiosk shows another one.")
        return ContentLibrary(file, version=VERSION)

    def _drop_copy(self, edition: Edition) -> None:
        """A copy that cannot be opened is of no use, on trial or not."""
        self._store.try_to_change(
            lambda record: editions.damaged(record, edition.file, self._now())
        )

    # -- the record ---------------------------------------------------------------------------

    def record(self) -> Record:
        """What is remembered of the editions."""
        return self._store.record

    @property
    def unsigned(self) -> bool:
        """Whether this kiosk takes editions that nobody signed."""
        return self._poller.unsigned

    def problem(self) -> str:
        """What stood in the way at the last poll, or ""."""
        return self._store.problem

    # -- for worker threads -------------------------------------------------------------------

    def poll(self, *, asked: bool = False) -> None:
        """Look where editions come from, and take a newer one."""
        self._failed_switch = ""
        self._poller.poll(asked=asked)

    def stick_offers(self) -> Sequence[Offer]:
        """What is on the sticks."""
        return self._poller.stick_offers()

    def fetch(self, offer: Offer) -> None:
        """Take what staff have chosen; TransientError says what stands in the way."""
        self._failed_switch = ""
        self._poller.fetch(offer)

    def tidy(self) -> None:
        """Remove what is no longer needed, and compare a big copy on show with its digest."""
        self._store.tidy()
        edition = self._store.record.showing
        if edition is not None and edition.size > AT_ONCE:
            try:
                same = digest_of(self._store.folder / edition.file) == edition.digest
            except OSError:
                same = False
            if not same:
                self._drop_copy(edition)

    # -- for the screen -----------------------------------------------------------------------

    def select(self, file: str) -> None:
        """What staff have chosen comes next."""
        self._failed_switch = ""
        if self._store.try_to_change(lambda record: editions.selected(record, file)):
            _log.info("Staff chose %s.", named(self._store.record.edition(file)))

    def confirm(self) -> None:
        """Staff have looked at the edition on show, and it is right."""
        if self._store.try_to_change(editions.confirmed):
            _log.info("Staff confirmed %s.", named(self._store.record.showing))

    def trial_passed(self, file: str) -> None:
        """This edition is good, if it is still on show."""
        if self._store.try_to_change(lambda record: editions.trial_passed(record, file)):
            _log.info("Good: %s.", named(self._store.record.showing))

    def failed(self, error: ContentError) -> None:
        """The library on show failed while it was read."""
        edition = self._store.record.showing
        if edition is None:
            return
        if edition.state is State.TRIAL:
            at = self._now()
            self._store.try_to_change(
                lambda record: editions.trial_failed(record, error.problem, at)
            )
            return
        try:
            self._opened(edition).close()
        except ContentError:
            self._drop_copy(edition)

    def stop(self) -> None:
        """Give up what is being done."""
        self._checker.stop()
        self._base.stop()
