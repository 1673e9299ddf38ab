"""The net below everything else: the document's own words beside those on the page and noted."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator

from app.content.importing.cleanup import tidy
from app.content.importing.docx.names import texts

# Numbers stay whole; a hyphen or a colon may come to stand, or go, where words are put together.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[^\w\s]")
_PUNCTUATION = frozenset(
    ".,:;!?-()[]{}\"'_/\\|\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2022"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def words_of(text: str) -> list[str]:
    """The words, numbers and signs of a text, without the marks between them."""
    plain = unicodedata.normalize("NFKC", tidy(_PRIVATE.sub("", text)))
    return [word for word in _WORD.findall(plain) if word not in _PUNCTUATION]


def paragraphs(root: ET.Element) -> Iterator[str]:
    """The text of a document line by line, whatever elements hold it."""
    for line in "".join(texts(root)).split("\n"):
        if line.strip():
            yield line


def missing(lines: Iterable[str], covered: Iterable[str]) -> list[str]:
    """What of these lines is not among the words that are covered, a text for each line."""
    left: Counter[str] = Counter()
    for text in covered:
        left.update(words_of(text))
    found: list[str] = []
    for line in lines:
        gone = [chunk for chunk in line.split() if not _take(left, words_of(chunk))]
        if gone:
            found.append(" ".join(gone))
    return found


def _take(left: Counter[str], words: list[str]) -> bool:
    """Take words out of those that are covered: whether all were there."""
    whole = True
    for word in words:
        whole &= left[word] > 0
        left[word] -= left[word] > 0
    return whole
