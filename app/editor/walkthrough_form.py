"""The fields of a walkthrough."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.editor.body import BodyField, Picker
from app.editor.desk import Desk
from app.editor.fields import LineField
from app.editor.standing_form import StandingForm


class WalkthroughForm(StandingForm):
    """A walkthrough as a whole."""

    def __init__(self, desk: Desk, pick: Picker, parent: QWidget | None = None) -> None:
        super().__init__(desk, pick, parent)
        names = desk.workshop.settings().plain_names
        self.words(LineField("title", "&Title"), "title")
        self.words(LineField("line", "L&ine on the card", "A few words, below the title."), "line")
        self.words(BodyField("opening", "&Opening", pick=pick, names=names), "opening")
        self.add_standing()
        self.end()
