"""The commands that answer for a library: check, sign, review, take down, bring back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from app.cli.evidence import evidence, sheet
from app.cli.output import FAILED, stop
from app.cli.reports import COMMANDS as REPORTS
from app.cli.shared import (
    ITEMS,
    Who,
    by_somebody,
    for_each_item,
    key_json,
    library_command,
    open_to_change,
    print_done,
    signed_key_of,
)
from app.domain.governance.governance import reason_with_paper

_PAPER = click.option("--paper", default="", help="Where the sheet is, if it is on paper.")


@click.command()
@library_command
@ITEMS
@_PAPER
@by_somebody
def checked(file: Path, items: tuple[str, ...], paper: str, who: Who, as_json: bool) -> None:
    """Say that each of ITEMS was checked as it stands."""
    why = reason_with_paper(who.why, paper, "")
    with open_to_change(file, who) as workshop:
        for_each_item(
            workshop,
            items,
            lambda k: workshop.signing.mark_checked(k, why),
            "checked",
            as_json=as_json,
        )


@click.command()
@library_command
@ITEMS
@_PAPER
@by_somebody
def sign(file: Path, items: tuple[str, ...], paper: str, who: Who, as_json: bool) -> None:
    """Sign each of ITEMS as it stands. “diff” shows what is signed."""
    with open_to_change(file, who) as workshop:
        act = partial(workshop.signing.sign, why=reason_with_paper(who.why, paper, ""))
        for_each_item(workshop, items, act, "signed", as_json=as_json)


@click.command()
@library_command
@ITEMS
@by_somebody
def withdraw(file: Path, items: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Take each of ITEMS down: families no longer see it, until it is signed again."""
    with open_to_change(file, who) as workshop:
        for_each_item(
            workshop,
            items,
            lambda k: workshop.signing.withdraw(k, who.why),
            "taken down",
            as_json=as_json,
        )


@click.command()
@library_command
@ITEMS
@click.option(
    "--next-review", type=click.DateTime(["%Y-%m-%d"]), required=True, help="When it is due again."
)
@by_somebody
def reviewed(
    file: Path,
    items: tuple[str, ...],
    next_review: datetime,
    who: Who,
    as_json: bool,
) -> None:
    """Say that each of ITEMS was reviewed and nothing changed; it is signed with its new dates."""
    due = next_review.date()
    with open_to_change(file, who) as workshop:
        for_each_item(
            workshop,
            items,
            lambda k: workshop.signing.review(k, due, who.why),
            "reviewed",
            as_json=as_json,
        )


@click.command()
@library_command
@click.argument("item")
@click.argument("digest")
@by_somebody
def restore(file: Path, item: str, digest: str, who: Who, as_json: bool) -> None:
    """Bring an earlier version of an ITEM back, as a new draft. DIGEST: see “history”."""
    from app.cli.reports import version_of

    with open_to_change(file, who) as workshop:
        key = signed_key_of(workshop, item)
        found = version_of(workshop, key, digest)
        if found is None:
            stop(FAILED, f"Families see nothing of {item} now: there is no signed version.")
        workshop.items.restore(key, found.digest, who.why)
    print_done(
        as_json, f"{item} is a draft again, as it was in {found.digest[:10]}.", key_json(key)
    )


COMMANDS = (*REPORTS, evidence, sheet, checked, sign, withdraw, reviewed, restore)
