"""Counting words and sentences, and how hard a text is to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.library.readability import lix, max_lix, sentences, words

OPEN = "\N{LEFT SINGLE QUOTATION MARK}"
CLOSE = "\N{RIGHT SINGLE QUOTATION MARK}"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … ( ) · •", 0),
        ("T-cell", 1),
        ("CAR T-cell therapy", 3),
        ("isn't", 1),
        (f"isn{CLOSE}t", 1),
        ("9am to 5pm", 3),
        ("0808 800 4040", 3),
        ("2.5 mm", 2),
        ("e.g. a trial", 3),
        ("his or her/their", 4),
        ("snake_case", 2),
        ("Björnsson's Ärzte", 2),
        ("It ends.", 2),
    ],
)
def test_words(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    "parts",
    [
        ["It came back.", "That is hard."],
        ["Why?", "Because!", "So there."],
        ["Ask these:", "what next?"],
        ["Call 0808 800 4040, e.g. on a Monday.", "It is free."],
        ["A dose of 2.5 mg.", "Then rest."],
        ["Open from 9 a.m. to 5 p.m. on Mondays.", "Call then."],
        ["He said “Stop.”", "Then he left."],
        [f"She asked, {OPEN}Is it far?{CLOSE}", "It was not."],
        ['"Is it far?" she asked.', "It was not."],
        ["(It is far.)", "We go by train."],
        ["Wait ... and see.", "Then ask."],
        ["2 cycles were given.", "3 were planned."],
        ["A list item without a full stop"],
        ["The page is at www.example.org/a.b today."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == tuple(parts)
    assert sentences("\n".join(parts)) == tuple(parts)


def test_marks_without_words_are_no_sentence() -> None:
    assert sentences("") == ()
    assert sentences("… ! ?") == ()
    assert sentences("Well. … ! Good.") == ("Well.", "Good.")


@given(st.text(alphabet=f"aA 1.!?:\"'”{CLOSE})-\n"))
def test_sentences_lose_no_word(text: str) -> None:
    parts = sentences(text)
    assert [w for part in parts for w in words(part)] == list(words(text))
    assert all(words(part) and part == part.strip() for part in parts)


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    # 8 words, 2 sentences, 2 of the words longer than six letters.
    assert lix(["We treat leukaemia here. Ask the children too"]) == pytest.approx(4 + 25)
    assert lix(["Sixsix is not long"]) == pytest.approx(4)


def test_lix_of_several_paragraphs_counts_each_ones_sentences() -> None:
    assert lix(["one two", "three four"]) == pytest.approx(2)
    assert lix(["one two three four"]) == pytest.approx(4)


def test_names_apart_are_words_but_not_long_ones() -> None:
    text = ["Blinatumomab and inotuzumab ozogamicin are used."]
    assert lix(text) == pytest.approx(6 + 50)
    assert lix(text, apart=["blinatumomab", "Inotuzumab ozogamicin"]) == pytest.approx(6)


def test_lix_of_nothing_is_nothing() -> None:
    assert lix([]) == 0
    assert lix(["", "…"]) == 0


@pytest.mark.parametrize(
    ("language", "limit"),
    [("en-GB", 30), ("EN", 30), ("cy", 28), ("pl", 39), ("fi", 43), ("pt-BR", 33), ("ar", 20)],
)
def test_what_is_easy_is_said_by_language(language: str, limit: float) -> None:
    assert max_lix(language) == limit


@pytest.mark.parametrize("language", ["bn", "ur", "zh-Hans", "pa-Arab-PK", "", "x"])
def test_a_language_in_which_long_words_tell_nothing_has_no_limit(language: str) -> None:
    assert max_lix(language) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940 \u092e\u0947\u0902",
            2,
        ),  # Hindi, with signs for vowels
        ("\u0be8 \u0ba4\u0bae\u0bbf\u0bb4\u0bcd", 2),
        ("\u0645\u064e\u0631\u062d\u064e\u0628\u064b\u0627", 1),  # Arabic, with its vowels written
        ("Lazarillo\u0301n", 1),
    ],
)
def test_a_mark_that_joins_a_letter_parts_no_word(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_a_mark_that_joins_a_letter_is_no_letter() -> None:
    assert lix(["Gro\u0301wno"]) == lix(["Growno"]) == 1
    assert lix(["\u092e\u0941\u091d\u0947 \u092e\u0926\u0926"]) == 2


def test_sentences_end_as_other_scripts_end_them() -> None:
    assert len(sentences("\u092f\u0939 \u0939\u0948\u0964 \u0935\u0939 \u0939\u0948\u0964")) == 2
    assert len(sentences("\u0645\u062a\u0649\u061f \u0627\u0644\u0622\u0646.")) == 2
