"""Putting marks into a text and taking them out: what the buttons above a page's text do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

HEADING = "## "
BULLET = "- "
IMPORTANT = "> "

_ITEM = re.compile(r"(?:#{1,6} +|[-*+] +|\d{1,9}[.)] +|> ?)")
_NUMBER = re.compile(r"\d{1,9}[.)] +")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what is chosen in it, from `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def chosen(self) -> str:
        """The words that are chosen."""
        return self.text[self.start : self.end]

    def put(self, words: str) -> Marked:
        """Other words in the place of those chosen, and chosen."""
        text = self.text[: self.start] + words + self.text[self.end :]
        return Marked(text, self.start, self.start + len(words))


def word_at(text: Marked) -> Marked:
    """The word that the cursor is in, if nothing is chosen."""
    if text.start != text.end:
        inner = text.chosen
        left = len(inner) - len(inner.lstrip())
        right = len(inner) - len(inner.rstrip())
        return replace(text, start=text.start + left, end=max(text.start + left, text.end - right))
    start = end = text.start
    while start and _is_of_word(text.text[start - 1]):
        start -= 1
    while end < len(text.text) and _is_of_word(text.text[end]):
        end += 1
    return replace(text, start=start, end=end)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in "-'\N{RIGHT SINGLE QUOTATION MARK}"


def around(text: Marked, mark: str) -> Marked:
    """Put a mark round the words that are chosen, or take it away where it is."""
    found = word_at(text)
    size = len(mark)
    before, after = found.text[: found.start], found.text[found.end :]
    words = found.chosen
    # ** is no pair of *.
    if before.endswith(mark) and after.startswith(mark) and not _longer(before, after, mark):
        whole = Marked(found.text, found.start - size, found.end + size)
        return whole.put(words)
    if len(words) > 2 * size and words.startswith(mark) and words.endswith(mark):
        return found.put(words[size:-size])
    marked = found.put(f"{mark}{words}{mark}")
    return replace(marked, start=marked.start + size, end=marked.end - size)


def _longer(before: str, after: str, mark: str) -> bool:
    return len(mark) == 1 and before.endswith(mark * 2) and after.startswith(mark * 2)


def strong(text: Marked) -> Marked:
    """Strong words, or plain ones again."""
    return around(text, "**")


def emphasis(text: Marked) -> Marked:
    """Emphasised words, or plain ones again."""
    return around(text, "*")


def link(text: Marked, target: str, words: str = "") -> Marked:
    """Make the words that are chosen a link; `words` stand there if none are."""
    found = word_at(text)
    shown = (found.chosen or words).replace("[", "").replace("]", "")
    marked = found.put(f"[{shown}]({target})")
    return replace(marked, start=marked.end)


def heading(text: Marked) -> Marked:
    """Make lines headings, or words again."""
    return _lines(text, lambda _: HEADING, lambda line: line.startswith("#"))


def bullets(text: Marked) -> Marked:
    """Make lines a list, or words again."""
    return _lines(text, lambda _: BULLET, lambda line: line.startswith(BULLET))


def numbers(text: Marked) -> Marked:
    """Make lines a numbered list, or words again."""
    return _lines(text, lambda number: f"{number}. ", lambda line: _NUMBER.match(line) is not None)


def important(text: Marked) -> Marked:
    """Make lines an important box, or words again."""
    return _lines(text, lambda _: IMPORTANT, lambda line: line.startswith(">"))


def _lines(text: Marked, mark: Callable[[int], str], has_mark: Callable[[str], bool]) -> Marked:
    """Begin each chosen line with a mark, in the place of the one it has; or take it away."""
    start = text.text.rfind("\n", 0, text.start) + 1
    stop = text.text.find("\n", max(text.end - 1, text.start))
    stop = len(text.text) if stop < 0 else stop
    lines = text.text[start:stop].split("\n")
    takes_away = all(has_mark(line) for line in lines if line.strip())
    takes_away = takes_away and any(line.strip() for line in lines)
    found, number = [], 0
    for line in lines:
        words = _ITEM.sub("", line, count=1) if _ITEM.match(line) else line
        if takes_away or (not words.strip() and len(lines) > 1):
            found.append(words)
        else:
            number += 1
            found.append(mark(number) + words)
    block = "\n".join(found)
    before, after = text.text[:start], text.text[stop:]
    # A block of its own: with an empty line before and after it.
    lead = "" if not before or before.endswith("\n\n") or _same_kind(before, block) else "\n"
    tail = "" if not after or after.startswith("\n\n") or _follows(after, block) else "\n"
    if takes_away:
        lead = tail = ""
    whole = f"{before}{lead}{block}{tail}{after}"
    end = len(before) + len(lead) + len(block)
    return Marked(whole, end if text.start == text.end else len(before) + len(lead), end)


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


def enter(text: Marked) -> Marked:
    """What Enter does: the next item in a list, a new paragraph elsewhere."""
    start = text.text.rfind("\n", 0, text.start) + 1
    line = text.text[start : text.start]
    match = _ITEM.match(line)
    kind = _kind(line)
    if match and kind in ("-", "1", "*", "+"):
        if not line[match.end() :].strip():  # Enter in an empty item ends the list
            return _at_end(Marked(text.text, start, text.end).put("\n"))
        mark = match[0]
        if kind == "1":
            mark = f"{int(mark.rstrip(' .)')) + 1}. "
        return _at_end(text.put(f"\n{mark}"))
    return _at_end(text.put("\n\n" if line.strip() else "\n"))


def _at_end(text: Marked) -> Marked:
    return replace(text, start=text.end)
