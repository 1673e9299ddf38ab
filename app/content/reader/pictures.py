"""A picture's mark in a text, and what may stand in it.

`![What it shows](picture:DIGEST "Caption | Credit | Licence")`, a paragraph of its own; or
`![](decoration:DIGEST)`, which says that a reader misses nothing without it. In the library's text
the name of its file stands for the digest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.domain.library.markup import PictureUse

DIGEST = re.compile("[0-9a-f]{64}")
NAME = re.compile("[a-z][a-z0-9-]{0,59}")
BAR = "|"

_TARGET = re.compile(r"(picture|decoration):([a-z0-9][a-z0-9-]{0,63})")
_REFERENCE = re.compile(r"(\]\((?:picture|decoration):)([a-z0-9][a-z0-9-]{0,63})(?=[ )\n])")


def use_of(alt: str, target: str, title: str, *, by_name: bool = False) -> PictureUse | str:
    """What a mark says, or what is wrong with it.

    With `by_name`, the name of a file may stand for its digest, as it does in a library's text.
    """
    match = _TARGET.fullmatch(target)
    if match is None:
        return "names no picture of the library"
    if DIGEST.fullmatch(match[2]) is None and not by_name:
        return f"names {match[2]}, which is not there"
    parts = [" ".join(part.split()) for part in title.split(BAR)]
    alt = " ".join(alt.split())
    if match[1] == "decoration" and (alt or parts[0]):
        return "is marked as decoration and says something"
    if match[1] == "picture" and not alt:
        return "has no alternative text"
    if len(parts) > 3:  # noqa: PLR2004 - caption, credit, licence
        return "has more than a caption, a credit and a licence"
    caption, credit, licence = (*parts, "", "")[:3]
    return PictureUse(match[2], alt, caption, credit, licence)


def written(use: PictureUse) -> str:
    """The mark of a use: reading it gives the use back."""
    parts = [
        " ".join(part.replace(BAR, "/").split()) for part in (use.caption, use.credit, use.licence)
    ]
    alt = " ".join(use.alt.split())
    if not alt:
        parts[0] = ""
    title = f" {BAR} ".join(parts)
    while title.endswith(f" {BAR} "):
        title = title[: -len(f" {BAR} ")]
    title = title.strip()
    about = f' "{_escaped(title)}"' if title else ""
    return f"![{_escaped(alt)}]({'picture' if alt else 'decoration'}:{use.digest}{about})"


_SYNTAX = re.compile(r'[\\`*_\[\]<>&"!~|]')


def _escaped(text: str) -> str:
    # A bar needs no escape, and would be a part of what it parts.
    return _SYNTAX.sub(lambda sign: sign[0] if sign[0] == BAR else f"\\{sign[0]}", text)


def references(text: str) -> Iterator[str]:
    """What the pictures of a text are named by: digests, or names of files."""
    return (match[2] for match in _REFERENCE.finditer(text))


def renamed(text: str, name: Callable[[str], str]) -> str:
    """The text with each picture named by `name` of what it was named by before."""
    return _REFERENCE.sub(lambda match: match[1] + name(match[2]), text)
