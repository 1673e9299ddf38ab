"""The starter library's walkthrough, for the editor's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.content.taking import ContentShelf
from app.domain.walkthrough import Walkthrough

CONTENT = Path(__file__).parents[2] / "content.db"


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walkthrough]:
    """Four questions, seven outcomes, 185 paths."""
    library = ContentShelf(CONTENT, tmp_path_factory.mktemp("state")).take()
    yield library.walkthrough("w01")
    library.close()
