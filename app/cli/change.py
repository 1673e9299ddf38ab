"""The commands that change what a library holds: set, add, copy, delete, arrange, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.output import print_json
from app.cli.shared import (
    ITEMS,
    Who,
    by_somebody,
    for_each_item,
    key_json,
    key_of,
    library_command,
    open_to_change,
    open_to_read,
    print_done,
    walkthrough_of,
)

if TYPE_CHECKING:
    from app.content.workshop import Workshop
    from app.domain.governance.governance import ItemKey


@click.command("set")
@library_command
@click.argument("item")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@by_somebody
def set_fields(file: Path, item: str, values: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Set fields of an ITEM (t05), a source (r01), a section (s01) or of “library”.

    The fields are those of docs/content.md; `body=@page.md` reads a file. A part of a walkthrough
    is named by its id: `q02.text=...`. The item becomes a draft; owner and author make no draft.
    """
    from app.cli.set_by_name import set_item, set_library_fields

    with open_to_change(file, who) as workshop:
        pairs = _pairs(values)
        if not set_library_fields(workshop, item, pairs):
            set_item(workshop, key_of(workshop, item), pairs, who.why)
    print_done(as_json, f"{item} is set: {', '.join(pairs)}.", {"id": item, "set": list(pairs)})


def _pairs(values: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for text in values:
        field, equals, value = text.partition("=")
        if not equals or not field.strip():
            raise click.UsageError(f"“{text}” is not FIELD=VALUE.")
        if value.startswith("@"):
            value = Path(value[1:]).read_text(encoding="utf-8")
        pairs[field.strip()] = value
    return pairs


_TABLES = {
    "question": "question",
    "answer": "choice",
    "outcome": "outcome",
    "note": "note",
}
_OF = click.option(
    "--of", "walkthrough", metavar="ID", default="", help="The walkthrough that they are parts of."
)


@click.command()
@library_command
@click.argument(
    "kind",
    type=click.Choice(["topic", "walkthrough", "contact", "term", "section", "source", *_TABLES]),
)
@click.argument("title")
@click.option("--section", default="", help="The section of a topic; the first if left out.")
@_OF
@click.option("--question", default="", help="The question of an answer.")
@by_somebody
def add(
    file: Path,
    kind: str,
    title: str,
    section: str,
    walkthrough: str,
    question: str,
    who: Who,
    as_json: bool,
) -> None:
    """Add something new that has a TITLE alone. “set” says the rest.

    A question, an answer, an outcome and a note are parts of a walkthrough: --of w01, and an answer
    stands at a question: --question q02.
    """
    from app.cli.set_by_name import add_component, add_new

    table = _TABLES.get(kind)
    if table and not walkthrough:
        raise click.UsageError(f"Say which walkthrough it is the {kind} of, such as --of w01.")
    with open_to_change(file, who) as workshop:
        if table:
            key = walkthrough_of(workshop, walkthrough)
            item = add_component(workshop, key, table, title, question=question, why=who.why)
        else:
            item = add_new(workshop, kind, title, section)
    print_done(as_json, f"{item} is added.", {"kind": kind, "id": item})


@click.command()
@library_command
@click.argument("item")
@by_somebody
def copy(file: Path, item: str, who: Who, as_json: bool) -> None:
    """Make a copy of an ITEM, as a new draft with an id of its own."""
    with open_to_change(file, who) as workshop:
        key = workshop.items.duplicate(key_of(workshop, item))
    print_done(as_json, f"{key.id} is a copy of {item}.", key_json(key))


@click.command()
@library_command
@ITEMS
@_OF
@by_somebody
def delete(file: Path, items: tuple[str, ...], walkthrough: str, who: Who, as_json: bool) -> None:
    """Delete each of ITEMS, if nothing else in the library names it. The history keeps it.

    With --of w01 they are questions, answers, outcomes and notes of a walkthrough, which becomes a
    draft.
    """
    with open_to_change(file, who) as workshop:
        if walkthrough:
            from app.cli.set_by_name import remove_components

            remove_components(workshop, walkthrough_of(workshop, walkthrough), items, who.why)
            print_done(
                as_json, f"Deleted: {', '.join(items)}.", {"did": "deleted", "parts": list(items)}
            )
            return
        keys = [key_of(workshop, item) for item in items]
        # They may name each other; where something else names one, each is tried by itself.
        if any(workshop.items.mentions_elsewhere(key, keys) for key in keys):
            act = partial(workshop.items.delete, why=who.why)
        else:
            act = partial(_delete_with_the_first, workshop, keys, who.why)
        for_each_item(workshop, items, act, "deleted", as_json=as_json)


@click.command()
@library_command
@click.option("--throw-away", metavar="ID", help="Throw away what was typed in that text.")
@by_somebody
def unfinished(file: Path, throw_away: str | None, who: Who, as_json: bool) -> None:
    """List what was typed in the editor and not saved; the editor offers it back."""
    if throw_away:
        with open_to_change(file, who) as workshop:
            workshop.unfinished.drop(key_of(workshop, throw_away))
            found = workshop.unfinished.rows()
    else:
        with open_to_read(file) as workshop:
            found = workshop.unfinished.rows()
    if as_json:
        rows = [{**key_json(u.key), "title": u.title, "at": u.at, "name": u.name} for u in found]
        print_json({"unfinished": rows})
        return
    for one in found:
        click.echo(f"{one.key.id}  {one.title}  typed by {one.name or 'somebody'} at {one.at}")
    if not found:
        click.echo("Everything that was typed is saved.")


@click.command()
@library_command
@click.option("--changed", metavar="ID", help="Mark a source as changed since it was read.")
@click.option("--unchanged", metavar="ID", help="Take that mark away: it was read again.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@by_somebody
def sources(
    file: Path,
    changed: str | None,
    unchanged: str | None,
    day: datetime | None,
    who: Who,
    as_json: bool,
) -> None:
    """List the sources of FILE, with what stands on each; or mark one as changed."""
    from app.content.reports.sources import on_sources, set_changed

    if changed or unchanged:
        with open_to_change(file, who) as workshop:
            on = day.date() if day else workshop.today()
            source = set_changed(workshop, changed or unchanged or "", on, is_changed=bool(changed))
            found = tuple(s for s in on_sources(workshop) if s.source.id == source.id)
    else:
        with open_to_read(file) as workshop:
            found = on_sources(workshop)
    if as_json:
        print_json({"sources": [one.as_json() for one in found]})
        return
    for one in found:
        click.echo(one.in_words())


@click.command()
@library_command
@click.argument("ids", nargs=-1, required=True)
@click.option("--sections", "what", flag_value="sections", help="IDS are sections.")
@click.option("--contacts", "what", flag_value="contact", help="IDS are contacts.")
@click.option("--terms", "what", flag_value="term", help="IDS are glossary words.")
@_OF
@by_somebody
def arrange(
    file: Path,
    ids: tuple[str, ...],
    what: str | None,
    walkthrough: str,
    who: Who,
    as_json: bool,
) -> None:
    """Put pages in order: IDS are a section, then the topics that come first in it.

    A topic may come from another section. What is not named follows in the order that it had.
    With --of w01, IDS are questions of that walkthrough, its outcomes, its notes, or the answers of
    one question.
    """
    from app.cli import set_by_name as setting

    with open_to_change(file, who) as workshop:
        if walkthrough:
            key = walkthrough_of(workshop, walkthrough)
            order = setting.arrange_components(workshop, key, ids, who.why)
        elif what == "sections":
            order = setting.arrange_sections(workshop, ids)
        elif what:
            order = setting.arrange_items(workshop, what, ids)
        else:
            order = setting.arrange_topics(workshop, ids[0], ids[1:])
    print_done(as_json, f"In order: {', '.join(order)}.", {"order": list(order)})


def _delete_with_the_first(
    workshop: Workshop, keys: Sequence[ItemKey], why: str, key: ItemKey
) -> None:
    if key == keys[0]:
        workshop.items.delete_all(keys, why)


COMMANDS = (set_fields, add, copy, delete, unfinished, sources, arrange)
