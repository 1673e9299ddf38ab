"""The kiosk's window: full screen, and no way out of it but the staff's door."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QCursor, QGuiApplication, QInputDevice, QKeyEvent
from PySide6.QtQuick import QQuickView

from app.bridge.kiosk import Kiosk
from app.bridge.pictures import IconPictures

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
_KEYS_TO_READ_WITH = frozenset(
    {
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter),
        *(Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace),
        *(Qt.Key(key) for key in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)),
    }
)
_STAFF_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


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
        engine = self.engine()
        engine.addImportPath(str(qml))
        engine.addImageProvider("icon", IconPictures(icons))
        engine.addImageProvider("handout", kiosk.handout_pictures)
        self.setInitialProperties({"kiosk": kiosk})
        if not windowed:
            self.setFlag(Qt.WindowType.FramelessWindowHint)
        if pointer == "hidden" or (pointer == "auto" and not windowed and _has_touch_screen()):
            self.setCursor(QCursor(Qt.CursorShape.BlankCursor))
        kiosk.staff.leave.connect(self.let_go)

    def load(self) -> None:
        """Load the screens."""
        self.loadFromModule("Kiosk", "Main")

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
            self._kiosk.family.touched()
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(
            event, QKeyEvent
        ):
            modifiers = event.modifiers() & ~_HARMLESS
            if modifiers == _STAFF_KEYS and event.key() == Qt.Key.Key_P:
                self._kiosk.staff.knock()
                return True
            if modifiers or event.key() not in _KEYS_TO_READ_WITH:
                event.accept()
                return True
        return super().event(event)


def _has_touch_screen() -> bool:
    kinds = (device.type() for device in QInputDevice.devices())
    return QInputDevice.DeviceType.TouchScreen in kinds
