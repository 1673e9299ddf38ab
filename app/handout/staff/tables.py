"""Tables for the papers of staff, which are set smaller than those of families."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.handout.elements import Data, run

Cell = str | Sequence[Data]
"""The words of a cell, plain or as runs."""


def table(widths: Sequence[int | str], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Data:
    """A table; its head stands on each page. Widths are shares, or "auto"."""
    return {
        "element": "table",
        "widths": list(widths),
        "head": list(head),
        "rows": [[_runs(cell) for cell in row] for row in rows],
        "tick": "",
    }


def _runs(cell: Cell) -> list[Data]:
    return [run(cell)] if isinstance(cell, str) else list(cell)
