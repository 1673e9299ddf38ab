"""The clock by which a kiosk waits: no one sets it, and it goes on while the machine sleeps."""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":

    def steady() -> float:
        """Seconds since the machine was switched on."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

else:
    steady = time.monotonic
