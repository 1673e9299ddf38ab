"""Blocks to the CommonMark that a page may use: what is written is read back the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.content.body.line import written_line
from app.content.importing.cleanup import tidy_runs
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.reader.pictures import written
from app.content.reader.table_form import written_table
from app.domain.library.markup import Block, BlockKind, Cell, Table

_ITEMS = (BlockKind.BULLET, BlockKind.NUMBERED)


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
    line, has_all_emphasis = written_line(block)
    if not has_all_emphasis and tally is not None:
        tally.note(WarningKind.EMPHASIS)
    return line
