"""The editor's measurement, in its shortest form: it comes to an end with figures."""

from __future__ import annotations

from bench.editor import rows
from tests.editor.conftest import CONTENT


def test_a_start_and_what_is_done_then_are_measured() -> None:
    found = rows(quick=True, library=CONTENT)
    acts = [row.what.partition(": ")[2] for row in found]
    assert acts[:4] == ["start", "first page", "a key", "a key in 2000 words"]
    assert acts[4:] == [
        "a key in 2000 words, its CPU time",
        "save",
        "first look at a tab",
        "a line moved, and back",
        "held by a paste of 5 MB",
    ]
    assert all(0 < row.median <= row.worst for row in found)
