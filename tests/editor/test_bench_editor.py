"""The editor's measurement, in its shortest form: it comes to an end with figures."""

from __future__ import annotations

from bench.editor import rows
from tests.editor.conftest import CONTENT


def test_a_start_and_keys_are_measured() -> None:
    start, key = rows(quick=True, library=CONTENT)
    assert start.median > 0
    assert 0 < key.median <= key.worst
