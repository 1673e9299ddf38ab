"""Where a handout comes from: the words of the site that are not in the library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The sheets that a site's printer may hold."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital and its ward, as they stand at the top of each handout.

    `who_to_ask` completes "Please ask ...", as in "a nurse on Ward 4". `public_address` is where
    the same pages are on the internet, if they are: a page's id comes after it.
    """

    name: str = ""
    ward: str = ""
    paper: Paper = Paper.A4
    who_to_ask: str = "a member of staff"
    public_address: str = ""
