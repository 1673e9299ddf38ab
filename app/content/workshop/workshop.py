"""The Workshop: what the editor and the commands do with a content.db."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack, closing
from datetime import date, datetime
from pathlib import Path

from app.content.database.snapshot import check_is_file
from app.content.workshop.arrangement import Order, Sections
from app.content.workshop.cases import ExpectedCases
from app.content.workshop.checks import TextChecks
from app.content.workshop.index.item_index import ItemIndex
from app.content.workshop.index.row_cache import RowCache
from app.content.workshop.items import Items
from app.content.workshop.pictures import Pictures
from app.content.workshop.publications import Publications
from app.content.workshop.settings import LibrarySettings
from app.content.workshop.signing import Signing
from app.content.workshop.sources import Sources
from app.content.workshop.staff_notes import StaffNotes
from app.content.workshop.storage.file import LibraryFile, check_format, recover_journal
from app.content.workshop.storage.history import History, utc_now
from app.content.workshop.storage.lock import WriterLock, is_held
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.unfinished import Unfinished
from app.domain.governance.governance import Person


class Workshop:
    """A content.db that somebody works on, by its parts. Every change is whole, and in the history.

    A change raises RuleViolationError where a rule forbids it, and ContentError where it cannot be
    written; either way nothing was changed.
    """

    @classmethod
    def open(
        cls,
        file: Path,
        person: Person,
        *,
        now: Callable[[], datetime] = utc_now,
        read_only: bool = False,
        icons: Collection[str] | None = None,
    ) -> Workshop:
        """Open a library; InUseError where somebody else works on it and reading will not do."""
        check_is_file(file)
        with ExitStack() as held:
            if not read_only:
                lock = WriterLock(file, person.name, now())
                held.callback(lock.release)
                recover_journal(file)
            check_format(file)
            library = held.enter_context(closing(LibraryFile(file, read_only=read_only)))
            return cls(library, person, now, icons, held)

    def __init__(
        self,
        library: LibraryFile,
        person: Person,
        now: Callable[[], datetime],
        icons: Collection[str] | None,
        held: ExitStack,
    ) -> None:
        """`held` is what is let go of in the end."""
        cache = RowCache()
        transactions = Transactions(library, cache)
        self.history = History(transactions, person, now)
        self.index = ItemIndex(library, transactions, cache, self.history)
        self.settings = LibrarySettings(transactions, self.history)
        self.items = Items(transactions, self.history, self.index, self.settings)
        self.sections = Sections(transactions, self.history, self.settings)
        self.order = Order(transactions, self.history)
        self.pictures = Pictures(transactions, self.history)
        self.sources = Sources(transactions, self.history, self.index)
        self.cases = ExpectedCases(transactions, self.history)
        self.checks = TextChecks(transactions, self.history, self.cases, icons)
        self.signing = Signing(transactions, self.history, self.items, self.settings, self.checks)
        self.staff_notes = StaffNotes(transactions, self.history)
        self.unfinished = Unfinished(transactions, self.history)
        self.publications = Publications(transactions, self.history)
        self.file = library.file
        self.read_only = library.read_only
        self.icons = icons
        self._transactions = transactions
        self._held = held.pop_all()

    @property
    def person(self) -> Person:
        """Who works on it; what is done next is done by them."""
        return self.history.person

    @person.setter
    def person(self, person: Person) -> None:
        self.history.person = person

    @property
    def changes(self) -> int:
        """How often the file was changed since it was opened, by us or by another program."""
        return self._transactions.changes

    def today(self) -> date:
        """The day, where the library is worked on."""
        return self.history.today()

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since this was last asked; then look again."""
        changed = self._transactions.changed_elsewhere()
        if changed:
            self.index.fill()
        return changed

    def is_held_elsewhere(self) -> bool:
        """Whether somebody else has it open to change it, while it is read here."""
        return self.read_only and is_held(self.file)

    def verify(self) -> None:
        """Look for damage in the whole file; ContentError names it. For a thread of its own."""
        check_format(self.file, whole=True)

    def copy_to(self, copy: Path) -> int:
        """Copy the file as it stands; returns how many changes are in the copy."""
        return self._transactions.copy_to(copy)

    def close(self) -> None:
        """Let go of the file, and let the next person have it."""
        self._held.close()
