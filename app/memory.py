"""What the system may write down of this process's memory: nothing."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""


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
