"""A large library, made of the starter library's own pages, many times over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from app import paths
from app.content.text.build import build

_TEXT = paths.RESOURCES / "content"


def multiplied(topics: int, folder: Path) -> Path:
    """A content.db with so many topics, in FOLDER: the starter library's and copies of them."""
    text = folder / "content"
    shutil.copytree(_TEXT, text)
    pages = sorted((text / "topics").glob("t*.md"))
    sections = yaml.safe_load((text / "sections.yaml").read_text("utf-8"))
    home = {topic: section for section in sections for topic in section["topics"]}
    for number in range(len(pages), topics):
        page = pages[number % len(pages)]
        words = page.read_text("utf-8")
        old, new = page.name.split("-")[0], f"t{number + 1:06}"
        words = re.sub(rf"^id: {old}$", f"id: {new}", words, count=1, flags=re.MULTILINE)
        words = re.sub("^stands_out: true$", "stands_out: false", words, flags=re.MULTILINE)
        (text / "topics" / f"{new}-{page.name.partition('-')[2]}").write_text(words, "utf-8")
        home[old]["topics"].append(new)
    (text / "sections.yaml").write_text(yaml.safe_dump(sections, sort_keys=False), "utf-8")
    file = folder / "content.db"
    build(text, file, None)
    return file
