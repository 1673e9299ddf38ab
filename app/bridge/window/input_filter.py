"""What of hands and keys reaches the screens: nothing that nobody meant."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPointerEvent

from app.domain.kiosk.knock import Knock, corner
from app.domain.session.touch import NEW_PAGE_SECONDS, Spot, Tap, touch

_TOUCHES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd})
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_OTHER_SIGNS = frozenset({QEvent.Type.KeyPress, QEvent.Type.Wheel})


class InputFilter:
    """Says which events the screens are given, and which are a sign that somebody is there.

    A page that has only just come takes no tap, a double tap counts once, several fingers at once
    are no tap at all, and a key that is held down presses once.
    """

    def __init__(self, clock: Callable[[], float], pixels_per_mm: Callable[[], float]) -> None:
        self._clock = clock
        self._pixels_per_mm = pixels_per_mm
        self._spot: Spot | None = None
        self._drops_touch = self._drops_mouse = False
        self._last_tap: Tap | None = None
        self._dropped_keys: set[int] = set()
        self._knock = Knock()
        self.opens_at = float("-inf")
        """From when on the page on show takes taps."""
        self.takes_double_taps = False
        """Whether two quick taps on one spot are two: on the staff's PIN pad they are."""

    def page_changed(self) -> None:
        """Another page has come, or has only now been painted."""
        self.opens_at = self._clock() + NEW_PAGE_SECONDS

    # -- what reaches the screens -------------------------------------------------------------

    def takes_touch(self, event: QPointerEvent) -> bool:
        """Whether the screens are given this part of a touch; a touch is given whole or not."""
        kind, many = event.type(), event.pointCount() > 1
        if kind == QEvent.Type.TouchBegin:
            self._drops_touch = many or self._is_too_soon() or self._doubles_a_tap(event)
        drops = self._drops_touch
        if kind == QEvent.Type.TouchEnd:
            self._drops_touch = False
            if not drops:
                self._last_tap = Tap(*self._place(event), self._clock())
        return not drops

    def becomes_a_hand(self, event: QPointerEvent) -> bool:
        """Whether another finger has joined a touch, which is given up for that."""
        if self._drops_touch or event.type() != QEvent.Type.TouchUpdate or event.pointCount() < 2:  # noqa: PLR2004 - two fingers
            return False
        self._drops_touch = True
        return True

    def takes_mouse(self, event: QMouseEvent) -> bool:
        """Whether the screens are given this part of a click."""
        # What Qt makes of a touch is that touch once more.
        own = not _is_of_touch_screen(event)
        if event.type() in _PRESSES:
            self._drops_mouse = self._is_too_soon() or (own and self._doubles_a_tap(event))
        elif own and not self._drops_mouse:
            self._last_tap = Tap(*self._place(event), self._clock())
        return not self._drops_mouse

    def takes_key(self, event: QKeyEvent, presses: frozenset[int]) -> bool:
        """Whether the screens are given this key; `presses` are those that press a button."""
        key = event.key()
        if key not in presses:
            return True
        if event.type() == QEvent.Type.KeyRelease:
            was_dropped = key in self._dropped_keys
            self._dropped_keys.discard(key)
            return not was_dropped
        if event.isAutoRepeat():
            return False
        if self._is_too_soon():
            self._dropped_keys.add(key)
            return False
        return True

    def _is_too_soon(self) -> bool:
        return self._clock() < self.opens_at

    def _doubles_a_tap(self, event: QPointerEvent) -> bool:
        if self._last_tap is None or self.takes_double_taps:
            return False
        return self._last_tap.is_doubled_by(*self._place(event), self._clock())

    def _place(self, event: QPointerEvent) -> tuple[float, float]:
        """Where on the glass this is, in mm."""
        at, scale = event.point(0).position(), self._pixels_per_mm()
        return at.x() / scale, at.y() / scale

    # -- who is there -------------------------------------------------------------------------

    def is_somebody(self, event: QEvent) -> bool:
        """Whether this is a sign of a person at the screen."""
        kind = event.type()
        if kind in _OTHER_SIGNS:
            return True
        begins = kind == QEvent.Type.TouchBegin or kind in _PRESSES
        if not (begins or kind in _TOUCHES) or not isinstance(event, QPointerEvent):
            return False
        self._spot = touch(self._spot, *self._place(event), self._clock(), begins=begins)
        return self._spot.is_somebody

    def completes_knock(self, event: QEvent, width: int) -> bool:
        """Whether this is the last of the taps that ask for the staff's door.

        A page that takes no tap yet hears them all the same: the first screen goes with the first.
        """
        kind = event.type()
        begins = kind == QEvent.Type.TouchBegin or kind in _PRESSES
        if not (begins or kind in _TOUCHES) or not isinstance(event, QPointerEvent):
            return False
        if event.pointCount() > 1:
            self._knock = Knock()  # a hand
        elif begins and not _was_seen_as_touch(event):
            tapped = corner(*self._place(event), width / self._pixels_per_mm())
            self._knock = self._knock.after(tapped, self._clock())
            return self._knock.is_whole
        return False


def _was_seen_as_touch(event: QPointerEvent) -> bool:
    """Whether this is a click that Qt made of a touch."""
    return event.type() in _PRESSES and _is_of_touch_screen(event)


def _is_of_touch_screen(event: QPointerEvent) -> bool:
    return event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
