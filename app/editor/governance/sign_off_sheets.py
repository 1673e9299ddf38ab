"""The sheets that are signed on paper, saved from where a walkthrough is checked or signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import KioskError
from app.domain.governance.behaviour import BehaviourChange
from app.domain.handout.handout_ports import Handout
from app.editor.widgets.tables import sentence_label

if TYPE_CHECKING:
    from app.handout.staff.signing import Form
    from app.handout.typesetting import Typesetter

SheetMaker = Callable[[], "Typesetter"]
"""Makes what lays out the sheets that are signed on paper, when it is first needed."""

AskFile = Callable[[str, str, str], str]
"""Asks where a file shall go: a title, a name, and the kinds of file; "" is nowhere."""


def save_file(name: str, make: Callable[[], bytes], report: Callable[[str], None]) -> None:
    """Make a file and write it; what came of it is told in a sentence."""
    from app.handout.writing import write  # noqa: PLC0415 - the window opens without it

    try:
        write(make(), Path(name))
    except KioskError as error:
        report(f"It could not be made: {error}")
    except OSError as error:
        why = error.strerror or str(error)
        report(f"{name} could not be written: {why}. Choose another place.")
    else:
        report(f"{name} is written.")


def ask_with(parent: QWidget) -> AskFile:
    """The desktop's own question where a file shall go."""
    return lambda title, name, kinds: QFileDialog.getSaveFileName(parent, title, name, kinds)[0]


class TextSheetButton(QWidget):
    """A button: the draft with a box for comments and room for signatures."""

    def __init__(
        self,
        workshop: Workshop,
        signed: Content | None,
        content: Content,
        sign_off_sheets: SheetMaker,
    ) -> None:
        super().__init__()
        self.ask_file = ask_with(self)
        self._workshop, self._sign_off_sheets = workshop, sign_off_sheets
        self._signed, self._content = signed, content
        self.draft = QPushButton("Sheet to sign on &paper…")
        self.draft.clicked.connect(self._save)
        self.result = sentence_label("What came of the sheet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.draft)
        row.addWidget(self.result, 1)

    def _sheet(self) -> Handout:
        from app.content.items.compare import changes, compared_fields  # noqa: PLC0415
        from app.content.reports.evidence import library_info  # noqa: PLC0415
        from app.content.reports.status import titles  # noqa: PLC0415
        from app.handout.staff.signing import form_for  # noqa: PLC0415
        from app.handout.staff.text_sheet import text_sheet  # noqa: PLC0415

        content, signed = self._content, self._signed
        called = titles(self._workshop)
        info = library_info(self._workshop.settings.read())
        return text_sheet(
            self._sign_off_sheets(),
            content.title,
            content.key.id,
            compared_fields(content, called),
            changes(signed, content, called),
            form_for(info, content.digest, signed.digest if signed else ""),
        )

    def _save(self) -> None:
        name = f"{self._content.key.id}-draft.pdf"
        file = self.ask_file("Save a sheet to sign on paper", name, "PDF (*.pdf)")
        if file:
            save_file(file, lambda: self._sheet().pdf, self.result.setText)


class SheetButtons(QWidget):
    """Two buttons: every path to sign on paper, and what behaves differently."""

    def __init__(
        self,
        workshop: Workshop,
        signed: Content | None,
        content: Content,
        change: BehaviourChange,
        sign_off_sheets: SheetMaker,
    ) -> None:
        super().__init__()
        self.ask_file = ask_with(self)
        self._sign_off_sheets, self._change = sign_off_sheets, change
        self._settings = workshop.settings.read()
        self._versions = (content.digest, signed.digest if signed else "")
        self._id = content.key.id
        self.paths = QPushButton("Sheet of every &path…")
        self.paths.clicked.connect(lambda: self._save("paths", self._every_path))
        self.change = QPushButton("Sheet of &this change…")
        self.change.clicked.connect(lambda: self._save("change", self._this_change))
        self.result = sentence_label("What came of the sheet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.paths)
        row.addWidget(self.change)
        row.addWidget(self.result, 1)

    def _every_path(self) -> Handout:
        from app.content.reader.markup import blocks  # noqa: PLC0415 - only for paper
        from app.handout.staff.signing import paths_sheet  # noqa: PLC0415

        return paths_sheet(self._sign_off_sheets(), self._change.new, self._form(), blocks)

    def _this_change(self) -> Handout:
        from app.handout.staff.signing import behaviour_sheet  # noqa: PLC0415

        return behaviour_sheet(self._sign_off_sheets(), self._change, self._form())

    def _form(self) -> Form:
        from app.content.reports.evidence import library_info  # noqa: PLC0415
        from app.handout.staff.signing import form_for  # noqa: PLC0415

        return form_for(library_info(self._settings), *self._versions)

    def _save(self, which: str, make: Callable[[], Handout]) -> None:
        name = f"{self._id}-{which}.pdf"
        file = self.ask_file("Save a sheet to sign on paper", name, "PDF (*.pdf)")
        if file:
            save_file(file, lambda: make().pdf, self.result.setText)
