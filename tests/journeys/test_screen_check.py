"""`clinic-kiosk screen-check` as staff use it: a real window, a bank card, presses and keys."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from app.bridge.window.measuring import CARD_MM
from bench import screen
from bench.screen import SIZE, Point, Screen
from tests.journeys.real_kiosk import ROOT, missing

pytestmark = pytest.mark.skipif(
    bool(lacking := missing()), reason=f"not installed from Debian: {lacking}"
)

PANEL_MM = 476.0
CARD = round(SIZE[0] * CARD_MM[0] / PANEL_MM)
"""How many of its pixels a card covers that is held against a 21.5-inch panel."""

ACCENT = 0x0F4C5C
SECONDS = 20
BUTTONS = ("-10", "-", "+", "+10", "Done")


@dataclass
class Staff:
    """Somebody with a bank card before a screen on which the command runs."""

    program: subprocess.Popen[str]
    screen: Screen

    def runs(self, y: int) -> list[tuple[int, int]]:
        """Where on this row of pixels the accent's colour begins and ends."""
        picture = self.screen.picture()
        found = groupby(range(SIZE[0]), lambda x: picture.at((x, y)) == ACCENT)
        stretches = [list(xs) for accent, xs in found if accent]
        return [(xs[0], xs[-1]) for xs in stretches]

    def buttons(self) -> dict[str, Point]:
        """The middles of the buttons, near their upper edges, where no letter is."""
        y = SIZE[1] * 83 // 100
        places = [(one + other) // 2 for one, other in self.runs(y)]
        return {name: (x, y) for name, x in zip(BUTTONS, places, strict=False)}

    def covered(self) -> int:
        """How many pixels a card covers that fills the outline just."""
        edges = self.runs(SIZE[1] * 27 // 100)
        return edges[1][0] - edges[0][1] - 1 if len(edges) == 2 else 0

    def sees(self, met: Callable[[], bool], what: str) -> None:
        """Look until it is so."""
        self.screen.wait(met, SECONDS, what)

    def do(self, act: Callable[[], object], moves: int) -> None:
        """Do something, and see the outline's right edge move by so many pixels."""
        wanted = self.covered() + moves
        act()
        self.sees(lambda: self.covered() == wanted, f"an outline of {wanted} pixels")

    def key(self, name: str) -> None:
        """Press a key and let it go."""
        command = ["xdotool", "key", name]
        subprocess.run(command, env={**os.environ, "DISPLAY": self.screen.name}, check=True)

    def reads(self) -> str:
        """What the command printed, which is at its end."""
        out, errors = self.program.communicate(timeout=SECONDS)
        assert (self.program.returncode, errors) == (0, "")
        return out


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staff]:
    """The command on a screen that nobody has measured yet, its outline painted."""
    config = tmp_path / "kiosk.toml"
    config.write_text("", "utf-8")
    with screen.screen() as display:
        environment = {
            "DISPLAY": display,
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb",
        }
        program = subprocess.Popen(
            [sys.executable, "-P", "-m", "app.main", "screen-check", "--config", str(config)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        eye = Screen(display)
        try:
            standing = Staff(program, eye)
            standing.sees(lambda: standing.covered() > 0, "an outline")
            standing.sees(lambda: len(standing.buttons()) == len(BUTTONS), "its buttons")
            yield standing
        finally:
            eye.close()
            program.kill()
            program.communicate()


def assert_measured(out: str) -> None:
    """It printed the line for the configuration, and what the screen holds with it."""
    assert "[screen] width_mm is not set" in out.split("In the configuration:", maxsplit=1)[0]
    lines = out[out.index("[screen]\n") :].split("\n\n", maxsplit=1)[0]
    width = tomllib.loads(lines)["screen"]["width_mm"]
    assert width == pytest.approx(PANEL_MM, abs=0.7), "half a pixel of the card"
    assert f"{SIZE[0]} by {SIZE[1]} pixels, 476 by 268 mm" in out


def test_the_edge_is_pressed_to_the_card_and_the_line_is_printed(staff: Staff) -> None:
    buttons = staff.buttons()
    assert staff.covered() < CARD, "a 24-inch panel is taken for granted: the card is wider"
    while staff.covered() < CARD:
        staff.do(lambda: staff.screen.tap(buttons["+10"]), 10)
    while staff.covered() > CARD + 1:
        staff.do(lambda: staff.screen.tap(buttons["-"]), -1)
    staff.do(lambda: staff.screen.tap(buttons["-"]), -1)
    while staff.covered() < CARD:
        staff.do(lambda: staff.screen.tap(buttons["+"]), 1)
    staff.screen.tap(buttons["Done"])
    assert_measured(staff.reads())


def test_keys_do_the_same(staff: Staff) -> None:
    while staff.covered() < CARD - 10:
        staff.do(lambda: staff.key("Up"), 10)
    while staff.covered() < CARD:
        staff.do(lambda: staff.key("plus"), 1)
    staff.key("Return")
    assert_measured(staff.reads())


def test_escape_measures_nothing(staff: Staff) -> None:
    staff.key("Escape")
    out = staff.reads()
    assert "Nothing was measured." in out
    assert "In the configuration:" not in out
