"""A library that two people answer for, and the dialogs in which they do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.content.items.set_field import with_field
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person

ANN = Person("Ann Ward", "Ward sister")
BEA = Person("Bea Moss", "Consultant")
T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")
W01 = ItemKey(ItemKind.WALKTHROUGH, "w01", "en-GB")
_Dialog = TypeVar("_Dialog", bound=QDialog)


def noon() -> datetime:
    """The time in these tests."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def open_library(file: Path, person: Person = ANN, *, read_only: bool = False) -> Workshop:
    """The library, open to be worked on."""
    return Workshop.open(file, person, now=noon, read_only=read_only)


def change(workshop: Workshop, key: ItemKey, field: str, value: str, why: str = "") -> None:
    """Save a text with one field changed."""
    workshop.items.save(with_field(workshop.items.content(key), field, value), why)


def dialog_of(widget: QWidget, kind: type[_Dialog]) -> _Dialog:
    """The dialog that stands open over a widget."""
    QApplication.processEvents()
    found = [dialog for dialog in widget.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs of {kind.__name__}"
    return found[0]
