"""The real program in a real window: an X server, a D-Bus session, and hands from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench import screen

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("reader.py")
LISTENER = Path(__file__).with_name("listener.py")
DEBIAN_PYTHON = "/usr/bin/python3"
SECONDS = 60.0
LOOK_EVERY = 0.02
Found = TypeVar("Found")


def missing() -> str:
    """The Debian packages that are not here, or ""."""
    needed = {
        "xvfb": shutil.which("Xvfb"),
        "xdotool": shutil.which("xdotool"),
        "x11-utils": shutil.which("xprop"),
        "dbus": shutil.which("dbus-daemon"),
        "at-spi2-core": Path("/usr/share/dbus-1/services/org.a11y.Bus.service").exists(),
        "python3-pyatspi": _debian_python_has("pyatspi"),
    }
    return ", ".join(name for name, there in needed.items() if not there)


def _debian_python_has(module: str) -> bool:
    command = [DEBIAN_PYTHON, "-c", f"import {module}"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def wait_until(look: Callable[[], Found], what: str) -> Found:
    """Look at another process until it shows something; the one place where a test waits."""
    end = time.monotonic() + SECONDS
    while not (found := look()):
        assert time.monotonic() < end, f"not seen after {SECONDS:g} s: {what}"
        time.sleep(LOOK_EVERY)
    return found


def without_python_path(environment: dict[str, str]) -> dict[str, str]:
    """For Debian's Python, which is not the program's."""
    return {name: value for name, value in environment.items() if name != "PYTHONPATH"}


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


@contextmanager
def _bus(environment: dict[str, str]) -> Iterator[str]:
    """A D-Bus session of one's own; gives its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    bus = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
    finally:
        _end(bus)


@dataclass
class Heard:
    """Something that a screen reader says."""

    name: str
    role: str
    about: str
    checked: bool
    focused: bool
    locale: str
    middle: list[int]
    position: str


@dataclass
class RealKiosk:
    """The program on its screen, with what a person outside it can do."""

    program: subprocess.Popen[str]
    environment: dict[str, str]
    log: Path
    _reader: subprocess.Popen[str] = field(repr=False)

    def _ask(self, word: str, about: str = "") -> Any:
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps([word, about]) + "\n")
        self._reader.stdin.flush()
        line = self._reader.stdout.readline()
        assert line, "the screen reader has gone"
        return json.loads(line)

    def tree(self) -> list[Heard]:
        """Everything on show, as a screen reader has it; nothing while it is changing."""
        said = self._ask("tree")
        return [Heard(**node) for node in said.get("answer", ())]

    def hears(self, words: str) -> list[Heard]:
        """What is on show with these words in it, once it is there."""
        return wait_until(lambda: [h for h in self.tree() if words in h.name], words)

    def finds(self, words: str) -> list[Heard]:
        """The same, on this part of the page or on one that Page down turns to."""

        def look() -> list[Heard]:
            found = [heard for heard in self.tree() if words in heard.name]
            if not found:
                self._try_to_press("Page down")
            return found

        return wait_until(look, words)

    def press(self, name: str) -> None:
        """Press a control through its action interface, once it is there."""
        said = wait_until(lambda: self._try_to_press(name), f"{name!r} to press")
        assert said == "pressed", said

    def _try_to_press(self, name: str) -> str:
        said = self._ask("press", name)
        trouble = said.get("trouble") or said["answer"]
        return "" if trouble else "pressed"

    def tool(self, *command: str) -> str:
        """Run a tool on this screen; gives what it says."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout.strip()

    @contextmanager
    def listening(self) -> Iterator[Callable[[], str]]:
        """Gives what hears the next thing that a screen reader is asked to say."""
        listener = subprocess.Popen(
            [DEBIAN_PYTHON, str(LISTENER)],
            env=without_python_path(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        told = listener.stdout
        assert told is not None
        try:
            assert json.loads(told.readline()) == "ready"
            yield lambda: str(json.loads(told.readline()))
        finally:
            _end(listener)

    def window(self, title: str = ".") -> str:
        """A window, once it stands: any that has a title, or one whose title has this pattern."""

        def look() -> str:
            command = ["xdotool", "search", "--onlyvisible", "--name", title]
            done = subprocess.run(
                command, env=self.environment, capture_output=True, text=True, check=False
            )
            return done.stdout.strip()

        return wait_until(look, f"a window {title}").splitlines()[0]


@contextmanager
def real_kiosk(
    folder: Path, *options: str, module: str = "app.main", name: str = "clinic-kiosk"
) -> Iterator[RealKiosk]:
    """Start a program, with these options, as on a machine that has nothing else.

    `name` is what assistive technology knows it by.
    """
    with ExitStack() as at_the_end:
        display = at_the_end.enter_context(screen.screen())
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        environment = {
            "CUPS_SERVER": "127.0.0.1:9",  # where nothing listens: nobody's printer is used
            "DISPLAY": display,
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "XDG_RUNTIME_DIR": str(runtime),
        }
        environment["DBUS_SESSION_BUS_ADDRESS"] = at_the_end.enter_context(_bus(environment))
        log = folder / "log"
        with log.open("w") as errors:
            program = subprocess.Popen(
                [sys.executable, "-P", "-m", module, *options],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                text=True,
            )
        at_the_end.callback(_end, program)
        reader = subprocess.Popen(
            [DEBIAN_PYTHON, str(READER), name],
            env=without_python_path(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        at_the_end.callback(_end, reader)
        assert reader.stdout is not None
        assert json.loads(reader.stdout.readline()) == "ready"
        yield RealKiosk(program, environment, log, reader)
