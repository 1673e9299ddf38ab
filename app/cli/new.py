"""clinic-content new: a library to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from app import paths
from app.cli.output import FAILED, stop
from app.cli.shared import Who, by_somebody, library_command, print_done


@click.command()
@library_command
@click.option("--title", required=True, help="The library's name, as families see it.")
@click.option("--language", default="en-GB", help="Its language: en-GB if left out, cy, pl.")
@click.option("--people", type=click.IntRange(1, 2), default=2, help="How many people sign.")
@click.option("--ask", required=True, help="Whom families ask: “the asthma nurse”.")
@click.option("--welcome", default="", help="The first screen's words; the name if left out.")
@click.option("--helpline", default="", help="The helpline's name.")
@click.option("--phone", default="", help="Its number.")
@click.option("--sample", is_flag=True, help="Begin with the pages of the sample.")
@by_somebody
def new(
    *,
    file: Path,
    title: str,
    language: str,
    people: int,
    ask: str,
    welcome: str,
    helpline: str,
    phone: str,
    sample: bool,
    who: Who,
    as_json: bool,
) -> None:
    """Begin a library in FILE, which must not be there yet: empty, or with the sample's pages."""
    from app.content.workshop.new_library import NewLibrary, make_library

    if not who.person.name:
        stop(FAILED, "Say who you are: --name (and --role), or the variable CLINIC_NAME.")
    texts = (" ".join(text.split()) for text in (ask, welcome, helpline, phone))
    wanted = NewLibrary(" ".join(title.split()), language, people, *texts)
    make_library(file, wanted, who.person, sample=paths.CONTENT if sample else None)
    text = f"{file} is begun. “clinic-content edit {file}” opens it; a section comes first."
    print_done(as_json, text, {"file": str(file), "title": wanted.title})
