"""The monkey: what it counts is told, and what went wrong is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.monkey import Tally
from bench.soak import table

ROOT = Path(__file__).parents[1]


def end(memory: int = 104_000_000, files: int = 22) -> Tally:
    return Tally(
        sessions=3,
        taps=60,
        slowest=0.0421,
        memory=[100_000_000, 107_000_000, memory],
        files=[20, 30, files],
    )


def test_a_short_soak_ends_with_its_table() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.soak", "--taps", "40", "--size", "640x480"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        capture_output=True,
        text=True,
        check=False,
    )
    rows = dict(line.split("  ", 1) for line in done.stdout.splitlines())
    assert int(rows["taps"]) >= 40, done.stderr
    assert (rows["exceptions"].strip(), rows["QML warnings"].strip()) == ("0", "0"), done.stdout


def test_the_table_tells_growth_and_the_slowest_tap() -> None:
    rows, good = table(end())
    assert good
    assert dict(rows)["memory"] == "100.0 107.0 104.0 MB, after each fifth (+4.0%)"
    assert dict(rows)["slowest tap"] == "42 ms"


@pytest.mark.parametrize(
    "wrong", [end(memory=106_000_000), end(files=26)], ids=["memory", "open files"]
)
def test_what_grows_fails(wrong: Tally) -> None:
    assert not table(wrong)[1]


@pytest.mark.parametrize("what", ["raised", "warnings"])
def test_a_complaint_fails_and_is_told(what: str) -> None:
    tally = end()
    getattr(tally, what).update(["ValueError: x"])
    rows, good = table(tally)
    assert not good
    assert "1 x ValueError: x" in dict(rows).values()
