"""The starter library, open to work on, and a share to publish to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.content.workshop import Workshop
from app.domain.governance.governance import Person
from tests.content.publishing.drafts import noon


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    opened = Workshop.open(file, Person("Ann Ward"), now=noon)
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share" / "edition.db"
