"""This process's memory: nobody writes it down, and what was freed goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
"""From malloc.h."""

_ARENAS = 2
"""The screen's, and one for all threads beside it."""

_APART = 1 << 20
"""What is larger, as pictures are, is asked of the system and goes back to it at once."""


def forbid_dumps() -> None:
    """Let nobody write this process's memory to a disk when it crashes, or read it as it runs.

    The limit holds for what it starts, too. The flag holds where cores go to a program, which may
    not ask for the limit; it is the process's own.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def stay_small() -> None:
    """Have the C library keep little of what was freed. Call it before there are threads.

    It gives threads an arena each, up to eight for a processor, and puts pictures into them: in
    20,000 taps they kept 20 MB that nobody used, in pages that were nearly empty.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_M_ARENA_MAX, _ARENAS)
            library.mallopt(_M_MMAP_THRESHOLD, _APART)


def give_back() -> None:
    """Hand the system what was freed, which the C library would keep.

    With a visit's last page, some 60 MB of a kiosk are free; what stood in them is gone with it.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library that is not GNU's has none
            ctypes.CDLL(None).malloc_trim(0)
