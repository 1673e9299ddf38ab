"""The YAML of the library's text: read with the line of each key, written in one form only.

Only `true`, `false` and whole numbers are more than words; dates and times stay as written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from app.domain.errors import KioskError

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]


class TextError(KioskError):
    """A text that cannot be read as YAML, and the line where that shows."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True, slots=True)
class Lined:
    """A value with the line that it begins in. Lists and mappings hold more of these."""

    line: int
    value: str | int | bool | list[Lined] | dict[str, Lined] | None


class _Loader(yaml.SafeLoader):
    """A loader that knows fewer kinds of scalar, and no tags, anchors or merges."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node; an alias could make a small text grow without an end."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _AliasError(event.start_mark.line)
        return super().compose_node(parent, index)


class _AliasError(Exception):
    """An anchor (&) or an alias (*), and its line, from 0."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


_INT, _BOOL, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("int", "bool", "null"))
_Loader.add_implicit_resolver(_INT, re.compile(r"-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Loader.add_implicit_resolver(_BOOL, re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(_NULL, re.compile(r"(?:~|null|)$"), ["~", "n", ""])

_MAX_DEPTH = 20


def load(text: str, first_line: int = 1) -> Lined:
    """Read a YAML text that begins in `first_line` of its file."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _AliasError as error:
        problem = "Anchors (&) and aliases (*) are not used here. Put the words in quotes."
        raise TextError(first_line + error.line, problem) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise TextError(line, f"This is not YAML: {error.problem or error.context}.") from error
    except yaml.YAMLError as error:
        raise TextError(first_line, f"This is not YAML: {error}.") from error
    except RecursionError as error:
        raise TextError(first_line, "This is nested too deeply.") from error
    return _lined(node, first_line, 0) if node is not None else Lined(first_line, None)


def _lined(node: yaml.Node, first_line: int, depth: int) -> Lined:
    line = first_line + node.start_mark.line
    if depth > _MAX_DEPTH:
        raise TextError(line, "This is nested too deeply.")
    if isinstance(node, yaml.MappingNode):
        return Lined(line, _mapping(node, first_line, depth))
    if isinstance(node, yaml.SequenceNode):
        return Lined(line, [_lined(item, first_line, depth + 1) for item in node.value])
    if node.tag == _INT:
        return Lined(line, int(node.value))
    if node.tag == _BOOL:
        return Lined(line, node.value == "true")
    if node.tag == _NULL:
        return Lined(line, None)
    return Lined(line, str(node.value))


def _mapping(node: yaml.MappingNode, first_line: int, depth: int) -> dict[str, Lined]:
    values: dict[str, Lined] = {}
    for key_node, value_node in node.value:
        line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise TextError(line, "A key must be a word.")
        key = str(key_node.value)
        if key in values:
            raise TextError(line, f"{key} is there twice.")
        value = _lined(value_node, first_line, depth + 1)
        # A block of text begins in the line of its key, for a reader.
        values[key] = (
            Lined(line, value.value) if not isinstance(value.value, (list, dict)) else value
        )
    return values


WIDTH = 104
"""How wide a line of words may be before it is folded."""

# What must be escaped to be seen, or to come back at all.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_LETTER = r"[^\W\d_]"
_WORDS = rf"(?:[^:#\\{_UNSEEN}]|:(?=[^\s:])|(?<=\S)#)*(?<![\s:])"
# Words that need no quotes in any YAML: they look like no number, date or truth.
_PLAIN = re.compile(rf"(?:{_LETTER}|[0-9]+ {_LETTER}){_WORDS}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}")
_PLAIN_PHONE = re.compile(r"[0-9]+(?: [0-9]+)+")
_OTHER_KINDS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)", re.IGNORECASE)
_FLOW_MARKS = re.compile(r"[,\[\]{}]")
# Words that may be broken over lines: single spaces between what can be seen.
_FOLDS = re.compile(rf"[^\s{_UNSEEN}]+(?: [^\s{_UNSEEN}]+)*")
_BLOCK = re.compile(rf"(?:[^{_UNSEEN}]*\n)+")


def dump_mapping(values: Mapping[str, Value], indent: int = 0) -> str:
    """A mapping, a key a line."""
    return "".join(
        f"{' ' * indent}{key}:{_after(value, indent, indent + len(key) + 2)}"
        for key, value in values.items()
    )


def dump_list(items: Sequence[Mapping[str, Value]], indent: int = 0) -> str:
    """A list of mappings, without lines between them."""
    return "".join(_item(item, indent) for item in items) or "[]\n"


def _item(item: Mapping[str, Value], indent: int) -> str:
    return f"{' ' * indent}- {dump_mapping(item, indent + 2).lstrip(' ')}"


def _after(value: Value, indent: int, width: int) -> str:
    """What follows a key's colon; `width` is what stands before it in the line."""
    if isinstance(value, dict):
        return "\n" + dump_mapping(value, indent + 2)
    if isinstance(value, list):
        return _list(value, indent + 2)
    if isinstance(value, str) and _BLOCK.fullmatch(value) and _is_block(value):
        lines = value.removesuffix("\n").split("\n")
        return " |\n" + "".join(f"{' ' * (indent + 2) if line else ''}{line}\n" for line in lines)
    line = scalar(value)
    if isinstance(value, str) and len(line) + width > WIDTH and _FOLDS.fullmatch(value):
        space = " " * (indent + 2)
        folded = textwrap.fill(
            value,
            WIDTH,
            initial_indent=space,
            subsequent_indent=space,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return f" >-\n{folded}\n"
    return f" {line}\n"


def _is_block(text: str) -> bool:
    """Whether a literal block gives the text back: not with blanks at its start or its end."""
    return not text.startswith((" ", "\n")) and not text.endswith("\n\n") and text != "\n"


def _list(items: Sequence[Value], indent: int) -> str:
    """Ids stay in the line; words and mappings take a line each."""
    if all(isinstance(item, str) and re.fullmatch("[a-z][a-z0-9]*", item) for item in items):
        return f" [{', '.join(scalar(item, flow=True) for item in items)}]\n"
    rows = []
    for item in items:
        if not isinstance(item, dict):
            rows.append(f"{' ' * indent}- {scalar(item)}\n")
        elif {"opens", "closes"} <= item.keys():
            pairs = ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in item.items())
            rows.append(f"{' ' * indent}- {{{pairs}}}\n")
        else:
            rows.append(_item(item, indent))
    return "\n" + "".join(rows)


def scalar(value: Value, *, flow: bool = False) -> str:
    """One value in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN_PHONE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not _OTHER_KINDS.fullmatch(text):
        return _quoted(text) if flow and _FLOW_MARKS.search(text) else text
    return _quoted(text)


def _quoted(text: str) -> str:
    """A text in double quotes, with escapes for what cannot be seen."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\U{ord(char):08x}"
