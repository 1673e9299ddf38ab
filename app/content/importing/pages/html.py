"""HTML to what a page may hold: what programs put on the clipboard, mostly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

from app.content.importing.errors import ImportingError
from app.content.importing.limits import (
    MOST_ENTITIES,
    MOST_HTML,
    MOST_HTML_WORDS,
    MOST_OPEN_TAGS,
    MOST_STYLES,
    MOST_TAGS,
)
from app.content.importing.pages.block_builder import TooMuchError
from app.content.importing.pages.blocks import SourceBlock, levelled
from app.content.importing.pages.css import style_sheet
from app.content.importing.pages.html_tags import words_in
from app.content.importing.pages.html_walker import Walker
from app.content.importing.pages.import_warnings import PageWarning, Tally, WarningKind
from app.content.importing.pages.page import note_length
from app.content.importing.pages.to_commonmark import commonmark
from app.domain.library.characters import TURNING, turning_in

CLIPBOARD = "The clipboard"

_PICTURE = re.compile(r"data:image/[a-z+.-]{1,20};base64,[A-Za-z0-9+/=\s]*")
_OPEN_TAG = re.compile(r"<[^<>]*(?=<|\Z)")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Words from a clipboard: CommonMark that a page may hold, and what was dropped."""

    body: str
    warnings: tuple[PageWarning, ...] = ()


def paste(html: str) -> Pasted:
    """What a clipboard's HTML says, as a part of a page. ImportingError where it is too large."""
    tally = Tally()
    found = levelled(source_blocks(html, tally, CLIPBOARD), tally, whole=False)
    body = commonmark((source.block for source in found), tally)
    note_length(body, tally)
    return Pasted(body, tally.warnings())


def _without_pictures(html: str) -> str:
    """HTML without the pictures that are written out in it."""
    return _PICTURE.sub("", html) if "data:image/" in html else html


def source_blocks(html: str, tally: Tally, file: str) -> list[SourceBlock]:
    """The blocks of a text in HTML; `file` is what an ImportingError names."""
    too_much = ImportingError(
        file, "This is more than a page can hold.", "Take over a part of it at a time."
    )
    if len(html) > MOST_HTML:
        raise too_much
    html = _without_pictures(html)
    if (
        len(html) > MOST_HTML_WORDS
        or html.count("<") > 2 * MOST_TAGS
        or html.count("&") > MOST_ENTITIES
        or sum(1 for _ in islice(_OPEN_TAG.finditer(html), MOST_OPEN_TAGS + 1)) > MOST_OPEN_TAGS
    ):
        raise too_much
    try:
        # Inside of a div, neither a file's name nor XML makes the parser warn.
        soup = BeautifulSoup(f"<div>{html}</div>", "html.parser")
    except (ParserRejectedMarkup, RecursionError) as error:
        hint = "Copy it again, or paste it without its formatting."
        raise ImportingError(file, "This HTML is damaged.", hint) from error
    sheet = {}
    room = MOST_STYLES
    for style in soup.find_all("style", limit=20):
        text = words_in(style)[:room]
        room -= len(text)
        sheet.update(style_sheet(text))
    turning = sum(map(html.count, TURNING)) if turning_in(html) else 0
    tally.note(WarningKind.TURNED, count=turning)
    walker = Walker(tally, sheet)
    try:
        walker.walk(soup)
    except TooMuchError as error:
        raise too_much from error
    return walker.source_blocks
