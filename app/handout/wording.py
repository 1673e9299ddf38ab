"""The words on a handout that are not the library's: British English, in one place."""

from __future__ import annotations

from app.domain.handout.handout_ports import CodeKind, PhoneCode
from app.domain.library.library import NO_DATE, LibraryInfo, Source, date_in_words
from app.domain.library.review import Review

NO_TITLE = "Handout"

CHILD_FIELDS = ("Child's name", "Date")

NO_VERDICT_SHORT = "This does not say which treatment is right."

COLLECTION_TITLE = "Information to take home"
COLLECTION_LEAD = "These are the pages you chose, in your order."
CONTENTS = "What is in here"
PAGE = "Page {page}"

BLANK_LEAD = "Write down what you want to ask. No question is too small. Take this to the talk."
BLANK_FIELDS = ("Date", "Who we talked to")
BLANK_QUESTION = "Our question"
BLANK_ANSWER = "What we were told"

TRIAL_TITLE = "Test page"
TRIAL_LEAD = "A member of staff printed this from the kiosk's status page. The kiosk can print."
TRIAL_CHECKS = "Have a look"
TRIAL_LINES = (
    "The words are dark, sharp and whole.",
    "There is a margin on all four sides.",
    "There are no lines or spots down the page.",
)

ON_THE_PHONE = "On your phone"
ANSWERS = "Your answers"
ASK = "Questions to ask"
ASK_OWN = "Something else to ask:"
TERMS = "Words explained"
CONTACTS = "Who to talk to"
PHONE = "Telephone"
SOURCE = "Where this comes from"
REFERENCES = "References"
SAMPLE = "Sample"
IMPORTANT = "Important"
EMPTY_CELL = "\N{EN DASH}"
PAST = "Past its review date."
OVERDUE = "This information is past its review date"
WITHHELD = "This page is being checked"
NOT_REVIEWED = "No review date is set yet."


def private_title(library: LibraryInfo) -> str:
    """The title in a walkthrough's file. Its real title would tell what the family answered."""
    return f"Notes to take to {library.asked}"


def blank_title(library: LibraryInfo) -> str:
    """The title of a sheet to write one's own questions on."""
    return f"Questions for {library.asked}"


def no_verdict(library: LibraryInfo) -> str:
    """What stands under each outcome."""
    return (
        "This sheet does not say whether a treatment is right for your child. "
        f"Only {library.asked} can say."
    )


def situations(source: Source) -> str:
    """What stands above the situations: whose they are, and no more."""
    return f"Your answers match this, in the page by {source.publisher}:"


def ask_here(who_to_ask: str) -> str:
    """Whom a family asks where they stand."""
    return f"Here, ask {who_to_ask}."


def overdue(review: Review, who_to_ask: str) -> str:
    """The notice at the top of a handout that is past its date."""
    return f"It was due for review on {date_in_words(review.due)}. {ask_first(who_to_ask)}"


def ask_first(who_to_ask: str) -> str:
    """The same without the date, where there is little room and the date stands below."""
    return f"Some facts may have changed. Please ask {who_to_ask} before you rely on it."


def withheld(who_to_ask: str) -> str:
    """What stands in place of a text that is past its date for too long."""
    return (
        "We are checking that this page is still right. Until then its text is left out. "
        f"Please ask {who_to_ask}."
    )


def withheld_on_each_page(who_to_ask: str) -> str:
    """The same, in a line."""
    return f"{WITHHELD}. Please ask {who_to_ask}."


def overdue_on_each_page(who_to_ask: str) -> str:
    """The same, in a line."""
    return f"{PAST} Some facts may have changed. Please ask {who_to_ask}."


def some_overdue(who_to_ask: str) -> str:
    """The same, on a page about several others."""
    return (
        "Some of these pages are past their review date. Some facts may have changed. "
        f"Please ask {who_to_ask}."
    )


def dates(review: Review, *, is_overdue: bool, of_source: bool) -> str:
    """The two dates: of the page, or `of_source` where nobody has reviewed the page's own words."""
    if review.last == NO_DATE:
        return NOT_REVIEWED
    due = "was due" if is_overdue else "is due" if of_source else "due"
    next_review = "Its next review" if of_source else "Next review"
    return f"{_last(review, of_source)} {next_review} {due} {date_in_words(review.due)}."


def _last(review: Review, of_source: bool) -> str:
    if of_source:
        return f"The source was last reviewed on {date_in_words(review.last)}."
    return f"Last reviewed {date_in_words(review.last)}."


def source_and_dates(source: Source, review: Review, *, is_overdue: bool, of_source: bool) -> str:
    """The source and the two dates, in the one line that a page's foot has for them."""
    if not of_source or review.last == NO_DATE:
        both = dates(review, is_overdue=is_overdue, of_source=False)
        return f"{source.publisher}. {both}"
    last, due = date_in_words(review.last), date_in_words(review.due)
    return f"Source: {source.publisher}, last reviewed {last}, next due {due}."


def edition(library: LibraryInfo) -> str:
    """Which edition of the library this is."""
    return f"Library edition {library.edition}"


def page_of(page: str, pages: str) -> str:
    """The page's number."""
    return f"Page {page} of {pages}"


def code_text(code: PhoneCode) -> str:
    """What a code is for. It holds no more than this says, and no less."""
    if code.kind is CodeKind.CALL:
        return "To call, point your phone's camera at this code."
    if code.kind is CodeKind.LINK:
        return "Point your phone's camera at the code. It opens this page. It needs the internet."
    return (
        "Point your phone's camera here, with or without internet. It opens a message to send to "
        f"yourself: {code_holds(code)}."
    )


def code_holds(code: PhoneCode) -> str:
    """What is in a message."""
    if not code.questions:
        return "who to call"
    if code.questions == code.of_questions:
        return "who to call and what to ask"
    return f"who to call and {code.questions} of the {code.of_questions} questions"


def code_alt(code: PhoneCode) -> str:
    """What a code is, for those who do not see it."""
    what = {
        CodeKind.CALL: "It calls",
        CodeKind.LINK: "It opens",
        CodeKind.MESSAGE: "It opens a message with these words:",
    }[code.kind]
    return f"QR code for a phone's camera. {what} {code.shows}"


def source_line(source: Source) -> str:
    """A source as a line of print: who, what, when. Where stands on a line of its own."""
    fields = (source.authors, source.title, source.publisher, source.dated)
    return ". ".join(field.strip().rstrip(".") for field in fields if field.strip()) + "."
