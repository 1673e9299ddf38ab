"""Knows which words are spelt right. Hunspell is asked on a thread of its own, never waited for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.editor.spelling.dictionaries import (
    SYSTEM_FOLDERS,
    OwnWords,
    dictionary_for,
    names_in,
    plain,
)

_MOST_SUGGESTED = 6
_PATIENCE = 2.0
"""How many seconds closing waits for a question that is being answered."""


class Dictionary(Protocol):
    """What Hunspell answers."""

    def spell(self, word: str) -> bool:
        """Whether a word is in it."""

    def suggest(self, word: str) -> Sequence[str]:
        """What may have been meant, the likeliest first."""


def hunspell(file: Path) -> Dictionary:
    """The dictionary in a .dic file, read by Hunspell; it takes a third of a second."""
    from hunspell import Hunspell  # noqa: PLC0415 - not before somebody writes

    made: Dictionary = Hunspell(file.stem, hunspell_data_dir=str(file.parent))
    return made


class Speller(QObject):
    """Answers from memory what it was asked before; what it does not know yet, it asks for."""

    checked = Signal()
    """More words are known to be right or wrong."""
    suggested = Signal(str, object)
    """A word, and what may have been meant by it."""
    _answered = Signal(object)

    def __init__(
        self,
        library: Path,
        folders: Sequence[Path] = SYSTEM_FOLDERS,
        load: Callable[[Path], Dictionary] = hunspell,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folders, self._load = tuple(folders), load
        self._own = OwnWords(library)
        self._names: frozenset[str] = frozenset()
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._asked: set[tuple[str, str]] = set()
        self._questions: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._answered.connect(self._deliver)

    # -- asking

    def set_names(self, texts: Iterable[str]) -> None:
        """The glossary's words, medicines and contacts' names are right."""
        self._names = names_in(texts)
        self.checked.emit()

    def add(self, word: str) -> None:
        """Put a word into the library's own list; OSError where it cannot be written."""
        self._own.add(word)
        self.checked.emit()

    def wrong(self, words: Iterable[str], language: str) -> set[str]:
        """Those of some words that are known to be wrong; the others may be asked for now."""
        own = {word.casefold() for word in self._own.words()}
        found, unknown = set(), []
        for word in set(words):
            key = (language, plain(word))
            if key[1].casefold() in self._names or key[1].casefold() in own:
                continue
            if key in self._verdicts:
                if not self._verdicts[key]:
                    found.add(word)
            elif key not in self._asked:
                unknown.append(key)
        if unknown:
            self._asked.update(unknown)
            self._ask("check", language, [word for _, word in unknown])
        return found

    def suggest(self, word: str, language: str) -> None:
        """Ask what may have been meant; `suggested` answers."""
        self._ask("suggest", language, word)

    def _ask(self, *question: Any) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="spelling", daemon=True)
            self._thread.start()
        self._questions.put(question)

    def close(self) -> None:
        """Let the thread end."""
        if self._thread is not None:
            self._questions.put(None)
            self._thread.join(_PATIENCE)

    @Slot(object)
    def _deliver(self, answer: tuple[Any, ...]) -> None:
        what, language, found = answer
        if what == "check":
            self._verdicts |= {(language, word): right for word, right in found.items()}
            self.checked.emit()
        else:
            word, words = found
            self.suggested.emit(word, words)

    # -- the thread

    def _work(self) -> None:
        known: dict[str, Dictionary | None] = {}
        while (question := self._questions.get()) is not None:
            what, language, asked = question
            if language not in known:
                known[language] = self._dictionary(language)
            dictionary = known[language]
            if what == "check":
                answer: Any = {
                    word: dictionary is None or _is_right(dictionary, word) for word in asked
                }
            else:
                answer = asked, _suggestions(dictionary, plain(asked)) if dictionary else ()
            try:
                self._answered.emit((what, language, answer))
            except RuntimeError:  # the window is gone
                return

    def _dictionary(self, language: str) -> Dictionary | None:
        file = dictionary_for(language, self._folders)
        try:
            return self._load(file) if file else None
        except (ImportError, OSError):
            return None  # as where there is none: nothing is marked


def _is_right(dictionary: Dictionary, word: str) -> bool:
    """Whether a word, or each part of one with hyphens, is in a dictionary."""
    try:
        return dictionary.spell(word) or (
            "-" in word and all(dictionary.spell(part) for part in word.split("-"))
        )
    except UnicodeEncodeError:
        return True  # of another script than the dictionary's


def _suggestions(dictionary: Dictionary, word: str) -> tuple[str, ...]:
    try:
        return tuple(dictionary.suggest(word)[:_MOST_SUGGESTED])
    except UnicodeEncodeError:
        return ()
