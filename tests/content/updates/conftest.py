"""What editions and libraries are taken from, and into."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.updates.edition_store import EditionSource
from app.content.updates.trusted_copy import ContentSource
from tests.content.editions import (
    BASE_SEEN,
    library_source_of,
    on_show,
)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def library_source(tmp_path: Path, built: Path, share: Path) -> EditionSource:
    library_source = library_source_of(tmp_path, built)
    assert on_show(library_source) == BASE_SEEN
    return library_source


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def content_source(content: Path, state: Path) -> ContentSource:
    return ContentSource(content, state)
