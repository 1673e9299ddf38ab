"""Advice on words: long sentences and paragraphs, hard pages, and a verdict's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from app.content.checks.findings import Finding, Kind, Location, advice_at, error_at
from app.content.checks.passages import Passage, passage_fields
from app.content.items.fields import TO_WRITE, Field, Form, owners
from app.content.items.item import Content
from app.content.reader import markup
from app.domain.library import readability

_VERDICTS = (
    "eligible",
    "ineligible",
    "eligibility",
    "entitled",
    "qualify",
    "qualifies",
    "qualified",
    "disqualified",
    "suitable",
    "unsuitable",
    "suitability",
    "likely",
    "unlikely",
    "probably",
    "accepted",
    "refuse",
    "refused",
    "reject",
    "rejected",
    "denied",
    "excluded",
    "ruled out",
    "turned down",
    "not allowed",
    "can have",
    "can get",
    "can't have",
    "can't get",
    "cannot have",
    "cannot get",
    "will get",
    "will not get",
    "won't get",
    "will be given",
    "will be offered",
    "good candidate",
    "meets the criteria",
    "meet the criteria",
)
_VERDICT = re.compile(r"\b(" + "|".join(map(re.escape, _VERDICTS)) + r")\b", re.IGNORECASE)
_VERDICT_HINT = "Say what the source says, or what to ask; no page can say more."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block's words, and the line it begins in; 0 where a passage is one line."""

    text: str
    line: int = 0


def paragraphs(passage: Passage) -> tuple[Paragraph, ...]:
    """A passage's paragraphs; each item of a list is one of its own."""
    if not passage.is_commonmark:
        return (Paragraph(passage.text),)
    reading = markup.read(passage.text)
    found = []
    for block, line in zip(reading.blocks, reading.lines, strict=True):
        if block.picture is not None and block.picture.alt:
            found.append(Paragraph(block.picture.alt, line))
        found += [Paragraph(text, line) for text in block.passages]
    return tuple(found)


def paragraphs_of(content: Content) -> Iterator[str]:
    """The paragraphs that families read of a version, but for its own title."""
    found: dict[str, Sequence[Field]] = {}
    for owner in owners(content.key.kind):
        found |= passage_fields(owner)
    for table, rows in content.rows.items():
        for row, field in product(rows, found.get(table, ())):
            text = str(row.get(field.column, ""))
            if text and field.form is Form.COMMONMARK:
                for block in markup.blocks(text):
                    yield from block.passages
            elif text:
                yield text


def advice_on(passage: Passage) -> Iterator[Finding]:
    """Sentences and paragraphs that are too long."""
    for paragraph in paragraphs(passage):
        where = passage.location(paragraph.line)
        found = readability.sentences(paragraph.text)
        for sentence in found:
            count = len(readability.words(sentence))
            if count > readability.MAX_WORDS_IN_SENTENCE:
                problem = f"A sentence of {count} words: “{_short(sentence)}”"
                hint = f"Make it {readability.MAX_WORDS_IN_SENTENCE} words at most."
                yield advice_at(Kind.SENTENCE, where, problem, hint)
        if len(found) > readability.MAX_SENTENCES_IN_PARAGRAPH:
            problem = f"A paragraph of {len(found)} sentences: “{_short(paragraph.text)}”"
            hint = f"Make it {readability.MAX_SENTENCES_IN_PARAGRAPH} sentences at most."
            yield advice_at(Kind.PARAGRAPH, where, problem, hint)


def verdicts_in(passage: Passage) -> Iterator[Finding]:
    """Words that a verdict would use. A question to ask may hold them; a statement may not."""
    if not passage.field.sums_up:
        return
    for paragraph in paragraphs(passage):
        for sentence in readability.sentences(
            paragraph.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        ):
            match = None if sentence.endswith("?") else _VERDICT.search(sentence)
            if match:
                problem = f"“{match[1]}” is a word of a verdict: “{_short(sentence)}”"
                where = passage.location(paragraph.line)
                yield error_at(Kind.VERDICT, where, problem, _VERDICT_HINT)


def readability_of(
    item: str, language: str, of_item: Sequence[Passage], plain_names: Iterable[str]
) -> Iterator[Finding]:
    """A page that is hard to read as a whole, as its language goes."""
    limit = readability.max_lix(language)
    if limit is None:
        return
    written = (passage for passage in of_item if passage.text != TO_WRITE)
    texts = [paragraph.text for passage in written for paragraph in paragraphs(passage)]
    lix = readability.lix(texts, apart=plain_names)
    if lix >= limit:
        problem = f"Its readability (LIX) is {lix:.0f}."
        hint = f"Make it less than {limit:.0f}: shorter sentences, shorter words."
        yield advice_at(Kind.READABILITY, Location(item), problem, hint)


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
