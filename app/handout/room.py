"""How much room to write a sheet has: an estimate; to lay it out twice would take twice as long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.handout.summary import Summary
from app.domain.library.markup import BlockKind
from app.handout import wording

WRITING = 8.2
"""Millimetres from line to line to write on, for hands that shake."""

PICTURES = 52.0
"""Millimetres that pictures beside each other take, without their captions."""


@dataclass(frozen=True, slots=True)
class Print:
    """A size of print: letters on a line, its height, an answer's, and what is around a question.

    The room of an outcome and a topic is what is left beside all that every sheet has, in
    millimetres, measured on A4.
    """

    letters: int
    line: float
    answer: float
    around: float
    outcome: float
    topic: float

    def height(self, texts: Iterable[str], line: float = 0) -> float:
        """Of some texts, each on lines of its own."""
        return sum((line or self.line) * -(-len(text) // self.letters) for text in texts)

    def below_first_line(self, title: str) -> float:
        """Of the other lines of a title: its letters are larger by half."""
        return self.line * 1.25 * (len(title) // (self.letters * 2 // 3))


PRINTS = {
    False: Print(70, 6.8, 6.8, 6.0, 188.0, 250.0),
    True: Print(52, 8.4, 7.4, 8.0, 180.0, 330.0),
}
"""Standard and large print. A topic has two pages, or three; an outcome's questions have one."""


def on_the_page_of_answers(summary: Summary, *, large: bool) -> int:
    """Lines to write on for each question of an outcome: its page holds them all."""
    size = PRINTS[large]
    given = (f"{given.question} {given.answer}" for given in summary.answers)
    used = size.height(given, size.answer) + size.below_first_line(summary.title)
    return _shared(size.outcome - used, _asked(summary), size, most=3)


def on_a_topic(summary: Summary, *, large: bool) -> int:
    """Lines to write on for each question of a topic: it takes no page more for them."""
    size = PRINTS[large]
    headings = sum(block.kind is BlockKind.HEADING for block in summary.blocks)
    texts = [summary.lead]
    texts += [line for block in summary.blocks for line in block.text.split("\n")]
    texts += [f"{term.term}: {term.meaning}" for term in summary.terms]
    used = size.height(texts) + 3.5 * len(texts) + 6 * headings + _pictures(summary)
    return _shared(size.topic - used, _asked(summary), size, most=1)


def _asked(summary: Summary) -> tuple[str, ...]:
    """What has a box: the questions, and the line for one of their own."""
    return (*summary.questions, *[wording.ASK_OWN] * summary.has_empty_line)


def _pictures(summary: Summary) -> float:
    """The height of a topic's pictures: those that follow each other share it."""
    kinds = [block.kind for block in summary.blocks]
    pairs = zip([None, *kinds], kinds, strict=False)
    return PICTURES * sum(k is BlockKind.PICTURE and before is not k for before, k in pairs)


def _shared(height: float, questions: tuple[str, ...], size: Print, most: int) -> int:
    if not questions:
        return 0
    spare = height - size.height(questions) - size.around * len(questions)
    return max(0, min(most, int(spare / (WRITING * len(questions)))))
