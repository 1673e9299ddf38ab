"""Reading the keys of a mapping in a text, and the list of what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.content.items.field_values import ID
from app.content.text.yaml_form import Lined
from app.domain.library.characters import is_blank

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a text from being built: the file, the line (0: all of it), a hint."""

    file: str
    line: int
    problem: str
    hint: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}: {self.problem} {self.hint}"


@dataclass
class Problems:
    """The problems so far, and the file that each id comes from."""

    found: list[Problem] = field(default_factory=list)
    homes: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, file: str, line: int, problem: str, hint: str) -> None:
        """Note a problem."""
        self.found.append(Problem(file, line, problem, hint))

    def claim(self, item_id: str, file: str, line: int) -> bool:
        """Note where an id comes from; False where it is used already."""
        before = self.homes.setdefault(item_id, (file, line))
        if before == (file, line):
            return True
        where = f"{before[0]}, line {before[1]}"
        self.add(file, line, f"The id {item_id} is used already in {where}.", "Use a new id.")
        return False


class MappingReader:
    """The keys of one mapping. Asking for a value notes what is wrong with it."""

    def __init__(self, lined: Lined, file: str, problems: Problems, keys: tuple[str, ...]) -> None:
        self.file = file
        self.line = lined.line
        self.problems = problems
        self._values: dict[str, Lined] = {}
        if not isinstance(lined.value, dict):
            self.wrong("", "Keys and values should stand here.", f"See docs/content.md for {keys}.")
            return
        self._values = lined.value
        for key, value in self._values.items():
            if key not in keys:
                hint = f"Take it out; known are: {', '.join(keys)}."
                self.problems.add(file, value.line, f"The key {key} is not known here.", hint)

    def wrong(self, key: str, problem: str, hint: str) -> None:
        """Note that something is wrong with a key's value."""
        line = self._values[key].line if key in self._values else self.line
        self.problems.add(self.file, line, f"{key}: {problem}" if key else problem, hint)

    def has(self, key: str) -> bool:
        """Whether there is a value for this key."""
        return key in self._values and self._values[key].value is not None

    def _missing(self, key: str) -> None:
        self.wrong(key, "This is missing.", f"Add {key}.")

    def text(self, key: str, *, needed: bool = True) -> str:
        """Words in one line, or ""."""
        if not self.has(key):
            if needed:
                self._missing(key)
            return ""
        value = self._values[key].value
        if not isinstance(value, str):
            self.wrong(key, "These should be words.", "Put them in double quotes.")
            return ""
        if needed and is_blank(value):
            self._missing(key)
        return value

    def put(self, key: str, line: int, text: str) -> None:
        """Add words that stand beside the mapping, under a key of their own."""
        self._values = {**self._values, key: Lined(line, text)}

    def id(self, key: str = "id", *, needed: bool = True) -> str:
        """An id, or ""."""
        value = self.text(key, needed=needed)
        if value and not ID.fullmatch(value):
            self.wrong(
                key, f"{value!r} is no id.", "Use a small letter, then small letters and digits."
            )
            return ""
        return value

    def _items(self, key: str) -> list[Lined]:
        if not self.has(key):
            return []
        value = self._values[key].value
        if not isinstance(value, list):
            self.wrong(
                key, "A list should stand here.", f"Write {key}: [a, b], or a line with - for each."
            )
            return []
        return value

    def texts(self, key: str) -> list[str]:
        """A list of words."""
        found = []
        for item in self._items(key):
            if isinstance(item.value, str) and not is_blank(item.value):
                found.append(item.value)
            else:
                self.problems.add(
                    self.file,
                    item.line,
                    f"{key}: These should be words.",
                    "Put them in double quotes.",
                )
        return found

    def ids(self, key: str) -> list[str]:
        """A list of ids, none of them twice."""
        found: list[str] = []
        for item in self._items(key):
            value = item.value if isinstance(item.value, str) else ""
            if not ID.fullmatch(value):
                self.problems.add(
                    self.file, item.line, f"{key}: {item.value!r} is no id.", "Write ids alone."
                )
            elif value in found:
                self.problems.add(
                    self.file, item.line, f"{key}: {value} is there twice.", "Take one out."
                )
            else:
                found.append(value)
        return found

    def entries(self, key: str, keys: tuple[str, ...]) -> Iterator[MappingReader]:
        """A list of mappings."""
        for item in self._items(key):
            yield MappingReader(item, self.file, self.problems, keys)

    def mapping(self, key: str, keys: tuple[str, ...]) -> MappingReader | None:
        """Keys and values below a key."""
        if not self.has(key):
            return None
        return MappingReader(self._values[key], self.file, self.problems, keys)

    def pairs(self, key: str, form: re.Pattern[str] = ID) -> list[tuple[str, str]]:
        """Ids, or other names of a form, that each name another, in their order."""
        value = self._values[key].value if self.has(key) else {}
        if not isinstance(value, dict):
            self.wrong(key, "Pairs should stand here.", f"Write {key}: {{q01: c01, q02: c05}}.")
            return []
        found = [(name, str(named.value)) for name, named in value.items()]
        for item in (item for pair in found for item in pair):
            if not form.fullmatch(item):
                self.wrong(key, f"{item!r} is no id.", "Write ids alone.")
                return []
        return found

    def flag(self, key: str) -> int:
        """True or false, as 1 or 0."""
        value = self._values[key].value if self.has(key) else False
        if not isinstance(value, bool):
            self.wrong(key, f"{value!r} is neither true nor false.", "Write true or false.")
            return 0
        return int(value)

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number from `least`."""
        value = self._values[key].value if self.has(key) else None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            problem = f"This should be a whole number from {least}."
            self.wrong(key, problem, f"Write {key}: {max(least, 1)}, for example.")
            return least
        return value

    def date(self, key: str) -> str | None:
        """A date as YYYY-MM-DD, or None."""
        value = self.text(key, needed=False)
        if not value:
            return None
        try:
            if not _DATE.fullmatch(value):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            self.wrong(key, f"{value!r} is no date.", "Write it as 2021-11-04.")
            return None
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], *, default: str = "") -> str:
        """One of some words."""
        value = self.text(key, needed=not default) or default
        if value not in allowed:
            if value:
                self.wrong(key, f"{value!r} is not known.", f"Write one of: {', '.join(allowed)}.")
            return allowed[0]
        return value
