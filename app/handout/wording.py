"""The words on a handout that are not the library's: British English, in one place."""

from __future__ import annotations

from app.domain.library import LibraryInfo, Source, date_in_words
from app.domain.review import Review

PRIVATE_TITLE = "Notes to take to the consultant"
"""The title in a walkthrough's file. Its real title would tell what the family answered."""

NO_TITLE = "Handout"

WALK_LEAD = (
    "You answered some questions on the screen. Take these notes to your child's consultant."
)
NO_VERDICT = (
    "This sheet does not say whether a treatment is suitable. Only your child's consultant can say."
)

ANSWERS = "Your answers"
QUESTION = "Question"
ANSWER = "Your answer"
SITUATIONS = "What matches your answers"
ASK = "Questions to ask"
ASK_HINT = "There is room under each question to write what you are told."
TERMS = "Words explained"
TERMS_HINT = "These words have dots under them in the text."
CONTACTS = "Who to talk to"
PHONE = "Telephone"
SOURCE = "Where this comes from"
REFERENCES = "References"
SAMPLE = "Sample"
IMPORTANT = "Important"
OVERDUE = "This information is past its review date"


def situations_hint(source: Source) -> str:
    """What stands above the situations: whose they are, and no more."""
    return f"The page by {source.publisher} describes:"


def overdue(review: Review, who_to_ask: str) -> str:
    """The notice at the top of a handout that is past its date."""
    return (
        f"It was due for review on {date_in_words(review.due)}. Some facts may have changed. "
        f"Please ask {who_to_ask} before you rely on it."
    )


def overdue_on_each_page(who_to_ask: str) -> str:
    """The same, in a line."""
    return f"Past its review date. Some facts may have changed. Please ask {who_to_ask}."


def dates(review: Review, *, is_overdue: bool) -> str:
    """The two dates."""
    due = "Next review was due" if is_overdue else "Next review due"
    return f"Last reviewed {date_in_words(review.last)}. {due} {date_in_words(review.due)}."


def edition(library: LibraryInfo) -> str:
    """Which edition of the library this is."""
    return f"Library edition {library.edition}"


def page_of(page: str, pages: str) -> str:
    """The page's number."""
    return f"Page {page} of {pages}"


def source_line(source: Source) -> str:
    """A source as a line of print: who, what, when. Where stands on a line of its own."""
    parts = (source.authors, source.title, source.publisher, source.dated)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."
