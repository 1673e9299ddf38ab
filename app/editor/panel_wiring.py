"""The panels that are put into the window, beside a page and for the library as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.errors import ContentError, KioskError
from app.domain.governance.expected import ExpectedCase
from app.domain.governance.governance import LIBRARY_KEY, TEXT_KINDS, ItemKind
from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.document.undo_commands import Done
from app.editor.governance.governance_panel import GovernancePanel
from app.editor.governance.history_view import HistoryView
from app.editor.governance.sign_off_sheets import SheetMaker
from app.editor.ports import (
    PUBLISH,
    REVIEWS,
    SIGN_LIBRARY,
    SOURCES,
    ItemPanel,
    LibraryPanel,
    LibraryPanelWidget,
)
from app.editor.sources.sources_page import SourcesPage
from app.editor.walkthrough.graph_view import GraphPane
from app.editor.walkthrough.paths_tabs import WalkthroughPaths
from app.editor.widgets.confirm import tell

_WALKTHROUGHS = frozenset({ItemKind.WALKTHROUGH})
_ALL = frozenset(TEXT_KINDS)

_LEADS = {
    PUBLISH: "An edition is a file with everything that is signed. Kiosks take it and show it.",
    REVIEWS: "Enter or a double click opens a line. Then read it against its source: change what"
    " has to be changed, or say “Reviewed, nothing changed” under “Check and sign”.",
    SIGN_LIBRARY: "The title, the sections and the order in which families find everything, and the"
    " settings, are signed as pages are. Until then families see what was signed before.",
    SOURCES: "Where the facts come from. Mark a source as changed when it no longer says what it"
    " did: every page that stands on it is then to be read again.",
}


def item_panels(workshop: Workshop, sign_off_sheets: SheetMaker) -> tuple[ItemPanel, ...]:
    """The tabs beside the fields of an item."""
    return (
        ItemPanel("&Graph", _WALKTHROUGHS, lambda parent: GraphPanel(workshop, parent)),
        ItemPanel("&Paths", _WALKTHROUGHS, lambda parent: PathsPanel(workshop, parent)),
        ItemPanel(
            "&Check and sign",
            _ALL,
            lambda p: GovernancePanel(workshop, p, sign_off_sheets=sign_off_sheets),
        ),
        ItemPanel("&History", _ALL, lambda parent: HistoryView(workshop, parent)),
    )


def library_panels(
    workshop: Workshop, sign_off_sheets: SheetMaker, settings: QSettings | None = None
) -> tuple[LibraryPanel, ...]:
    """The pages about the library as a whole."""

    def publish(parent: QWidget) -> LibraryPanelWidget:
        from app.editor.publishing.publish_page import PublishPage  # noqa: PLC0415 - not at the start

        return PublishPage(workshop, parent, settings=settings)

    def reviews(parent: QWidget) -> LibraryPanelWidget:
        from app.editor.governance.reviews_page import ReviewsPage  # noqa: PLC0415 - calendars take a while

        return ReviewsPage(workshop, sign_off_sheets, parent)

    return (
        LibraryPanel(PUBLISH, "&Publish…", publish, _LEADS[PUBLISH]),
        LibraryPanel(
            SIGN_LIBRARY,
            "&Title, order and settings: check and sign",
            lambda parent: LibrarySignOff(workshop, parent),
            _LEADS[SIGN_LIBRARY],
        ),
        LibraryPanel(REVIEWS, "&Reviews", reviews, _LEADS[REVIEWS]),
        LibraryPanel(
            SOURCES,
            "&Sources",
            lambda parent: SourcesPage(workshop, parent, settings=settings),
            _LEADS[SOURCES],
        ),
        LibraryPanel(
            "history",
            "&History of the library",
            lambda parent: LibraryHistory(workshop, parent),
            "Who did what, the newest first.",
        ),
    )


class LibrarySignOff(GovernancePanel):
    """Checks and signs the library itself, which is no page of the tree."""

    def show_item(self, item_id: str) -> None:
        """There is one."""
        self.show_content(self._workshop.items.content(LIBRARY_KEY))

    def commit(self) -> None:
        """Nothing is typed here."""


class LibraryHistory(HistoryView):
    """The history of the whole library."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read it anew each time it is opened."""
        super().showEvent(event)
        self.show_library()


def _walkthrough(workshop: Workshop, content: Content | None) -> Walkthrough | None:
    """The walkthrough that a text says, or None while it cannot be read as one."""
    try:
        return workshop.checks.walkthrough(content) if content else None
    except ContentError:
        return None


class GraphPanel(GraphPane):
    """The graph of the walkthrough that is typed in. It writes nothing."""

    written = Signal(object)
    opened = Signal(object)
    undoable = Signal(object)

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self.chosen.connect(self.opened.emit)

    def show_content(self, content: Content) -> None:
        """Draw the walkthrough as it stands; while it cannot be read, the last drawing stays."""
        if walkthrough := _walkthrough(self._workshop, content):
            self.show_walkthrough(walkthrough)


class PathsPanel(WalkthroughPaths):
    """The paths of the walkthrough that is typed in, with its cases, which are kept at once."""

    written = Signal(object)
    opened = Signal(object)
    undoable = Signal(object)
    """What was Done to the expected cases."""
    stepped = Signal(str)

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._content: Content | None = None
        self.chosen.connect(self.opened.emit)
        self.case_added.connect(lambda case: self._save("Keep a case", (*self._known(), case)))
        self.case_changed.connect(self._change)
        self.case_deleted.connect(
            lambda item: self._save("Delete a case", (c for c in self._known() if c.id != item))
        )

    def show_content(self, content: Content) -> None:
        """Show the walkthrough as it stands; while it cannot be read, the last one stays."""
        self._content = content
        if walkthrough := _walkthrough(self._workshop, content):
            signed = _walkthrough(self._workshop, self._workshop.items.signed_content(content.key))
            self.show_walkthrough(walkthrough, self._known(), signed)

    def show_step(self, step_id: str) -> None:
        """The tables stay as they are."""

    def _known(self) -> tuple[ExpectedCase, ...]:
        return self._workshop.cases.of(self._content.key.id) if self._content else ()

    def _change(self, changed: ExpectedCase) -> None:
        cases = (changed if case.id == changed.id else case for case in self._known())
        self._save("Change a case", cases)

    def _save(self, label: str, cases: Iterable[ExpectedCase]) -> None:
        if self._content is None:
            return
        item, before, after = self._content.key.id, self._known(), tuple(cases)
        try:
            self._workshop.cases.save(item, after)
            self.undoable.emit(
                Done(label, lambda: self._put(item, before), lambda: self._put(item, after))
            )
        except KioskError as error:
            tell(self, "Not kept", f"{error.problem} {error.hint}")
        self.show_content(self._content)

    def _put(self, walkthrough_id: str, cases: Sequence[ExpectedCase]) -> None:
        self._workshop.cases.save(walkthrough_id, cases)
        if self._content is not None:
            self.show_content(self._content)
