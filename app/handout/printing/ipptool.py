"""Questions to a print system or a printer, asked by CUPS's own `ipptool`.

The questions are the text files in resources/printing; ipptool encodes them and gives the answers
as a property list, which the standard library reads.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from app.domain.printing.printing import PrinterError, PrinterState

QUESTIONS = Path(__file__).parents[3] / "resources" / "printing"

_NOT_FOUND = "client-error-not-found"
_END = b"</plist>"

Attributes = Mapping[str, tuple[Any, ...]]
"""IPP attributes; each has one value or more."""


class NoAnswerError(Exception):
    """The other end could not be reached, was too slow, or did not speak IPP."""


class MissingToolError(Exception):
    """A program of CUPS is not installed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request: its status, and the groups of attributes that it holds."""

    status: str
    groups: tuple[Attributes, ...]

    @property
    def good(self) -> bool:
        """Whether it is what was asked for."""
        return self.status.startswith("successful-ok")

    @property
    def not_found(self) -> bool:
        """Whether there is no such printer or job."""
        return self.status == _NOT_FOUND

    @property
    def first(self) -> Attributes:
        """The first thing that was asked for; empty where there is none."""
        return self.groups[0] if self.groups else {}


def environment() -> dict[str, str]:
    """For CUPS's programs: words in English, and nobody's own options or servers."""
    passed = {key: value for key, value in os.environ.items() if key in ("PATH", "TMPDIR")}
    return {**passed, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


def program(name: str) -> str:
    """Where a program of CUPS is; MissingToolError when it is not there."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
    if found is None:
        raise MissingToolError(name)
    return found


def not_installed(error: MissingToolError) -> PrinterError:
    """The same, as the domain has it."""
    return PrinterError(PrinterState.NO_PRINTER, f"CUPS's program {error} is not installed.")


def ask(
    uri: str,
    question: str,
    values: Mapping[str, str | int],
    *,
    seconds: float,
    questions: Path = QUESTIONS,
) -> tuple[Answer, ...]:
    """The answers to each request of a question file, in order.

    `values` fill the file's variables. NoAnswerError when they are not all there in `seconds`.
    """
    filled = [word for key, value in values.items() for word in ("-d", f"{key}={value}")]
    command = [program("ipptool"), "-I", "-X", "-T", f"{max(1, round(seconds))}", *filled]
    try:
        done = subprocess.run(  # noqa: S603 - a program of CUPS, and no shell
            [*command, uri, str(questions / f"{question}.ipp")],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoAnswerError("it did not answer in time") from None
    except OSError as error:  # the machine has no memory or no processes left
        raise NoAnswerError(f"ipptool: {error.strerror}") from None
    return _read(done.stdout)


def _read(output: bytes) -> tuple[Answer, ...]:
    plist, end, _ = output.partition(_END)
    try:
        parsed = plistlib.loads(plist + end)
        tests = [test for test in parsed["Tests"] if "ResponseAttributes" in test]
        answers = tuple(_answer(test) for test in tests)
    except (ExpatError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoAnswerError(f"the answer cannot be read ({type(error).__name__})") from None
    if not answers or len(answers) != len(parsed["Tests"]):
        raise NoAnswerError(str(parsed.get("ErrorMessage", "it did not answer")))
    return answers


def _answer(test: Mapping[str, Any]) -> Answer:
    # The first group is the answer's own; what was asked for stands in those behind it.
    groups = test["ResponseAttributes"][1:]
    return Answer(
        test["StatusCode"],
        tuple({key: _values(value) for key, value in group.items()} for group in groups),
    )


def _values(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)
