"""The one configuration file: found, read and checked; what is wrong in it is named by its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, cast

from app.config import Config
from app.domain.errors import ConfigError
from app.domain.kiosk.hours import FORM, Span
from app.lazy_dataclass import dataclass
from app.paths import config_file
from app.pin import PIN_HASH

_ADDRESS = re.compile(
    r"https://[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?"
)
_OWN_ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]{1,5}(/[A-Za-z0-9._~-]+)*/?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_ADDRESS = 120


def find() -> Config:
    """The configuration of this machine, or what holds without one."""
    found = config_file()
    return load(found) if found else Config()


def load(file: Path) -> Config:
    """Read a configuration; ConfigError names the file, the key and what is allowed."""
    import tomllib  # noqa: PLC0415 - a kiosk without a file does not pay for it

    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")  # as Windows' Notepad saves it
        raw = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(str(file), "the file", f"{error.strerror}.", "a readable file") from error
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        line = data.split(b"\n")[number - 1].decode("cp1252", errors="replace").strip()
        problem = f"Line {number} is not UTF-8: {line}"
        hint = "TOML, in UTF-8: save the file as UTF-8"
        raise ConfigError(str(file), "the file", problem, hint) from error
    except (ValueError, RecursionError) as error:  # not TOML, or past Python's limits
        raise _not_toml(str(file), text, error) from error
    return parse(raw, str(file), text)


def _not_toml(file: str, text: str, error: Exception) -> ConfigError:
    found = re.search(r"at line (\d+)", str(error))
    if found is None:
        return ConfigError(file, "the file", f"{error}.", "TOML, in UTF-8")
    line = text.split("\n")[int(found[1]) - 1].strip()
    hint = f"TOML, in UTF-8; {_BACKSLASH}" if "\\" in line else "TOML, in UTF-8"
    return ConfigError(file, "the file", f"{error}: {line}", hint)


_BACKSLASH = "a backslash stands for itself between single quotes alone: '\\\\server\\editions'"

_TABLE = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_LINE = re.compile(r"\s*([\w-]+)\s*=\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class _Written:
    """A key of the file: its line, from 1, and its value as the file has it."""

    file: str
    where: str
    line: int = 0
    text: str = ""

    def wrong(self, value: object, allowed: str) -> ConfigError:
        """What to say of a value that will not do."""
        return self.error(f"{self.text or repr(value)} will not do.", allowed)

    def error(self, problem: str, allowed: str) -> ConfigError:
        """What to say of the key."""
        where = f"line {self.line}, {self.where}" if self.line else self.where
        return ConfigError(self.file, where, problem, allowed)


def _written(text: str, file: str) -> dict[str, _Written]:
    """Each key of a file, by "table.key", where it stands on one line."""
    found, table = {}, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if begun := _TABLE.match(line):
            table = begun[1]
        elif key := _LINE.fullmatch(line):
            where = f"{table}.{key[1]}" if table else key[1]
            found[where] = _Written(file, where, number, key[2])
    return found


def parse(raw: Mapping[str, object], file: str, text: str = "") -> Config:
    """Turn the tables of a TOML file into a Config; `text` is the file's own, to name its lines."""
    written = _written(text, file)
    tables = {f.name: f for f in fields(Config)}
    parts = {}
    for name, table in raw.items():
        if name not in tables:
            raise ConfigError(file, name, "There is no such table.", ", ".join(tables))
        if not isinstance(table, Mapping):
            raise ConfigError(file, name, "This is not a table.", f"[{name}]")
        kind = type(tables[name].default)
        parts[name] = _part(kind, table, file, name, written)
    return Config(**cast("dict[str, Any]", parts))


def _part(
    kind: type,
    table: Mapping[str, object],
    file: str,
    name: str,
    written: Mapping[str, _Written],
) -> object:
    known = {f.name: f for f in fields(kind)}
    values = {}
    for key, value in table.items():
        where = f"{name}.{key}"
        place = written.get(where) or _Written(file, where)
        if key not in known:
            raise place.error("There is no such key.", ", ".join(known))
        default = known[key].default
        assert default is not MISSING  # noqa: S101 - every key has a default
        values[key] = _checked(value, default, known[key].metadata, place)
    return kind(**values)


def _checked(value: object, default: object, allowed: Mapping[str, Any], place: _Written) -> object:
    if "least" in allowed:
        return _number(value, allowed, place)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise place.wrong(value, "true or false")
        return value
    if isinstance(default, tuple):
        fits, form = _LISTS[place.where]
        # A list that may be left out may be empty, too.
        if not (isinstance(value, list) and (value or not default) and all(map(fits, value))):
            raise place.wrong(value, form)
        return tuple(map(str, value))
    if not isinstance(value, str):
        raise place.wrong(value, "words between quotes")
    return _text(value, str(default), allowed.get("allowed"), place)


def _number(value: object, allowed: Mapping[str, Any], place: _Written) -> float:
    least, most, unit = allowed["least"], allowed["most"], allowed["unit"]
    fits = f"{least:g} to {most:g} {unit}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.wrong(value, fits)
    if not least <= value <= most:
        raise place.wrong(value, fits)
    if not allowed.get("whole"):
        return float(value)
    if value != int(value):
        raise place.wrong(value, f"a whole number, {fits}")
    return int(value)


def _text(value: str, default: str, choices: tuple[str, ...] | None, place: _Written) -> str:
    turned = any(ord(sign) < ord(" ") for sign in value)  # as "\\n" of "\\new" is
    if choices and value not in choices:
        raise place.wrong(value, " or ".join(choices))
    if place.where == "staff.pin_hash" and not PIN_HASH.fullmatch(value):
        raise place.error("This is not a PIN's hash.", "the line of --hash-pin")
    if place.where in _FORMS and value:
        fits, form = _FORMS[place.where]
        if not fits(value):
            raise place.wrong(
                value, f"empty, or {form}; {_BACKSLASH}" if turned else f"empty, or {form}"
            )
    if turned:
        raise place.wrong(value, f"words without a line end or tab; {_BACKSLASH}")
    if default and not value.strip():
        raise place.error("It says nothing.", "words, or leave the line out")
    return value


def _is_full_path(value: object) -> bool:
    """Whether this names a folder the same from everywhere, here or on Windows."""
    if not isinstance(value, str) or "\0" in value:
        return False
    return PurePosixPath(value).is_absolute() or PureWindowsPath(value).is_absolute()


def _is_span(value: object) -> bool:
    return isinstance(value, str) and _can(Span.parse, value)


def _is_day(value: object) -> bool:
    """Whether this is a day: in quotes, or as TOML has days of its own."""
    return bool(_DAY.fullmatch(str(value))) and _can(date.fromisoformat, str(value))


def _can(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


_HOURS = f"hours in brackets, each as in {FORM}"
_LISTS: dict[str, tuple[Callable[[object], bool], str]] = {
    "updates.usb_folders": (
        _is_full_path,
        "full paths in brackets, as in [\"/media\"] or ['E:\\']",
    ),
    "hours.on": (_is_span, _HOURS),
    "hours.dim": (_is_span, _HOURS),
    "hours.holidays": (_is_day, 'days in brackets, each as in "2026-12-25"'),
}


def _is_address(value: str) -> bool:
    """Whether pages can stand under this address: a name may come after it."""
    return len(value) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(value))


def _is_list_address(value: str) -> bool:
    """Whether a signed list can stand there; without https only on this machine, for tests."""
    return _is_address(value) or bool(_OWN_ADDRESS.fullmatch(value))


_FOLDER = "a full path as in \"/srv/editions\" or '\\\\server\\editions'"
_FORMS: dict[str, tuple[Callable[[str], bool], str]] = {
    "handout.public_address": (
        _is_address,
        'as in "https://www.example.org/leaflets", to 120 letters',
    ),
    "updates.folder": (_is_full_path, _FOLDER),
    "status.folder": (_is_full_path, 'a full path as in "/var/lib/prometheus/node-exporter"'),
    "updates.address": (
        _is_list_address,
        'as in "https://www.example.org/editions", to 120 letters',
    ),
    "updates.root": (
        _is_full_path,
        'the full path of a file as in "/etc/clinic-kiosk/root.json"',
    ),
}
