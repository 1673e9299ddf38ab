"""A page that is open in the editor."""

from __future__ import annotations

import pytest

from app.content.workshop import Workshop
from tests.editor.forms.topic_page import TOPIC
from tests.editor.staff import Staff


@pytest.fixture
def page(staff: Staff, workshop: Workshop) -> Staff:
    """A page, open."""
    staff.go("Pages", "First things to know", workshop.items.content(TOPIC).title)
    return staff
