"""From content.db to the library's text, in the one form that a build gives back to the letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.content.database.connection import Database
from app.content.database.integrity import check_file
from app.content.database.snapshot import private_copy
from app.content.items.approved import mark
from app.content.text.export_rows import about, answered_for, filled, ids, table
from app.content.text.export_walkthroughs import walkthrough_text
from app.content.text.reader import FROM_TEXT
from app.content.text.yaml_form import Value, dump_list, dump_mapping
from app.domain.errors import ContentCode, ContentError, KioskError

_FILES = ("library", "sections", "glossary", "sources", "contacts", "staff-notes")
_FOLDERS = {
    "topics": re.compile(r"[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)?\.md"),
    "walkthroughs": re.compile(r"[a-z][a-z0-9-]*\.yaml"),
}
_DAYS = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class ExportError(KioskError):
    """A folder that the text may not be put into, with the mend."""


def export(file: Path, folder: Path) -> None:
    """Write the text of `file` into `folder`: a new one, an empty one, or an earlier export."""
    stale = _earlier(folder)
    with private_copy(file) as made:
        check_file(made)
        mark(made)
        with closing(Database(made)) as database:
            texts = dict(_texts(database))
    try:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, text)
        for name in stale - texts.keys():
            (folder / name).unlink()
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from error


def _earlier(folder: Path) -> set[str]:
    """The files of an earlier export in this folder; ExportError if anything else is there."""
    if not folder.exists():
        return set()
    hint = "Name a folder that is new, empty, or an earlier export."
    if not folder.is_dir():
        raise ExportError(f"{folder} is no folder.", hint)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    strangers = sorted(name for name in found if not _is_ours(name))
    if strangers or (found and "library.yaml" not in found):
        named = f": {', '.join(strangers[:3])}" if strangers else ""
        raise ExportError(f"{folder} holds files that are no library{named}.", hint)
    return found


def _is_ours(name: str) -> bool:
    head, _, rest = name.rpartition("/")
    if head:
        return head in _FOLDERS and bool(_FOLDERS[head].fullmatch(rest))
    return name in {f"{stem}.yaml" for stem in _FILES}


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(text.encode())
    beside.replace(path)


def _texts(database: Database) -> Iterator[tuple[str, str]]:
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
        ("glossary", _glossary(database)),
        ("sources", _sources(database)),
        ("contacts", _contacts(database)),
        ("staff-notes", _staff_notes(database)),
    ):
        if items:
            yield f"{name}.yaml", dump_list(items)
    for topic in table(database, "topic", "ORDER BY id"):
        yield from _topic(database, topic, language)
    for walkthrough in table(database, "walkthrough", "ORDER BY id"):
        words = table(database, "walkthrough_text", "WHERE walkthrough_id = ?", walkthrough["id"])[
            0
        ]
        name = file_name(walkthrough, words["title"])
        yield f"walkthroughs/{name}.yaml", walkthrough_text(database, walkthrough, words)


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
            f"SELECT id FROM {name} WHERE id NOT IN"  # noqa: S608
            f" (SELECT {name}_id FROM {name}_text WHERE language = ?)",
            (language,),
        )
        if bare:
            problem = f"{bare[0]} has no words in {language}."
            raise ContentError(ContentCode.FAULTY, problem, "Write them first, or delete it.")


def file_name(item: dict[str, Any], title: str) -> str:
    """The name of an item's file, without its ending: its id, and its own words or its title's."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))[:60].strip("-")
    words = item["file_words"] or made
    return f"{item['id']}-{words}" if words else str(item["id"])


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
            "signed_by": _signed_by(database),
            "plain_names": names,
        }
    )


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


def _glossary(database: Database) -> list[dict[str, Value]]:
    return [
        filled(
            {
                "id": row["id"],
                "state": _draft(row["state"]),
                "term": row["term"],
                "meaning": row["meaning"],
                **answered_for(row),
            }
        )
        for row in _worded(database, "term")
    ]


def _worded(database: Database, name: str) -> list[dict[str, Any]]:
    """The rows of a table with those of its words, in order."""
    words = {row[f"{name}_id"]: row for row in table(database, f"{name}_text")}
    rows = table(database, name, "ORDER BY position, id")
    return [words[row["id"]] | row for row in rows]


def _signed_by(database: Database) -> Value:
    """Who signed all of it, if that is one person on one day."""
    rows = database.rows("SELECT DISTINCT name, role, day FROM signature LIMIT 2")
    if len(rows) != 1 or rows[0][0] == FROM_TEXT:
        return None
    name, role, day = rows[0]
    return filled({"name": name, "role": role, "date": day})


def _draft(state: str) -> Value:
    """The state where it is not the usual one."""
    return "" if state == "approved" else state


def _sources(database: Database) -> list[dict[str, Value]]:
    found = []
    for row in table(database, "source", "ORDER BY position, id"):
        del row["position"]
        found.append(filled(row))
    return found


def _contacts(database: Database) -> list[dict[str, Value]]:
    return [
        filled(
            {
                "id": row["id"],
                "state": _draft(row["state"]),
                "name": row["name"],
                "about": row["about"],
                "phone": row["phone"],
                "hours": _hours(database, row["id"]),
                **answered_for(row),
            }
        )
        for row in _worded(database, "contact")
    ]


def _hours(database: Database, contact: str) -> Value:
    rows = table(database, "contact_hours", "WHERE contact_id = ? ORDER BY position", contact)
    return [
        {
            "days": _DAYS[row["first_day"]]
            + ("" if row["last_day"] == row["first_day"] else f"-{_DAYS[row['last_day']]}"),
            "opens": row["opens"],
            "closes": row["closes"],
        }
        for row in rows
    ]


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


def _topic(database: Database, topic: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    item = topic["id"]
    texts = table(database, "topic_text", "WHERE topic_id = ? ORDER BY language", item)
    own = next(text for text in texts if text["language"] == language)
    name = file_name(topic, own["title"])
    for text in texts:
        is_own = text["language"] == language
        header: dict[str, Value] = {key: text[key] for key in ("state", "title", "line", "summary")}
        if is_own:
            header |= about(topic, {"stands_out": bool(topic["stands_out"])})
            header |= {
                "references": ids(database, "topic_reference", "source_id", "topic_id", item),
                "related": ids(database, "topic_related", "related_id", "topic_id", item),
            }
        header["questions"] = _questions(database, item, text["language"])
        if is_own:
            header["contacts"] = ids(database, "topic_contact", "contact_id", "topic_id", item)
        ending = "" if is_own else f".{text['language']}"
        words = f"---\n{dump_mapping(filled({'id': item, **header}))}---\n{text['body']}\n"
        yield f"topics/{name}{ending}.md", words


def _questions(database: Database, topic: str, language: str) -> Value:
    rows = table(
        database,
        "topic_question",
        "WHERE topic_id = ? AND language = ? ORDER BY position",
        topic,
        language,
    )
    return [row["text"] for row in rows]
