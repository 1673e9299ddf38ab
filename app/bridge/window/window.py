"""The kiosk's window: full screen, and no way out of it but the staff's door."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QMetaObject, QSize, QUrl, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtQuick import QQuickView

from app.bridge.kiosk import Kiosk
from app.bridge.window.engine import prepare
from app.bridge.window.input_filter import InputFilter

_TOUCHES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd})
_CLICKS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseButtonRelease,
    }
)
_STRUCK = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_LIFTS = frozenset({QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress})
"""What presses a control, when it gets that far."""


@cache
def _reading_keys() -> frozenset[int]:
    """The keys that a family may read with; all others do nothing."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - 40 ms to load, and the first screen needs none

    key = Qt.Key
    return frozenset(
        {
            *(key.Key_Tab, key.Key_Backtab, key.Key_Return, key.Key_Enter),
            *(key.Key_Space, key.Key_Select, key.Key_PageUp, key.Key_PageDown),
            *(key.Key_Up, key.Key_Down, key.Key_Left, key.Key_Right),
            *(key.Key_Home, key.Key_End, key.Key_Backspace, key.Key_Escape),
            *range(key.Key_0, key.Key_9 + 1),
        }
    )


@cache
def _pressing_keys() -> frozenset[int]:
    """Those of them that press the button that the keyboard is on."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    key = Qt.Key
    return frozenset({key.Key_Return, key.Key_Enter, key.Key_Space, key.Key_Select})


def _is_for_reading(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # noqa: PLC0415

    harmless = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return not event.modifiers() & ~harmless and event.key() in _reading_keys()


def _is_staff_key(event: QKeyEvent) -> bool:
    """Whether this is the staff's Ctrl+Alt+P."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.modifiers() == both and event.key() == Qt.Key.Key_P


class KioskWindow(QQuickView):
    """Shows the screens, lets only reading keys through, and tells the session of every touch."""

    def __init__(
        self, kiosk: Kiosk, qml: Path, icons: Path, *, windowed: bool, pointer: str
    ) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._windowed = windowed
        self._may_close = False
        self._awaits_paint = False
        self.on_tap_painted: Callable[[float], None] = lambda _: None
        self._input_at: float | None = None
        self._tapped_at: float | None = None
        self.setTitle("Clinic Kiosk")
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        prepare(self.engine(), kiosk, qml, icons)
        hidden = pointer == "hidden" or (pointer == "auto" and not windowed and _has_touch_screen())
        self._properties = {
            "kiosk": kiosk,
            "frameless": not windowed,
            "pointerless": hidden,
        }
        self.input = InputFilter(kiosk.clock, self._pixels_per_mm)
        for changed in (
            kiosk.session.routeChanged,
            kiosk.session.walkChanged,
            kiosk.session.warningShown,
            kiosk.libraryChanged,
            kiosk.standby.lightChanged,
        ):
            changed.connect(self._page_changed)
        self._door_state = ""
        kiosk.door.changed.connect(self._door_changed)
        kiosk.door.leave.connect(self.let_go)

    def load(self, size: QSize) -> None:
        """Load the screens for a window of this size."""
        self.resize(size)
        # Known from the start, so that nothing is laid out or drawn for another size first.
        width, height = size.width(), size.height()
        self.setInitialProperties({**self._properties, "width": width, "height": height})
        self.loadFromModule("Kiosk", "Main")

    def warm(self) -> None:
        """Load, a little at a time, the pages and the enums that the first screen left out."""
        _reading_keys()
        if root := self.rootObject():
            QMetaObject.invokeMethod(root, "warm")

    def empty(self) -> None:
        """Let go of the screens while what they show is still there."""
        self.setSource(QUrl())

    @Slot()
    def let_go(self) -> None:
        """Close: the staff have asked for it."""
        self._may_close = True
        self.close()
        QGuiApplication.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, unless the staff have opened the door or a developer watches."""
        if self._may_close or self._windowed:
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Stay on top of a window manager that closes, minimises or lets go of the window."""
        kind = event.type()
        if kind == QEvent.Type.Close and not (self._may_close or self._windowed):
            event.ignore()
            return True
        if kind == QEvent.Type.ContextMenu:
            return True
        is_somebody = self.input.is_somebody(event)
        if is_somebody:
            self._kiosk.session.touched()
            self._kiosk.door.touched()
            if self._kiosk.standby.is_dark:
                self._kiosk.standby.touched()  # a page has come, and takes no tap yet
        if self._knocks(event):
            self._kiosk.door.knock()
            event.accept()
            return True
        # What drums on the glass cannot say that it is still here.
        drums = kind in _TOUCHES and not is_somebody and self._kiosk.session.is_warning
        if drums or not self._is_meant(event):
            event.accept()
            return True
        if kind in _STRUCK and isinstance(event, QKeyEvent) and not _is_for_reading(event):
            event.accept()
            return True
        return self._measured(event) if kind in _LIFTS else super().event(event)

    def _measured(self, event: QEvent) -> bool:
        """Hand on what may press a control, knowing when it came."""
        self._input_at = self._kiosk.clock()
        try:
            return super().event(event)
        finally:
            self._input_at = None

    def _knocks(self, event: QEvent) -> bool:
        """Whether staff ask for their door: with Ctrl+Alt+P, or the last tap of their knock."""
        if event.type() in _STRUCK and isinstance(event, QKeyEvent):
            return _is_staff_key(event)
        return self.input.completes_knock(event, self.width())

    def _is_meant(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES and isinstance(event, QTouchEvent):
            if self.input.becomes_a_hand(event):
                cancel = QTouchEvent(QEvent.Type.TouchCancel, event.pointingDevice())
                super().event(cancel)
            return self.input.takes_touch(event)
        if kind in _CLICKS and isinstance(event, QMouseEvent):
            return self.input.takes_mouse(event)
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self.input.takes_key(event, _pressing_keys())
        return True

    def _pixels_per_mm(self) -> float:
        return self._kiosk.pixels_per_mm(self.width(), self.height())

    @Slot()
    def _door_changed(self) -> None:
        state = str(self._kiosk.door.property("state"))
        if state != self._door_state:
            self._door_state = state
            self.input.takes_double_taps = state != "shut"
            self._page_changed()

    @Slot()
    def _page_changed(self) -> None:
        self.input.page_changed()
        if self._input_at is not None:
            self._tapped_at = self._input_at
        if not self._awaits_paint:
            self._awaits_paint = True
            self.frameSwapped.connect(self._page_painted)

    @Slot()
    def _page_painted(self) -> None:
        self._awaits_paint = False
        self.frameSwapped.disconnect(self._page_painted)
        self.input.page_changed()
        if self._tapped_at is not None:
            self.on_tap_painted(self._kiosk.clock() - self._tapped_at)
            self._tapped_at = None


def _has_touch_screen() -> bool:
    kinds = (device.type() for device in QInputDevice.devices())
    return QInputDevice.DeviceType.TouchScreen in kinds
