"""The check of a kiosk's print set-up: what is wrong, and the exact remedy. For staff of the IT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from app.domain.printing.printing import PrinterError, PrinterState
from app.handout.printing import ipptool
from app.handout.printing.cups import CupsPrinter
from app.handout.printing.cups_queue import Queue
from app.handout.printing.ipptool import Attributes, MissingToolError

CUPS_FOLDER = Path("/etc/cups")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}

SHORTEST_HISTORY, LONGEST_HISTORY = 30, 600
"""Seconds that CUPS may remember a finished job: long enough to be seen, no longer."""

LONGEST_JOB = 600
"""Seconds, at most, until CUPS gives up a job by itself."""

_DAY = 86400
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": _DAY, "w": 7 * _DAY}
_TIME = re.compile(r"(\d+(?:\.\d+)?)([smhdw]?)", re.IGNORECASE)
_RESTART = "then run: systemctl restart cups"


class Weight(StrEnum):
    """How much a finding weighs: a fault must be put right, advice should be heeded."""

    FAULT = "fault"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class PrintFinding:
    """One thing to put right: what it is about, what is wrong, and what to do."""

    weight: Weight
    about: str
    problem: str
    hint: str


def printer_check(queue: Queue, folder: Path = CUPS_FOLDER) -> tuple[PrintFinding, ...]:
    """Everything that is wrong with the set-up; nothing when a kiosk can print by it."""
    return (*_programs(), *_settings(folder), *_queue(queue))


def report(findings: tuple[PrintFinding, ...]) -> tuple[str, int]:
    """The findings as words for a terminal, and the exit code: 0, or 1 where there is a fault."""
    faults = sum(finding.weight is Weight.FAULT for finding in findings)
    lines = [f"{f.weight}: {f.about}\n  {f.problem}\n  {f.hint}" for f in findings]
    end = "The kiosk can print with this set-up." if not faults else f"Faults to mend: {faults}."
    return "\n".join((*lines, end)), 1 if faults else 0


def _fault(about: str, problem: str, hint: str) -> PrintFinding:
    return PrintFinding(Weight.FAULT, about, problem, hint)


def _advice(about: str, problem: str, hint: str) -> PrintFinding:
    return PrintFinding(Weight.ADVICE, about, problem, hint)


def _programs() -> Iterator[PrintFinding]:
    for name, package in (("lp", "cups-client"), ("ipptool", "cups-ipp-utils")):
        try:
            ipptool.program(name)
        except MissingToolError:
            yield _fault(name, "It is not installed.", f"Run: apt-get install cups {package}")


def _settings(folder: Path) -> Iterator[PrintFinding]:
    file = folder / "cupsd.conf"
    try:
        found = _directives(file.read_text(encoding="utf-8", errors="replace"))
    except OSError as error:
        hint = "Install CUPS, or run this check as an administrator."
        yield _fault(str(file), f"It cannot be read ({error.strerror}).", hint)
        return
    if found.get("preservejobfiles", "yes").lower() not in ("no", "off", "false", "0"):
        problem = "CUPS keeps a copy of what was printed."
        yield _fault("PreserveJobFiles", problem, _line(file, "PreserveJobFiles No"))
    history = _seconds(found.get("preservejobhistory", "yes"))
    if not SHORTEST_HISTORY <= history <= LONGEST_HISTORY:
        problem = (
            "CUPS forgets a job before the kiosk can see that it is done."
            if history < SHORTEST_HISTORY
            else "CUPS keeps a list of old jobs for longer than it is needed."
        )
        yield _fault("PreserveJobHistory", problem, _line(file, "PreserveJobHistory 300"))
    longest = _seconds(found.get("maxjobtime", "3h"))
    if not 0 < longest <= LONGEST_JOB:
        problem = "CUPS would keep on at a job that cannot print."
        yield _fault("MaxJobTime", problem, _line(file, "MaxJobTime 300"))
    # Debian has CUPS stop after a minute, and then only its socket file wakes it.
    if _seconds(found.get("idleexittimeout", "0")) > 0:
        problem = "CUPS stops by itself when nothing is printed, and the kiosk cannot reach it."
        yield _fault("IdleExitTimeout", problem, _line(file, "IdleExitTimeout 0"))
    if found.get("loglevel", "warn").lower().startswith("debug"):
        problem = "CUPS writes down every detail of every job."
        yield _fault("LogLevel", problem, _line(file, "LogLevel warn"))


def _queue(queue: Queue) -> Iterator[PrintFinding]:
    host = urlsplit(queue.uri()).hostname or ""
    if host not in LOOPBACK:
        problem = f"The kiosk prints through another machine ({host})."
        hint = "Make the queue on the kiosk itself, and unset CUPS_SERVER."
        yield _fault("the print system", problem, hint)
    printer = CupsPrinter(queue)
    try:
        name, attributes = printer.queue_attributes()
        yield from _queue_settings(name, attributes)
        yield from _device(printer, name, attributes)
    except PrinterError as error:
        yield _why_not(queue, error)


def _why_not(queue: Queue, error: PrinterError) -> PrintFinding:
    name = queue.name or "Kiosk"
    if error.state is PrinterState.NO_PRINTER:
        make = f"lpadmin -p {name} -E -v ipp://PRINTER/ipp/print -m everywhere"
        hint = f"Run: {make} -o printer-error-policy=abort-job && lpadmin -d {name}"
        return _fault("the printer", error.problem, hint)
    problem = f"CUPS does not answer at {queue.server}. {error.problem}"
    return _fault("the print system", problem, "Run: systemctl enable --now cups")


def _queue_settings(name: str, attributes: Attributes) -> Iterator[PrintFinding]:
    about = f"the printer {name}"
    if attributes.get("printer-is-accepting-jobs", (True,))[0] is False:
        yield _fault(about, "It does not accept jobs.", f"Run: cupsaccept {name}")
    if "paused" in attributes.get("printer-state-reasons", ()):
        yield _fault(about, "Its queue is stopped.", f"Run: cupsenable {name}")
    policy = str(attributes.get("printer-error-policy", ("",))[0])
    if policy != "abort-job":
        problem = f"A job that fails stays in the queue (its error policy is {policy or 'unknown'})"
        hint = f"Run: lpadmin -p {name} -o printer-error-policy=abort-job"
        yield _fault(about, f"{problem}.", hint)


def _device(printer: CupsPrinter, name: str, attributes: Attributes) -> Iterator[PrintFinding]:
    about = f"the printer {name}"
    device = str(attributes.get("device-uri", ("",))[0])
    scheme = urlsplit(device).scheme
    remake = f"Run: lpadmin -p {name} -E -v ipp://PRINTER/ipp/print -m everywhere"
    if scheme not in ("ipp", "ipps"):
        problem = f"It is reached by {scheme or 'nothing'}:, which cannot say whether paper came."
        usb = " For a USB printer, install ipp-usb first." if scheme == "usb" else ""
        yield _advice(about, problem, f"{remake}.{usb}")
        return
    answers, believed = printer.reports_itself()
    if not answers:
        problem = f"It does not answer at {device}, or does not tell of its jobs."
        yield _fault(about, problem, "Switch it on, and see that the kiosk can reach it.")
    elif not believed:
        problem = "Behind it is another print server, which cannot say whether paper came."
        yield _advice(about, problem, remake)
    else:
        state = printer.state().state
        if not state.prints:
            yield _advice(about, f"It cannot print just now: {state}.", "See to it there.")


def _directives(text: str) -> dict[str, str]:
    """What cupsd.conf sets outside its sections, by name in small letters; the last one counts."""
    found = {}
    depth = 0
    for line in map(str.strip, text.splitlines()):
        if line.startswith("</"):
            depth -= 1
        elif line.startswith("<"):
            depth += 1
        elif line and not line.startswith("#") and depth == 0:
            name, _, value = line.partition(" ")
            found[name.lower()] = value.strip()
    return found


def _seconds(value: str) -> float:
    """A time as cupsd.conf gives it; a plain yes is for ever, a plain no is not at all."""
    if value.lower() in ("no", "off", "false"):
        return 0.0
    found = _TIME.fullmatch(value)
    return float(found[1]) * _UNITS[found[2].lower()] if found else float("inf")


def _line(file: Path, line: str) -> str:
    return f'Put the line "{line}" into {file}, {_RESTART}'
