"""Files and folders of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.content.importing.docx.reader import from_word
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_BYTES, MOST_FILES
from app.content.importing.pages.markdown import from_markdown
from app.content.importing.pages.page import Page

_READERS = {".md": from_markdown, ".markdown": from_markdown, ".docx": from_word}
_LIKE_WORD = (".doc", ".docm", ".dotx", ".dotm", ".rtf", ".odt", ".pdf", ".pages")

Progress = Callable[[int, int], object]
"""Called with how many files are read, and of how many. False stops."""


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The pages of some files, and the files that could not be read, each in their order."""

    pages: tuple[Page, ...]
    failed: tuple[ImportingError, ...]


def page_in(file: str, data: bytes) -> Page:
    """The page that a file's bytes hold; the end of its name says of which form it is."""
    ending = Path(file).suffix.lower()
    if ending in _READERS:
        return _READERS[ending](file, data)
    if ending in _LIKE_WORD:
        return from_word(file, data)  # which says what the file is, and the hint
    problem = "Only Word documents (.docx) and Markdown (.md) can become pages."
    raise ImportingError(file, problem, "Save it as one of those.")


def bytes_of(file: Path, most: int = MOST_BYTES) -> bytes:
    """What is in a file. ImportingError where it cannot be read, or is too large."""
    try:
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except OSError as error:
        problem = f"This cannot be read: {error.strerror or error}."
        raise ImportingError(file.name, problem, "See whether it is there and open to you.") from (
            error
        )
    if len(data) > most:
        problem = f"This is more than {most:,} bytes, which is the most."
        raise ImportingError(file.name, problem, "Take the pictures out, or split it.")
    return data


def page_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder, and of those in it, that may hold pages, in the order of their names.

    What Word writes beside an open document, and hidden files, are passed over.
    """
    try:
        found = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in (*_READERS, *_LIKE_WORD)
            and not path.name.startswith("~$")
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
            and path.is_file()
        )
    except OSError as error:
        problem = f"This folder cannot be read: {error.strerror or error}."
        raise ImportingError(str(folder), problem, "See whether it is open to you.") from error
    if not found:
        hint = "Choose a folder with Word documents (.docx) or Markdown (.md)."
        raise ImportingError(str(folder), "There are no pages in this folder.", hint)
    if len(found) > MOST_FILES:
        problem = f"There are {len(found)} files; {MOST_FILES} is the most."
        raise ImportingError(str(folder), problem, "Take a part of it at a time.")
    return tuple(found)


def read_pages(
    files: Sequence[Path],
    progress: Progress | None = None,
    read: Callable[[str, bytes], Page] = page_in,
) -> PagesRead:
    """The pages of many files. One that cannot be read stops none of the others.

    `read` is what reads one: a `ReadingProcess` does it with limits of time and memory.
    """
    pages: list[Page] = []
    failed: list[ImportingError] = []
    for number, file in enumerate(files, start=1):
        try:
            pages.append(read(file.name, bytes_of(file)))
        except ImportingError as error:
            failed.append(error)
        if progress is not None and progress(number, len(files)) is False:
            break
    return PagesRead(tuple(pages), tuple(failed))
