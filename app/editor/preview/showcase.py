"""A page made up for a glossary word or a contact: it shows how families will meet that one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.content.items.item import Content
from app.content.reports.reviews import review_of
from app.domain.governance.governance import ItemKind
from app.domain.library.library import NO_DATE, Source, Topic
from app.domain.library.markup import Block, BlockKind, Run
from app.domain.library.review import Review
from app.domain.ports import Library

PAGE = "preview"
"""The id of the page; no topic has it, because ids of topics end in a number."""

_TITLES = {ItemKind.TERM: "A page with this word", ItemKind.CONTACT: "A page with this contact"}
_MADE_UP = "This page is made up, to show how families meet it."
_BESIDE = Source("", "", "the source of the page stands here")


class Showcase:
    """A library with one page more. It says everything else as the library itself does."""

    def __init__(self, library: Library, content: Content) -> None:
        self._library = library
        self._content = content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def topic(self, topic_id: str) -> Topic:
        """The made-up page, or one of the library's own."""
        if topic_id != PAGE:
            return self._library.topic(topic_id)
        key = self._content.key
        contacts = self._library.contacts() if key.kind is ItemKind.CONTACT else ()
        return Topic(
            id=PAGE,
            section_id="",
            title=_TITLES[key.kind],
            line="",
            summary=_MADE_UP,
            body=PAGE,
            icon="",
            source=self._source(),
            review=self._review(),
            contacts=tuple(contact for contact in contacts if contact.id == key.id),
        )

    def blocks(self, text: str) -> tuple[Block, ...]:
        """The made-up page's text, or one of the library's own."""
        if text != PAGE:
            return self._library.blocks(text)
        if self._content.key.kind is ItemKind.CONTACT:
            return ()
        term = self._library.term(self._content.key.id)
        runs = (Run("In a text, this word looks like this: "), Run(term.term, term_id=term.id))
        return (Block(BlockKind.PARAGRAPH, (*runs, Run("."))),)

    def _source(self) -> Source:
        for source_id, words in self._content.cites.items():
            return replace(_BESIDE, id=source_id, **words)
        return _BESIDE

    def _review(self) -> Review:
        return review_of(self._content) or Review(NO_DATE, NO_DATE)


def staged(library: Library, content: Content) -> tuple[Library, str]:
    """The library with what shows this content, and the id of the page to show."""
    if content.key.kind in _TITLES:
        return Showcase(library, content), PAGE
    return library, content.key.id
