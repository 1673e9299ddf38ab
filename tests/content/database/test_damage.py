"""Damaged files: each is refused, or gives every word as it was. KIOSK_FUZZ says how many.

A text that is shown from its last good version, for what stands in the file is damaged, is told of.
They are libraries as they were built, libraries that staff have edited, and editions.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.content.items.approved import apply_approved
from app.content.items.item import every_content
from app.content.items.signatures import every_signature
from app.content.publishing.edition import make_edition
from app.content.updates.trusted_copy import ContentSource
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.domain.governance.governance import ItemKey, ItemKind, Person, on_show
from app.domain.ports import Library

DAMAGES = int(os.environ.get("KIOSK_FUZZ", "1500"))
_PAGE = 4096

Damage = Callable[[random.Random, bytearray], bytearray]


def _truncate(chance: random.Random, data: bytearray) -> bytearray:
    return data[: chance.randrange(len(data))]


def _cut_pages(chance: random.Random, data: bytearray) -> bytearray:
    return data[: chance.randrange(len(data) // _PAGE) * _PAGE]


def _offset(chance: random.Random, data: bytearray) -> int:
    """A place that is not in the empty space of a page: damage there changes nothing."""
    while True:
        offset = chance.randrange(len(data))
        if data[offset] or chance.random() < 0.02:
            return offset


def _flip(chance: random.Random, data: bytearray) -> bytearray:
    data[_offset(chance, data)] ^= 1 << chance.randrange(8)
    return data


def _flip_many(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.randint(2, 40)):
        data[_offset(chance, data)] = chance.randrange(256)
    return data


def _flip_header(chance: random.Random, data: bytearray) -> bytearray:
    """In the file's header, or in the head of a page, where its cells are counted."""
    page = chance.choice([0, chance.randrange(len(data) // _PAGE)])
    data[page * _PAGE + chance.randrange(100)] = chance.randrange(256)
    return data


def _zero(chance: random.Random, data: bytearray) -> bytearray:
    start = _offset(chance, data)
    length = min(chance.choice([1, 16, 512, _PAGE]), len(data) - start)
    data[start : start + length] = bytes(length)
    return data


def _swap_pages(chance: random.Random, data: bytearray) -> bytearray:
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE], data[other : other + _PAGE] = (
        data[other : other + _PAGE],
        data[one : one + _PAGE],
    )
    return data


def _repeat_page(chance: random.Random, data: bytearray) -> bytearray:
    one, other = (chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2))
    data[one : one + _PAGE] = data[other : other + _PAGE]
    return data


def _change_words(chance: random.Random, data: bytearray) -> bytearray:
    """In the words themselves, where SQLite sees nothing wrong."""
    choices = (b"It has come back", b"0808 800 4040", b"2027-11-04", b"approved")
    words = chance.choice([words for words in choices if words in data])
    offsets = [i for i in range(len(data)) if data.startswith(words, i)]
    data[chance.choice(offsets) + chance.randrange(len(words))] ^= 1 << chance.randrange(7)
    return data


_DAMAGES: tuple[Damage, ...] = (
    _truncate,
    _cut_pages,
    _flip,
    _flip,
    _flip_many,
    _flip_header,
    _zero,
    _swap_pages,
    _repeat_page,
    _change_words,
)


def _read_all(
    file: Path, state: Path, everything: Callable[[Library], list[object]]
) -> tuple[list[object] | None, set[str]]:
    """All that a family would see, or None where the file is refused; and what staff are told."""
    try:
        library = ContentSource(file, state).open()
    except ContentError:
        return None, set()
    with closing(library):
        return everything(library), {*library.info().put_back}


def _texts(file: Path) -> set[tuple[str, str]]:
    """The texts of a file that families see, as staff call them, each with the digest of it."""
    with closing(sqlite3.connect(file)) as connection:
        signatures = every_signature(connection)
        return {
            (f"{content.key.kind} {content.key.id} ({content.key.language})", content.digest)
            for content in every_content(connection)
            if on_show(signatures.get(content.key, ()))
        }


def _edited(built: Path, folder: Path) -> Path:
    """A library that staff work on: a draft over a signed page, a section renamed."""
    file = Path(shutil.copy(built, folder / "edited.db"))
    with closing(Workshop.open(file, Person("Ann Ward"))) as workshop:
        page = workshop.items.content(ItemKey(ItemKind.TOPIC, "t01", "en-GB"))
        texts = tuple({**row, "title": "A draft of it"} for row in page.rows["topic_text"])
        workshop.items.save(replace(page, rows={**page.rows, "topic_text": texts}))
        workshop.sections.save(replace(workshop.sections.rows()[0], title="A heading of ours"))
    return file


def _edition(built: Path, folder: Path) -> Path:
    """An edition of that library, as publishing writes it."""
    file = _edited(built, folder)
    apply_approved(file)
    made = folder / "edition.db"
    make_edition(file, made, number=7, day=date(2026, 11, 28))
    return made


_KINDS: dict[str, Callable[[Path, Path], Path]] = {
    "built": lambda built, folder: built,
    "edited": _edited,
    "edition": _edition,
}


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_file_is_refused_or_harmless(
    kind: str,
    seed: int,
    built: Path,
    tmp_path: Path,
    everything: Callable[[Library], list[object]],
) -> None:
    whole = _KINDS[kind](built, tmp_path)
    expected, told = _read_all(whole, tmp_path / "state", everything)
    assert expected
    assert told == set()
    texts = _texts(whole)
    good = whole.read_bytes()
    times = DAMAGES // 10 // len(_KINDS)
    rejected = 0
    for number in range(times):
        chance = random.Random(f"{seed}.{number}")
        damage = chance.choice(_DAMAGES)
        file = tmp_path / "damaged.db"
        file.write_bytes(damage(chance, bytearray(good)))
        seen, told = _read_all(file, tmp_path / "state", everything)
        what = f"{damage.__name__} {kind} {seed}.{number}"
        assert seen is None or seen == expected, what
        if seen is not None:
            assert told >= {text for text, _ in texts - _texts(file)}, what
        rejected += seen is None
    assert rejected > times // 2


@pytest.mark.parametrize("words", [b"It has come back", b"0808 800 4040", b"2027-11-04", b"pill"])
def test_each_changed_letter_is_seen(built: Path, tmp_path: Path, words: bytes) -> None:
    data = bytearray(built.read_bytes())
    data[data.index(words) + len(words) - 1] ^= 1
    file = tmp_path / "content.db"
    file.write_bytes(data)
    with pytest.raises(ContentError):
        ContentSource(file, tmp_path / "state").open()
