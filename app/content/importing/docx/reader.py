"""A Word document to a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import replace

import mammoth
import mammoth.html

from app.content.importing.docx.coverage import missing, paragraphs
from app.content.importing.docx.names import R, W, attribute, text_of, texts
from app.content.importing.docx.numbering import Numbering
from app.content.importing.docx.pictures import DocumentPictures
from app.content.importing.docx.simplify import Simplifier
from app.content.importing.docx.styles import Styles
from app.content.importing.docx.symbols import translate
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_LETTERS, MOST_WORD_PARAGRAPHS, MOST_WORD_RUNS
from app.content.importing.ooxml import WORD, checked_parts, packed
from app.content.importing.pages import html
from app.content.importing.pages.blocks import SourceBlock
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
_BODY = "word/document.xml"
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ >]")
_LINKS = "word/_rels/document.xml.rels"
_RUN_STYLE = f"{W}rStyle"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_IS_DOCUMENT = f"{R[1:-1]}/officeDocument"
_NO_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
# What is left out of the body, and noted with its words.
_LEFT_OUT = (
    *(WarningKind.FIELD, WarningKind.FORMULA, WarningKind.EMBEDDED, WarningKind.DRAWN),
    *(WarningKind.STRUCK, WarningKind.HIDDEN, WarningKind.FOOTNOTE),
)
# Parts whose words stand beside the body, and what they are.
_BESIDE = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), WarningKind.EDGES),
    (re.compile(r"word/(?:charts/chart|charts/chartEx|diagrams/data)\d*\.xml"), WarningKind.CHART),
)


def from_word(file: str, data: bytes) -> Page:
    """The page that a Word document holds. ImportingError where it holds none."""
    parts = checked_parts(file, data, WORD)
    if len(_PARAGRAPH.findall(parts.get(_BODY, b""))) > MOST_WORD_PARAGRAPHS:
        hint = "Copy the words that you need into a new document."
        raise ImportingError(file, "This is more than a page can hold.", hint)
    tally = Tally()
    try:
        links = {link.get("Id", ""): link for link in _links(parts)}
        pictures = DocumentPictures(data, links, tally)
        lines, made = _html(file, parts, tally, links, pictures)
    except ImportingError:
        raise
    # A damaged document makes the library stumble in ways of its own, over any part of it.
    except Exception as error:
        problem = "This Word document is damaged."
        hint = "Open it in Word, and save it again as .docx."
        raise ImportingError(file, problem, hint) from error
    source_blocks = html.source_blocks(made, tally, file)
    _note_missing(lines, source_blocks, tally)
    if not source_blocks:
        problem = " ".join(["There are no words in this document.", *map(str, tally.warnings())])
        raise ImportingError(file, problem, "If they are in pictures, type them.")
    page = page_of(file, source_blocks, tally)
    return replace(page, pictures=tuple(pictures.found.values()))


def _links(parts: dict[str, bytes]) -> Iterable[ET.Element]:
    """Where the body leads, and which other parts it uses."""
    return _parsed(parts[_LINKS]) if _LINKS in parts else ()


def _html(
    file: str,
    parts: dict[str, bytes],
    tally: Tally,
    links: Mapping[str, ET.Element],
    pictures: DocumentPictures,
) -> tuple[list[str], str]:
    """The document's own words, line by line, and what mammoth makes of it."""
    roots = {name: _parsed(part) for name, part in parts.items() if name.startswith("word/")}
    body = roots[_BODY]
    letters = sum(map(len, texts(body)))
    if letters > MOST_LETTERS:
        problem = f"This is {letters:,} letters; {MOST_LETTERS:,} is the most."
        raise ImportingError(file, problem, "Copy the words that you need into a new document.")
    styles = Styles(roots.get("word/styles.xml"))
    noted = [name for name in (_BODY, "word/footnotes.xml", "word/endnotes.xml") if name in roots]
    for name in noted:
        translate(roots[name], styles, tally)
    lines = [line for name in noted for line in paragraphs(roots[name])]
    numbering = Numbering(roots.get("word/numbering.xml"), styles.numbering)
    used: dict[str, None] = {}
    elsewhere = DocumentPictures(b"", {}, tally)
    for name in noted:
        is_body = name == _BODY
        simplifier = Simplifier(
            *(styles, numbering, links if is_body else (), tally),
            pictures if is_body else elsewhere,
        )
        for container in _containers(roots[name]):
            simplifier.body(container)
        used |= simplifier.used_styles
    used |= dict.fromkeys(attribute(one) for name in noted for one in roots[name].iter(_RUN_STYLE))
    if sum(1 for name in noted for _ in roots[name].iter(f"{W}r")) > MOST_WORD_RUNS:
        hint = "Copy the words that you need into a new document."
        raise ImportingError(file, "This is more than a page can hold.", hint)
    _note_beside(roots, tally)
    made = {name: ET.tostring(roots[name], "utf-8") for name in noted}
    made["word/styles.xml"] = ET.tostring(styles.part(used), "utf-8")
    made["word/numbering.xml"] = ET.tostring(numbering.part(), "utf-8")
    result = mammoth.convert_to_html(
        packed({**made, **_package(roots[_BODY], links)}),
        style_map=_STYLES + "\n".join(styles.own_headings(used)),
        convert_image=lambda image: [mammoth.html.element("img")],
        include_embedded_style_map=False,
        external_file_access=False,
    )
    return lines, pictures.put_into(str(result.value))


def _package(body: ET.Element, links: Mapping[str, ET.Element]) -> dict[str, bytes]:
    """The parts that say which parts there are, and where the links of a body lead."""
    used = {one.get(f"{R}id", "") for one in body.iter(f"{W}hyperlink")}
    document = ET.Element(f"{_PACKAGE}Relationships")
    document.extend(links[key] for key in sorted(used & links.keys()))
    root = ET.Element(f"{_PACKAGE}Relationships")
    target = {"Id": "r1", "Type": _IS_DOCUMENT, "Target": _BODY}
    ET.SubElement(root, f"{_PACKAGE}Relationship", target)
    return {
        "[Content_Types].xml": _NO_TYPES,
        "_rels/.rels": ET.tostring(root, "utf-8"),
        _LINKS: ET.tostring(document, "utf-8"),
    }


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - `checked_parts` refuses what defines signs


def _containers(root: ET.Element) -> list[ET.Element]:
    """The elements of a part that hold paragraphs: its body, or its notes."""
    return [one for one in root if one.tag in (f"{W}body", f"{W}footnote", f"{W}endnote")]


def _note_beside(roots: dict[str, ET.Element], tally: Tally) -> None:
    """Note the words that stand in parts of their own."""
    for name in sorted(roots):
        for pattern, kind in _BESIDE:
            words = text_of(roots[name]) if pattern.fullmatch(name) else ""
            # A chart is counted where it stands in the text, if it does.
            counted = kind is WarningKind.CHART and tally.count(kind) > 0
            tally.note(kind, words=words, count=bool(words) and not counted)
    if "word/comments.xml" in roots:
        for comment in roots["word/comments.xml"].iter(f"{W}comment"):
            tally.note(WarningKind.COMMENT, words=text_of(comment))


def _note_missing(lines: list[str], source_blocks: list[SourceBlock], tally: Tally) -> None:
    """Note each word of the document that is neither on the page nor noted by now."""
    covered = [block.text for block in source_blocks]
    for words in missing(lines, [*covered, *tally.quotes(*_LEFT_OUT)]):
        tally.note(WarningKind.OTHER, words=words)
