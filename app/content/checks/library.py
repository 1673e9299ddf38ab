"""The checks on what a library says of itself, before anybody signs that."""

from __future__ import annotations

from collections.abc import Iterator

from app.content.checks.appearance import appearance_findings
from app.content.checks.findings import (
    WHOLE_LIBRARY,
    Finding,
    Kind,
    Location,
    advice_at,
    error_at,
)
from app.content.checks.languages import is_language
from app.content.database.connection import Database
from app.content.items.item import Content
from app.domain.kiosk.panel import TITLES_ON_ONE_SCREEN
from app.domain.library.characters import called, forbidden_in
from app.domain.library.library import ANY_TEAM


def library_findings(content: Content) -> Iterator[Finding]:
    """What is wrong in it."""
    cells = content.own
    language = str(cells.get("language", ""))
    if not is_language(language):
        problem = f"Its language “{language}” is none that is known."
        yield error_at(Kind.LIBRARY, Location("library"), problem, "Set another language.")
    yield from appearance_findings(
        {row["name"]: str(row["value"]) for row in content.rows.get("appearance", ())}
    )
    titles = content.rows.get("section_text", ())
    titled = {row["section_id"] for row in titles if row["language"] == language}
    for row in content.rows.get("section", ()):
        if row["id"] not in titled:
            problem, hint = "The section has no title.", "Give it one in the library's language."
            yield error_at(Kind.LIBRARY, Location(row["id"]), problem, hint)
    texts = [("library", str(value)) for value in cells.values()]
    texts += [("library", str(row["value"])) for row in content.rows.get("appearance", ())]
    texts += [(row["section_id"], str(row["title"])) for row in titles]
    for where, text in texts:
        if found := forbidden_in(text):
            problem, hint = f"It holds {called(found)}.", "Write it again without that."
            yield error_at(Kind.CHARACTER, Location(where), problem, hint)


_SETTINGS = """
SELECT whom_to_ask, helpline_id, EXISTS (
    SELECT 1 FROM contact JOIN contact_text ON contact_id = id
    WHERE id = helpline_id AND phone <> '' AND contact_text.language = library.language
        AND state = 'approved'
) FROM library
"""


def settings_advice(database: Database) -> Iterator[Finding]:
    """What the library leaves to the program to say."""
    for whom, helpline, reached in database.rows(_SETTINGS):
        if not whom.strip():
            problem = "It does not say whom families ask, so screens and sheets say"
            hint = "Set whom_to_ask, as in “the asthma nurse” or “your child's doctor”."
            yield advice_at(Kind.LIBRARY, WHOLE_LIBRARY, f"{problem} “{ANY_TEAM}”.", hint)
        if helpline and not reached:
            problem = f"Its helpline, {helpline}, is no contact with a telephone that families see."
            hint = "Sign that contact, give it a number, or choose another helpline."
            yield advice_at(Kind.LIBRARY, WHOLE_LIBRARY, problem, hint)


_LONG_SECTIONS = """
SELECT section_id, COUNT(*) AS topics FROM topic JOIN topic_text ON topic_id = id
WHERE state = 'approved' AND language = (SELECT language FROM library)
GROUP BY section_id HAVING topics > ? ORDER BY section_id
"""
_CARDS_OF_HOME = """
SELECT (SELECT COUNT(DISTINCT section_id) FROM topic) + (SELECT COUNT(*) FROM walkthrough)
    + (SELECT COUNT(*) FROM topic WHERE stands_out)
"""


def length_advice(database: Database) -> Iterator[Finding]:
    """What has more cards than stand on one screen, so that a page is more than two taps away."""
    most = TITLES_ON_ONE_SCREEN
    room = f"{most} titles stand on a 24-inch screen."
    for section, topics in database.rows(_LONG_SECTIONS, (most,)):
        problem = f"The section has {topics} pages; {room}"
        hint = "Split the section, so that a family finds each page in two taps."
        yield advice_at(Kind.LIBRARY, Location(section), problem, hint)
    if (cards := database.number(_CARDS_OF_HOME)) > most:
        problem = f"Sections, walkthroughs and what stands out are {cards} cards; {room}"
        hint = "Join sections, or let fewer pages stand out."
        yield advice_at(
            Kind.LIBRARY,
            WHOLE_LIBRARY,
            f"{problem}; {most} titles stand on a 24-inch screen.",
            hint,
        )
