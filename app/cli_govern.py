"""The commands that answer for a library: check, sign, review, take down, correct, arrange."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli_evidence import evidence, sheet
from app.cli_look import COMMANDS as LOOKING
from app.cli_work import (
    REFUSED,
    Who,
    by_somebody,
    key_json,
    key_of,
    on_a_library,
    reading,
    stop,
    tell_json,
    working,
)

if TYPE_CHECKING:
    from app.content.workshop import Workshop
    from app.domain.governance import ItemKey

_ITEMS = click.argument("items", nargs=-1, required=True)


def _each(
    workshop: Workshop,
    items: Sequence[str],
    act: Callable[[ItemKey], None],
    did: str,
    *,
    as_json: bool,
) -> None:
    """Do something to each of some texts; what is refused is told, and ends with code 1."""
    from app.content.workshop.values import Refused  # noqa: PLC0415 - not for every command

    results: list[dict[str, Any]] = []
    for key in [key_of(workshop, item) for item in items]:
        try:
            act(key)
        except Refused as error:
            refusal = error.refusal
            results.append(
                {**key_json(key), "done": False, "problem": refusal.problem, "mend": refusal.mend}
            )
        else:
            results.append({**key_json(key), "done": True})
    refused = [result for result in results if not result["done"]]
    if as_json:
        tell_json({"did": did, "items": results})
    for result in results if not as_json else ():
        if result["done"]:
            click.echo(f"{result['id']} is {did}.")
        else:
            click.echo(
                f"{result['id']} is not {did}. {result['problem']} {result['mend']}", err=True
            )
    if refused:
        raise SystemExit(REFUSED)


@click.command()
@on_a_library
@_ITEMS
@by_somebody
def checked(file: Path, items: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Say that each of ITEMS was checked as it stands."""
    with working(file, who) as workshop:
        _each(
            workshop, items, lambda k: workshop.mark_checked(k, who.why), "checked", as_json=as_json
        )


@click.command()
@on_a_library
@_ITEMS
@by_somebody
def sign(file: Path, items: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Sign each of ITEMS as it stands. “diff” shows what is signed."""
    with working(file, who) as workshop:
        act = partial(workshop.sign, why=who.why)
        _each(workshop, items, act, "signed", as_json=as_json)


@click.command()
@on_a_library
@_ITEMS
@by_somebody
def withdraw(file: Path, items: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Take each of ITEMS down: families no longer see it, until it is signed again."""
    with working(file, who) as workshop:
        _each(
            workshop, items, lambda k: workshop.withdraw(k, who.why), "taken down", as_json=as_json
        )


@click.command()
@on_a_library
@_ITEMS
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
    with working(file, who) as workshop:
        _each(
            workshop, items, lambda k: workshop.review(k, due, who.why), "reviewed", as_json=as_json
        )


@click.command()
@on_a_library
@click.argument("item")
@click.argument("digest")
@by_somebody
def restore(file: Path, item: str, digest: str, who: Who, as_json: bool) -> None:
    """Bring an earlier version of an ITEM back, as a new draft. DIGEST: see “history”."""
    from app.cli_look import version_of  # noqa: PLC0415

    with working(file, who) as workshop:
        key = key_of(workshop, item)
        found = version_of(workshop, key, digest)
        if found is None:
            stop(REFUSED, f"Families see nothing of {item} now: there is no signed version.")
        workshop.restore(key, found.digest, who.why)
    _told(as_json, f"{item} is a draft again, as it was in {found.digest[:10]}.", key_json(key))


@click.command("set")
@on_a_library
@click.argument("item")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@by_somebody
def set_fields(file: Path, item: str, values: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Set fields of an ITEM (t05), a source (r01), a section (s01) or of “library”.

    The fields are those of docs/content.md; `body=@page.md` reads a file. A part of a walkthrough
    is named by its id: `q02.text=...`. The item becomes a draft; owner and author make no draft.
    """
    from app.content.settingfields import set_around, set_item  # noqa: PLC0415

    with working(file, who) as workshop:
        pairs = _pairs(values)
        if not set_around(workshop, item, pairs):
            set_item(workshop, key_of(workshop, item), pairs, who.why)
    _told(as_json, f"{item} is set: {', '.join(pairs)}.", {"id": item, "set": list(pairs)})


def _pairs(values: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for words in values:
        field, equals, value = words.partition("=")
        if not equals or not field.strip():
            raise click.UsageError(f"“{words}” is not FIELD=VALUE.")
        if value.startswith("@"):
            value = Path(value[1:]).read_text(encoding="utf-8")
        pairs[field.strip()] = value
    return pairs


@click.command()
@on_a_library
@click.argument(
    "kind", type=click.Choice(["topic", "walkthrough", "contact", "term", "section", "source"])
)
@click.argument("title")
@click.option("--section", default="", help="The section of a topic; the first if left out.")
@by_somebody
def add(  # noqa: PLR0913, PLR0917 - one for each option
    file: Path, kind: str, title: str, section: str, who: Who, as_json: bool
) -> None:
    """Add something new that has a TITLE alone. “set” says the rest."""
    from app.content.settingfields import add_new  # noqa: PLC0415

    with working(file, who) as workshop:
        item = add_new(workshop, kind, title, section)
    _told(as_json, f"{item} is added.", {"kind": kind, "id": item})


@click.command()
@on_a_library
@_ITEMS
@by_somebody
def delete(file: Path, items: tuple[str, ...], who: Who, as_json: bool) -> None:
    """Delete each of ITEMS, if nothing else in the library names it. The history keeps it."""
    with working(file, who) as workshop:
        act = partial(workshop.delete, why=who.why)
        _each(workshop, items, act, "deleted", as_json=as_json)


@click.command()
@on_a_library
@click.option("--changed", metavar="ID", help="Mark a source as changed since it was read.")
@click.option("--unchanged", metavar="ID", help="Take that mark away: it was read again.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@by_somebody
def sources(  # noqa: PLR0913, PLR0917 - one for each option
    file: Path,
    changed: str | None,
    unchanged: str | None,
    day: datetime | None,
    who: Who,
    as_json: bool,
) -> None:
    """List the sources of FILE, with what stands on each; or mark one as changed."""
    from app.content.sources import mark_source, on_sources  # noqa: PLC0415

    if changed or unchanged:
        with working(file, who) as workshop:
            on = day.date() if day else workshop.today()
            source = mark_source(workshop, changed or unchanged or "", on, is_changed=bool(changed))
            found = tuple(s for s in on_sources(workshop) if s.source.id == source.id)
    else:
        with reading(file) as workshop:
            found = on_sources(workshop)
    if as_json:
        tell_json({"sources": [one.as_json() for one in found]})
        return
    for one in found:
        click.echo(one.in_words())


@click.command()
@on_a_library
@click.argument("ids", nargs=-1, required=True)
@click.option("--sections", "what", flag_value="sections", help="IDS are sections.")
@click.option("--contacts", "what", flag_value="contact", help="IDS are contacts.")
@click.option("--terms", "what", flag_value="term", help="IDS are glossary words.")
@by_somebody
def arrange(
    file: Path,
    ids: tuple[str, ...],
    what: str | None,
    who: Who,
    as_json: bool,
) -> None:
    """Put pages in order: IDS are a section, then the topics that come first in it.

    A topic may come from another section. What is not named follows in the order that it had.
    """
    from app.content import settingfields as setting  # noqa: PLC0415

    with working(file, who) as workshop:
        if what == "sections":
            order = setting.arrange_sections(workshop, ids)
        elif what:
            order = setting.arrange_items(workshop, what, ids)
        else:
            order = setting.arrange_topics(workshop, ids[0], ids[1:])
    _told(as_json, f"In order: {', '.join(order)}.", {"order": list(order)})


def _told(as_json: bool, words: str, value: object) -> None:
    if as_json:
        tell_json(value)
    else:
        click.echo(words)


COMMANDS = (
    *LOOKING,
    evidence,
    sheet,
    checked,
    sign,
    withdraw,
    reviewed,
    restore,
    set_fields,
    add,
    delete,
    sources,
    arrange,
)
