"""Putting marks into a text and taking them out: what the buttons above a page's text do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

HEADING = "## "
BULLET = "- "
IMPORTANT = "> "

_FIRST_HEADING = "Heading"
_TABLE = f"| {_FIRST_HEADING} | Heading | Heading |\n| --- | --- | --- |\n| | | |"

_ITEM = re.compile(r"(?:#{1,6} +|[-*+] +|\d{1,9}[.)] +|> ?)")
_BELOW_HEAD = re.compile(r"\|(?: *-+ *\|)+ *")
_NUMBER = re.compile(r"\d{1,9}[.)] +")


@dataclass(frozen=True, slots=True)
class Selection:
    """A text with what is chosen in it, from `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def chosen(self) -> str:
        """The words that are chosen."""
        return self.text[self.start : self.end]

    def put(self, words: str) -> Selection:
        """Other words in the place of those chosen, and chosen."""
        text = self.text[: self.start] + words + self.text[self.end :]
        return Selection(text, self.start, self.start + len(words))


def word_at(text: Selection) -> Selection:
    """The word that the cursor is in, if nothing is chosen."""
    if text.start != text.end:
        inner = text.chosen
        left = len(inner) - len(inner.lstrip())
        right = len(inner) - len(inner.rstrip())
        return replace(text, start=text.start + left, end=max(text.start + left, text.end - right))
    start = end = text.start
    while start and _is_word_character(text.text[start - 1]):
        start -= 1
    while end < len(text.text) and _is_word_character(text.text[end]):
        end += 1
    return replace(text, start=start, end=end)


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character in "-'\N{RIGHT SINGLE QUOTATION MARK}"


def toggle_marker(text: Selection, marker: str) -> Selection:
    """Put a mark round the words that are chosen, or take it away where it is."""
    found = word_at(text)
    size = len(marker)
    before, after = found.text[: found.start], found.text[found.end :]
    words = found.chosen
    # ** is no pair of *.
    if before.endswith(marker) and after.startswith(marker) and not _longer(before, after, marker):
        whole = Selection(found.text, found.start - size, found.end + size)
        return whole.put(words)
    if len(words) > 2 * size and words.startswith(marker) and words.endswith(marker):
        return found.put(words[size:-size])
    selection = found.put(f"{marker}{words}{marker}")
    return replace(selection, start=selection.start + size, end=selection.end - size)


def _longer(before: str, after: str, marker: str) -> bool:
    return len(marker) == 1 and before.endswith(marker * 2) and after.startswith(marker * 2)


def strong(text: Selection) -> Selection:
    """Strong words, or plain ones again."""
    return toggle_marker(text, "**")


def emphasis(text: Selection) -> Selection:
    """Emphasised words, or plain ones again."""
    return toggle_marker(text, "*")


def link(text: Selection, target: str, words: str = "") -> Selection:
    """Make the words that are chosen a link; `words` stand there if none are."""
    found = word_at(text)
    shown = (found.chosen or words).replace("[", "").replace("]", "")
    selection = found.put(f"[{shown}]({target})")
    return replace(selection, start=selection.end)


def heading(text: Selection) -> Selection:
    """Make lines headings, or words again."""
    return _lines(text, lambda _: HEADING, lambda line: line.startswith("#"))


def bullets(text: Selection) -> Selection:
    """Make lines a list, or words again."""
    return _lines(text, lambda _: BULLET, lambda line: line.startswith(BULLET))


def numbers(text: Selection) -> Selection:
    """Make lines a numbered list, or words again."""
    return _lines(text, lambda number: f"{number}. ", lambda line: _NUMBER.match(line) is not None)


def important(text: Selection) -> Selection:
    """Make lines an important box, or words again."""
    return _lines(text, lambda _: IMPORTANT, lambda line: line.startswith(">"))


def table(text: Selection) -> Selection:
    """A table of three columns below the line, to be filled in; its first heading is chosen."""
    stop = text.text.find("\n", text.end)
    before = text.text[: len(text.text) if stop < 0 else stop]
    after = "" if stop < 0 else text.text[stop:]
    if _is_row(before.rpartition("\n")[2]):
        return text  # in a table
    lead = (
        "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    )
    tail = "" if not after or after.startswith("\n\n") else "\n"
    start = len(before) + len(lead) + len("| ")
    return Selection(before + lead + _TABLE + tail + after, start, start + len(_FIRST_HEADING))


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _next_row(line: str) -> str:
    """A row with as many empty cells as a row has."""
    bars = len(re.sub(r"\\[\\|]", "", line.strip()).split("|")) - 2
    return "|" + " |" * max(bars, 1)


def _lines(
    text: Selection, marker: Callable[[int], str], has_marker: Callable[[str], bool]
) -> Selection:
    """Begin each chosen line with a mark, in the place of the one it has; or take it away."""
    start = text.text.rfind("\n", 0, text.start) + 1
    stop = text.text.find("\n", max(text.end - 1, text.start))
    stop = len(text.text) if stop < 0 else stop
    lines = text.text[start:stop].split("\n")
    removes = all(has_marker(line) for line in lines if line.strip())
    removes = removes and any(line.strip() for line in lines)
    found, number = [], 0
    for line in lines:
        words = _ITEM.sub("", line, count=1) if _ITEM.match(line) else line
        if removes or (not words.strip() and len(lines) > 1):
            found.append(words)
        else:
            number += 1
            found.append(marker(number) + words)
    block = "\n".join(found)
    before, after = text.text[:start], text.text[stop:]
    # A block of its own: with an empty line before and after it.
    lead = "" if not before or before.endswith("\n\n") or _same_kind(before, block) else "\n"
    tail = "" if not after or after.startswith("\n\n") or _follows(after, block) else "\n"
    if removes:
        lead = tail = ""
    whole = f"{before}{lead}{block}{tail}{after}"
    end = len(before) + len(lead) + len(block)
    return Selection(whole, end if text.start == text.end else len(before) + len(lead), end)


def _kind(line: str) -> str:
    match = _ITEM.match(line)
    if not match:
        return ""
    return "1" if match[0][0].isdigit() else match[0][0]


def _same_kind(before: str, block: str) -> bool:
    """Whether the line before is an item of the same list."""
    line = before.rstrip("\n").rpartition("\n")[2]
    return _kind(line) == _kind(block) in ("-", "1")


def _follows(after: str, block: str) -> bool:
    line = after.lstrip("\n").partition("\n")[0]
    return _kind(line) == _kind(block.rpartition("\n")[2]) in ("-", "1")


def enter(text: Selection) -> Selection:
    """What Enter does: the next item in a list, a new paragraph elsewhere."""
    start = text.text.rfind("\n", 0, text.start) + 1
    line = text.text[start : text.start]
    match = _ITEM.match(line)
    kind = _kind(line)
    if _is_row(line):
        return _enter_row(text, start)
    if match and kind in ("-", "1", "*", "+"):
        if not line[match.end() :].strip():  # Enter in an empty item ends the list
            return _at_end(Selection(text.text, start, text.end).put("\n"))
        marker = match[0]
        if kind == "1":
            marker = f"{int(marker.rstrip(' .)')) + 1}. "
        return _at_end(text.put(f"\n{marker}"))
    return _at_end(text.put("\n\n" if line.strip() else "\n"))


def _enter_row(text: Selection, start: int) -> Selection:
    """The next row of a table, below the line under its head; in an empty one, the table's end."""
    stop = _line_end(text.text, text.start)
    row = text.text[start:stop]
    if not row.replace("|", "").strip():
        return _at_end(Selection(text.text, start, stop).put("\n"))
    below = _line_end(text.text, stop + 1)
    if _BELOW_HEAD.fullmatch(text.text[stop + 1 : below]):
        stop = below
    added = Selection(text.text, stop, stop).put(f"\n{_next_row(row)}")
    cell = stop + len("\n| ")
    return replace(added, start=cell, end=cell)


def _line_end(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return len(text) if stop < 0 else stop


def _at_end(text: Selection) -> Selection:
    return replace(text, start=text.end)
