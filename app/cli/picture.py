"""`clinic-content picture`: pictures written anew, and brought into a library."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.output import UNREADABLE, stop
from app.cli.shared import Who, by_somebody, open_to_change
from app.domain.errors import KioskError
from app.domain.library.markup import Picture

_FILE = click.Path(path_type=Path)


@click.group("picture")
def picture() -> None:
    """Write PNG, JPEG, WebP and SVG anew, at most 1,920 pixels wide, for pages to use."""


@picture.command("convert")
@click.argument("source", type=_FILE)
@click.argument("folder", type=_FILE)
@click.option("--name", default="", help="Its name; the file's own if left out.")
def convert(source: Path, folder: Path, name: str) -> None:
    """Write SOURCE anew into FOLDER, the pictures/ of a library's text."""
    from app.content.reader.picture_form import ENDINGS

    made = _written_anew(source)
    file = folder / f"{name or source.stem}.{ENDINGS[made.media_type]}"
    try:
        file.write_bytes(made.data)
    except OSError as error:
        stop(UNREADABLE, f"{file} cannot be written: {error.strerror}.")
    click.echo(f"{file}: {made.width} x {made.height} pixels, {len(made.data):,} bytes.")


@picture.command("add")
@click.argument("file", type=_FILE)
@click.argument("source", type=_FILE)
@click.option("--picture-name", default="", help="Its name; the file's own if left out.")
@by_somebody
def add(file: Path, source: Path, picture_name: str, who: Who) -> None:
    """Bring SOURCE into the library FILE, and print what to write in a text."""
    made = _written_anew(source)
    with open_to_change(file, who) as workshop:
        workshop.pictures.add(picture_name or source.stem.lower(), made)
    click.echo(f'![What there is to see](picture:{made.digest} "A caption")')


def _written_anew(source: Path) -> Picture:
    from app.content.importing.files import bytes_of
    from app.content.importing.reading import ReadingProcess
    from app.content.reader.picture_form import picture_of

    try:
        with ReadingProcess() as reader:
            made = picture_of(reader.picture(source.name, bytes_of(source)))
    except KioskError as error:
        stop(UNREADABLE, str(error))
    if isinstance(made, str):
        stop(UNREADABLE, f"{source}: it {made}.")
    return made
