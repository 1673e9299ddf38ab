"""The real program, killed again and again, and started on what it cannot use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths
from app.domain.kiosk.starts import RESTING_AFTER, SAFE_AFTER
from app.pin import hash_pin
from tests.machine import CONFIG, WITHIN_S, Machine, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kiosks run on Linux")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_kiosk_says_how_it_is_and_why_it_started(machine: Machine) -> None:
    with machine.kiosk() as process:
        found = machine.status(process)
        assert (found["start_reason"], found["restarts"], found["mode"]) == ("first", 0, "normal")
        assert found["edition"] >= 1
        assert found["disk_free"] > 0
        assert found["memory"] > 1_000_000
        assert found["code"] == ""
        text = (machine.run / "clinic-kiosk.prom").read_text()
        assert 'clinic_kiosk_mode{mode="normal"} 1\n' in text
        process.send_signal(signal.SIGTERM)
        assert process.wait(WITHIN_S) == 0
    for boot, reason in (("the first", "closed"), ("the second", "power-lost")):
        machine.boot = boot
        with machine.kiosk() as process:
            assert machine.status(process)["start_reason"] == reason
            process.kill()


def test_killed_again_and_again_it_falls_back_and_comes_back(machine: Machine) -> None:
    machine.crash(SAFE_AFTER, seen=False)
    with machine.kiosk() as process:
        found = machine.status(process)
        assert (found["mode"], found["restarts"]) == ("safe", SAFE_AFTER)
        assert found["library"]
        assert found["code"] == ""
        process.kill()
    assert "it runs with default settings" in machine.log.read_text()

    machine.crash(RESTING_AFTER - SAFE_AFTER - 1, seen=False)
    machine.hurry()
    with machine.kiosk() as process:
        found = machine.status(process)
        assert (found["mode"], found["code"]) == ("resting", "K-12")
        assert found["library"] == ""
        process.send_signal(signal.SIGTERM)
        assert process.wait(WITHIN_S) == 0
    assert "it shows the resting screen alone" in machine.log.read_text()

    with machine.kiosk() as process:  # somebody, or its own timer, has ended it in order
        found = machine.status(process)
        assert (found["mode"], found["code"]) == ("normal", "")
        assert found["library"]


def test_state_that_may_crash_it_is_set_aside_and_made_anew(machine: Machine) -> None:
    machine.crash(1, seen=True)
    copies = {file.name: file.read_bytes() for file in machine.state.glob("content-*.db")}
    pin = machine.state / "staff-pin"
    pin.write_text("a PIN")
    assert len(copies) == 1
    machine.crash(1, seen=False)
    assert not (machine.state / "set-aside").exists()
    with machine.kiosk() as process:
        found = machine.status(process)
    folder = Path(found["set_aside"])
    assert folder.parent == machine.state / "set-aside"
    assert {name: (folder / name).read_bytes() for name in copies} == copies
    assert found["library"]  # taken anew from the file
    assert pin.read_text() == "a PIN"


def test_a_wrong_line_rests_the_screen_and_is_named_to_staff(machine: Machine) -> None:
    pin_hash = hash_pin("970135", b"salt")
    machine.config.write_text(f'[idle]\nseconds = "soon"\n[staff]\npin_hash = "{pin_hash}"\n')
    with machine.kiosk() as process:
        found = machine.status(process)
    assert found["code"] == "K-13"
    assert f"{machine.config}: line 2, idle.seconds" in found["problem"]
    assert "20 to 3600 seconds" in found["problem"]
    assert found["library"] == ""


def test_the_terminal_tells_it_in_words(machine: Machine) -> None:
    def status(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from app.main import main; main()", "status", *words],
            env=os.environ
            | {"RUNTIME_DIRECTORY": str(machine.run), "PYTHONPATH": str(paths.ROOT)}
            | {"CLINIC_KIOSK_CONFIG": str(machine.config)},
            capture_output=True,
            text=True,
            check=False,
        )

    with machine.kiosk() as process:
        machine.status(process)
        process.send_signal(signal.SIGSTOP)  # its last word is new every 15 seconds
        told = status()
        assert told.returncode == 0, told.stderr
        assert "It was its first start." in told.stdout
        assert json.loads(status("--json").stdout)["runs"] is True
        assert status("--prometheus").stdout == (machine.run / "clinic-kiosk.prom").read_text()
    file = machine.run / "status.json"
    old = json.loads(file.read_text())
    file.write_text(json.dumps({**old, "written": old["written"] - 3600}))
    told = status()
    assert (told.returncode, told.stdout.splitlines()[0]) == (
        1,
        "The kiosk does not run, or its screen hangs. Its last word:",
    )
    file.write_text("half of a")
    told = status()
    assert told.returncode == 1
    assert "No kiosk has said here how it is" in told.stderr


def test_a_status_folder_that_cannot_be_written_stops_nothing(machine: Machine) -> None:
    machine.config.write_text(f'{CONFIG}[status]\nfolder = "{machine.log}"\n')
    with machine.kiosk() as process:
        starts = machine.state / "starts.json"
        until(
            lambda: starts.exists() and json.loads(starts.read_text())["painted"],
            process,
            machine.log,
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(WITHIN_S) == 0
    assert "Traceback" not in machine.log.read_text()
