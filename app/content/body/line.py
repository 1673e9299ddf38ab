"""The words of a block as one line of CommonMark: what is written is read back the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from app.content.reader.markup import easy_links, read
from app.domain.library.markup import Block, BlockKind, Run

_FAR = 20

# Marks that would be taken for something else, wherever they stand.
_INSIDE = re.compile(r"[\\`*\[\]]|_(?![^\W_])|(?<![^\W_])_|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# And at the beginning of a block.
_AT_START = re.compile(r"(?=#{1,6}(?: |$)|[-+](?: |$)|>|~~~|(?:- ?){3,}$)")
_NUMBER_AT_START = re.compile(r"(\d{1,9})(?=[.)](?: |$))")
_CLOSING_HASHES = re.compile(r"(?:^|(?<= ))(#+)$")


def written_line(block: Block) -> tuple[str, bool]:
    """A block's words in one line, and whether all of its emphasis could be written.

    CommonMark cannot close some marks within a word: those are left out rather than shown.
    """
    tries: tuple[Callable[[tuple[Run, ...]], tuple[Run, ...]], ...] = (
        lambda runs: runs,
        _to_whole_words,
        lambda runs: tuple(replace(run, emphasis=False) for run in runs),
        lambda runs: _to_whole_words(tuple(replace(run, emphasis=False) for run in runs)),
        lambda runs: tuple(replace(run, emphasis=False, strong=False) for run in runs),
    )
    for number, change in enumerate(tries):
        runs = _joined(change(block.runs))
        line = _with_emphasis(runs, block.kind)
        if _reads_back(line, runs):
            return line, number < 2  # noqa: PLR2004 - the first two lose nothing
    return _PUNCTUATION.sub(r"\\\g<0>", "".join(text for text, *_ in as_seen(block.runs))), False


def _reads_back(line: str, runs: tuple[Run, ...]) -> bool:
    if len(runs) == 1 and line == runs[0].text and line[0].isalpha() and easy_links(line) == ():
        return True  # most lines: words alone
    reading = read(line)
    return (
        not reading.violations
        and len(reading.blocks) == 1
        and reading.blocks[0].kind is BlockKind.PARAGRAPH
        and as_seen(reading.blocks[0].runs) == as_seen(runs)
    )


def as_seen(runs: Iterable[Run]) -> list[tuple[str, bool, bool, str]]:
    """What a reader sees of runs: a blank looks the same with emphasis and without."""
    found: list[tuple[str, bool, bool, str]] = []
    for run in runs:
        for word in re.findall(r"\s+|\S+", run.text):
            if word.isspace():
                seen = (word, False, False, run.target)
            else:
                seen = (word, run.strong, run.emphasis, run.target)
            if found and found[-1][1:] == seen[1:]:
                seen = (found.pop()[0] + word, *seen[1:])
            found.append(seen)
    return found


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with blanks outside of the emphasis, neighbours that look alike in one."""
    found: list[Run] = []
    for run in runs:
        linked = _is_link(run)
        for text in re.findall(r"^\s+|\s+$|\S(?:.*\S)?", run.text) if not linked else [run.text]:
            next_run = replace(run, text=text)
            if text.isspace() and not linked:
                next_run = Run(text)
            if found and replace(found[-1], text="") == replace(next_run, text=""):
                next_run = replace(next_run, text=found.pop().text + text)
            elif len(found) > 1 and found[-1] == Run(" ") and _alike(found[-2], next_run):
                blank = found.pop().text
                next_run = replace(next_run, text=found.pop().text + blank + text)
            found.append(next_run)
    return tuple(found)


def _is_link(run: Run) -> bool:
    return bool(run.target)


def _alike(one: Run, other: Run) -> bool:
    return replace(one, text="") == replace(other, text="")


def _to_whole_words(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Marks drawn in to where letters begin and end: CommonMark cannot close them elsewhere."""
    found: list[Run] = []
    for run in _joined(runs):
        match = re.fullmatch(r"([\W_]*)(.*?)([\W_]*)", run.text, re.DOTALL)
        if match is None or not (run.strong or run.emphasis) or _is_link(run):
            found.append(run)
            continue
        plain = replace(run, strong=False, emphasis=False)
        edges = (replace(plain, text=match[1]), replace(run, text=match[2]))
        found += [r for r in (*edges, replace(plain, text=match[3])) if r.text]
    return tuple(found)


def _with_emphasis(runs: tuple[Run, ...], kind: BlockKind) -> str:
    found: list[str] = []
    opened: list[str] = []
    for position, run in enumerate(runs):
        wanted = [m for m, on in (("**", run.strong), ("*", run.emphasis)) if on]
        shared = 0
        while shared < len(opened) and opened[shared] in wanted:
            shared += 1
        found += reversed(opened[shared:])
        del opened[shared:]
        # What lasts longer is opened first.
        new = [delimiter for delimiter in wanted if delimiter not in opened]
        new.sort(key=partial(_lasts, runs, position), reverse=True)
        found += new
        opened += new
        text = _INSIDE.sub(r"\\\g<0>", run.text)
        if text.endswith("!") and position + 1 < len(runs) and _is_link(runs[position + 1]):
            text = text[:-1] + "\\!"  # it would make a picture of the link
        found.append(f"[{text}]({run.target})" if _is_link(run) else text)
    found += reversed(opened)
    line = "".join(found)
    line = _NUMBER_AT_START.sub(r"\1\\", line, count=1) if line[:1].isdigit() else line
    if _AT_START.match(line):
        line = "\\" + line
    return _CLOSING_HASHES.sub(r"\\\1", line) if kind is BlockKind.HEADING else line


def _lasts(runs: tuple[Run, ...], position: int, delimiter: str) -> int:
    """How many runs from a position have an emphasis, as far as that matters."""
    for count in range(_FAR):
        at = position + count
        if at >= len(runs) or not (runs[at].strong if delimiter == "**" else runs[at].emphasis):
            return count
    return _FAR
