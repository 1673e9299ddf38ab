"""The pictures of a library's text: files in a folder, named in the texts by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.content.database.connection import Database
from app.content.items.fields import Form, fields_with
from app.content.items.item import Content, contents
from app.content.reader.picture_form import ENDINGS, picture_of
from app.content.reader.pictures import NAME, references, renamed
from app.content.text.reader import TextReader
from app.domain.governance.governance import ItemKind
from app.domain.library.markup import Picture

FOLDER = "pictures"
_HINT = "Write it anew with `clinic-content picture convert`."


def read_pictures(library: TextReader) -> dict[str, str]:
    """Add every file of pictures/; the digest of each, by its name."""
    digests: dict[str, str] = {}
    folder = library.folder / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        file = f"{FOLDER}/{path.name}"
        picture = _read(library, path, file)
        if picture is None:
            continue
        if path.stem in digests or picture.digest in digests.values():
            problem = "This picture, or another of its name, is there already."
            library.problems.add(file, 0, problem, "Take one of them out.")
            continue
        digests[path.stem] = picture.digest
        library.problems.homes[path.stem] = (file, 0)
        library.add(
            "picture",
            digest=picture.digest,
            name=path.stem,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            data=picture.data,
        )
    return digests


def _read(library: TextReader, path: Path, file: str) -> Picture | None:
    """The picture in a file, or None and what is wrong with it."""
    try:
        picture = picture_of(path.read_bytes())
    except OSError as error:
        problem = f"It cannot be read: {error.strerror}."
        library.problems.add(file, 0, problem, "See who may read it.")
        return None
    if isinstance(picture, str):
        library.problems.add(file, 0, f"It {picture}.", _HINT)
        return None
    ending = f".{ENDINGS[picture.media_type]}"
    if not NAME.fullmatch(path.stem) or path.suffix != ending:
        hint = f"Use small letters, digits and hyphens, and {ending}."
        library.problems.add(file, 0, "This is no name of a picture.", hint)
        return None
    return picture


def picture_files(database: Database) -> dict[str, bytes]:
    """The name and the bytes of each picture's file."""
    rows = database.rows("SELECT name, media_type, data FROM picture ORDER BY name")
    return {f"{FOLDER}/{name}.{ENDINGS[kind]}": data for name, kind, data in rows}


def contents_with_names(database: Database, kind: ItemKind) -> Iterator[Content]:
    """Every item of a kind; its texts name pictures as their files are named."""
    names: dict[str, str] = dict(database.rows("SELECT digest, name FROM picture"))
    columns = {(field.table, field.column) for field in fields_with(Form.COMMONMARK)}
    for content in contents(database.connection, kind):
        rows = {
            table: tuple(_named(row, table, columns, names) for row in found)
            for table, found in content.rows.items()
        }
        yield Content(content.key, rows, content.cites)


def _named(
    row: Mapping[str, Any], table: str, columns: set[tuple[str, str]], names: Mapping[str, str]
) -> Mapping[str, Any]:
    return {
        column: renamed(value, lambda digest: names.get(digest, digest))
        if (table, column) in columns and any(references(value))
        else value
        for column, value in row.items()
    }
