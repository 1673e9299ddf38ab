"""The documentation: what it names is there, and what is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
_NAMED = re.compile(r"`((?:app|tests|resources|bench|docs)/[\w./*-]*)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MAX_GLOSSARY = 15


def anchor(heading: str) -> str:
    """The anchor of a heading, as a forge makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for file, heading in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match("[a-z]+:", file):  # an address, or a link of a library, in an example
            continue
        there = page.parent / file if file else page
        if not there.exists():
            broken.append(file)
        elif heading and heading not in map(anchor, _HEADING.findall(there.read_text("utf-8"))):
            broken.append(f"{file}#{heading}")
    assert broken == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    named = _NAMED.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not any(ROOT.glob(name.rstrip("/")))] == []


def test_the_architecture_names_every_folder() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    folders = {file.parent for end in ("py", "qml") for file in ROOT.glob(f"app/**/*.{end}")}
    names = [str(folder.relative_to(ROOT / "app")) for folder in folders - {ROOT / "app"}]
    assert sorted(n for n in names if n != "qml" and f"{n}`" not in page) == []


def test_the_glossary_is_short() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = page.partition("## The words of this house")[2].partition("## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert 1 < len(rows) <= _MAX_GLOSSARY + 1  # and its head


def test_every_decision_is_in_the_index() -> None:
    index, *records = re.split(
        r"^## ", (ROOT / "docs/decisions.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    headings = [record.partition("\n")[0] for record in records]
    linked = [heading for _, heading in _LINK.findall(index)]
    assert sorted(linked) == sorted(map(anchor, headings))
