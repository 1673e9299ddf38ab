"""Every way through the walkthrough, tapped answer by answer, and what it leads to."""

from __future__ import annotations

from app.bridge.pages.formatting import day
from app.content.checks import wording
from app.content.checks.passages import Passage
from app.content.items.fields import heading_of
from app.domain.ports import Library
from app.domain.walkthrough.paths import paths
from app.domain.walkthrough.walkthrough import Position
from tests.driver import Driver
from tests.journeys import walking
from tests.journeys.walking import NOT_A_VERDICT

SEE = "See what you could ask"
MATCH = "Your answers match this in our source"


def verdicts(words: tuple[str, ...]) -> list[str]:
    """The lines that a verdict would use."""
    said = (Passage("screen", "", heading_of("outcome"), "en", True, line) for line in words)
    return [finding.problem for line in said for finding in wording.verdicts_in(line)]


def assert_outcome_is_the_engines(kiosk: Driver, position: Position) -> None:
    """The outcome on the screen is the one that these answers lead to, no more and no less."""
    page, library = walking.page(kiosk), reading(kiosk)
    walkthrough, outcome = walking.walkthrough_of(kiosk), position.outcome
    assert outcome is not None
    assert outcome.title in page.headings
    assert page.boxes == (*position.questions_to_ask, walking.OWN)
    every_note = {note.title for note in walkthrough.notes}
    notes = tuple(heading for heading in page.headings if heading in every_note)
    assert notes == tuple(note.title for note in position.notes)
    for text in (outcome.body, *(note.body for note in position.notes)):
        assert {block.text for block in library.blocks(text)} <= set(page.names)
    every_situation = {c.situation for q in walkthrough.questions for c in q.choices} - {""}
    situations = tuple(line for line in page.names if line in every_situation)
    assert situations == position.situations
    assert (MATCH in page.headings) == bool(position.situations)
    assert NOT_A_VERDICT in page.names
    assert verdicts(page.names) == []


def reading(kiosk: Driver) -> Library:
    """The library on show."""
    library = kiosk.kiosk.reloader.library
    assert library is not None
    return library


def lead_to(kiosk: Driver, position: Position) -> None:
    """From a review, or a question that is open, to the outcome of these answers."""
    wanted = walking.lines(position)
    for _ in range(2 * len(wanted) + 2):
        page = walking.page(kiosk)
        if not page.is_review:
            question = next(name for name in page.headings if name in wanted)
            kiosk.tap(wanted[question])
        elif page.review == wanted:
            kiosk.tap(SEE)
            return
        else:
            wrong = next(q for q, label in page.review.items() if wanted.get(q) != label)
            kiosk.tap(walking.CHANGE + wrong)
    raise AssertionError(f"{wanted} cannot be answered")


def test_every_path_is_tapped_and_leads_to_the_engines_outcome(kiosk: Driver) -> None:
    walking.begin(kiosk)
    tapped = 0
    for position in paths(walking.walkthrough_of(kiosk)):
        lead_to(kiosk, position)
        assert_outcome_is_the_engines(kiosk, position)
        kiosk.tap("Back")
        tapped += 1
    assert tapped == 185, "the starter library has other paths now: is each still meant?"


def test_each_outcome_is_reached_from_the_start_question_by_question(kiosk: Driver) -> None:
    walkthrough = walking.walkthrough_of(kiosk)
    first = {p.outcome.id: p for p in reversed(list(paths(walkthrough))) if p.outcome}
    assert len(first) == len(walkthrough.outcomes)
    for position in first.values():
        walking.begin(kiosk)
        for step, answered in enumerate(position.answered, 1):
            page = walking.page(kiosk)
            assert answered.question.text in page.headings
            assert {answered.question.why, *(c.label for c in answered.question.choices)} <= set(
                page.names
            )
            assert kiosk.sees(f"Question {step} of about {len(walkthrough.questions)}")
            assert page.chosen == ()
            kiosk.tap(answered.choice.label)
        assert walking.page(kiosk).review == walking.lines(position)
        kiosk.tap(SEE)
        assert_outcome_is_the_engines(kiosk, position)
        language = reading(kiosk).info().language
        assert kiosk.sees(f"Its next review was due on {day(walkthrough.review.due, language)}.")
        assert kiosk.sees("Past its review date")
        for contact in walkthrough.contacts:
            assert contact.name in kiosk.names()
        for topic_id in position.outcome.topic_ids if position.outcome else ():
            assert kiosk.has(reading(kiosk).card(topic_id).title)
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")


def test_a_verdict_would_be_seen() -> None:
    assert verdicts(("Your child is eligible.",))
    assert not verdicts(("Is my child eligible?", NOT_A_VERDICT))
