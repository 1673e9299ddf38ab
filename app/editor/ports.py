"""What the window asks of the parts that others put into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.content.items.item import Content
from app.domain.governance.governance import ItemKind


class PreviewPane(Protocol):
    """A widget that shows a text as families will see it, or as a handout."""

    def show_content(self, content: Content) -> None:
        """Show this text in the place of the one before."""

    def show_step(self, step_id: str) -> None:
        """Go to a question or an outcome of the walkthrough on show."""


PreviewFactory = Callable[[QWidget], PreviewPane]
"""Makes a pane (a QWidget) in the window's right side."""


class PanelSignals(Protocol):
    """What every panel declares, so that the window can listen to it; it need not emit them all."""

    @property
    def written(self) -> SignalInstance:
        """It wrote to the library: the ItemKey of the one text that changed, or None."""

    @property
    def opened(self) -> SignalInstance:
        """Where somebody wants to go: an ItemKey, or the id of a part of the walkthrough."""

    @property
    def undoable(self) -> SignalInstance:
        """What somebody did there (Done), so that it can be undone."""


class ItemPanelWidget(PanelSignals, Protocol):
    """A widget beside the fields of an item: its history, its signatures, its paths."""

    @property
    def stepped(self) -> SignalInstance:
        """The question or outcome of the walkthrough that somebody looks at in it."""

    def show_content(self, content: Content) -> None:
        """Show what belongs to this text, as it stands now."""

    def show_step(self, step_id: str) -> None:
        """Go to a question or an outcome, where the panel shows them."""


class LibraryPanelWidget(PanelSignals, Protocol):
    """A widget about the whole library."""

    def show_item(self, item_id: str) -> None:
        """Show one of what it lists first; "" is none."""

    def commit(self) -> None:
        """Save what is typed in it."""


class DialogCommands(Protocol):
    """What the menus have the dialogs about several texts do."""

    def ask_files(self) -> None:
        """Ask for pages and contacts to import."""

    def update_contacts(self) -> None:
        """Let texts say of contacts what these say of themselves."""


class WindowCommands(Protocol):
    """What the menus have the window do."""

    @property
    def dialogs(self) -> DialogCommands:
        """The dialogs about several texts."""

    def save(self) -> None:
        """Save the page that is open, with what is being typed in it."""

    def close(self) -> bool:
        """Close the window, unless something would be lost."""

    def search(self) -> None:
        """Put the keyboard into the search."""

    def replace(self) -> None:
        """Find words and put others in their place, over the library."""

    def go_to_start(self) -> None:
        """Leave what is open, and say what to do, and what waits."""

    def ask_who(self) -> None:
        """Ask who sits here."""

    def show_panel(self, name: str) -> None:
        """Show a page about the whole library."""


@dataclass(frozen=True, slots=True)
class ItemPanel:
    """A tab beside the fields, for items of some kinds. `title` may have a mnemonic."""

    title: str
    kinds: frozenset[ItemKind]
    make: Callable[[QWidget], ItemPanelWidget]


@dataclass(frozen=True, slots=True)
class LibraryPanel:
    """A page about the whole library, below "Library" in the menu: reviews, sources, history.

    `lead` says below its heading what one does there.
    """

    name: str
    title: str
    make: Callable[[QWidget], LibraryPanelWidget]
    lead: str = ""


SOURCES, PUBLISH, REVIEWS, SIGN_LIBRARY = "sources", "publish", "reviews", "sign library"
"""The names of the library panels that the tree, the start page and the settings open."""
