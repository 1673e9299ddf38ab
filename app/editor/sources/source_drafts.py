"""What is typed of sources and not saved yet: it is there again at the next start."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QSettings

from app.content.workshop.values import SourceRow


class SourceDrafts:
    """The typed words of each source by its id, "" being a new one.

    They are this user's own: a library has no room for a source that is not whole yet.
    """

    def __init__(self, library: Path, settings: QSettings | None = None) -> None:
        self._settings = settings
        self._name = f"sources/{sha256(str(library.resolve()).encode()).hexdigest()[:16]}"
        self._drafts: dict[str, SourceRow] = {}
        written = settings.value(self._name, "") if settings is not None else ""
        for source_id, cells in json.loads(str(written) or "{}").items():
            read_on = date.fromisoformat(cells["read_on"]) if cells["read_on"] else None
            self._drafts[source_id] = SourceRow(**{**cells, "read_on": read_on})

    def has(self, source_id: str) -> bool:
        """Whether something of a source is not saved."""
        return source_id in self._drafts

    def of(self, source: SourceRow) -> SourceRow:
        """A source as it was typed last, or as it is saved."""
        draft = self._drafts.get(source.id)
        return source if draft is None else replace(draft, changed_on=source.changed_on)

    def put(self, source: SourceRow, typed: SourceRow) -> None:
        """Keep what is typed of a source; what is as it is saved needs no keeping."""
        if typed == source:
            self._drafts.pop(source.id, None)
        else:
            self._drafts[source.id] = typed
        self._write()

    def drop(self, source_id: str) -> None:
        """Nothing of a source is unsaved any more."""
        if self._drafts.pop(source_id, None) is not None:
            self._write()

    def _write(self) -> None:
        if self._settings is not None:
            cells = {
                item: {**asdict(draft), "changed_on": None} for item, draft in self._drafts.items()
            }
            self._settings.setValue(self._name, json.dumps(cells, default=date.isoformat))
