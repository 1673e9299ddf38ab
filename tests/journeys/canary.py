"""A visit that another program makes touch by touch, so that nothing but the kiosk is in it.

`python -m tests.journeys.canary CONTENT STATE` does what its input says, a line at a time, and
answers "done". It is told where to touch and never what stands there: what is found in its memory
afterwards is the kiosk's own, Qt's and Typst's.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from collections import Counter
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtGui import QGuiApplication

from app import main, paths
from app.content.text.build import build
from app.forgetting import Forgetting
from tests.driver import Driver, heard
from tests.journeys import screens

CANARY = re.compile(rb"[zZ]q(lab|ask|sit|tit|bod|que|id)([ct]\d\d)")
WIDE = re.compile(rb"[zZ]\0q\0((?:[a-z]\0){2,3})([ct]\0\d\0\d\0)")
FORGOTTEN_WITHIN_MS = 60_000
_PAGE = 4096

Found = Counter[tuple[str, str, str]]
"""How often a canary was found: (form, kind, which). What is written in one byte a letter is
Python's, SQLite's or Typst's; in two it is Qt's."""


def canary_library(folder: Path) -> Path:
    """The starter library with a canary in each answer, title, text, question and id."""
    text = folder / "text"
    shutil.copytree(paths.RESOURCES / "content", text)
    for file in (*text.rglob("*.md"), *text.rglob("*.yaml")):
        file.write_text(_marked(file.read_text(encoding="utf-8")), encoding="utf-8")
        if re.match(r"t\d\d-", file.name):
            file.rename(file.with_name(f"zqid{file.name}"))
    made = folder / "content.db"
    build(text, made)
    return made


def _marked(text: str) -> str:
    text = re.sub(r"\b([ct]\d\d)\b", r"zqid\1", text)
    item = ""
    lines = []
    for given in text.splitlines():
        line = given
        if found := re.match(r"\s*(?:- )?id: zqid([ct]\d\d)$", line):
            item = found[1]
        for key, name in (("label", "lab"), ("ask", "ask"), ("situation", "sit"), ("title", "tit")):
            if item and re.match(rf"\s*(?:- )?{key}: [^>|]", line):
                line = re.sub(r"([.?]?[\"']?)$", rf" Zq{name}{item}\1", given, count=1)
        if item and re.match(r"  - [^:]+\?$", line):
            line = f"{given[:-1]} Zqque{item}?"
        lines.append(line)
    if item.startswith("t"):
        lines.append(f"\nRead Zqbod{item}.")
    return "\n".join(lines) + "\n"


def canaries(process: int) -> Found:
    """Every canary in the memory that a process may write to; it stands still meanwhile."""
    os.kill(process, signal.SIGSTOP)
    try:
        os.waitid(os.P_PID, process, os.WSTOPPED | os.WNOWAIT)
        return _canaries(process)
    finally:
        os.kill(process, signal.SIGCONT)


def _canaries(process: int) -> Found:
    found: Found = Counter()
    maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            where, rights, *_ = line.split()
            if "w" not in rights:
                continue
            start, end = (int(one, 16) for one in where.split("-"))
            data = _read(memory, start, end)
            for kind, which in CANARY.findall(data):
                found["narrow", kind.decode(), which.decode()] += 1
            for kind, which in WIDE.findall(data):
                found["wide", kind[::2].decode(), which[::2].decode()] += 1
    return found


def _read(memory: FileIO, start: int, end: int) -> bytes:
    """A region of memory; where a part of it has no memory behind it, the rest page by page."""
    with suppress(OSError):
        memory.seek(start)
        return memory.read(end - start)
    pages = []
    for page in range(start, end, _PAGE):
        with suppress(OSError):
            memory.seek(page)
            pages.append(memory.read(_PAGE))
    return b"".join(pages)


def run(content: Path, state: Path) -> None:
    """Do what the input says."""
    application = QGuiApplication([])
    application.setApplicationName("clinic-kiosk")
    main.load_fonts()
    kiosk = Driver(state, content)
    main.warm(kiosk.kiosk, kiosk.window)
    forgetting: Any = kiosk.window.findChild(Forgetting)
    forgotten: list[bool] = []  # a slow machine has forgotten before it is asked whether it has
    forgetting.done.connect(lambda: forgotten.append(True))
    print("done", flush=True)
    for line in sys.stdin:
        word, *numbers = line.split()
        if word == "touch":
            kiosk.see_the_page()
            forgotten.clear()
            kiosk.touch_now(QPoint(*map(int, numbers)))
        elif word == "handout":
            screens.wait_for_handout(kiosk)
        else:
            takeaway: Any = kiosk.kiosk.takeaway
            for pool in takeaway.findChildren(QThreadPool):
                assert pool.waitForDone(screens.MADE_WITHIN_MS)
            assert forgotten or heard(forgetting.done, FORGOTTEN_WITHIN_MS)
            kiosk.settle()
        print("done", flush=True)
    kiosk.close()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
