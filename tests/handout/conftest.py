"""What lays out a handout in these tests."""

from __future__ import annotations

import pytest

from app.handout.typesetting import Typesetter
from tests.handout.examples import SITE, TODAY


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(SITE, lambda: TODAY)
