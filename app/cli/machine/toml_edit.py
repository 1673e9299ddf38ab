"""Changing single lines of a TOML file, so that its remarks and its order stay."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_TABLE = re.compile(r"\s*\[\s*([\w-]+)\s*\]\s*(#.*)?")

Value = str | float | bool | tuple[str, ...]


def with_values(text: str, values: Mapping[str, Value]) -> str:
    """The text with each value, by its "table.key", in the line that has it; or in a new line."""
    lines = text.splitlines()
    for where, value in values.items():
        table, _, key = where.partition(".")
        line = f"{key} = {_literal(value)}"
        begin, end = _table(lines, table)
        if begin < 0:
            lines += [*([""] if lines else []), f"[{table}]", line]
            continue
        written = re.compile(rf"\s*{re.escape(key)}\s*=")
        found = [i for i in range(begin + 1, end) if written.match(lines[i])]
        if found:
            lines[found[0]] = line
        else:
            lines.insert(begin + 1, line)
    return "\n".join(lines) + "\n"


def _table(lines: list[str], name: str) -> tuple[int, int]:
    """The line of a table's name, or -1, and the line after its last one."""
    names = [(i, found[1]) for i, line in enumerate(lines) if (found := _TABLE.fullmatch(line))]
    for number, (begin, other) in enumerate(names):
        if other == name:
            return begin, names[number + 1][0] if number + 1 < len(names) else len(lines)
    return -1, -1


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{value:g}"


def replace_file(file: Path, text: str) -> Path | None:
    """Put a text in a file's place, whole or not at all; where the old one is now, if there was.

    OSError where that cannot be done: then the file is as it was.
    """
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.stat() if file.exists() else None
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(before.st_mode & 0o777 if before else 0o644)
        old = _saved(file) if before else None
        if before:
            with suppress(PermissionError):
                os.chown(beside, before.st_uid, before.st_gid)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return old


def _saved(file: Path) -> Path:
    """A second name for the old file, that no other has."""
    number = 1
    while True:
        old = file.with_name(f"{file.name}.old-{number}")
        try:
            old.hardlink_to(file)
        except FileExistsError:
            number += 1
        else:
            return old
