"""Damaged and foreign bytes: something is read, or the one error says why.

KIOSK_FUZZ_IMPORT says how many copies of good files are damaged.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.importing.contacts.rows import read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.files import page_in
from app.content.importing.pages.html import paste
from app.content.reader.markup import read
from tests.content.importing.documents import BULLET, docx, paragraph, xlsx, zipped
from tests.content.importing.pages.office_html import WORD

ROUNDS = int(os.environ.get("KIOSK_FUZZ_IMPORT", "500")) // 5

_DOCX = docx(
    paragraph("Title", style="Title"), paragraph("Words"), paragraph("Item", numbering=BULLET)
)
_XLSX = xlsx(("Name", "About", "Phone", "Hours"), ("A", "B", "0808 800 4040", "Mon 9am-5pm"))
_CSV = b"Name;About;Phone;Hours\r\nCaf\xc3\xa9;B;0808 800 4040;Mon-Fri 9am-5pm\r\n"
_MARKDOWN = b"---\ntitle: T\nquestions:\n  - Q?\n---\n## A\n\n- b **c**\n\n> d [e](term:g01)\n"


def _page(file: str) -> Callable[[bytes], None]:
    def look(data: bytes) -> None:
        assert read(page_in(file, data).body).violations == ()

    return look


def _contacts(file: str) -> Callable[[bytes], None]:
    def look(data: bytes) -> None:
        found = read_contacts(file, data)
        assert found.rows or found.faults

    return look


def _clipboard(data: bytes) -> None:
    assert read(paste(data.decode("utf-8", "replace")).body).violations == ()


_READERS = {
    "docx": (_page("a.docx"), _DOCX),
    "md": (_page("a.md"), _MARKDOWN),
    "xlsx": (_contacts("a.xlsx"), _XLSX),
    "csv": (_contacts("a.csv"), _CSV),
    "html": (_clipboard, WORD.encode()),
}


def _reads(look: Callable[[bytes], None], data: bytes) -> bool:
    try:
        look(data)
    except ImportingError as error:
        why = error
    else:
        return True
    assert why.file
    assert why.problem
    assert why.hint
    return False


def _damaged(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 5, 40))):
        at = chance.randrange(len(found))
        match chance.randrange(5):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                found[at] = chance.randrange(256)
            case 2:
                del found[at : at + chance.randrange(1, 30)]
            case 3:
                found[at:at] = found[at : at + chance.randrange(1, 30)]
            case _:
                found[at : at + 4] = chance.randbytes(4)
        if not found:
            return b""
    return bytes(found if chance.random() > 0.1 else found[: chance.randrange(len(found) + 1)])


@pytest.mark.parametrize("kind", _READERS)
def test_a_damaged_file_is_read_or_refused(kind: str) -> None:
    look, good = _READERS[kind]
    assert _reads(look, good)
    for number in range(ROUNDS):
        _reads(look, _damaged(random.Random(f"{kind}.{number}"), good))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_damage_inside_of_a_part_is_read_or_refused(kind: str) -> None:
    look, good = _READERS[kind]
    with zipfile.ZipFile(io.BytesIO(good)) as folder:
        parts = {name: folder.read(name).decode() for name in folder.namelist()}
    failed = 0
    for number in range(ROUNDS):
        chance = random.Random(f"inside {kind}.{number}")
        name = chance.choice(sorted(parts))
        broken = _damaged(chance, parts[name].encode() or b" ").decode("latin-1")
        failed += not _reads(look, zipped({**parts, name: broken}))
    assert failed > ROUNDS // 20


@pytest.mark.parametrize("kind", _READERS)
@given(data=st.binary(max_size=300))
@settings(max_examples=50)
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    _reads(_READERS[kind][0], data)
