"""How words look: what tags, styles and style sheets say of bold, italics and the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bs4 import Tag

_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"^[\"']?(?:symbol|wingdings(?: ?[23])?|webdings)\b", re.IGNORECASE)
_BOLD_FROM = 600

Styles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a stretch of words looks."""

    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    lowered: bool = False
    symbol: bool = False
    underlined: bool = False
    linked: bool = False
    term_id: str = ""
    topic_id: str = ""


PLAIN = TextStyle()

_STRONG = ("b", "strong")
_EMPHASIS = ("i", "em", "cite", "dfn", "var")


def text_of(tag: Tag, key: str) -> str:
    """An attribute's value as words, or ""."""
    value = tag.get(key)
    if isinstance(value, list):
        return " ".join(value)
    return value or ""


def properties(style: str) -> dict[str, str]:
    """The properties of a style attribute, by name."""
    found: dict[str, str] = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower()
    return found


def style_sheet(text: str) -> dict[str, str]:
    """The style of each class that a style sheet names: Google Docs says bold in no other way."""
    found: dict[str, str] = {}
    for rule in _without_comments(text).split("}"):
        selectors, _, style = rule.rpartition("{")
        selectors = selectors.rpartition("{")[2]  # in a rule for a medium
        for selector in selectors.split(","):
            if match := _CLASS.fullmatch(selector.strip()):
                found[match[1]] = f"{found.get(match[1], '')};{style}"
    return found


def _without_comments(text: str) -> str:
    first, *rest = text.replace("<!--", "").replace("-->", "").split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def style_of(tag: Tag, sheet: Mapping[str, str]) -> Styles:
    """The properties of a tag: those of its classes, and its own over them."""
    own = text_of(tag, "style")
    if not own and not sheet:
        return {}
    return properties(";".join([*(sheet.get(c, "") for c in classes_of(tag)), own]))


def classes_of(tag: Tag) -> list[str]:
    """The classes of a tag."""
    return text_of(tag, "class").split()


def styled(text_style: TextStyle, tag: Tag, style: Styles) -> TextStyle:
    """How the words in a tag look, where those around it look as they do."""
    if tag.name in _STRONG:
        text_style = replace(text_style, strong=True)
    elif tag.name in _EMPHASIS:
        text_style = replace(text_style, emphasis=True)
    elif tag.name in ("sup", "sub"):
        text_style = replace(text_style, raised=tag.name == "sup", lowered=tag.name == "sub")
    if not style:
        return text_style
    font = style.get("font", "")
    weight = style.get("font-weight") or _first(font, r"\b(bold|bolder|[6-9]00)\b")
    slant = style.get("font-style") or _first(font, r"\b(italic|oblique)\b")
    if weight:
        text_style = replace(text_style, strong=_is_bold(weight))
    if slant:
        text_style = replace(text_style, emphasis=slant.startswith(("italic", "oblique")))
    vertical = style.get("vertical-align", "")
    if vertical in ("super", "sub"):
        text_style = replace(text_style, raised=vertical == "super", lowered=vertical == "sub")
    if family := style.get("font-family"):
        text_style = replace(text_style, symbol=bool(_SYMBOL_FONT.match(family)))
    return text_style


def _first(text: str, pattern: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def _is_bold(weight: str) -> bool:
    weight = weight.removesuffix("!important").strip()
    if weight.isascii() and weight.isdecimal():
        return int(weight[:6]) >= _BOLD_FROM
    return weight in ("bold", "bolder")


def is_hidden(tag: Tag, style: Styles) -> bool:
    """Whether a tag is not shown at all."""
    return (
        tag.has_attr("hidden")
        or style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def decoration(style: Styles) -> str:
    """What runs through or below the words."""
    return style.get("text-decoration", "") + " " + style.get("text-decoration-line", "")
