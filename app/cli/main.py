"""clinic-content: what staff do with a library on the command line."""

from __future__ import annotations

import multiprocessing
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from app import __version__
from app.cli.cases import cases
from app.cli.change import COMMANDS as CHANGING
from app.cli.find import find, replace
from app.cli.handout import handout
from app.cli.import_files import import_files
from app.cli.keys import keys
from app.cli.new import new
from app.cli.output import FAILED, UNREADABLE, print_json, print_table, show_any_text, stop
from app.cli.picture import picture
from app.cli.publish import publish
from app.cli.shared import exit_code
from app.cli.signing import COMMANDS as GOVERNING
from app.content.checks.findings import Finding, Level
from app.domain.errors import ContentError, KioskError
from app.domain.library.counting import count
from app.domain.walkthrough.walkthrough import Position
from app.memory import forbid_dumps
from app.paths import icon_names

_FILE = click.Path(path_type=Path)


class _Commands(click.Group):
    """Ends each command with one sentence, and its exit code, where something is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KioskError as error:
            stop(exit_code(error), str(error))


@click.group(cls=_Commands)
@click.version_option(__version__, message="%(version)s")
def main() -> None:
    """Build, edit, export and check the library that the kiosk shows, and make its handouts."""
    forbid_dumps()
    show_any_text()


main.add_command(find)
main.add_command(replace)
main.add_command(handout)
main.add_command(import_files)
main.add_command(picture)
main.add_command(publish)
main.add_command(keys)
main.add_command(new)
for _command in (*GOVERNING, *CHANGING, cases):
    main.add_command(_command)


@main.command()
@click.argument("file", type=_FILE)
@click.option("--read-only", is_flag=True, help="Look at it; change nothing.")
@click.option("--picture", hidden=True)
def edit(file: Path, read_only: bool, picture: str | None) -> None:
    """Open FILE in the editor, a window with the families' own screen beside the text."""
    from app import main_editor

    wishes = [*(["--read-only"] if read_only else []), *(["--picture", picture] if picture else [])]
    sys.exit(main_editor.main([str(file), *wishes]))


@main.command("read-documents", hidden=True)
def read_documents() -> None:
    """Be the process that reads documents: the built program has no other Python."""
    from app.content.importing import worker

    worker.main()


@main.command()
@click.argument("folder", type=_FILE)
@click.argument("file", type=_FILE)
def build(folder: Path, file: Path) -> None:
    """Make FILE (content.db) from the text in FOLDER, whole or not at all."""
    from app.content.text import build as building

    try:
        building.build(folder, file, icon_names())
    except building.BuildError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        stop(FAILED, f"{file} was not written: {count(len(error.problems), 'error')}.")
    click.echo(f"{file} is written.")


@main.command()
@click.argument("file", type=_FILE)
@click.argument("folder", type=_FILE)
def export(file: Path, folder: Path) -> None:
    """Write the text of FILE into FOLDER: a new one, an empty one, or an earlier export."""
    from app.content.text import export as exporting

    exporting.export(file, folder)
    click.echo(f"{folder} holds the text of {file}.")


@main.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to look at review dates from; today if left out.",
)
def check(file: Path, as_json: bool, today: date | None) -> None:
    """Report what is wrong with FILE. Exit code: 0, 1 with errors, 2 where it cannot be read."""
    from app.content.checks.gate import check_whole

    day = date.fromordinal(today.toordinal()) if today else date.today()
    try:
        found = check_whole(file, day, icon_names())
    except ContentError as error:
        if as_json:
            print_json({"code": error.code, "problem": error.problem, "mend": error.hint})
        raise
    errors = sum(finding.level is Level.ERROR for finding in found)
    if as_json:
        print_json({"findings": [_finding(finding) for finding in found]})
    else:
        _table(found)
        advice = len(found) - errors
        click.echo(f"{file}: {count(errors, 'error')}, {count(advice, 'advice', 'advices')}.")
    if errors:
        sys.exit(FAILED)


@main.command()
@click.argument("file", type=_FILE)
@click.argument("walkthrough", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def paths(file: Path, walkthrough: str | None, as_json: bool) -> None:
    """Print each way through the walkthroughs of FILE, or through the one with an ID."""
    from app.content.checks.gate import checked_library
    from app.domain.walkthrough.paths import paths as paths_of

    with checked_library(file) as library:
        found_paths = {
            card: list(paths_of(library.walkthrough(card.walkthrough_id)))
            for card in library.walkthroughs()
            if walkthrough in (None, card.walkthrough_id)
        }
        known = ", ".join(card.walkthrough_id for card in library.walkthroughs()) or "none"
    if walkthrough and not found_paths:
        stop(UNREADABLE, f"{file} has no walkthrough {walkthrough}. It has: {known}.")
    if as_json:
        rows = [
            {
                "id": card.walkthrough_id,
                "title": card.title,
                "paths": [_path_json(position) for position in found],
            }
            for card, found in found_paths.items()
        ]
        print_json({"walkthroughs": rows})
        return
    for card, found in found_paths.items():
        click.echo(f"{card.walkthrough_id}  {card.title}: {count(len(found), 'way')} through\n")
        for number, position in enumerate(found, start=1):
            click.echo(_path_in_words(number, position))


@main.command()
@click.argument("file", type=_FILE)
def migrate(file: Path) -> None:
    """Bring FILE up to the version that this program reads."""
    from app.content.database import migrate
    from app.content.items.approved import unsigned_library

    before, now = migrate.migrate_file(file)
    if before == now:
        click.echo(f"{file} is of version {now} already.")
    else:
        click.echo(f"{file} was of version {before} and is of version {now} now.")
    if violation := unsigned_library(file):
        click.echo(str(violation))


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "level": finding.level,
        "kind": finding.kind,
        "where": str(finding.location),
        "problem": finding.problem,
        "mend": finding.hint,
    }


def _table(found: tuple[Finding, ...]) -> None:
    rows = [(f.level, f.kind, str(f.location), f"{f.problem} {f.hint}") for f in found]
    print_table(rows)


def _path_json(position: Position) -> dict[str, object]:
    assert position.outcome is not None  # noqa: S101 - `paths` gives whole ways alone
    return {
        "answers": [
            {
                "question": a.question.id,
                "question_text": a.question.text,
                "choice": a.choice.id,
                "choice_label": a.choice.label,
            }
            for a in position.answered
        ],
        "outcome": position.outcome.id,
        "outcome_title": position.outcome.title,
        "situations": list(position.situations),
        "questions": list(position.questions_to_ask),
        "notes": [note.id for note in position.notes],
    }


def _path_in_words(number: int, position: Position) -> str:
    assert position.outcome is not None  # noqa: S101 - as above
    lines = [f"{number}."]
    lines += [
        f"   {a.question.id} {a.question.text} {a.choice.id} {a.choice.label}"
        for a in position.answered
    ]
    lines.append(f"   -> {position.outcome.id} {position.outcome.title}")
    lines += [f"      + {note.id} {note.title}" for note in position.notes]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a handout's worker is this program again
    main()
