"""How hard some words are to read, measured as one types them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.library import readability


@dataclass(frozen=True, slots=True)
class Measures:
    """The words of a text, its longest sentence and paragraph, and its LIX; 0 if not asked."""

    words: int
    longest_sentence: int
    longest_paragraph: int
    lix: float

    @property
    def is_easy(self) -> bool:
        """Whether it keeps to the limits."""
        return (
            self.longest_sentence <= readability.MAX_WORDS_IN_SENTENCE
            and self.longest_paragraph <= readability.MAX_SENTENCES_IN_PARAGRAPH
            and self.lix < readability.MAX_LIX
        )

    def __str__(self) -> str:
        if not self.words:
            return "No words yet"
        pieces = [
            f"Words: {self.words}",
            _flag(
                f"longest sentence: {self.longest_sentence} of {readability.MAX_WORDS_IN_SENTENCE}",
                good=self.longest_sentence <= readability.MAX_WORDS_IN_SENTENCE,
            ),
            _flag(
                f"sentences in a paragraph: {self.longest_paragraph}"
                f" of {readability.MAX_SENTENCES_IN_PARAGRAPH}",
                good=self.longest_paragraph <= readability.MAX_SENTENCES_IN_PARAGRAPH,
            ),
        ]
        if self.lix:
            words = f"reading level (LIX): {self.lix:.1f}, to be below {readability.MAX_LIX:.0f}"
            pieces.append(_flag(words, good=self.lix < readability.MAX_LIX))
        return " · ".join(pieces)


def _flag(words: str, *, good: bool) -> str:
    return words if good else f"⚠ {words}"


def measures(text: str, names: Sequence[str] = (), *, is_commonmark: bool = False) -> Measures:
    """Measure a text; `names` are left out of its hard words."""
    texts = _paragraphs(text) if is_commonmark else [text]
    found = [readability.sentences(paragraph) for paragraph in texts]
    return Measures(
        sum(len(readability.words(paragraph)) for paragraph in texts),
        max((len(readability.words(s)) for sentences in found for s in sentences), default=0),
        max(map(len, found), default=0),
        readability.lix(texts, apart=names) if is_commonmark else 0.0,
    )


def _paragraphs(text: str) -> list[str]:
    from app.content.reader.markup import blocks  # noqa: PLC0415 - not before somebody writes

    return [passage for block in blocks(text) for passage in block.passages]


class Meter(QLabel):
    """The measures of a field, below it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        names: Sequence[str] = (),
        is_commonmark: bool = False,
    ) -> None:
        super().__init__(parent)
        self._names, self._is_commonmark = tuple(names), is_commonmark
        self.setWordWrap(True)

    def measure(self, text: str) -> None:
        """Say how hard these words are."""
        found = measures(text, self._names, is_commonmark=self._is_commonmark)
        self.setText(str(found))
