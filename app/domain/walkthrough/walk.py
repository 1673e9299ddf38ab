"""How far a family has got in a walkthrough. The engine of walkthrough.py moves it on."""

from __future__ import annotations

from app.lazy_dataclass import dataclass

Answers = tuple[tuple[str, str], ...]
"""(question id, choice id), in the order they were given."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A family's path so far: the answers, and what is on the screen.

    `at` is the question on the screen; "" is the page after the last answer: the review of the
    answers, or with `seen` the outcome. A walk that has not begun shows the opening page. One that
    was `reopened` was left earlier, and nothing has been done in it since.
    """

    answers: Answers = ()
    at: str = ""
    begun: bool = False
    seen: bool = False
    reopened: bool = False
