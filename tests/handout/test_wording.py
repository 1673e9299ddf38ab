"""What a page says of its source and its dates."""

from __future__ import annotations

import pytest

from app.domain.library.library import NO_DATE
from app.domain.library.review import Review
from app.handout.wording import dates, source_and_dates
from tests.handout.examples import TOPIC

NONE_YET = Review(NO_DATE, NO_DATE)


@pytest.mark.parametrize("of_source", [True, False])
def test_no_date_is_made_up_for_a_draft_without_one(of_source: bool) -> None:
    said = "No review date is set yet."
    assert dates(NONE_YET, is_overdue=False, of_source=of_source) == said
    foot = source_and_dates(TOPIC.source, NONE_YET, is_overdue=False, of_source=of_source)
    assert foot == f"{TOPIC.source.publisher}. {said}"
