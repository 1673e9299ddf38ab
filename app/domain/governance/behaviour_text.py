"""A behaviour change in words: the sentence, and a table that a clinician can read on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.governance.behaviour import BehaviourChange, Kind, PathChange
from app.domain.governance.path_table import answers_in_words
from app.domain.handout.summary import GivenAnswer
from app.domain.library.counting import count
from app.domain.walkthrough.endings import End, every_path, outcome_in_words
from app.domain.walkthrough.walk import Answers


@dataclass(frozen=True, slots=True)
class Group:
    """The changes that lead from one outcome to another in the same way, with what they share.

    `shared` are the answers that all of them have. `is_all` says that no other path has them:
    then these answers say exactly which paths are meant.
    """

    kind: Kind
    was: str
    now: str
    count: int
    shared: tuple[GivenAnswer, ...]
    is_all: bool


def sentence(change: BehaviourChange) -> str:
    """The change in a few plain sentences: how many of how many paths, and what became of them."""
    if change.old is None:
        return f"There is no earlier version. All of its paths are new: {change.after}."
    if not change:
        return f"No path has changed: all {change.before} end as they did before."
    elsewhere, gives, order, gone, new = (len(change.of(kind)) for kind in Kind)
    of_all = f"of {_paths(change.before)}"
    text = []
    if elsewhere or gives:
        text.append(f"{elsewhere + gives} {of_all} now {_verb(elsewhere + gives)} differently.")
    else:
        text.append(f"None {of_all} now ends differently.")
    if gives:
        also = f"{elsewhere} at another outcome, " if elsewhere else ""
        text.append(f"That is: {also}{gives} at the same outcome, which now gives something else.")
    if order:
        asks = "asks its" if order == 1 else "ask their"
        text.append(f"{order} {of_all} {asks} questions in another order.")
    if gone:
        text.append(f"{gone} {of_all} {_are(gone)} gone.")
    if new:
        text.append(f"{_paths(new)} {_are(new)} new.")
    if gone or new:
        text.append(f"There {_are(change.after)} now {_paths(change.after)}.")
    return " ".join(text)


def _paths(number: int) -> str:
    return count(number, "path")


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _verb(number: int) -> str:
    return "ends" if number == 1 else "end"


def was_in_words(change: BehaviourChange, one: PathChange) -> str:
    """How a path ended before."""
    if one.kind is not Kind.NEW:
        return outcome_in_words(change.old or change.new, one.was.outcome_id if one.was else "")
    if one.was is None or change.old is None:
        return "There was no such path."
    ended = outcome_in_words(change.old, one.was.outcome_id)
    return f"There was no such path. The same answers ended at {ended}, with fewer questions."


def now_in_words(change: BehaviourChange, one: PathChange) -> str:
    """How a path ends now, and what it gives more or less than before."""
    if one.kind is Kind.GONE:
        if one.now is None:
            return "There is no such path any more."
        ends = outcome_in_words(change.new, one.now.outcome_id)
        return f"There is no such path any more. Fewer questions lead to {ends}."
    ends = outcome_in_words(change.new, one.now.outcome_id if one.now else "")
    if one.kind is Kind.ORDER:
        return f"{ends}, asked in another order"
    if one.kind is Kind.GIVES:
        return f"{ends}. {' '.join(differences(change, one))}"
    return ends


def differences(change: BehaviourChange, one: PathChange) -> tuple[str, ...]:
    """What the same outcome gives more or less than before, in a sentence each."""
    was, now, old = one.was or End(), one.now or End(), change.old or change.new
    notes = {note.id: note.title for note in (*old.notes, *change.new.notes)}
    labels = {
        choice.id: choice.label
        for question in (*old.questions, *change.new.questions)
        for choice in question.choices
    }
    pages = {topic: f"page {topic}" for topic in was.topics | now.topics}
    return (
        *_more_or_less("the note", was.notes, now.notes, notes),
        *_more_or_less("the situation of", was.situations, now.situations, labels),
        *_more_or_less("the question of", was.asks, now.asks, labels),
        *_more_or_less("a link to", was.topics, now.topics, pages),
    )


def _more_or_less(
    what: str, was: frozenset[str], now: frozenset[str], names: dict[str, str]
) -> Iterable[str]:
    for item in sorted(now - was):
        yield f"It now shows {what} “{names.get(item, item)}”."
    for item in sorted(was - now):
        yield f"It no longer shows {what} “{names.get(item, item)}”."


def groups(change: BehaviourChange) -> tuple[Group, ...]:
    """The changes by what they lead from and to, those that matter most first."""
    found: dict[tuple[Kind, str, str], list[PathChange]] = {}
    for one in change.changes:
        key = (one.kind, was_in_words(change, one), now_in_words(change, one))
        found.setdefault(key, []).append(one)
    in_order = sorted(found.items(), key=lambda item: (list(Kind).index(item[0][0]), -len(item[1])))
    answers = {
        version: [path.answers for path in every_path(walkthrough)]
        for version, walkthrough in ((True, change.old), (False, change.new))
        if walkthrough is not None and found
    }
    return tuple(_group(change, key, ones, answers[key[0] is Kind.GONE]) for key, ones in in_order)


def _group(
    change: BehaviourChange,
    key: tuple[Kind, str, str],
    ones: list[PathChange],
    answers_of_all: list[Answers],
) -> Group:
    shared = frozenset(ones[0].answers).intersection(*(one.answers for one in ones))
    has_them = change.old if key[0] is Kind.GONE and change.old is not None else change.new
    in_order = tuple(pair for pair in ones[0].answers if pair in shared)
    count = sum(all(pair in answers for pair in in_order) for answers in answers_of_all)
    return Group(*key, len(ones), answers_in_words(has_them, in_order), count == len(ones))


def shared_in_words(group: Group) -> str:
    """Which paths a group is: all of those with some answers, or some of them."""
    if not group.shared:
        return "All paths." if group.is_all else "Paths that share no answer."
    answers = " ".join(f"{given.question} “{given.answer}”." for given in group.shared)
    return f"{'All' if group.is_all else 'Some of those'} that answer: {answers}"
