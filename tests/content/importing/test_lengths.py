"""What is longer than a page or a contact may be is told where it is brought in."""

from __future__ import annotations

from app.content.checks import cells
from app.content.importing import limits
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.files import page_in


def messages(text: str) -> list[str]:
    return [warning.message for warning in page_in("a.md", text.encode()).warnings]


def test_the_limits_are_those_of_the_check() -> None:
    assert cells.LIMITS["topic_text", "body"] == limits.MOST_ON_A_PAGE
    assert cells.LIMITS["topic_text", "title"] == limits.MOST_IN_A_TITLE
    assert cells.LIMITS["contact_text", "name"] == limits.MOST_IN_A_TITLE
    assert cells.LIMITS["contact_text", "about"] == limits.MOST_IN_A_LINE
    assert limits.MOST_IN_A_WORD == cells.MOST_IN_A_WORD


def test_a_page_that_is_too_long_comes_in_and_is_told() -> None:
    assert messages("# A\n\n" + "Call us now. " * 2_000) == [
        "The text has 25,999 letters; 20,000 are the most: make several pages of it."
    ]


def test_a_long_title_and_a_long_word_are_told() -> None:
    assert messages(f"# {'Title ' * 50}\n\n{'a' * 101}") == [
        "The title has 299 letters; 250 are the most.",
        f"A word has 101 letters (“{'a' * 30}…”); 100 are the most.",
    ]


def test_a_contact_whose_name_is_too_long_is_named() -> None:
    found = read_contacts("a.csv", f"Name,About\n{'Ward ' * 60},x\n".encode())
    assert found.rows == ()
    assert "has 299 letters; 250 are the most. Shorten it." in str(found.faults[0])
