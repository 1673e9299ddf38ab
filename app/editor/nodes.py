"""The library as a tree of plain nodes: what stands below what, and what may be moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.content.search.index import Hit
from app.content.search.said import Place
from app.content.workshop.values import ItemRow, SectionRow, SourceRow
from app.domain.governance import ItemKey, ItemKind
from app.editor import ports


class Group(Enum):
    """What a node stands for."""

    PAGES = "Pages"
    SECTION = "section"
    WALKTHROUGHS = "Walkthroughs"
    GLOSSARY = "Glossary"
    CONTACTS = "Contacts"
    SOURCES = ports.SOURCES
    SOURCE = "source"
    SETTINGS = "Library settings"
    ITEM = "item"
    HIT = "found words"


Hits = Mapping[Place, Sequence[Hit]]
"""What was found, and where in each."""


@dataclass(slots=True)
class Node:
    """A line of the tree. `number` is its own, `row` its place below its parent."""

    number: int
    group: Group
    title: str
    parent: Node | None = None
    row: int = 0
    item: ItemRow | None = None
    id: str = ""
    hit: Hit | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def place(self) -> tuple[Group, str | ItemKey]:
        """What it stands for, the same from one reading of the library to the next."""
        return self.group, self.item.key if self.item else self.id

    @property
    def can_move(self) -> bool:
        """Whether it has an order among its neighbours."""
        if self.group is Group.ITEM:
            assert self.item is not None  # noqa: S101 - an item's node has one
            return self.item.key.kind is not ItemKind.WALKTHROUGH
        return self.group is Group.SECTION


KINDS = {
    Group.WALKTHROUGHS: ItemKind.WALKTHROUGH,
    Group.GLOSSARY: ItemKind.TERM,
    Group.CONTACTS: ItemKind.CONTACT,
}


def place_of(key: ItemKey) -> Place:
    """Where the words of an item stand."""
    return Place(key.kind, key.id, key.language)


class Tree:
    """All nodes by their number; the root is the first, and is not shown."""

    def __init__(
        self,
        items: Sequence[ItemRow],
        sections: Sequence[SectionRow],
        sources: Sequence[SourceRow],
        passes: Callable[[ItemRow], bool] | None = None,
        hits: Hits | None = None,
    ) -> None:
        """`passes` says which items are shown; groups without any are then left out.

        What was found stands below the line that it was found in.
        """
        self._found = hits or {}
        self.nodes: list[Node] = []
        self.root = self._add(Group.PAGES, "", None)
        self.by_key: dict[ItemKey, Node] = {}
        by_section: dict[str, list[ItemRow]] = {}
        by_kind: dict[ItemKind, list[ItemRow]] = {}
        for item in items:
            if passes is not None and not passes(item):
                continue
            if item.key.kind is ItemKind.TOPIC:
                by_section.setdefault(item.section_id, []).append(item)
            else:
                by_kind.setdefault(item.key.kind, []).append(item)
        pages = self._add(Group.PAGES, "Pages", self.root)
        for section in sections:
            found = by_section.get(section.id, [])
            place = Place("section", section.id)
            if found or passes is None or place in self._found:
                home_node = self._add(Group.SECTION, section.title, pages, section.id)
                self._add_hits(home_node, place)
                self._items(found, home_node)
        for group, kind in KINDS.items():
            if by_kind.get(kind) or passes is None:
                self._items(by_kind.get(kind, []), self._add(group, group.value, self.root))
        self._around(sources, is_whole=passes is None)
        if passes is not None and not pages.children:
            self.root.children.remove(pages)
            for row, node in enumerate(self.root.children):
                node.row = row

    def _around(self, sources: Sequence[SourceRow], *, is_whole: bool) -> None:
        shown = [s for s in sources if is_whole or Place("source", s.id) in self._found]
        if shown or is_whole:
            home = self._add(Group.SOURCES, "Sources", self.root)
            for source in shown:
                words = f"{source.publisher}: {source.title}"
                line = self._add(Group.SOURCE, words, home, source.id)
                self._add_hits(line, Place("source", source.id))
        if is_whole or Place("library") in self._found:
            line = self._add(Group.SETTINGS, "Library settings", self.root)
            self._add_hits(line, Place("library"))

    def _add(self, group: Group, title: str, parent: Node | None, node_id: str = "") -> Node:
        node = Node(len(self.nodes), group, title, parent, id=node_id)
        self.nodes.append(node)
        if parent is not None:
            node.row = len(parent.children)
            parent.children.append(node)
        return node

    def _items(self, items: Sequence[ItemRow], parent: Node) -> None:
        for item in items:
            node = self._add(Group.ITEM, item.title, parent, item.key.id)
            node.item = item
            self.by_key[item.key] = node
            self._add_hits(node, place_of(item.key))

    def _add_hits(self, parent: Node, place: Place) -> None:
        for number, hit in enumerate(self._found.get(place, ())):
            words = f"{hit.said.name}: {hit.excerpt}"
            item = f"{place.kind} {place.id} {place.language} {number}"
            self._add(Group.HIT, words, parent, item).hit = hit

    def find(self, place: tuple[Group, str | ItemKey]) -> Node | None:
        """The node that stands for something, or None."""
        group, name = place
        if isinstance(name, ItemKey):
            return self.by_key.get(name)
        return next((n for n in self.nodes[1:] if n.group is group and n.id == name), None)
