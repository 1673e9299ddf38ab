"""The form in which a library holds pictures: PNG and JPEG as this program writes them.

What comes from elsewhere is decoded and written anew in a process of its own; here the first bytes
and the sizes are read, without decoding anything.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from app.domain.library.markup import Picture

MOST_BYTES = 350_000
"""Of a picture in an edition, and in a PDF."""

MOST_PIXELS = 1920
"""On the longer side."""

PNG, JPEG = "image/png", "image/jpeg"
ENDINGS = {PNG: "png", JPEG: "jpg"}

_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_JPEG_MAGIC = b"\xff\xd8\xff"
_BASELINE, _PROGRESSIVE, _SCAN = 0xC0, 0xC2, 0xDA
_PLAIN_SEGMENTS = frozenset({0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0})


def read_form(data: bytes) -> tuple[str, int, int] | None:
    """The media type, the width and the height of a PNG or JPEG as we write it, or None.

    Comments, profiles, places and whatever else such a file may carry are not ours.
    """
    try:
        if data.startswith(_PNG_MAGIC):
            return _png(data)
        if data.startswith(_JPEG_MAGIC):
            return _jpeg(data)
    except (struct.error, IndexError):
        pass
    return None


def picture_of(data: bytes) -> Picture | str:
    """The picture in a file that we wrote, or what is wrong with the file."""
    form = read_form(data)
    if form is None:
        return "is no PNG or JPEG that this program wrote"
    picture = Picture(hashlib.sha256(data).hexdigest(), *form, data)
    return fault_in(picture) or picture


def fault_in(picture: Picture) -> str:
    """What keeps a picture from being shown, or nothing."""
    if hashlib.sha256(picture.data).hexdigest() != picture.digest:
        return "is not the picture that was signed"
    if read_form(picture.data) != (picture.media_type, picture.width, picture.height):
        return "is no PNG or JPEG that this program wrote"
    longer = max(picture.width, picture.height)
    if longer > MOST_PIXELS:
        return f"has {longer:,} pixels on a side; {MOST_PIXELS:,} are the most"
    if len(picture.data) > MOST_BYTES:
        return f"has {len(picture.data):,} bytes; {MOST_BYTES:,} are the most"
    return ""


def _png(data: bytes) -> tuple[str, int, int] | None:
    width = height = 0
    at, kind = len(_PNG_MAGIC), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">L4s", data, at)
        end = at + 8 + length
        (check,) = struct.unpack_from(">L", data, end)
        if kind not in _PNG_CHUNKS or zlib.crc32(data[at + 4 : end]) != check:
            return None
        if (kind == b"IHDR") is not (at == len(_PNG_MAGIC)):
            return None
        if kind == b"IHDR":
            width, height = struct.unpack_from(">LL", data, at + 8)
        at = end + 4
    return (PNG, width, height) if at == len(data) and width and height else None


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    width = height = 0
    at = 2
    while True:
        start, marker, length = struct.unpack_from(">BBH", data, at)
        if start != 0xFF:  # noqa: PLR2004 - each segment begins so
            return None
        if marker == _SCAN:
            break
        if marker not in _PLAIN_SEGMENTS:
            return None
        if marker in (_BASELINE, _PROGRESSIVE):
            height, width = struct.unpack_from(">HH", data, at + 5)
        at += 2 + length
    return (JPEG, width, height) if data.endswith(b"\xff\xd9") and width and height else None
