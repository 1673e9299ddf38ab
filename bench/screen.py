"""An X screen of one's own, seen and touched from outside: what is painted, and X test events."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

SIZE = (1920, 1080)
PROGRAMS = ("Xvfb",)
LIBRARIES = ("X11", "Xtst")
LOOK_EVERY = 0.0003
"""Seconds between two looks: a busy loop would take a core from the program that is watched."""

_CLIENT_MESSAGE = 33
_Z_PIXMAP = 2
_ALL_PLANES = ctypes.c_ulong(0xFFFFFFFF)
_RGB = 0xFFFFFF

Point = tuple[int, int]


def missing() -> str:
    """What this machine lacks for a screen of one's own, or ""."""
    programs = [name for name in PROGRAMS if not shutil.which(name)]
    libraries = [f"lib{name}" for name in LIBRARIES if not ctypes.util.find_library(name)]
    return ", ".join(programs + libraries)


@contextmanager
def screen(size: Point = SIZE) -> Iterator[str]:
    """Start an X server on a free display, for as long as it is needed; gives its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24"),
            *("-nolisten", "tcp", "-noreset", "-nocursor"),
        ],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


class _Image(ctypes.Structure):
    """The start of Xlib's XImage, as far as it is read here."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        *((f"unused_{n}", ctypes.c_int) for n in range(5)),
        ("bytes_per_line", ctypes.c_int),
    )


class _Message(ctypes.Structure):
    """Xlib's XClientMessageEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


class Picture:
    """The whole screen at one moment."""

    def __init__(self, data: bytes, bytes_per_line: int, size: Point) -> None:
        self._data = data
        self._bytes_per_line = bytes_per_line
        self.size = size

    def pixels(self) -> tuple[bytes, int]:
        """All pixels, each as blue, green, red and an unused byte; and the bytes of a line."""
        return self._data, self._bytes_per_line

    def at(self, point: Point) -> int:
        """The colour of a place, as 0xRRGGBB."""
        start = point[1] * self._bytes_per_line + point[0] * 4
        return int.from_bytes(self._data[start : start + 4], "little") & _RGB

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data)


class Screen:
    """An eye on an X screen, and a finger."""

    def __init__(self, display: str, size: Point = SIZE) -> None:
        self.name = display
        self.size = size
        self._x: Any = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._test: Any = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XInternAtom.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise OSError(f"the X display {display} cannot be opened")
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def close(self) -> None:
        """Let go of the screen."""
        self._x.XCloseDisplay(self._display)

    def _image(self, x: int, y: int, width: int, height: int) -> Picture:
        image = self._x.XGetImage(
            self._display, self._root, x, y, width, height, _ALL_PLANES, _Z_PIXMAP
        )
        if not image:
            raise OSError("the X screen cannot be read")
        found = image.contents
        data = ctypes.string_at(found.data, found.bytes_per_line * found.height)
        picture = Picture(data, found.bytes_per_line, (width, height))
        self._x.XDestroyImage(image)
        return picture

    def picture(self) -> Picture:
        """Everything that is on the screen now."""
        return self._image(0, 0, *self.size)

    def colour(self, point: Point) -> int:
        """The colour of one place now."""
        return self._image(*point, 1, 1).at((0, 0))

    def shows(self, colours: Mapping[Point, int]) -> bool:
        """Whether all these places have these colours now."""
        return all(self.colour(point) == colour for point, colour in colours.items())

    def wait(self, met: Callable[[], bool], seconds: float, what: str) -> float:
        """Look until something is there; gives the moment when it was."""
        end = time.perf_counter() + seconds
        while not met():
            if time.perf_counter() > end:
                raise TimeoutError(f"not seen after {seconds:g} s: {what}")
            time.sleep(LOOK_EVERY)
        return time.perf_counter()

    def still(self, seconds: float = 0.15, most: float = 10.0) -> Picture:
        """Wait until nothing has changed for a while; gives what is there."""
        before, since = self.picture(), time.perf_counter()
        end = since + most
        while time.perf_counter() - since < seconds:
            time.sleep(0.02)
            now = self.picture()
            if now != before:
                before, since = now, time.perf_counter()
            if since > end:
                raise TimeoutError("the screen never comes to rest")
        return before

    def press(self, point: Point) -> None:
        """Put the pointer on a place and press."""
        self._test.XTestFakeMotionEvent(self._display, -1, *point, ctypes.c_ulong(0))
        self._test.XTestFakeButtonEvent(self._display, 1, 1, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def release(self) -> None:
        """Let go."""
        self._test.XTestFakeButtonEvent(self._display, 1, 0, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def tap(self, point: Point, held: float = 0.06) -> float:
        """Press for as long as a finger does; gives the moment of letting go."""
        self.press(point)
        time.sleep(held)
        let_go = time.perf_counter()
        self.release()
        return let_go

    def ask_to_close(self, window: int) -> None:
        """Ask a window to close, as a window manager does."""
        names = (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
        protocols, delete = (self._x.XInternAtom(self._display, name, 0) for name in names)
        message = _Message(type=_CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
        message.data[0] = delete
        self._x.XSendEvent(
            self._display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message)
        )
        self._x.XSync(self._display, 0)
