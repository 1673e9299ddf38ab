"""Domain values as the text and markup that QML lays out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale

from app.domain.library.direction import goes_from_the_right, isolated
from app.domain.library.library import NO_DATE, Card, Contact, Source, hours_in_words
from app.domain.library.markup import Block, BlockKind, Run, Table, cell_text

_AFTER_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")
_DIGITS = re.compile(r"\d")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
ROOM_FOR_SIGN = "\N{NO-BREAK SPACE}" * 4
"""What follows words that lead elsewhere: QML draws an arrow there, on the line of the last one."""

CARD_ROLES = ("topicId", "title", "line", "iconName")
LINE_ROLES = ("label",)
QUESTION_ROLES = ("label", "question")
BLOCK_ROLES = ("kind", "text", "markup", "level", "links", "pictures", "table", "items")
_LISTED = (BlockKind.BULLET, BlockKind.NUMBERED)
_EMPTY_ROW = {"text": "", "markup": "", "level": 0, "pictures": [], "table": None}
CONTACT_ROLES = ("name", "about", "phone", "hours")


def day(value: date, language: str) -> str:
    """A date in the language of the library: "4 November 2021"; "" where none is set yet.

    Its digits are those of telephone numbers and of the page's own text, also in Arabic.
    """
    if value == NO_DATE:
        return ""
    said = QLocale(language).toString(QDate(value.year, value.month, value.day), "d MMMM yyyy")
    return _DIGITS.sub(lambda digit: str(int(digit[0])), said)


def card_row(card: Card) -> dict[str, Any]:
    """A card as a row with CARD_ROLES."""
    return {
        "topicId": card.topic_id,
        "title": unbroken(card.title),
        "line": unbroken(card.line),
        "iconName": card.icon,
    }


def contact_row(contact: Contact) -> dict[str, Any]:
    """A contact as a row with CONTACT_ROLES."""
    return {
        "name": contact.name,
        "about": unbroken(contact.about),
        "phone": contact.phone,
        "hours": hours_in_words(contact.hours),
    }


def source_line(source: Source) -> str:
    """A source on one line, ending in a full stop."""
    parts = (source.authors, source.title, source.publisher, source.dated)
    return ", ".join(part for part in parts if part) + "."


def line_rows(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Lines of text as rows with LINE_ROLES."""
    return [{"label": line} for line in lines]


def question_rows(questions: Iterable[str]) -> list[dict[str, Any]]:
    """Questions as rows with QUESTION_ROLES; `question` is what a tick is known by."""
    return [{"label": unbroken(question), "question": question} for question in questions]


def block_rows(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as rows with BLOCK_ROLES.

    `links` is a list of {termId, topicId, words, start, length}: a hard word to explain, or words
    that lead to a topic.

    Pictures that follow each other are one row: they stand beside each other. `pictures` is a list
    of {source, alt, caption, rights, ratio}. `table` is {columns, cells}: the cells of the head
    first, each {text, markup, links, firstLink}; `links` of a table are those of all its cells.

    The items of a list are one row of the kind "list". `items` is a list of {kind, number, text,
    markup, links, firstLink}; its `links` are those of all of them.
    """
    rows: list[dict[str, Any]] = []
    for block in blocks:
        shown = _pictures(block)
        if shown and rows and rows[-1]["pictures"]:
            rows[-1]["pictures"] += shown
        elif block.kind in _LISTED:
            if not (rows and _goes_on(rows[-1]["items"], block)):
                rows.append({**_EMPTY_ROW, "kind": "list", "links": [], "items": []})
            _add_item(rows[-1], block)
        elif shown or block.text or block.picture is None:
            rows.append(
                {
                    "kind": str(block.kind if shown or not block.picture else BlockKind.PARAGRAPH),
                    "text": block.text,
                    "markup": _markup(block.runs),
                    "level": block.level,
                    "links": [link for cell in _cells(block) for link in _links(cell)],
                    "pictures": shown,
                    "table": _table(block.table) if block.table is not None else None,
                    "items": [],
                }
            )
    return rows


def _goes_on(items: list[dict[str, Any]], block: Block) -> bool:
    """Whether a block is the next item of a list that ends in these."""
    if not items or items[-1]["kind"] != str(block.kind):
        return False
    return block.kind is BlockKind.BULLET or bool(block.number > items[-1]["number"])


def _add_item(row: dict[str, Any], block: Block) -> None:
    links = _links(block.runs)
    row["items"].append(
        {
            "kind": str(block.kind),
            "number": block.number,
            "text": block.text,
            "markup": _markup(block.runs),
            "links": links,
            "firstLink": len(row["links"]),
        }
    )
    row["links"] += links


def _pictures(block: Block) -> list[dict[str, Any]]:
    """The picture of a block, if it is one that can be shown."""
    use = block.picture
    if use is None or use.picture is None:
        return []
    return [
        {
            "source": f"image://picture/{use.digest}",
            "alt": use.alt,
            "caption": unbroken(use.caption),
            "rights": use.rights,
            "ratio": use.picture.width / use.picture.height,
        }
    ]


def _cells(block: Block) -> tuple[tuple[Run, ...], ...]:
    return (block.runs,) if block.table is None else block.table.cells


def _table(table: Table) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    first = 0
    for cell in table.cells:
        links = _links(cell)
        cells.append(
            {
                "text": cell_text(cell),
                "markup": _markup(cell),
                "links": links,
                "firstLink": first,
            }
        )
        first += len(links)
    return {"columns": len(table.head), "cells": cells}


def unbroken(text: str) -> str:
    """The text with telephone numbers, and words with a hyphen such as "T-cell", on one line.

    Within a text from the right, they and dates stand in their own order.
    """
    return _joined(isolated(text) if goes_from_the_right(text) else text)


def _joined(text: str) -> str:
    text = _BETWEEN_DIGITS.sub("\N{NO-BREAK SPACE}", text)
    return _AFTER_HYPHEN.sub("\N{WORD JOINER}", text)


def _unbroken_run(run: Run, turned: bool) -> str:
    text = _joined(isolated(run.text) if turned else run.text)
    if run.topic_id:
        return text + ROOM_FOR_SIGN
    # A hard word stays on one line where it can.
    return text.replace(" ", "\N{NO-BREAK SPACE}") if run.term_id else text


def _markup(runs: tuple[Run, ...]) -> str:
    """The runs with the few tags that QML is given; the words themselves are escaped."""
    turned = _turned(runs)
    return "".join(_run_markup(run, turned) for run in runs)


def _turned(runs: tuple[Run, ...]) -> bool:
    """Whether the line that they are is written from the right."""
    return goes_from_the_right("".join(run.text for run in runs))


def _run_markup(run: Run, turned: bool) -> str:
    # Its table of 2,231 entities is not for the first screen; what reads pages' text has it, too.
    from html import escape  # noqa: PLC0415

    text = escape(_unbroken_run(run, turned))
    if run.strong:
        text = f"<b>{text}</b>"
    if run.emphasis:
        text = f"<i>{text}</i>"
    return text


def _links(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    links = []
    start = 0
    turned = _turned(runs)
    for run in runs:
        # Qt counts in UTF-16 units.
        length = len(_unbroken_run(run, turned).encode("utf-16-le")) // 2
        if run.term_id or run.topic_id:
            links.append(
                {
                    "termId": run.term_id,
                    "topicId": run.topic_id,
                    "words": run.text,
                    "start": start,
                    "length": length,
                }
            )
        start += length
    return links
