"""Tables of HTML: a dose stays in its column."""

from __future__ import annotations

import pytest

from app.content.importing.pages.html import paste
from tests.content.importing.pages.office_html import warnings

DOSES = (
    "<table>{head}<tr><td>Monday</td><td>5 ml</td><td></td></tr>"
    "<tr><td>Tuesday</td><td></td><td>10 ml</td></tr></table>"
)


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th>Day</th><th>Morning</th><th>Evening</th></tr>",
        "<tr><td><b>Day</b></td><td><p><b>Mor</b><strong>ning</strong></p></td>"
        "<td><b>Evening</b></td></tr>",
    ],
    ids=["tags", "bold"],
)
def test_a_dose_stays_in_its_column(head: str) -> None:
    assert paste(DOSES.format(head=head)).body == (
        "| Day | Morning | Evening |\n| --- | --- | --- |\n"
        "| Monday | 5 ml | |\n| Tuesday | | 10 ml |"
    )
    assert warnings(DOSES.format(head=head)) == []


def test_a_first_row_with_a_gap_is_a_head() -> None:
    head = "<tr><td></td><td>Morning</td><td>Evening</td></tr>"
    assert paste(DOSES.format(head=head)).body.startswith("| | Morning | Evening |\n")


@pytest.mark.parametrize(
    "table",
    [
        DOSES.format(head=""),
        "<table><tr><th>Day<th>Dose</tr><tr><td>Monday</td><td rowspan=2>5 ml</td></tr>"
        "<tr><td>Tuesday</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td colspan=2>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td></td><td>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td>5 ml</td></tr></table>",
        "<table><caption>Doses</caption><tr><th>Day</th><th>Dose</th></tr>"
        "<tr><td>Monday</td><td>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr>"
        "<tr><td>Monday</td><td><ul><li>5 ml</li></ul></td></tr></table>",
    ],
    ids=["no head", "merged down", "merged across", "no name", "short", "caption", "list"],
)
def test_a_table_that_is_not_plain_comes_as_rows_and_is_told(table: str) -> None:
    found = paste(table)
    assert "| --- |" not in found.body
    assert "5 ml" in found.body
    assert any(message.startswith("A table: ") for message in warnings(table))
