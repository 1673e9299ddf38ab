"""The pages' text to rows: a header between --- lines, then CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.text.fields import Fields
from app.content.text.reader import TextReader
from app.content.text.yaml_form import TextError, load

_NAME = re.compile(r"([a-z][a-z0-9]{0,31})(?:-([a-z0-9-]*))?(?:\.([a-z][a-z][A-Za-z0-9-]*))?\.md")
_FENCE = "---\n"
ANSWERED_FOR = ("owner", "author", "source", "last_reviewed", "next_review")
"""Who answers for an item, and what it stands on."""

_WORDS = ("id", "state", "title", "line", "summary", "questions")
_HEADER = (
    *_WORDS,
    *("icon", "stands_out", *ANSWERED_FOR),
    *("references", "related", "contacts"),
)
_STATES = ("draft", "approved")


def read_topics(library: TextReader, places: dict[str, tuple[str, int]]) -> None:
    """Read every file of topics/. `places` is the section of each topic, and where in it."""
    found: set[str] = set()
    translations = []
    for name in _names(library):
        match = _NAME.fullmatch(name)
        file = f"topics/{name}"
        if match is None:
            hint = "Name it after its id: t01-words.md, or t01-words.cy.md for a translation."
            library.problems.add(file, 0, "This is no name of a page.", hint)
            continue
        parts = _split(library, file, match[3] is not None)
        if parts is None:
            continue
        header, body = parts
        topic = header.id()
        if topic and topic != match[1]:
            header.wrong("id", f"The file's name says {match[1]}.", "Make both the same.")
        elif topic and match[3]:
            translations.append((topic, match[3], header, body))
        elif topic and library.problems.settle(topic, file, header.line):
            found.add(topic)
            _topic(library, topic, match[2] or "", places, header)
            _words(library, topic, library.language, header, body)
    for topic, language, header, body in translations:
        if topic not in found:
            header.wrong("id", f"There is no page {topic} to translate.", "Mend the id.")
        elif language == library.language:
            header.wrong("", f"{language} is the library's own language.", "Name another language.")
        else:
            _words(library, topic, language, header, body)
    for topic in places:
        if topic not in found:
            hint = "Write that page, or take the id out."
            library.problems.add("sections.yaml", 0, f"There is no page {topic}.", hint)


def _names(library: TextReader) -> list[str]:
    folder = library.folder / "topics"
    if not folder.is_dir():
        library.problems.add("topics", 0, "This folder is missing.", "See docs/content.md.")
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def _split(library: TextReader, file: str, translation: bool) -> tuple[Fields, str] | None:
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
    body = text[end + 1 + len(_FENCE) :].removesuffix("\n")
    return Fields(lined, file, library.problems, _WORDS if translation else _HEADER), body


def _topic(
    library: TextReader,
    topic: str,
    file_words: str,
    places: dict[str, tuple[str, int]],
    header: Fields,
) -> None:
    if topic not in places:
        hint = "Add the id to a section in sections.yaml."
        header.wrong("id", f"No section holds {topic}.", hint)
    section, position = places.get(topic, ("", 0))
    library.add(
        "topic",
        id=topic,
        section_id=section,
        position=position,
        file_words=file_words,
        stands_out=header.flag("stands_out"),
        **about(header),
    )
    for key, table, column in (
        ("references", "topic_reference", "source_id"),
        ("related", "topic_related", "related_id"),
        ("contacts", "topic_contact", "contact_id"),
    ):
        library.add_list(table, {"topic_id": topic}, column, header.ids(key))


def about(header: Fields) -> dict[str, str | None]:
    """The icon, and what `answered_for` gives."""
    icon = header.text("icon")
    if icon and not re.fullmatch("[a-z0-9-]+", icon):
        header.wrong(
            "icon", f"{icon!r} is no icon.", "Choose one of resources/icons, without .svg."
        )
    return {"icon": icon, **answered_for(header)}


def answered_for(header: Fields) -> dict[str, str | None]:
    """The owner, the author, the source and the review dates; a draft may do without them."""
    last, due = header.date("last_reviewed"), header.date("next_review")
    if (last is None) != (due is None):
        missing = "next_review" if due is None else "last_reviewed"
        header.wrong(missing, "One date is there without the other.", f"Add {missing}.")
    elif last and due and due < last:
        header.wrong("next_review", "It is before the last review.", "Mend one of the dates.")
    return {
        "owner": header.text("owner", needed=False),
        "author": header.text("author", needed=False),
        "source_id": header.id("source", needed=False) or None,
        "last_reviewed": last,
        "next_review": due,
    }


def _words(library: TextReader, topic: str, language: str, header: Fields, body: str) -> None:
    key = {"topic_id": topic, "language": language}
    library.add(
        "topic_text",
        **key,
        state=header.one_of("state", _STATES),
        title=header.text("title"),
        line=header.text("line"),
        summary=header.text("summary"),
        body=body,
    )
    library.add_list("topic_question", key, "text", header.texts("questions"))


def yaml_names(library: TextReader, folder: str) -> Iterator[str]:
    """The YAML files of a folder that need not be there."""
    path = library.folder / folder
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if not file.name.startswith("."):
                yield file.name
