"""A Markdown file, with a header or without, to a page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.content.importing.cleanup import is_tidy, tidy_line
from app.content.importing.decoding import GUESSED, decoded
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_COMMON_SYNTAX, MOST_SYNTAX, MOST_TEXT_BYTES
from app.content.importing.pages import html
from app.content.importing.pages.blocks import SourceBlock
from app.content.importing.pages.import_warnings import Tally
from app.content.importing.pages.page import Header, Page, page_of
from app.content.items.field_values import ID
from app.content.reader.markup import read
from app.content.reader.pictures import DIGEST, renamed
from app.content.text.yaml_form import Lined, TextError, load

_HEADER = re.compile(r"---[ ]*\n(?P<header>.*?)(?<=\n)(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL)
_SYNTAX = ("[", "`", "<", "&", "!")
_COMMON_SYNTAX = ("*", "_", "|", "~", ">", "\n")
_HEADER_KEYS = ("title", "line", "summary", "questions", "id")
_DECIDED_HERE = (
    *("state", "icon", "stands_out", "source", "last_reviewed", "next_review"),
    *("references", "related", "contacts", "owner", "author"),
)


def from_markdown(file: str, data: bytes) -> Page:
    """The page that a Markdown file holds. ImportingError where it holds none."""
    text, guessed = decoded(file, data, MOST_TEXT_BYTES)
    tally = Tally()
    if guessed:
        tally.add(GUESSED)
    header, first_line, text = _split(file, text, tally)
    _limited(file, text)
    try:
        tokens = _parser().parse(text)
    except RecursionError as error:
        hint = "Take out some of the brackets or quotations."
        raise ImportingError(file, "This is nested too deeply.", hint) from error
    source_blocks = html.source_blocks(_render(tokens, first_line), tally, file)
    if not source_blocks and not header.title:
        raise ImportingError(file, "There are no words in this file.", "Choose another file.")
    page = page_of(file, source_blocks, tally, header)
    as_it_is = _as_it_is(text, tokens, source_blocks, page)
    return page if as_it_is is None else replace(page, body=as_it_is)


def _limited(file: str, text: str) -> None:
    """Refuse what the parser would take minutes over, and no page needs."""
    for characters, most in ((_SYNTAX, MOST_SYNTAX), (_COMMON_SYNTAX, MOST_COMMON_SYNTAX)):
        for character in characters:
            if text.count(character) > most:
                what = "lines" if character == "\n" else f"“{character}”"
                problem = f"There are more than {most:,} {what} in this file."
                raise ImportingError(file, problem, "Take over a part of it at a time.")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    # A link is looked at later, and is never followed.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _render(tokens: list[Token], first_line: int) -> str:
    """The tokens as HTML, each block with the line of the file that it begins in."""
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            line = str(first_line + token.map[0])
            token.attrSet("data-line", line)
            if token.type == "html_block":
                token.content = f'<span data-line="{line}"></span>{token.content}'
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


def _as_it_is(
    text: str, tokens: list[Token], source_blocks: list[SourceBlock], page: Page
) -> str | None:
    """The file's own words where all of it may stand on a page, or None.

    Somebody's line breaks and order of emphasis are kept that way.
    """
    if not tokens:
        return None
    first = tokens[0]
    begins = first.type == "heading_open" and source_blocks
    if begins and page.title.casefold() == tidy_line(source_blocks[0].text).casefold():
        text = "\n".join(text.split("\n")[(first.map or (0, 1))[1] :])
        tokens = tokens[3:]
    text = text.strip("\n")
    unusual = ("table_open", "html_block", "hr")
    if any(t.type in unusual or (t.tag in ("h1", "h2") and t.markup in ("=", "-")) for t in tokens):
        return None
    reading = read(renamed(text, _digest))
    if reading.violations or not is_tidy(text):
        return None
    blocks = read(renamed(page.body, _digest)).blocks
    written = [(b.kind, " ".join(b.text.split())) for b in blocks]
    same = [(b.kind, " ".join(b.text.split())) for b in reading.blocks] == written
    return text if same else None


def _digest(name: str) -> str:
    """A digest in place of the name of a picture, which only its library knows."""
    return name if DIGEST.fullmatch(name) else hashlib.sha256(name.encode()).hexdigest()


def _split(file: str, text: str, tally: Tally) -> tuple[Header, int, str]:
    """The header, the line that the text begins in, and the text."""
    match = _HEADER.match(text)
    if match is None:
        return Header(), 1, text
    try:
        lined = load(match["header"], first_line=2)
    except TextError as error:
        problem = f"Line {error.line} of the header cannot be read. {error.problem}"
        hint = "Mend that line or the one before, or take the header out."
        raise ImportingError(file, problem, hint) from error
    if not isinstance(lined.value, dict):
        return Header(), 1, text  # a line across the page, and words
    first_line = text[: match.end()].count("\n") + 1
    return _header(lined.value, tally), first_line, text[match.end() :]


def _header(values: dict[str, Lined], tally: Tally) -> Header:
    words = {key: _words(values[key]) if key in values else "" for key in _HEADER_KEYS}
    if words["id"] and not ID.fullmatch(words["id"]):
        tally.add(f"The id “{words['id']}” in the header: it is no id of ours.", values["id"].line)
        words["id"] = ""
    for key, value in values.items():
        if key in _DECIDED_HERE:
            tally.add(f"“{key}” in the header: set it in the editor.", value.line)
        elif key not in _HEADER_KEYS:
            tally.add(f"“{tidy_line(key)}” in the header: it is not known here.", value.line)
    questions = values["questions"].value if "questions" in values else None
    asked = [_words(item) for item in questions] if isinstance(questions, list) else []
    return Header(
        words["id"],
        words["title"],
        words["line"],
        words["summary"],
        tuple(filter(None, asked)),
    )


def _words(lined: Lined) -> str:
    value = lined.value
    return tidy_line(str(value)) if isinstance(value, (str, int)) else ""
