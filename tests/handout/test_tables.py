"""Tables on paper: a table to a screen reader, and each value below its heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.content.reader.markup import blocks
from app.handout.typesetting import Typesetter
from app.handout.wording import EMPTY_CELL
from tests.handout.examples import SITE, TODAY, TOPIC
from tests.handout.reading import Reading, squeeze

DOSES = (
    "| Day | Morning | Evening |\n| --- | --- | --- |\n| Monday | 5 ml | |\n| Tuesday | | 10 ml |"
)


@pytest.mark.parametrize("large", [False, True])
def test_a_reader_hears_a_table_cell_by_cell(*, large: bool) -> None:
    typesetter = Typesetter(SITE, lambda: TODAY)
    made = typesetter.make(replace(TOPIC, blocks=blocks(DOSES)), large=large)
    (table,) = Reading(made.pdf).tree.all("Table")
    rows = [[squeeze(cell.text) for cell in row.all("TH", "TD")] for row in table.all("TR")]
    assert rows == [
        ["Day", "Morning", "Evening"],
        ["Monday", "5ml", EMPTY_CELL],
        ["Tuesday", EMPTY_CELL, "10ml"],
    ]
    assert [squeeze(cell.text) for cell in table.all("TH")] == rows[0]
