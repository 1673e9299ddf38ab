"""Office documents are zip folders: they are looked at with care before a library opens them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from app.content.importing.errors import ImportingError
from app.content.importing.limits import (
    MOST_BYTES,
    MOST_PART_BYTES,
    MOST_PARTS,
    MOST_XML_BYTES,
)

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOCKED_FLAG = 0x1
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is read: what people call it, its ending, the folder its parts are in."""

    name: str
    ending: str
    folder: str


WORD = Form("a Word document", ".docx", "word/")
EXCEL = Form("an Excel workbook", ".xlsx", "xl/")
_OTHERS = {
    "word/": "a Word document",
    "xl/": "a spreadsheet",
    "ppt/": "a presentation",
    "mimetype": "an OpenDocument file",
    "Index/": "a Pages or Numbers document",
}


def checked_parts(file: str, data: bytes, form: Form) -> dict[str, bytes]:
    """The parts of a document that are XML, unpacked. ImportingError where it is not such a one."""
    save = f"Save it again as {form.name} ({form.ending})."
    if not data:
        raise ImportingError(file, "This file is empty.", "Choose another file.")
    if len(data) > MOST_BYTES:
        problem = f"This is {len(data):,} bytes; {MOST_BYTES:,} is the most."
        raise ImportingError(file, problem, "Take the pictures out, or split it.")
    if data.startswith(_OLD):
        if _LOCKED in data:
            hint = "Open it, take the password away, and save it again."
            raise ImportingError(file, "This is locked with a password.", hint)
        problem = "This is from an Office before 2007, or damaged."
        raise ImportingError(file, problem, f"Open it. {save}")
    if data.startswith(b"{\\rtf"):
        raise ImportingError(file, "This is a rich text document (.rtf).", f"Open it. {save}")
    if data.startswith(b"%PDF"):
        hint = "Ask for the document that it was made from."
        raise ImportingError(file, "This is a PDF.", hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            return _parts(file, folder, form, save)
    except ImportingError:
        raise
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError),
        *(RuntimeError, KeyError, IndexError, OverflowError, MemoryError),
    ) as error:
        problem = f"This is damaged, or it is not {form.name}."
        raise ImportingError(file, problem, f"Open it, if that works. {save}") from error


def _parts(file: str, folder: zipfile.ZipFile, form: Form, save: str) -> dict[str, bytes]:
    infos = folder.infolist()
    names = [info.filename for info in infos]
    if not any(name.startswith(form.folder) for name in names):
        kinds = [
            kind
            for start, kind in _OTHERS.items()
            if names and any(name.startswith(start) for name in names)
        ]
        problem = f"This is {kinds[0] if kinds else 'a zip folder'}, not {form.name}."
        raise ImportingError(file, problem, f"Open it. {save}" if kinds else "Unpack it first.")
    wanted = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
    if any(info.flag_bits & _LOCKED_FLAG for info in wanted):
        hint = "Open it, take the password away, and save it again."
        raise ImportingError(file, "This is locked with a password.", hint)
    sizes = [info.file_size for info in wanted]
    if len(infos) > MOST_PARTS or max(sizes) > MOST_PART_BYTES or sum(sizes) > MOST_XML_BYTES:
        problem = "Unpacked, this is larger than a document of ours could be."
        raise ImportingError(file, problem, "Copy the words that you need into a new document.")
    if any(info.compress_type not in _METHODS for info in wanted):
        raise ImportingError(file, "This is packed in an unusual way.", f"Open it. {save}")
    parts = {info.filename: _transitional(folder.read(info)) for info in wanted}
    for name, part in parts.items():
        # No office program writes these; they can make a small file grow without an end.
        if b"<!DOCTYPE" in part.replace(b"\0", b"") or b"<!ENTITY" in part.replace(b"\0", b""):
            problem = f"Its part {name} defines signs of its own, which no office program does."
            raise ImportingError(file, problem, f"Open it. {save}")
    return parts


def _transitional(part: bytes) -> bytes:
    """A part with the names that the libraries know: "Strict" documents have others."""
    if b"purl.oclc.org/ooxml" not in part[:20_000]:
        return part
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", part)


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """A document with these parts and no others."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, part in parts.items():
            folder.writestr(name, part)
    made.seek(0)
    return made
