"""What a publication would do: which texts families will see differently, and what stays behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.governance.governance import ItemKey, ItemKind

HELD_BACK = (
    "signed, and not in it yet. A contact and the texts that say its number or hours go together:"
    " sign all of them."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that families will see differently: `what` is "new", "changed" or "gone"."""

    key: ItemKey
    title: str
    what: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication would do. `drafts` are texts with words that stay behind.

    `held_back` are signed, and wait: a contact for a text that says it, or that for the contact.
    Each is an id, a blank and the title.
    """

    edition: int
    differences: tuple[Difference, ...]
    drafts: tuple[str, ...]
    problems: tuple[str, ...]
    rearranged: bool = False
    held_back: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What families will see differently, in a line: "2 pages changed", and which."""
        return summary_of(self.differences, rearranged=self.rearranged)

    @property
    def waits(self) -> str:
        """What is signed and stays behind, and why, in a sentence; "" where nothing does."""
        return f"{', '.join(self.held_back)}: {HELD_BACK}" if self.held_back else ""

    @property
    def is_blocked(self) -> bool:
        """Whether it may not be published as it is."""
        return bool(self.problems)


_KINDS = {
    ItemKind.TOPIC: ("page", "pages"),
    ItemKind.WALKTHROUGH: ("walkthrough", "walkthroughs"),
    ItemKind.CONTACT: ("contact", "contacts"),
    ItemKind.TERM: ("word", "words"),
}
_WHAT = {"changed": "changed", "new": "new", "gone": "taken away"}
_MOST_TITLES = 5


def summary_of(differences: Sequence[Difference], *, rearranged: bool) -> str:
    """What families see differently, in a line: "2 pages changed, 1 contact new: …"."""
    counts = Counter((d.key.kind, d.what) for d in differences)
    parts = [
        f"{count} {_KINDS[kind][count > 1]} {_WHAT[what]}"
        for what in _WHAT
        for kind in _KINDS
        if (count := counts[kind, what])
    ]
    titles = [d.title for d in differences if d.key.kind in _KINDS]
    more = f" and {len(titles) - _MOST_TITLES} more" if len(titles) > _MOST_TITLES else ""
    if rearranged:
        parts.append("the order or the settings changed")
    named = f": {'; '.join(titles[:_MOST_TITLES])}{more}" if titles else ""
    return (", ".join(parts) or "nothing changed") + named
