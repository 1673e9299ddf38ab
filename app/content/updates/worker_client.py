"""Starts the checking process, waits for its answer, and gives it up when it takes too long."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import app
from app.domain.errors import ContentCode, ContentError, TransientError

if TYPE_CHECKING:
    import subprocess

WORKER_ARGUMENT = "check-library"
"""The built program becomes the checking process by this argument."""

PAINT_ARGUMENT = "paint-library"
"""And by this one the process that paints an edition's pages."""

LIST_SECONDS = 60.0
FETCH_SECONDS = 1800.0
_LET_GO_SECONDS = 2.0
_HINT = "Check it with `clinic-content check`, and publish it again."
_log = logging.getLogger(__name__)


_TOO_LONG = -27
"""How a process ends whose page took too long: by SIGPROF, which Windows has not."""


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT]
    return [sys.executable, "-P", "-m", "app.content.updates.worker"]


def _paint_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, PAINT_ARGUMENT]
    return [sys.executable, "-P", "-m", "app.main_trial"]


class Checker:
    """One checking process at a time. For worker threads: it waits."""

    def __init__(
        self, list_seconds: float = LIST_SECONDS, fetch_seconds: float = FETCH_SECONDS
    ) -> None:
        self._list_seconds = list_seconds
        self._fetch_seconds = fetch_seconds
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        """Have a task done; ContentError rejects a file, TransientError says why it must wait."""
        # Not at the top: a start without a check does without it, and it takes 8 ms.
        import json  # noqa: PLC0415
        import subprocess  # noqa: PLC0415

        if self._stopped:
            raise TransientError("The kiosk is closing.", "Start it again.")
        if self._process is not None and self._process.poll() is None:
            raise TransientError(f"{_subject(task)} still does not answer.", "See to the share.")
        root = str(Path(app.__file__).parents[1])
        try:
            self._process = process = subprocess.Popen(  # noqa: S603 - our own program
                _paint_command() if task["do"] == "paint" else _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": root},
                text=True,
                encoding="utf-8",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
            )
        except OSError as error:
            hint = "See that the machine has memory to spare, and start the kiosk again."
            raise TransientError(f"The check cannot start: {error.strerror}.", hint) from error
        seconds = (
            self._fetch_seconds
            if task["do"] in ("fetch", "content", "paint")
            else self._list_seconds
        )
        try:
            message = json.dumps({**task, "parent": os.getpid()}) + "\n"
            output, errors = process.communicate(message, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            process.kill()
            try:
                process.communicate(timeout=_LET_GO_SECONDS)
            except subprocess.TimeoutExpired:  # it hangs in the share, and goes when that answers
                _log.warning("The checking process hangs.")
            partial: bytes | str = late.stdout or b""
            output = partial if isinstance(partial, str) else partial.decode(errors="replace")
            return parse_answer(task, output, f"took longer than {seconds:.0f} seconds")
        if self._stopped:
            raise TransientError("The kiosk is closing.", "Start it again.")
        if errors.strip():
            _log.error("The checking process: %s", errors.strip().splitlines()[-1])
        return parse_answer(task, output, _end_of(process.returncode))

    def stop(self) -> None:
        """End a process that is at work: the kiosk closes."""
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def _subject(task: dict[str, Any]) -> str:
    """What a task is about, as staff know it."""
    if "offer" in task:
        return str(task["offer"]["file"])
    if "number" in task:
        return f"Edition {task['number']}"
    return str(task.get("source") or task.get("file") or "The stick")


def _end_of(code: int) -> str:
    if code == _TOO_LONG:
        return "took longer than a second"
    return f"stopped by itself ({'signal' if code < 0 else 'code'} {abs(code)})"


def parse_answer(task: dict[str, Any], output: str, end: str) -> dict[str, Any]:
    """What the process said last, or what its silence means."""
    import json  # noqa: PLC0415 - as above

    stage, page, answer = "", "", None
    message: dict[str, Any]
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        stage, page = message.get("stage", stage), message.get("page", page)
        answer = message if "stage" not in message else answer
    if answer is None and stage == "checking":
        problem = f"{_subject(task)} could not be checked: the check {end}."
        raise ContentError(ContentCode.DAMAGED, problem, _HINT)
    if answer is None and stage == "painting":
        problem = f"{_subject(task)}: {page} could not be painted: the painting {end}."
        raise ContentError(ContentCode.FAULTY, problem, _HINT)
    if answer is None and task["do"] == "paint":
        hint = "Start the kiosk again. If this comes back, install it again."
        raise TransientError(f"{_subject(task)} could not be painted: the trial {end}.", hint)
    if answer is None:
        hint = "See that the stick or the share stays, and try again."
        raise TransientError(f"{_subject(task)} could not be read: the reading {end}.", hint)
    if "rejected" in answer:
        code, problem, hint = answer["rejected"]
        raise ContentError(ContentCode(code), problem, hint)
    if "transient" in answer:
        raise TransientError(*answer["transient"])
    return answer
