"""Approved texts in a private copy: families get the version of each text that was signed last.

A text that was changed since, by the editor or by any other program, comes back as it was signed;
a text that nobody signed is a draft, which is never shown. The library itself stays as it is.

Each text is compared with its signature, always: a digest of a table says nothing, since whoever
can change a row can change that too. A signed text that is not there, or fits no signature and has
no saved version that does, is damage.

What comes back although nobody saved what stands in its place, by the editor, is `put_back`: staff
are told of it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.content.database.checksums import edited_tables, order_was_edited
from app.content.database.connection import REPLACE_IT, Boundary
from app.content.items.contact_words import HOURS, NUMBER, held_back
from app.content.items.fields import FIELDS, Form, fields_with, item_lists
from app.content.items.item import CITED, TABLES, Content, content, every_content
from app.content.items.library_item import (
    library_content,
    put_order,
    put_settings,
    signed_library,
    unsigned_violation,
)
from app.content.items.signatures import every_signature, signatures_of, version
from app.content.items.write import put
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import (
    LIBRARY_KEY,
    ItemKey,
    ItemKind,
    RuleViolation,
    Signature,
    is_signed,
    on_show,
)
from app.domain.progress import NO_PROGRESS, SubProgress


@dataclass(frozen=True, slots=True)
class Restored:
    """What nobody has signed as it was, and what came back that no editor had changed."""

    drafts: tuple[Content, ...]
    put_back: tuple[ItemKey, ...]


def restore_signed(
    file: Path, progress: SubProgress = NO_PROGRESS, *, library_signed: bool = False
) -> Restored:
    """Make a private copy hold what families may see.

    With `library_signed`, ContentError where nobody has signed the library itself and it is not
    a sample.
    """
    with _writing(file) as connection:
        signatures = every_signature(connection)
        violation = unsigned_violation(connection, signatures.get(LIBRARY_KEY, ()))
        if library_signed and violation is not None:
            raise ContentError(ContentCode.FAULTY, f"{file}: {violation.problem}", violation.hint)
        now, signed = _signed_library(connection, signatures)
        by_others = _LIBRARY_TABLES & {*edited_tables(connection)} or order_was_edited(connection)
        if signed is not None:
            put_settings(connection, signed)
        language = _language(connection)
        found = _restore_texts(connection, language, restore=True, progress=progress)
        if now is None or signed is None:
            return found
        put_order(connection, signed)
        library = (LIBRARY_KEY,) if by_others else ()
        return Restored((*found.drafts, now), (*library, *found.put_back))


def unsigned_library(file: Path) -> RuleViolation | None:
    """Why families may not see a library whose own words nobody signed, or None."""
    with Boundary(file), closing(sqlite3.connect(file)) as connection:
        return unsigned_violation(connection, signatures_of(connection, LIBRARY_KEY))


def _signed_library(
    connection: sqlite3.Connection, signatures: Mapping[ItemKey, Sequence[Signature]]
) -> tuple[Content | None, Content | None]:
    """What the library says of itself, and what was signed where that is something else."""
    now = library_content(connection)
    steps = signatures.get(LIBRARY_KEY, ())
    return now, None if now is None else signed_library(connection, now, steps)


def apply_approved(file: Path, progress: SubProgress = NO_PROGRESS) -> tuple[Content, ...]:
    """`restore_signed`, and take out of the copy what families do not see; returns the drafts."""
    restored = restore_signed(file, progress)
    _drop_hidden(file)
    return restored.drafts


def update_states(file: Path) -> frozenset[str]:
    """Make the states of a private copy say which of its texts are signed as they are.

    Returns the ids of those that are not.
    """
    with _writing(file) as connection:
        _restore_texts(connection, _language(connection), restore=False)
        drafts = (
            f"SELECT {texts.owner} FROM {texts.name} WHERE state = 'draft'"
            for _, texts, *_ in TABLES.values()
        )
        return frozenset(item for sql in drafts for (item,) in connection.execute(sql))


def _drop_hidden(file: Path) -> None:
    """Take out of a restored copy what families do not see, with what would name it."""
    with _writing(file) as connection:
        for _, texts, *_ in TABLES.values():
            own = texts.name.removesuffix("_text")
            hidden = f"SELECT {texts.owner}, language FROM {texts.name} WHERE state = 'draft'"
            for table in TABLES[ItemKind(own)]:
                if table.in_language and table is not texts:
                    connection.execute(
                        f"DELETE FROM {table.name} WHERE ({table.owner}, language) IN ({hidden})"
                    )
            connection.execute(f"DELETE FROM {texts.name} WHERE state = 'draft'")
            gone = f"NOT IN (SELECT {texts.owner} FROM {texts.name})"
            for table in TABLES[ItemKind(own)]:
                if not table.in_language:
                    connection.execute(f"DELETE FROM {table.name} WHERE {table.owner} {gone}")
        _drop_lost(connection)


def _drop_lost(connection: sqlite3.Connection) -> None:
    """Take out of the lists what is not there."""
    for field in (field for owner in FIELDS for field in item_lists(owner)):
        connection.execute(
            f"DELETE FROM {field.table} WHERE {field.column}"
            f" NOT IN (SELECT id FROM {field.refers_to})"
        )
    connection.execute(
        "UPDATE library SET helpline_id = NULL WHERE helpline_id NOT IN (SELECT id FROM contact)"
    )


@contextmanager
def _writing(file: Path) -> Iterator[sqlite3.Connection]:
    with Boundary(file), closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def _language(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT language FROM library").fetchone()
    return row[0] if row else ""


def _restore_texts(
    connection: sqlite3.Connection,
    language: str,
    *,
    restore: bool,
    progress: SubProgress = NO_PROGRESS,
) -> Restored:
    signatures = every_signature(connection)
    cited: dict[str, Content] = {}
    # The library's own language first: its version decides on what all languages share.
    texts = tuple(every_content(connection, progress.sub(0.0, 0.5)))
    found = sorted(texts, key=lambda c: c.key.language != language)
    states = _states(connection)
    drafts = []
    missing = _lost(connection, signatures, {text.key for text in texts}) if restore else ()
    unknown = dict.fromkeys(missing, "")
    for key in missing:
        _restore_text(connection, key, signatures[key], language, cited)
        _set_state(connection, key, shown=True)
    for text in progress.sub(0.5, 1.0).each(found, len(found), "Comparing text"):
        key, steps = text.key, signatures.get(text.key, ())
        shown = is_signed(text.digest, steps)
        if not shown:
            drafts.append(text)
        if not shown and restore:
            shown = _restore_text(connection, key, steps, language, cited)
            if shown and version(connection, text.digest) is None:
                unknown[key] = text.digest
        if states.get(key) != shown:
            _set_state(connection, key, shown=shown)
    if restore:
        for key, older in held_back(connection, signatures, language).items():
            put(connection, older, shared=key.language == language)
            cited.update(dict.fromkeys(older.cites, older))
        for source, signed in cited.items():
            _restore_source(connection, source, signed)
        _plain_links(connection)
        _drop_lost(connection)
    # An edition's links to what is not shown are plain words, and stay so: nothing is put back.
    back = (key for key, was in unknown.items() if _digest(connection, key) != was)
    return Restored(tuple(drafts), tuple(back))


def _digest(connection: sqlite3.Connection, key: ItemKey) -> str:
    found = content(connection, key)
    return found.digest if found else ""


def _lost(
    connection: sqlite3.Connection,
    signatures: Mapping[ItemKey, Sequence[Signature]],
    there: Collection[ItemKey],
) -> list[ItemKey]:
    """Texts that families may see by their signatures, that nobody deleted, and that are gone."""
    deleted = {
        ItemKey(ItemKind(kind), item, language)
        for kind, item, language in connection.execute(
            "SELECT kind, item_id, language FROM history WHERE kind <> 'library' GROUP BY 1, 2, 3"
            " HAVING max(number) = max(CASE act WHEN 'deleted' THEN number END)"
        )
    }
    return [
        key
        for key, steps in signatures.items()
        if key.kind in TABLES and on_show(steps) and key not in there and key not in deleted
    ]


def _restore_text(
    connection: sqlite3.Connection,
    key: ItemKey,
    steps: Sequence[Signature],
    language: str,
    cited: dict[str, Content],
) -> bool:
    """Put the version of a text that was signed last; whether there is one.

    ContentError where it was signed, and that version is not what was signed.
    """
    digest = on_show(steps)
    if not digest:
        return False
    signed = version(connection, digest)
    if signed is None or signed.key != key:
        problem = f"The signed text of {key.kind} {key.id} ({key.language}) is damaged or missing."
        raise ContentError(ContentCode.DAMAGED, problem, REPLACE_IT)
    put(connection, signed, shared=key.language == language)
    cited.update(dict.fromkeys(signed.cites, signed))
    return True


def _states(connection: sqlite3.Connection) -> dict[ItemKey, bool]:
    """Whether each text says of itself that it is shown."""
    return {
        ItemKey(kind, item, language): state == "approved"
        for kind, (_, texts, *_) in TABLES.items()
        for item, language, state in connection.execute(
            f"SELECT {texts.owner}, language, state FROM {texts.name}"
        )
    }


def _plain_links(connection: sqlite3.Connection) -> None:
    """Leave the words of a link whose page, meaning or contact is not shown."""
    shown = {
        (link, item)
        for link, kind in _LINKS
        for (item,) in connection.execute(
            f"SELECT {kind}_id FROM {kind}_text WHERE state = 'approved'"
        )
    }

    def plain(link: re.Match[str]) -> str:
        return link[0] if (link[2], link[3]) in shown else link[1]

    linking = [(field.table, field.column) for field in fields_with(Form.COMMONMARK)]
    for table, column in linking:
        for (text,) in connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall():
            left = _LINK.sub(plain, text)
            if left != text:
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?",
                    (left, text),
                )


_LIBRARY_TABLES = frozenset({"library", "section", "section_text", "appearance"})
"""Those of what stands on no page; a save by the editor leaves them unmarked."""

# No bracket inside: a row of thousands would be gone through again from each.
_LINK = re.compile(r"\[([^\[\]]*)\]\((topic|term|number|hours):([a-z][a-z0-9]*)\)")
_LINKS = (("topic", "topic"), ("term", "term"), (NUMBER, "contact"), (HOURS, "contact"))


def _set_state(connection: sqlite3.Connection, key: ItemKey, *, shown: bool) -> None:
    texts = TABLES[key.kind][1]
    connection.execute(
        f"UPDATE {texts.name} SET state = ? WHERE {texts.owner} = ? AND language = ?",
        ("approved" if shown else "draft", key.id, key.language),
    )


def _restore_source(connection: sqlite3.Connection, source: str, content: Content) -> None:
    """Give a source the words that were signed."""
    texts = [content.cites[source].get(name, "") for name in CITED]
    changed = connection.execute(
        f"UPDATE source SET {', '.join(f'{name} = ?' for name in CITED)} WHERE id = ?",
        (*texts, source),
    )
    if changed.rowcount == 0:
        connection.execute(
            f"INSERT INTO source (id, position, {', '.join(CITED)}) VALUES (?, 999999, "
            f"{', '.join('?' for _ in CITED)})",
            (source, *texts),
        )
