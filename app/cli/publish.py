"""clinic-content publish: an edition for the kiosks, and what families will see differently."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.keys import opened, waits_for
from app.cli.output import FAILED, print_json, stop
from app.cli.shared import open_workshop, progress_bar
from app.domain.governance.governance import Person

if TYPE_CHECKING:
    from app.content.publishing.plan import Plan
    from app.content.publishing.signed_folder import KeyFile
    from app.content.workshop import Workshop
    from app.domain.progress import Progress

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.argument("edition", type=_FILE, required=False)
@click.option("--to", "folder", type=_FILE, help="The folder of a signed list.")
@click.option("--key", "keys", type=_FILE, multiple=True, help="A key that signs, a .pem file.")
@click.option("--stage", type=click.FloatRange(0, 100), default=100.0, help="How many kiosks, %.")
@click.option("--name", envvar="CLINIC_NAME", default="", help="Who publishes; or CLINIC_NAME.")
@click.option("--role", envvar="CLINIC_ROLE", default="", help="Their role; or CLINIC_ROLE.")
@click.option("--why", default="", help="A reason, for the history.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def publish(
    *,
    file: Path,
    edition: Path | None,
    folder: Path | None,
    keys: tuple[Path, ...],
    stage: float,
    name: str,
    role: str,
    why: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write what is signed in FILE for the kiosks.

    EDITION is a folder, in which the file gets its name (edition-12.db) and replaces none, or a
    file to write or replace; or it goes --to a signed list.

    Exit code: 0, 1 where families may not see it (the reasons are told), 2 where a file fails.
    """
    from app.content.publishing import places
    from app.content.publishing import publish as publishing

    if not name.strip() and not dry_run:
        stop(FAILED, "Say who publishes: --name, or the variable CLINIC_NAME.")
    if (edition is None) == (folder is None):
        stop(FAILED, "Name the file EDITION, or the folder of a signed list: --to FOLDER.")
    missing = 0
    key_files = [] if dry_run or folder is None else [opened(key) for key in keys]
    with (
        open_workshop(file, Person(name, role), read_only=dry_run) as workshop,
        progress_bar("Publishing", as_json=as_json) as progress,
    ):
        if folder is not None:
            plan, missing = _to_list(
                workshop, folder, key_files, why, stage=stage, dry_run=dry_run, progress=progress
            )
        elif dry_run:
            plan = publishing.plan(workshop, edition, progress=progress)
            edition = places.file_in(edition, plan.edition) if edition else None
        elif edition is not None:
            published = publishing.publish(workshop, edition, why, progress=progress)
            plan, edition = published.plan, published.file
    if as_json:
        print_json(_as_json(plan) | ({"missing_signatures": missing} if folder else {}))
    else:
        click.echo("\n".join(_in_words(plan, edition or folder, dry_run=dry_run)))
        if missing:
            click.echo(waits_for(missing))
    if plan.is_blocked:
        sys.exit(FAILED)


def _to_list(
    workshop: Workshop,
    folder: Path,
    keys: list[KeyFile],
    why: str,
    *,
    stage: float,
    dry_run: bool,
    progress: Progress,
) -> tuple[Plan, int]:
    """Publish into a signed list; gives how many signatures are missing."""
    from app.content.publishing import signed

    if dry_run:
        return signed.plan_signed(workshop, folder, progress=progress), 0
    done = signed.publish_signed(workshop, folder, keys, why, stage=stage, progress=progress)
    return done.published.plan, done.missing


def _as_json(plan: Plan) -> dict[str, Any]:
    return {
        "edition": plan.edition,
        "differences": [
            {"kind": d.key.kind, "id": d.key.id, "language": d.key.language}
            | {"title": d.title, "what": d.what, "before": d.before, "now": d.now}
            for d in plan.differences
        ],
        "rearranged": plan.rearranged,
        "drafts": list(plan.drafts),
        "held_back": list(plan.held_back),
        "problems": list(plan.problems),
    }


def _in_words(plan: Plan, edition: Path | None, *, dry_run: bool) -> Iterator[str]:
    if plan.is_blocked:
        yield "It cannot be published:"
        yield from (f"  {problem}" for problem in plan.problems)
        return
    yield f"Edition {plan.edition} {'would be' if dry_run else 'is'} written to {edition}."
    if not plan.differences and not plan.rearranged:
        yield "Families will see nothing differently."
    for difference in plan.differences:
        yield f"  {difference.what.ljust(7)}  {difference.key.id}  {difference.title}"
    if plan.rearranged:
        yield "  The order, the sections, the sources or the settings have changed."
    if plan.drafts:
        yield f"Not in it, because nobody has signed them: {', '.join(plan.drafts)}."
    if plan.held_back:
        yield plan.waits
