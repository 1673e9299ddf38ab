"""The staff's part of the editions: what is on show, what waits, what was refused, ways back.

What waits for a disk, a share or a stick is done by one worker thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from random import uniform
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.formatting import LINE_ROLES, line_rows
from app.bridge.pages.records import RecordModel
from app.domain.errors import TransientError

if TYPE_CHECKING:
    from app.bridge.library_reloader import LibraryReloader
    from app.domain.errors import ContentError
    from app.domain.kiosk.edition_record import Offer
    from app.domain.ports import Editions

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

JITTER = 0.1
"""How far the time to the next poll is from the one that was set, at most."""

CHOICE_ROLES = ("choice", "label", "about", "question")
_log = logging.getLogger(__name__)


@QmlElement
class EditionsController(QObject):
    """Where staff see and choose editions. Without editions it has nothing to say."""

    changed = Signal()
    done = Signal(object)

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        editions: Editions | None,
        reloader: LibraryReloader,
        *,
        every_minutes: float = 0,
        at_once: bool = True,
        usb: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editions = editions
        self._reloader = reloader
        self._usb = usb
        self._every_minutes = every_minutes
        self._at_once = at_once
        self._offered: Sequence[Offer] = ()
        self._busy = self._message = self._asked_for = self._confirmation = ""
        self._pending = 0
        self._poll_was_asked = False
        self._lines = RecordModel(LINE_ROLES, self)
        self._notices = RecordModel(LINE_ROLES, self)
        self._alternatives = RecordModel(CHOICE_ROLES, self)
        self._offers = RecordModel(CHOICE_ROLES, self)
        self._pool: QThreadPool | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll_again)
        self.done.connect(self._done)
        if editions is not None:
            reloader.dropped.connect(self._dropped)
            reloader.changed.connect(self._library_changed)

    @property
    def source(self) -> Editions | None:
        """The editions themselves, if the kiosk takes any."""
        return self._editions

    @property
    def at_work(self) -> bool:
        """Whether something goes on beside the screen."""
        return self._pending > 0

    def begin(self) -> None:
        """Look for the first time, at once or when it is time, and again from then on."""
        if self._editions is not None:
            self._work("", self._editions.tidy)
            if self._every_minutes:
                self._set_timer()
                if self._at_once:
                    self.poll()

    def stop(self) -> None:
        """See the worker out: the kiosk closes, and its source has been stopped."""
        self._timer.stop()
        if self._pool is not None:
            self._pool.waitForDone()

    @Slot()
    def _poll_again(self) -> None:
        self._set_timer()
        self.poll()

    def _set_timer(self) -> None:
        """Settle when to poll again: kiosks that start together must drift apart."""
        spread = uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
        self._timer.start(int(self._every_minutes * 60_000 * spread))

    @Slot()
    def poll(self) -> None:
        """Look where editions come from."""
        if self._editions is not None and not self._busy:
            asked = self._poll_was_asked
            self._work("Looking for a new edition…", partial(self._editions.poll, asked=asked))

    @Slot()
    def poll_now(self) -> None:
        """Look where editions come from, because staff want to see what comes of it."""
        self._message = self._asked_for = ""
        self._poll_was_asked = True
        self.poll()

    @Slot()
    def scan_sticks(self) -> None:
        """See what is on the sticks."""
        if self._editions is not None and self._usb and not self._busy:
            self._offered = ()
            self._message = self._asked_for = ""
            self._work("Looking at the stick…", self._editions.stick_offers)

    @Slot(str)
    def fetch(self, choice: str) -> None:
        """Take what is on a stick, by the name of its file."""
        offer = next((o for o in self._offered if o.file == choice), None)
        if self._editions is not None and offer is not None and not self._busy:
            editions = self._editions
            self._message, self._asked_for = "", str(offer.number)
            self._work("Copying and checking. Leave the stick in…", lambda: editions.fetch(offer))

    @Slot(str)
    def select(self, choice: str) -> None:
        """Show another edition that is kept; the kiosk takes it as soon as nobody is reading."""
        if self._editions is not None:
            self._editions.select(choice)
            record = self._editions.record()
            coming = record.coming
            self._message, self._asked_for = "", str(coming.number if coming else record.base)
            self._reloader.poll()
            self.show()

    @Slot()
    def confirm(self) -> None:
        """Staff have looked at the edition on show: it is never pushed out by newer ones."""
        if self._editions is not None:
            self._editions.confirm()
            self.show()

    @Slot()
    def dismiss(self) -> None:
        """Put away what was found on a stick, and what was said of it."""
        self._offered = ()
        self._message = self._asked_for = ""
        self.show()

    def show(self) -> None:
        """Say how things stand."""
        if self._editions is None:
            return
        from app.bridge.staff import edition_labels as labels  # noqa: PLC0415 - for staff alone

        record = self._editions.record()
        self._lines.show(line_rows(labels.status_lines(record, unsigned=self._editions.unsigned)))
        self._notices.show(line_rows(labels.notices(record, self._editions.problem())))
        self._confirmation = labels.confirmation(record)
        self._alternatives.show(labels.alternatives(record))
        self._offers.show(labels.choices(record, self._offered))
        self.changed.emit()

    def _work(self, busy: str, job: Callable[[], object]) -> None:
        """Do something on the worker thread; one job at a time."""
        if self._pool is None:
            self._pool = QThreadPool(self, maxThreadCount=1)
        self._busy = busy or self._busy
        self._pending += 1
        self.changed.emit()

        def work() -> None:
            found: object = None
            try:
                found = job()
            except Exception as error:
                # Of whatever kind: staff must not wait for ever.
                if not isinstance(error, TransientError):
                    _log.exception("Polling for editions failed.")
                found = str(error)
            with suppress(RuntimeError):  # raised where the kiosk was closed in the meantime
                self.done.emit(found)

        self._pool.start(work)

    @Slot(object)
    def _done(self, found: object) -> None:
        self._pending -= 1
        if not self._pending:
            self._busy = ""
        if isinstance(found, str):
            self._message, self._asked_for = found, ""
        elif isinstance(found, list | tuple):
            self._offered = found
            self._message = "" if found else "There is no edition on a stick here."
        elif self._poll_was_asked and not self._pending and self._editions is not None:
            self._poll_was_asked = False
            news = self._editions.record().next or self._editions.problem()
            self._message = "" if news else "There is no newer edition."
        self._reloader.poll()
        self.show()

    def _dropped(self, error: ContentError) -> None:
        """The library on show failed: the last good edition takes its place at once."""
        if self._editions is not None:
            self._editions.failed(error)
            QTimer.singleShot(0, self._reloader, self._reloader.poll)

    @Slot(str)
    def passed(self, file: str) -> None:
        """An edition has passed its trial: it is good, and older copies may go."""
        editions = self._editions
        if editions is not None:

            def settle() -> None:
                editions.trial_passed(file)
                editions.tidy()

            self._work("", settle)

    @Slot()
    def _library_changed(self) -> None:
        if self._lines.rowCount():
            self.show()

    def _get_enabled(self) -> bool:
        return self._editions is not None

    def _get_polls(self) -> bool:
        return self._every_minutes > 0

    def _get_message(self) -> str:
        if self._asked_for and self._editions is not None and not self._busy:
            from app.bridge.staff import edition_labels as labels  # noqa: PLC0415

            return labels.outcome(self._editions.record(), int(self._asked_for))
        return self._message

    enabled = Property(bool, _get_enabled, constant=True)
    usb = Property(bool, attrgetter("_usb"), constant=True)
    polls = Property(bool, _get_polls, constant=True)
    confirmation = Property(str, attrgetter("_confirmation"), notify=changed)
    busy = Property(str, attrgetter("_busy"), notify=changed)
    message = Property(str, _get_message, notify=changed)
    lines = Property(RecordModel, attrgetter("_lines"), constant=True)
    notices = Property(RecordModel, attrgetter("_notices"), constant=True)
    alternatives = Property(RecordModel, attrgetter("_alternatives"), constant=True)
    offers = Property(RecordModel, attrgetter("_offers"), constant=True)
