"""What may be found in this process's memory: no core is written, what is freed is overwritten.

Standard library alone. The C library is asked by ctypes; where it is not glibc, nothing happens.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

_PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
"""From malloc.h."""

_ARENAS = 2
"""The screen's, and one for all threads beside it."""

_APART = 1 << 20
"""What is larger, as pictures are, is asked of the system and goes back to it at once."""

_M_PERTURB = -6
"""From glibc's malloc.h."""

_FILLING = 0xFF
"""What freed memory is filled with; what is allocated is filled with its complement, zeros."""

_CACHED, _OF_EACH = 1032, 7
"""How large the freed blocks are, and how many of each size, that glibc keeps for a thread."""

_HEAD = 33
"""The bytes of an empty bytes object."""

_SMALLEST, _LARGEST, _STEP = 48, 512, 16
"""The blocks that Python takes from its own pools, and never gives back to the C library."""

_SMALL, _MANY, _FEW = 200, 40_000, 6_000
"""So many blocks of each size are filled; there are more small ones than large ones."""


_LOADED, _WRITABLE = 1, 2
"""PT_LOAD and PF_W, from elf.h."""


class _Segment(ctypes.Structure):
    """Elf64_Phdr."""

    _fields_ = (
        ("kind", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        *((name, ctypes.c_uint64) for name in ("offset", "at", "physical", "in_file", "size")),
        ("alignment", ctypes.c_uint64),
    )


class _Library(ctypes.Structure):
    """The start of dl_phdr_info."""

    _fields_ = (
        ("base", ctypes.c_uint64),
        ("name", ctypes.c_char_p),
        ("segments", ctypes.POINTER(_Segment)),
        ("count", ctypes.c_uint16),
    )


def forbid_dumps() -> None:
    """Let nobody write this process's memory to a disk when it crashes, or read it as it runs.

    The limit holds for what it starts, too. The flag holds where cores go to a program, which may
    not ask for the limit; it is the process's own.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def stay_small() -> None:
    """Have the C library keep little of what was freed. Call it before there are threads.

    It gives threads an arena each, up to eight for a processor, and puts pictures into them: in
    20,000 taps they kept 20 MB that nobody used, in pages that were nearly empty.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_M_ARENA_MAX, _ARENAS)
            library.mallopt(_M_MMAP_THRESHOLD, _APART)


def overwrite_freed() -> None:
    """Have the C library fill all memory that is freed from here on, Qt's and Typst's too."""
    if (mallopt := _from_glibc("mallopt")) is not None:
        mallopt(_M_PERTURB, _FILLING)


def overwrite_pools() -> Iterator[None]:
    """Fill the free blocks of Python's own pools, which keep what was in them; a step at a time."""
    for size in range(_SMALLEST, _LARGEST + 1, _STEP):
        # Zeros in each block that is free, and then all of them are free again.
        blocks = [bytes(size - _HEAD) for _ in range(_MANY if size < _SMALL else _FEW)]
        del blocks
        yield


def overwrite_cache() -> None:
    """Fill the small blocks that glibc keeps for this thread, which it does not fill itself.

    In malloc/malloc.c `_int_free` puts a block there before it comes to `free_perturb`.
    """
    if _from_glibc("mallopt") is None:
        return
    library = ctypes.CDLL(None)
    malloc, free = library.malloc, library.free
    malloc.argtypes, malloc.restype = (ctypes.c_size_t,), ctypes.c_void_p
    free.argtypes, free.restype = (ctypes.c_void_p,), None
    for size in range(24, _CACHED + 1, 16):
        blocks = [block for block in (malloc(size) for _ in range(_OF_EACH)) if block]
        for block in blocks:
            ctypes.memset(block, 0, size)
        for block in blocks:
            free(block)


def give_back() -> None:
    """Hand the system what was freed, which the C library would keep.

    With a visit's last page, some 60 MB of a kiosk are free; what stood in them is gone with it.
    """
    if (trim := _from_glibc("malloc_trim")) is not None:
        trim(0)


def unmap_code(file: str) -> None:
    """Let go of a library's code and constants, which were read from its file and not changed.

    They come back as they are used, from the system's cache of files or the file itself.
    """
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return
    for start, size in _code_of(os.fsencode(file)):
        library = ctypes.CDLL(None)
        library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), mmap.MADV_DONTNEED)


def _code_of(name: bytes) -> list[tuple[int, int]]:
    """Where a library's segments that cannot be written are, in whole pages: start and size.

    What the loader wrote into, and only then protected, lies in a segment that can.
    """
    found: list[tuple[int, int]] = []

    def look(library: ctypes._Pointer[_Library], _size: int, _data: object) -> int:
        info = library.contents
        if info.name == name:
            for segment in info.segments[: info.count]:
                if segment.kind == _LOADED and not segment.flags & _WRITABLE:
                    start = (info.base + segment.at) // mmap.PAGESIZE * mmap.PAGESIZE
                    end = (info.base + segment.at + segment.size) // mmap.PAGESIZE * mmap.PAGESIZE
                    found.append((start, end - start))
        return 0

    callback = ctypes.CFUNCTYPE(
        ctypes.c_int, ctypes.POINTER(_Library), ctypes.c_size_t, ctypes.c_void_p
    )
    with suppress(AttributeError):  # a C library that has no such call
        ctypes.CDLL(None).dl_iterate_phdr(callback(look), None)
    return found


def _from_glibc(name: str) -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), name, None)
