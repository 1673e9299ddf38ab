"""`./kiosk bench fleet` with a few kiosks: the same as with ten thousand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_small_fleet_takes_editions_in_stages_and_stops_a_bad_one() -> None:
    command = [sys.executable, "-m", "bench", "fleet"]
    done = subprocess.run(
        [*command, "--kiosks", "20", "--topics", "30", "--processes", "1"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    lines = done.stdout.splitlines()
    assert "ok   20 of 20 show edition 12" in lines
    assert "ok   20 of 20 show edition 13" in lines
    assert any("edition 14 is stopped by itself" in line for line in lines)
    assert not any(line.startswith("BAD") for line in lines)
