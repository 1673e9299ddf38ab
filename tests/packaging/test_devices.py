"""What is around the installed kiosk comes and goes: monitor, panel, keyboards, and sleep.

A container has no sockets to pull a plug from, so each is a stand-in that reaches the kiosk where
the real one would. Monitors are wlroots' headless ones, which devices.c plugs in and out; pointers
and keyboards are virtual ones of the compositor; sleep is the freezer of control groups, with
clocks that have gone on meanwhile. Graphics driver, USB bus and firmware are left to a machine.
"""

from __future__ import annotations

import struct
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import config_file
from app.bridge.window.standby import SHIFT_SECONDS
from app.domain.kiosk.hours import SHIFTS
from tests.packaging.container import Container, lacking
from tests.packaging.installed import AGAIN_WITHIN_S, Family, Installed
from tests.packaging.test_package import (
    ANSWERS,
    CONFIG,
    HEADLESS,
    SMALL,
    TOPIC,
    WATCHED_S,
)

SOURCE = Path(__file__).with_name("devices.c")
UNPLUG, PLUG_IN = "-USR1", "-USR2"
STORM = 150
"""How many keyboards, and how many pointers, come and go."""

SLEPT_S = 12 * len(SHIFTS) * int(SHIFT_SECONDS)
"""A night, after which the first screen stands where it stood: it is shifted against burn-in."""

MONTHS_S = 100 * 24 * 3600
CTRL, ALT, SUPER = 4, 8, 64
DELETE, ESCAPE, TAB, SYSRQ, Q, W, F4, F11, C, T, POWER = 111, 1, 15, 99, 16, 17, 62, 87, 46, 20, 116
F1_TO_F12 = (*range(59, 69), 87, 88)
WAYS_OUT = (
    *((key, CTRL | ALT) for key in (*F1_TO_F12, DELETE, T)),
    *((key, ALT) for key in (SYSRQ, F4, TAB, ESCAPE)),
    *((key, CTRL) for key in (Q, W, C, ESCAPE)),
    *((key, SUPER) for key in (TAB, Q, T)),
    *((key, 0) for key in (SYSRQ, F11, POWER, ESCAPE)),
)
"""Keys, with what is held down with them, that lead out of other programs."""

pytestmark = [
    pytest.mark.container,
    pytest.mark.skipif(bool(reason := lacking()), reason=reason or "it can"),
]


@dataclass
class Machine:
    """The machine that the kiosk stands on."""

    container: Container
    installed: Installed
    clock: Path

    def signal(self, name: str) -> None:
        """Tell devices.c, in the compositor, what to do."""
        self.container.does("kill", name, self.installed.state()["MainPID"])

    def set_ahead(self, seconds: int) -> None:
        """Move the clocks that go on while a machine sleeps."""
        with self.clock.open("r+b") as file:
            file.write(struct.pack("=q", seconds))

    def wait_past_the_watchdog(self) -> None:
        """Wait until the kiosk has been heard of for longer than it may say nothing."""

        def heard() -> int:
            return int(self.installed.state()["WatchdogTimestampMonotonic"])

        since = heard() + (WATCHED_S + 2) * 1_000_000
        self.container.wait("word of it", lambda: heard() > since, AGAIN_WITHIN_S)


@pytest.fixture(scope="module")
def machine(
    container: Container, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    """A kiosk that is set up and has been switched on without a monitor."""
    built = tmp_path_factory.mktemp("devices") / "devices.so"
    flags = ("-Wall", "-Werror", "-O1", "-shared", "-fPIC")
    subprocess.run(["/usr/bin/cc", *flags, SOURCE, "-o", built, "-ldl"], check=True)
    (container.files / "srv/devices.so").write_bytes(built.read_bytes())
    clock = container.files / "srv/clock"
    clock.write_bytes(bytes(8))
    lines = "LD_PRELOAD=/srv/devices.so\nDEVICES_CLOCK=/srv/clock\nWLR_HEADLESS_OUTPUTS=0\n"
    container.write("/etc/default/clinic-kiosk", f"{HEADLESS}{lines}")
    container.write("/srv/answers.toml", ANSWERS)
    container.does("apt", "install", "-y", f"/packages/{package.name}")
    container.does("clinic-kiosk", "set-up", "--answers", "/srv/answers.toml")
    found = Machine(container, Installed(container), clock)
    before = found.installed.state()["MainPID"]
    container.does("systemctl", "restart", "clinic-kiosk")
    found.installed.wait_for_first_frame(not_of=before)
    yield found
    container.does("apt", "purge", "-y", "clinic-kiosk")


@pytest.fixture
def fresh(machine: Machine) -> None:
    """Just started: its first screen has not been shifted yet."""
    before = machine.installed.state()["MainPID"]
    machine.container.does("systemctl", "restart", "clinic-kiosk")
    machine.installed.wait_for_first_frame(not_of=before)
    machine.signal(PLUG_IN)
    machine.container.wait("a picture", lambda: not machine.installed.picture().isNull())


@pytest.fixture
def same(machine: Machine) -> Iterator[None]:
    """In the same process as before, with no restart."""
    before = machine.installed.program()
    yield
    assert machine.installed.program() == before
    assert machine.installed.state()["NRestarts"] == "0"


Enter = Callable[[], Family]


@pytest.fixture
def family(fonts: None, machine: Machine, tmp_path: Path) -> Iterator[Enter]:
    """Lets a family in."""
    text = machine.container.does("cat", CONFIG)
    entered: list[Family] = []

    def enter() -> Family:
        parsed = config_file.parse(tomllib.loads(text), CONFIG)
        entered.append(Family(machine.installed, tmp_path, SMALL, parsed))
        return entered[-1]

    yield enter
    for one in entered:
        one.close()


@pytest.mark.usefixtures("same")
def test_a_monitor_that_comes_late(machine: Machine, family: Enter) -> None:
    machine.wait_past_the_watchdog()
    assert machine.installed.picture().isNull(), "there is no monitor yet"
    log = machine.container.does("journalctl", f"_PID={machine.installed.program()}")
    assert "The screen is small" not in log, "nothing is known of its size"
    machine.signal(PLUG_IN)
    machine.installed.wait_for(family().picture(), "first screen on the monitor that came")


@pytest.mark.usefixtures("same")
def test_a_monitor_is_unplugged_and_plugged_in_while_a_family_reads(
    machine: Machine, family: Enter
) -> None:
    there = family()
    with machine.installed.pointer() as there.pointer:
        there.start()
        there.tap(TOPIC)
        machine.signal(UNPLUG)
        machine.container.wait("dark", lambda: machine.installed.picture().isNull())
        machine.wait_past_the_watchdog()
        machine.signal(PLUG_IN)
        machine.installed.wait_for(there.picture(), "page that was there")
        there.tap("Home")
        there.tap("I've finished")
        there.tap("Yes, clear the screen")


@pytest.mark.usefixtures("same")
def test_a_storm_of_keyboards_and_pointers(machine: Machine, family: Enter) -> None:
    there = family()
    first = there.picture()
    for number in range(STORM):
        with machine.installed.keyboard() as keyboard, machine.installed.pointer():
            keyboard.press(*WAYS_OUT[number % len(WAYS_OUT)])
    machine.installed.wait_for(first, "first screen after all that")
    with machine.installed.pointer() as there.pointer:
        there.start()
        there.tap("I've finished")
        there.tap("Yes, clear the screen")


@pytest.mark.usefixtures("fresh", "same")
def test_the_machine_sleeps_over_a_family_s_page(machine: Machine, family: Enter) -> None:
    there = family()
    first = there.picture()
    with machine.installed.pointer() as there.pointer:
        there.start()
        there.tap(TOPIC)
    # A sleeping machine's watchdog sleeps, too.
    machine.container.does("systemctl", "service-watchdogs", "no")
    machine.container.does("systemctl", "freeze", "clinic-kiosk")
    machine.set_ahead(SLEPT_S)
    machine.container.does("systemctl", "thaw", "clinic-kiosk")
    machine.container.does("systemctl", "service-watchdogs", "yes")
    machine.installed.wait_for(first, "first screen for the next family")
    machine.wait_past_the_watchdog()


def test_what_it_has_in_tmp_is_not_cleared_while_it_runs(machine: Machine) -> None:
    """As by systemd's own timer, months later."""
    container = machine.container
    enter = "cd /tmp/systemd-private-*-clinic-kiosk.service-*/tmp"
    container.does("sh", "-c", f"touch /tmp/forgotten && {enter} && touch in-use")
    machine.set_ahead(MONTHS_S)
    later = ("env", "LD_PRELOAD=/srv/devices.so", "DEVICES_CLOCK=/srv/clock")
    container.does(*later, "systemd-tmpfiles", "--clean")
    assert container.run("ls", "/tmp/forgotten").returncode != 0  # noqa: S108 - as above
    container.does("sh", "-c", f"{enter} && ls in-use")


def test_its_state_is_its_own_where_var_is_empty(machine: Machine) -> None:
    container = machine.container
    container.does("systemctl", "stop", "clinic-kiosk")
    container.does("rm", "-r", "/var/lib/clinic-kiosk")
    container.does("systemd-tmpfiles", "--create")
    state = container.does("stat", "-c", "%U %a", "/var/lib/clinic-kiosk")
    assert state == "clinic-kiosk 700"
