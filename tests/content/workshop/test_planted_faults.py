"""Faults planted in every page: each is caught before it can be signed, and no family sees one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import paths
from app.content.checks.gate import checked_library
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.governance import ItemKind, ItemStatus, Person
from tests.content.workshop.conftest import BEA, Open

Fault = Callable[[Content], Content]


def in_words(**cells: Callable[[str], str]) -> Fault:
    def plant(content: Content) -> Content:
        changed = {name: change(content.texts[name]) for name, change in cells.items()}
        return Content(
            content.key, {**content.rows, "topic_text": ({**content.texts, **changed},)}, {}
        )

    return plant


def in_own(**cells: str) -> Fault:
    def plant(content: Content) -> Content:
        own = {name: value for name, value in {**content.own, **cells}.items() if value}
        return Content(content.key, {**content.rows, "topic": (own,)}, {})

    return plant


def in_list(table: str, **row: str) -> Fault:
    def plant(content: Content) -> Content:
        return Content(content.key, {**content.rows, table: (row,)}, {})

    return plant


CAUGHT: dict[str, Fault] = {
    "a dead link": in_words(body=lambda b: b + "\n\nSee [this](topic:t99)."),
    "an unknown word": in_words(body=lambda b: b + "\n\nA [word](term:g99)."),
    "HTML": in_words(body=lambda b: b + "\n\n<b>bold</b>"),
    "a web link": in_words(body=lambda b: b + "\n\n[Look](https://example.org)."),
    "a picture": in_words(body=lambda b: b + "\n\n![Look](a.png)"),
    "code": in_words(body=lambda b: b + "\n\n```\ncode\n```"),
    "a control character": in_words(summary=lambda s: s + "\x07"),
    "no title": in_words(title=lambda t: " "),
    "no source": in_own(source_id=""),
    "no dates": in_own(last_reviewed="", next_review=""),
    "dates the wrong way round": in_own(last_reviewed="2030-01-01"),
    "a date that is none": in_own(next_review="2030-02-30"),
    "an unknown icon": in_own(icon="no-such-icon"),
    "an unknown source": in_own(source_id="r99"),
    "an unknown page to read": in_list("topic_related", related_id="t99"),
    "an unknown contact": in_list("topic_contact", contact_id="p99"),
}
TOPICS = tuple(f"t{number:02}" for number in range(1, 13) if number != 7)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    file = tmp_path_factory.mktemp("planted") / "content.db"
    file.write_bytes(paths.CONTENT.read_bytes())
    icons = {icon.stem for icon in paths.ICONS.glob("*.svg")}
    with closing(Workshop.open(file, Person("Ann"), icons=icons)) as workshop:
        yield workshop


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("fault", CAUGHT.values(), ids=CAUGHT.keys())
def test_a_fault_cannot_be_signed(starter: Workshop, topic: str, fault: Fault) -> None:
    key = next(row.key for row in starter.items.rows(ItemKind.TOPIC) if row.key.id == topic)
    good = starter.items.content(key)
    try:
        starter.items.save(fault(good))
    except ContentError:
        assert starter.items.content(key) == good
        return
    starter.signing.mark_checked(key)
    starter.person = BEA
    with pytest.raises(RuleViolationError):
        starter.signing.sign(key)
    starter.person = Person("Ann")
    starter.items.save(good)


@pytest.mark.parametrize("words", ["Not ", "1 in 70 children. "])
def test_a_changed_word_is_a_draft_that_families_do_not_see(
    open_as: Open, file: Path, words: str
) -> None:
    workshop = open_as()
    for row in workshop.items.rows(ItemKind.TOPIC):
        workshop.items.save(in_words(summary=lambda s: words + s)(workshop.items.content(row.key)))
    assert {row.status for row in workshop.items.rows(ItemKind.TOPIC)} == {ItemStatus.DRAFT}
    with checked_library(file) as library:
        assert not any(library.topic(topic).summary.startswith(words) for topic in TOPICS)
