"""The rows that a workshop keeps are those that it would read anew, whatever was done before."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.content.workshop import Workshop
from app.content.workshop.values import ItemRow, SectionRow
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind, on_show
from tests.content.workshop.conftest import ANN, BEA, Open
from tests.content.workshop.test_workshop import with_texts

TITLES = {ItemKind.CONTACT: "name", ItemKind.TERM: "term"}


def read_anew(open_as: Open) -> tuple[ItemRow, ...]:
    other = open_as(read_only=True)
    rows = other.items.rows()
    other.close()
    return rows


class Hand:
    """Somebody who does one thing after another to a library, by chance."""

    def __init__(self, workshop: Workshop, seed: int) -> None:
        self.workshop = workshop
        self.pick = random.Random(seed)
        self.gone: list[Callable[[], None]] = []

    def key(self, kind: ItemKind | None = None) -> ItemKey:
        return self.pick.choice(self.workshop.items.rows(kind) or self.workshop.items.rows()).key

    def act(self) -> None:
        acts = [self.save, self.take_snapshot, self.drop, self.sign, self.create, self.delete]
        acts += [self.put_back, self.arrange, self.arrange_kind, self.people, self.sections]
        acts += [self.withdraw, self.review, self.publish, self.duplicate, self.source]
        with suppress(RuleViolationError):
            self.pick.choice(acts)()

    def save(self) -> None:
        key = self.key()
        words = {TITLES.get(key.kind, "title"): f"Title {self.pick.random()}"}
        self.workshop.items.save(with_texts(self.workshop.items.content(key), **words))

    def take_snapshot(self) -> None:
        self.workshop.unfinished.save(self.workshop.items.content(self.key()))

    def drop(self) -> None:
        self.workshop.unfinished.drop(self.key())

    def sign(self) -> None:
        key = self.key()
        self.workshop.person = ANN
        self.workshop.signing.mark_checked(key)
        self.workshop.person = BEA
        self.workshop.signing.sign(key)

    def withdraw(self) -> None:
        self.workshop.signing.withdraw(self.key())

    def review(self) -> None:
        self.workshop.signing.review(self.key(), date(2030, 1, self.pick.randint(1, 28)))

    def publish(self) -> None:
        number = self.workshop.publications.last_edition() + 1
        keys = [self.key() for _ in range(3)]
        shown = {key: on_show(self.workshop.signing.signatures(key)) for key in keys}
        signed = {key: digest for key, digest in shown.items() if digest}
        self.workshop.publications.record(number, "whole", signed, "")

    def create(self) -> None:
        section = self.pick.choice(self.workshop.sections.rows()).id
        self.workshop.items.create(self.pick.choice(TEXT_KINDS), "New", section)

    def duplicate(self) -> None:
        self.workshop.items.duplicate(self.key())

    def delete(self) -> None:
        key = self.key()
        snapshots = self.workshop.items.snapshot(key)
        self.workshop.items.delete(key)
        self.gone.append(lambda: self.workshop.items.put_back(key, snapshots))

    def put_back(self) -> None:
        if self.gone:
            self.gone.pop()()

    def arrange(self) -> None:
        snapshots = self.workshop.order.positions(ItemKind.TOPIC)
        sections = [section.id for section in self.workshop.sections.rows()]
        self.pick.shuffle(sections)
        order: dict[str, list[str]] = {section: [] for section in sections}
        for item in dict.fromkeys(row.key.id for row in self.workshop.items.rows(ItemKind.TOPIC)):
            order[self.pick.choice(sections)].append(item)
        self.workshop.order.arrange(order)
        if self.pick.random() < 0.5:
            self.workshop.order.put_back(snapshots)

    def arrange_kind(self) -> None:
        kind = self.pick.choice((ItemKind.TERM, ItemKind.CONTACT))
        ids = list(dict.fromkeys(row.key.id for row in self.workshop.items.rows(kind)))
        self.pick.shuffle(ids)
        self.workshop.order.arrange_kind(kind, ids)

    def people(self) -> None:
        self.workshop.items.set_people(self.key(), f"Ward {self.pick.random()}", "Bea")

    def sections(self) -> None:
        made = self.workshop.sections.save(SectionRow("", "More"))
        if self.pick.random() < 0.5:
            snapshots = self.workshop.sections.snapshot(made)
            self.workshop.sections.delete(made)
            if self.pick.random() < 0.5:
                self.workshop.sections.put_back(made, snapshots)

    def source(self) -> None:
        source = self.pick.choice(self.workshop.sources.rows())
        day = self.pick.choice((None, date(2026, 1, 1)))
        self.workshop.sources.save(replace(source, changed_on=day))


@pytest.mark.parametrize("seed", range(5))
def test_after_any_row_of_changes_the_rows_are_those_of_the_file(open_as: Open, seed: int) -> None:
    workshop = open_as()
    workshop.index.fill()
    hand = Hand(workshop, seed)
    for _ in range(20):
        hand.act()
        assert workshop.items.rows() == read_anew(open_as)
    for kind in TEXT_KINDS:
        assert workshop.items.rows(kind) == tuple(
            r for r in workshop.items.rows() if r.key.kind is kind
        )


def test_a_translation_follows_what_its_item_shares_with_it(open_as: Open, file: Path) -> None:
    workshop = open_as()
    key = workshop.items.duplicate(ItemKey(ItemKind.CONTACT, "p01", "en-GB"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO contact_text (contact_id, language, name, about)"
            " SELECT contact_id, 'cy', name, about FROM contact_text WHERE contact_id = ?",
            (key.id,),
        )
    workshop.index.fill()

    def rows() -> list[tuple[str, str]]:
        return [(r.key.language, r.owner) for r in workshop.items.rows() if r.key.id == key.id]

    assert rows() == [("cy", ""), ("en-GB", "")]
    workshop.items.set_people(key, "Ward 4", "")
    assert rows() == [("cy", "Ward 4"), ("en-GB", "Ward 4")]
    snapshots = workshop.items.snapshot(key)
    workshop.items.delete(key)
    assert rows() == [("cy", "Ward 4")]
    workshop.items.put_back(key, snapshots)
    assert rows() == [("cy", "Ward 4"), ("en-GB", "Ward 4")]


def test_what_another_program_writes_is_seen_at_once(open_as: Open, file: Path) -> None:
    workshop = open_as()
    workshop.index.fill()
    before = workshop.items.rows(ItemKind.TOPIC)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE topic SET owner = 'Ward 9' WHERE id = 't05'")
    owners = {row.key.id: row.owner for row in workshop.items.rows(ItemKind.TOPIC)}
    assert owners == {row.key.id: row.owner for row in before} | {"t05": "Ward 9"}


def test_a_change_that_failed_leaves_the_rows_as_they_were(open_as: Open) -> None:
    workshop = open_as()
    workshop.index.fill()
    before = workshop.items.rows()
    named = next(row.key for row in before if workshop.items.mentions(row.key))
    with pytest.raises(RuleViolationError):
        workshop.items.delete(named)
    with pytest.raises(RuleViolationError):
        workshop.sections.delete(workshop.sections.rows()[0].id)
    assert workshop.items.rows() == before
