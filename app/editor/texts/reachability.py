"""How families come to a part of a walkthrough, in a sentence for whoever writes it."""

from __future__ import annotations

from app.content.items.components import component, target
from app.content.items.edit import rows
from app.content.items.item import Content

_MOST_NAMED = 3
_NONE = "To bring families here, choose an answer in the list above, then “Leads to”."
_NO_ANSWER = "It has no answers yet: “Add answer” adds one."


def reached_in_words(content: Content, table: str, component_id: str) -> str:
    """Where families come from to a question or an outcome, and what it still lacks."""
    sentences = [_from_where(content, component_id)]
    if table == "question":
        questions = rows(content, "question")
        if questions and questions[0]["id"] == component_id:
            sentences = ["This question is asked first."]
        if not any(row["question_id"] == component_id for row in rows(content, "choice")):
            sentences.append(_NO_ANSWER)
    return " ".join(sentences)


def _from_where(content: Content, component_id: str) -> str:
    led = [str(row["id"]) for row in rows(content, "choice") if target(row) == component_id]
    unless = [row for row in rows(content, "choice_unless") if target(row) == component_id]
    led += [str(row["choice_id"]) for row in unless]
    ids = list(dict.fromkeys(led))
    if not ids:
        return _NONE
    named = [f"{one} “{component(content, 'choice', one).title}”" for one in ids[:_MOST_NAMED]]
    more = len(ids) - _MOST_NAMED
    others = f" and {more} more" if more > 0 else ""
    return f"Families come here after the answer {', '.join(named)}{others}."
