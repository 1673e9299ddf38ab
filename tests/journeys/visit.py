"""A visit with marked words in it, and what is left of it in the program afterwards.

`python -m tests.journeys.visit CONTENT finish|idle|stay` prints what is left as JSON. It
is a program of its own, so that nothing of the tests is in its memory, and its folders are its own.
"""

from __future__ import annotations

import gc
import json
import logging
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, QThreadPool
from PySide6.QtGui import QGuiApplication

from app import main, paths
from app.content.text.build import build
from app.domain.session.session import Session
from tests.driver import Driver
from tests.journeys import eyes, screens, walking

MARK = "ZQX"
ANSWERS = tuple(f"{label} {MARK}" for label in screens.ANSWERS)


def marked_library(folder: Path) -> Path:
    """The starter library with a word of its own in answers, questions, situations and pages."""
    text = folder / "text"
    shutil.copytree(paths.RESOURCES / "content", text)
    for file in text.glob("walkthroughs/*.yaml"):
        words = file.read_text(encoding="utf-8")
        words = re.sub(r"(?m)^( +(?:- )?label: .+)$", rf"\1 {MARK}", words)
        words = re.sub(r"(?m)^( +(?:ask|situation): [^>|\n]+?)([.?])$", rf"\1 {MARK}\2", words)
        file.write_text(words, encoding="utf-8")
    for file in text.glob("topics/*.md"):
        words = re.sub(r"(?m)^(  - .+)\?$", rf"\1 {MARK}?", file.read_text(encoding="utf-8"))
        file.write_text(f"{words.rstrip()}\n\nRead {MARK}.\n", "utf-8")
    made = folder / "content.db"
    build(text, made)
    return made


def visit(kiosk: Driver) -> list[str]:
    """Everything a family can leave a trace of; gives back what they saw of the marked words."""
    kiosk.start()
    seen: list[str] = []
    for title in screens.topic_titles(kiosk)[:3]:
        kiosk.tap(title)
        word = next(n for n in kiosk.names() if n.startswith("What does"))
        kiosk.tap(word)
        seen += kiosk.names()
        kiosk.tap("Add to my summary")
        kiosk.tap("My summary")
        screens.wait_for_handout(kiosk)
        seen += kiosk.names()
        kiosk.tap("Home")
    screens.look(kiosk, 150, "dark")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    walking.answer(kiosk, *ANSWERS)
    seen += kiosk.names()
    kiosk.tap("See what you could ask")
    seen += kiosk.names()
    kiosk.tap("Add to my summary")
    kiosk.tap("Print this page")
    screens.wait_for_handout(kiosk)
    kiosk.tap("On my phone")
    seen += kiosk.names()
    kiosk.tap("Back")
    kiosk.tap("Pages I chose: 4")
    screens.wait_for_handout(kiosk)
    kiosk.tap(next(n for n in kiosk.names() if n.startswith("Move up: ")))
    screens.wait_for_handout(kiosk)
    kiosk.tap("On my phone")
    seen += kiosk.names()
    kiosk.tap("Back")
    kiosk.tap("Only this page")
    screens.wait_for_handout(kiosk)
    kiosk.tap("Large print")
    screens.wait_for_handout(kiosk)
    screens.print_it(kiosk)
    seen += kiosk.names()
    return [name for name in seen if MARK in name]


def below(root: object) -> set[int]:
    """Everything that hangs on an object, and on it alone: no modules and no classes."""
    known: set[int] = set()
    waiting = [root]
    while waiting:
        thing = waiting.pop()
        if id(thing) in known or isinstance(thing, type | type(gc) | QObject):
            continue
        known.add(id(thing))
        waiting += gc.get_referents(thing)
    return known


def marked_words(apart: set[int]) -> Iterator[str]:
    """Marked words in the objects that are left, but for those of the library."""
    for thing in gc.get_objects():
        if id(thing) in apart:
            continue
        for part in gc.get_referents(thing):
            if id(part) in apart:
                continue
            words = part.decode("latin-1") if isinstance(part, bytes) else part
            if isinstance(words, str) and MARK in words and words != MARK:
                yield f"{type(thing).__name__}: {words[:80]}"


def marked_items(kiosk: Driver) -> Iterator[str]:
    """Marked words in anything that Qt still has: items, shown or not, and objects."""
    root: Any = kiosk.window.rootObject()
    for thing in (*root.findChildren(QObject), *eyes.items(kiosk)):
        for name in ("text", "markup", "word", "meaning", "title", "pin"):
            if MARK in str(thing.property(name) or ""):
                yield f"{thing.metaObject().className()}.{name}"


def left_over(kiosk: Driver) -> dict[str, Any]:
    """What the program still holds."""
    takeaway: Any = kiosk.kiosk.takeaway
    collection: Any = kiosk.kiosk.collection
    for pool in takeaway.findChildren(QThreadPool):
        assert pool.waitForDone(screens.MADE_WITHIN_MS)
    kiosk.settle()
    gc.collect()
    apart = below(kiosk.kiosk.reloader.library) | below(ANSWERS)
    clipboard = QGuiApplication.clipboard()
    sessions = [o for o in gc.get_objects() if isinstance(o, Session)]
    return {
        "words": sorted(set(marked_words(apart))),
        "items": sorted(set(marked_items(kiosk))),
        "sessions": [repr(session) for session in sessions if session != Session()],
        "clipboard": clipboard.text(),
        "selection": clipboard.text(clipboard.Mode.Selection),
        "collected": collection.property("count") or collection.property("pages"),
        "handout": takeaway.handout is not None,
        "pictures": not kiosk.kiosk.handout_pictures.requestImage("0/0", QSize(), QSize()).isNull(),
        "codes": not kiosk.kiosk.handout_pictures.requestImage(
            "code-0/0", QSize(), QSize()
        ).isNull(),
        "screen": str(kiosk.kiosk.session.route.screen),
    }


def run(content: Path, ending: str) -> dict[str, Any]:
    """The visit, its end, and what is left."""
    application = QGuiApplication([])
    application.setApplicationName("clinic-kiosk")
    main.load_fonts()
    kiosk = Driver(paths.state_dir(), content)
    saw = len(visit(kiosk))
    if ending == "finish":
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
    elif ending == "idle":
        kiosk.wait_seconds(300)
    left = left_over(kiosk)
    kiosk.close()
    return {"saw": saw, **left}


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2])))
