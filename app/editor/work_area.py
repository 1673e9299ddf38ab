"""The middle of the window: one of its pages is on show, and it knows which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStackedWidget, QWidget

from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.hours_field import TimeBox
from app.editor.forms.section_form import SectionForm
from app.editor.forms.settings_form import SettingsForm
from app.editor.governance.sign_off_dialogs import WhoSignsDialog
from app.editor.page import Page
from app.editor.panels import LibraryPanels
from app.editor.ports import SIGN_LIBRARY, SOURCES, ItemPanel, LibraryPanel
from app.editor.start_page import StartPage
from app.editor.tree.nodes import Group, Position


class WorkArea(QStackedWidget):
    """The start page, the item that is open, a section, the settings, and the library's panels."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts it is made of
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        item_panels: Sequence[ItemPanel] = (),
        library_panels: Sequence[LibraryPanel] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._actions = document, actions
        self.start = StartPage(document)
        self.page = Page(document, actions, pick, item_panels)
        self.section = SectionForm(document, actions)
        for page in (self.start, self.page, self.section):
            self.addWidget(page)
        self.panels = LibraryPanels(
            library_panels, self, document, actions, self.page.go_to_component
        )
        self._settings: SettingsForm | None = None

    def show_start(self) -> None:
        """Say what to do, and what waits."""
        self.start.show_counts()
        self.setCurrentWidget(self.start)

    def show_page(self) -> None:
        """Show the item that is open."""
        self.setCurrentWidget(self.page)

    def show_section(self, section_id: str) -> None:
        """Show a section's own page."""
        self.section.open(section_id)
        self.setCurrentWidget(self.section)

    def show_settings(self) -> None:
        """Show the library's settings."""
        if self._settings is None:
            self._settings = SettingsForm(self._document, self._actions)
            self._settings.asked_who_signs.connect(self._ask_who_signs)
            self._settings.asked_to_sign.connect(lambda: self.panels.show(SIGN_LIBRARY))
            self.addWidget(self._settings)
        self.setCurrentWidget(self._settings)

    def _ask_who_signs(self, people: int) -> None:
        dialog = WhoSignsDialog(self._document.workshop, people, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._document.refresh)
        dialog.open()

    def commit(self) -> None:
        """Take what is written when one leaves its field as if somebody had left it."""
        typing = QApplication.focusWidget()
        if isinstance(typing, QAbstractSpinBox):
            typing.interpretText()
        elif isinstance(typing, TimeBox):
            typing.commit()
        shown = self.currentWidget()
        if isinstance(shown, Page | SectionForm | SettingsForm):
            shown.commit()
        else:
            self.panels.commit()

    def position(self) -> Position | None:
        """The line of the tree that stands for what is on show, if one does."""
        shown = self.currentWidget()
        if shown is self.page and self._document.key is not None:
            return Group.ITEM, self._document.key
        if shown is self.section:
            return Group.SECTION, self.section.section_id
        if shown is not None and shown is self._settings:
            return Group.SETTINGS, ""
        return (Group.SOURCES, "") if self.panels.shown == SOURCES else None
