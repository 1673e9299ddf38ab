"""An accent is a colour that can be read wherever it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.library.appearance import (
    ACCENT,
    GROUNDS,
    accent_fault,
    appearance_of,
    contrast,
    in_words,
)

THEME = Path(__file__).parents[3] / "app/qml/Kiosk/Theme.qml"


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0f4c5c", "#0f4c5c") == 1


@pytest.mark.parametrize("accent", ["", ACCENT, "#5b2a6e", "#7a1f1f", "#000000"])
def test_a_dark_colour_may_be_the_accent(accent: str) -> None:
    assert accent_fault(accent) == ""


@pytest.mark.parametrize(
    ("accent", "problem"),
    [
        ("teal", "is no colour such as #0f4c5c"),
        ("#0F4C5C", "is no colour such as #0f4c5c"),
        ("#0f4c5c; x", "is no colour such as #0f4c5c"),
        ("#1f5a2e", "has a contrast of 6.9 to 1 with quiet panels; 7 to 1 is the least"),
        ("#c8553d", "with quiet panels; 7 to 1 is the least"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_contrast(accent: str, problem: str) -> None:
    assert problem in accent_fault(accent)


def test_a_contrast_is_never_said_higher_than_it_is() -> None:
    assert in_words(6.999) == "6.9 to 1"


def test_the_screens_have_the_colours_that_were_checked() -> None:
    used = set(re.findall("#[0-9a-f]{6}", THEME.read_text("utf-8")))
    assert {ACCENT, *GROUNDS.values()} <= used


def test_a_library_that_chose_nothing_looks_as_usual() -> None:
    assert appearance_of({}).drawing is None
    chosen = appearance_of({"drawing": "d", "drawing_alt": "A chair", "icon:lungs": "e"})
    assert chosen.drawing is not None
    assert (chosen.drawing.digest, chosen.drawing.alt) == ("d", "A chair")
    assert chosen.icons == (("lungs", "e"),)
