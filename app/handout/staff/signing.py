"""Sheets that staff print, read and sign on paper: every path, and what behaves differently.

They are for those who answer for a walkthrough, not for families, and are set smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.governance.behaviour import BehaviourChange, Kind
from app.domain.governance.behaviour_text import (
    groups,
    now_in_words,
    sentence,
    shared_in_words,
    was_in_words,
)
from app.domain.governance.path_table import path_row
from app.domain.handout.handout_ports import Handout
from app.domain.library.library import LibraryInfo
from app.domain.library.markup import Block
from app.domain.walkthrough.endings import TooManyPathsError, every_path
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Choice, Note, Outcome, Walkthrough
from app.handout import elements, frame, wording
from app.handout.elements import Data, run
from app.handout.text import plain
from app.handout.typesetting import Typesetter

POINTS = 11
MOST_ROWS = 2_000
"""More rows than that is a hundred pages, which nobody reads before signing."""

_FIXED = "\N{NO-BREAK SPACE}"
_FIELDS = ("Name", "Role", "Date", "Signature")
_PATHS_LEAD = (
    "For those who check and sign this walkthrough. It lists every question, every outcome and "
    "every path from the first question to an outcome. In the list of paths, the numbers before "
    "the answers are those of the questions."
)
_CHANGE_LEAD = "The lists of paths below the signatures are part of what is signed."
_NOTHING = "The words may have changed. Where the answers lead, and what is shown there, has not."

Blocks = Callable[[str], tuple[Block, ...]]
"""Reads CommonMark into blocks, as the library does."""


@dataclass(frozen=True, slots=True)
class Form:
    """The words round a sheet to sign: of which library, which version, and who signs.

    `version` stands in the foot of each page, such as "Version 3, 1f2e 77ab"; `before` is the one
    that it is compared with.
    """

    library: LibraryInfo
    version: str = ""
    before: str = ""
    signers: tuple[str, ...] = ("Checked by", "Signed by")


def form_for(library: LibraryInfo, digest: str, before: str) -> Form:
    """The form of a version, which it names by the beginning of its digest, as the history does."""
    return Form(library, _version_name(digest), _version_name(before))


def _version_name(digest: str) -> str:
    return f"version {digest[:4]} {digest[4:8]}" if digest else ""


def paths_sheet(
    typesetter: Typesetter, walkthrough: Walkthrough, form: Form, blocks: Blocks
) -> Handout:
    """Every path and every outcome, to sign. TooManyPaths where nobody could read them all."""

    def content() -> Iterator[Data]:
        yield elements.paragraph(_PATHS_LEAD)
        yield from _opening(walkthrough, form.library, blocks)
        yield from _questions(walkthrough)
        yield from _outcomes(walkthrough, blocks)
        yield from _paths(walkthrough)
        yield signatures(form)

    return _set(typesetter, walkthrough, form, "every path", content())


def behaviour_sheet(typesetter: Typesetter, change: BehaviourChange, form: Form) -> Handout:
    """The behaviour change on a page to sign, and each path that changed after it.

    TooManyPaths as in `paths_sheet`.
    """

    def content() -> Iterator[Data]:
        yield {"element": "lead", "text": plain(sentence(change))}
        if form.before or form.version:
            versions = (form.before or "no version", form.version or "a draft")
            yield elements.paragraph("Before: {}. Now: {}.".format(*versions))
        if change:
            yield elements.paragraph(_CHANGE_LEAD)
            yield from _groups(change)
        else:
            yield elements.paragraph(_NOTHING)
        yield signatures(form)
        if change:
            yield from _changed_paths(change)

    return _set(typesetter, change.new, form, "what behaves differently", content())


def _set(
    typesetter: Typesetter, walkthrough: Walkthrough, form: Form, about: str, rest: Iterator[Data]
) -> Handout:
    heading = f"{walkthrough.title}: {about}"
    named = f"{walkthrough.title} ({walkthrough.id})"
    return sign_off_sheet(typesetter, heading, named, form, rest)


def sign_off_sheet(
    typesetter: Typesetter, heading: str, named: str, form: Form, rest: Iterator[Data]
) -> Handout:
    """A sheet to sign: below its heading the rest; `named` at the foot says what it is about."""
    title = plain(heading)

    def content() -> Iterator[Data]:
        yield from frame.masthead(typesetter.site)
        yield {"element": "title", "text": title}
        yield from frame.sample_banner(form.library)
        yield from rest

    foot = frame.foot(form.library) | {"source": plain(f"{named}. {form.version}")}
    leaves = [frame.leaf(foot, content())]
    return typesetter.lay_out(frame.framed(title, form.library, typesetter.site, POINTS, leaves))


# -- the parts of a walkthrough -----------------------------------------------------------------


def _opening(walkthrough: Walkthrough, library: LibraryInfo, blocks: Blocks) -> Iterator[Data]:
    of_source = library.dates_are_the_sources
    dates = wording.dates(walkthrough.review, is_overdue=False, of_source=of_source)
    yield elements.paragraph(f"Source: {wording.source_line(walkthrough.source)} {dates}")
    if opening := blocks(walkthrough.opening):
        yield elements.heading("Opening page")
        yield from _below_a_heading(opening)


def _questions(walkthrough: Walkthrough) -> Iterator[Data]:
    if walkthrough.questions:
        yield elements.heading("Questions")
    for number, question in enumerate(walkthrough.questions, start=1):
        yield elements.heading(f"{number}. {question.text} ({question.id})", 3)
        if plain(question.why):
            yield elements.paragraph(question.why, stays_with_next=True)
        if question.choices:
            yield {"element": "bullets", "items": [_choice(choice) for choice in question.choices]}


def _choice(choice: Choice) -> list[Data]:
    """An answer, and the words that it brings to some outcomes."""
    words = [run(f"{choice.label} ({choice.id})", strong=True)]
    if choice.situation:
        words.append(run(f" Situation: {choice.situation}"))
    if choice.ask:
        words.append(run(f" Question to ask: {choice.ask}"))
    return words


def _outcomes(walkthrough: Walkthrough, blocks: Blocks) -> Iterator[Data]:
    if walkthrough.outcomes:
        yield elements.heading("Outcomes")
    for outcome in walkthrough.outcomes:
        yield elements.heading(f"{outcome.title} ({outcome.id})", 3)
        yield from _below_a_heading(blocks(outcome.body))
        yield from _given(outcome)
    if walkthrough.notes:
        yield elements.heading("Notes")
    for note in walkthrough.notes:
        yield elements.heading(f"{note.title} ({note.id})", 3)
        yield elements.paragraph(_when(walkthrough, note))
        yield from _below_a_heading(blocks(note.body))


def _below_a_heading(blocks: Iterable[Block]) -> Iterator[Data]:
    """A body's own headings become strong words, because they stand deeper than headings go."""
    for element in elements.blocks(blocks, frozenset()):
        if element["element"] == "heading":
            words = run(element["text"], strong=True)
            yield {"element": "paragraph", "runs": [words], "stays_with_next": True}
        else:
            yield element


def _given(outcome: Outcome) -> Iterator[Data]:
    if outcome.questions:
        yield elements.paragraph("Questions to ask:", stays_with_next=True)
        yield {"element": "bullets", "items": [[run(words)] for words in outcome.questions]}
    also = []
    if outcome.shows_situations:
        also.append("It lists the situations that the answers match.")
    if outcome.takes_answers_along:
        also.append("Each answer adds its own question to ask.")
    if outcome.topic_ids:
        also.append(f"It offers these pages: {', '.join(outcome.topic_ids)}.")
    if also:
        yield elements.paragraph(" ".join(also))


def _when(walkthrough: Walkthrough, note: Note) -> str:
    """Where a note is shown."""
    choices = (
        f"“{choice.label}” ({choice.id})"
        for question in walkthrough.questions
        for choice in question.choices
        if choice.id in note.choice_ids
    )
    outcomes = (o.id for o in walkthrough.outcomes if o.id in note.outcome_ids)
    return f"Shown at {', '.join(outcomes)} after one of: {', '.join(choices)}."


# -- tables -------------------------------------------------------------------------------------


def _paths(walkthrough: Walkthrough) -> Iterator[Data]:
    paths = every_path(walkthrough)
    _check(len(paths))
    rows = []
    for number, path in enumerate(paths, start=1):
        row = path_row(walkthrough, number, path)
        end = f" ({row.outcome_id})" if row.outcome_id else ""
        ends = [run(row.outcome_title + end)]
        ends += [run(f" + {title}", emphasis=True) for title in row.notes]
        answers = [given.answer for given in row.given]
        rows.append([[run(str(number))], _answers(walkthrough, row.answers, answers), ends])
    yield elements.heading(f"Paths ({len(paths)})")
    yield _table(("auto", 3, 2), ("No.", "Answers", "Ends at"), rows, tick="Read")


def _groups(change: BehaviourChange) -> Iterator[Data]:
    rows = [
        [[run(str(group.count))], [run(shared_in_words(group))], [run(group.was)], [run(group.now)]]
        for group in groups(change)
    ]
    yield elements.heading("What leads where")
    yield _table(("auto", 3, 2, 2), ("Paths", "Which", "Before", "Now"), rows)


def _changed_paths(change: BehaviourChange) -> Iterator[Data]:
    _check(len(change.changes))
    rows = []
    for one in change.changes:
        version = change.old if one.kind is Kind.GONE and change.old else change.new
        words = [given.answer for given in change.given_answers(one)]
        rows.append(
            [
                [run(one.kind.value)],
                _answers(version, one.answers, words),
                [run(was_in_words(change, one))],
                [run(now_in_words(change, one))],
            ]
        )
    yield elements.heading(f"Each path that changed ({len(rows)})")
    yield _table((2, 4, 3, 3), ("How", "Answers", "Before", "Now"), rows)


def _check(count: int) -> None:
    if count > MOST_ROWS:
        raise TooManyPathsError(
            f"It has {count} paths to list, and a sheet to sign holds {MOST_ROWS} at most.",
            "Make two walkthroughs of it.",
        )


def _answers(walkthrough: Walkthrough, answers: Answers, words: Sequence[str]) -> list[Data]:
    """Answers, each after the number of its question."""
    numbers = {question.id: n for n, question in enumerate(walkthrough.questions, start=1)}
    cell: list[Data] = []
    for (question_id, _), answer in zip(answers, words, strict=True):
        before = " · " if cell else ""
        cell += [run(before), run(f"{numbers.get(question_id, question_id)}{_FIXED}", strong=True)]
        cell.append(run(answer))
    return cell


def _table(
    widths: Sequence[int | str], head: Sequence[str], rows: list[list[list[Data]]], tick: str = ""
) -> Data:
    return {
        "element": "table",
        "widths": list(widths),
        "head": list(head),
        "rows": rows,
        "tick": tick,
    }


def signatures(form: Form) -> Data:
    """Where people sign, one below the other."""
    return {
        "element": "signatures",
        "heading": "Signatures",
        "who": list(form.signers),
        "fields": list(_FIELDS),
    }
