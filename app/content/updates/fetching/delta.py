"""What is new in an edition, by way of the one before: zstd, with that one as its dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import zstandard

MOST_BYTES = 64_000_000
"""The largest edition that this is done for: both are in memory."""

_LEVEL = 19
_LEAST_WINDOW, _MOST_WINDOW = 10, 27
_CHUNK = 1 << 16


def fits(*files: Path) -> bool:
    """Whether these editions are small enough."""
    return all(file.stat().st_size <= MOST_BYTES for file in files)


def make_delta(old: Path, new: Path) -> bytes:
    """What turns the old file into the new one."""
    before, now = old.read_bytes(), new.read_bytes()
    window = min(max((len(before) + len(now)).bit_length(), _LEAST_WINDOW), _MOST_WINDOW)
    parameters = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL, window_log=window, enable_ldm=True
    )
    compressor = zstandard.ZstdCompressor(
        dict_data=_dictionary(before), compression_params=parameters
    )
    return compressor.compress(now)


def apply_delta(old: Path, delta: Path) -> Iterator[bytes]:
    """The bytes of the new file, as they come; ValueError where the delta is none."""
    decompressor = zstandard.ZstdDecompressor(
        dict_data=_dictionary(old.read_bytes()), max_window_size=1 << _MOST_WINDOW
    )
    try:
        with delta.open("rb") as stream, decompressor.stream_reader(stream) as reader:
            while chunk := reader.read(_CHUNK):
                yield chunk
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _dictionary(data: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(data, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
