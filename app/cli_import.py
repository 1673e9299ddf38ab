"""`clinic-content import`: what a file would bring into a library. Nothing is written yet."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from app.domain.errors import ContentError

if TYPE_CHECKING:
    from app.content.importing.changes import Change
    from app.content.importing.contacts import ContactSheet
    from app.content.importing.pages import Page
    from app.content.importing.reading import PagesRead
    from app.domain.library import Contact

ERRORS, UNREADABLE = 1, 2
"""The exit codes: something in a file has to be mended; a file cannot be read at all."""

_FILE = click.Path(path_type=Path)


@click.group("import")
def bring() -> None:
    """Show what Word documents, Markdown and spreadsheets would bring into a library."""


@bring.command("pages")
@click.argument("places", nargs=-1, required=True, type=_FILE, metavar="FILE_OR_FOLDER...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def pages(places: tuple[Path, ...], as_json: bool) -> None:
    """Show the page in each FILE (.docx, .md), and what of it cannot be kept."""
    from app.content.importing.errors import ImportingError  # noqa: PLC0415 - only when asked
    from app.content.importing.reading import page_files, read_pages  # noqa: PLC0415

    files: list[Path] = []
    for place in places:
        try:
            files += page_files(place) if place.is_dir() else [place]
        except ImportingError as error:
            _stop(UNREADABLE, str(error))
    if len(files) == 1 or as_json:
        found = read_pages(files)
    else:
        with click.progressbar(length=len(files), label="Pages", file=sys.stderr) as shown:
            found = read_pages(files, lambda done, of: shown.update(1))
    if as_json:
        _print_json(found)
    else:
        for page in found.pages:
            click.echo(_page_in_words(page))
        for refused in found.refused:
            click.echo(str(refused), err=True)
    if found.refused:
        sys.exit(UNREADABLE)


@bring.command("contacts")
@click.argument("sheet", type=_FILE)
@click.option("--library", type=_FILE, help="The content.db to compare with.")
@click.option("--sheet-name", default="", help="The sheet of a workbook; the first if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def contacts(sheet: Path, library: Path | None, sheet_name: str, as_json: bool) -> None:
    """Show what SHEET (.xlsx, .csv) would change among the contacts, and what is wrong in it."""
    from app.content.importing.changes import ChangeKind, changes, known  # noqa: PLC0415
    from app.content.importing.contacts import read_contacts  # noqa: PLC0415
    from app.content.importing.errors import ImportingError  # noqa: PLC0415
    from app.content.importing.reading import bytes_of  # noqa: PLC0415

    try:
        found = read_contacts(sheet.name, bytes_of(sheet), sheet_name)
        existing = [known(contact) for contact in _contacts_of(library)] if library else []
    except (ImportingError, ContentError) as error:
        _stop(UNREADABLE, str(error))
    made = changes(found.rows, existing)
    if as_json:
        click.echo(_json({**asdict(found), "changes": [asdict(change) for change in made]}))
    else:
        _print_contacts(found, made)
    if found.faults or any(change.kind is ChangeKind.UNCLEAR for change in made):
        sys.exit(ERRORS)


def _contacts_of(library: Path) -> tuple[Contact, ...]:
    from app.content.copying import checked_library  # noqa: PLC0415 - it loads SQLite

    with checked_library(library) as opened:
        return opened.contacts()


def _print_json(found: PagesRead) -> None:
    refused = [{"file": e.file, "problem": e.problem, "mend": e.mend} for e in found.refused]
    click.echo(_json({"pages": [asdict(page) for page in found.pages], "refused": refused}))


def _page_in_words(page: Page) -> str:
    lines = [f"{page.file}: {page.title}"]
    if page.page_id:
        lines.append(f"   id: {page.page_id}")
    lines += [f"   {key}: {words}" for key, words in _said(page) if words]
    lines += [f"   question: {question}" for question in page.questions]
    lines += [f"   | {line}".rstrip() for line in page.body.split("\n")]
    lines += [f"   - {dropped}" for dropped in page.dropped]
    return "\n".join(lines) + "\n"


def _said(page: Page) -> tuple[tuple[str, str], ...]:
    return ("line", page.line), ("summary", page.summary)


def _print_contacts(found: ContactSheet, made: list[Change]) -> None:
    for words in found.told:
        click.echo(words)
    for change in made:
        match = f" (found by its {change.match})" if change.match else ""
        click.echo(f"Row {change.row}: {change.kind}: {change.contact.name}{match}")
        for field in change.fields:
            before, after = field.before or "nothing", field.after or "nothing"
            click.echo(f"   {field.column}: {before} -> {after}")
        if change.problem:
            click.echo(f"   {change.problem}")
    for fault in found.faults:
        click.echo(str(fault), err=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _stop(code: int, words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)
