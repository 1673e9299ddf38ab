"""The document for an audit of an information standard: what answers for each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.governance.evidence import Cited, Done, Evidence, PathProof, TextEvidence
from app.domain.governance.governance import ItemKind, ItemStatus, Signature
from app.domain.handout.handout_ports import Handout
from app.domain.library.library import date_in_words
from app.domain.library.readability import MAX_WORDS_IN_SENTENCE, max_lix
from app.domain.library.review import ReviewState
from app.domain.progress import NO_PROGRESS, SubProgress
from app.handout import elements, frame, wording
from app.handout.elements import Data, run
from app.handout.staff.tables import Cell, table
from app.handout.text import plain
from app.handout.typesetting import Typesetter

_POINTS = 10
_OF_A_TEXT = 2
_MAX_ELEMENTS = 400
_MOST_LINES = 12
"""How many lines of a text's history are told; the library holds the others."""

IN_ONE = 500
"""How many texts one document tells of: some 200 pages."""

_TITLE = "Evidence for an information standard"
_CHAPTERS = {
    ItemKind.TOPIC: "Pages",
    ItemKind.WALKTHROUGH: "Walkthroughs",
    ItemKind.CONTACT: "Contacts",
    ItemKind.TERM: "Glossary",
}
_LEAD = (
    "Each text of the library with who wrote it, who checked and signed it, where its facts come "
    "from, when it is reviewed and how hard it is to read."
)
_ABOUT = (
    "A signature covers exactly the version that the person saw. Families see the version that was "
    "signed last; a draft, whoever made it, changes nothing for them."
)


def evidence_documents(
    typesetter: Typesetter,
    evidence: Evidence,
    progress: SubProgress = NO_PROGRESS,
    in_one: int = IN_ONE,
) -> tuple[Handout, ...]:
    """One document, or several of a big library: Typst takes ever longer for one of many pages."""
    texts = evidence.texts
    shares = [texts[at : at + in_one] for at in range(0, len(texts), in_one)]
    if len(shares) <= 1:
        progress.at(0, "Laying out")
        return (evidence_document(typesetter, evidence),)
    made = []
    for number, share in enumerate(progress.each(shares, len(shares), "Laying out document")):
        first = number * in_one + 1
        about = (
            f"Part {number + 1} of {len(shares)}: texts {first:,} to {first + len(share) - 1:,} "
        )
        about += f"of {len(texts):,}. What is counted here is counted in this part."
        made.append(evidence_document(typesetter, _with(evidence, share), about))
    return tuple(made)


def _with(evidence: Evidence, texts: tuple[TextEvidence, ...]) -> Evidence:
    """The evidence of some of its texts."""
    used = (
        (cited, tuple(text.title for text in texts if cited in text.sources))
        for cited, _ in evidence.sources
    )
    sources = tuple((cited, titles) for cited, titles in used if titles)
    return replace(evidence, texts=texts, sources=sources)


def evidence_document(typesetter: Typesetter, evidence: Evidence, about: str = "") -> Handout:
    """Everything about a library on its day, as a tagged PDF: the same each time it is made.

    `about` says which part of it this is.
    """
    foot = frame.foot(evidence.library) | {"source": f"As on {date_in_words(evidence.day)}."}
    chapters = [c for c in _chapters(evidence) if c[1]]
    titles = [title for title, _ in chapters]
    leaves = [frame.leaf(foot, _first_page(typesetter, evidence, titles, about))]
    for number, (title, content) in enumerate(chapters):
        whole = [{"element": "title", "text": title, "anchor": _anchor(number)}, *content]
        leaves += [frame.leaf(foot, element, 1) for element in _in_shares(whole)]
    framed = frame.framed(_TITLE, evidence.library, typesetter.site, _POINTS, leaves)
    return typesetter.lay_out(framed)


def _in_shares(content: Sequence[Data]) -> Iterator[Iterator[Data]]:
    """A chapter in shares that begin at a heading: Typst does not lay out 1,000 texts in one."""
    share: list[Data] = []
    for element in content:
        starts = element["element"] == "heading" and element["depth"] == _OF_A_TEXT
        if starts and len(share) >= _MAX_ELEMENTS:
            yield iter(share)
            share = []
        share.append(element)
    yield iter(share)


def _anchor(number: int) -> str:
    return f"chapter-{number}"


def _chapters(evidence: Evidence) -> Iterator[tuple[str, list[Data]]]:
    for kind, title in _CHAPTERS.items():
        texts = [text for text in evidence.texts if text.key.kind is kind]
        if kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
            yield title, [element for text in texts for element in _text(text, evidence)]
        elif texts:
            yield title, [_short_table(texts, evidence)]
    if evidence.sources:
        yield "Sources", [_sources(evidence)]


# -- the first page ------------------------------------------------------------------------------


def _first_page(
    typesetter: Typesetter, evidence: Evidence, chapters: Sequence[str], about: str
) -> Iterator[Data]:
    yield from frame.masthead(typesetter.site)
    yield {"element": "title", "text": _TITLE}
    yield from frame.sample_banner(evidence.library)
    yield {"element": "lead", "text": f"{plain(evidence.library.title)}. {_LEAD}"}
    if about:
        yield elements.paragraph(about)
    yield elements.paragraph(_ABOUT)
    yield elements.heading("How the library is governed")
    yield table((2, 5), ("What", "In this library"), _rules(evidence))
    yield elements.heading(wording.CONTENTS)
    yield {
        "element": "contents",
        "page": wording.PAGE,
        "items": [
            {"anchor": _anchor(number), "title": title, "note": _size(title, evidence)}
            for number, title in enumerate(chapters)
        ],
    }
    yield elements.heading("At a glance")
    yield table((4, 2, 3, "auto"), ("Text", "State", "Next review", "LIX"), _overview(evidence))
    if evidence.editions:
        yield elements.heading("Editions that were published")
        yield from _history(evidence.editions)


def _size(title: str, evidence: Evidence) -> str:
    kinds = {words: kind for kind, words in _CHAPTERS.items()}
    if title not in kinds:
        return f"{len(evidence.sources)} in all."
    texts = [text for text in evidence.texts if text.key.kind is kinds[title]]
    shown = sum(text.shown for text in texts)
    return f"{len(texts)} in all, {shown} of them shown to families."


def _rules(evidence: Evidence) -> Iterator[tuple[str, str]]:
    two = evidence.people_to_sign > 1
    yield (
        "Who signs",
        "A second person, who neither wrote nor checked the text."
        if two
        else "One person may write, check and sign a text.",
    )
    days = evidence.library.take_down_after
    yield (
        "An overdue page",
        "Families see it with a notice that it is past its review date."
        if days is None
        else f"Families see it with a notice. After {days} days its text is not shown.",
    )
    shown = [text for text in evidence.texts if text.shown]
    overdue = [t for t in shown if t.review and t.review.state(evidence.day) is ReviewState.OVERDUE]
    yield "Texts shown to families", str(len(shown))
    yield "Of these, overdue for review", str(len(overdue))
    pending = [t for t in shown if t.status in (ItemStatus.DRAFT, ItemStatus.CHECKED)]
    yield "Of these, with a draft beside them", str(len(pending))
    without = [cited for cited, used in evidence.sources if used and not cited.permission]
    yield "Sources in use without a permission", str(len(without))
    changed = [cited for cited, used in evidence.sources if used and cited.changed_on]
    yield "Sources in use that have changed", str(len(changed))
    hard = [text for text in shown if _is_hard(text)]
    limit = max_lix(evidence.library.language)
    if limit is not None:
        yield f"Texts with a LIX of {limit:.0f} or more", str(len(hard))


def _is_hard(text: TextEvidence) -> bool:
    limit = max_lix(text.key.language)
    return limit is not None and text.readability.lix >= limit


def _overview(evidence: Evidence) -> Iterator[tuple[str, str, str, str]]:
    for text in evidence.texts:
        if text.key.kind in (ItemKind.TOPIC, ItemKind.WALKTHROUGH):
            lix = f"{text.readability.lix:.0f}"
            yield _called(text, evidence), _state(text), _next_review(text, evidence), lix


def _called(text: TextEvidence, evidence: Evidence) -> str:
    other = {evidence.library.language: ""}.get(text.key.language, f", {text.key.language}")
    return f"{text.title} ({text.key.id}{other})"


def _state(text: TextEvidence) -> str:
    if not text.shown:
        return f"{text.status}, not shown"
    if text.status in (ItemStatus.DRAFT, ItemStatus.CHECKED):
        beside = "draft" if text.status is ItemStatus.DRAFT else "checked draft"
        return f"shown, with a {beside} beside it"
    return f"{text.status}, shown"


def _next_review(text: TextEvidence, evidence: Evidence) -> str:
    if text.review is None:
        return "no date"
    late = text.review.state(evidence.day) is ReviewState.OVERDUE
    return date_in_words(text.review.due) + (", overdue" if late else "")


# -- a text --------------------------------------------------------------------------------------


def _text(text: TextEvidence, evidence: Evidence) -> Iterator[Data]:
    yield elements.heading(_called(text, evidence))
    yield table((2, 5), ("What", "As it stands"), _facts(text, evidence))
    if text.proof:
        yield elements.heading("Proof of its paths", 3)
        yield table((2, 5), ("What", "Result"), _proof(text.proof))
    if text.history:
        yield elements.heading("History, the newest first", 3)
        yield from _history(text.history)


def _facts(text: TextEvidence, evidence: Evidence) -> Iterator[tuple[str, Cell]]:
    yield "State", _state(text)
    yield "Owner", text.owner or "not said"
    yield "Author", text.author or "not said"
    yield "Signatures", _signatures(text.signatures)
    if text.review:
        yield "Last reviewed", date_in_words(text.review.last)
    yield "Next review", _next_review(text, evidence)
    for number, cited in enumerate(text.sources):
        yield "Source" if number == 0 else "Also", _cited(cited)
    if not text.sources:
        yield "Source", "none"
    progress = text.readability
    limit = max_lix(text.key.language)
    asked = "no limit in this language" if limit is None else f"less than {limit:.0f} is asked for"
    yield "Readability", f"LIX {progress.lix:.0f} ({asked})"
    if progress.longest:
        words = f"{progress.words} words ({MAX_WORDS_IN_SENTENCE} at most are asked for): "
        yield "Longest sentence", [run(words), run(progress.longest, emphasis=True)]


def _signatures(signatures: Iterable[Signature]) -> str:
    found = []
    for signature in signatures:
        role = f", {signature.role}" if signature.role else ""
        day = f", {date_in_words(signature.day)}" if signature.day else ""
        found.append(f"{str(signature.step).capitalize()} by {signature.name}{role}{day}.")
    return " ".join(found) or "none"


def _cited(cited: Cited) -> str:
    lines = [wording.source_line(cited.source)]
    if cited.source.address:
        lines.append(f"{cited.source.address}.")
    read = date_in_words(cited.read_on) if cited.read_on else "not said"
    lines.append(f"Read on: {read}. Permission: {cited.permission or 'not said'}.")
    if cited.changed_on:
        lines.append(f"It has changed since, as seen on {date_in_words(cited.changed_on)}.")
    return " ".join(lines)


def _proof(proof: PathProof) -> Iterator[tuple[str, Cell]]:
    if proof.paths is None:
        yield "Paths", "Too many to list."
    else:
        yield "Paths", f"{proof.paths}, each followed to its end"
    for ends, number in proof.ends:
        yield f"Paths that end at {ends}", str(number)
    for fault in proof.faults:
        yield "Fault", f"{fault.where}: {fault.problem} {fault.hint}"
    if not proof.faults:
        yield "Faults", "None: each path ends in an outcome, each question and outcome is reached."
    for result in proof.cases:
        about = f" Why: {result.case.about}" if result.case.about else ""
        held = "Holds." if result.passed else "FAILS."
        yield f"Expected case {result.case.id}", f"{held} {result.sentence}{about}"
    if not proof.cases:
        yield "Expected cases", "none"


def _history(lines: Sequence[Done]) -> Iterator[Data]:
    rows = [
        (
            done.at.replace("T", " ").removesuffix("Z")[:16] or "not written down yet",
            done.who or "nobody said",
            ". ".join(filter(None, (done.what, done.why))),
        )
        for done in lines[:_MOST_LINES]
    ]
    yield table(("auto", 3, 4), ("When (UTC)", "Who", "What, and why"), rows)
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        yield elements.paragraph(f"Earlier lines, in the library's own history: {more}.")


def _short_table(texts: Iterable[TextEvidence], evidence: Evidence) -> Data:
    rows = [
        (
            _called(text, evidence),
            _state(text),
            text.owner or "not said",
            _signatures(text.signatures),
            "; ".join(wording.source_line(cited.source) for cited in text.sources) or "none",
            _next_review(text, evidence),
        )
        for text in texts
    ]
    head = ("Text", "State", "Owner", "Signatures", "Source", "Next review")
    return table((3, 2, 2, 3, 3, 2), head, rows)


def _sources(evidence: Evidence) -> Data:
    rows = []
    for cited, used in evidence.sources:
        read = date_in_words(cited.read_on) if cited.read_on else "not said"
        seen = cited.changed_on
        changed = f". Changed, as seen on {date_in_words(seen)}" if seen else ""
        what = f"{wording.source_line(cited.source)} {cited.source.address}".strip()
        rows.append((what, read + changed, cited.permission or "not said", _listed(used)))
    return table((4, 2, 2, 4), ("Source", "Read on", "Permission to use", "On it"), rows)


def _listed(used: Sequence[str]) -> str:
    return "; ".join(used) or "nothing"
