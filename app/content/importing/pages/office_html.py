"""What office programs do in their own way in HTML: lists, notes, comments, changes, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag

from app.content.importing.pages.css import Styles, classes_of, text_of
from app.content.importing.pages.html_tags import inside, words_in
from app.content.importing.pages.import_warnings import WarningKind
from app.domain.library.markup import BlockKind

_LIST = re.compile(r"(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?")
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"[(\[]?(\d{1,4})(?:[.]\d+)*[.):\]]*")
_LETTER = re.compile(r"[(\[]?([a-z]|[ivxlc]{1,6})[.):\]]+", re.IGNORECASE)
_BULLET = re.compile(r"[•·▪◦‣●○■□▫∙\u2043\u25c6\u27a2\u2756\u2713\u2714]\s+")
_TYPED_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z])[.)\]]\s+")
_LIST_CLASSES = ("MsoListParagraph", "MsoListBullet", "MsoListNumber")

_NOTE_ID = re.compile(r"_?(?:ftn|edn)\d+|sd(?:foot|end)note\d+|(?:foot|end)note-\d+", re.IGNORECASE)
_GOOGLE_NOTE = re.compile(r"(ftnt|cmnt)\d+")
_NOTE_LINK = re.compile(
    r"#(?:_?(?:ftn|edn)(?:ref)?\d+|sd(?:foot|end)note\d+(?:sym|anc)|(?:foot|end)note-(?:ref-)?\d+"
    r"|(?:ftnt|cmnt)(?:_ref)?\d+|_msocom_\d+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListMarker:
    """Word's own marker of a list's paragraph: its list, its depth, the sign before it."""

    list_id: str
    level: int
    kind: BlockKind
    number: int
    lettered: bool


def list_marker(tag: Tag, style: Styles) -> ListMarker | None:
    """The marker of a paragraph that belongs to a list, or None."""
    match = _LIST.match(style.get("mso-list", ""))
    if match is None:
        return None
    sign = ""
    for child in inside(tag, 100):
        if isinstance(child, Tag) and _IGNORED.search(text_of(child, "style")):
            sign = " ".join(words_in(child, 20).split())
            break
    number, letter = _NUMBER.fullmatch(sign), _LETTER.fullmatch(sign)
    kind = BlockKind.NUMBERED if number or letter else BlockKind.BULLET
    return ListMarker(
        f"{match[1]} {match[3]}",
        min(int(match[2][:3]), 9),
        kind,
        int(number[1]) if number else 0,
        number is None and letter is not None,
    )


def is_ignored_marker(style: Styles) -> bool:
    """Whether this is the sign that Word put before an item."""
    return style.get("mso-list") == "ignore"


def typed_item(tag: Tag, text: str, *, symbol_first: bool) -> tuple[BlockKind, int] | None:
    """The kind of list that a paragraph is typed as, and how long its sign is."""
    of_list = any(name.startswith(_LIST_CLASSES) for name in classes_of(tag))
    if match := _BULLET.match(text):
        return BlockKind.BULLET, match.end()
    if of_list and symbol_first:
        return BlockKind.BULLET, 0
    if of_list and text.startswith("o "):
        return BlockKind.BULLET, 2
    if of_list and (match := _TYPED_NUMBER.match(text)):
        return BlockKind.NUMBERED, match.end()
    return None


def left_out(tag: Tag, style: Styles) -> WarningKind | None:
    """Why a tag is left out with all that is in it, or None: notes, comments, deletions."""
    classes = {name.lower() for name in classes_of(tag)}
    element = style.get("mso-element", "")
    identity = text_of(tag, "id")
    if tag.name == "del" or "msodel" in classes:
        return WarningKind.DELETED
    if element == "comment":
        return WarningKind.COMMENT
    if element in ("footnote", "endnote") or _NOTE_ID.fullmatch(identity):
        return WarningKind.FOOTNOTE
    if tag.name == "p" and (match := _google_note(tag)):
        return match
    return None


def _google_note(tag: Tag) -> WarningKind | None:
    first = next((child for child in tag.contents if isinstance(child, Tag)), None)
    if first is None or (match := _GOOGLE_NOTE.fullmatch(text_of(first, "id"))) is None:
        return None
    return WarningKind.COMMENT if match[1] == "cmnt" else WarningKind.FOOTNOTE


def is_note_link(tag: Tag, style: Styles) -> bool:
    """Whether a link only leads to a note or a comment, or back from one."""
    if "mso-footnote-id" in style or "mso-endnote-id" in style:
        return True
    classes = {name.lower() for name in classes_of(tag)}
    if classes & {"msocomanchor", "sdfootnoteanc", "sdendnoteanc", "sdfootnotesym", "sdendnotesym"}:
        return True
    return bool(_NOTE_LINK.fullmatch(text_of(tag, "href")))


def is_note_container(style: Styles) -> bool:
    """Whether a tag holds the notes or comments, below a line across the page."""
    return style.get("mso-element", "") in ("footnote-list", "endnote-list", "comment-list")


def heading_level(tag: Tag) -> int:
    """A heading's level, 1 to 6, or 0."""
    if re.fullmatch("h[1-6]", tag.name):
        return int(tag.name[1])
    if text_of(tag, "role").lower() == "heading":
        level = text_of(tag, "aria-level")
        return int(level) if level in "123456" and len(level) == 1 else 2
    for name in classes_of(tag):
        if match := re.fullmatch(r"(?i:msoheading|heading-?)([1-9])", name):
            return min(int(match[1]), 6)
    return 0


def is_titled(tag: Tag, name: str) -> bool:
    """Whether a paragraph has the style Title, or Subtitle."""
    if tag.name not in ("p", "h1", "h2"):
        return False
    return any(found.lower() in (name, f"mso{name}") for found in classes_of(tag))


def is_quote(tag: Tag, style: Styles) -> bool:
    """Whether words are set apart as a quotation, and not merely moved to the right."""
    if any(name in ("MsoQuote", "MsoIntenseQuote") for name in classes_of(tag)):
        return True
    if tag.name != "blockquote" or text_of(tag, "type") == "cite":
        return False
    return style.get("border", "") not in ("none", "medium none") and "gmail_quote" not in (
        classes_of(tag)
    )
