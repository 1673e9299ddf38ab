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

WORD = "check-library"
"""The built program becomes the checking process by this argument."""

LOOK_SECONDS = 60.0
BRING_SECONDS = 1800.0
_LET_GO_SECONDS = 2.0
_HINT = "Check it with `clinic-content check`, and publish it again."
_log = logging.getLogger(__name__)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    return [sys.executable, "-P", "-m", "app.content.updates.worker"]


class Checker:
    """One checking process at a time. For worker threads: it waits."""

    def __init__(
        self, look_seconds: float = LOOK_SECONDS, bring_seconds: float = BRING_SECONDS
    ) -> None:
        self._look_seconds = look_seconds
        self._bring_seconds = bring_seconds
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        """Have a task done; ContentError refuses a file, Trouble says why nothing came of it."""
        # Not at the top: a start without a check does without it, and it takes 8 ms.
        import json  # noqa: PLC0415
        import subprocess  # noqa: PLC0415

        if self._stopped:
            raise TransientError("The kiosk is closing.", "Start it again.")
        if self._process is not None and self._process.poll() is None:
            raise TransientError(f"{_where(task)} still does not answer.", "See to the share.")
        root = str(Path(app.__file__).parents[1])
        try:
            self._process = process = subprocess.Popen(  # noqa: S603 - our own program
                _command(),
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
        seconds = self._bring_seconds if task["do"] in ("bring", "content") else self._look_seconds
        try:
            said, complained = process.communicate(json.dumps(task) + "\n", timeout=seconds)
        except subprocess.TimeoutExpired as late:
            process.kill()
            try:
                process.communicate(timeout=_LET_GO_SECONDS)
            except subprocess.TimeoutExpired:  # it hangs in the share, and goes when that answers
                _log.warning("The checking process hangs.")
            heard: bytes | str = late.stdout or b""
            said = heard if isinstance(heard, str) else heard.decode(errors="replace")
            return answered(task, said, f"took longer than {seconds:.0f} seconds")
        if self._stopped:
            raise TransientError("The kiosk is closing.", "Start it again.")
        if complained.strip():
            _log.error("The checking process: %s", complained.strip().splitlines()[-1])
        return answered(task, said, _end_of(process.returncode))

    def stop(self) -> None:
        """End a process that is at work: the kiosk closes."""
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def _where(task: dict[str, Any]) -> str:
    """What a task is about, as staff know it."""
    if "offer" in task:
        return str(task["offer"]["file"])
    return str(task.get("folder") or task.get("file") or "The stick")


def _end_of(code: int) -> str:
    return f"stopped by itself ({'signal' if code < 0 else 'code'} {abs(code)})"


def answered(task: dict[str, Any], said: str, end: str) -> dict[str, Any]:
    """What the process said last, or what its silence means."""
    import json  # noqa: PLC0415 - as above

    stage, answer = "", None
    heard: dict[str, Any]
    for line in said.splitlines():
        try:
            heard = json.loads(line)
        except ValueError:
            continue
        stage = heard.get("stage", stage)
        answer = heard if "stage" not in heard else answer
    if answer is None and stage == "checking":
        problem = f"{_where(task)} could not be checked: the check {end}."
        raise ContentError(ContentCode.DAMAGED, problem, _HINT)
    if answer is None:
        hint = "See that the stick or the share stays, and try again."
        raise TransientError(f"{_where(task)} could not be read: the reading {end}.", hint)
    if "refused" in answer:
        code, problem, hint = answer["refused"]
        raise ContentError(ContentCode(code), problem, hint)
    if "trouble" in answer:
        raise TransientError(*answer["trouble"])
    return answer
