"""Blocks to the CommonMark that a page may use: what is written is read back the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from app.content.importing.cleanup import tidy_runs
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.reader.markup import easy_links, read
from app.content.reader.pictures import written
from app.content.reader.table_form import written_table
from app.domain.library.markup import Block, BlockKind, Cell, Run, Table

_FAR = 20
_ITEMS = (BlockKind.BULLET, BlockKind.NUMBERED)

# Marks that would be taken for something else, wherever they stand.
_INSIDE = re.compile(r"[\\`*\[\]]|_(?![^\W_])|(?<![^\W_])_|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# And at the beginning of a block.
_AT_START = re.compile(r"(?=#{1,6}(?: |$)|[-+](?: |$)|>|~~~|(?:- ?){3,}$)")
_NUMBER_AT_START = re.compile(r"(\d{1,9})(?=[.)](?: |$))")
_CLOSING_HASHES = re.compile(r"(?:^|(?<= ))(#+)$")


def commonmark(blocks: Iterable[Block], tally: Tally | None = None) -> str:
    """Blocks as text. Marks that CommonMark cannot write there are left plain, and tallied."""
    lines: list[str] = []
    before: BlockKind | None = None
    number, point = 0, ")"
    for block in blocks:
        if block.picture is not None:
            lines += ["\n\n"] if lines else []
            lines.append(written(block.picture))
            before = block.kind
            continue
        if block.table is not None:
            lines += ["\n\n"] if lines else []
            lines.append(_table(block.table, tally))
            before = block.kind
            continue
        runs = tidy_runs(block.runs)
        if not runs:
            continue
        line = _line(replace(block, runs=runs), tally)
        match block.kind:
            case BlockKind.HEADING:
                prefix = "#" * min(max(block.level, 2), 3) + " "
            case BlockKind.IMPORTANT:
                prefix = "> "
            case BlockKind.BULLET:
                prefix = "- "
            case BlockKind.NUMBERED:
                goes_on = before is BlockKind.NUMBERED and block.number != 1
                number = number + 1 if goes_on else 1
                if not goes_on:
                    # Two lists that touch differ in their points.
                    point = ")" if before is BlockKind.NUMBERED and point == "." else "."
                prefix = f"{number}{point} "
            case _:
                prefix = ""
        if lines:
            lines.append("\n" if block.kind in _ITEMS and block.kind is before else "\n\n")
            if block.kind is BlockKind.NUMBERED and number == 1 and lines[-1] == "\n":
                lines[-1] = "\n\n"
        lines.append(prefix + line)
        before = block.kind
    return "".join(lines)


def _table(table: Table, tally: Tally | None) -> str:
    rows = (table.head, *table.rows)
    return written_table([[_cell(cell, tally) for cell in row] for row in rows])


def _cell(cell: Cell, tally: Tally | None) -> str:
    runs = tidy_runs(cell)
    return _line(Block(BlockKind.PARAGRAPH, runs), tally) if runs else ""


def _line(block: Block, tally: Tally | None) -> str:
    """A block's words in one line: with its emphasis if they are read back, else with fewer."""
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
            if number >= 2 and tally is not None:  # noqa: PLR2004 - the first two lose nothing
                tally.note(WarningKind.EMPHASIS)
            return line
    if tally is not None:
        tally.note(WarningKind.EMPHASIS)
    return _PUNCTUATION.sub(r"\\\g<0>", "".join(text for text, *_ in _as_seen(block.runs)))


def _reads_back(line: str, runs: tuple[Run, ...]) -> bool:
    if len(runs) == 1 and line == runs[0].text and line[0].isalpha() and easy_links(line) == ():
        return True  # most lines: words alone
    reading = read(line)
    return (
        not reading.violations
        and len(reading.blocks) == 1
        and reading.blocks[0].kind is BlockKind.PARAGRAPH
        and _as_seen(reading.blocks[0].runs) == _as_seen(runs)
    )


def _as_seen(runs: Iterable[Run]) -> list[tuple[str, bool, bool, str, str]]:
    """What a reader sees of runs: a blank looks the same with emphasis and without."""
    found: list[tuple[str, bool, bool, str, str]] = []
    for run in runs:
        for word in re.findall(r"\s+|\S+", run.text):
            if word.isspace():
                seen = (word, False, False, run.term_id, run.topic_id)
            else:
                seen = (word, run.strong, run.emphasis, run.term_id, run.topic_id)
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
    return bool(run.term_id or run.topic_id)


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
        link = f"term:{run.term_id}" if run.term_id else f"topic:{run.topic_id}"
        found.append(f"[{text}]({link})" if _is_link(run) else text)
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
