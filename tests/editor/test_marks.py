"""The buttons above a page's text: what they put in, and take out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.content.reader import markup
from app.content.workshop import Workshop
from app.domain.governance import ItemKind
from app.editor.fields import marks
from app.editor.fields.marks import Marked
from app.editor.fields.unwrapping import unwrapped


def at(text: str) -> Marked:
    """A text with [what is chosen] or | for the cursor."""
    if "|" in text:
        place = text.index("|")
        return Marked(text.replace("|", ""), place, place)
    start, end = text.index("["), text.index("]") - 1
    return Marked(text.replace("[", "", 1).replace("]", "", 1), start, end)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (marks.strong, "a [word] b", "a **word** b"),
        (marks.strong, "a wo|rd b", "a **word** b"),
        (marks.strong, "a **wo|rd** b", "a word b"),
        (marks.strong, "a [**word**] b", "a word b"),
        (marks.strong, "a [word ]b", "a **word** b"),
        (marks.emphasis, "a wo|rd b", "a *word* b"),
        (marks.emphasis, "a *wo|rd* b", "a word b"),
        (marks.emphasis, "a **wo|rd** b", "a ***word*** b"),
        (marks.heading, "one\n\ntw|o\n\nthree", "one\n\n## two\n\nthree"),
        (marks.heading, "## tw|o", "two"),
        (marks.heading, "- tw|o", "## two"),
        (marks.bullets, "[one\ntwo]", "- one\n- two"),
        (marks.bullets, "[- one\n- two]", "one\ntwo"),
        (marks.bullets, "intro\n[one\ntwo]", "intro\n\n- one\n- two"),
        (marks.bullets, "- one\ntw|o", "- one\n- two"),
        (marks.numbers, "[one\n\ntwo]", "1. one\n\n2. two"),
        (marks.numbers, "[- one\n- two]", "1. one\n2. two"),
        (marks.important, "o|ne", "> one"),
        (marks.important, "> o|ne", "one"),
        (marks.heading, "|", "## "),
    ],
)
def test_a_button_marks_and_unmarks(
    change: Callable[[Marked], Marked], before: str, after: str
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
    entered = marks.enter(at(before))
    assert entered.text == after
    assert entered.start == entered.end


def test_a_link_takes_the_words_that_are_chosen() -> None:
    assert marks.link(at("a wo|rd b"), "term:g01").text == "a [word](term:g01) b"
    assert marks.link(at("a | b"), "topic:t01", "A page").text == "a [A page](topic:t01) b"


def test_unwrapping_a_page_changes_nothing_that_families_see(workshop: Workshop) -> None:
    joined = 0
    for row in workshop.items(ItemKind.TOPIC):
        body = workshop.content(row.key).words["body"]
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
