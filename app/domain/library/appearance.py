"""How a library looks: its accent, its logo, and the drawing of the first screen."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from app.domain.library.markup import PictureUse
from app.lazy_dataclass import dataclass

LEAST_CONTRAST = 7.0
"""Of an accent's letters on each ground of the default theme (WCAG 2.2, 1.4.6)."""

ACCENT = "#0f4c5c"
"""Where a library chooses none."""

GROUNDS = {
    "the page": "#faf6ee",
    "cards": "#fffdf8",
    "quiet panels": "#e6eeeb",
    "white letters": "#ffffff",
}
"""What an accent is read on, or is read on it, in the default theme. Theme.qml has the same."""

ICON = "icon:"
"""What the name of a row begins with that says an icon."""

PICTURES = ("drawing", "logo")
"""The rows that say a picture, beside icons."""

_COLOUR = re.compile("#[0-9a-f]{6}")
_LINEAR_BELOW = 0.04045


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a library chose. An accent of "" is the usual one."""

    accent: str = ""
    drawing: PictureUse | None = None
    logo: PictureUse | None = None
    icons: tuple[tuple[str, str], ...] = ()
    """The name of each icon of its own, and the picture's digest."""


USUAL = Appearance()
"""Of a library that chooses nothing."""


def appearance_of(values: Mapping[str, str]) -> Appearance:
    """The appearance that a library's rows of name and value say."""
    icons = ((name.removeprefix(ICON), v) for name, v in values.items() if name.startswith(ICON))
    return Appearance(
        values.get("accent", ""),
        _picture(values, "drawing"),
        _picture(values, "logo"),
        tuple(sorted(icons)),
    )


def _picture(values: Mapping[str, str], name: str) -> PictureUse | None:
    digest = values.get(name, "")
    return PictureUse(digest, values.get(f"{name}_alt", "")) if digest else None


def contrast(one: str, other: str) -> float:
    """How far two colours such as #0f4c5c stand apart, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def in_words(found: float) -> str:
    """A contrast, never said higher than it is: "6.9 to 1"."""
    return f"{math.floor(found * 10) / 10:.1f} to 1"


def is_colour(text: str) -> bool:
    """Whether a text is a colour such as #0f4c5c."""
    return _COLOUR.fullmatch(text) is not None


def least_contrast(accent: str) -> tuple[float, str]:
    """The lowest contrast of an accent, and what it is too close to."""
    return min((contrast(accent, ground), name) for name, ground in GROUNDS.items())


def accent_fault(accent: str) -> str:
    """What keeps a colour from being the accent, or nothing."""
    if not accent:
        return ""
    if not is_colour(accent):
        return f"The accent “{accent}” is no colour such as {ACCENT}."
    least, ground = least_contrast(accent)
    if least >= LEAST_CONTRAST:
        return ""
    return (
        f"The accent {accent} has a contrast of {in_words(least)} with {ground};"
        f" {LEAST_CONTRAST:.0f} to 1 is the least."
    )
