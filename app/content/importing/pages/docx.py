"""A Word document to a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import mammoth
import mammoth.html

from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_WORD_PARAGRAPHS
from app.content.importing.ooxml import WORD, checked_parts, packed
from app.content.importing.pages import html
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.page import Page, page_of

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
u => u
"""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)

# What mammoth passes over in silence: how to find it, and what it is.
_SKIPPED = (
    (re.compile(rb"<w:del [^>]*(?<!/)>"), WarningKind.DELETED),
    (re.compile(rb"<w:ins [^>]*(?<!/)>"), WarningKind.INSERTED),
    (re.compile(rb"<w:vanish ?/>"), WarningKind.HIDDEN_KEPT),
    (re.compile(rb"<(?:c:chart|cx:chart|dgm:relIds)[ />]"), WarningKind.CHART),
    (re.compile(rb"<m:oMath[ >]"), WarningKind.FORMULA),
    (re.compile(rb"<w:fldSimple[ >]"), WarningKind.FIELD),
)
_PARAGRAPH = re.compile(rb"<w:p[ >]")
_COMMENT = re.compile(rb"<w:comment[ >]")
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>[^<]*[^\s<]")


def from_word(file: str, data: bytes) -> Page:
    """The page that a Word document holds. ImportingError where it holds none."""
    parts = checked_parts(file, data, WORD)
    if len(_PARAGRAPH.findall(parts.get("word/document.xml", b""))) > MOST_WORD_PARAGRAPHS:
        hint = "Copy the words that you need into a new document."
        raise ImportingError(file, "This is more than a page can hold.", hint)
    tally = Tally()
    made = _html(file, parts)
    source_blocks = html.source_blocks(made, tally, file)
    _note_skipped(parts, tally)
    if not source_blocks:
        problem = "There are no words in this document."
        raise ImportingError(file, problem, "If they are in pictures, type them.")
    return page_of(file, source_blocks, tally)


def _html(file: str, parts: dict[str, bytes]) -> str:
    try:
        styles = _STYLES + "\n".join(_own_headings(parts.get("word/styles.xml", b"")))
        result = mammoth.convert_to_html(
            packed(parts),
            style_map=styles,
            convert_image=lambda image: [mammoth.html.element("img")],
            include_embedded_style_map=False,
            external_file_access=False,
        )
    # A damaged document makes the library stumble in ways of its own, over any part of it.
    except Exception as error:
        problem = "This Word document is damaged."
        hint = "Open it in Word, and save it again as .docx."
        raise ImportingError(file, problem, hint) from error
    return str(result.value)


def _own_headings(styles: bytes) -> Iterator[str]:
    """A rule for each style that a hospital made from one of Word's headings."""
    if not styles:
        return
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in ET.fromstring(styles).iter(f"{_W}style"):  # noqa: S314 - it defines no signs
        key = style.get(f"{_W}styleId", "")
        for child in style:
            value = child.get(f"{_W}val", "")
            if child.tag == f"{_W}name":
                names[key] = value
            elif child.tag == f"{_W}basedOn" and style.get(f"{_W}type") == "paragraph":
                parents[key] = value
    for key in parents:
        above, steps = key, 0
        while above in parents and not _HEADING.fullmatch(names.get(above, "")) and steps < 10:  # noqa: PLR2004
            above, steps = parents[above], steps + 1
        match = _HEADING.fullmatch(names.get(above, ""))
        if match and steps and _STYLE_ID.fullmatch(key):
            yield f"p.{key} => h{min(int(match[1]), 6)}:fresh"


def _note_skipped(parts: dict[str, bytes], tally: Tally) -> None:
    """Note what mammoth passes over."""
    text = parts.get("word/document.xml", b"")
    for pattern, kind in _SKIPPED:
        tally.note(kind, count=len(pattern.findall(text)))
    tally.note(
        WarningKind.COMMENT, count=len(_COMMENT.findall(parts.get("word/comments.xml", b"")))
    )
    edges = sum(1 for name in parts if _EDGE.fullmatch(name) and _WORDS.search(parts[name]))
    tally.note(WarningKind.EDGES, count=edges)
