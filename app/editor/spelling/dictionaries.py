"""Where Hunspell's dictionaries are, what a word is, and the library's own list of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
"""Where the packages of a Linux system put them: hunspell-en-gb, hunspell-pl …"""

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*(?!\w)")
_TARGET = re.compile(r"\]\([^)\n]*\)")


def dictionary_for(language: str, folders: Iterable[Path]) -> Path | None:
    """The .dic of a language (en-GB): of its country, or of any; None where there is none."""
    wanted = language.replace("-", "_")
    spoken = wanted.partition("_")[0]
    for folder in folders:
        found = {file.stem: file for file in sorted(folder.glob(f"{spoken}*.dic"))}
        fits = [stem for stem in found if stem == spoken or stem.startswith(f"{spoken}_")]
        for stem in sorted(fits, key=lambda stem: (stem != wanted, stem != spoken, stem)):
            if found[stem].with_suffix(".aff").is_file():
                return found[stem]
    return None


def words_in(text: str, *, with_marks: bool = False) -> Iterator[tuple[int, str]]:
    """The words of a text and where each begins. `with_marks`, targets of links hold none.

    What has digits in it is no word, nor what is in capitals alone: those are names of things.
    """
    if with_marks:
        text = _TARGET.sub(lambda found: " " * len(found[0]), text)
    return ((m.start(), m[0]) for m in _WORD.finditer(text) if not m[0].isupper())


def plain(word: str) -> str:
    """A word as dictionaries have it, with a straight apostrophe."""
    return word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of names and titles, to be known in any case."""
    return frozenset(plain(word).casefold() for text in texts for _, word in words_in(text))


class OwnWords:
    """The words that a library's writers have added: a text file beside it, one word a line."""

    def __init__(self, library: Path) -> None:
        self.file = library.with_name(f"{library.stem}.words.txt")
        self._words: set[str] = set()
        with suppress(OSError, UnicodeDecodeError):
            self._words = {w for w in self.file.read_text(encoding="utf-8").split("\n") if w}

    def words(self) -> Collection[str]:
        """All of them."""
        return frozenset(self._words)

    def add(self, word: str) -> None:
        """One more; OSError where the file cannot be written. What others added stays."""
        with suppress(OSError, UnicodeDecodeError):
            self._words |= {w for w in self.file.read_text(encoding="utf-8").split("\n") if w}
        self._words.add(plain(word))
        beside = self.file.with_name(f".{self.file.name}.part")
        beside.write_text(self._as_text(), encoding="utf-8")
        beside.replace(self.file)

    def copy_to(self, library: Path) -> None:
        """Let a copy of the library have them too; OSError where that cannot be written."""
        if self._words:
            other = OwnWords(library)
            other.file.write_text(self._as_text(), encoding="utf-8")

    def _as_text(self) -> str:
        return "".join(f"{word}\n" for word in self.sorted())

    def sorted(self) -> Sequence[str]:
        """All of them, in the order of the alphabet."""
        return sorted(self._words, key=str.casefold)
