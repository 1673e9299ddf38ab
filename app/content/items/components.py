"""Changes to the questions, answers, outcomes and notes of a walkthrough's value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.content.items.edit import (
    among,
    changed,
    find,
    row_of,
    rows,
    with_row,
    with_rows,
    without,
)
from app.content.items.fields import COMPONENTS, FIELDS, heading_of, new_texts
from app.content.items.item import Content

PREFIXES = {"question": "q", "choice": "c", "outcome": "o", "note": "n"}

NEW_TEXTS = {
    "question": "New question",
    "choice": "New answer",
    "outcome": "New outcome",
    "note": "New note",
}


@dataclass(frozen=True, slots=True)
class Component:
    """A question, an answer, an outcome or a note. An answer's `parent` is its question's id."""

    table: str
    id: str
    title: str
    parent: str = ""


def all_components(content: Content) -> tuple[Component, ...]:
    """Every component: the questions, each with its answers after it; the outcomes; the notes."""
    found: list[Component] = []
    for question in rows(content, "question"):
        found.append(component(content, "question", question["id"]))
        for choice in among(content, "choice", question_id=question["id"]):
            found.append(component(content, "choice", choice["id"]))
    for table in ("outcome", "note"):
        found += [component(content, table, row["id"]) for row in rows(content, table)]
    return tuple(found)


def component(content: Content, table: str, component_id: str) -> Component:
    """One component, as lists show it."""
    texts = texts_of(content, table, component_id)
    title = str(texts.get(heading_of(table).column) or component_id)
    return Component(table, component_id, title, question_of(content, component_id))


def table_of(content: Content, component_id: str) -> str:
    """The table in which an id stands, or ""."""
    return next((t for t in PREFIXES if find(content, t, id=component_id)), "")


def question_of(content: Content, component_id: str) -> str:
    """The question of an answer; "" for other components."""
    return str(find(content, "choice", id=component_id).get("question_id", ""))


def with_heading(content: Content, table: str, component_id: str, title: str) -> Content:
    """The same with another heading of a component: a question's text, an answer's label."""
    return set_texts(content, table, component_id, **{heading_of(table).column: title})


def step_of(content: Content, component_id: str) -> str:
    """The question or outcome on whose page families see a component; "" where they see none."""
    table = table_of(content, component_id) if component_id else ""
    if table == "choice":
        return question_of(content, component_id)
    if table == "note":
        added = among(content, "note_outcome", note_id=component_id)
        return str(added[0]["outcome_id"]) if added else ""
    return component_id if table else ""


def texts_of(content: Content, table: str, component_id: str) -> dict[str, str]:
    """The texts of a component."""
    return dict(find(content, f"{table}_text", **{f"{table}_id": component_id}))


def targets(content: Content, question_id: str = "") -> list[tuple[str, str]]:
    """Where an answer may lead, as (id, words): the other questions, then the outcomes."""
    found = []
    for table, texts in (("question", "Question"), ("outcome", "Outcome")):
        for row in rows(content, table):
            if row["id"] != question_id:
                title = component(content, table, row["id"]).title
                found.append((str(row["id"]), f"{texts} {row['id']}: {title}"))
    return found


def target(row: Mapping[str, object]) -> str:
    """Where a row of an answer, or of an "unless", leads; "" for nowhere."""
    return str(row.get("to_question") or row.get("to_outcome") or "")


def target_cells(content: Content, target_id: str) -> dict[str, str]:
    """The cells that lead to a question or an outcome."""
    is_question = bool(find(content, "question", id=target_id))
    return {
        "to_question": target_id if is_question else "",
        "to_outcome": "" if is_question else target_id,
    }


def leading_to(content: Content, component_id: str) -> tuple[Component, ...]:
    """What names a component: answers that lead to it or depend on it; notes that wait for it."""
    named = {
        str(row["id"]): "choice" for row in rows(content, "choice") if target(row) == component_id
    }
    for row in rows(content, "choice_unless"):
        if component_id in (target(row), row["after_choice"]):
            named[str(row["choice_id"])] = "choice"
    for table, column in (("note_choice", "choice_id"), ("note_outcome", "outcome_id")):
        named |= {
            str(r["note_id"]): "note" for r in rows(content, table) if r[column] == component_id
        }
    return tuple(component(content, table, item) for item, table in named.items())


def new_id(contents: Sequence[Content], table: str) -> str:
    """An id that no component has in any of these versions: "q05" after "q04"."""
    prefix = PREFIXES[table]
    used = (str(row["id"]) for content in contents for row in rows(content, table))
    numbers = [int(m[1]) for name in used if (m := re.fullmatch(rf"{prefix}(\d+)", name))]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def add(content: Content, table: str, component_id: str, question_id: str = "") -> Content:
    """The same with a new component at the end; an answer goes to `question_id`."""
    own = row_of(id=component_id, question_id=question_id)
    if table == "choice":
        own = row_of(**{**own, **_first_target(content, question_id)})
    content = with_rows(content, table, (*rows(content, table), own))
    text = row_of(**{f"{table}_id": component_id, **new_texts(table, NEW_TEXTS[table])})
    return with_rows(content, f"{table}_text", (*rows(content, f"{table}_text"), text))


def _first_target(content: Content, question_id: str) -> dict[str, str]:
    """Where a new answer leads: where the others of its question do, or to the next question."""
    others = among(content, "choice", question_id=question_id)
    if others:
        return target_cells(content, target(others[-1]))
    ids = [str(row["id"]) for row in rows(content, "question")]
    after = ids[ids.index(question_id) + 1 :] if question_id in ids else []
    after += [str(row["id"]) for row in rows(content, "outcome")]
    return target_cells(content, after[0]) if after else {}


def set_texts(content: Content, table: str, component_id: str, **cells: str) -> Content:
    """The same with other texts of a component."""
    return with_row(content, f"{table}_text", {f"{table}_id": component_id}, **cells)


def set_own(content: Content, table: str, component_id: str, **cells: object) -> Content:
    """The same with other cells in a component's own row."""
    return with_row(content, table, {"id": component_id}, **cells)


def move(content: Content, table: str, component_id: str, step: int) -> Content:
    """The same with a component moved up (-1) or down (1) among its neighbours."""
    found = list(rows(content, table))
    mine = find(content, table, id=component_id)
    beside = [n for n, row in enumerate(found) if _beside(row, mine)]
    position = next(n for n, at in enumerate(beside) if found[at]["id"] == component_id)
    if not 0 <= position + step < len(beside):
        return content
    here, there = beside[position], beside[position + step]
    found[here], found[there] = found[there], found[here]
    return with_rows(content, table, found)


def put_first(content: Content, table: str, ids: Sequence[str]) -> Content:
    """The same with these components before their neighbours, in this order."""
    found = rows(content, table)
    mine = [find(content, table, id=component_id) for component_id in dict.fromkeys(ids)]
    before = min(found.index(row) for row in mine)
    rest = [row for row in found if row not in mine]
    start = next((n for n, row in enumerate(rest) if _beside(row, mine[0])), before)
    return with_rows(content, table, (*rest[:start], *mine, *rest[start:]))


def _beside(row: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return row.get("question_id", "") == other.get("question_id", "")


def remove(content: Content, table: str, component_id: str) -> Content:
    """The same without a component, and without what names it.

    Answers that led to it lead nowhere then, which keeps the walkthrough from being saved.
    """
    if table == "question":
        for choice in among(content, "choice", question_id=component_id):
            content = remove(content, "choice", str(choice["id"]))
    for name in (table, f"{table}_text", *_listing(table)):
        column = "id" if name == table else f"{table}_id"
        content = without(content, name, _is(column, component_id))
    content = without(
        content,
        "choice_unless",
        lambda row: component_id in (target(row), row["after_choice"]),
    )
    return with_rows(
        content,
        "choice",
        (
            changed(row, to_question="", to_outcome="") if target(row) == component_id else row
            for row in rows(content, "choice")
        ),
    )


def _is(column: str, value: str) -> Callable[[Mapping[str, object]], bool]:
    return lambda row: row.get(column) == value


def _listing(table: str) -> tuple[str, ...]:
    """The tables that list what belongs to a component, or the component itself."""
    found = [
        field.table
        for owner in COMPONENTS
        for field in FIELDS[owner]
        if field.is_list and table in (owner, field.refers_to)
    ]
    return tuple(dict.fromkeys(found))
