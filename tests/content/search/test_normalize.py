"""Words are found as people remember them."""

from __future__ import annotations

import random

import pytest

from app.content.search.normalize import fold, numbers, parse_query


def found(asked: str, text: str) -> list[str]:
    """What is found of some words in a text, as the text was written."""
    return [text[start:end] for start, end in parse_query(asked).spans(text)]


@pytest.mark.parametrize(
    ("asked", "text", "seen"),
    [
        ("CHEMO", "After chemotherapy", ["chemo"]),
        ("zurich", "In Zürich", ["Zürich"]),
        ("ZÜRICH", "in Zu\u0308rich.", ["Zu\u0308rich"]),
        (
            "don't",
            "They don\N{RIGHT SINGLE QUOTATION MARK}t",
            ["don\N{RIGHT SINGLE QUOTATION MARK}t"],
        ),
        ("t-cell", "T\N{NON-BREAKING HYPHEN}cell", ["T\N{NON-BREAKING HYPHEN}cell"]),
        ("lodz", "Łódź", ["Łódź"]),
        ("oesophagus", "œsophagus", ["œsophagus"]),
        ("strasse", "Straße", ["Straße"]),
        ("08088004040", "Call 0808 800 4040 now", ["0808 800 4040"]),
        ("(0808) 800-4040", "Call 08088004040", ["0808", "8004040"]),
        ("8004040", "0808 800 4040", ["800 4040"]),
        ('"stem cells"', "new stem\n  cells, stem", ["stem\n  cells"]),
        (
            "\N{LEFT DOUBLE QUOTATION MARK}sick, and\N{RIGHT DOUBLE QUOTATION MARK}",
            "feel sick, and",
            ["sick, and"],
        ),
        ("sick,", "sick and tired", ["sick"]),
        ("ab cd", "cd ab cd", ["cd", "ab", "cd"]),
        ("12", "12 34", ["12"]),
        ("zebra", "a horse", []),
        ("", "anything", []),
        ('"', 'say "', []),
    ],
)
def test_words_are_found_however_they_are_written(asked: str, text: str, seen: list[str]) -> None:
    assert found(asked, text) == seen


def test_numbers_have_no_spaces_and_words_no_digits() -> None:
    assert numbers(fold("Ring 0808 800 4040 or (020) 7946-0018; 12 of us.")) == (
        "08088004040 02079460018"
    )
    assert [word.digits for word in parse_query("0808 t05 12 +44").words] == ["0808", "", "", ""]


def test_a_place_in_what_is_folded_leads_to_what_was_written() -> None:
    letters = "aB é Ü\u0308ß ﬁ\n  …\N{EN DASH}0 8œ\u00a0x\u200by"
    picks = random.Random(5)
    for _ in range(500):
        text = "".join(picks.choices(letters, k=12))
        for word in fold(text).split():
            plain = parse_query(f'"{word}"').words
            spans = [text[start:end] for start, end in parse_query(f'"{word}"').spans(text)]
            assert spans or not plain, (text, word)
            assert all(word.strip(' "') in fold(span) for span in spans), (text, word, spans)


def test_the_best_place_is_where_the_words_stand_together() -> None:
    text = "A sore throat. " + "x " * 100 + "A fever and a sore throat. " + "x " * 100 + "fever"
    best = parse_query("fever sore throat").best(text, 60)
    assert best is not None
    assert text[best[0] :].startswith("fever and a sore throat")
    assert text[slice(*best)] == "fever"
    whole = parse_query("sore throat").best(text, 60)
    assert whole is not None
    assert text[slice(*whole)] == "sore throat"
    assert parse_query("zebra").best(text, 60) is None
