"""What the doctor sees of the machine itself: screen, touch, sound, clock, disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from app.cli.machine.finding import Finding, Machine
from app.config import ScreenConfig
from app.domain.kiosk.clock import is_believed

LEAST_FREE = 300_000_000
"""Bytes: three editions of a big library, and some for what systemd logs."""

LEAST_TEMPORARY = 50_000_000
"""Bytes: a handout, and a library that is compared."""

MOST_DIFFERENCE = 0.1
"""How far the width in the configuration may be from what the screen says of itself."""

_GIGABYTE = 1_000_000_000
_ABS_MT_POSITION_X = 0x35
_INPUT_PROP_DIRECT = 0x01


def screen(machine: Machine, config: ScreenConfig) -> Finding:
    """Whether a screen is connected, and whether it was measured."""
    about = "screen"
    connected = [
        folder
        for folder in sorted(machine.file("/sys/class/drm").glob("card*-*"))
        if machine.text(f"/sys/class/drm/{folder.name}/status") == "connected"
    ]
    if not connected:
        return Finding(about, "No screen is connected.", "Plug it in, and switch it on.")
    first = connected[0]
    name = first.name.partition("-")[2]
    mode = machine.text(f"/sys/class/drm/{first.name}/modes").split("\n")[0] or "unknown size"
    widths = _widths(first / "edid")
    told = f", which says it is {widths[0]} mm wide" if widths else ""
    if not config.width_mm:
        hint = "Measure its lit part; set [screen] width_mm, or run clinic-kiosk set-up."
        return Finding(about, f"{name} ({mode}) was not measured{told}.", hint)
    # A screen that hangs upright is as wide as it is high in its own words.
    if widths and all(abs(config.width_mm / w - 1) > MOST_DIFFERENCE for w in widths):
        text = f"[screen] width_mm is {config.width_mm:g}; {name} says {widths[0]} by {widths[1]}."
        return Finding(about, text, "Measure its lit part, and correct the configuration.")
    return Finding(about, f"{name}, {mode}, {config.width_mm:g} mm wide.")


def width_told(machine: Machine) -> int:
    """How wide the screen says it is, in mm; 0 where it says nothing."""
    found = map(_widths, sorted(machine.file("/sys/class/drm").glob("card*-*/edid")))
    return next((widths[0] for widths in found if widths), 0)


def _widths(edid: Path) -> tuple[int, int] | None:
    """Width and height in mm of a screen's first detailed timing (EDID 1.4, 3.10.2)."""
    with suppress(OSError, IndexError):
        data = edid.read_bytes()
        width = data[66] | (data[68] >> 4) << 8
        height = data[67] | (data[68] & 0x0F) << 8
        if width and height:
            return width, height
    return None


def touch(machine: Machine) -> Finding:
    """Whether there is a touch screen."""
    names = [
        machine.text(f"/sys/class/input/{event.name}/device/name") or event.name
        for event in sorted(machine.file("/sys/class/input").glob("event*"))
        if _has_bit(event / "device/capabilities/abs", _ABS_MT_POSITION_X, machine)
        and _has_bit(event / "device/properties", _INPUT_PROP_DIRECT, machine)
    ]
    if names:
        return Finding("touch", f"{', '.join(names)}.")
    hint = "See that its USB cable is plugged in at both ends."
    return Finding("touch", "No touch panel is connected.", hint)


def _has_bit(file: Path, bit: int, machine: Machine) -> bool:
    """Whether a bit is set in a bit map of the kernel's: words in hexadecimal, last ones first."""
    words = machine.text(f"/{file.relative_to(machine.root)}").split()
    size = 64
    with suppress(IndexError, ValueError):
        return bool(int(words[-1 - bit // size], 16) >> bit % size & 1)
    return False


def sound(machine: Machine) -> Finding:
    """Whether there is a sound card. This version plays nothing, so none is no fault."""
    cards = machine.text("/proc/asound/cards")
    present = bool(cards) and "no soundcards" not in cards
    return Finding("sound", f"{'A' if present else 'No'} sound card. The kiosk plays no sound.")


def clock(machine: Machine, today: date, latest: date | None) -> Finding:
    """Whether the clock goes with the library, and the time zone is there."""
    about = "clock"
    if not is_believed(today, latest):
        text = f"It is {today} by the clock, and the library is of {latest}."
        return Finding(about, text, "Set the clock: timedatectl set-time, or set-ntp true.")
    zone = machine.file("/etc/localtime")
    if zone.is_symlink() and not _resolved(machine, zone).exists():
        text = f"The time zone {zone.readlink()} is not there."
        hint = "Run: apt-get install tzdata; timedatectl set-timezone Europe/London"
        return Finding(about, text, hint)
    return Finding(about, f"{today}, as far as the library can tell.")


def _resolved(machine: Machine, link: Path) -> Path:
    target = link.readlink()
    return machine.file(str(target)) if target.is_absolute() else link.parent / target


def disk(machine: Machine) -> Iterator[Finding]:
    """Whether there is room, and whether it can be written."""
    yield _room(machine.state, "disk", LEAST_FREE, "Make room there: journalctl --vacuum-size=50M.")
    yield _room(
        machine.file("/tmp"),  # noqa: S108 - what the machine has for it
        "temporary files",
        LEAST_TEMPORARY,
        "Make room there, or restart the machine.",
    )


def _room(folder: Path, about: str, least: int, hint: str) -> Finding:
    try:
        found = os.statvfs(folder)
        free = found.f_bavail * found.f_frsize
        if free >= least and (found.f_favail or not found.f_files):
            with tempfile.TemporaryFile(dir=folder):
                return Finding(about, f"{folder}: {_size(free)} are free.")
        text = f"{folder}: only {_size(free)} and {found.f_favail} files are free."
        return Finding(about, text, hint)
    except FileNotFoundError:
        return Finding(about, f"{folder} is not there.", "Run: systemctl restart clinic-kiosk")
    except PermissionError:
        return Finding(about, f"{folder} cannot be read or written.", "Run this as root.")
    except OSError as error:
        text = f"{folder} cannot be written: {error.strerror}."
        return Finding(about, text, "Have the disk looked at, or mount it so that it can be.")


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= _GIGABYTE else f"{number // 1_000_000} MB"
