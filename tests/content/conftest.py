"""A small library for the tests, as text and built, and ways to read all of one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.content.items.item import Content, every_content
from app.content.text.build import build
from app.domain.ports import Library

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of the sample's text. Do not write to it."""
    return SAMPLE


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A copy of the sample's text, to change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "text"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built. Do not write to it."""
    file = tmp_path_factory.mktemp("built") / "content.db"
    build(SAMPLE, file)
    return file


@pytest.fixture
def content(built: Path, tmp_path: Path) -> Path:
    """The sample, built, to change."""
    return Path(shutil.copy(built, tmp_path / "content.db"))


@contextmanager
def _writing(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
    finally:
        connection.close()


@pytest.fixture
def writing() -> Callable[[Path], AbstractContextManager[sqlite3.Connection]]:
    """Opens a library as an editor's tool would, with foreign keys on."""
    return _writing


def _everything(library: Library) -> list[object]:
    info = replace(library.info(), put_back=())  # of which staff are told, and no family
    found: list[object] = [info, library.standouts(), library.contacts()]
    for section in library.sections():
        found.append(section)
        for card in library.cards(section.id):
            topic = library.topic(card.topic_id)
            blocks = library.blocks(topic.body)
            terms = [library.term(t) for block in blocks for t in block.term_ids]
            found += [card, library.card(card.topic_id), topic, blocks, terms]
    for way in library.walkthroughs():
        found += [way, library.walkthrough(way.walkthrough_id)]
    return found


@pytest.fixture(scope="session")
def everything() -> Callable[[Library], list[object]]:
    """Reads all that a family could see."""
    return _everything


def _dump(file: Path) -> str:
    connection = sqlite3.connect(file)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture(scope="session")
def dump() -> Callable[[Path], str]:
    """A library as SQL."""
    return _dump


@pytest.fixture(scope="session")
def starter() -> Mapping[str, Content]:
    """The starter library's texts, by their ids."""
    with closing(sqlite3.connect(paths.CONTENT)) as connection:
        return {content.key.id: content for content in every_content(connection)}
