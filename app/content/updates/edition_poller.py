"""New editions: looked for where they come from, and taken when they pass every check."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from app.content.updates.record_store import RecordStore, named
from app.content.updates.sources import NO_ROOT, Backoff, UpdateSources
from app.domain.errors import ContentError, TransientError
from app.domain.kiosk import editions
from app.domain.kiosk.edition_record import Edition, EditionRejection, Offer, State

_log = logging.getLogger(__name__)


class Asks(Protocol):
    """Does the tasks of `app.content.updates.worker`, apart from the screen."""

    def ask(self, task: dict[str, Any]) -> Mapping[str, Any]:
        """Do a task; ContentError rejects a file, TransientError says why nothing came of it."""

    def stop(self) -> None:
        """Give up what is being done."""


class EditionPoller:
    """Takes what is newer, or what staff chose. Worker threads call it.

    With `paints`, an edition's pages are painted by a process of their own before it may be shown.
    """

    def __init__(
        self,
        store: RecordStore,
        checker: Asks,
        sources: UpdateSources,
        now: Callable[[], str],
        *,
        paints: bool,
    ) -> None:
        self._store = store
        self._checker = checker
        self._sources = sources
        self._now = now
        self._paints = paints
        self._backoff = Backoff()

    @property
    def unsigned(self) -> bool:
        """Whether this kiosk takes editions that nobody signed."""
        return self._sources.unsigned and not self._sources.root

    def poll(self, *, asked: bool = False) -> None:
        """Look where editions come from, and take a newer one."""
        self._backoff.next_poll(asked=asked)
        problems = []
        for source in self._sources.polled:
            try:
                problems.append(self._poll_source(source))
            except TransientError as error:
                problems.append(str(error))
        self._store.note_problem(" ".join(filter(None, problems)))

    def _poll_source(self, source: str) -> str:
        """Take what is newer; gives what is to be said of the clock, and of what has to wait."""
        shows = [self._store.record.number, editions.went_back_from(self._store.record)]
        task: dict[str, Any] = {"do": "list", "source": source, "shows": shows}
        if source == self._sources.folder:
            went_back = editions.went_back(self._store.record)
            task["report"] = {**went_back, "kiosk": self._sources.kiosk}
        answer = self._ask(task)
        offers = [Offer(**row) for row in answer["offers"]]
        for offer in offers:
            if (
                offer.problem
                and offer.fingerprint
                and offer.fingerprint not in self._store.record.handled
            ):
                self._reject(offer, offer.problem, offer.hint)
            elif editions.jumps(self._store.record, offer):
                self._reject_jump(offer)
        waiting = [self._backoff.problem(offer.fingerprint) for offer in offers]
        ready = [o for o in offers if not self._backoff.problem(o.fingerprint)]
        while (chosen := editions.choose(self._store.record, ready)) is not None:
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
        return self._checker.ask(
            {**task, "root": self._sources.root, "store": str(self._store.folder)}
        )

    def fetch(self, offer: Offer) -> None:
        """Take what staff have chosen; TransientError says what stands in the way."""
        if editions.jumps(self._store.record, offer):
            self._reject_jump(offer)
        else:
            self._fetch(offer, asked=True)

    def _fetch(self, offer: Offer, *, asked: bool) -> None:
        self._store.make_folder()
        known = [e.source for e in self._store.record.entries if e.source]
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
            source, was_next = answer["known"], self._store.record.next
            self._store.change(lambda r: editions.duplicate(r, offer, source, asked=asked, at=at))
            if self._store.record.next != was_next:
                _log.info("Staff chose %s.", named(self._store.record.coming))
            return
        edition = Edition(**{**answer["edition"], "state": State.WAITING})
        before = self._store.record.rejections
        self._store.change(lambda r: editions.arrived(r, edition, asked=asked, at=at))
        if self._store.record.next == edition.file:
            wish = "Staff chose it" if asked else "It is the newest"
            _log.info("Edition %d waits. %s: %s.", edition.number, wish, edition.origin)
        for rejection in self._store.record.rejections:
            if rejection not in before:
                _log.warning("Refused: %s %s", rejection.problem, rejection.hint)

    def _paint(self, edition: Mapping[str, Any]) -> None:
        """Have the pages of a checked copy painted; one that cannot be is never on show."""
        file = str(self._store.folder / edition["file"])
        self._checker.ask({"do": "paint", "file": file, "number": edition["number"]})

    def _reject(self, offer: Offer, problem: str, hint: str) -> None:
        _log.warning("Refused: %s %s", problem, hint)
        rejection = EditionRejection(offer.file, offer.number, problem, hint, self._now())
        self._store.change(lambda record: editions.rejected(record, rejection, offer.fingerprint))

    def _reject_jump(self, offer: Offer) -> None:
        before, at = self._store.record, self._now()
        self._store.change(lambda record: editions.jump_rejected(record, offer, at))
        if self._store.record != before:
            _log.warning("Refused: %s", self._store.record.rejections[-1].problem)
