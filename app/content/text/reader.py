"""The files of a library's text, read one after the other into rows, with what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.content.text.mapping import MappingReader, Problems
from app.content.text.yaml_form import Lined, TextError, load
from app.domain.governance.governance import Signature, Step

Rows = dict[str, list[dict[str, Any]]]
STATES = ("draft", "approved")
FROM_TEXT = "The text it was built from"
"""Who signed what is built from text, where library.yaml names nobody."""


class TextReader:
    """What a folder of text says so far, as rows of the tables."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems = Problems()
        self.rows: Rows = defaultdict(list)
        self.language = ""
        self.signed_by = Signature(Step.SIGNED, "", FROM_TEXT)

    def file_text(self, name: str, *, needed: bool = True) -> str | None:
        """The text of a file with line feeds alone, or None."""
        try:
            data = (self.folder / name).read_bytes()
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            if needed:
                self.problems.add(name, 0, "This file is missing.", "See docs/content.md.")
        except OSError as error:
            self.problems.add(
                name, 0, f"It cannot be read: {error.strerror}.", "See who may read it."
            )
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self.problems.add(name, line, "This is not UTF-8.", "Save the file as UTF-8.")
        return None

    def load(self, name: str, *, needed: bool = True) -> Lined | None:
        """A YAML file, or None."""
        text = self.file_text(name, needed=needed)
        if text is None:
            return None
        try:
            return load(text)
        except TextError as error:
            self.problems.add(name, error.line, error.problem, "Mend that line or the one before.")
            return None

    def entries(self, name: str, keys: tuple[str, ...]) -> Iterator[MappingReader]:
        """The rows of a YAML file that is a list."""
        lined = self.load(name, needed=False)
        if lined is None or lined.value is None:
            return
        if not isinstance(lined.value, list):
            self.problems.add(
                name, lined.line, "A list should stand here.", "Begin each with - id:."
            )
            return
        for item in lined.value:
            yield MappingReader(item, name, self.problems, keys)

    def with_ids(
        self, name: str, keys: tuple[str, ...]
    ) -> Iterator[tuple[int, str, MappingReader]]:
        """The position, the id and the fields of each of them that has an id."""
        for position, fields in enumerate(self.entries(name, ("id", *keys))):
            item = fields.id()
            if item and self.problems.claim(item, name, fields.line):
                yield position, item, fields

    def add(self, table: str, **row: Any) -> None:
        """Add a row."""
        self.rows[table].append(row)

    def add_list(self, table: str, key: dict[str, str], column: str, values: list[str]) -> None:
        """Add a row for each value, in their order."""
        for position, value in enumerate(values):
            self.rows[table].append({**key, column: value, "position": position})
