"""A library's language is one that is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from app.content.checks.findings import Kind, Level
from app.content.checks.languages import is_language
from app.content.checks.rules import check

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]


@pytest.mark.parametrize(
    "tag", ["en-GB", "en", "cy", "pl", "ur", "ckb", "pa-Arab-PK", "zh-Hant", "es-419", "so"]
)
def test_languages_of_waiting_rooms_are_known(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["xx-ZZZZ99", "xx", "", "english", "en-gb", "EN", "en_GB", "en-GBR", "pa-Arap", "en-GB-x"],
)
def test_what_is_no_language_is_refused(tag: str) -> None:
    assert not is_language(tag)


def test_the_check_names_it_with_what_to_do(content: Path, writing: Writing) -> None:
    with writing(content) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE library SET language = 'xx-ZZZZ99'")
    found = [f for f in check(content, date(2026, 11, 22)) if "language" in f.problem]
    [finding] = found
    assert (finding.level, finding.kind) == (Level.ERROR, Kind.LIBRARY)
    assert "“xx-ZZZZ99”" in finding.problem
    assert "en-GB" in finding.hint
