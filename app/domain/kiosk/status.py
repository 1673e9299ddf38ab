"""How a kiosk is, for staff and IT: as sentences, as values, and in Prometheus' text format.

Nothing of a family is in it: numbers that are small are hidden, and others are rounded down, so
that nobody who reads it every few seconds sees one family come or go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.domain.kiosk.counts import HIDDEN_UNDER, CountsState
from app.domain.kiosk.starts import Mode, StartReason
from app.domain.library.library import date_in_words

STALE_AFTER = 90.0
"""Seconds without a word from the kiosk until it is taken for dead."""

MOST_NAMED = 5
"""How many texts a sentence names."""

_STARTED = {
    StartReason.FIRST: "It was its first start.",
    StartReason.CLOSED: "It had been closed in order.",
    StartReason.CRASH: "It had ended by itself, or had been killed.",
    StartReason.POWER_ON: "The machine was switched on.",
    StartReason.POWER_LOST: "The machine had lost its power, or had been switched off.",
}
_MODES = {
    Mode.NORMAL: "",
    Mode.SAFE: "It ended several times in a minute, so it runs with default settings until it is"
    " started anew, and first waits before it looks for an edition. Read why:"
    " journalctl -u clinic-kiosk",
    Mode.RESTING: "It ended again and again, so it only shows the resting screen, until it is"
    " started anew. Read why: journalctl -u clinic-kiosk",
}
_TRUST = {
    "set-up": "the library this kiosk was set up with",
    "signed": "signed",
    "unsigned": "unsigned: whoever can write to their folder decides what families read",
}


_COUNTING = "What families read is counted: clinic-kiosk counts."
_COUNTS = {
    CountsState.OFF: "",
    CountsState.NOTHING_YET: _COUNTING,
    CountsState.TOO_FEW: _COUNTING,
    CountsState.SHOWN: _COUNTING,
    CountsState.NOT_SAVED: "What families read is counted, and cannot be saved. See that there is"
    " room in the state directory, and that the kiosk may write there.",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How a kiosk is. Moments are seconds since 1970; sizes are bytes.

    `sessions` and `handouts` are those of today; None is that they are hidden. `trust` is where
    the edition comes from: "set-up", "signed" or "unsigned". `put_back` names the texts that are
    shown as they were signed last. `code` is that of the resting screen. `counts` is a
    CountsState: whether there is anything to show, never a number.
    """

    version: str = ""
    written: float = 0.0
    started: float = 0.0
    start_reason: str = StartReason.FIRST
    restarts: int = 0
    mode: str = Mode.NORMAL
    set_aside: str = ""
    library: str = ""
    edition: int = 0
    edition_since: str = ""
    trust: str = "set-up"
    refused: int = 0
    problem: str = ""
    put_back: tuple[str, ...] = ()
    code: str = ""
    overdue: int = 0
    clock_believed: bool = True
    printer: str = "unknown"
    printer_prints: bool = False
    paper_low: bool = False
    toner_low: bool = False
    disk_free: int = 0
    memory: int = 0
    slowest_tap: float = 0.0
    sessions: int | None = 0
    handouts: int | None = 0
    counts: str = CountsState.OFF


def hidden(count: int) -> int | None:
    """A count of what families do, as it may be told."""
    if 0 < count < HIDDEN_UNDER:
        return None
    return count - count % HIDDEN_UNDER


def values(status: Status) -> dict[str, object]:
    """Everything, by its name: for programs."""
    return asdict(status)


def sentences(status: Status) -> list[str]:
    """How the kiosk is, in plain words, without what the page behind the PIN says elsewhere."""
    lines = [
        f"It has run since {_moment(status.started)}. {_STARTED[StartReason(status.start_reason)]}"
    ]
    if status.restarts:
        times = "once" if status.restarts == 1 else f"{status.restarts} times"
        lines.append(f"It had to be started again {times} since the machine was switched on.")
    if text := _MODES[Mode(status.mode)]:
        lines.append(text)
    if status.set_aside:
        lines.append(f"What it remembered was set aside for IT: {status.set_aside}.")
    if status.put_back:
        lines.append(_put_back(status.put_back))
    if status.overdue:
        pages = "One page is" if status.overdue == 1 else f"{status.overdue} pages are"
        lines.append(f"{pages} past the review date.")
    lines.extend(
        (
            f"Today: {_told(status.sessions, 'visit')}, {_told(status.handouts, 'handout')}."
            f" The slowest tap took {status.slowest_tap:.2f} seconds.",
            f"{_size(status.disk_free)} of the disk are free."
            f" The screen uses {_size(status.memory)}.",
        )
    )
    return lines


def everything(status: Status) -> list[str]:
    """The same with what the page says elsewhere: for a terminal."""
    first = []
    if status.library:
        since = f", since {status.edition_since}" if status.edition_since else ""
        first.append(f"On show: {status.library}, edition {status.edition}{since}.")
        first.append(f"Where it comes from: {_TRUST[status.trust]}.")
    if status.problem:
        first.append(status.problem)
    if text := _COUNTS[CountsState(status.counts)]:
        first.append(text)
    if status.refused:
        first.append(f"Editions refused: {status.refused}.")
    if not status.clock_believed:
        first.append("The machine's clock cannot be right. Set it.")
    low = [
        name
        for name, is_low in (("paper", status.paper_low), ("toner", status.toner_low))
        if is_low
    ]
    first.append(f"Printer: {status.printer}{', low: ' + ' and '.join(low) if low else ''}.")
    return [f"Clinic kiosk {status.version}", *first, *sentences(status)]


def prometheus(status: Status) -> str:
    """The text that Prometheus' node exporter collects from a file."""
    lines: list[str] = []
    for name, about, value, labels in _metrics(status):
        lines.append(f"# HELP clinic_kiosk_{name} {about}")
        lines.append(f"# TYPE clinic_kiosk_{name} gauge")
        pairs = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        lines.append(f"clinic_kiosk_{name}{'{' + pairs + '}' if pairs else ''} {value:.15g}")
    return "\n".join((*lines, ""))


def _metrics(status: Status) -> Iterator[tuple[str, str, float, dict[str, str]]]:
    counting = status.counts != CountsState.OFF
    yield "info", "The version of the kiosk.", 1, {"version": status.version}
    yield "written_timestamp_seconds", "When this was written.", status.written, {}
    yield "start_timestamp_seconds", "When the kiosk started.", status.started, {}
    yield "start", "Why it started.", 1, {"reason": status.start_reason}
    yield "restarts", "Starts after a crash since the machine was switched on.", status.restarts, {}
    yield "mode", "normal, safe or resting.", status.mode == Mode.NORMAL, {"mode": status.mode}
    yield "state_set_aside", "Whether state was set aside.", bool(status.set_aside), {}
    yield "showing", "Whether families see a library.", not status.code, {"code": status.code}
    yield "edition", "The edition on show.", status.edition, {"trust": status.trust}
    if since := _seconds(status.edition_since):
        yield "edition_since_timestamp_seconds", "Since when it is on show.", since, {}
    yield "editions_refused", "Editions that were refused, of those remembered.", status.refused, {}
    put_back = len(status.put_back)
    yield "texts_put_back", "Texts shown as they were signed last, for damage.", put_back, {}
    yield "pages_overdue", "Pages past their review date.", status.overdue, {}
    yield "clock_believed", "Whether the clock goes with the library.", status.clock_believed, {}
    yield "printer_prints", "Whether it prints.", status.printer_prints, {"state": status.printer}
    yield "paper_low", "Whether the printer runs low on paper.", status.paper_low, {}
    yield "toner_low", "Whether the printer runs low on toner.", status.toner_low, {}
    yield "disk_free_bytes", "Room where the kiosk keeps its state.", status.disk_free, {}
    yield "memory_bytes", "Memory of the kiosk's process.", status.memory, {}
    yield "counting", "Whether pages are counted.", counting, {"state": status.counts}
    yield "slowest_tap_seconds", "From a tap to the next page, today.", status.slowest_tap, {}
    rounded = f"rounded down to {HIDDEN_UNDER}s, not there while hidden."
    for name, count in (("sessions", status.sessions), ("handouts", status.handouts)):
        if count is not None:
            yield f"{name}_today", f"{name.capitalize()} today, {rounded}", count, {}


def _put_back(texts: Sequence[str]) -> str:
    """That something is shown as it was before, and what to do."""
    named = ", ".join(texts[:MOST_NAMED])
    more = len(texts) - MOST_NAMED
    what = f"{named} and {more} more" if more > 0 else named
    return (
        f"Shown as signed last: {what}. What the file holds instead is damaged, or was written by"
        " another program than the editor. Look at it in the editor and have it signed, or put the"
        " right file in its place."
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _moment(at: float) -> str:
    moment = datetime.fromtimestamp(at)
    return f"{date_in_words(moment.date())}, {moment:%H:%M}"


def _told(count: int | None, noun: str) -> str:
    if count is None:
        return f"under {HIDDEN_UNDER} {noun}s"
    return f"{count} {noun}s or a few more" if count else f"no {noun}s"


def _size(number: int) -> str:
    if number >= 1_000_000_000:  # noqa: PLR2004 - a gigabyte
        return f"{number / 1e9:.1f} GB"
    return f"{number / 1e6:.0f} MB"
