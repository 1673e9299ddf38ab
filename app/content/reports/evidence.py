"""Gathers what an audit asks of a library that is worked on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from app.content.checks.wording import paragraphs_of
from app.content.items.item import Content
from app.content.reports.reviews import review_of
from app.content.reports.sources import source_ids
from app.content.reports.status import act_in_words, whole_history
from app.content.workshop import Workshop
from app.content.workshop.values import Event, ItemRow, Settings, SourceRow
from app.domain.governance.evidence import (
    Cited,
    Done,
    Evidence,
    PathProof,
    Readability,
    TextEvidence,
)
from app.domain.governance.expected import run_all
from app.domain.governance.governance import TEXT_KINDS, ItemKey, ItemKind
from app.domain.library import readability
from app.domain.library.appearance import appearance_of
from app.domain.library.library import LibraryInfo, Source
from app.domain.progress import NO_PROGRESS, SubProgress
from app.domain.walkthrough.endings import TooManyPathsError, every_path, outcome_in_words
from app.domain.walkthrough.paths import faults


def evidence(
    workshop: Workshop,
    day: date,
    only: Collection[ItemKey] | None = None,
    progress: SubProgress = NO_PROGRESS,
) -> Evidence:
    """The library, or some texts of it, as it stands on a day.

    ContentError where a walkthrough cannot be read.
    """
    settings = workshop.settings.read()
    cited = {row.id: _cited(row) for row in workshop.sources.rows()}
    events: dict[ItemKey, list[Event]] = {}
    editions = []
    for event in whole_history(workshop, None, -1):
        if event.act == "published":
            editions.append(_done(event))
        elif event.item_id and event.kind in TEXT_KINDS:
            key = ItemKey(ItemKind(event.kind), event.item_id, event.language)
            events.setdefault(key, []).append(event)
    rows = [row for row in workshop.items.rows() if only is None or row.key in only]
    texts = tuple(
        _text(workshop, row, cited, events.get(row.key, ()), settings.plain_names)
        for row in progress.each(rows, len(rows), "Gathering text")
    )
    used = tuple(
        (source, tuple(text.title for text in texts if source in text.sources))
        for source in cited.values()
    )
    info = library_info(settings)
    return Evidence(info, day, settings.people_to_sign, texts, used, tuple(editions))


def library_info(settings: Settings) -> LibraryInfo:
    """The library as a whole, as handouts know it."""
    return LibraryInfo(
        settings.title,
        settings.language,
        settings.edition,
        settings.sample,
        settings.sample_notice,
        settings.take_down_after,
        None,
        settings.welcome,
        settings.whom_to_ask,
        settings.helpline_id,
        appearance_of(settings.looks),
    )


def _cited(row: SourceRow) -> Cited:
    source = Source(row.id, row.publisher, row.title, row.address, row.authors, row.dated)
    return Cited(source, row.read_on, row.permission, row.changed_on)


def _text(
    workshop: Workshop,
    row: ItemRow,
    cited: Mapping[str, Cited],
    events: Sequence[Event],
    plain_names: Sequence[str],
) -> TextEvidence:
    shown = workshop.items.signed_content(row.key)
    progress = shown or workshop.items.content(row.key)
    return TextEvidence(
        row.key,
        progress.title,
        row.status,
        shown is not None,
        row.owner,
        row.author,
        review_of(progress),
        tuple(s for s in workshop.signing.signatures(row.key) if s.digest == progress.digest),
        tuple(cited[source] for source in source_ids(progress) if source in cited),
        readability_of(progress, plain_names),
        tuple(_done(event) for event in events),
        _proof(workshop, progress) if row.key.kind is ItemKind.WALKTHROUGH else None,
    )


def _done(event: Event) -> Done:
    role = f" ({event.person.role})" if event.person.role else ""
    who = f"{event.person.name}{role}" if event.person.name else ""
    return Done(event.at, who, act_in_words(event.act), event.why)


def readability_of(content: Content, plain_names: Sequence[str]) -> Readability:
    """How hard the words of a version are to read, as the checks count it."""
    texts = list(paragraphs_of(content))
    sentences = [sentence for text in texts for sentence in readability.sentences(text)]
    longest = max(sentences, key=lambda s: len(readability.words(s)), default="")
    lix = readability.lix(texts, apart=plain_names)
    return Readability(lix, longest, len(readability.words(longest)))


def _proof(workshop: Workshop, content: Content) -> PathProof:
    walkthrough = workshop.checks.walkthrough(content)
    cases = run_all(walkthrough, workshop.cases.of(content.key.id))
    try:
        ends = Counter(path.outcome_id for path in every_path(walkthrough))
    except TooManyPathsError:
        return PathProof(None, (), faults(walkthrough), cases)
    order = [*(outcome.id for outcome in walkthrough.outcomes), ""]
    counted = tuple(
        (outcome_in_words(walkthrough, outcome), ends[outcome])
        for outcome in order
        if outcome or ends[outcome]
    )
    return PathProof(sum(ends.values()), counted, faults(walkthrough), cases)
