"""Libraries to work on, and two people who do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import paths
from app.content.workshop import Workshop
from app.domain.governance.governance import Person

ANN = Person("Ann Ward", "Ward sister")
BEA = Person("Bea Consultant", "Consultant")
Open = Callable[..., Workshop]


def noon() -> datetime:
    """The time in these tests."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The starter library, to change."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


@pytest.fixture
def open_as(file: Path) -> Iterator[Open]:
    """Opens the library for somebody; everything is closed at the end."""
    opened: list[Workshop] = []

    def open_it(person: Person = ANN, *, read_only: bool = False) -> Workshop:
        opened.append(Workshop.open(file, person, now=noon, read_only=read_only))
        return opened[-1]

    yield open_it
    for workshop in opened:
        workshop.close()
