"""A document's blocks to a page: its title, the line for its card, its text, its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from app.content.importing.cleanup import tidy_line
from app.content.importing.limits import (
    MOST_IN_A_LINE,
    MOST_IN_A_TITLE,
    MOST_IN_A_WORD,
    MOST_ON_A_PAGE,
)
from app.content.importing.pages.blocks import Role, SourceBlock, levelled
from app.content.importing.pages.import_warnings import PageWarning, Tally
from app.content.importing.pages.to_commonmark import commonmark
from app.domain.library.markup import BlockKind, Picture

_ASKED = re.compile(r"(?:some )?questions?(?: (?:to ask|to take|for|you)\b.*)?[:.]?", re.IGNORECASE)
_ITEMS = (BlockKind.BULLET, BlockKind.NUMBERED)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of its page before the text. An empty word is one that is not said."""

    page_id: str = ""
    title: str = ""
    line: str = ""
    summary: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was brought in, and what was dropped. It is a draft, whatever the file says.

    `page_id` is the id that the file gives, or "". `line` and `summary` may be empty too. The text
    names `pictures` by their digests, or by their names where its library has them already.
    """

    file: str
    title: str
    body: str
    line: str = ""
    summary: str = ""
    questions: tuple[str, ...] = ()
    page_id: str = ""
    warnings: tuple[PageWarning, ...] = ()
    pictures: tuple[Picture, ...] = ()


def page_of(
    file: str, source_blocks: Sequence[SourceBlock], tally: Tally, header: Header | None = None
) -> Page:
    """A page from a document's blocks; the header's words count before those of the text."""
    header = header or Header()
    rest = list(source_blocks)
    title = _title(rest, header.title)
    if not title:
        title = words_of(file)
        tally.add(f"There is no title: the file's name is taken, “{title}”.")
    line = header.line or _line(rest)
    questions = header.questions or _questions(rest)
    body = commonmark((source.block for source in levelled(rest, tally, whole=True)), tally)
    _note_lengths(title, line, body, tally)
    return Page(
        file, title, body, line, header.summary, questions, header.page_id, tally.warnings()
    )


def _note_lengths(title: str, line: str, body: str, tally: Tally) -> None:
    """Warn of what is longer than a page may have: it has to be shorter before it is signed."""
    for what, text, most in (
        ("title", title, MOST_IN_A_TITLE),
        ("line for the card", line, MOST_IN_A_LINE),
    ):
        if len(text) > most:
            tally.add(f"The {what} has {len(text):,} letters; {most:,} are the most.")
    note_length(body, tally)


def note_length(body: str, tally: Tally) -> None:
    """Warn of a text that is longer than a page may be, and of words that are."""
    if len(body) > MOST_ON_A_PAGE:
        most = f"{MOST_ON_A_PAGE:,} are the most: make several pages of it"
        tally.add(f"The text has {len(body):,} letters; {most}.")
    longest = max(body.split(), key=len, default="")
    if len(longest) > MOST_IN_A_WORD:
        short = f"“{longest[:30]}…”"
        tally.add(f"A word has {len(longest):,} letters ({short}); {MOST_IN_A_WORD} are the most.")


def words_of(file: str) -> str:
    """A file's name as a title: "fever-at-home.docx" is "Fever at home"."""
    name = file.replace("\\", "/")
    words = tidy_line(re.sub(r"[-_ ]+", " ", PurePath(name).stem)) or "Untitled"
    return words[0].upper() + words[1:]


def _title(rest: list[SourceBlock], given: str) -> str:
    """The title, taken out of the text: what is styled so, else the heading that it begins with."""
    styled = [p for p in rest if p.role is Role.TITLE]
    large = [p for p in rest if p.is_heading and p.block.level == 1]
    found = None
    if styled:
        found = styled[0]
    elif rest and rest[0].is_heading:
        found = rest[0]
    elif len(large) == 1:
        found = large[0]
    if found is None:
        return given
    words = tidy_line(found.text)
    if given and words.casefold() != given.casefold():
        return given
    rest.remove(found)
    return words


def _line(rest: list[SourceBlock]) -> str:
    """The subtitle, taken out of the text."""
    for source in rest:
        if source.role is Role.SUBTITLE:
            rest.remove(source)
            return tidy_line(source.text)
    return ""


def _questions(rest: list[SourceBlock]) -> tuple[str, ...]:
    """The questions to ask, taken out of the text: a list alone below a heading that says so."""
    for start, source in enumerate(rest):
        if not source.is_heading or not _ASKED.fullmatch(tidy_line(source.text)):
            continue
        end = next((n for n in range(start + 1, len(rest)) if rest[n].is_heading), len(rest))
        items = rest[start + 1 : end]
        if items and all(item.block.kind in _ITEMS for item in items):
            del rest[start:end]
            return tuple(tidy_line(item.text) for item in items)
    return ()
