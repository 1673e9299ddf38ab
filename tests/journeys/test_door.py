"""The staff's door, on the real program: wrong tries count over a restart."""

from __future__ import annotations

from pathlib import Path

from app.pin import DEFAULT_PIN
from tests.driver import Driver
from tests.journeys.conftest import Stand

WRONG = "975310"


def try_pin(kiosk: Driver, pin: str) -> None:
    """Type a PIN, where the keys are there to type one."""
    for digit in pin:
        kiosk.tap(digit)
    kiosk.tap("Open")


def test_wrong_pins_shut_the_door_over_a_restart(stand: Stand, tmp_path: Path) -> None:
    state = tmp_path / "kept"
    kiosk = stand(state=state)
    kiosk.knock()
    for _ in range(5):
        assert not kiosk.sees("minute")
        try_pin(kiosk, WRONG)
    assert kiosk.sees("minute")
    again = stand(state=state)
    again.knock()
    assert again.sees("minute"), "the tries before are remembered"
    try_pin(again, DEFAULT_PIN)
    assert not again.sees("On show")
