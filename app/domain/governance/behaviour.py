"""What behaves differently between two versions of a walkthrough, path by path.

A path is known by its answers: which choice was given to which question, by their ids, in whatever
order they were asked. The same path **ends differently** when its outcome is another one, or when
the outcome gives something else along this path: other notes, other situations listed, other
questions brought by the answers, other pages to read. All of it goes by ids. So new words for a
question, a choice, an outcome or a note change no path. An outcome's own questions have no ids:
they belong to its words, and the word-by-word comparison shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.governance.path_table import answers_in_words
from app.domain.handout.summary import GivenAnswer
from app.domain.walkthrough.endings import End, Ends, Path, every_path, path_of
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Walkthrough


class Kind(StrEnum):
    """How a path has changed. The first that fits, in this order."""

    ELSEWHERE = "ends at another outcome"
    GIVES = "same outcome, gives something else"
    ORDER = "asks in another order"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class PathChange:
    """One path that behaves differently; `was` and `now` are how it ended and ends.

    For a path that is new or gone, the other one is where the same answers lead in the other
    version, if they are enough there, or None.
    """

    kind: Kind
    answers: Answers
    was: End | None
    now: End | None


@dataclass(frozen=True, slots=True)
class BehaviourChange:
    """Two versions of a walkthrough, how many paths each has, and the paths that changed."""

    old: Walkthrough | None
    new: Walkthrough
    before: int
    after: int
    changes: tuple[PathChange, ...]

    def __bool__(self) -> bool:
        """Whether any path behaves differently."""
        return bool(self.changes)

    def of(self, *kinds: Kind) -> tuple[PathChange, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def given_answers(self, change: PathChange) -> tuple[GivenAnswer, ...]:
        """The answers of a changed path, in the words of the version that has it."""
        has_it = self.old if change.kind is Kind.GONE and self.old is not None else self.new
        return answers_in_words(has_it, change.answers)


def behaviour_change(old: Walkthrough | None, new: Walkthrough) -> BehaviourChange:
    """Compare two versions. Without an old one, every path is new. TooManyPathsError if so.

    100,000 paths take one to six seconds: for a worker, where somebody is typing.
    """
    paths_now = every_path(new)
    if old is None:
        ends = Ends(new)
        all_new = (PathChange(Kind.NEW, path.answers, None, ends.of(path)) for path in paths_now)
        return BehaviourChange(None, new, 0, len(paths_now), tuple(all_new))
    paths_before = paths_now if _leads(old) == _leads(new) else every_path(old)
    changes = _Comparison(old, new).changes(paths_before, paths_now)
    return BehaviourChange(old, new, len(paths_before), len(paths_now), tuple(changes))


def _leads(walkthrough: Walkthrough) -> object:
    """Where each answer leads: versions that are equal in this have the same paths."""
    questions = [
        (question.id, [(choice.id, choice.target, choice.unless) for choice in question.choices])
        for question in walkthrough.questions
    ]
    return walkthrough.first_question_id, questions, {o.id for o in walkthrough.outcomes}


class _Comparison:
    """The paths of two versions, side by side."""

    def __init__(self, old: Walkthrough, new: Walkthrough) -> None:
        self._old, self._new = old, new
        self._ended, self._ends = Ends(old), Ends(new)
        now = self._ends.givings
        # Outcomes that give the same: a path that ended there and does so still is the same path.
        self._alike = {i for i, giving in self._ended.givings.items() if now.get(i) == giving}
        self._alike.add("")

    def changes(self, before: Iterable[Path], now: Iterable[Path]) -> Iterator[PathChange]:
        """The paths that changed: those that are there now in their order, then those gone."""
        left = {path.answers: path for path in before}
        unmatched = []
        for path in now:
            was = left.pop(path.answers, None)
            if was is None:
                unmatched.append(path)
            elif was.outcome_id != path.outcome_id or path.outcome_id not in self._alike:
                yield from self._same_answers(was, path)
        others = {frozenset(path.answers): path for path in left.values()}
        for path in unmatched:
            was = others.pop(frozenset(path.answers), None)
            if was is not None:
                yield from self._same_answers(was, path)
                continue
            fewer = path_of(self._old, path.answers)
            ended = self._ended.of(fewer) if fewer else None
            yield PathChange(Kind.NEW, path.answers, ended, self._ends.of(path))
        for was in others.values():
            fewer = path_of(self._new, was.answers)
            ends = self._ends.of(fewer) if fewer else None
            yield PathChange(Kind.GONE, was.answers, self._ended.of(was), ends)

    def _same_answers(self, was: Path, now: Path) -> Iterator[PathChange]:
        ended, ends = self._ended.of(was), self._ends.of(now)
        if ended.outcome_id != ends.outcome_id:
            yield PathChange(Kind.ELSEWHERE, now.answers, ended, ends)
        elif ended != ends:
            yield PathChange(Kind.GIVES, now.answers, ended, ends)
        elif was.answers != now.answers:
            yield PathChange(Kind.ORDER, now.answers, ended, ends)
