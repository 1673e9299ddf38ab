"""The bytes of a text file to words, whichever program saved it."""

from __future__ import annotations

import codecs

from app.content.importing.errors import ImportingError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "an office document or a zip folder"),
    (b"\xd0\xcf\x11\xe0", "an old or a locked office document"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
)

GUESSED = "This file is not UTF-8, so it was read as Windows text. Look at signs such as é and £."


def decoded(file: str, data: bytes, most: int) -> tuple[str, bool]:
    """The words of a text file with line feeds alone, and whether its encoding was guessed."""
    if len(data) > most:
        problem = f"This is {len(data):,} bytes; {most:,} is the most."
        raise ImportingError(file, problem, "Split it into several files.")
    if not data.strip(b"\0 \t\r\n"):
        raise ImportingError(file, "This file is empty.", "Choose another file.")
    for magic, kind in _OTHER_FILES:
        if data.startswith(magic):
            hint = "Save it again in the form that its name says."
            raise ImportingError(file, f"This is {kind}, not a text file.", hint)
    text, guessed = _words(file, data)
    if "\0" in text:
        raise ImportingError(file, "This is not a text file.", "Choose another file.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def _words(file: str, data: bytes) -> tuple[str, bool]:
    for byte_order_mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(byte_order_mark):
            try:
                return data.decode(encoding), False
            except UnicodeDecodeError as error:
                hint = "Save it again as UTF-8."
                raise ImportingError(file, "This text is damaged.", hint) from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding != "utf-8"
        except UnicodeDecodeError:
            continue
    problem = "This is neither UTF-8 nor Windows text."
    raise ImportingError(file, problem, "Save it again as UTF-8.")
