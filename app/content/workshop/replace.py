"""Find and replace: what a text would be with other words in the place of some.

Nothing is written here. Targets of links and pictures stay as they are, and where other words would
make something else of a line (a list, a heading), that field is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from app.content.items.edit import Row, changed, rows, with_rows
from app.content.items.fields import FIELDS, Field, Form, owners
from app.content.items.item import Content
from app.content.reader import markup
from app.domain.governance.governance import ItemKind
from app.domain.progress import NO_PROGRESS, SubProgress

if TYPE_CHECKING:
    from app.content.workshop.workshop import Workshop

_TARGET = re.compile(r"(\]\([a-z]+:[^)\s]*)")
_MARK = re.compile(r"[\\`*\[\]_<]")
_SPACE = r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+)"
"""A line may be broken between two words, a paragraph may not."""
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True)
class Replacement:
    """What to look for, and what to put there."""

    find: str
    put: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the words as people write them: with any spaces and either apostrophe."""
        words = [_pattern_of(word) for word in self.find.split()]
        found = _SPACE.join(words)
        if self.whole_words:
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.match_case else re.IGNORECASE)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to look for, and something else to put there."""
        return bool(self.find.strip()) and self.find != self.put

    def words_for(self, found: str) -> str:
        """What to put in the place of some words; a capital at their beginning stays."""
        if self.match_case or not self.put or not found[:1].isupper():
            return self.put
        return self.put[0].upper() + self.put[1:]


def _pattern_of(word: str) -> str:
    return "".join(map(_pattern_of_letter, word))


def _pattern_of_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return letter if letter.isalnum() else rf"\\?{re.escape(letter)}"


def replaced(content: Content, replacement: Replacement) -> tuple[Content, int]:
    """A text with other words in it, and how often they were put there."""
    new, count = content, 0
    for table, fields in _fields(content.key.kind).items():
        found = [_in_row(row, fields, replacement) for row in rows(content, table)]
        if here := sum(number for _, number in found):
            count += here
            new = with_rows(new, table, (row for row, _ in found if row is not None))
    return new, count


@cache
def _fields(kind: ItemKind) -> dict[str, tuple[Field, ...]]:
    """The fields with words that a signature covers, and telephone numbers, by their tables."""
    found: dict[str, tuple[Field, ...]] = {}
    for owner in owners(kind):
        for field in FIELDS[owner]:
            if field.is_signed and (field.is_text or field.form is Form.PHONE):
                found[field.table] = (*found.get(field.table, ()), field)
    return found


def _in_row(
    row: Row, fields: tuple[Field, ...], replacement: Replacement
) -> tuple[Row | None, int]:
    """A row, or None where nothing is left of a line of a list."""
    cells: dict[str, str] = {}
    count = 0
    for field in fields:
        text = str(row.get(field.column, ""))
        found, number = _in_text(text, field, replacement)
        if number:
            if field.is_list and not found.strip():
                return None, number
            cells[field.column] = found
            count += number
    return (changed(row, **cells) if cells else row), count


def _in_text(text: str, field: Field, replacement: Replacement) -> tuple[str, int]:
    if field.form is not Form.COMMONMARK:
        return replacement.pattern.subn(lambda found: replacement.words_for(found[0]), text)

    def put(found: re.Match[str]) -> str:
        return _MARK.sub(r"\\\g<0>", replacement.words_for(found[0]))

    pieces = _TARGET.split(text)
    changes = [replacement.pattern.subn(put, piece) for piece in pieces[::2]]
    count = sum(number for _, number in changes)
    pieces[::2] = [words for words, _ in changes]
    after = "".join(pieces)
    if count and list(_shape(text)) != list(_shape(after)):
        return text, 0
    return after, count


def _shape(text: str) -> Iterator[object]:
    """What a text is made of, but for its words."""
    found = markup.read(text)
    yield len(found.violations)
    for block in found.blocks:
        if block.text.strip():
            yield block.kind, block.level, block.term_ids


@dataclass(frozen=True, slots=True)
class Change:
    """A text that would change: as it is saved now, as it would be, and at how many places."""

    before: Content
    after: Content
    count: int


def changes(
    workshop: Workshop, replacement: Replacement, progress: SubProgress = NO_PROGRESS
) -> tuple[Change, ...]:
    """Every text that other words would change, in the library's order."""
    found = []
    rows_now = workshop.items.rows()
    for row in progress.each(rows_now, len(rows_now), "Looking through"):
        before = workshop.items.content(row.key)
        after, count = replaced(before, replacement)
        if count and after.rows != before.rows:
            found.append(Change(before, after, count))
    return tuple(found)
