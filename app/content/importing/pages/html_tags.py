"""The tags of HTML by what becomes of them, and a look inside of one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from app.content.importing.pages.import_warnings import WarningKind

UNSEEN = frozenset(
    (
        *("script", "style", "head", "title", "meta", "link", "base", "template", "noscript"),
        *("xml", "rp", "colgroup", "datalist"),
    )
)
"""Nothing in them is meant to be read."""

LOST = {
    **dict.fromkeys(("img", "svg", "picture", "canvas", "v:imagedata"), WarningKind.PICTURE),
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed", "map"), WarningKind.EMBEDDED),
    **dict.fromkeys(
        ("input", "select", "textarea", "button", "progress", "meter"), WarningKind.FORM
    ),
    **dict.fromkeys(("math", "m:omath"), WarningKind.FORMULA),
}
"""They are left out, with a warning."""

LISTS = frozenset(("ul", "ol", "menu", "dir"))

BLOCKS = LISTS | frozenset(
    (
        *("html", "body", "div", "section", "article", "header", "footer", "main", "aside", "nav"),
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "blockquote", "pre", "address", "hr"),
        *("li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
        *("figure", "figcaption", "fieldset", "legend", "form", "center", "details", "summary"),
    )
)
"""They begin and end a block."""

CODE = frozenset(("code", "kbd", "samp", "tt", "pre"))


def inside(tag: Tag, most: int) -> Iterator[PageElement]:
    """What is in a tag, in its order, and no more than so many things.

    The parser's own way looks for the end first, which takes long in tags that are never closed.
    """
    stack = [iter(tag.contents)]
    while stack and most:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        most -= 1
        yield child
        if isinstance(child, Tag):
            stack.append(iter(child.contents))


def has_words(tag: Tag) -> bool:
    """Whether there are words in a tag, as far as one needs to look."""
    return any(
        isinstance(child, NavigableString) and bool(child.strip()) for child in inside(tag, 200)
    )


def words_in(tag: Tag, most: int = 300) -> str:
    """The first words in a tag, without those of links to another place in the text."""
    found = (c for c in inside(tag, most) if isinstance(c, NavigableString))
    return " ".join(str(child) for child in found if not _is_reference(child))


def _is_reference(child: NavigableString) -> bool:
    above = islice(child.parents, 3)
    return any(tag.name == "a" and str(tag.get("href", "")).startswith("#") for tag in above)
