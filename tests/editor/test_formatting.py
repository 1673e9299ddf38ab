"""The buttons above a page's text: what they put in, and take out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.content.reader import markup
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.fields import formatting
from app.editor.fields.formatting import Selection
from app.editor.fields.unwrapping import unwrapped


def at(text: str) -> Selection:
    """A text with [what is chosen] or | for the cursor."""
    if "|" in text:
        place = text.index("|")
        return Selection(text.replace("|", ""), place, place)
    start, end = text.index("["), text.index("]") - 1
    return Selection(text.replace("[", "", 1).replace("]", "", 1), start, end)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (formatting.strong, "a [word] b", "a **word** b"),
        (formatting.strong, "a wo|rd b", "a **word** b"),
        (formatting.strong, "a **wo|rd** b", "a word b"),
        (formatting.strong, "a [**word**] b", "a word b"),
        (formatting.strong, "a [word ]b", "a **word** b"),
        (formatting.emphasis, "a wo|rd b", "a *word* b"),
        (formatting.emphasis, "a *wo|rd* b", "a word b"),
        (formatting.emphasis, "a **wo|rd** b", "a ***word*** b"),
        (formatting.heading, "one\n\ntw|o\n\nthree", "one\n\n## two\n\nthree"),
        (formatting.heading, "## tw|o", "two"),
        (formatting.heading, "- tw|o", "## two"),
        (formatting.bullets, "[one\ntwo]", "- one\n- two"),
        (formatting.bullets, "[- one\n- two]", "one\ntwo"),
        (formatting.bullets, "intro\n[one\ntwo]", "intro\n\n- one\n- two"),
        (formatting.bullets, "- one\ntw|o", "- one\n- two"),
        (formatting.numbers, "[one\n\ntwo]", "1. one\n\n2. two"),
        (formatting.numbers, "[- one\n- two]", "1. one\n2. two"),
        (formatting.important, "o|ne", "> one"),
        (formatting.important, "> o|ne", "one"),
        (formatting.heading, "|", "## "),
    ],
)
def test_a_button_marks_and_unmarks(
    change: Callable[[Selection], Selection], before: str, after: str
) -> None:
    assert change(at(before)).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one|", "one\n\n"),
        ("one|\n\ntwo", "one\n\n\n\ntwo"),
        ("one\n\n|", "one\n\n\n"),
        ("- one|", "- one\n- "),
        ("- one\n- |", "- one\n\n"),
        ("1. one|", "1. one\n2. "),
        ("9. one|", "9. one\n10. "),
        ("## one|", "## one\n\n"),
        ("> one|", "> one\n\n"),
    ],
)
def test_enter_goes_on_as_one_expects(before: str, after: str) -> None:
    entered = formatting.enter(at(before))
    assert entered.text == after
    assert entered.start == entered.end


def test_a_link_takes_the_words_that_are_chosen() -> None:
    assert formatting.link(at("a wo|rd b"), "term:g01").text == "a [word](term:g01) b"
    assert formatting.link(at("a | b"), "topic:t01", "A page").text == "a [A page](topic:t01) b"


def test_unwrapping_a_page_changes_nothing_that_families_see(workshop: Workshop) -> None:
    joined = 0
    for row in workshop.items.rows(ItemKind.TOPIC):
        body = workshop.items.content(row.key).texts["body"]
        shown, places = unwrapped(body)
        assert markup.blocks(shown) == markup.blocks(body)
        assert len(places) == body.count("\n") + 1
        assert places[-1] == shown.count("\n")
        joined += shown != body
    assert joined > 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("- one\n  more\n- two", "- one more\n- two"),
        ("> one\n> two", "> one two"),
        ("## one\ntwo", "## one\ntwo"),
        ("one\n- two", "one\n- two"),
        ("one  \ntwo", "one  \ntwo"),
        ("```\na\nb\n```", "```\na\nb\n```"),
        ("1. one\ntwo", "1. one two"),
    ],
)
def test_only_soft_line_breaks_go(text: str, shown: str) -> None:
    assert unwrapped(text)[0] == shown
