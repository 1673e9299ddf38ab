"""One field of a walkthrough's part, set by its name in docs/content.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.content.items import components
from app.content.items.edit import find, with_group
from app.content.items.field_values import FieldError, flag, lines, listed
from app.content.items.item import Cells, Content

Set = Callable[[Content, str, str, str], Content]


def with_component_field(content: Content, part: str, field: str, value: str) -> Content:
    """The same with one field of a part set. FieldError where there is none."""
    table = components.table_of(content, part)
    if not table:
        raise FieldError(f"{content.key.id} has no part {part}.")
    known = _FIELDS[table]
    if field not in known:
        raise FieldError(f"{part} has no field {field}. It has: {', '.join(sorted(known))}.")
    return known[field](content, part, field, value)


def _words(table: str) -> Set:
    return lambda content, part, field, value: components.set_texts(
        content, table, part, **{field: value}
    )


def _flag(table: str) -> Set:
    return lambda content, part, field, value: components.set_own(
        content, table, part, **{field: flag(field, value)}
    )


def _leads_to(content: Content, part: str, field: str, value: str) -> Content:
    return components.set_own(content, "choice", part, **_target(content, value.strip()))


def _unless(content: Content, part: str, field: str, value: str) -> Content:
    """`c03>o01, c04>q02`: after the answer c03 it leads to o01 instead, after c04 to q02."""
    rows = []
    for words in listed(value):
        after, arrow, target = (each.strip() for each in words.partition(">"))
        if not arrow:
            raise FieldError(f"{field} is such as “c03>o01, c04>q02”, not “{words}”.")
        _see_that_there(content, "choice", after)
        rows.append({"after_choice": after, **_target(content, target)})
    return with_group(content, "choice_unless", {"choice_id": part}, rows)


def _target(content: Content, target: str) -> dict[str, str]:
    if not any(find(content, table, id=target) for table in ("question", "outcome")):
        raise FieldError(
            f"{content.key.id} has no question and no outcome {target or 'without an id'}."
        )
    return components.target_cells(content, target)


def _list(table: str, owner: str, column: str, read: Callable[[str], list[str]]) -> Set:
    named = {"choice_id": "choice", "outcome_id": "outcome"}.get(column, "")

    def put(content: Content, part: str, field: str, value: str) -> Content:
        rows: list[Cells] = [{column: item} for item in read(value)]
        for row in rows if named else ():
            _see_that_there(content, named, row[column])
        return with_group(content, table, {owner: part}, rows)

    return put


def _see_that_there(content: Content, table: str, part: str) -> None:
    if not find(content, table, id=part):
        what = "answer" if table == "choice" else table
        raise FieldError(f"{content.key.id} has no {what} {part or 'without an id'}.")


_FIELDS: Mapping[str, Mapping[str, Set]] = {
    "question": {"text": _words("question"), "why": _words("question")},
    "choice": {
        "label": _words("choice"),
        "situation": _words("choice"),
        "ask": _words("choice"),
        "leads_to": _leads_to,
        "not_sure": _flag("choice"),
        "unless": _unless,
    },
    "outcome": {
        "title": _words("outcome"),
        "body": _words("outcome"),
        "shows_situations": _flag("outcome"),
        "takes_answers_along": _flag("outcome"),
        "questions": _list("outcome_question", "outcome_id", "text", lines),
        "topics": _list("outcome_topic", "outcome_id", "topic_id", listed),
    },
    "note": {
        "title": _words("note"),
        "body": _words("note"),
        "choices": _list("note_choice", "note_id", "choice_id", listed),
        "outcomes": _list("note_outcome", "note_id", "outcome_id", listed),
    },
}
