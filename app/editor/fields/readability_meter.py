"""How hard some words are to read, measured as one types them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.content.items.fields import TO_WRITE
from app.content.items.item import Content
from app.domain.library import readability

TOTAL_AFTER = 1_000
"""How long after the last key a whole text is measured, in ms."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The words of a text, its longest sentence and paragraph, and its LIX; 0 if not asked."""

    words: int
    longest_sentence: int
    longest_paragraph: int
    lix: float
    limit: float | None = None
    """What the LIX is to stay below in this language; None where there is no such figure."""

    @property
    def is_easy(self) -> bool:
        """Whether it keeps to the limits."""
        return (
            self.longest_sentence <= readability.MAX_WORDS_IN_SENTENCE
            and self.longest_paragraph <= readability.MAX_SENTENCES_IN_PARAGRAPH
            and self.lix_is_easy
        )

    @property
    def lix_is_easy(self) -> bool:
        """Whether the LIX keeps to its limit."""
        return self.limit is None or self.lix < self.limit

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
        if self.lix and self.limit is not None:
            words = f"reading level (LIX): {self.lix:.1f}, to be below {self.limit:.0f}"
            pieces.append(_flag(words, good=self.lix_is_easy))
        return " · ".join(pieces)


def _flag(words: str, *, good: bool) -> str:
    return words if good else f"⚠ {words}"


def measures(
    text: str, names: Sequence[str] = (), *, is_commonmark: bool = False, language: str = "en"
) -> Measures:
    """Measure a text; `names` are left out of its hard words."""
    texts = _paragraphs(text) if is_commonmark else [text]
    return _measures(texts, names, language, with_lix=is_commonmark)


def measures_of(content: Content, names: Sequence[str] = ()) -> Measures:
    """Measure all that families read of a text, but for its title."""
    from app.content.checks.wording import paragraphs_of  # noqa: PLC0415 - slow to load

    texts = [text for text in paragraphs_of(content) if text != TO_WRITE]
    return _measures(texts, names, content.key.language, with_lix=True)


def _measures(
    texts: Sequence[str], names: Sequence[str], language: str, *, with_lix: bool
) -> Measures:
    found = [readability.sentences(paragraph) for paragraph in texts]
    return Measures(
        sum(len(readability.words(paragraph)) for paragraph in texts),
        max((len(readability.words(s)) for sentences in found for s in sentences), default=0),
        max(map(len, found), default=0),
        readability.lix(texts, apart=names) if with_lix else 0.0,
        readability.max_lix(language),
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
        self.language = "en"
        self.setWordWrap(True)

    def measure(self, text: str) -> None:
        """Say how hard these words are."""
        if text == TO_WRITE:
            text = ""
        found = measures(
            text, self._names, is_commonmark=self._is_commonmark, language=self.language
        )
        self.setText(str(found))


class TotalMeter(QLabel):
    """The measures of all that families read of a text, some time after it changed."""

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._content: Content | None = None
        self.setWordWrap(True)
        self.setAccessibleName("Words of the whole text")
        self._timer = QTimer(self, interval=TOTAL_AFTER, singleShot=True)
        self._timer.timeout.connect(self._measure)

    def show_content(self, content: Content) -> None:
        """Measure a text soon; one that was not on show, at once."""
        is_other = self._content is None or self._content.key != content.key
        self._content = content
        if is_other:
            self._measure()
        else:
            self._timer.start()

    def _measure(self) -> None:
        if self._content is not None:
            self.setText(f"All of it. {measures_of(self._content, self._names)}")
