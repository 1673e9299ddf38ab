"""`clinic-content handout`: the families' handouts for staff, as files or on paper."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app import paths
from app.cli.output import FAILED, UNREADABLE, stop
from app.cli.shared import exit_code
from app.config_file import find
from app.domain.errors import HandoutError
from app.domain.library.counting import count
from app.handout_factories import site_of, typesetter

if TYPE_CHECKING:
    from app.domain.handout.handout_ports import Handout
    from app.domain.handout.summary import Document
    from app.domain.ports import Library
    from app.handout.writing import Job

_FILE = click.Path(path_type=Path)
_MOST_COPIES = 100


@click.command()
@click.argument("file", type=_FILE)
@click.argument("topics", nargs=-1)
@click.option("-o", "--output", type=_FILE, help="The PDF to write.")
@click.option("--all", "folder", type=_FILE, help="Write every topic into this folder, as PDFs.")
@click.option("--questions", is_flag=True, help="A blank sheet for a family's own questions.")
@click.option("--large", is_flag=True, help="Large print, 18 pt. With --all: both sizes.")
@click.option(
    "--print",
    "printer",
    is_flag=False,
    flag_value="",
    metavar="[PRINTER]",
    help="Print it, on the default printer if none is named. Write it last.",
)
@click.option("--copies", type=click.IntRange(1, _MOST_COPIES), help="How many to print.")
def handout(
    file: Path,
    topics: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
    questions: bool,
    large: bool,
    printer: str | None,
    copies: int | None,
) -> None:
    """Make the handout of TOPICS (ids of FILE, such as t01). Several make one, in that order."""
    _check_options(topics, output, folder, questions, printer, copies)
    with _plain_errors(file):
        if folder:
            _write_library(file, folder, large=large)
            return
        made = _made(file, topics, large=large)
        if output:
            _write(made, output)
        if printer is not None:
            from app.handout.printing import print_pdf

            print_pdf(made.pdf, printer or None, copies or 1)
            click.echo(f"Sent to the printer: {count(made.pages, 'page')}, {copies or 1} times.")


def _check_options(
    topics: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
    questions: bool,
    printer: str | None,
    copies: int | None,
) -> None:
    if sum((bool(topics), folder is not None, questions)) != 1:
        raise click.UsageError("Say what to make: TOPICS, --questions or --all DIR, one of them.")
    if folder and (output or printer is not None):
        raise click.UsageError("--all writes files into its folder: leave out -o and --print.")
    if not folder and output is None and printer is None:
        raise click.UsageError("Say where it should go: -o FILE or --print.")
    if copies and printer is None:
        raise click.UsageError("--copies goes with --print.")


def _made(file: Path, topics: tuple[str, ...], *, large: bool) -> Handout:
    from app.content.checks.gate import checked_library
    from app.domain.withholding import as_shown

    with checked_library(file) as library:
        document = _document(file, as_shown(library, date.today), topics)
    return typesetter(find()).make(document, large=large)


def _document(file: Path, library: Library, topics: tuple[str, ...]) -> Document:
    """What was asked for; without topics, the sheet to write on."""
    from app.domain.handout.summary import collection, question_sheet, topic_summary

    if not topics:
        return question_sheet(library)
    known = list(_topics(library))
    if unknown := [topic for topic in topics if topic not in known]:
        there = f"Its topics: {', '.join(known)}."
        stop(UNREADABLE, f"{file} has no topic {', '.join(unknown)}. {there}")
    summaries = [topic_summary(library, library.topic(i)) for i in dict.fromkeys(topics)]
    return summaries[0] if len(summaries) == 1 else collection(library, summaries)


def _topics(library: Library) -> Iterator[str]:
    return (card.topic_id for s in library.sections() for card in library.cards(s.id))


def _write(made: Handout, output: Path) -> None:
    from app.handout.writing import write

    if write(made.pdf, output):
        click.echo(f"{output} is written: {count(made.pages, 'page')}.")
    else:
        click.echo(f"{output} is as it was: {count(made.pages, 'page')}.")


def _write_library(file: Path, folder: Path, *, large: bool) -> None:
    from app.content.checks.gate import checked_library
    from app.domain.handout.summary import topic_summary
    from app.domain.withholding import as_shown
    from app.handout.writing import Job, file_name, write_all

    site = site_of(find())
    sizes = (False, True) if large else (False,)
    with checked_library(file) as checked:
        library = as_shown(checked, date.today)

        def jobs() -> Iterator[Job]:
            for topic in ids:
                summary = topic_summary(library, library.topic(topic))
                for size in sizes:
                    yield Job(summary, folder / file_name(summary, large=size), size)

        ids = list(_topics(library))
        folder.mkdir(parents=True, exist_ok=True)
        total = len(ids) * len(sizes)
        written = write_all(jobs(), total, site, date.today(), resources=paths.RESOURCES)
        with click.progressbar(written, length=total, label="Handouts", file=sys.stderr) as shown:
            changed = sum(shown)
    same = f" {count(total - changed, 'file')} already there, the same." if changed < total else ""
    click.echo(f"{folder} holds {count(total, 'handout')}: {changed} written.{same}")


@contextmanager
def _plain_errors(file: Path) -> Iterator[None]:
    """Every failure as a sentence and an exit code."""
    try:
        yield
    except HandoutError as error:
        stop(exit_code(error), f"The handout could not be made: {error}")
    except OSError as error:
        where = error.filename or file
        stop(FAILED, f"{where} cannot be written: {error.strerror}. Choose another place.")
