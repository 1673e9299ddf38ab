"""The editions of this kiosk: what the screens are shown from, and what staff ask for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from app.content.database.schema import VERSION
from app.content.reader.library import ContentLibrary
from app.content.updates.copy_manifest import digest_of
from app.content.updates.edition_files import Files, read_record, tidy, version_of, write_record
from app.content.updates.sources import NO_ROOT, Backoff, UpdateSources
from app.content.updates.trusted_copy import AT_ONCE, CHECKING, ContentSource
from app.domain.errors import ContentCode, ContentError, TransientError
from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import BASE, Edition, EditionRejection, Offer, Record, State

_log = logging.getLogger(__name__)


class Asks(Protocol):
    """Does the tasks of `app.content.updates.worker`, apart from the screen."""

    def ask(self, task: dict[str, Any]) -> Mapping[str, Any]:
        """Do a task; ContentError rejects a file, TransientError says why nothing came of it."""

    def stop(self) -> None:
        """Give up what is being done."""


def _now() -> str:
    return datetime.now().isoformat(timespec="minutes")


class EditionSource:
    """The LibrarySource and the Editions of the ports, on a store in a private folder.

    `base` is the library that stands in where there is no edition. With `paints`, an edition's
    pages are painted by a process of their own before it may be shown. The record is changed
    under a lock: workers and the screen share it.
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
        self._store = store
        self._checker = checker
        self._paints = paints
        self._sources = sources
        self._backoff = Backoff()
        self._files = files or Files()
        self._now = now
        self._lock = Lock()
        self._problem = ""
        self._failed_switch = ""
        self._opened_file = ""
        self._left_old: set[str] = set()
        try:
            self._record = read_record(store)
            self._change(lambda record: editions.restarted(record, self._now()))
        except TransientError as error:
            self._note_problem(str(error))
            self._record = Record()

    # -- the library source ---------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether there is something else to show than what is on show."""
        record = self._record
        if record.next and record.next != self._failed_switch:
            return True
        return record.on_show != self._opened_file or (
            record.on_show == BASE and self._base.changed()
        )

    def slow(self) -> bool:
        """Whether what is on show is of an older version, or the base needs a long check first."""
        record = self._record
        if any(e in self._outdated() for e in (record.showing, record.coming)):
            return True
        return self._base_is_slow()

    def _base_is_slow(self) -> bool:
        record = self._record
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
        kept = [e for e in self._record.entries if e.file in self._record.files - self._left_old]
        return [e for e in kept if version_of(self._store / e.file) in range(1, VERSION)]

    def _renew(self, edition: Edition) -> None:
        file = str(self._store / edition.file)
        task = {"do": "renew", "edition": asdict(edition), "file": file, "store": str(self._store)}
        try:
            name, digest, size = self._checker.ask(task)["renewed"]
        except ContentError as error:
            _log.error("%s", error)
            self._drop_copy(edition)
        except TransientError as error:
            self._note_problem(str(error))
            self._left_old.add(edition.file)
        else:
            new = replace(edition, file=name, digest=digest, size=size)
            self._try_to_change(lambda record: editions.renewed(record, edition.file, new))
            _log.info("Edition %d was brought up to this version.", edition.number)

    def open(self) -> ContentLibrary:
        """Switch to what comes next, and open what is on show: the last good one that opens."""
        self._switch()
        while (edition := self._record.showing) is not None:
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
        if number != self._record.base:
            self._try_to_change(lambda record: editions.base_numbered(record, number))
        return library

    def _switch(self) -> None:
        coming = self._record.next
        if not coming or coming == self._failed_switch:
            return
        if (edition := self._record.coming) is not None:
            try:
                self._opened(edition).close()
            except ContentError as error:
                _log.error("%s", error)
                self._drop_copy(edition)
                return
        try:
            self._change(lambda record: editions.switched(record, self._now()))
        except TransientError as error:
            # Not again before the next poll: the disk is full, or may not be written.
            self._failed_switch = coming
            self._note_problem(str(error))

    def _opened(self, edition: Edition) -> ContentLibrary:
        file = self._store / edition.file
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
        self._try_to_change(lambda record: editions.damaged(record, edition.file, self._now()))

    # -- the record ---------------------------------------------------------------------------

    def record(self) -> Record:
        """What is remembered of the editions."""
        return self._record

    @property
    def unsigned(self) -> bool:
        """Whether this kiosk takes editions that nobody signed."""
        return self._sources.unsigned and not self._sources.root

    def problem(self) -> str:
        """What stood in the way at the last poll, or ""."""
        return self._problem

    def _change(self, change: Callable[[Record], Record]) -> None:
        """Change the record, on the disk first."""
        with self._lock:
            record = change(self._record)
            if record != self._record:
                self._store_folder()
                write_record(self._store, record, self._files)
                self._remember(record)

    def _try_to_change(self, change: Callable[[Record], Record]) -> None:
        """Change the record in memory even where the disk does not take it."""
        try:
            self._change(change)
        except TransientError as error:
            self._note_problem(str(error))
            with self._lock:
                self._remember(change(self._record))

    def _remember(self, record: Record) -> None:
        """Take the record, and log what a hospital asks for afterwards: what was shown when."""
        before, self._record = self._record, record
        if record.on_show != before.on_show:
            _log.info("On show now: %s.", _named(record.showing))
        for edition in record.entries:
            was = before.edition(edition.file)
            if edition.state is State.BAD and was is not None and was.state is not State.BAD:
                _log.info("Edition %d failed its trial: the kiosk went back.", edition.number)

    def _store_folder(self) -> None:
        try:
            self._store.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            problem = f"The kiosk cannot write to its own folder {self._store}: {error.strerror}."
            hint = "See that the disk has room and that the kiosk's user may write there."
            raise TransientError(problem, hint) from error

    def _note_problem(self, problem: str) -> None:
        if problem and problem != self._problem:
            _log.error("%s", problem)
        self._problem = problem

    # -- for worker threads -------------------------------------------------------------------

    def poll(self, *, asked: bool = False) -> None:
        """Look where editions come from, and take a newer one."""
        self._failed_switch = ""
        self._backoff.next_poll(asked=asked)
        problems = []
        for source in self._sources.polled:
            try:
                problems.append(self._poll_source(source))
            except TransientError as error:
                problems.append(str(error))
        self._note_problem(" ".join(filter(None, problems)))

    def _poll_source(self, source: str) -> str:
        """Take what is newer; gives what is to be said of the clock, and of what has to wait."""
        shows = [self._record.number, editions.went_back_from(self._record)]
        task: dict[str, Any] = {"do": "list", "source": source, "shows": shows}
        if source == self._sources.folder:
            went_back = editions.went_back(self._record)
            task["report"] = {**went_back, "kiosk": self._sources.kiosk}
        answer = self._ask(task)
        offers = [Offer(**row) for row in answer["offers"]]
        for offer in offers:
            if (
                offer.problem
                and offer.fingerprint
                and offer.fingerprint not in self._record.handled
            ):
                self._reject(offer, offer.problem, offer.hint)
            elif editions.jumps(self._record, offer):
                self._reject_jump(offer)
        waiting = [self._backoff.problem(offer.fingerprint) for offer in offers]
        ready = [o for o in offers if not self._backoff.problem(o.fingerprint)]
        while (chosen := editions.choose(self._record, ready)) is not None:
            ready.remove(chosen)
            try:
                self._fetch(chosen, asked=False)
            except TransientError as error:
                self._backoff.failed(chosen, str(error))
                raise
        return " ".join(filter(None, [str(answer["warning"]), *waiting]))

    def stick_offers(self) -> Sequence[Offer]:
        """What is on the sticks."""
        answer = self._ask({"do": "list_sticks", "folders": list(self._sources.stick_folders)})
        return [Offer(**row) for row in answer["offers"]]

    def _ask(self, task: dict[str, Any]) -> Mapping[str, Any]:
        if not self._sources.root and not self._sources.unsigned:
            raise NO_ROOT
        return self._checker.ask({**task, "root": self._sources.root, "store": str(self._store)})

    def fetch(self, offer: Offer) -> None:
        """Take what staff have chosen; TransientError says what stands in the way."""
        self._failed_switch = ""
        if editions.jumps(self._record, offer):
            self._reject_jump(offer)
        else:
            self._fetch(offer, asked=True)

    def _fetch(self, offer: Offer, *, asked: bool) -> None:
        self._store_folder()
        known = [e.source for e in self._record.entries if e.source]
        task = {"do": "fetch", "offer": asdict(offer), "known": known}
        try:
            answer = self._ask(task)
            if self._paints and "edition" in answer:
                self._paint(answer["edition"])
        except ContentError as error:
            self._reject(offer, error.problem, error.hint)
            return
        at = self._now()
        if "known" in answer:
            source, was_next = answer["known"], self._record.next
            self._change(lambda r: editions.duplicate(r, offer, source, asked=asked, at=at))
            if self._record.next != was_next:
                _log.info("Staff chose %s.", _named(self._record.coming))
            return
        edition = Edition(**{**answer["edition"], "state": State.WAITING})
        before = self._record.rejections
        self._change(lambda r: editions.arrived(r, edition, asked=asked, at=at))
        if self._record.next == edition.file:
            wish = "Staff chose it" if asked else "It is the newest"
            _log.info("Edition %d waits. %s: %s.", edition.number, wish, edition.origin)
        for rejection in self._record.rejections:
            if rejection not in before:
                _log.warning("Refused: %s %s", rejection.problem, rejection.hint)

    def _paint(self, edition: Mapping[str, Any]) -> None:
        """Have the pages of a checked copy painted; one that cannot be is never on show."""
        file = str(self._store / edition["file"])
        self._checker.ask({"do": "paint", "file": file, "number": edition["number"]})

    def _reject(self, offer: Offer, problem: str, hint: str) -> None:
        _log.warning("Refused: %s %s", problem, hint)
        rejection = EditionRejection(offer.file, offer.number, problem, hint, self._now())
        self._change(lambda record: editions.rejected(record, rejection, offer.fingerprint))

    def _reject_jump(self, offer: Offer) -> None:
        before, at = self._record, self._now()
        self._change(lambda record: editions.jump_rejected(record, offer, at))
        if self._record != before:
            _log.warning("Refused: %s", self._record.rejections[-1].problem)

    def tidy(self) -> None:
        """Remove what is no longer needed, and compare a big copy on show with its digest."""
        with self._lock:
            if self._store.is_dir():
                tidy(self._store, self._record, self._files)
        edition = self._record.showing
        if edition is not None and edition.size > AT_ONCE:
            try:
                same = digest_of(self._store / edition.file) == edition.digest
            except OSError:
                same = False
            if not same:
                self._drop_copy(edition)

    # -- for the screen -----------------------------------------------------------------------

    def select(self, file: str) -> None:
        """What staff have chosen comes next."""
        self._failed_switch = ""
        before = self._record
        self._try_to_change(lambda record: editions.selected(record, file))
        if self._record != before:
            _log.info("Staff chose %s.", _named(self._record.edition(file)))

    def confirm(self) -> None:
        """Staff have looked at the edition on show, and it is right."""
        before = self._record
        self._try_to_change(editions.confirmed)
        if self._record != before:
            _log.info("Staff confirmed %s.", _named(self._record.showing))

    def trial_passed(self, file: str) -> None:
        """This edition is good, if it is still on show."""
        before = self._record
        self._try_to_change(lambda record: editions.trial_passed(record, file))
        if self._record != before:
            _log.info("Good: %s.", _named(self._record.showing))

    def failed(self, error: ContentError) -> None:
        """The library on show failed while it was read."""
        edition = self._record.showing
        if edition is None:
            return
        if edition.state is State.TRIAL:
            at = self._now()
            self._try_to_change(lambda record: editions.trial_failed(record, error.problem, at))
            return
        try:
            self._opened(edition).close()
        except ContentError:
            self._drop_copy(edition)

    def stop(self) -> None:
        """Give up what is being done."""
        self._checker.stop()
        self._base.stop()


def _named(edition: Edition | None) -> str:
    """An edition as a log names it; without one, the library that the kiosk was set up with."""
    return f"edition {edition.number}" if edition else "the library that it was set up with"
