"""The checks, run beside the typing: the newest text alone is looked at, and never waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.content.checks.findings import Finding
from app.content.items.item import Content

CHECK_AFTER = 400
"""How long after the last key the checks begin, in ms."""

_PATIENCE = 5.0
"""How many seconds closing waits for a check that runs."""


class Checker(QObject):
    """Runs `find` on a thread of its own. `found` comes back to the window's thread."""

    found = Signal(object, object)
    """The Content, and its findings."""

    _done = Signal(object, object)

    def __init__(
        self, find: Callable[[Content], Sequence[Finding]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._wanted: Content | None = None
        self._waits = threading.Condition()
        self._is_over = False
        self._next: Content | None = None
        self._timer = QTimer(self, interval=CHECK_AFTER, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._done.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name="checks", daemon=True)
        self._thread.start()

    def check(self, content: Content, *, at_once: bool = False) -> None:
        """Look at a text soon, in the place of any that still waits."""
        self._next = content
        self._timer.start(0 if at_once else CHECK_AFTER)

    def _begin(self) -> None:
        with self._waits:
            self._wanted = self._next
            self._waits.notify()

    def _deliver(self, content: Content, findings: Sequence[Finding]) -> None:
        if content is self._next:
            self.found.emit(content, findings)

    def _work(self) -> None:
        while True:
            with self._waits:
                self._waits.wait_for(lambda: self._wanted is not None or self._is_over)
                if self._is_over:
                    return
                content, self._wanted = self._wanted, None
            assert content is not None  # noqa: S101 - it was waited for
            findings = self._findings(content)
            with self._waits:
                if self._is_over:
                    return
                self._done.emit(content, findings)

    def _findings(self, content: Content) -> Sequence[Finding]:
        try:
            return self._find(content)
        except Exception as error:
            return (_unchecked(content, error),)

    def stop(self) -> None:
        """Let the thread end; a check that runs is waited for a little."""
        self._timer.stop()
        with self._waits:
            self._is_over = True
            self._waits.notify()
        self._thread.join(_PATIENCE)


def _unchecked(content: Content, error: Exception) -> Finding:
    from app.content.checks.findings import Kind, Location, error_at  # noqa: PLC0415 - seldom needed

    problem = f"It could not be checked: {error}."
    return error_at(Kind.LIBRARY, Location(content.key.id), problem, "Fill in what is missing.")
