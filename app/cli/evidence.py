"""clinic-content evidence: one document for an audit; and the sheet of reviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.output import UNREADABLE, print_json, stop
from app.cli.shared import key_of, library_command, open_to_read, progress_bar, with_day
from app.config_file import find
from app.domain.governance.governance import ItemKind
from app.domain.library.counting import count
from app.handout_factories import typesetter

if TYPE_CHECKING:
    from app.content.workshop import Workshop
    from app.domain.governance.reviews import Due
    from app.domain.handout.handout_ports import Handout
    from app.handout.typesetting import Typesetter


@click.command()
@library_command
@with_day
@click.argument("items", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The PDF.")
def evidence(file: Path, items: tuple[str, ...], output: Path, today: date, as_json: bool) -> None:
    """Write who answers for each text of FILE, or for ITEMS alone, as a document for an audit.

    Of more than 500 texts it is several: evidence-01.pdf, evidence-02.pdf and so on.
    """
    from app.content.reports import evidence as gathering
    from app.domain.progress import SubProgress
    from app.handout.staff.evidence import evidence_documents
    from app.handout.writing import write

    with open_to_read(file) as workshop:
        only = [key_of(workshop, item) for item in items] or None
        with progress_bar("Evidence", as_json=as_json) as progress:
            whole = SubProgress(progress)
            found = gathering.evidence(workshop, today, only, whole.sub(0.0, 0.2))
            made = evidence_documents(_typesetter(today), found, whole.sub(0.2, 1.0))
            progress(1.0, "Writing")
        names = _names(output, len(made))
        for name, one in zip(names, made, strict=True):
            write(one.pdf, name)
    pages = sum(one.pages for one in made)
    if as_json:
        files = [str(name) for name in names]
        written = {"written": files[0], "files": files}
        print_json({**written, "pages": pages, "day": today.isoformat()})
    else:
        last = f" to {names[-1].name}" if len(names) > 1 else ""
        are = "are" if last else "is"
        click.echo(f"{names[0]}{last} {are} written: {count(pages, 'page')}.")


def _names(output: Path, number: int) -> list[Path]:
    """The file that was asked for, or numbered ones where it takes several."""
    if number == 1:
        return [output]
    return [output.with_name(f"{output.stem}-{n:02}{output.suffix}") for n in range(1, number + 1)]


@click.command()
@library_command
@click.argument("item")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The PDF.")
@click.option("--change", is_flag=True, help="What behaves differently, not every path.")
def sheet(file: Path, item: str, output: Path, change: bool, as_json: bool) -> None:
    """Write a sheet to print, sign and comment on.

    Of a walkthrough it is every path as it stands, or with --change its change. Of any other ITEM
    it is its words, what changed in them, and a box for comments.
    """
    from app.content.items.compare import changes, compared_fields
    from app.content.reader.markup import blocks
    from app.content.reports.evidence import library_info
    from app.content.reports.status import titles
    from app.domain.governance.behaviour import behaviour_change
    from app.handout.staff.signing import behaviour_sheet, form_for, paths_sheet
    from app.handout.staff.text_sheet import text_sheet
    from app.handout.writing import write

    with open_to_read(file) as workshop:
        key = key_of(workshop, item)
        if change and key.kind is not ItemKind.WALKTHROUGH:
            stop(UNREADABLE, f"{item} is no walkthrough.")
        new, signed = workshop.items.content(key), workshop.items.signed_content(key)
        info = library_info(workshop.settings.read())
        form = form_for(info, new.digest, signed.digest if signed else "")
        typesetter = _typesetter(workshop.today())
        if key.kind is not ItemKind.WALKTHROUGH:
            called = titles(workshop)
            words, found = compared_fields(new, called), changes(signed, new, called)
            made = text_sheet(typesetter, new.title, key.id, words, found, form)
        elif change:
            now = workshop.checks.walkthrough(new)
            was = workshop.checks.walkthrough(signed) if signed else None
            made = behaviour_sheet(typesetter, behaviour_change(was, now), form)
        else:
            now = workshop.checks.walkthrough(new)
            made = paths_sheet(typesetter, now, form, blocks)
        write(made.pdf, output)
    if as_json:
        print_json({"written": str(output), "pages": made.pages})
    else:
        click.echo(f"{output} is written: {count(made.pages, 'page')}.")


def review_sheet_of(workshop: Workshop, lines: Sequence[Due], today: date) -> Handout:
    """The list of reviews as a sheet to print."""
    from app.content.reports.evidence import library_info
    from app.handout.staff.review_sheet import review_sheet

    return review_sheet(_typesetter(today), library_info(workshop.settings.read()), lines, today)


def _typesetter(today: date) -> Typesetter:
    return typesetter(find(), lambda: today)
