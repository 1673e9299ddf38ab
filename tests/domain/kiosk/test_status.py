"""What a kiosk says of itself, and what it keeps to itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kiosk.counts import HIDDEN_UNDER, CountsState
from app.domain.kiosk.starts import Mode
from app.domain.kiosk.status import (
    Status,
    everything,
    hidden,
    prometheus,
    sentences,
    values,
)

SAMPLE = re.compile(
    r"[a-z_]+(?:\{(?:[a-z_]+=\"(?:[^\"\\\n]|\\[\\\"n])*\",?)*\})? (?:[-+0-9.e]+|NaN|[+-]Inf)"
)
"""A line of Prometheus' text format, as its documentation has it."""

statuses = st.builds(
    Status,
    version=st.text(max_size=9),
    written=st.floats(0, 4e9),
    started=st.floats(0, 4e9),
    mode=st.sampled_from(list(Mode)),
    library=st.text(max_size=20),
    edition=st.integers(0, 10**9),
    edition_since=st.sampled_from(["", "2026-11-29T08:12", "never"]),
    problem=st.text(max_size=20),
    code=st.text(max_size=5),
    printer=st.text(max_size=9),
    sessions=st.integers(0, 999).map(hidden),
    handouts=st.integers(0, 999).map(hidden),
    counts=st.sampled_from(list(CountsState)).map(str),
    slowest_tap=st.floats(0, 60),
)


@given(st.integers(0, 10_000))
def test_a_small_number_is_hidden_and_none_is_exact(count: int) -> None:
    told = hidden(count)
    assert (told is None) == (0 < count < HIDDEN_UNDER)
    if told is not None:
        assert told % HIDDEN_UNDER == 0
        assert 0 <= count - told < HIDDEN_UNDER


@given(statuses)
def test_prometheus_can_read_every_line(status: Status) -> None:
    text = prometheus(status)
    assert text.endswith("\n")
    lines = [line for line in text.removesuffix("\n").split("\n") if not line.startswith("# ")]
    assert [line for line in lines if not SAMPLE.fullmatch(line)] == []
    names = [re.split(r"[ {]", line)[0] for line in lines]
    assert len(set(names)) == len(names)
    assert ("clinic_kiosk_sessions_today" in names) == (status.sessions is not None)


def test_prometheus_has_all_that_is_watched() -> None:
    """As somebody with two thousand kiosks asks for it; each value leads to another line."""
    asked = {
        "edition": {"edition": 7},
        "edition_since_timestamp_seconds": {"edition_since": "2026-11-29T08:12"},
        "editions_refused": {"refused": 2},
        "edition{trust=": {"trust": "signed"},
        "pages_overdue": {"overdue": 3},
        "start_timestamp_seconds": {"started": 7.0},
        "start{reason=": {"start_reason": "crash"},
        "restarts": {"restarts": 4},
        "printer_prints": {"printer_prints": True},
        "paper_low": {"paper_low": True},
        "disk_free_bytes": {"disk_free": 9},
        "clock_believed": {"clock_believed": False},
        "memory_bytes": {"memory": 9},
        "slowest_tap_seconds": {"slowest_tap": 0.5},
        "sessions_today": {"sessions": 10},
        "handouts_today": {"handouts": 15},
    }
    before = set(prometheus(Status()).splitlines())
    for name, change in asked.items():
        other = set(prometheus(replace(Status(), **change)).splitlines()) - before  # type: ignore[arg-type]
        assert any(line.startswith(f"clinic_kiosk_{name}") for line in other), name


@given(statuses)
def test_every_value_can_be_told_in_words_and_to_programs(status: Status) -> None:
    assert Status(**values(status)) == status  # type: ignore[arg-type]
    assert set(sentences(status)) <= set(everything(status))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"restarts": 1}, "It had to be started again once since the machine was switched on."),
        ({"restarts": 4}, "It had to be started again 4 times since the machine was switched on."),
        ({"overdue": 1}, "One page is past the review date."),
        ({"overdue": 12}, "12 pages are past the review date."),
        ({"set_aside": "/x"}, "What it remembered was set aside for IT: /x."),
        ({"start_reason": "power-lost"}, "The machine had lost its power"),
        ({"mode": "safe"}, "default settings"),
        ({"mode": "resting"}, "only shows the resting screen"),
        ({"sessions": None, "handouts": 10}, "Today: under 5 visits, 10 handouts or a few more."),
        ({"disk_free": 12_340_000_000, "memory": 143_000_000}, "12.3 GB of the disk are free."),
    ],
)
def test_staff_read_it_in_plain_words(change: dict[str, object], line: str) -> None:
    assert line in "\n".join(sentences(replace(Status(), **change)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"library": "L", "edition": 7, "edition_since": "2026-11-01"},
            "On show: L, edition 7, since 2026-11-01.",
        ),
        ({"library": "L", "trust": "unsigned"}, "whoever can write to their folder"),
        ({"refused": 2}, "Editions refused: 2."),
        ({"problem": "K-13: line 4"}, "K-13: line 4"),
        ({"counts": "shown"}, "What families read is counted: clinic-kiosk counts."),
        ({"counts": "not-saved"}, "What families read is counted, and cannot be saved."),
        ({"clock_believed": False}, "The machine's clock cannot be right. Set it."),
        ({"printer": "no-paper", "paper_low": True}, "Printer: no-paper, low: paper."),
    ],
)
def test_a_terminal_says_the_rest(change: dict[str, object], line: str) -> None:
    assert line in "\n".join(everything(replace(Status(), **change)))  # type: ignore[arg-type]
