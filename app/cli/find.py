"""The commands that find words, wherever they stand in a library, and put others there."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.output import print_json, print_table
from app.cli.shared import Who, by_somebody, key_of, library_command, open_to_change, open_to_read
from app.domain.library.counting import count

if TYPE_CHECKING:
    from app.content.search.index import Found
    from app.content.workshop.replace import Change
    from app.domain.governance.comparing import Run

_EVERY = 1_000_000


@click.command()
@library_command
@click.argument("words", nargs=-1, required=True)
def find(file: Path, words: tuple[str, ...], as_json: bool) -> None:
    """Find in FILE whatever has all of these WORDS in it, and tell where.

    Capitals, accents and the spaces in a telephone number make no difference. Words in double
    quotes stand in a row. Drafts, notes for staff and what is typed and not saved are looked
    through too.
    """
    from app.content.search.index import WordIndex
    from app.content.search.normalize import parse_query

    with open_to_read(file) as workshop, closing(WordIndex()) as index:
        index.read(workshop.file)
        result = index.find(parse_query(" ".join(words)), most=_EVERY)
    if as_json:
        print_json({"count": result.count, "found": [_found_json(found) for found in result.found]})
    elif result.found:
        print_table(line for found in result.found for line in _found_in_words(found))
    else:
        click.echo("Nothing has all of these words in it.")


def _found_in_words(found: Found) -> list[tuple[str, str, str]]:
    name = found.ref.id or found.ref.kind
    return [(name, "Title", found.title)] * (not found.hits) + [
        (name, hit.fragment.name, hit.excerpt) for hit in found.hits
    ]


def _found_json(found: Found) -> dict[str, Any]:
    ref = found.ref
    return {
        "kind": ref.kind,
        "id": ref.id or None,
        "language": ref.language or None,
        "title": found.title,
        "hits": [
            {
                "part": hit.fragment.component or None,
                "field": hit.fragment.field or None,
                "name": hit.fragment.name,
                "excerpt": hit.excerpt,
                "found": [hit.excerpt[start:end] for start, end in hit.spans],
            }
            for hit in found.hits
        ],
    }


@click.command()
@library_command
@click.argument("find")
@click.argument("put")
@click.option("--in", "items", multiple=True, metavar="ITEM", help="In this text alone (t05).")
@click.option("--match-case", is_flag=True, help="Capitals as they are typed.")
@click.option("--whole-words", is_flag=True, help="Not inside longer words.")
@click.option("--yes", is_flag=True, help="Do it. Without this, what would change is printed.")
@by_somebody
def replace(
    file: Path,
    find: str,
    put: str,
    items: tuple[str, ...],
    match_case: bool,
    whole_words: bool,
    yes: bool,
    who: Who,
    as_json: bool,
) -> None:
    """Put the words PUT in the place of FIND in the texts of FILE, which become drafts.

    Without --yes nothing is changed: what would change is printed, text by text.
    """
    from app.content.workshop.replace import Replacement, changes

    wanted = Replacement(" ".join(find.split()), " ".join(put.split()), match_case, whole_words)
    if not wanted.changes_something:
        raise click.UsageError("Say what to find, and something else to put there.")
    with open_to_change(file, who) if yes else open_to_read(file) as workshop:
        keys = {key_of(workshop, item) for item in items}
        found = [c for c in changes(workshop, wanted) if not keys or c.before.key in keys]
        if yes and found:
            why = who.why or f"Replace “{wanted.find}” with “{wanted.put}”"
            workshop.items.save_all([change.after for change in found], why)
    if as_json:
        print_json({"changed": yes, "texts": [_change_json(change) for change in found]})
        return
    print_table(line for change in found for line in _change_in_words(change))
    places = count(sum(change.count for change in found), "place")
    texts = count(len(found), "text")
    done = "They are drafts now." if yes else "Nothing was changed: --yes does it."
    click.echo(f"{places} in {texts}. {done}" if found else "It stands nowhere.")


def _change_in_words(change: Change) -> list[tuple[str, str, str]]:
    from app.content.items.compare import changes as differences

    return [
        (change.before.key.id, one.name, f"{_as_text(one.was)} → {_as_text(one.now)}")
        for one in differences(change.before, change.after)
    ]


def _change_json(change: Change) -> dict[str, Any]:
    from app.content.items.compare import changes as differences

    return {
        "id": change.before.key.id,
        "language": change.before.key.language,
        "title": change.before.title,
        "places": change.count,
        "changes": [
            {"name": one.name, "was": _as_text(one.was), "now": _as_text(one.now)}
            for one in differences(change.before, change.after)
        ],
    }


def _as_text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
