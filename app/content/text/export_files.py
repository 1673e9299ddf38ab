"""The files of a library's text, made of its tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from app.content.database.connection import Boundary, Database
from app.content.items.edit import among
from app.content.items.fields import FIELDS
from app.content.items.item import Content
from app.content.text.item_fields import is_in_language, written
from app.content.text.pictures import contents_with_names
from app.content.text.reader import FROM_TEXT
from app.content.text.yaml_form import Value, dump_list, dump_mapping
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.library.appearance import ICON, PICTURES


def texts(database: Database) -> Iterator[tuple[str, str]]:
    """The name and the text of each file."""
    library = table(database, "library")[0] if table(database, "library") else {}
    if not library:
        raise ContentError(
            ContentCode.EMPTY, f"{database.file} holds no library.", "Build it again."
        )
    language = library["language"]
    _refuse_what_text_cannot_hold(database, language)
    yield "library.yaml", dump_mapping(_library(database, library))
    for name, items in (
        ("sections", _sections(database)),
        ("glossary", _entries(database, ItemKind.TERM)),
        ("sources", _sources(database)),
        ("contacts", _entries(database, ItemKind.CONTACT)),
        ("staff-notes", _staff_notes(database)),
    ):
        if items:
            yield f"{name}.yaml", dump_list(items)
    with Boundary(database.file):
        yield from _topics(database, language)
        yield from _walkthroughs(database)


def _refuse_what_text_cannot_hold(database: Database, language: str) -> None:
    for name in ("section", "term", "contact", "walkthrough"):
        other = table(database, f"{name}_text", "WHERE language <> ?", language)
        if other:
            item = other[0][f"{name}_id"]
            problem = (
                f"{item} has words in {other[0]['language']}, which the text has no place for."
            )
            raise ContentError(ContentCode.FAULTY, problem, "Translate pages alone, for now.")
    for name in ("section", "term", "contact", "walkthrough", "topic"):
        bare = database.one(
            f"SELECT id FROM {name} WHERE id NOT IN"
            f" (SELECT {name}_id FROM {name}_text WHERE language = ?)",
            (language,),
        )
        if bare:
            problem = f"{bare[0]} has no words in {language}."
            raise ContentError(ContentCode.FAULTY, problem, "Write them first, or delete it.")


def _file_name(item: dict[str, Any], title: str) -> str:
    """The name of an item's file, without its ending: its id, and its own words or its title's."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))[:60].strip("-")
    suffix = item["file_words"] or made
    return f"{item['id']}-{suffix}" if suffix else str(item["id"])


def _library(database: Database, row: dict[str, Any]) -> dict[str, Value]:
    names = [name["name"] for name in table(database, "plain_name", "ORDER BY position, name")]
    return filled(
        {
            "title": row["title"],
            "language": row["language"],
            "edition": row["edition"],
            "sample": bool(row["sample"]),
            "sample_notice": row["sample_notice"],
            "people_to_sign": 1 if row["people_to_sign"] == 1 else None,
            "take_down_after": row["take_down_after"],
            "welcome": row["welcome"],
            "whom_to_ask": row["whom_to_ask"],
            "helpline": row["helpline_id"],
            **_appearance(database),
            "signed_by": _signed_by(database),
            "plain_names": names,
        }
    )


def _appearance(database: Database) -> dict[str, Value]:
    """How the library looks, its pictures by the names of their files."""
    names: dict[str, str] = dict(database.rows("SELECT digest, name FROM picture"))
    found: dict[str, Value] = {}
    icons: dict[str, Value] = {}
    for name, value in database.rows("SELECT name, value FROM appearance ORDER BY name"):
        if name.startswith(ICON):
            icons[name.removeprefix(ICON)] = names.get(value, value)
        else:
            found[name] = names.get(value, value) if name in PICTURES else value
    return {**found, "icons": icons or None}


def _sections(database: Database) -> list[dict[str, Value]]:
    rows = database.rows(
        "SELECT id, title FROM section JOIN section_text ON section_id = id ORDER BY position, id"
    )
    return [
        filled(
            {"id": item, "title": title, "topics": ids(database, "topic", "id", "section_id", item)}
        )
        for item, title in rows
    ]


def _entries(database: Database, kind: ItemKind) -> list[dict[str, Value]]:
    """The items of a kind that are entries of a file, in order."""
    found = {content.key.id: content for content in contents_with_names(database, kind)}
    states = _states(database, kind)
    return [
        filled(
            {
                "id": row["id"],
                "state": "" if states[found[row["id"]].key] == "approved" else "draft",
                **written(found[row["id"]], kind, unsigned=row),
            }
        )
        for row in table(database, kind, "ORDER BY position, id")
    ]


def _states(database: Database, kind: ItemKind) -> dict[ItemKey, str]:
    rows = database.rows(f"SELECT {kind}_id, language, state FROM {kind}_text")
    return {ItemKey(kind, item, language): state for item, language, state in rows}


def _signed_by(database: Database) -> Value:
    """Who signed all of it, if that is one person on one day."""
    rows = database.rows("SELECT DISTINCT name, role, day FROM signature LIMIT 2")
    if len(rows) != 1 or rows[0][0] == FROM_TEXT:
        return None
    name, role, day = rows[0]
    return filled({"name": name, "role": role, "date": day})


def _sources(database: Database) -> list[dict[str, Value]]:
    found = []
    for row in table(database, "source", "ORDER BY position, id"):
        del row["position"]
        found.append(filled(row))
    return found


def _staff_notes(database: Database) -> list[dict[str, Value]]:
    return [
        filled(
            {
                "id": row["id"],
                "topics": ids(database, "staff_note_topic", "topic_id", "staff_note_id", row["id"]),
                "walkthroughs": ids(
                    database, "staff_note_walkthrough", "walkthrough_id", "staff_note_id", row["id"]
                ),
                "note": row["note"] + "\n",
            }
        )
        for row in table(database, "staff_note", "ORDER BY position, id")
    ]


def _topics(database: Database, language: str) -> Iterator[tuple[str, str]]:
    kind = ItemKind.TOPIC
    own = {row["id"]: row for row in table(database, kind)}
    states = _states(database, kind)
    languages = groupby(contents_with_names(database, kind), lambda content: content.key.id)
    for item, texts in languages:
        versions = tuple(texts)
        title = next(text.title for text in versions if text.key.language == language)
        for content in versions:
            header = written(content, kind, unsigned=own[item])
            ending = ""
            if content.key.language != language:
                shared = [field.name for field in FIELDS[kind] if not is_in_language(kind, field)]
                header = {name: value for name, value in header.items() if name not in shared}
                ending = f".{content.key.language}"
            body = header.pop("body")
            yaml = dump_mapping(filled({"id": item, "state": states[content.key], **header}))
            yield f"topics/{_file_name(own[item], title)}{ending}.md", f"---\n{yaml}---\n{body}"


def _walkthroughs(database: Database) -> Iterator[tuple[str, str]]:
    kind = ItemKind.WALKTHROUGH
    own = {row["id"]: row for row in table(database, kind)}
    states = _states(database, kind)
    for content in contents_with_names(database, kind):
        item = content.key.id
        values = {
            "id": item,
            "state": states[content.key],
            **written(content, kind, unsigned=own[item]),
            "questions": _components(content, "question"),
            "outcomes": _components(content, "outcome"),
            "notes": _components(content, "note"),
            "cases": _cases(database, item),
        }
        name = _file_name(own[item], content.title)
        yield f"walkthroughs/{name}.yaml", dump_mapping(filled(values))


def _components(content: Content, owner: str, **among_cells: str) -> list[Value]:
    found: list[Value] = []
    for row in among(content, owner, **among_cells):
        item = row["id"]
        values: dict[str, Value] = {"id": item, **written(content, owner, item)}
        if owner == "question":
            values["choices"] = _components(content, "choice", question_id=item)
        found.append(filled(values))
    return found


def _cases(database: Database, walkthrough: str) -> list[Value]:
    cases = table(
        database,
        "expected_case",
        "WHERE walkthrough_id = ? ORDER BY position, id",
        walkthrough,
    )
    rest = "WHERE walkthrough_id = ? AND case_id = ? ORDER BY position"
    found: list[Value] = []
    for row in cases:
        answers = table(database, "expected_answer", rest, walkthrough, row["id"])
        values: dict[str, Value] = {
            "id": row["id"],
            "about": row["about"],
            "answers": {answer["question_id"]: answer["choice_id"] for answer in answers},
            "leads_to": row["outcome_id"],
        }
        found.append(filled(values))
    return found


def table(database: Database, name: str, rest: str = "", *values: str) -> list[dict[str, Any]]:
    """Rows of one of our tables, as mappings."""
    columns = [row[0] for row in database.rows("SELECT name FROM pragma_table_info(?)", (name,))]
    rows = database.rows(f"SELECT {', '.join(columns)} FROM {name} {rest}", values)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def ids(database: Database, name: str, column: str, owner: str, item: str) -> Value:
    """The ids that an item lists, in order."""
    rows = table(database, name, f"WHERE {owner} = ? ORDER BY position, {column}", item)
    return [row[column] for row in rows]


def filled(values: dict[str, Value]) -> dict[str, Value]:
    """A mapping without the keys that are empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
