"""What the editor shows beside a text: the draft, among what families see."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.content.items.edit import with_texts
from app.content.items.item import Content
from app.content.publishing.preview import PreviewFiles
from app.content.reader.library import ContentLibrary
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.domain.governance.governance import ItemKind
from app.domain.library.library import date_in_words
from app.domain.library.review import ReviewState
from tests.content.publishing.drafts import T05, T08


def test_a_preview_shows_the_draft_among_what_families_see(
    workshop: Workshop, tmp_path: Path
) -> None:
    content = workshop.items.content(T05)
    typed = Content(T05, {**content.rows, "topic_text": ({**content.texts, "title": "Typed"},)}, {})
    folder = tmp_path / "preview"
    folder.mkdir()
    previews = PreviewFiles(workshop)
    with closing(ContentLibrary(previews.preview_file(folder, typed))) as library:
        assert library.topic("t05").title == "Typed"
        assert library.topic("t08").title == workshop.items.content(T08).title
    new = workshop.items.create(ItemKind.TOPIC, "A new page", "s01")
    with closing(
        ContentLibrary(previews.preview_file(folder, workshop.items.content(new)))
    ) as library:
        assert library.topic(new.id).title == "A new page"
    bad = Content(T05, {**content.rows, "topic_text": ({"line": "x"},)}, {})
    with pytest.raises(ContentError, match="lacks"):
        previews.preview_file(folder, bad)


def test_a_preview_shows_a_draft_that_the_draft_leads_to_and_invents_no_date(
    workshop: Workshop, tmp_path: Path
) -> None:
    new = workshop.items.create(ItemKind.TOPIC, "A new page", "s01")
    content = workshop.items.content(T05)
    typed = with_texts(content, body=f"See [that](topic:{new.id}) and [this](topic:t99).")
    with closing(ContentLibrary(PreviewFiles(workshop).preview_file(tmp_path, typed))) as library:
        assert library.topic("t05").body.startswith(f"See [that](topic:{new.id})")
        draft = library.topic(new.id)
    assert draft.title == "A new page"
    days = (draft.review.last, draft.review.due)
    assert [date_in_words(day) for day in days] == ["not set yet", "not set yet"]
    assert draft.review.state(workshop.today()) is ReviewState.CURRENT
