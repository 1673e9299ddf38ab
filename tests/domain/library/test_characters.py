"""Characters that no text of a library may hold."""

from __future__ import annotations

import unicodedata

import pytest

from app.domain.library.characters import (
    MOST_MARKS,
    called,
    forbidden_in,
    is_blank,
    without_stray_marks,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x07b", "a control character (U+0007)"),
        ("a\x85b", "a control character (U+0085)"),
        ("call \u202e0404 008 8080", "a character that turns text round (U+202E)"),
        ("\u2066x\u2069", "a character that turns text round (U+2066)"),
        ("x\u200f", "a character that turns text round (U+200F)"),
        ("zero\u200bwidth", "a character that cannot be seen (U+200B)"),
        ("\ufeffx", "a character that cannot be seen (U+FEFF)"),
        ("\ufdd0", "a character that cannot be seen (U+FDD0)"),
        ("\U0001ffff", "a character that cannot be seen (U+1FFFF)"),
        ("\U000e0041", "a character that cannot be seen (U+E0041)"),
        ("\uf0b3", "a letter that only one font has (U+F0B3)"),
        ("\U00100000", "a letter that only one font has (U+100000)"),
        ("Z" + "\u0301" * 40, "a letter with 40 marks on it (U+0301 and others)"),
    ],
)
def test_what_is_found_and_what_staff_are_reported(text: str, name: str) -> None:
    assert called(forbidden_in(text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, a tab\tand lines\r\n.",
        "≥ 38.0 °C; 50 µg",
        "Tiếng Việt: phế",
        unicodedata.normalize("NFD", "Tiếng Việt ế"),
        "العلاج بالخلايا",
        "नमस्ते \u200d जोड़",
        "فارسی می\u200cشود",
        "שָׁלוֹם",
        "e" + "\u0301" * MOST_MARKS,
        "😀",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert forbidden_in(text) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1\u0e31 mg", "1\u25a1 mg"),  # a Thai vowel on a digit
        ("\u05b0x", "\u25a1x"),
        ("e\u0301, \u1ebf", "e\u0301, \u1ebf"),  # marks of no script
        ("\u0e01\u0e31, \u0e51\u0e31", "\u0e01\u0e31, \u0e51\u0e31"),
        ("\u0915\u094d\u200d\u0937\u093f", "\u0915\u094d\u200d\u0937\u093f"),  # a joiner between
        ("plain", "plain"),
    ],
)
def test_a_mark_on_a_letter_of_another_script_is_replaced(text: str, shown: str) -> None:
    assert without_stray_marks(text, "\u25a1") == shown


@pytest.mark.parametrize(
    "text", ["", "  ", "\u00a0", "\u3000\t\n", "\u200d", "\xad", "\u3164", "\u2800"]
)
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "\u00a0a", "\u200d\u0915", "\u4e00", "0"])
def test_what_somebody_can_see_is_not(text: str) -> None:
    assert not is_blank(text)
