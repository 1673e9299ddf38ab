"""A draft on paper: every word, what changed without colours, a box for comments, signatures."""

from __future__ import annotations

from dataclasses import replace

from app.domain.governance.comparing import ComparedField, compare
from app.handout.staff.signing import Form
from app.handout.staff.text_sheet import text_sheet
from app.handout.typesetting import Typesetter
from tests.handout.examples import INFO
from tests.handout.reading import Reading, squeeze

FORM = Form(INFO, version="version 1f2e 77ab", before="version 90cd 12ef")
BEFORE = (
    ComparedField("title", "Title", "Your inhaler"),
    ComparedField("line", "Line", "Shake it twice."),
)
NOW = (BEFORE[0], replace(BEFORE[1], text="Shake it five times."))


def read(typesetter: Typesetter, form: Form) -> Reading:
    made = text_sheet(typesetter, "Your inhaler", "t01", NOW, compare(BEFORE, NOW), form)
    return Reading(made.pdf)


def test_it_says_every_word_and_what_changed(typesetter: Typesetter) -> None:
    reading = read(typesetter, FORM)
    text = squeeze(reading.text)
    assert squeeze("Your inhaler: draft to check and sign") in text
    assert squeeze("Title: Your inhaler") in text
    assert squeeze("Line: Shake it five times.") in text
    assert squeeze("[out: twice") in text
    assert all(squeeze("version 1f2e 77ab") in squeeze(p.artifacts) for p in reading.pages)


def test_there_is_room_for_comments_and_two_signatures(typesetter: Typesetter) -> None:
    text = squeeze(read(typesetter, FORM).text)
    for words in ("Comments", "Checked by", "Signed by"):
        assert squeeze(words) in text


def test_what_families_never_saw_is_said_so(typesetter: Typesetter) -> None:
    text = squeeze(read(typesetter, replace(FORM, before="")).text)
    assert squeeze("Families have not seen this text before.") in text
    assert squeeze("[out:") not in text
