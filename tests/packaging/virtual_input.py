"""A mouse and a keyboard that are not there, by Wayland's own wire protocol.

What a person does to a kiosk in a container comes in as from any device: through the compositor,
which lends wlroots' virtual pointers and keyboards. Closed, the device is unplugged; another one is
another device. A container has no /dev/uinput: devices of the kernel's own need a machine.
"""

from __future__ import annotations

import itertools
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_DISPLAY, _SYNC, _GET_REGISTRY, _BIND = 1, 0, 1, 0
_SEAT = "wl_seat"
_POINTERS = "zwlr_virtual_pointer_manager_v1"
_KEYBOARDS = "zwp_virtual_keyboard_manager_v1"
_CREATE = 0
_MOTION_ABSOLUTE, _BUTTON, _FRAME = 1, 2, 4
_KEYMAP, _KEY, _MODIFIERS = 0, 1, 2
_LEFT = 0x110
"""BTN_LEFT of linux/input-event-codes.h."""

_XKB_V1 = 1
_LAYOUT = """xkb_keymap {
xkb_keycodes { include "evdev+aliases(qwerty)" };
xkb_types { include "complete" };
xkb_compat { include "complete" };
xkb_symbols { include "pc+us+inet(evdev)" };
};
"""


def _string(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + b"\0" * (-len(data) % 4)


class _Device:
    """A device at a compositor's socket, of the kind that `manager` makes."""

    def __init__(self, address: Path, manager: str) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(20)
        self._line.connect(str(address))
        self._ids = itertools.count(2)
        self._milliseconds = itertools.count(1000, 50)
        self._heard = b""
        registry = next(self._ids)  # ids are given in the order in which they are used
        self._send(_DISPLAY, _GET_REGISTRY, struct.pack("=I", registry))
        self._names = dict(self._globals(registry))
        assert manager in self._names, f"the compositor lends none: {sorted(self._names)}"
        seat, maker = self._bind(registry, _SEAT), self._bind(registry, manager)
        self._id = next(self._ids)
        self._send(maker, _CREATE, struct.pack("=II", seat, self._id))
        self._wait()

    def _bind(self, registry: int, name: str) -> int:
        number = next(self._ids)
        about = _string(name) + struct.pack("=II", 1, number)
        self._send(registry, _BIND, struct.pack("=I", self._names[name]) + about)
        return number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def _send(self, to: int, request: int, about: bytes, files: tuple[int, ...] = ()) -> None:
        size = 8 + len(about)
        message = struct.pack("=II", to, size << 16 | request) + about
        socket.send_fds(self._line, [message], files)

    def _events(self) -> Iterator[tuple[int, int, bytes]]:
        """What the compositor says until it has done everything it was asked so far."""
        done = next(self._ids)
        self._send(_DISPLAY, _SYNC, struct.pack("=I", done))
        while True:
            while len(self._heard) < 8 or len(self._heard) < self._size():
                data = self._line.recv(65536)
                assert data, "the compositor hung up"
                self._heard += data
            size = self._size()
            who, which = struct.unpack_from("=II", self._heard)
            about, self._heard = self._heard[8:size], self._heard[size:]
            if who == done:
                return
            assert (who, which & 0xFFFF) != (_DISPLAY, 0), f"the compositor complains: {about!r}"
            yield who, which & 0xFFFF, about

    def _size(self) -> int:
        return int(struct.unpack_from("=II", self._heard)[1]) >> 16

    def _wait(self) -> None:
        for _ in self._events():
            pass

    def _globals(self, registry: int) -> Iterator[tuple[str, int]]:
        for who, _, about in self._events():
            if who == registry:
                name, length = struct.unpack_from("=II", about)
                yield about[8 : 8 + length - 1].decode(), name


class VirtualPointer(_Device):
    """A pointer."""

    def __init__(self, address: Path) -> None:
        super().__init__(address, _POINTERS)

    def press(self, x: int, y: int, size: tuple[int, int]) -> None:
        """Press and let go at a place of a screen of this size."""
        self._do(_MOTION_ABSOLUTE, x, y, *size)
        self._do(_BUTTON, _LEFT, 1)
        self._do(_BUTTON, _LEFT, 0)

    def _do(self, request: int, *numbers: int) -> None:
        at = next(self._milliseconds)
        self._send(self._id, request, struct.pack(f"={len(numbers) + 1}I", at, *numbers))
        self._send(self._id, _FRAME, b"")
        self._wait()


class VirtualKeyboard(_Device):
    """A keyboard."""

    def __init__(self, address: Path) -> None:
        super().__init__(address, _KEYBOARDS)
        layout = _LAYOUT.encode() + b"\0"
        file = os.memfd_create("layout")
        try:
            os.write(file, layout)
            about = struct.pack("=II", _XKB_V1, len(layout))
            self._send(self._id, _KEYMAP, about, files=(file,))
        finally:
            os.close(file)
        self._wait()

    def press(self, key: int, held: int = 0) -> None:
        """Press a key, by its number in linux/input-event-codes.h, while modifiers are held."""
        at = next(self._milliseconds)
        self._send(self._id, _MODIFIERS, struct.pack("=4I", held, 0, 0, 0))
        for state in (1, 0):
            self._send(self._id, _KEY, struct.pack("=3I", at, key, state))
        self._send(self._id, _MODIFIERS, struct.pack("=4I", 0, 0, 0, 0))
        self._wait()
