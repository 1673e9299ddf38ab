"""Tables in a text: each cell keeps its column, and a table that may not is refused."""

from __future__ import annotations

import pytest

from app.content.reader.markup import blocks, read
from app.domain.library.markup import BlockKind, cell_text

HEAD = "| Day | Morning | Evening |\n| --- | --- | --- |\n"


def grid(text: str) -> list[list[str]]:
    (block,) = blocks(text)
    assert block.table is not None
    return [[cell_text(cell) for cell in row] for row in (block.table.head, *block.table.rows)]


def test_an_empty_cell_keeps_its_place() -> None:
    text = HEAD + "| Monday | 5 ml | |\n| Tuesday | | 10 ml \\| a spoon |"
    assert grid(text) == [
        ["Day", "Morning", "Evening"],
        ["Monday", "5 ml", ""],
        ["Tuesday", "", "10 ml | a spoon"],
    ]
    assert read(text).violations == ()


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [
        ("  | 5 ml | 10 ml", 3, "A row of a table without | at both ends."),
        ("| 5 ml | 10 ml |", 3, "A row with 2 cells in a table with 3 columns."),
        ("| Monday | 5 ml | 10 ml | 20 ml |", 3, "A row with 4 cells in a table with 3 columns."),
        ("| Monday | 5 ml | |\nwords that follow", 4, "A row of a table without | at both ends."),
    ],
)
def test_a_row_that_would_move_is_refused_and_read_as_a_line(
    row: str, line: int, problem: str
) -> None:
    reading = read(HEAD + row)
    assert (reading.violations[0].line, reading.violations[0].problem) == (line, problem)
    assert {block.kind for block in reading.blocks} == {BlockKind.PARAGRAPH}
    assert [block.text for block in reading.blocks][1:] == [r.strip() for r in row.split("\n")]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("| Day |\n| --- |\n| Monday |", 1, "A table of one column."),
        (f"|{' a |' * 6}\n|{' --- |' * 6}\n|{' b |' * 6}", 1, "A table of 6 columns."),
        (HEAD.strip(), 1, "A table without rows."),
        (HEAD + "| a | b | c |\n" * 21, 1, "A table of 21 rows."),
        ("| Day | |\n| --- | --- |\n| Monday | 5 ml |", 1, "A column without a heading."),
        (HEAD + "| | 5 ml | 10 ml |", 3, "A row that does not say what it is about."),
        (HEAD + "| Monday | | |", 3, "A row with its first cell alone."),
        ("| a | b |\n| :-- | --: |\n| 1 | 2 |", 2, "A table with colons in its second line."),
        ("- | a | b |\n  | --- | --- |\n  | 1 | 2 |", 1, "A table inside a list or a box"),
    ],
)
def test_what_a_table_may_not_be_is_named_with_its_line(text: str, line: int, problem: str) -> None:
    violation, *_ = read(text).violations
    assert violation.line == line
    assert violation.problem.startswith(problem)
    assert violation.hint
