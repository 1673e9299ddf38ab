"""Ears outside the program: what a screen reader is asked to say by itself, a line of JSON each.

Debian's own Python runs it, as that has pyatspi.
"""

from __future__ import annotations

import json
from typing import Any

import pyatspi  # type: ignore[import-not-found]


def hear(event: Any) -> None:
    """Write down an announcement; one without words is not spoken."""
    if event.any_data:
        print(json.dumps(event.any_data), flush=True)


if __name__ == "__main__":
    pyatspi.Registry.registerEventListener(hear, "object:announcement")
    print(json.dumps("ready"), flush=True)
    pyatspi.Registry.start()
