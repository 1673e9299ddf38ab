"""The starter library: whole, in the one form of text, and with nothing to mend but its reviews."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.content.checks.findings import Kind
from app.content.checks.rules import check
from app.content.text.build import build
from app.content.text.export import export

RESOURCES = Path(__file__).parents[2] / "resources"
TEXT = RESOURCES / "content"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("starter") / "content.db"
    build(TEXT, file, {path.stem for path in (RESOURCES / "icons").glob("*.svg")})
    return file


def test_only_its_reviews_are_due(starter: Path) -> None:
    found = check(starter, date(2026, 11, 22))
    assert {finding.kind for finding in found} == {Kind.REVIEW}


def test_its_text_is_what_an_export_writes(starter: Path, tmp_path: Path) -> None:
    export(starter, tmp_path / "out")
    written = {
        p.relative_to(tmp_path / "out"): p.read_bytes() for p in (tmp_path / "out").rglob("*.*")
    }
    assert written == {p.relative_to(TEXT): p.read_bytes() for p in TEXT.rglob("*.*")}


def test_whom_to_tell_is_nobody_of_one_ward() -> None:
    files = [file for file in TEXT.rglob("*.*") if file.suffix != ".png"]
    texts = [file.read_text(encoding="utf-8") for file in files]
    found = [re.search(r"member of staff|nearest|reception|the desk", text) for text in texts]
    assert len(texts) > 15
    assert not any(found)
