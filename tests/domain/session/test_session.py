"""One family's session as a value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.session.session import (
    AN_EMPTY_LINE,
    COLLECTION,
    ONLY_THIS,
    QUESTIONS,
    TEXT_SIZES,
    Collected,
    Route,
    Screen,
    Session,
    Theme,
    ask_for_summary,
    back,
    collect,
    go,
    move_collected,
    show_instead,
    start,
    tick,
    uncollect,
    with_walk,
)
from app.domain.walkthrough.walk import Walk

HOME = Route(Screen.HOME)


def test_a_new_session_is_the_attract_screen_and_has_not_begun() -> None:
    session = Session()
    assert session.route == Route(Screen.ATTRACT)
    assert not session.begun
    assert (session.text_size, session.theme, dict(session.walks)) == (100, Theme.PAPER, {})
    assert session.walk("w01") == Walk()


@pytest.mark.parametrize(
    "session",
    [
        start(Session()),
        replace(Session(), text_size=200),
        replace(Session(), theme=Theme.DARK),
        with_walk(Session(), "w01", Walk()),
        collect(Session(), Collected(Screen.TOPIC, "t01")),
    ],
)
def test_anything_that_a_family_did_has_begun_a_session(session: Session) -> None:
    assert session.begun


def test_going_remembers_how_far_one_had_read() -> None:
    session = go(start(Session()), Screen.TOPIC, "t01", left_at=12.5)
    assert session.trail == (Route(Screen.HOME, read_to=12.5), Route(Screen.TOPIC, "t01"))
    assert back(session).route == Route(Screen.HOME, read_to=12.5)


def test_going_where_one_is_changes_nothing() -> None:
    session = go(start(Session()), Screen.TOPIC, "t01", left_at=1)
    assert go(session, Screen.TOPIC, "t01", left_at=9) is session
    assert go(session, Screen.TOPIC, "t02").route == Route(Screen.TOPIC, "t02")


def test_home_is_where_every_way_back_ends() -> None:
    session = go(go(start(Session()), Screen.TOPIC, "t01"), Screen.HOME, left_at=9)
    assert session.trail == (HOME,)
    assert back(session) is session


def test_home_keeps_what_was_chosen_and_answered() -> None:
    session = with_walk(replace(start(Session()), text_size=200), "w01", Walk(begun=True))
    session = go(go(session, Screen.TOPIC, "t01"), Screen.HOME)
    assert (session.text_size, session.walk("w01").begun) == (200, True)


def test_a_walk_takes_the_place_of_the_one_before_and_of_no_other() -> None:
    first = with_walk(with_walk(Session(), "w01", Walk(begun=True)), "w02", Walk(seen=True))
    second = with_walk(first, "w01", Walk(at="q1"))
    assert second.walk("w01") == Walk(at="q1")
    assert second.walk("w02") == Walk(seen=True)
    assert first.walk("w01") == Walk(begun=True)


def test_nothing_of_a_session_can_be_changed_in_place() -> None:
    session = with_walk(Session(), "w01", Walk())
    with pytest.raises(FrozenInstanceError):
        session.text_size = 200  # type: ignore[misc]
    with pytest.raises(TypeError):
        session.walks["w01"] = Walk(begun=True)  # type: ignore[index]
    assert dict(Session().walks) == {}


class AnyFamily(RuleBasedStateMachine):
    """Goes wherever the screens lead."""

    def __init__(self) -> None:
        super().__init__()
        self.session = start(Session())

    @rule(
        screen=st.sampled_from([s for s in Screen if s is not Screen.ATTRACT]),
        about=st.sampled_from(["", "t01", "t02"]),
        left_at=st.floats(0, 1000),
    )
    def go(self, screen: Screen, about: str, left_at: float) -> None:
        before = self.session.route
        self.session = go(self.session, screen, about, left_at=left_at)
        if screen is not Screen.HOME and (screen, about) != (before.screen, before.about):
            assert back(self.session).route == replace(before, read_to=left_at)

    @rule()
    def back(self) -> None:
        self.session = back(self.session)

    @rule(size=st.sampled_from(TEXT_SIZES), theme=st.sampled_from(Theme))
    def look(self, size: int, theme: Theme) -> None:
        self.session = replace(self.session, text_size=size, theme=theme)

    @invariant()
    def the_trail_begins_at_home(self) -> None:
        assert self.session.trail[0].screen is Screen.HOME
        assert self.session.begun


TestAnyFamily = AnyFamily.TestCase


# -- what a family collects ---------------------------------------------------------------------


def page(topic: str) -> Collected:
    return Collected(Screen.TOPIC, topic)


def with_three() -> Session:
    session = Session()
    for topic in ("a", "b", "c"):
        session = collect(session, page(topic))
    return session


def order(session: Session) -> str:
    return "".join(one.about for one in session.collected)


def test_pages_are_collected_once_in_the_familys_order() -> None:
    assert order(with_three()) == "abc"
    assert collect(with_three(), page("a")) == with_three()
    assert order(collect(with_three(), Collected(Screen.WALKTHROUGH, "a"))) == "abca"


def test_a_page_can_be_taken_out_again() -> None:
    assert order(uncollect(with_three(), page("b"))) == "ac"
    assert uncollect(with_three(), page("x")) == with_three()


@pytest.mark.parametrize(
    ("topic", "steps", "ends_as"),
    [
        ("a", 1, "bac"),
        ("c", -1, "acb"),
        ("a", -1, "abc"),
        ("c", 1, "abc"),
        ("a", 9, "bca"),
        ("c", -9, "cab"),
        ("b", 0, "abc"),
        ("x", 1, "abc"),
    ],
)
def test_a_page_moves_among_the_others_and_stops_at_the_ends(
    topic: str, steps: int, ends_as: str
) -> None:
    assert order(move_collected(with_three(), page(topic), steps)) == ends_as


# -- what is taken away -------------------------------------------------------------------------

SEEN = Walk((("q1", "c1"),), begun=True, seen=True)


def test_a_topic_or_a_finished_walkthrough_is_at_hand_and_stays_so_on_its_summary() -> None:
    home = start(Session())
    assert home.at_hand is None
    assert go(home, Screen.SECTION, "s1").at_hand is None
    topic = go(home, Screen.TOPIC, "t1")
    assert topic.at_hand == page("t1")
    summary = ask_for_summary(topic)
    assert go(summary, Screen.PHONE, ONLY_THIS).at_hand == page("t1")
    walk = go(topic, Screen.WALKTHROUGH, "w1")
    assert walk.at_hand is None
    finished = with_walk(walk, "w1", SEEN)
    assert ask_for_summary(finished).at_hand == Collected(Screen.WALKTHROUGH, "w1")
    assert ask_for_summary(home).at_hand is None


def test_a_summary_is_of_what_was_put_together_or_else_of_the_page_at_hand() -> None:
    home = start(Session())
    topic = go(home, Screen.TOPIC, "t1")
    assert ask_for_summary(home).route == Route(Screen.SUMMARY, QUESTIONS)
    asked = ask_for_summary(topic, left_at=40)
    assert asked.route == Route(Screen.SUMMARY, ONLY_THIS)
    assert back(asked).route == Route(Screen.TOPIC, "t1", 40)
    assert ask_for_summary(collect(topic, page("t2"))).route.about == COLLECTION


def test_another_summary_instead_leads_back_to_the_same_place() -> None:
    topic = go(start(Session()), Screen.TOPIC, "t1")
    asked = ask_for_summary(topic)
    instead = show_instead(show_instead(asked, QUESTIONS), COLLECTION)
    assert instead.route == Route(Screen.SUMMARY, COLLECTION)
    assert back(instead) == back(asked)


def test_a_question_is_ticked_on_its_own_page_and_a_second_time_takes_the_tick_away() -> None:
    one, other = Collected(Screen.TOPIC, "t1"), Collected(Screen.WALKTHROUGH, "w1")
    ticked = tick(tick(Session(), one, "Why?"), one, AN_EMPTY_LINE)
    assert ticked.ticked_on(one) == {"Why?", ""}
    assert ticked.ticked_on(other) == ticked.ticked_on(None) == frozenset()
    assert tick(ticked, one, "Why?").ticked_on(one) == {""}
    assert ticked.begun
