"""What is done to the library at once, not typed: each can be undone as typing can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.content.workshop.values import Mention, SectionRow, Settings, SourceRow
from app.domain.errors import KioskError
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.document.document import LibraryDocument
from app.editor.document.undo_commands import Action, Done

if TYPE_CHECKING:
    from app.content.items.item import Content
    from app.content.workshop import Workshop
    from app.content.workshop.staff_notes import StaffNote
    from app.content.workshop.storage.tables import Snapshot

Order = Mapping[str, Sequence[str]]
"""The topics of each section, both in order."""


class _Deletion:
    """Items that are deleted and put back, as often as one likes."""

    def __init__(self, workshop: Workshop, forget: Callable[[ItemKey], None]) -> None:
        self._workshop, self._forget = workshop, forget
        self._snapshots: dict[ItemKey, Snapshot] = {}

    def delete(self, keys: Sequence[ItemKey]) -> None:
        """Take items out, together."""
        self._snapshots = {key: self._workshop.items.snapshot(key) for key in keys}
        self._workshop.items.delete_all(keys)
        for key in keys:
            self._forget(key)

    def put_back(self) -> None:
        """Bring them back as they stood."""
        self._workshop.items.put_back_all(self._snapshots)


class Actions:
    """Adds, copies, orders and deletes; what does not work, the document reports."""

    def __init__(self, document: LibraryDocument) -> None:
        self._document = document
        self._workshop = document.workshop

    def _try(self, *acts: Callable[[], object]) -> bool:
        """Do it all and read the library again; False where it did not work."""
        try:
            for act in acts:
                act()
        except KioskError as error:
            self._document.report(error.problem, error.hint)
            return False
        finally:
            self._document.refresh()
        return True

    def _push(
        self, label: str, do: Sequence[Callable[[], object]], undo: Sequence[Callable[[], object]]
    ) -> None:
        if self._workshop.read_only:
            return
        self._document.autosave_now()
        self._document.undo.push(Action(label, lambda: self._try(*do), lambda: self._try(*undo)))

    def record(self, done: Done, show: Callable[[], object]) -> None:
        """Let what a panel did be undone and redone, there where it was done."""
        undo, redo = (done.undo, show), (done.redo, show)
        action = Action(
            done.label, lambda: self._try(*redo), lambda: self._try(*undo), is_done=True
        )
        self._document.undo.push(action)

    # -- items

    def create(self, kind: ItemKind, title: str, section_id: str = "") -> ItemKey | None:
        """A new item with a title alone; None where that did not work."""
        return self._made(
            lambda: self._workshop.items.create(kind, title, section_id), f"Add “{title}”"
        )

    def duplicate(self, key: ItemKey) -> ItemKey | None:
        """A copy of an item; None where that did not work."""
        row = self._document.row(key)
        title = row.title if row else key.id
        return self._made(lambda: self._workshop.items.duplicate(key), f"Duplicate “{title}”")

    def _made(self, make: Callable[[], ItemKey], label: str) -> ItemKey | None:
        made: list[ItemKey] = []
        deletion = _Deletion(self._workshop, self._document.forget)

        def do() -> None:
            if made:  # again: as it was
                deletion.put_back()
            else:
                made.append(make())

        self._push(label, [do], [lambda: deletion.delete(made)])
        return made[0] if made else None

    def import_drafts(
        self, save: Callable[[], Sequence[ItemKey]], changed: Sequence[ItemKey]
    ) -> None:
        """Save drafts from elsewhere; `save` gives their keys, `changed` are those there are."""
        before = [self._workshop.items.content(key) for key in changed]
        after: list[Content] = []
        made: list[ItemKey] = []
        deletion = _Deletion(self._workshop, self._document.forget)

        def do() -> None:
            if made or after:  # again: as it was
                deletion.put_back()
                for content in after:
                    self._workshop.items.save(content, "Done again")
            else:
                made.extend(key for key in save() if key not in changed)

        def undo() -> None:
            after[:] = [self._workshop.items.content(key) for key in changed]
            for content in before:
                self._workshop.items.save(content, "Undone")
            deletion.delete(made)

        self._push("Bring in", [do], [undo])

    def save_all(self, contents: Sequence[Content], label: str, why: str = "") -> None:
        """Save texts as drafts, together; Undo puts all of them back."""
        before = [self._workshop.items.content(content.key) for content in contents]
        self._push(
            label,
            [lambda: self._workshop.items.save_all(contents, why)],
            [lambda: self._workshop.items.save_all(before, "Undone")],
        )

    def mentions(self, keys: Sequence[ItemKey]) -> list[Mention]:
        """What else points to items that are to go together."""
        items = self._workshop.items
        found = (mention for key in keys for mention in items.mentions_elsewhere(key, keys))
        return list(dict.fromkeys(found))

    def delete(self, keys: Sequence[ItemKey]) -> None:
        """Take items out; Undo brings them back exactly as they stood."""
        row = self._document.row(keys[0])
        title = f"“{row.title if row else keys[0].id}”" if len(keys) == 1 else f"{len(keys)} lines"
        deletion = _Deletion(self._workshop, self._document.forget)
        self._push(f"Delete {title}", [lambda: deletion.delete(keys)], [deletion.put_back])

    def add_note(self, key: ItemKey, words: str) -> bool:
        """Write staff a note on an item; whether that worked."""
        made: list[StaffNote] = []

        def do() -> None:
            if made:  # again: as it was
                self._workshop.staff_notes.put_back(key, made[0])
            else:
                made.append(self._workshop.staff_notes.add(key, words))

        self._push("Add a note", [do], [lambda: self._workshop.staff_notes.resolve(key, made[0])])
        return bool(made)

    def resolve_note(self, key: ItemKey, note: StaffNote) -> None:
        """Say that a note is done with."""
        notes = self._workshop.staff_notes
        self._push(
            "Resolve a note",
            [lambda: notes.resolve(key, note)],
            [lambda: notes.put_back(key, note)],
        )

    def set_people(self, key: ItemKey, owner: str, author: str) -> None:
        """Say who answers for an item and who wrote it."""
        row = self._document.row(key)
        before = (row.owner, row.author) if row else ("", "")
        self._push(
            "Change owner and author",
            [lambda: self._workshop.items.set_people(key, owner, author)],
            [lambda: self._workshop.items.set_people(key, *before)],
        )

    # -- order

    def order(self) -> dict[str, list[str]]:
        """The topics of each section, in order."""
        order: dict[str, list[str]] = {s.id: [] for s in self._workshop.sections.rows()}
        for row in self._document.rows(ItemKind.TOPIC):
            there = order.setdefault(row.section_id, [])
            if row.key.id not in there[-1:]:  # its translations follow it
                there.append(row.key.id)
        return order

    def ids(self, kind: ItemKind) -> list[str]:
        """The items of a list, in order."""
        return list(dict.fromkeys(row.key.id for row in self._document.rows(kind)))

    def arrange(self, order: Order, label: str) -> None:
        """Put sections and topics in an order."""
        before = self.order()
        after = {section: list(topics) for section, topics in order.items()}
        if list(before.items()) != list(after.items()):
            positions = self._workshop.order.positions(ItemKind.TOPIC)
            self._push(
                label,
                [lambda: self._workshop.order.arrange(after)],
                [lambda: self._workshop.order.put_back(positions)],
            )

    def arrange_kind(self, kind: ItemKind, ids: Sequence[str], label: str) -> None:
        """Put the contacts or the glossary in an order."""
        before, after = self.ids(kind), list(ids)
        if before != after:
            positions = self._workshop.order.positions(kind)
            self._push(
                label,
                [lambda: self._workshop.order.arrange_kind(kind, after)],
                [lambda: self._workshop.order.put_back(positions)],
            )

    def put_topic(self, topic_id: str, section_id: str, row: int | None = None) -> None:
        """Put a topic into a section, at a row counted without it; last if left out."""
        order = self.order()
        for topics in order.values():
            if topic_id in topics:
                topics.remove(topic_id)
        topics = order[section_id]
        topics.insert(len(topics) if row is None else row, topic_id)
        self.arrange(order, "Move a page")

    def move_topics(self, topic_ids: Sequence[str], section_id: str) -> None:
        """Put topics into a section, behind those that stand there."""
        order = self.order()
        for topics in order.values():
            topics[:] = [topic for topic in topics if topic not in topic_ids]
        order[section_id].extend(topic_ids)
        self.arrange(order, "Move a page" if len(topic_ids) == 1 else "Move pages")

    # -- sections and settings

    def add_section(self, title: str) -> str:
        """A new section, the last; "" where that did not work."""
        made: list[str] = []

        def do() -> None:
            made[:] = [self._workshop.sections.save(SectionRow(made[0] if made else "", title))]

        self._push(
            f"Add the section “{title}”", [do], [lambda: self._workshop.sections.delete(made[0])]
        )
        return made[0] if made else ""

    def rename_section(self, section_id: str, title: str) -> None:
        """Give a section another title."""
        before = {s.id: s for s in self._workshop.sections.rows()}[section_id]
        if title.strip() and title != before.title:
            self._push(
                "Rename a section",
                [lambda: self._workshop.sections.save(SectionRow(section_id, title))],
                [lambda: self._workshop.sections.save(before)],
            )

    def delete_section(self, section_id: str) -> None:
        """Take an empty section out."""
        title = {s.id: s.title for s in self._workshop.sections.rows()}[section_id]
        snapshot = self._workshop.sections.snapshot(section_id)
        self._push(
            f"Delete the section “{title}”",
            [lambda: self._workshop.sections.delete(section_id)],
            [lambda: self._workshop.sections.put_back(section_id, snapshot)],
        )

    def add_source(self, source: SourceRow) -> str:
        """A new source; "" where that did not work. Undo takes it out again."""
        made: list[str] = []
        snapshots: list[Snapshot] = []

        def do() -> None:
            if snapshots:  # again: as it was
                self._workshop.sources.put_back(made[0], snapshots[-1])
            else:
                made.append(self._workshop.sources.save(source))

        def undo() -> None:
            snapshots.append(self._workshop.sources.snapshot(made[0]))
            self._workshop.sources.delete(made[0])

        self._push(f"Add the source “{source.title}”", [do], [undo])
        return made[0] if made else ""

    def put_settings(self, settings: Settings) -> None:
        """Change the library as a whole, but for how many people sign: that takes two of them."""
        before = self._workshop.settings.read()

        def save(wanted: Settings) -> None:
            people = self._workshop.settings.read().people_to_sign
            self._workshop.settings.save(replace(wanted, people_to_sign=people))

        if settings != before:
            self._push(
                "Change the library's settings", [lambda: save(settings)], [lambda: save(before)]
            )
