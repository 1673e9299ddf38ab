"""The command that finds words, wherever they stand in a library."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.output import print_json, print_table
from app.cli.shared import library_command, open_to_read

if TYPE_CHECKING:
    from app.content.search.index import Found

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
