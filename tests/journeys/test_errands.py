"""What families come for takes few taps and screens, and fewer than it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.errands import ERRANDS, Hand, run


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand.__name__)
def test_an_errand_takes_no_more_taps_and_screens_than_it_may(
    fonts: None, tmp_path: Path, errand: Callable[[Hand], None]
) -> None:
    limits = ERRANDS[errand]
    took = run(errand, tmp_path)
    assert took.taps <= limits.taps < limits.before
    assert took.screens <= limits.screens
