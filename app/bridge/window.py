"""The kiosk's window: full screen, and no way out of it but the staff's door."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QMetaObject, QSize, QUrl
from PySide6.QtGui import QCloseEvent, QGuiApplication, QInputDevice, QKeyEvent
from PySide6.QtQuick import QQuickView

from app.bridge.engine import prepare
from app.bridge.kiosk import Kiosk

_SIGNS_OF_SOMEBODY = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


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
            *(key.Key_Home, key.Key_End, key.Key_Backspace),
            *range(key.Key_0, key.Key_9 + 1),
        }
    )


def _is_for_reading(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # noqa: PLC0415

    harmless = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    return not event.modifiers() & ~harmless and event.key() in _reading_keys()


def _knocks(event: QKeyEvent) -> bool:
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
        self.setTitle("Clinic Kiosk")
        self.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        prepare(self.engine(), kiosk, qml, icons)
        hidden = pointer == "hidden" or (pointer == "auto" and not windowed and _has_touch_screen())
        self._properties = {
            "kiosk": kiosk,
            "frameless": not windowed,
            "pointerless": hidden,
        }
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

    def let_go(self) -> None:
        """Close: the staff have asked for it."""
        self._may_close = True
        self.close()
        QGuiApplication.quit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
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
        if kind in _SIGNS_OF_SOMEBODY:
            self._kiosk.session.touched()
            self._kiosk.door.touched()
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(
            event, QKeyEvent
        ):
            if _knocks(event):
                self._kiosk.door.knock()
                return True
            if not _is_for_reading(event):
                event.accept()
                return True
        return super().event(event)


def _has_touch_screen() -> bool:
    kinds = (device.type() for device in QInputDevice.devices())
    return QInputDevice.DeviceType.TouchScreen in kinds
