"""What a screen reader has of the screens: titles, groups, panels, dialogs, no false alarms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage

from app.config import Config, IdleConfig
from tests.driver import Driver, Seen
from tests.journeys import eyes, rulers, screens, walking
from tests.journeys.conftest import Stand

ROLE = QAccessible.Role
KEY = Qt.Key
PLAIN_BORDER = 3.0
THEMES = ("paper", "light", "dark")


def nodes(kiosk: Driver) -> Iterator[QAccessibleInterface]:
    """Every visible node of the tree, in the order it is read out."""
    top = QAccessible.queryAccessibleInterface(kiosk.window)
    waiting = [top] if top else []
    while waiting:
        node = waiting.pop()
        if node is not top:
            yield node
        children = [node.child(n) for n in range(node.childCount())]
        waiting += [c for c in reversed(children) if c is not None and not c.state().invisible]


def name(node: QAccessibleInterface) -> str:
    """What a node is called."""
    return node.text(QAccessible.Text.Name)


def of_role(kiosk: Driver, role: QAccessible.Role) -> list[Seen]:
    """What there is of a kind."""
    return [seen for seen in kiosk.everything() if seen.role == role]


def assert_on_title(kiosk: Driver) -> None:
    """The reader stands on the page's title, and the window is called by it."""
    titles = [s for s in of_role(kiosk, ROLE.Heading) if s.description == "level 1"]
    assert len(titles) == 1
    assert kiosk.focused() == titles[0].name == kiosk.window.title()
    [node] = [n for n in nodes(kiosk) if n.role() == ROLE.Heading and name(n) == titles[0].name]
    state = node.state()
    assert state.focusable
    assert state.focused


def group_of(kiosk: Driver, control: str) -> str:
    """The name of the group that a radio button is in."""
    [node] = [n for n in nodes(kiosk) if n.role() == ROLE.RadioButton and name(n) == control]
    group = node.parent()
    assert group is not None
    assert group.role() == ROLE.Grouping
    return name(group)


def lists(kiosk: Driver) -> list[list[str]]:
    """The lists on the page, each with the names of the items that are its own children."""
    found = [n for n in nodes(kiosk) if n.role() == ROLE.List]
    children = [[node.child(n) for n in range(node.childCount())] for node in found]
    return [[name(c) for c in some if c and c.role() == ROLE.ListItem] for some in children]


def test_each_new_page_is_announced_by_its_title(kiosk: Driver) -> None:
    library = kiosk.kiosk.reloader.library
    assert library is not None
    assert QLocale().name() == library.info().language.replace("-", "_")
    assert kiosk.window.title() == library.info().title
    kiosk.start()
    assert_on_title(kiosk)
    for _ in screens.every_topic(kiosk):
        assert_on_title(kiosk)
    assert kiosk.focused() == screens.topic_titles(kiosk)[-1], "back at the card"
    assert kiosk.window.title() == "What would you like to know?"
    kiosk.tap("My summary")
    assert_on_title(kiosk)
    kiosk.tap("Home")
    assert_on_title(kiosk)
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert_on_title(kiosk)
    kiosk.tap("Start the questions")
    for label in screens.ANSWERS:
        assert_on_title(kiosk)
        kiosk.tap(label)
    assert_on_title(kiosk)
    kiosk.tap("See what you could ask")
    assert_on_title(kiosk)
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    assert kiosk.window.title() == library.info().title


def test_the_first_tab_on_a_question_is_its_first_answer(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    for label in screens.ANSWERS:
        first = of_role(kiosk, ROLE.RadioButton)[0].name
        kiosk.key(KEY.Key_Tab)
        assert kiosk.focused() == first
        kiosk.tap(label)


def test_an_answer_knows_its_question_and_its_place(kiosk: Driver) -> None:
    walking.begin(kiosk)
    for label in screens.ANSWERS:
        answers = of_role(kiosk, ROLE.RadioButton)
        places = [f"{n} of {len(answers)}" for n in range(1, len(answers) + 1)]
        assert [answer.description for answer in answers] == places
        assert {group_of(kiosk, answer.name) for answer in answers} == {kiosk.window.title()}
        kiosk.tap(label)


def test_a_panel_says_whether_it_is_open(kiosk: Driver) -> None:
    kiosk.start()
    for panel in ("Text size", "Contrast"):
        assert kiosk.control(panel).description == "Closed"
        kiosk.tap(panel)
        assert kiosk.control(panel).description == "Open"
        for n, choice in enumerate(choices := of_role(kiosk, ROLE.RadioButton), 1):
            assert choice.description == f"{n} of {len(choices)}"
            assert group_of(kiosk, choice.name).endswith("?")
        kiosk.key(KEY.Key_Escape)
        assert kiosk.control(panel).description == "Closed"


def test_an_explanation_is_a_dialog_with_its_words(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("It has come back")
    word = "What does “relapsed” mean?"
    assert kiosk.control(word).description == "Closed"
    kiosk.tap(word)
    assert kiosk.control(word).description == "Open"
    [dialog] = of_role(kiosk, ROLE.Dialog)
    assert dialog.name == "relapsed"
    assert dialog.description in kiosk.names()
    kiosk.key(KEY.Key_Escape)
    assert of_role(kiosk, ROLE.Dialog) == []


def test_the_warning_is_a_dialog_with_its_words_and_seconds(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.wait_seconds(95)
    [dialog] = of_role(kiosk, ROLE.Dialog)
    assert dialog.name == "Are you still here?"
    assert "Touch anywhere to stay." in dialog.description
    assert dialog.description.endswith("25 seconds left")
    kiosk.key(KEY.Key_Escape)
    assert of_role(kiosk, ROLE.Dialog) == []


def test_escape_shuts_the_staff_door(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.key(KEY.Key_P, screens.STAFF)
    assert [dialog.name for dialog in of_role(kiosk, ROLE.Dialog)] == ["Staff only"]
    kiosk.key(KEY.Key_Escape)
    assert of_role(kiosk, ROLE.Dialog) == []
    assert kiosk.sees("What would you like to know?")


def test_only_news_are_alerts(kiosk: Driver) -> None:
    kiosk.start()
    for screen in screens.every_walkthrough_page(kiosk):
        alerts = [alert.name for alert in of_role(kiosk, ROLE.AlertMessage)]
        # Only the last: it was asked to print, and no printer is there.
        assert bool(alerts) == (screen == "summary"), (screen, alerts)


def edge_contrast(picture: QImage, rect: QRectF) -> float:
    """How a control's left edge stands out from what is beside it."""
    left, y = round(rect.left()), round(rect.center().y())
    outside = picture.pixel(left - 3, y) & 0xFFFFFF
    inside = [picture.pixel(left + n, y) & 0xFFFFFF for n in range(4)]
    return max(eyes.contrast(outside, pixel) for pixel in inside)


@pytest.mark.parametrize("theme", THEMES)
def test_the_borders_of_controls_stand_out(kiosk: Driver, theme: str) -> None:
    kiosk.start()
    screens.look(kiosk, 100, theme)
    measured = 0
    for screen in screens.every_walkthrough_page(kiosk):
        picture = kiosk.picture()
        for seen in kiosk.in_sight():
            # A hard word in a text is no box: its mark is a line under it.
            if seen.is_control and not seen.name.startswith("What does"):
                found = edge_contrast(picture, seen.rect.toRectF())
                if seen.description == "Press to open it.":
                    # A line that opens has no box: it is known by the sign that it begins with.
                    side = seen.rect.height()
                    sign = QRectF(seen.rect.left(), seen.rect.top(), side / 2, side)
                    found = eyes.inks(picture, sign).contrast
                assert found >= PLAIN_BORDER, (screen, seen.name, found)
                measured += 1
    assert measured > 60


def test_the_items_of_a_text_are_lists_and_no_item_stands_alone(kiosk: Driver) -> None:
    kiosk.start()
    lengths = []
    for _ in screens.every_topic(kiosk):
        found = lists(kiosk)
        items = [item.name for item in of_role(kiosk, ROLE.ListItem)]
        assert items == [item for items in found for item in items]
        lengths.append([len(some) for some in found])
        if kiosk.has("What does “Chemotherapy” mean?"):
            [link] = [n for n in nodes(kiosk) if name(n) == "What does “Chemotherapy” mean?"]
            assert name(link.parent()) in items, "a hard word is in its item"
    assert [5, 4] in lengths, "the five treatments, and what to ask about them"


def test_questions_to_ask_are_a_list(kiosk: Driver) -> None:
    library = kiosk.kiosk.reloader.library
    assert library is not None
    kiosk.start()
    kiosk.tap("It has come back")
    said = lists(kiosk)[-1]
    [topic] = [
        topic
        for section in library.sections()
        for card in library.cards(section.id, 0, 1000)
        if (topic := library.topic(card.topic_id)).title == kiosk.focused()
    ]
    assert said == list(topic.questions)


@pytest.mark.parametrize("keys", [False, True], ids=["touch", "keys"])
def test_back_returns_to_the_card_that_one_came_from(kiosk: Driver, keys: bool) -> None:
    kiosk.start()
    card = screens.topic_titles(kiosk)[3]
    if keys:
        while kiosk.focused() != card:
            kiosk.key(KEY.Key_Tab)
        kiosk.key(KEY.Key_Return)
    else:
        kiosk.tap(card)
    assert_on_title(kiosk)
    kiosk.tap("My summary")
    kiosk.tap("Back")
    assert kiosk.focused() == "My summary"
    kiosk.tap("Back")
    assert kiosk.focused() == card
    kiosk.tap(card)
    kiosk.tap("Home")
    assert_on_title(kiosk)
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    kiosk.start()
    assert_on_title(kiosk)


def test_families_are_told_of_the_wait_before_anything_can_be_lost(stand: Stand) -> None:
    kiosk = stand(config=Config(idle=IdleConfig(seconds=120)))
    told = "If nobody touches the screen for 120 seconds, it asks if you are still here."
    assert kiosk.control("Touch anywhere to start").description.endswith(told)
    assert any(told in rulers.words(text) for text in rulers.texts(kiosk))
    kiosk.start()
    kiosk.wait_seconds(119)
    assert not kiosk.sees("Are you still here?")
    kiosk.wait_seconds(1)
    assert kiosk.sees("Are you still here?")


def test_the_choices_of_my_summary_know_their_question_and_their_place(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("It has come back")
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    choices = of_role(kiosk, ROLE.RadioButton)
    assert [(choice.name, choice.description) for choice in choices] == [
        ("Only this page", "1 of 3"),
        ("Pages I chose", "2 of 3"),
        ("Blank question sheet", "3 of 3"),
        ("Standard print", "1 of 2"),
        ("Large print", "2 of 2"),
    ]
    assert [group_of(kiosk, choice.name) for choice in choices] == (
        ["What would you like to take away?"] * 3 + ["How large should the print be?"] * 2
    )
    assert [choice.name for choice in choices if choice.checked] == [
        "Only this page",
        "Standard print",
    ]
