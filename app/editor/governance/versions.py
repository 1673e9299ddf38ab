"""What two versions of a text differ in, as widgets show it."""

from __future__ import annotations

from app.content.items.compare import changes
from app.content.items.item import Content
from app.content.reports.status import titles
from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance.behaviour import BehaviourChange, behaviour_change
from app.domain.governance.comparing import Change
from app.domain.governance.governance import ItemKind


def differences(workshop: Workshop, old: Content | None, new: Content) -> tuple[Change, ...]:
    """The fields that differ, under the names that staff know."""
    return changes(old, new, titles(workshop))


def behaviour(
    workshop: Workshop, old: Content | None, new: Content
) -> BehaviourChange | str | None:
    """What a walkthrough does differently, or in words why it cannot be told; None of others."""
    if new.key.kind is not ItemKind.WALKTHROUGH:
        return None
    try:
        before = workshop.checks.walkthrough(old) if old else None
        return behaviour_change(before, workshop.checks.walkthrough(new))
    except KioskError as error:
        return f"What it does differently cannot be told. {error}"
