"""Signs that no font draws are told before anybody signs them."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import paths
from app.content.checks.findings import Kind, Level
from app.content.checks.glyphs import font_ranges, undrawable
from app.content.checks.rules import check, errors_in
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.handout.site import Site
from app.handout.typesetting import Typesetter

TODAY = date(2026, 11, 22)
Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]


def test_a_sign_that_no_font_has_is_told_with_its_field(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        text = "If it is \u2265 38.0 \u00b0C or 10\u2079/L: \u4e2d\u6587, \u0a2a, \u4e2d."
        connection.execute("UPDATE topic_text SET body = ? WHERE topic_id = 't01'", (text,))
        connection.execute("UPDATE topic_text SET title = '\u4e2d' WHERE topic_id = 't02'")
    found = {str(f.location): f for f in check(content, TODAY) if f.kind is Kind.GLYPH}
    assert set(found) == {"t01 body", "t02 title"}
    assert "“\u4e2d\u6587\u0a2a”: an empty box" in found["t01 body"].problem
    assert {f.level for f in found.values()} == {Level.ADVICE}
    assert errors_in(content) == (), "it keeps no library from families"


def test_the_sample_has_signs_that_are_drawn(built: Path) -> None:
    assert [f for f in check(built, TODAY) if f.kind is Kind.GLYPH] == []


@pytest.mark.parametrize("text", ["\u2265 38.0 \u00b0C", "10\u2079/L", "50 \u03bcg", "H\u2082O"])
def test_signs_of_medicine_are_drawn(text: str) -> None:
    assert undrawable(text) == ()


def test_the_fonts_of_the_project_are_read() -> None:
    font = (paths.FONTS / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
    have = {code for first, last in font_ranges(font) for code in range(first, last + 1)}
    assert {ord(c) for c in "aZ9\u2265\u00e9\u03bc"} <= have
    assert ord("\u4e2d") not in have


def test_what_is_said_to_be_drawn_is_drawn_on_paper() -> None:
    said = [
        chr(code)
        for code in range(0xA1, 0x3000)
        if unicodedata.category(chr(code))[0] not in "CMZ" and not undrawable(chr(code))
    ]
    said.remove("\N{WHITE SQUARE}")
    assert len(said) > 1900
    assert Typesetter(Site(), lambda: TODAY).undrawable(set(said)) == set()


def test_it_is_told_before_somebody_signs(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(Workshop.open(library, Person("Ann"))) as workshop:
        content = workshop.items.content(ItemKey(ItemKind.TOPIC, "t05", "en-GB"))
        table, row = content.rows["topic_text"][0], "topic_text"
        typed = replace(content, rows={**content.rows, row: ({**table, "body": "\u4e2d\u6587"},)})
        found = [f for f in workshop.checks.findings(typed) if f.kind is Kind.GLYPH]
    assert [str(f.location) for f in found] == ["t05 body"]
