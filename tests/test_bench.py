"""The measurements, in their shortest form: that they come to an end with figures in every line.

How large the figures are is not looked at here: that is for `./kiosk bench` on a quiet machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import missing
from bench.programs import CHROMIUM, EMPTY, OURS

ROOT = Path(__file__).parents[1]
TWO = {OURS, CHROMIUM}
THREE = TWO | {EMPTY}

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(bool(lacking := missing()), reason=f"not installed: {lacking}"),
]


def test_quick_measurements_fill_the_table(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bench", "--quick", "--json", str(file)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    # 1 says that something is over its limit.
    assert done.returncode in (0, 1), done.stdout + done.stderr
    rows = json.loads(file.read_text())["rows"]
    for row in rows:
        assert set(row["values"]) == (TWO if row["what"].startswith("tap") else THREE)
        assert all(0 < value < 60_000 for value in row["values"].values()), row
        assert row["what"] in done.stdout
    starts = [row for row in rows if row["what"].startswith("start")]
    taps = [row for row in rows if row["what"].startswith("tap")]
    memory = [row for row in rows if row["what"].startswith("memory")]
    assert (len(starts), len(memory), len(taps)) == (3, 1, 6)
    assert memory[0]["values"][EMPTY] < memory[0]["values"][OURS]


def test_a_page_with_three_photographs_is_measured_beside_one_without() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bench", "pictures", "--quick"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert done.stderr == ""
    assert "tap to words painted, ms: " in done.stdout
    assert "tap to all painted, ms: " in done.stdout
