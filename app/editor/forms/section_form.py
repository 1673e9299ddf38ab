"""The page of a section: its title. Its topics are ordered in the tree."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.field import LineField
from app.editor.widgets.tables import heading


class SectionForm(QWidget):
    """A section's title, kept when one leaves the field."""

    def __init__(
        self, document: LibraryDocument, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self.section_id = ""
        self.title = LineField("title", "&Title of the section", "Shown on the home screen.")
        self.title.left.connect(self.commit)
        hint = QLabel(
            "Drag pages in the list on the left to order them, or use Alt+Up and Alt+Down."
            " A section without pages can be deleted."
        )
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(heading("Section"))
        column.addWidget(self.title)
        column.addWidget(hint)
        column.addStretch()
        self.title.set_read_only(document.workshop.read_only)
        document.rearranged.connect(self.show_title)

    def open(self, section_id: str) -> None:
        """Show a section."""
        self.section_id = section_id
        self.show_title()

    def show_title(self) -> None:
        """Show the title as it stands."""
        titles = {s.id: s.title for s in self.document.workshop.sections.rows()}
        if self.section_id in titles:
            self.title.show_value(titles[self.section_id])

    def commit(self) -> None:
        """Give the section the title that stands here."""
        title = self.title.box.text().strip()
        if self.section_id and title and not self.document.workshop.read_only:
            self._actions.rename_section(self.section_id, title)
