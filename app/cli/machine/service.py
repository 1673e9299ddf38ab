"""What the doctor sees of the service: whether it runs, and what it is exposed to."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.cli.machine.finding import Finding, Machine

UNIT = "clinic-kiosk.service"
MOST_EXPOSED = 1.5
_PATIENCE_S = 20
_LISTENING = "0A"
_PROFILE = "clinic-kiosk"
_OPEN_TO_ALL = stat.S_IWGRP | stat.S_IWOTH


def _asked(*words: str) -> str:
    """What one of systemd's programs prints, or "" where there is none."""
    program = shutil.which(words[0])
    if program is None:
        return ""
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - a program of the system's, and words of our own
            [program, *words[1:]],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_PATIENCE_S,
            # PyInstaller's: the libraries of our folder are older than those that systemd needs.
            env={key: text for key, text in os.environ.items() if key != "LD_LIBRARY_PATH"},
            stdin=subprocess.DEVNULL,
        )
        return done.stdout
    return ""


def unit() -> Finding:
    """Whether the service runs, starts with the power and stays up."""
    names = "LoadState,ActiveState,SubState,UnitFileState,NRestarts"
    lines = _asked("systemctl", "show", UNIT, "-p", names).splitlines()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    if not found:
        return Finding("unit", "systemd does not answer here.", "Run this on the kiosk itself.")
    if found.get("LoadState") != "loaded":
        hint = "Install the package: apt install ./clinic-kiosk_VERSION_ARCHITECTURE.deb"
        return Finding("unit", f"{UNIT} is not there.", hint)
    if found.get("UnitFileState") != "enabled":
        return Finding("unit", "It does not start with the power.", f"Run: systemctl enable {UNIT}")
    restarts = found.get("NRestarts", "0")
    if found.get("ActiveState") != "active":
        text = f"It is {found.get('ActiveState')} ({found.get('SubState')}), restarts: {restarts}."
        return Finding("unit", text, f"Read why: journalctl -u {UNIT} -n 50")
    return Finding("unit", f"It runs. Restarts since it was started: {restarts}.")


def exposure(machine: Machine, config: Path | None) -> Iterator[Finding]:
    """What others could reach: the service's rights, AppArmor, the configuration, open ports."""
    about = "exposure"
    found = re.search(
        r"exposure level for \S+: (\d+(?:\.\d+)?)",
        _asked("systemd-analyze", "security", "--no-pager", UNIT),
    )
    if found and float(found[1]) > MOST_EXPOSED:
        text = f"systemd-analyze security says {found[1]}, and {MOST_EXPOSED} is the most."
        yield Finding(about, text, f"See what was added: systemctl cat {UNIT}")
    if config is not None:
        with suppress(OSError):
            if config.stat().st_mode & _OPEN_TO_ALL:
                text = f"Others than its owner can write {config}."
                yield Finding(about, text, f"Run: chmod go-w {config}")
    with suppress(OSError):
        if machine.state.stat().st_mode & (_OPEN_TO_ALL | stat.S_IROTH):
            text = f"Others can read or write {machine.state}."
            yield Finding(about, text, f"Run: chmod 700 {machine.state}")
    keys = machine.text("/proc/sys/kernel/sysrq")
    if keys not in {"", "0"}:
        text = f"Alt+SysRq on a keyboard reaches the kernel: kernel.sysrq is {keys}, not 0."
        yield Finding(about, text, "See what sets it in /etc/sysctl.d; then run: sysctl --system")
    mode = _apparmor(machine)
    if not mode:
        text = "AppArmor does not know the kiosk's profile."
        yield Finding(about, text, "Run: apparmor_parser --replace /etc/apparmor.d/clinic-kiosk")
    ports = ", ".join(map(str, sorted(_open_ports(machine))))
    level = f"Level {found[1]}. " if found else ""
    text = f"{level}{mode}Ports that the network can reach: {ports or 'none'}."
    yield Finding(about, text)


def _apparmor(machine: Machine) -> str:
    """What AppArmor does about the kiosk; "" where it should, and does not know it."""
    if machine.text("/sys/module/apparmor/parameters/enabled") != "Y":
        return "This kernel has no AppArmor: systemd's limits hold alone. "
    lines = machine.text("/sys/kernel/security/apparmor/profiles").splitlines()
    mode = next((line.split()[1] for line in lines if line.startswith(f"{_PROFILE} (")), "")
    if mode == "(enforce)":
        return "AppArmor enforces the kiosk's profile. "
    return "AppArmor watches the kiosk, and refuses nothing (complain mode). " if mode else ""


def _open_ports(machine: Machine) -> set[int]:
    """The TCP ports on which something listens to more than this machine."""
    ports = set()
    for name in ("tcp", "tcp6"):
        for line in machine.text(f"/proc/net/{name}").splitlines()[1:]:
            with suppress(ValueError, IndexError):
                _, local, _, state = line.split()[:4]
                address, port = local.split(":")
                if state == _LISTENING and not _is_own(address):
                    ports.add(int(port, 16))
    return ports


def _is_own(address: str) -> bool:
    """Whether an address of /proc/net is this machine's own: 127.0.0.0/8 or ::1."""
    own_6 = "00000000000000000000000001000000"
    mapped = "0000000000000000FFFF0000"
    return address == own_6 or (address.removeprefix(mapped)[-2:] == "7F")
