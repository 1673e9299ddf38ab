"""QML knows each of our objects by its class, and nothing that is connected changes one of them.

PySide gives an object a meta-object of its own where a method is connected that is no slot. It is
freed with the object, and QML, which remembers by address, then takes the next for what was there.
"""

from __future__ import annotations

from itertools import chain

import shiboken6
from PySide6.QtCore import QObject

from tests.driver import Driver
from tests.journeys.conftest import Stand


def meta_objects(kiosk: Driver) -> list[tuple[str, object]]:
    """The classes of what a kiosk is made of in Python, each with its meta-object's address."""
    ours = chain([kiosk.window, kiosk.kiosk], kiosk.kiosk.findChildren(QObject))
    named = [(type(it).__name__, shiboken6.getCppPointer(it.metaObject())) for it in ours]
    return sorted(set(named), key=str)


def test_nothing_connected_gives_an_object_a_meta_object_of_its_own(stand: Stand) -> None:
    first, second = stand(), stand()
    assert len(meta_objects(first)) >= 20
    assert meta_objects(first) == meta_objects(second)
