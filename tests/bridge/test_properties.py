"""Every property that QML reads either tells of its changes or has none."""

from __future__ import annotations

from typing import Any

import pytest

from app.bridge import family, kiosk
from app.bridge.pages import (
    collecting,
    home,
    printing,
    provenance,
    records,
    takeaway,
    topic,
    walking,
)
from app.bridge.staff import editions, staff, testpage

CLASSES = (
    collecting.CollectionScreen,
    editions.EditionsController,
    family.FamilySession,
    home.HomeScreen,
    home.SectionScreen,
    kiosk.Kiosk,
    printing.PrintScreen,
    records.RecordModel,
    staff.StaffDoor,
    provenance.PageProvenance,
    takeaway.TakeawayScreen,
    testpage.StaffPrinter,
    topic.TopicScreen,
    walking.WalkScreen,
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_property_notifies_or_is_constant(kind: Any) -> None:
    meta = kind.staticMetaObject
    own = [meta.property(n) for n in range(1, meta.propertyCount())]
    assert own
    assert [p.name() for p in own if p.hasNotifySignal() == p.isConstant()] == []
