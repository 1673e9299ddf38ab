"""What differs between two values of a text, field by field."""

from __future__ import annotations

from app.content.items.edit import rows, with_row, with_rows, with_words
from app.content.workshop import Workshop
from app.domain.governance import ItemKind
from app.editor.texts.differences import Difference, differences
from tests.editor.staff import key


def test_differences_are_told_field_by_field(workshop: Workshop) -> None:
    topic = workshop.items.content(key(ItemKind.TOPIC, "t01"))
    walkthrough = workshop.items.content(key(ItemKind.WALKTHROUGH, "w01"))
    other = with_words(topic, title="Another")
    assert differences(topic, other) == (Difference("title", topic.title, "Another"),)
    fewer = with_rows(topic, "topic_question", rows(topic, "topic_question")[:1])
    (found,) = differences(topic, fewer)
    assert found.field == "questions to ask"
    assert found.before.count("\n") == 2
    renamed = with_row(walkthrough, "choice_text", {"choice_id": "c01"}, label="Jersey")
    assert differences(walkthrough, renamed) == (Difference("c01, label", "England", "Jersey"),)
