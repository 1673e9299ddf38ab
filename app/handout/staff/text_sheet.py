"""A draft as it goes round on paper: all its words, what changed, a box for comments, signatures.

It is for those who check and sign a page and have no editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.governance.comparing import Change, ComparedField, DiffOp, Run
from app.domain.handout.handout_ports import Handout
from app.handout import elements
from app.handout.elements import Data, run
from app.handout.staff.signing import Form, sign_off_sheet, signatures
from app.handout.typesetting import Typesetter

_LEAD = (
    "For those who check and sign this text: every word of it, as it stands now. Families see it "
    "once it is signed and published. Write into the box what should be changed."
)
_NEW = "Families have not seen this text before."
_COMMENT_LINES = 8


def text_sheet(  # noqa: PLR0913, PLR0917 - what it is about, its words, and who sets them
    typesetter: Typesetter,
    title: str,
    item_id: str,
    fields: Sequence[ComparedField],
    changes: Sequence[Change],
    form: Form,
) -> Handout:
    """Every word of a text, and what differs from what families see, to sign and comment on."""

    def rest() -> Iterator[Data]:
        yield elements.paragraph(_LEAD)
        yield elements.heading("The text")
        yield from _words(fields)
        yield elements.heading("What changed")
        yield from _changes(changes) if form.before else [elements.paragraph(_NEW)]
        yield {"element": "comments", "heading": "Comments", "room": _COMMENT_LINES}
        yield signatures(form)

    heading = f"{title}: draft to check and sign"
    return sign_off_sheet(typesetter, heading, f"{title} ({item_id})", form, rest())


def _words(fields: Sequence[ComparedField]) -> Iterator[Data]:
    for field in fields:
        label = run(f"{field.name}: ", strong=True)
        yield {"element": "paragraph", "runs": [label, run(field.text)], "stays_with_next": False}


def _changes(changes: Sequence[Change]) -> Iterator[Data]:
    if not changes:
        yield elements.paragraph("Nothing differs from what families see.")
    for change in changes:
        label = run(f"{change.name}: ", strong=True)
        words = [_marked(one) for one in change.runs if one.text]
        yield {"element": "paragraph", "runs": [label, *words], "stays_with_next": False}


def _marked(one: Run) -> Data:
    """Words out stand in brackets, words in are strong: it reads without colours."""
    if one.op is DiffOp.DELETE:
        return run(f"[out: {one.text.strip()}] ", emphasis=True)
    return run(one.text, strong=one.op is DiffOp.INSERT)
