"""Drives the real program as a person does: taps where things are, keys, and what is to be seen.

Controls are found by their accessible names, in the tree that a screen reader walks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QThreadPool,
    QTimer,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app import main, paths
from app.bridge.poller import SpoolerPoller
from app.config import Config
from app.domain.printing.printing import PrintSpooler
from app.domain.session.touch import DOUBLE_TAP_SECONDS
from tests.panels import PANELS, Panel
from tests.paper import no_printer

LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1920)
CONTROLS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.RadioButton,
        QAccessible.Role.Link,
        QAccessible.Role.CheckBox,
    }
)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 30)
"""A Sunday, and a time of day on it."""
CHECKED_WITHIN_MS = 60_000
PAINT_MS = 60_000
NEAR = 200
"""Pixels from the last tap, where another would soon be taken for the second of a double tap."""
ASKED_MS = 60_000
MOST_PICTURES = 500


class Clock:
    """A clock that a test moves by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Seen:
    """Something in the accessible tree: its name, its role, and where it is in the window."""

    name: str
    role: QAccessible.Role
    rect: QRect
    checked: bool
    description: str
    scrolls: bool
    sight: QRect
    """The part of the window in which it can be seen."""

    @property
    def is_control(self) -> bool:
        """Whether a finger can press it."""
        return self.role in CONTROLS


def heard(signal: Any, within_ms: int) -> bool:
    """Whether a signal comes in time. Qt's own spy would keep Python's other threads waiting."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    timer = QTimer(loop, singleShot=True)
    timer.timeout.connect(loop.quit)
    timer.start(within_ms)
    loop.exec()
    signal.disconnect(loop.quit)
    return timer.isActive()


def _as_24_inch(size: tuple[int, int]) -> float:
    """How wide a window is, in mm, that a kiosk takes for a 24-inch panel, either way up."""
    return PANELS["24"].width_mm * size[0] / max(size)


def _work_off_events() -> None:
    for _ in range(2):
        QGuiApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _scrolls(item: object) -> bool:
    while isinstance(item, QQuickItem):
        if item.metaObject().className() == "QQuickFlickable":
            return True
        item = item.parentItem()
    return False


def sight_of(item: object, whole: QRect) -> QRect:
    """The part of the window in which an item can be seen: inside all that cuts off its edges."""
    sight = whole
    while isinstance(item, QQuickItem):
        if item.clip():
            sight &= item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).toRect()
        item = item.parentItem()
    return sight


class Driver:
    """A kiosk that stands, off screen, and the hand in front of it."""

    def __init__(  # noqa: PLR0913 - what stands in front of a test differs
        self,
        state: Path,
        content: Path = paths.CONTENT,
        *,
        size: tuple[int, int] = LANDSCAPE,
        panel: Panel | None = None,
        config: Config | None = None,
        windowed: bool = True,
        today: date = TODAY,
        now: datetime = NOW,
        spooler: Callable[..., PrintSpooler] = no_printer,
        paints: bool = False,
    ) -> None:
        QAccessible.setActive(True)
        self.clock = Clock()
        self.set_clock(now)
        self.today = today
        if panel is not None:
            size, config = panel.size, panel.config(config)
        self.size = size
        self.panel = panel or replace(PANELS["24"], size=size, width_mm=_as_24_inch(size))
        self.kiosk, self.window = main.build(
            config or Config(),
            content,
            size=QSize(*size),
            windowed=windowed,
            state=state,
            clock=self.clock,
            today=lambda: self.today,
            wall=lambda: self._wall_at_zero + self.clock(),
            spooler=spooler,
            paints=paints,
        )
        # Connected once: in a million taps, connections made and cut leave their traces in PySide.
        self._painted = QEventLoop()
        self.window.frameSwapped.connect(self._painted.quit)
        self._late = QTimer(self._painted, singleShot=True, interval=PAINT_MS)
        self._late.timeout.connect(self._painted.quit)
        self._lifted = (QPoint(), self.clock())
        self._finger: Any = QTest.createTouchDevice()
        self.window.show()
        self.await_check()
        self.settle()

    def set_clock(self, moment: datetime) -> None:
        """Set the machine's clock to another moment, backward or forward, as it runs."""
        self.today = moment.date()
        self._wall_at_zero = moment.timestamp() - self.clock()

    def await_check(self) -> None:
        """Let the checking process come to its end, where one reads a library."""
        reloader = self.kiosk.reloader
        # Not by `prepared`: that is the worker's, and may be past while its news waits its turn.
        for pool in reloader.findChildren(QThreadPool) if reloader.at_work else ():
            assert pool.waitForDone(CHECKED_WITHIN_MS), "the check never came to an end"
        _work_off_events()

    def close(self) -> None:
        """Take the kiosk away."""
        self.window.empty()
        self.kiosk.close()
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.kiosk.deleteLater()
        _work_off_events()

    def settle(self) -> None:
        """Let everything happen that is waiting to happen, and see the next picture painted.

        Things are laid out when a picture is painted: before it, they stand where they stood.
        """
        _work_off_events()
        self.kiosk.screens.walk.turn()  # an answer has been seen to be chosen for long enough
        if self.window.isExposed():
            for _ in range(MOST_PICTURES):
                was_whole = self._is_whole()
                self._see_next_picture()
                if was_whole:
                    break
            else:
                raise AssertionError("a page was never made whole")
        _work_off_events()

    def look(self) -> None:
        """See the next picture, at this very moment."""
        _work_off_events()
        self._see_next_picture()

    def focused(self) -> str:
        """The name of what the keyboard is on."""
        item = self.window.activeFocusItem()
        node = QAccessible.queryAccessibleInterface(item) if item else None
        return node.text(QAccessible.Text.Name) if node else ""

    def _see_next_picture(self) -> None:
        self.window.update()
        self._late.start()
        self._painted.exec()
        assert self._late.isActive(), "nothing was painted"
        self._late.stop()

    def _is_whole(self) -> bool:
        """Whether a topic's page, which is made from the top down, stands down to its end."""
        root: QQuickItem | None = self.window.rootObject()
        page = root.findChild(QQuickItem, "topicPage") if root else None
        return page is None or not page.isVisible() or bool(page.property("whole"))

    # -- what is to be seen -------------------------------------------------------------------

    def everything(self) -> list[Seen]:
        """Everything in the tree that is visible, on this part of the page or further down."""
        top = QAccessible.queryAccessibleInterface(self.window)
        return list(self._walk(top)) if top else []

    def _walk(self, node: QAccessibleInterface) -> Iterator[Seen]:
        state: Any = node.state()
        if node.object() is not self.window and not state.invisible:
            rect = node.rect().translated(-self.window.position())
            if not rect.isEmpty():
                name = node.text(QAccessible.Text.Name)
                about = node.text(QAccessible.Text.Description)
                checked, scrolls = bool(state.checked), _scrolls(node.object())
                sight = sight_of(node.object(), QRect(0, 0, *self.size))
                yield Seen(name, node.role(), rect, checked, about, scrolls, sight)
        for n in range(node.childCount()):
            child = node.child(n)
            if child is not None:
                yield from self._walk(child)

    def page_view(self) -> QRect:
        """The part of the window in which the page scrolls; all of it where none does."""
        view = self._item("QQuickFlickable")
        whole = QRect(0, 0, *self.size)
        if view is None:
            return whole
        return view.mapRectToScene(QRectF(0, 0, view.width(), view.height())).toRect()

    def _item(self, kind: str) -> QQuickItem | None:
        waiting = [self.window.rootObject()]
        while waiting:
            item = waiting.pop()
            if item.metaObject().className() == kind and item.isVisible():
                return item
            waiting += item.childItems()
        return None

    def in_sight(self) -> list[Seen]:
        """What a person sees whole, without turning the page."""
        return [seen for seen in self.everything() if seen.sight.contains(seen.rect)]

    def names(self) -> list[str]:
        """The names of everything on the page, in the order it is read out."""
        return [seen.name for seen in self.everything()]

    def sees(self, words: str) -> bool:
        """Whether these words stand somewhere on the page."""
        return any(words in seen.name for seen in self.everything())

    def control(self, name: str) -> Seen:
        """The control with this name; the error says what there is."""
        controls = [seen for seen in self.everything() if seen.is_control]
        for seen in controls:
            if seen.name == name:
                return seen
        raise AssertionError(f"no {name!r} among {[seen.name for seen in controls]}")

    def has(self, name: str) -> bool:
        """Whether there is a control with this name."""
        return any(seen.is_control and seen.name == name for seen in self.everything())

    def picture(self) -> QImage:
        """What is on the screen."""
        self.settle()
        return self.window.grabWindow()

    # -- what a hand does ---------------------------------------------------------------------

    def bring_into_sight(self, name: str) -> Seen:
        """Turn the page, with Page down and Page up, until the control is in sight."""
        for _ in range(40):
            seen = self.control(name)
            if not seen.scrolls or seen.sight.contains(seen.rect.center()):
                return seen
            turn = "Page down" if seen.rect.center().y() > seen.sight.bottom() else "Page up"
            self._touch(self.control(turn).rect.center())
        raise AssertionError(f"{name!r} cannot be brought into sight")

    def tap(self, name: str) -> None:
        """Bring a control into sight and put a finger on the middle of it."""
        self._touch(self.bring_into_sight(name).rect.center())

    def tap_at(self, x: int, y: int) -> None:
        """Put a finger on a place of the screen."""
        self._touch(QPoint(x, y))

    def see_the_page(self) -> None:
        """Look at a page for as long as it takes no tap yet."""
        self.clock.now = max(self.clock.now, self.window.input.opens_at)

    def _touch(self, at: QPoint) -> None:
        self.see_the_page()
        near = (at - self._lifted[0]).manhattanLength() < NEAR
        if near and not self.window.input.takes_double_taps:
            self.clock.now = max(self.clock.now, self._lifted[1] + DOUBLE_TAP_SECONDS)
        self.touch_now(at)

    def touch_now(self, at: QPoint, *, settle: bool = True) -> None:
        """Put a finger on a place of the screen without looking whether it takes a tap yet."""
        QTest.touchEvent(self.window, self._finger).press(0, at, self.window).commit()
        QTest.touchEvent(self.window, self._finger).release(0, at, self.window).commit()
        self._lifted = (at, self.clock.now)
        if settle:
            self.settle()

    def hand(self, fingers: list[QPoint], *, one_by_one: bool) -> None:
        """Lay several fingers on the screen, at once or one after the other, and lift them."""
        self.see_the_page()
        if one_by_one:
            for n in range(len(fingers)):
                touch = QTest.touchEvent(self.window, self._finger)
                for held in range(n):
                    touch.stationary(held)
                touch.press(n, fingers[n], self.window).commit()
        else:
            touch = QTest.touchEvent(self.window, self._finger)
            for n, at in enumerate(fingers):
                touch.press(n, at, self.window)
            touch.commit()
        touch = QTest.touchEvent(self.window, self._finger)
        for n, at in enumerate(fingers):
            touch.release(n, at, self.window)
        touch.commit()
        self.settle()

    def tremble(self, at: QPoint) -> None:
        """Move the finger that rests on the screen a little."""
        QTest.touchEvent(self.window, self._finger).move(0, at, self.window).commit()

    @contextmanager
    def pressing(self, at: QPoint) -> Iterator[None]:
        """A finger that rests on a place, and is taken away outside the window."""
        self.see_the_page()
        QTest.touchEvent(self.window, self._finger).press(0, at, self.window).commit()
        self.settle()
        yield
        away = QPoint(-50, -50)
        QTest.touchEvent(self.window, self._finger).move(0, away, self.window).commit()
        QTest.touchEvent(self.window, self._finger).release(0, away, self.window).commit()
        self.settle()

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press at one place and let go at another."""
        self.see_the_page()
        QTest.touchEvent(self.window, self._finger).press(0, start, self.window).commit()
        for step in range(1, 6):
            at = start + (end - start) * step / 5
            QTest.touchEvent(self.window, self._finger).move(0, at, self.window).commit()
        QTest.touchEvent(self.window, self._finger).release(0, end, self.window).commit()
        self.settle()

    def knock(self, *, taps: int = 5) -> None:
        """Ask for the staff's door: twice top left, twice top right, once top left."""
        right = self.size[0] - 5
        for x in (5, 5, right, right, 5)[:taps]:
            self.tap_at(x, 5)

    def key(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key and let it go."""
        self.see_the_page()
        QTest.keyClick(self.window, key, modifiers)
        self.settle()

    def wait_seconds(self, seconds: float) -> None:
        """Move the kiosk's clock on, a second at a time, as if nobody touched it."""
        whole, rest = int(seconds), seconds % 1
        for step in [1.0] * whole + [rest] * bool(rest):
            self.clock.now += step
            self.kiosk.session.check_time()
            self.kiosk.door.check_time()
        self.settle()

    def step_spooler(self, poller: SpoolerPoller | None = None) -> None:
        """See the kiosk ask its printer once more, as it does each second."""
        poller = poller or self.kiosk.print_poller
        poller.go()
        assert heard(poller.changed, ASKED_MS), "the printer was never asked"
        self.settle()

    # -- where a family often goes ------------------------------------------------------------

    def start(self) -> None:
        """From the attract screen to the home screen."""
        self.tap("Touch anywhere to start")

    def choose(self, subject: str, choice: str) -> None:
        """Choose a text size or colours from the bar, and close the panel."""
        self.tap(subject)
        self.tap(choice)
        self.tap("Done")
