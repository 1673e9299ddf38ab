"""Reading: from the attract screen to every topic, to its end, and back to the same place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from app.bridge.pages.formatting import day, source_line
from app.domain.library.library import Card, Topic
from app.domain.ports import Library
from tests.driver import LANDSCAPE, PORTRAIT, Driver, Seen
from tests.journeys import eyes, screens, walking
from tests.journeys.conftest import Stand

HOME = "What would you like to know?"
MOST_TURNS = 25


def library_of(kiosk: Driver) -> Library:
    """The library on show."""
    library = kiosk.kiosk.reloader.library
    assert library is not None
    return library


def cards(library: Library) -> list[Card]:
    """Every topic's card."""
    return [card for section in library.sections() for card in library.cards(section.id, 0, 1000)]


def meaning_names(kiosk: Driver) -> list[str]:
    """The glossary words on the page, each once."""
    names = [seen.name for seen in kiosk.everything() if seen.is_control]
    return list(dict.fromkeys(name for name in names if name.startswith("What does")))


def assert_topic_is_whole(kiosk: Driver, library: Library, topic: Topic) -> None:
    """Everything that a topic must show is on its page, or behind a line of it that opens."""
    assert kiosk.sees(f"Past its review date, {day(topic.review.due, library.info().language)}")
    for contact in topic.contacts:
        if kiosk.has(contact.name):
            kiosk.tap(contact.name)
    kiosk.tap("Where it comes from")
    names = kiosk.names()
    language = library.info().language
    assert topic.title in names
    assert topic.summary in names
    for block in library.blocks(topic.body):
        assert block.text in names, f"{topic.id}: {block.text}"
    for wanted in (*topic.questions, *(card.title for card in topic.related)):
        assert wanted in names
    for contact in topic.contacts:
        assert {contact.name, contact.about} <= set(names)
        assert not contact.phone or contact.phone in names
    assert kiosk.sees(f"The source was last reviewed on {day(topic.review.last, language)}.")
    assert kiosk.sees(f"Its next review was due on {day(topic.review.due, language)}.")
    assert kiosk.sees(source_line(topic.source))
    assert kiosk.sees(f"Past its review date, {day(topic.review.due, language)}")
    assert kiosk.sees("Ask your child's consultant.")
    assert kiosk.sees(library.info().sample_notice)


def test_attract_says_what_it_is_for_and_a_tap_anywhere_starts(kiosk: Driver) -> None:
    start = kiosk.control("Touch anywhere to start")
    assert (start.rect.width(), start.rect.height()) >= (LANDSCAPE[0], 900)
    assert kiosk.sees(library_of(kiosk).info().sample_notice)
    kiosk.tap_at(1500, 900)
    assert kiosk.sees(HOME)


def test_every_topic_opens_from_its_card_and_shows_all_it_must(kiosk: Driver) -> None:
    library = library_of(kiosk)
    kiosk.start()
    assert len(cards(library)) >= 11
    for card in cards(library):
        assert kiosk.control(card.title).description == card.line
        kiosk.tap(card.title)
        assert_topic_is_whole(kiosk, library, library.topic(card.topic_id))
        kiosk.tap("Back")
        assert kiosk.sees(HOME)
        assert not kiosk.has("Back")


def test_overdue_banner_stands_above_the_text_and_only_when_it_is_overdue(
    kiosk: Driver, stand: Stand
) -> None:
    topic = library_of(kiosk).topic(cards(library_of(kiosk))[0].topic_id)
    kiosk.start()
    kiosk.tap(topic.title)
    tops = {seen.name: seen.rect.top() for seen in kiosk.everything()}
    banner = next(top for name, top in tops.items() if "Past its review" in name)
    assert banner < tops[topic.title] < tops[topic.summary]
    assert any("Past its review" in seen.name for seen in kiosk.in_sight())
    fresh = stand(today=topic.review.due.replace(year=topic.review.due.year - 1))
    fresh.start()
    fresh.tap(topic.title)
    assert not fresh.sees("Past its review date")


def test_related_topics_lead_on_and_back_leads_back(kiosk: Driver) -> None:
    library = library_of(kiosk)
    first = next(card for card in cards(library) if library.topic(card.topic_id).related)
    related = library.topic(first.topic_id).related
    kiosk.start()
    kiosk.tap(first.title)
    for card in related:
        kiosk.bring_into_sight(card.title)
        left_at = eyes.read_to(kiosk)
        kiosk.tap(card.title)
        assert library.topic(card.topic_id).summary in kiosk.names()
        assert eyes.read_to(kiosk) == 0
        kiosk.tap("Back")
        assert library.topic(first.topic_id).summary in kiosk.names()
        assert eyes.read_to(kiosk) == pytest.approx(left_at, abs=1)


def word_under(kiosk: Driver, seen: Seen) -> QRectF:
    """The mark drawn under a glossary word, where the button over it is."""
    centre = seen.rect.toRectF().center()
    marks = [
        eyes.rect(item)
        for item in eyes.of_kind(kiosk, "QQuickRectangle")
        if eyes.rect(item).contains(centre) and item.height() < seen.rect.height() * 2
    ]
    return min(marks, key=lambda mark: mark.width())


def test_glossary_words_are_explained_in_place_and_put_away(kiosk: Driver) -> None:
    library = library_of(kiosk)
    kiosk.start()
    met: set[str] = set()
    for card in cards(library):
        kiosk.tap(card.title)
        topic = library.topic(card.topic_id)
        terms = {
            f"What does “{run.text}” mean?": library.term(run.term_id)
            for block in reversed(library.blocks(topic.body))
            for run in reversed(block.runs)
            if run.term_id
        }
        assert set(meaning_names(kiosk)) == set(terms)
        for name, term in terms.items():
            word = kiosk.bring_into_sight(name)
            mark = word_under(kiosk, word)
            assert abs(mark.center().x() - word.rect.center().x()) < word.rect.width() / 2
            kiosk.tap(name)
            explained = next(s for s in kiosk.everything() if s.name == term.meaning)
            assert explained.rect.top() > kiosk.control(name).rect.top()
            assert kiosk.control(name).checked
            kiosk.tap("Close the explanation")
            assert not any(s.name == term.meaning for s in kiosk.everything())
            met.add(term.id)
        kiosk.tap("Back")
    assert len(met) >= 10


def test_a_card_that_is_pressed_and_let_go_of_elsewhere_shows_nothing(kiosk: Driver) -> None:
    kiosk.start()
    library = library_of(kiosk)
    first, second = cards(library)[:2]
    before, picture = kiosk.names(), kiosk.picture()
    with kiosk.pressing(kiosk.bring_into_sight(first.title).rect.center()):
        assert kiosk.names() == before
        assert not kiosk.has("Back")
    assert kiosk.names() == before
    kiosk.choose("Text size", "Largest")
    kiosk.choose("Text size", "Standard")
    assert kiosk.picture() == picture
    kiosk.tap(second.title)
    assert_topic_is_whole(kiosk, library, library.topic(second.topic_id))
    assert first.title not in [seen.name for seen in kiosk.in_sight()]
    kiosk.tap("Back")
    with kiosk.pressing(kiosk.bring_into_sight(first.title).rect.center()):
        pass
    kiosk.tap("My summary")
    assert kiosk.has("Blank question sheet")
    kiosk.tap("Home")
    assert kiosk.names() == before


@pytest.mark.parametrize("text", ["Standard", "Largest"])
def test_an_explanation_comes_into_sight_whole(kiosk: Driver, text: str) -> None:
    kiosk.start()
    kiosk.choose("Text size", text)
    library = library_of(kiosk)
    for card in cards(library):
        kiosk.tap(card.title)
        for name in meaning_names(kiosk):
            kiosk.bring_into_sight(name)
            kiosk.tap(name)
            shown = kiosk.control("Close the explanation").rect
            meaning = next(
                seen.rect
                for block in library.blocks(library.topic(card.topic_id).body)
                for run in block.runs
                if run.term_id and name == f"What does “{run.text}” mean?"
                for seen in kiosk.everything()
                if seen.name == library.term(run.term_id).meaning
            )
            assert kiosk.page_view().contains(shown)
            assert kiosk.page_view().contains(meaning)
            kiosk.tap(name)
        kiosk.tap("Back")


def test_a_second_tap_on_a_glossary_word_puts_its_meaning_away(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(cards(library_of(kiosk))[0].title)
    name = meaning_names(kiosk)[0]
    kiosk.tap(name)
    assert kiosk.has("Close the explanation")
    kiosk.tap(name)
    assert not kiosk.has("Close the explanation")


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_page_down_reaches_the_end_and_page_up_the_start(
    stand: Stand, size: tuple[int, int]
) -> None:
    kiosk = stand(size=size)
    library = library_of(kiosk)
    kiosk.start()
    for card in cards(library):
        kiosk.tap(card.title)
        view = eyes.scroller(kiosk)
        assert view is not None
        end = max(0.0, eyes.number(view, "contentHeight") - view.height())
        read = [eyes.read_to(kiosk)]
        assert read == [0]
        while kiosk.has("Page down"):
            kiosk.tap("Page down")
            read.append(eyes.read_to(kiosk))
            assert 0 < read[-1] - read[-2] < view.height(), "a part of the page was skipped"
        assert read[-1] == pytest.approx(end, abs=1)
        while kiosk.has("Page up"):
            kiosk.tap("Page up")
        assert eyes.read_to(kiosk) == 0
        assert kiosk.has("Page down") == (end > 1)
        kiosk.tap("Back")


def test_back_leads_to_the_place_and_home_to_the_top(kiosk: Driver) -> None:
    last = cards(library_of(kiosk))[-1].title
    kiosk.start()
    kiosk.choose("Text size", "Largest")  # so that there is more than one screen of cards
    before = kiosk.bring_into_sight(last).rect
    assert eyes.read_to(kiosk) > 0
    kiosk.tap(last)
    kiosk.tap("Back")
    assert kiosk.control(last).rect == before
    kiosk.tap(last)
    kiosk.tap("Home")
    assert eyes.read_to(kiosk) == 0


def test_home_on_the_home_screen_turns_to_its_top(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.choose("Text size", "Largest")  # so that there is more than one screen of cards
    kiosk.tap("Page down")
    assert eyes.read_to(kiosk) > 0
    kiosk.tap("Home")
    assert eyes.read_to(kiosk) == 0


@pytest.mark.parametrize("over", [False, True], ids=["matching", "two lines of title"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_an_outcome_can_be_turned_to_its_end_with_the_largest_letters(
    stand: Stand, size: tuple[int, int], over: bool
) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    age = ["Over 25"] if over else ["25 or under", "It has come back twice or more"]
    for answer in ("England", "Yes, B cell ALL", *age, "See what you could ask"):
        kiosk.tap(answer)
    turns = 0
    while kiosk.has("Page down") and turns < MOST_TURNS:
        kiosk.tap("Page down")
        turns += 1
    assert 2 < turns < MOST_TURNS
