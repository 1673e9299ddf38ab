"""`clinic-content import`: what a file would bring into a library, and bringing it in as drafts."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.output import FAILED, UNREADABLE, print_json, stop
from app.cli.shared import open_workshop
from app.domain.errors import KioskError
from app.domain.governance.governance import Person

if TYPE_CHECKING:
    from app.content.importing.contacts.changes import Change
    from app.content.importing.contacts.rows import ContactSheet
    from app.content.importing.files import PagesRead
    from app.content.importing.pages.page import Page
    from app.domain.library.library import Contact

_FILE = click.Path(path_type=Path)


@click.group("import")
def import_files() -> None:
    """Bring Word documents, Markdown and spreadsheets into a library, as drafts.

    Nothing is written until --into names the library and somebody's name.
    """


@import_files.command("pages")
@click.argument("sources", nargs=-1, required=True, type=_FILE, metavar="FILE_OR_FOLDER...")
@click.option("--into", type=_FILE, help="The content.db to save them in, as drafts.")
@click.option("--section", default="", help="The id of the section for new pages; else the first.")
@click.option("--name", envvar="CLINIC_NAME", default="", help="Who does it; or CLINIC_NAME.")
@click.option("--role", envvar="CLINIC_ROLE", default="", help="Their role; or CLINIC_ROLE.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def pages(
    sources: tuple[Path, ...], into: Path | None, section: str, name: str, role: str, as_json: bool
) -> None:
    """Show the page in each FILE (.docx, .md), and what of it cannot be kept."""
    found = _read(sources, quiet=as_json)
    if as_json:
        _print_json(found)
    else:
        for page in found.pages:
            click.echo(_page_in_words(page))
        for error in found.failed:
            click.echo(str(error), err=True)
    if into is not None:
        from app.content.importing.apply import save_page

        with open_workshop(into, _person(name, role)) as workshop:
            for page in found.pages:
                key = save_page(workshop, page, section, f"From {page.file}")
                click.echo(f"{page.file} is the draft {key.id} now.", err=as_json)
    if found.failed:
        sys.exit(UNREADABLE)


def _read(sources: tuple[Path, ...], *, quiet: bool) -> PagesRead:
    from app.content.importing.files import page_files, read_pages
    from app.content.importing.reading import ReadingProcess

    files: list[Path] = []
    for source in sources:
        try:
            files += page_files(source) if source.is_dir() else [source]
        except KioskError as error:
            stop(UNREADABLE, str(error))
    with ReadingProcess() as reader:
        if len(files) == 1 or quiet:
            return read_pages(files, read=reader.page)
        with click.progressbar(length=len(files), label="Pages", file=sys.stderr) as shown:
            return read_pages(files, lambda done, of: shown.update(1), read=reader.page)


def _person(name: str, role: str) -> Person:
    if not name.strip():
        stop(FAILED, "Say who does it: --name, or the variable CLINIC_NAME.")
    return Person(name, role)


@import_files.command("contacts")
@click.argument("sheet", type=_FILE)
@click.option("--library", type=_FILE, help="The content.db to compare with.")
@click.option("--into", type=_FILE, help="The content.db to save the changes in, as drafts.")
@click.option("--name", envvar="CLINIC_NAME", default="", help="Who does it; or CLINIC_NAME.")
@click.option("--role", envvar="CLINIC_ROLE", default="", help="Their role; or CLINIC_ROLE.")
@click.option("--sheet-name", default="", help="The sheet of a workbook; the first if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def contacts(
    sheet: Path,
    library: Path | None,
    into: Path | None,
    name: str,
    role: str,
    sheet_name: str,
    as_json: bool,
) -> None:
    """Show what SHEET (.xlsx, .csv) would change among the contacts, and what is wrong in it."""
    from app.content.importing.contacts.changes import changes, known
    from app.content.importing.files import bytes_of
    from app.content.importing.reading import ReadingProcess

    try:
        with ReadingProcess() as reader:
            found = reader.contacts(sheet.name, bytes_of(sheet), sheet_name)
        if into is not None:
            _save(found, into, _person(name, role), as_json=as_json)
            return
        existing = [known(contact) for contact in _contacts_of(library)] if library else []
    except KioskError as error:
        stop(UNREADABLE, str(error))
    _report(found, changes(found.rows, existing), as_json=as_json)


def _save(found: ContactSheet, into: Path, person: Person, *, as_json: bool) -> None:
    """Save the rows that are good, and tell of the others."""
    from app.content.importing.apply import contacts_now, save_contacts
    from app.content.importing.contacts.changes import changes

    with open_workshop(into, person) as workshop:
        made = changes(found.rows, contacts_now(workshop))
        saved = save_contacts(workshop, made, "From a spreadsheet")
    names = ", ".join(key.id for key in saved) or "none"
    click.echo(f"Drafts now: {names}.", err=as_json)
    _report(found, made, as_json=as_json)


def _report(found: ContactSheet, made: list[Change], *, as_json: bool) -> None:
    from app.content.importing.contacts.changes import ChangeKind

    if as_json:
        values = asdict(found)
        values["told"] = values.pop("notes")
        print_json({**values, "changes": [asdict(change) for change in made]})
    else:
        _print_contacts(found, made)
    if found.faults or any(change.kind is ChangeKind.UNCLEAR for change in made):
        sys.exit(FAILED)


def _contacts_of(library: Path) -> tuple[Contact, ...]:
    from app.content.checks.gate import checked_library

    with checked_library(library) as opened:
        return opened.contacts()


def _print_json(found: PagesRead) -> None:
    failed = [{"file": e.file, "problem": e.problem, "mend": e.hint} for e in found.failed]
    print_json({"pages": [_page_json(page) for page in found.pages], "refused": failed})


def _page_json(page: Page) -> dict[str, Any]:
    values = asdict(page)
    del values["warnings"], values["pictures"]
    return {
        **values,
        "pictures": len(page.pictures),
        "dropped": [{"words": w.message, "lines": w.lines} for w in page.warnings],
    }


def _page_in_words(page: Page) -> str:
    lines = [f"{page.file}: {page.title}"]
    if page.page_id:
        lines.append(f"   id: {page.page_id}")
    lines += [f"   {key}: {text}" for key, text in _header(page) if text]
    lines += [f"   question: {question}" for question in page.questions]
    lines += [f"   | {line}".rstrip() for line in page.body.split("\n")]
    lines += [f"   - {warning}" for warning in page.warnings]
    return "\n".join(lines) + "\n"


def _header(page: Page) -> tuple[tuple[str, str], ...]:
    return ("line", page.line), ("summary", page.summary)


def _print_contacts(found: ContactSheet, made: list[Change]) -> None:
    from app.content.importing.contacts.changes import (
        in_words,
        seen_changes,
    )

    for note in found.notes:
        click.echo(note)
    for change in made:
        match = f" (found by its {change.match})" if change.match else ""
        click.echo(f"Row {change.row}: {change.kind}: {change.contact.name}{match}")
        for field in seen_changes(change):
            click.echo(f"   {in_words(field, '->')}")
        if change.problem:
            click.echo(f"   {change.problem}")
    for fault in found.faults:
        click.echo(str(fault), err=True)
