"""The checks on how a library looks: a colour that can be read, pictures that are there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from app.content.checks.findings import WHOLE_LIBRARY, Finding, Kind, advice_at, error_at
from app.domain.library.appearance import ICON, accent_fault

_OF_PICTURES = {"drawing": "drawing of the first screen", "logo": "logo"}
_DARKER = "Choose a darker colour, or none: `clinic-content set FILE library accent=`."
_ICON_NAME = re.compile("[a-z][a-z0-9-]{0,39}")


def appearance_findings(
    values: Mapping[str, str],
    pictures: Collection[str] | None = None,
    icons: Collection[str] | None = None,
) -> Iterator[Finding]:
    """What is wrong with the rows of name and value. Without `pictures`, theirs are not looked up.

    `icons` are the names that this program has icons for: a library's own have others.
    """
    if fault := accent_fault(values.get("accent", "")):
        yield error_at(Kind.LIBRARY, WHOLE_LIBRARY, fault, _DARKER)
    for name, value in values.items():
        what = _of_picture(name)
        if what and pictures is not None and value not in pictures:
            problem = f"Its {what} is no picture of the library."
            hint = "Bring it in with `clinic-content picture add`, or choose another."
            yield error_at(Kind.PICTURE, WHOLE_LIBRARY, problem, hint)
        icon = name.removeprefix(ICON) if name.startswith(ICON) else ""
        if icon and (not _ICON_NAME.fullmatch(icon) or (icons is not None and icon in icons)):
            problem = f"“{icon}” is no name for an icon of its own."
            hint = "Take small letters, digits and hyphens, and no name of resources/icons."
            yield error_at(Kind.ICON, WHOLE_LIBRARY, problem, hint)
    if values.get("logo") and not values.get("logo_alt", "").strip():
        problem = "Its logo has no alternative text."
        hint = "Say whose it is: `clinic-content set FILE library logo_alt=…`."
        yield error_at(Kind.PICTURE, WHOLE_LIBRARY, problem, hint)


def appearance_advice(values: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Finding]:
    """Alternative texts that are the names of files. `names`: of the pictures, by digest."""
    for name, what in _OF_PICTURES.items():
        alt = _words(values.get(f"{name}_alt", ""))
        if alt and alt == _words(names.get(values.get(name, ""), "")):
            problem = f"The alternative text of its {what} is the name of a file."
            hint = "Say in a sentence what there is to see, for those who cannot see it."
            yield advice_at(Kind.PICTURE, WHOLE_LIBRARY, problem, hint)


def _of_picture(name: str) -> str:
    if name.startswith(ICON):
        return f"icon “{name.removeprefix(ICON)}”"
    return _OF_PICTURES.get(name, "")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))
