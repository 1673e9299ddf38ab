"""The names of WordprocessingML's elements, and their text as one sees it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")

_BREAKS = frozenset(
    f"{W}{name}" for name in ("p", "tc", "tr", "tbl", "br", "cr", "tab", "ptab", "txbxContent")
) | {f"{A}p", f"{A}br", f"{M}oMath", f"{M}oMathPara"}
# Their text is an instruction, or a figure of the layout.
_UNSEEN = frozenset(
    f"{W}{name}" for name in ("instrText", "delInstrText", "fldData", "binData", "del", "moveFrom")
)
# They hang on a paragraph, or are left out of it, and part no word of it in two.
_ASIDE = frozenset(f"{W}{name}" for name in ("fldSimple", "drawing", "pict", "object")) | {
    f"{M}oMath",
    f"{M}oMathPara",
}
_LAYOUT = ("posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "f")
_HYPHENS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}


def attribute(element: ET.Element | None, name: str = "val") -> str:
    """An attribute of Word's own namespace, or ""."""
    return "" if element is None else element.get(f"{W}{name}", "")


def is_on(properties: ET.Element | None, name: str) -> bool | None:
    """Whether a property is switched on or off; None where it is not there."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else attribute(found) not in ("0", "false", "off", "none")


def symbol_font(properties: ET.Element | None) -> str:
    """The symbol font that a run is set in, in small letters, or ""."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    names = (fonts.get(f"{W}{key}", "").lower() for key in ("ascii", "hAnsi", "cs"))
    return next((name for name in names if name in SYMBOL_FONTS), "")


def seen_choice(alternate: ET.Element) -> ET.Element | None:
    """Which branch of an AlternateContent one sees: the first with text, else the fallback."""
    choices = alternate.findall(f"{MC}Choice")
    fallback = alternate.find(f"{MC}Fallback")
    for branch in (*choices, *([] if fallback is None else [fallback])):
        if any(text.strip() for text in texts(branch)):
            return branch
    return fallback if fallback is not None else next(iter(choices), None)


def texts(root: ET.Element) -> Iterator[str]:
    """All character data below an element that one may see, of whatever element, with breaks."""
    stack: list[ET.Element | str] = [root]
    aside: list[ET.Element] = []
    while stack or aside:
        if not stack:
            # What stands aside comes last, and its own tail has been read by then.
            root = aside.pop(0)
            stack = ["\n", root]
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        name = item.tag if isinstance(item.tag, str) else ""
        if item.tail and item is not root:
            stack.append(item.tail)
        if not name or (name in _UNSEEN and item is not root) or name.rpartition("}")[2] in _LAYOUT:
            continue
        if name in _ASIDE and item is not root:
            aside.append(item)
            continue
        if name in _HYPHENS:
            yield _HYPHENS[name]
        if name in _BREAKS:
            yield "\n"
            stack.append("\n")
        if name == f"{MC}AlternateContent":
            branch = seen_choice(item)
            stack += [] if branch is None else [branch]
            continue
        if name == f"{V}textpath":
            yield f"\n{item.get('string', '')}\n"
        stack += reversed(item)
        if item.text:
            stack.append(item.text)


def text_of(root: ET.Element) -> str:
    """The text below an element in one line."""
    return " ".join("".join(texts(root)).split())
