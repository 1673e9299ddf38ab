"""How hard a text is to read: sentence length, paragraph length and LIX."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_WORDS_IN_SENTENCE = 20
MAX_SENTENCES_IN_PARAGRAPH = 3
MAX_LIX = 30.0

_WORD = re.compile(r"[^\W_]+(?:[-'\N{RIGHT SINGLE QUOTATION MARK}.][^\W_]+)*")
_LONG_WORD = 7
_CLOSING = "\"')]\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_SENTENCE_END = re.compile(rf"[.!?:][{re.escape(_CLOSING)}]*(?P<space>\s+)(?P<next>\S)")


def words(text: str) -> tuple[str, ...]:
    """The words of a text; "T-cell" and "isn't" are one word each."""
    return tuple(_WORD.findall(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with the marks that close it.

    A colon ends one, as LIX counts it. Where a small letter follows, a full stop does not: it is
    that of "e.g.", or of words that are quoted.
    """
    found = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end["next"].islower() and not end[0].startswith(":"):
            continue
        found.append(text[start : end.start("space")])
        start = end.end("space")
    return tuple(piece.strip() for piece in (*found, text[start:]) if words(piece))


def lix(texts: Iterable[str], *, apart: Iterable[str] = ()) -> float:
    """The LIX of some paragraphs: words per sentence, plus long words in a hundred.

    A long word has more than six letters. The names in `apart` (medicines, say) are left out
    of the count of long words, in any case. No text at all is 0.
    Source: C. H. Bjoernsson's formula of 1968.
    """
    ends = 0
    all_words: list[str] = []
    for text in texts:
        ends += len(sentences(text))
        all_words += words(text)
    if not all_words:
        return 0.0
    left_out = {word.casefold() for name in apart for word in words(name)}
    long_words = [w for w in all_words if len(w) >= _LONG_WORD and w.casefold() not in left_out]
    return len(all_words) / ends + 100 * len(long_words) / len(all_words)
