"""HTML to what a page may hold: what programs put on the clipboard, mostly."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_HTML, MOST_TAGS
from app.content.importing.pages.blocks import SourceBlock, levelled
from app.content.importing.pages.css import style_sheet
from app.content.importing.pages.html_tags import words_in
from app.content.importing.pages.html_walker import TooMuchError, Walker
from app.content.importing.pages.import_warnings import PageWarning, Tally
from app.content.importing.pages.to_commonmark import commonmark

CLIPBOARD = "The clipboard"


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
    return Pasted(body, tally.warnings())


def source_blocks(html: str, tally: Tally, file: str) -> list[SourceBlock]:
    """The blocks of a text in HTML; `file` is what an ImportingError names."""
    too_much = ImportingError(
        file, "This is more than a page can hold.", "Take over a part of it at a time."
    )
    if len(html) > MOST_HTML or html.count("<") > 2 * MOST_TAGS:
        raise too_much
    try:
        # Inside of a div, neither a file's name nor XML makes the parser warn.
        soup = BeautifulSoup(f"<div>{html}</div>", "html.parser")
    except (ParserRejectedMarkup, RecursionError) as error:
        hint = "Copy it again, or paste it without its formatting."
        raise ImportingError(file, "This HTML is damaged.", hint) from error
    sheet = {}
    for style in soup.find_all("style", limit=20):
        sheet.update(style_sheet(words_in(style)))
    walker = Walker(tally, sheet)
    try:
        walker.walk(soup)
    except TooMuchError as error:
        raise too_much from error
    return walker.source_blocks
