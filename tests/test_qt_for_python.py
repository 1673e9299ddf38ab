"""What the kiosk needs of Qt for Python, beyond what its own tests would notice."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_calls_that_give_nothing_back_leave_none_alone() -> None:
    # PySide6 6.12.0 lost a reference to None at each such call; before Python 3.12 the program
    # was aborted after some thousands of them.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a name")
    assert sys.getrefcount(None) - before > -CALLS / 2
