"""The pages' text to rows: a header between --- lines, then CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.items.fields import FIELDS
from app.content.text.item_fields import add_lists, check_dates, is_in_language, keys, read_cells
from app.content.text.mapping import MappingReader
from app.content.text.reader import STATES, TextReader
from app.content.text.yaml_form import TextError, load
from app.domain.governance.governance import ItemKind

_NAME = re.compile(r"([a-z][a-z0-9]{0,31})(?:-([a-z0-9-]*))?(?:\.([a-z][a-z][A-Za-z0-9-]*))?\.md")
_FENCE = "---\n"
_KIND = ItemKind.TOPIC
_HEADER = ("id", "state", *(key for key in keys(_KIND) if key != "body"))
_IN_LANGUAGE = {field.name for field in FIELDS[_KIND] if is_in_language(_KIND, field)}
_HEADER_OF_TRANSLATION = tuple(key for key in _HEADER if key in {"id", "state", *_IN_LANGUAGE})


def read_topics(library: TextReader, positions: dict[str, tuple[str, int]]) -> None:
    """Read every file of topics/. `positions` is the section of each topic, and where in it."""
    found: set[str] = set()
    translations = []
    for name in _names(library):
        match = _NAME.fullmatch(name)
        file = f"topics/{name}"
        if match is None:
            hint = "Name it after its id: t01-words.md, or t01-words.cy.md for a translation."
            library.problems.add(file, 0, "This is no name of a page.", hint)
            continue
        header = _header(library, file, match[3] is not None)
        if header is None:
            continue
        topic = header.id()
        if topic and topic != match[1]:
            header.wrong("id", f"The file's name says {match[1]}.", "Make both the same.")
        elif topic and match[3]:
            translations.append((topic, match[3], header))
        elif topic and library.problems.claim(topic, file, header.line):
            found.add(topic)
            _topic(library, topic, match[2] or "", positions, header)
            _texts(library, topic, library.language, header)
    for topic, language, header in translations:
        if topic not in found:
            header.wrong("id", f"There is no page {topic} to translate.", "Mend the id.")
        else:
            _translation(library, topic, language, header)
    for topic in positions:
        if topic not in found:
            hint = "Write that page, or take the id out."
            library.problems.add("sections.yaml", 0, f"There is no page {topic}.", hint)


def _names(library: TextReader) -> list[str]:
    folder = library.folder / "topics"
    if not folder.is_dir():
        library.problems.add("topics", 0, "This folder is missing.", "See docs/content.md.")
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def _header(library: TextReader, file: str, translation: bool) -> MappingReader | None:
    """The fields of a page: those of its header, and the body that comes after it."""
    text = library.file_text(file)
    if text is None:
        return None
    end = text.find("\n" + _FENCE, len(_FENCE) - 1) if text.startswith(_FENCE) else -1
    if end < 0:
        hint = "Begin the file with a line ---, then the header, then a line ---."
        library.problems.add(file, 1, "There is no header.", hint)
        return None
    try:
        lined = load(text[len(_FENCE) : end + 1], first_line=2)
    except TextError as error:
        library.problems.add(file, error.line, error.problem, "Mend that line or the one before.")
        return None
    keys = _HEADER_OF_TRANSLATION if translation else _HEADER
    header = MappingReader(lined, file, library.problems, keys)
    header.put("body", text.count("\n", 0, end) + 2, text[end + 1 + len(_FENCE) :])
    return header


def _topic(
    library: TextReader,
    topic: str,
    file_words: str,
    positions: dict[str, tuple[str, int]],
    header: MappingReader,
) -> None:
    if topic not in positions:
        hint = "Add the id to a section in sections.yaml."
        header.wrong("id", f"No section holds {topic}.", hint)
    section, position = positions.get(topic, ("", 0))
    library.add(
        "topic",
        id=topic,
        section_id=section,
        position=position,
        file_words=file_words,
        **read_cells(header, _KIND, "topic"),
    )
    check_dates(header)
    add_lists(library, _KIND, _KIND, {"topic_id": topic}, header)


def _texts(library: TextReader, topic: str, language: str, header: MappingReader) -> None:
    key = {"topic_id": topic, "language": language}
    library.add(
        "topic_text",
        **key,
        state=header.one_of("state", STATES),
        **read_cells(header, _KIND, "topic_text"),
    )
    add_lists(library, _KIND, _KIND, key, header)


def _translation(library: TextReader, topic: str, language: str, header: MappingReader) -> None:
    if language == library.language:
        header.wrong("", f"{language} is the library's own language.", "Name another language.")
    else:
        _texts(library, topic, language, header)


def yaml_names(library: TextReader, folder: str) -> Iterator[str]:
    """The YAML files of a folder that need not be there."""
    path = library.folder / folder
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if not file.name.startswith("."):
                yield file.name
