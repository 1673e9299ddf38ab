"""After a session its answers are not in the process's memory: measured by canaries, from outside.

A visit is made once by a hand that reads the screen, which writes down where it touched. A second
program, a kiosk and nothing else, is touched in the same places; then its memory is read. Each
answer, text and id has a word of its own, so that what a family chose is told from what stood
beside it: both are in the library, and only one of them was theirs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from tests.driver import Driver
from tests.journeys import screens, walking
from tests.journeys.canary import Found, canaries, canary_library
from tests.journeys.conftest import no_complaint

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
FORMS = ("narrow", "wide")


class Hand(Driver):
    """A driver that writes down where it touches."""

    def __init__(self, state: Path, content: Path) -> None:
        self.touched: list[str] = []
        super().__init__(state, content)

    def touch_now(self, at: QPoint, *, settle: bool = True) -> None:
        """Touch, and write it down."""
        self.touched.append(f"touch {at.x()} {at.y()}")
        super().touch_now(at, settle=settle)


@dataclass
class Visit:
    """Where somebody touched, what they chose and opened, and what they did not."""

    steps: list[str] = field(default_factory=list)
    last_steps: list[str] = field(default_factory=list)
    answered: int = 0
    """How many of the steps there are until every answer has been given."""
    chosen: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    unopened: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library with its canaries."""
    return canary_library(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="module")
def visit(fonts: None, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """A visit: two pages, a walkthrough, a summary of all, its handout, and "I've finished"."""
    hand = Hand(tmp_path_factory.mktemp("hand"), content)
    made = Visit()

    def await_handout() -> None:
        screens.wait_for_handout(hand)
        hand.touched.append("handout")

    hand.start()
    titles = screens.topic_titles(hand)
    for title in (titles[2], titles[4]):
        hand.tap(title)
        hand.tap("Add to my summary")
        hand.tap("Home")
        made.opened.add(which(title))
    made.unopened = {which(title) for title in titles} - made.opened
    hand.tap(walking.walkthrough_of(hand).title)
    hand.tap("Start the questions")
    while not hand.has("See what you could ask"):
        answers = [s.name for s in hand.everything() if s.is_control and "Zqlab" in s.name]
        made.chosen.add(which(answers[1]))
        made.beside |= {which(one) for one in answers} - made.chosen
        hand.tap(answers[1])
    made.answered = len(hand.touched)
    hand.tap("See what you could ask")
    hand.tap("Add to my summary")
    hand.tap("Print this page")
    await_handout()
    hand.tap("Pages I chose: 3")
    await_handout()
    made.steps = list(hand.touched)
    hand.touched.clear()
    hand.tap("I've finished")
    hand.tap("Yes, clear the screen")
    made.last_steps = [*hand.touched, "end"]
    with no_complaint():
        hand.close()
    return made


def which(text: str) -> str:
    """The id in a text's canary."""
    found = re.search(r"Zq[a-z]{3}([ct]\d\d)", text)
    assert found, text
    return found[1]


@contextmanager
def kiosk(content: Path, state: Path) -> Iterator[tuple[int, Callable[[str], None]]]:
    """A kiosk in a process of its own; gives its number, and what does a step of a visit there."""
    command = [sys.executable, "-m", "tests.journeys.canary", str(content), str(state)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        steps, told = program.stdin, program.stdout

        def do(step: str) -> None:
            steps.write(f"{step}\n")
            steps.flush()
            assert told.readline() == "done\n", step

        try:
            assert told.readline() == "done\n"
            yield program.pid, do
        finally:
            program.kill()


def of(found: Found, form: str, items: set[str]) -> dict[str, int]:
    """The canaries of some answers or pages in one form, and how often each was found."""
    return {
        f"{kind} {which}": n
        for (f, kind, which), n in found.items()
        if f == form and which in items
    }


def test_what_a_family_chose_is_nowhere_in_memory_when_they_have_gone(
    content: Path, visit: Visit, tmp_path: Path
) -> None:
    with kiosk(content, tmp_path) as (process, do):
        for step in visit.steps[: visit.answered]:
            do(step)
        for form in FORMS:
            assert of(canaries(process), form, visit.chosen), "what is there would not be found"
        for step in visit.steps[visit.answered :]:
            do(step)
        here = canaries(process)
        assert of(here, "narrow", visit.chosen)
        assert of(here, "narrow", visit.opened)
        for step in visit.last_steps:
            do(step)
        left = canaries(process)
    print({form: of(left, form, visit.opened | visit.chosen | visit.beside) for form in FORMS})
    # The answers, their ids, the questions that came of them: in no form, whoever kept them.
    assert of(left, "narrow", visit.chosen) == {}
    assert of(left, "wide", visit.chosen) == {}
    # Of the pages that were open Qt keeps no word but the titles, which home shows to everybody;
    # what is left is the library's and Typst's.
    kept = of(left, "wide", visit.opened)
    assert [words for words in kept if not words.startswith(("tit ", "id "))] == []
    most = sum(of(here, "narrow", visit.opened).values()) / 5
    assert sum(of(left, "narrow", visit.opened).values()) < most
