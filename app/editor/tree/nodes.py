"""The library as a tree of plain nodes: what stands below what, and what may be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.content.search.fragments import ItemRef
from app.content.search.index import Hit
from app.content.workshop.values import ItemRow, SectionRow, SourceRow
from app.domain.governance.governance import ItemKey, ItemKind
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


Hits = Mapping[ItemRef, Sequence[Hit]]
"""What was found, and where in each."""

Position = tuple[Group, str | ItemKey]
"""What a line stands for, the same from one reading of the library to the next."""


@dataclass(slots=True)
class Node:
    """A line of the tree; `row` counts it below its parent."""

    group: Group
    title: str
    parent: Node | None = None
    row: int = 0
    item: ItemRow | None = None
    id: str = ""
    hit: Hit | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def position(self) -> Position:
        """What it stands for."""
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


def ref_of(key: ItemKey) -> ItemRef:
    """Where the words of an item stand."""
    return ItemRef(key.kind, key.id, key.language)


class Tree:
    """All nodes below the root, which is not shown."""

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
        self.root = Node(Group.PAGES, "")
        self.by_key: dict[ItemKey, Node] = {}
        self._sources = sources
        by_section, by_kind = _by_home(item for item in items if passes is None or passes(item))
        pages = self._add(Group.PAGES, "Pages", self.root)
        for section in sections:
            found = by_section.get(section.id, [])
            ref = ItemRef("section", section.id)
            if found or passes is None or ref in self._found:
                home_node = self._add(Group.SECTION, section.title, pages, section.id)
                self._add_hits(home_node, ref)
                self._items(found, home_node)
        for group, kind in KINDS.items():
            if by_kind.get(kind) or passes is None:
                self._items(by_kind.get(kind, []), self._add(group, group.value, self.root))
        self._around(sources, is_whole=passes is None)
        if passes is not None and not pages.children:
            self.root.children.remove(pages)
            for row, node in enumerate(self.root.children):
                node.row = row

    def follow(
        self,
        items: Sequence[ItemRow],
        sections: Sequence[SectionRow],
        sources: Sequence[SourceRow],
    ) -> bool:
        """Become the whole tree of these, where only items or titles differ; False if more does."""
        pages, *groups = self.root.children
        if self._sources != sources or [n.id for n in pages.children] != [s.id for s in sections]:
            return False
        for node, section in zip(pages.children, sections, strict=True):
            node.title = section.title
        by_section, by_kind = _by_home(items)
        homes = [(node, by_section.get(node.id, [])) for node in pages.children]
        homes += [(n, by_kind.get(KINDS[n.group], [])) for n in groups if n.group in KINDS]
        changed = [(n, there) for n, there in homes if there != [line.item for line in n.children]]
        left = {line.item.key: line for n, _ in changed for line in n.children if line.item}
        for home, there in changed:
            home.children = []
            for item in there:
                line = left.pop(item.key, None)
                if line is None:
                    line = self.by_key[item.key] = Node(Group.ITEM, "", id=item.key.id)
                line.item, line.title, line.parent = item, item.title, home
                line.row = len(home.children)
                home.children.append(line)
        for key in left:
            del self.by_key[key]
        return True

    @property
    def nodes(self) -> list[Node]:
        """All nodes from the top down; the root is the first."""
        found = [self.root]
        for node in self.root.children:
            _walk(node, found)
        return found

    def _around(self, sources: Sequence[SourceRow], *, is_whole: bool) -> None:
        shown = [s for s in sources if is_whole or ItemRef("source", s.id) in self._found]
        if shown or is_whole:
            home = self._add(Group.SOURCES, "Sources", self.root)
            for source in shown:
                title = f"{source.publisher}: {source.title}"
                line = self._add(Group.SOURCE, title, home, source.id)
                self._add_hits(line, ItemRef("source", source.id))
        if is_whole or ItemRef("library") in self._found:
            line = self._add(Group.SETTINGS, "Library settings", self.root)
            self._add_hits(line, ItemRef("library"))

    @staticmethod
    def _add(group: Group, title: str, parent: Node, node_id: str = "") -> Node:
        node = Node(group, title, parent, len(parent.children), id=node_id)
        parent.children.append(node)
        return node

    def _items(self, items: Sequence[ItemRow], parent: Node) -> None:
        for item in items:
            node = self._add(Group.ITEM, item.title, parent, item.key.id)
            node.item = item
            self.by_key[item.key] = node
            if self._found:
                self._add_hits(node, ref_of(item.key))

    def _add_hits(self, parent: Node, ref: ItemRef) -> None:
        for number, hit in enumerate(self._found.get(ref, ())):
            title = f"{hit.fragment.name}: {hit.excerpt}"
            item = f"{ref.kind} {ref.id} {ref.language} {number}"
            self._add(Group.HIT, title, parent, item).hit = hit

    def find(self, position: Position) -> Node | None:
        """The node that stands for something, or None."""
        group, name = position
        if isinstance(name, ItemKey):
            return self.by_key.get(name)
        return next((n for n in self.nodes[1:] if n.group is group and n.id == name), None)


def _walk(node: Node, found: list[Node]) -> None:
    found.append(node)
    for child in node.children:
        if child.children:
            _walk(child, found)
        else:
            found.append(child)


def _by_home(
    items: Iterable[ItemRow],
) -> tuple[dict[str, list[ItemRow]], dict[ItemKind, list[ItemRow]]]:
    """The topics of each section, and the rest by their kind."""
    by_section: dict[str, list[ItemRow]] = {}
    by_kind: dict[ItemKind, list[ItemRow]] = {}
    for item in items:
        if item.key.kind is ItemKind.TOPIC:
            by_section.setdefault(item.section_id, []).append(item)
        else:
            by_kind.setdefault(item.key.kind, []).append(item)
    return by_section, by_kind
