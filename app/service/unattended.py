"""What a kiosk does for itself where nobody is near it: safe mode, status, another try."""

from __future__ import annotations

import logging
import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from app import __version__
from app.domain.kiosk.starts import Mode
from app.domain.session.session import Screen
from app.service import journal
from app.service.starts import Starts

if TYPE_CHECKING:
    from app.bridge.kiosk import Kiosk
    from app.bridge.window.window import KioskWindow
    from app.config import Config
    from app.domain.errors import ContentError

TRY_AGAIN_MS = {Mode.SAFE: 6 * 3_600_000, Mode.RESTING: 15 * 60_000}
"""When a kiosk in one of these modes ends, to be started as if nothing had been."""

_log = logging.getLogger("kiosk.starts")


class Unattended(QObject):
    """One start of a kiosk: which configuration it runs on, what it says of itself, how it ends."""

    def __init__(
        self, state: Path, config: Config, problem: ContentError | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._started = time.time()
        self._starts = Starts(state)
        self.mode = self._starts.mode
        self.config = config
        self.resting = problem
        if self.mode is not Mode.NORMAL:
            self._use_what_is_sure()
        record = self._starts.record
        _log.info(
            "The kiosk starts: %s, restarts since the machine was switched on: %s.",
            record.reason,
            record.restarts,
            extra=journal.STARTED,
        )
        self._again = QTimer(self, interval=TRY_AGAIN_MS.get(self.mode, 0))
        self._again.timeout.connect(self._try_again)
        self._kiosk: Kiosk | None = None
        # At once: while everything is closed, the compositor may take the program along.
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self._starts.closed)

    @property
    def polls_at_once(self) -> bool:
        """Whether new editions are looked for from the first picture on.

        After crashes none is, for a while: a bad one would be part of the same row of crashes,
        which leads to the resting screen, before its trial could condemn it.
        """
        return self.mode is Mode.NORMAL

    def _use_what_is_sure(self) -> None:
        from app.service.safe_mode import CRASHED, safe  # noqa: PLC0415 - not for a kiosk that is well

        self.config = safe(self.config)
        if self.mode is Mode.RESTING:
            self.resting = self.resting or CRASHED
            _log.critical(
                "The kiosk ended %s times in a row: it shows the resting screen alone.",
                self._starts.crashes,
                extra=journal.RESTING,
            )
        else:
            _log.critical(
                "The kiosk ended %s times in a row: it runs with default settings, on the last good"
                " edition.",
                self._starts.crashes,
                extra=journal.SAFE_MODE,
            )

    def painted(self, kiosk: Kiosk, window: KioskWindow) -> None:
        """The first picture stands: from here on the kiosk says how it is."""
        from app.bridge.staff.status import StatusReporter  # noqa: PLC0415
        from app.domain.kiosk.status import Status  # noqa: PLC0415
        from app.service import status  # noqa: PLC0415 - not for the first picture

        self._starts.painted()
        start = Status(
            version=__version__,
            started=self._started,
            start_reason=str(self._starts.record.reason),
            restarts=self._starts.record.restarts,
            mode=str(self.mode),
            set_aside=self._starts.set_aside,
        )
        folder = status.folder(self.config.status.folder)
        reporter = StatusReporter(
            kiosk,
            start,
            partial(status.machine, self._state),
            partial(status.write, to=folder),
            self,
        )
        window.on_tap_painted = reporter.tapped
        reporter.report()
        self._kiosk = kiosk
        # Without a service manager nobody would start it anew.
        if self._again.interval() and os.environ.get("NOTIFY_SOCKET"):
            self._again.start()

    @Slot()
    def _try_again(self) -> None:
        """End in order, to be started as usual; never while a family is here."""
        if self._kiosk is None or self._kiosk.session.route.screen is Screen.ATTRACT:
            _log.info("The kiosk ends, to be started as usual.")
            QCoreApplication.exit(0)
        else:
            self._again.setInterval(60_000)
