"""`clinic-kiosk doctor` on machines with one fault each, made on a disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import main, paths
from app.pin import hash_pin

PIN = hash_pin("970135", b"salt")
CONFIG = f"""[site]
name = "St. Mary's"
ward = "Ward 4"
[screen]
width_mm = 531
[printing]
jobs_a_session = 0
[staff]
pin_hash = "{PIN}"
"""
SYSTEMCTL = """#!/bin/sh
[ -z "$LD_LIBRARY_PATH" ] || exit 1
printf '%s\\n' LoadState=loaded ActiveState={active} SubState=x UnitFileState={enabled} NRestarts=2
"""
ANALYZE = """#!/bin/sh
echo "→ Overall exposure level for clinic-kiosk.service: {level} OK :-)"
"""


class Kiosk:
    """A machine below a folder, on which all is well until a test says otherwise."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = folder / "root"
        self.state = folder / "state"
        self.config = folder / "kiosk.toml"
        self.programs = folder / "bin"
        self.state.mkdir(mode=0o700)
        self.programs.mkdir()
        (self.root / "tmp").mkdir(parents=True)
        self.config.write_text(CONFIG)
        self.config.chmod(0o644)
        edid = bytearray(128)
        edid[66:69] = 531 & 0xFF, 299 & 0xFF, (531 >> 8) << 4 | 299 >> 8
        self.put("sys/class/drm/card0-HDMI-A-1/status", "connected\n")
        self.put("sys/class/drm/card0-HDMI-A-1/modes", "1920x1080\n1280x720\n")
        (self.root / "sys/class/drm/card0-HDMI-A-1/edid").write_bytes(edid)
        self.put("sys/class/input/event3/device/name", "A Touch Panel\n")
        self.put("sys/class/input/event3/device/capabilities/abs", f"{1 << 0x35 | 3:x}\n")
        self.put("sys/class/input/event3/device/properties", "2\n")
        self.put("proc/net/tcp", "  sl  local\n   0: 0100007F:0277 00000000:0000 0A 0\n")
        self.program("systemctl", SYSTEMCTL.format(active="active", enabled="enabled"))
        self.program("systemd-analyze", ANALYZE.format(level="1.4"))
        monkeypatch.setenv("PATH", str(self.programs), prepend=os.pathsep)
        monkeypatch.setenv("STATE_DIRECTORY", str(self.state))

    def put(self, path: str, text: str) -> None:
        """Write a file of the machine."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def program(self, name: str, text: str) -> None:
        """One of systemd's programs."""
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def say(self, before: str, after: str) -> None:
        """Change the configuration."""
        assert before in CONFIG
        self.config.write_text(CONFIG.replace(before, after))


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    return Kiosk(tmp_path, monkeypatch)


def run(kiosk: Kiosk, *words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main.main(["doctor", "--root", str(kiosk.root), "--config", str(kiosk.config), *words])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def wrong(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> list[Mapping[str, Any]]:
    """What the doctor finds wrong; its exit code goes with it."""
    code = run(kiosk, "--json")
    said = json.loads(capsys.readouterr().out)
    found = [one for one in said["findings"] if not one["good"]]
    assert (code, said["good"]) == (1 if found else 0, not found)
    return found


def test_of_a_good_kiosk_each_line_is_good(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(kiosk) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[-1] == "Everything is good."
    assert all(line.startswith("good ") for line in lines[:-1]), said
    looked_at = [line[4:].split("  ")[1].strip() for line in lines[:-1]]
    assert looked_at == [
        *("configuration", "staff PIN", "library", "screen", "touch", "printer", "sound"),
        *("editions", "clock", "disk", "temporary files", "counts", "unit", "exposure"),
    ]
    assert "A Touch Panel" in said
    assert list(kiosk.state.iterdir()) == []


def test_systemd_is_asked_without_the_libraries_of_the_folder(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/clinic-kiosk/_internal")
    assert wrong(kiosk, capsys) == []


def test_a_wrong_line_is_named_with_what_is_allowed(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.say("width_mm = 531", "width_mm = -1")
    found = {one["about"]: one for one in wrong(kiosk, capsys)}
    assert "line 5, screen.width_mm" in found["configuration"]["text"]
    assert "0 to 3000 millimetres" in found["configuration"]["hint"]


@pytest.mark.parametrize(
    ("before", "after", "about", "text", "hint"),
    [
        ('name = "St. Mary\'s"', 'name = ""', "configuration", "which site", "set-up"),
        (
            "width_mm = 531",
            "width_mm = 0",
            "screen",
            "not measured, which says it is 531",
            "set-up",
        ),
        ("width_mm = 531", "width_mm = 400", "screen", "says 531 by 299", "Measure"),
        (f'pin_hash = "{PIN}"', "", "staff PIN", "every new kiosk", "set-up"),
        ("[screen]", '[content]\nfile = "/no/content.db"\n[screen]', "library", "K-01", ""),
        ("[screen]", '[updates]\nfolder = "/no/where"\n[screen]', "editions", "root", "root"),
        (
            *("[screen]", '[updates]\nfolder = "/no/where"\nunsigned = true\n[screen]'),
            *("editions", "/no/where: No such file", "connected"),
        ),
        (
            *("[screen]", '[updates]\nusb = true\nroot = "/no/root.json"\n[screen]'),
            *("editions", "/no/root.json", "1.root.json"),
        ),
    ],
)
def test_what_the_configuration_says_is_looked_at(  # noqa: PLR0913, PLR0917 - a row of the table
    kiosk: Kiosk,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    about: str,
    text: str,
    hint: str,
) -> None:
    kiosk.say(before, after)
    (found,) = wrong(kiosk, capsys)
    assert found["about"] == about
    assert text in found["text"]
    assert hint in found["hint"]


def test_a_screen_that_hangs_upright_is_measured_across(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.say("width_mm = 531", "width_mm = 299")
    assert wrong(kiosk, capsys) == []


def test_a_pin_that_was_chosen_at_the_screen_is_one(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.say(f'pin_hash = "{PIN}"', "")
    (kiosk.state / "staff-pin").write_text(PIN)
    assert wrong(kiosk, capsys) == []


def test_a_damaged_library_is_named(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    file = kiosk.state / "content.db"
    shutil.copy(paths.CONTENT, file)
    with file.open("r+b") as stream:
        stream.seek(200_000)
        stream.write(b"\xff" * 4096)
    kiosk.say("[screen]", f'[content]\nfile = "{file}"\n[screen]')
    (found,) = wrong(kiosk, capsys)
    assert (found["about"], found["text"][:2]) == ("library", "K-")


def test_without_a_screen_or_a_touch_panel_both_are_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.put("sys/class/drm/card0-HDMI-A-1/status", "disconnected\n")
    kiosk.put("sys/class/input/event3/device/properties", "0\n")
    assert [one["about"] for one in wrong(kiosk, capsys)] == ["screen", "touch"]


def test_a_sound_card_is_named_and_none_is_no_fault(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    for cards, said in (("--- no soundcards ---\n", "No sound card."), (" 0 [PCH ]\n", "A sound")):
        kiosk.put("proc/asound/cards", cards)
        assert run(kiosk) == 0
        assert said in capsys.readouterr().out


def test_keys_that_reach_the_kernel_are_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.put("proc/sys/kernel/sysrq", "438\n")
    (found,) = wrong(kiosk, capsys)
    assert (found["about"], "kernel.sysrq is 438" in found["text"]) == ("exposure", True)
    kiosk.put("proc/sys/kernel/sysrq", "0\n")
    assert wrong(kiosk, capsys) == []


@pytest.mark.parametrize(
    ("enabled", "profiles", "said"),
    [
        ("", "", "This kernel has no AppArmor"),
        ("N\n", "", "This kernel has no AppArmor"),
        ("Y\n", "man_filter (enforce)\nclinic-kiosk (complain)\n", "(complain mode)"),
        ("Y\n", "clinic-kiosk (enforce)\n", "AppArmor enforces the kiosk's profile."),
        ("Y\n", "man_filter (enforce)\nclinic-kiosk-2 (enforce)\n", ""),
    ],
)
def test_it_says_what_apparmor_does(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str], enabled: str, profiles: str, said: str
) -> None:
    if enabled:
        kiosk.put("sys/module/apparmor/parameters/enabled", enabled)
        kiosk.put("sys/kernel/security/apparmor/profiles", profiles)
    if said:
        assert run(kiosk) == 0
        assert said in capsys.readouterr().out
    else:
        (found,) = wrong(kiosk, capsys)
        assert (found["about"], "AppArmor does not know" in found["text"]) == ("exposure", True)
        assert "/etc/apparmor.d/clinic-kiosk" in found["hint"]


def test_what_is_counted_is_said_and_a_damaged_file_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.say("[screen]", "[counts]\npages = true\n[screen]")
    (kiosk.state / "counts.json").write_text('{"days": ["2026-11-28"], "counts": []}')
    assert run(kiosk) == 0
    assert "Visits and pages are counted: whole days, from 10." in capsys.readouterr().out
    (kiosk.state / "counts.json").write_text("{")
    (found,) = wrong(kiosk, capsys)
    assert found["about"] == "counts"
    assert "counts.json is damaged" in found["text"]


def test_a_clock_that_goes_against_the_library_is_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dead(date):
        @classmethod
        def today(cls) -> Dead:
            return cls(1970, 1, 1)

    monkeypatch.setattr("app.cli.machine.doctor.date", Dead)
    (found,) = wrong(kiosk, capsys)
    assert found["about"] == "clock"
    assert "1970-01-01" in found["text"]


def test_a_time_zone_that_is_gone_is_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    (kiosk.root / "etc").mkdir()
    (kiosk.root / "etc/localtime").symlink_to("/usr/share/zoneinfo/Europe/London")
    (found,) = wrong(kiosk, capsys)
    assert (found["about"], "Europe/London" in found["text"]) == ("clock", True)
    kiosk.put("usr/share/zoneinfo/Europe/London", "TZif2")
    assert wrong(kiosk, capsys) == []


def test_a_state_directory_that_is_gone_is_named(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.state.rmdir()
    (found,) = wrong(kiosk, capsys)
    assert (found["about"], "is not there" in found["text"]) == ("disk", True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_named(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    disk = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(kiosk.state)]
    subprocess.run(disk, check=True)
    try:
        (found,) = wrong(kiosk, capsys)
        assert (found["about"], found["text"].endswith("files are free.")) == ("disk", True)
    finally:
        subprocess.run(["umount", str(kiosk.state)], check=True)  # noqa: S607


@pytest.mark.parametrize(
    ("active", "enabled", "text", "hint"),
    [
        ("failed", "enabled", "It is failed (x), restarts: 2.", "journalctl"),
        ("active", "disabled", "does not start with the power", "systemctl enable"),
    ],
)
def test_a_service_that_does_not_run_is_named(  # noqa: PLR0913, PLR0917 - a row of the table
    kiosk: Kiosk,
    capsys: pytest.CaptureFixture[str],
    active: str,
    enabled: str,
    text: str,
    hint: str,
) -> None:
    kiosk.program("systemctl", SYSTEMCTL.format(active=active, enabled=enabled))
    (found,) = wrong(kiosk, capsys)
    assert found["about"] == "unit"
    assert text in found["text"]
    assert hint in found["hint"]


def test_what_others_can_reach_is_named(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    kiosk.program("systemd-analyze", ANALYZE.format(level="6.8"))
    kiosk.config.chmod(0o666)
    kiosk.state.chmod(0o755)
    found = wrong(kiosk, capsys)
    assert [one["about"] for one in found] == ["exposure"] * 3
    assert "6.8" in found[0]["text"]
    assert found[1]["hint"] == f"Run: chmod go-w {kiosk.config}"
    assert found[2]["hint"] == f"Run: chmod 700 {kiosk.state}"


def test_ports_that_the_network_reaches_are_listed(
    kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk.put("proc/net/tcp", "head\n 0: 00000000:0016 0:0 0A\n 1: 0100007F:0277 0:0 0A\n")
    six = "0" * 24
    kiosk.put(
        "proc/net/tcp6", f"head\n 0: {six}01000000:0277 0:0 0A\n 1: {six}{'0' * 8}:0050 0:0 0A\n"
    )
    assert run(kiosk) == 0
    assert "Ports that the network can reach: 22, 80." in capsys.readouterr().out
