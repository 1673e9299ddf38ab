"""What is done to the library at once, not typed: each can be undone as typing can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.content.workshop.values import Mention, Refused, SectionRow, Settings
from app.domain.errors import ContentError
from app.domain.governance import ItemKey, ItemKind
from app.editor.commands import Deed

if TYPE_CHECKING:
    from app.editor.desk import Desk

Order = Mapping[str, Sequence[str]]
"""The topics of each section, both in order."""


class Deeds:
    """Adds, copies, orders and deletes; what does not work is told by the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workshop = desk.workshop

    def _try(self, *acts: Callable[[], object]) -> bool:
        """Do it all and look at the library again; False where it did not work."""
        try:
            for act in acts:
                act()
        except Refused as refused:
            self._desk.tell(refused.refusal.problem, refused.refusal.mend)
            return False
        except ContentError as error:
            self._desk.tell(error.problem, error.mend)
            return False
        finally:
            self._desk.look_again()
        return True

    def _push(
        self, words: str, do: Sequence[Callable[[], object]], undo: Sequence[Callable[[], object]]
    ) -> None:
        if self._workshop.read_only:
            return
        self._desk.keep_now()
        self._desk.undo.push(Deed(words, lambda: self._try(*do), lambda: self._try(*undo)))

    # -- items

    def create(self, kind: ItemKind, title: str, section_id: str = "") -> ItemKey | None:
        """A new item with a title alone; None where that did not work."""
        return self._made(lambda: self._workshop.create(kind, title, section_id), f"Add “{title}”")

    def duplicate(self, key: ItemKey) -> ItemKey | None:
        """A copy of an item; None where that did not work."""
        row = self._desk.row(key)
        title = row.title if row else key.id
        return self._made(lambda: self._workshop.duplicate(key), f"Duplicate “{title}”")

    def _made(self, make: Callable[[], ItemKey], words: str) -> ItemKey | None:
        made: list[ItemKey] = []
        undone: list[Callable[[], object]] = []

        def do() -> None:
            if made:  # again: under the id that it had
                for act in undone:
                    act()
            else:
                made.append(make())

        def undo() -> None:
            undone[:] = self._ways_back(made[0])
            self._workshop.delete(made[0])
            self._desk.forget(made[0])

        self._push(words, [do], [undo])
        return made[0] if made else None

    def bring_in(self, bring: Callable[[], Sequence[ItemKey]], changed: Sequence[ItemKey]) -> None:
        """Save drafts from elsewhere; `bring` gives their keys, `changed` are those there are."""
        before = [self._workshop.content(key) for key in changed]
        made: list[ItemKey] = []

        def do() -> None:
            made.extend(key for key in bring() if key not in changed)

        def undo() -> None:
            for content in before:
                self._workshop.save(content, "Undone")
            while made:
                self._workshop.delete(made[-1])
                self._desk.forget(made.pop())

        self._push("Bring in", [do], [undo])

    def mentions(self, key: ItemKey) -> tuple[Mention, ...]:
        """What points to an item."""
        return self._workshop.mentions(key)

    def delete(self, key: ItemKey) -> None:
        """Take an item out; Undo brings it back as it was saved."""
        row = self._desk.row(key)
        back = self._ways_back(key)

        def do() -> None:
            self._workshop.delete(key)
            self._desk.forget(key)

        self._push(f"Delete “{row.title if row else key.id}”", [do], back)

    def _ways_back(self, key: ItemKey) -> list[Callable[[], object]]:
        """What brings an item back to its place, with its people and its cases."""
        content, row = self._workshop.content(key), self._desk.row(key)
        back: list[Callable[[], object]] = [lambda: self._workshop.save(content)]
        if row is not None and (row.owner or row.author):
            owner, author = row.owner, row.author
            back.append(lambda: self._workshop.set_people(key, owner, author))
        if key.kind is ItemKind.TOPIC:
            order = self.order()
            back.append(lambda: self._workshop.arrange(order))
        elif key.kind is ItemKind.WALKTHROUGH:
            cases = self._workshop.cases(key.id)
            back.append(lambda: self._workshop.put_cases(key.id, cases))
        else:
            ids = self.ids(key.kind)
            back.append(lambda: self._workshop.arrange_kind(key.kind, ids))
        return back

    def set_people(self, key: ItemKey, owner: str, author: str) -> None:
        """Say who answers for an item and who wrote it."""
        row = self._desk.row(key)
        before = (row.owner, row.author) if row else ("", "")
        self._push(
            "Change owner and author",
            [lambda: self._workshop.set_people(key, owner, author)],
            [lambda: self._workshop.set_people(key, *before)],
        )

    # -- order

    def order(self) -> dict[str, list[str]]:
        """The topics of each section, in order."""
        order: dict[str, list[str]] = {s.id: [] for s in self._workshop.sections()}
        for row in self._desk.rows(ItemKind.TOPIC):
            there = order.setdefault(row.section_id, [])
            if row.key.id not in there[-1:]:  # its translations follow it
                there.append(row.key.id)
        return order

    def ids(self, kind: ItemKind) -> list[str]:
        """The items of a list, in order."""
        return list(dict.fromkeys(row.key.id for row in self._desk.rows(kind)))

    def arrange(self, order: Order, words: str) -> None:
        """Put sections and topics in an order."""
        before = self.order()
        after = {section: list(topics) for section, topics in order.items()}
        if list(before.items()) != list(after.items()):
            self._push(
                words,
                [lambda: self._workshop.arrange(after)],
                [lambda: self._workshop.arrange(before)],
            )

    def arrange_kind(self, kind: ItemKind, ids: Sequence[str], words: str) -> None:
        """Put the contacts or the glossary in an order."""
        before, after = self.ids(kind), list(ids)
        if before != after:
            self._push(
                words,
                [lambda: self._workshop.arrange_kind(kind, after)],
                [lambda: self._workshop.arrange_kind(kind, before)],
            )

    def put_topic(self, topic_id: str, section_id: str, place: int | None = None) -> None:
        """Put a topic into a section, at a place counted without it; last if left out."""
        order = self.order()
        for topics in order.values():
            if topic_id in topics:
                topics.remove(topic_id)
        topics = order[section_id]
        topics.insert(len(topics) if place is None else place, topic_id)
        self.arrange(order, "Move a page")

    # -- sections and settings

    def add_section(self, title: str) -> str:
        """A new section, the last; "" where that did not work."""
        made: list[str] = []

        def do() -> None:
            made[:] = [self._workshop.put_section(SectionRow(made[0] if made else "", title))]

        self._push(
            f"Add the section “{title}”", [do], [lambda: self._workshop.delete_section(made[0])]
        )
        return made[0] if made else ""

    def rename_section(self, section_id: str, title: str) -> None:
        """Give a section another title."""
        before = {s.id: s for s in self._workshop.sections()}[section_id]
        if title.strip() and title != before.title:
            self._push(
                "Rename a section",
                [lambda: self._workshop.put_section(SectionRow(section_id, title))],
                [lambda: self._workshop.put_section(before)],
            )

    def delete_section(self, section_id: str) -> None:
        """Take an empty section out."""
        before = {s.id: s for s in self._workshop.sections()}[section_id]
        order = self.order()
        self._push(
            f"Delete the section “{before.title}”",
            [lambda: self._workshop.delete_section(section_id)],
            [
                lambda: self._workshop.put_section(before),
                lambda: self._workshop.arrange(order),
            ],
        )

    def put_settings(self, settings: Settings) -> None:
        """Change the library as a whole."""
        before = self._workshop.settings()
        if settings != before:
            self._push(
                "Change the library's settings",
                [lambda: self._workshop.put_settings(settings)],
                [lambda: self._workshop.put_settings(before)],
            )
