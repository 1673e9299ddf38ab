"""The errors, as staff and a log read them."""

from __future__ import annotations

import pickle
import re

import pytest

from app.content.importing.errors import ImportingError
from app.content.workshop.values import InUseError
from app.domain.errors import (
    ConfigError,
    ContentCode,
    ContentError,
    HandoutError,
    KioskError,
    RuleViolationError,
    TransientError,
)
from app.domain.printing.printing import PrinterError, PrinterState


def test_a_content_error_says_its_code_the_problem_and_the_hint() -> None:
    error = ContentError(ContentCode.MISSING, "x.db is not there.", "Put one there.")
    assert str(error) == "K-01: x.db is not there. Put one there."


def test_a_config_error_names_the_file_the_key_and_what_is_allowed() -> None:
    error = ConfigError("kiosk.toml", "idle.seconds", "5 will not do.", "20 to 3600 seconds")
    assert str(error) == "kiosk.toml: idle.seconds: 5 will not do. Allowed: 20 to 3600 seconds"


def test_each_code_is_short_and_its_own() -> None:
    codes = [str(code) for code in ContentCode]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"K-\d\d", code) for code in codes)


@pytest.mark.parametrize(
    "error",
    [
        ContentError(ContentCode.LOCKED, "Locked.", "Wait."),
        ConfigError("f", "k", "No.", "yes"),
        HandoutError("No paper."),
    ],
)
def test_an_error_can_be_raised_from_another_and_is_equal_to_itself_alone(error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        raise error from OSError("why")
    assert caught.value is error
    assert isinstance(error.__cause__, OSError)
    assert error in {error}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ContentError(ContentCode.LOCKED, "Locked.", "Wait."), "K-04: Locked. Wait."),
        (ConfigError("f", "k", "No.", "yes"), "f: k: No. Allowed: yes"),
        (TransientError("Away.", "Wait."), "Away. Wait."),
        (RuleViolationError("Not checked.", "Check it."), "Not checked. Check it."),
        (HandoutError("No paper."), "No paper."),
        (HandoutError(), ""),
        (PrinterError(PrinterState.STOPPED, "Out."), f"{PrinterState.STOPPED}: Out."),
        (ImportingError("a.md", "Empty.", "Choose."), "a.md: Empty. Choose."),
        (
            InUseError("Ann", "desk 1", "9:00"),
            "Ann has it open on desk 1 since 9:00. Ask them to close it; nothing was changed.",
        ),
    ],
)
def test_one_except_catches_them_all_and_each_says_its_sentence_even_pickled(
    error: KioskError, sentence: str
) -> None:
    with pytest.raises(KioskError) as caught:
        raise error
    assert str(caught.value) == sentence
    assert str(pickle.loads(pickle.dumps(error))) == sentence  # noqa: S301 - our own
