"""The commands that look at a library: how it stands, its history, what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.output import UNREADABLE, print_json, print_table, stop
from app.cli.shared import key_json, library_command, open_to_read, signed_key_of, with_day

if TYPE_CHECKING:
    from app.content.items.item import Content
    from app.content.reports.status import TextStatus
    from app.content.workshop import Workshop
    from app.content.workshop.values import Event
    from app.domain.governance.comparing import Change
    from app.domain.governance.governance import ItemKey, Signature

_SHORT = 10
"""How much of a digest is printed: enough to tell versions apart."""


@click.command()
@library_command
@with_day
def status(file: Path, as_json: bool, today: date) -> None:
    """List the texts of FILE: how far each has come, its review, and who signed it."""
    from app.content.reports.status import text_statuses

    with open_to_read(file) as workshop:
        found = list(text_statuses(workshop))
        settings = workshop.settings.read()
    if as_json:
        print_json(
            {
                "title": settings.title,
                "edition": settings.edition,
                "people_to_sign": settings.people_to_sign,
                "take_down_after": settings.take_down_after,
                "items": [_status_json(current, today) for current in found],
            }
        )
        return
    rows = []
    for current in found:
        row = current.row
        other = {settings.language: "", "": ""}.get(row.key.language, f"/{row.key.language}")
        state = "changed by another program" if current.changed_by_another_program else row.status
        review = row.review.state(today) if row.review else "no review date"
        signed = _signed_in_words(current.signed)
        rows.append((f"{row.key.id}{other}", str(state), str(review), signed, row.title))
    if rows:
        print_table(rows)


def _status_json(current: TextStatus, today: date) -> dict[str, Any]:
    row = current.row
    review = row.review
    return {
        **key_json(row.key),
        "title": row.title,
        "state": str(row.status),
        "changed_by_another_program": current.changed_by_another_program,
        "families_see_it": row.has_signed_version,
        "signed": _signature_json(current.signed),
        "checked": _signature_json(current.checked),
        "owner": row.owner,
        "author": row.author,
        "last_reviewed": review.last.isoformat() if review else None,
        "next_review": review.due.isoformat() if review else None,
        "review": str(review.state(today)) if review else None,
        "source_changed": row.source_changed,
        "unfinished": row.unfinished,
    }


def _signature_json(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    return {
        "step": str(signature.step),
        "name": signature.name,
        "role": signature.role,
        "day": signature.day.isoformat() if signature.day else None,
        "digest": signature.digest,
    }


def _signed_in_words(signature: Signature | None) -> str:
    if signature is None:
        return "not signed"
    day = f", {signature.day}" if signature.day else ""
    return f"{signature.name}{day}"


@click.command()
@library_command
@click.argument("item", required=False)
@click.option("--limit", type=click.IntRange(1), default=1000, help="How many lines at most.")
def history(file: Path, item: str | None, limit: int, as_json: bool) -> None:
    """Tell who did what to FILE, or to one ITEM of it, and when and why; the newest first."""
    from app.content.reports.status import act_in_words, whole_history

    with open_to_read(file) as workshop:
        key = signed_key_of(workshop, item) if item else None
        events = whole_history(workshop, key, limit)
    if as_json:
        print_json({"history": [_event_json(event) for event in events]})
        return
    rows = [
        (
            event.at or "not written down yet",
            event.digest[:_SHORT],
            event.item_id or "library",
            _who(event),
            ". ".join(filter(None, (act_in_words(event.act), event.why))),
        )
        for event in events
    ]
    if rows:
        print_table(rows)


def _who(event: Event) -> str:
    role = f" ({event.person.role})" if event.person.role else ""
    return f"{event.person.name}{role}" if event.person.name else "-"


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "at": event.at or None,
        "name": event.person.name or None,
        "role": event.person.role or None,
        "act": event.act,
        "kind": event.kind,
        "id": event.item_id or None,
        "language": event.language or None,
        "digest": event.digest or None,
        "why": event.why,
    }


@click.command()
@library_command
@click.argument("item")
@click.argument("old", default="signed")
@click.argument("new", default="now")
def diff(file: Path, item: str, old: str, new: str, as_json: bool) -> None:
    """Compare two versions of an ITEM of FILE, word by word.

    OLD and NEW are “signed” (what families see), “now”, or the first letters of a version as the
    history prints it. Left out, they are “signed” and “now”.
    """
    from app.content.items.compare import changes
    from app.content.reports.status import titles

    with open_to_read(file) as workshop:
        key = signed_key_of(workshop, item)
        before = version_of(workshop, key, old)
        after = version_of(workshop, key, new)
        if after is None:
            stop(UNREADABLE, f"Families see nothing of {item} now: there is no signed version.")
        found = changes(before, after, titles(workshop))
        paths = _behaviour(workshop, before, after)
    if as_json:
        versions = {"old": before.digest if before else None, "new": after.digest}
        listed = [_change_json(change) for change in found]
        print_json({**key_json(key), **versions, "changes": listed, "behaviour": paths})
        return
    if before is None:
        click.echo("There is no signed version: everything is new.")
    if not found:
        click.echo("Nothing differs.")
    for change in found:
        click.echo(f"{change.name}\n{_change_in_words(change)}")
    if paths:
        click.echo(paths)


def version_of(workshop: Workshop, key: ItemKey, name: str) -> Content | None:
    """The version that somebody means; None for “signed” where none is signed."""
    if name == "now":
        return workshop.items.content(key)
    if name == "signed":
        return workshop.items.signed_content(key)
    known = {e.digest for e in workshop.history.events(key)} | {
        s.digest for s in workshop.signing.signatures(key)
    }
    found = sorted(digest for digest in known if digest.startswith(name.lower()))
    version = workshop.items.version(found[0]) if len(found) == 1 else None
    if version is None:
        which = "several versions" if found else "no version"
        hint = f"“clinic-content history FILE {key.id}” prints them."
        stop(UNREADABLE, f"{key.id} has {which} that begin with {name}. {hint}")
    return version


def _behaviour(workshop: Workshop, before: Content | None, after: Content) -> str | None:
    """What a walkthrough does differently, as a sentence."""
    from app.domain.governance.behaviour import behaviour_change
    from app.domain.governance.behaviour_text import sentence
    from app.domain.governance.governance import ItemKind

    if after.key.kind is not ItemKind.WALKTHROUGH:
        return None
    old = workshop.checks.walkthrough(before) if before else None
    return sentence(behaviour_change(old, workshop.checks.walkthrough(after)))


def _change_in_words(change: Change) -> str:
    from app.domain.governance.comparing import DiffOp

    if change.unseen:
        return "  No word differs: spaces, line ends or an id do."
    marks = {DiffOp.EQUAL: "{}", DiffOp.DELETE: "[-{}-]", DiffOp.INSERT: "{{+{}+}}"}
    text = "".join(marks[run.op].format(run.text) for run in change.runs)
    return "\n".join(f"  {line}" for line in text.splitlines())


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "field": change.name,
        "was": "".join(run.text for run in change.was),
        "now": "".join(run.text for run in change.now),
        "runs": [{"mark": str(run.op), "text": run.text} for run in change.runs],
    }


@click.command()
@library_command
@with_day
@click.option("--ics", type=click.Path(path_type=Path), help="Write every review as a calendar.")
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the list as a sheet to print.")
def reviews(file: Path, as_json: bool, today: date, ics: Path | None, pdf: Path | None) -> None:
    """List what is due for review in 60 days, and what is overdue, with who answers for it."""
    from app.content.reports.reviews import reviewed
    from app.domain.governance.reviews import due, summary_line
    from app.handout.writing import write

    with open_to_read(file) as workshop:
        title = workshop.settings.read().title
        texts = list(reviewed(workshop))
        lines = due(texts, today)
        written = []
        if ics:
            from app.content.reports.calendar import calendar

            write(calendar(title, texts, today), ics)
            written.append(str(ics))
        if pdf:
            from app.cli.evidence import review_sheet_of

            write(review_sheet_of(workshop, lines, today).pdf, pdf)
            written.append(str(pdf))
    if as_json:
        listed = [
            {
                **key_json(line.text.key),
                "title": line.text.title,
                "owner": line.owner,
                "next_review": line.text.review.due.isoformat() if line.text.review else None,
                "review": str(line.state),
                "days": line.days,
                "source_changed": line.text.source_changed,
            }
            for line in lines
        ]
        print_json({"today": today.isoformat(), "reviews": listed, "written": written})
        return
    if lines:
        print_table(
            (
                line.due_in_words,
                line.why,
                line.owner or "no owner",
                line.text.key.id,
                line.text.title,
            )
            for line in lines
        )
    click.echo(summary_line(lines))
    for name in written:
        click.echo(f"{name} is written.")


COMMANDS = (status, history, diff, reviews)
