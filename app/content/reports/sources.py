"""The sources of a library that is worked on, and what stands on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from app.content.items.field_values import FieldError
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.content.workshop.values import ItemRow, SourceRow
from app.domain.library.library import date_in_words


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source, and the texts whose facts come from it."""

    source: SourceRow
    texts: tuple[ItemRow, ...]

    def as_json(self) -> dict[str, Any]:
        """What a command prints as JSON."""
        cells = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self.source).items()
        }
        return {**cells, "texts": [row.key.id for row in self.texts]}

    def in_words(self) -> str:
        """What a command prints, in a few lines."""
        source = self.source
        read = date_in_words(source.read_on) if source.read_on else "not said"
        lines = [
            f"{source.id}  {source.publisher}: {source.title}",
            f"    Read on: {read}. Permission: {source.permission or 'not said'}.",
        ]
        if source.changed_on:
            lines.append(f"    CHANGED, as seen on {date_in_words(source.changed_on)}.")
        on_it = ", ".join(f"{row.key.id} {row.title}" for row in self.texts)
        return "\n".join([*lines, f"    On it: {on_it or 'nothing'}."])


def on_sources(workshop: Workshop) -> tuple[SourceUse, ...]:
    """Each source in its order, with what stands on it."""
    used: dict[str, list[ItemRow]] = defaultdict(list)
    named = workshop.sources.of_items()
    for row in workshop.items.rows():
        for source in named.get((row.key.kind, row.key.id), ()):
            used[source].append(row)
    return tuple(SourceUse(source, tuple(used[source.id])) for source in workshop.sources.rows())


def texts_on(workshop: Workshop, source_id: str) -> tuple[ItemRow, ...]:
    """What stands on one source, in the library's order."""
    named = workshop.sources.items_of(source_id)
    return tuple(row for row in workshop.items.rows() if (row.key.kind, row.key.id) in named)


def source_ids(content: Content) -> tuple[str, ...]:
    """The sources that a text names: its own first, then its references."""
    return tuple(dict.fromkeys(_named(content)))


def _named(content: Content) -> Iterator[str]:
    for rows in content.rows.values():
        for row in rows:
            if source := row.get("source_id"):
                yield str(source)


def set_changed(workshop: Workshop, source_id: str, on: date, *, is_changed: bool) -> SourceRow:
    """Say that a source differs from what was read, or that it was read again, on a day."""
    for source in workshop.sources.rows():
        if source.id == source_id:
            marked = (
                replace(source, changed_on=on)
                if is_changed
                else replace(source, changed_on=None, read_on=on)
            )
            workshop.sources.save(marked)
            return marked
    known = ", ".join(source.id for source in workshop.sources.rows())
    raise FieldError(f"There is no source {source_id}. There are: {known}.")
