"""The kiosk as a process: one at a time, ended by signals in order, and never dumped to a disk."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import paths
from app.service.process import RUNNING_ALREADY
from tests.machine import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
UP = b"the first screen is painted"
WRITTEN = ["content-….db", "content.manifest", "helpline.json", "kiosk.lock", "last-day"]
"""What a kiosk has written down once it shows its library."""

# Says so once the first screen is painted: that is when a test may go on.
PROGRAM = f"""
import sys
from app import main
from app.bridge.window.window import KioskWindow
load = KioskWindow.load
def loud(window, size):
    window.frameSwapped.connect(lambda: print({UP.decode()!r}, flush=True))
    load(window, size)
KioskWindow.load = loud
sys.exit(main.main(sys.argv[1:]))
"""


@contextmanager
def started(state: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A kiosk in a process of its own, whose first screen is painted."""
    words = [sys.executable, "-c", PROGRAM, "--size", "640x480", str(paths.CONTENT)]
    surroundings = os.environ | {"STATE_DIRECTORY": str(state), "PYTHONPATH": str(paths.ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env=surroundings, stdout=pipe, stderr=pipe) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline().strip()
            assert first in (UP, b""), first
            yield process
        finally:
            process.kill()


def files_in(state: Path) -> list[str]:
    """The files of a state directory, without the digest in the name of the library's copy."""
    return sorted(re.sub(r"content-\w+", "content-…", file.name) for file in state.iterdir())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_it_cleanly(tmp_path: Path, name: str) -> None:
    with started(tmp_path) as kiosk:
        kiosk.send_signal(getattr(signal, name))
        _, told = kiosk.communicate(timeout=60)
        assert (kiosk.returncode, b"Traceback" in told) == (0, False)
    with started(tmp_path) as again:  # it left nothing that stands in the way of the next
        assert again.poll() is None


def test_a_second_kiosk_says_so_and_ends_and_takes_nothing_away(tmp_path: Path) -> None:
    with started(tmp_path) as first:
        # The first picture comes before the library is checked, and before all is written down.
        until(lambda: files_in(tmp_path) == WRITTEN, first)
        before = sorted(tmp_path.iterdir())
        with started(tmp_path) as second:
            _, told = second.communicate(timeout=60)
        assert second.returncode == RUNNING_ALREADY
        assert f"Another kiosk is running here already (process {first.pid} on " in told.decode()
        assert first.poll() is None
        assert sorted(tmp_path.iterdir()) == before


def test_one_that_was_killed_does_not_shut_the_next_out(tmp_path: Path) -> None:
    with started(tmp_path) as kiosk:
        kiosk.kill()
        kiosk.wait(60)
    with started(tmp_path) as again:
        assert again.poll() is None


@pytest.mark.parametrize(
    "program",
    [
        "from app.main import main; main(['--version'])",
        "from app.main_editor import main; main(['--version'])",
        "from app.cli.main import main; main(['check', '/nowhere.db'])",
        # What they start: the check, the trial, the reading, and the writing of many handouts.
        "from app.content.updates.worker import main; main()",
        "from app.main_trial import main; main()",
        "from app.content.importing.worker import main; main()",
        "from app.handout.site import Site; from app.handout.writing import _begin;"
        " _begin(Site(), None, None)",
    ],
)
def test_no_program_of_ours_can_be_dumped(program: str) -> None:
    check = f"""
import atexit, ctypes, resource, sys
limit = lambda: resource.getrlimit(resource.RLIMIT_CORE)
atexit.register(lambda: print(limit(), ctypes.CDLL(None).prctl(3), file=sys.__stdout__))
{program}
"""
    done = subprocess.run(
        [sys.executable, "-c", check],
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_allow_dumps,
    )
    assert done.stdout.splitlines()[-1] == "(0, 0) 0", done.stderr


def _allow_dumps() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
