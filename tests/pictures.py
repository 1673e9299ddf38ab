"""Small pictures for the tests, in the form that this program writes."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def png(width: int = 30, height: int = 20, colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A PNG of one colour."""
    line = b"\0" + bytes(colour) * width
    parts = (
        _chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(line * height)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def gradient(size: tuple[int, int] = (1920, 1080)) -> bytes:
    """A PNG of 78 kB whose pixels, deflated as they are, come to 400."""
    across = Image.linear_gradient("L")
    bands = (across, across.rotate(90), Image.radial_gradient("L"))
    file = io.BytesIO()
    Image.merge("RGB", [band.resize(size) for band in bands]).save(file, "PNG")
    return file.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
