"""The text of a page, edited as it looks, with buttons for what its blocks and words are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from app.domain.governance.governance import ItemKind
from app.domain.library.markup import BlockKind, Picture
from app.editor.body.links import Link
from app.editor.body.pasting import PasteBox
from app.editor.fields.link_dialog import LinkDialog
from app.editor.fields.picture_dialog import AddPicture, ask_about_picture, ask_for_picture
from app.editor.fields.text_fields import TextField
from app.editor.widgets.flow_layout import FlowLayout

GetPicture = Callable[[str], Picture | None]
"""The picture of a digest."""

TitleOf = Callable[[ItemKind, str], str]
"""What an item of a kind is called, by its id."""

Picker = Callable[[ItemKind, str, Callable[[str, str], None]], None]
"""Lets somebody pick an item of a kind; the words chosen help; tells its id and its title."""


class BodyField(TextField):
    """A page's text with its buttons.

    `pick` opens the lists of glossary words and pages.
    """

    def __init__(  # noqa: PLR0913 - what a field is made of
        self,
        name: str,
        label: str,
        help_text: str = "",
        *,
        pick: Picker,
        names: Sequence[str] = (),
        title_of: TitleOf = lambda _, item: item,
    ) -> None:
        box = PasteBox()
        self.buttons, self.here = QWidget(), QLabel(" ")
        self.here.setTextFormat(Qt.TextFormat.PlainText)
        self.here.setAccessibleName("Where the cursor is")
        self.here.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        super().__init__(
            name,
            label,
            help_text,
            names=names,
            box=box,
            is_commonmark=True,
            above=(self.buttons, self.here),
        )
        self.body = box
        self._title_of = title_of
        box.cursorPositionChanged.connect(self._say_where)
        self._pick = pick
        self._get_picture: GetPicture = lambda _: None
        self._images: dict[str, QImage | None] = {}
        box.pasted.connect(self._pasted)
        self._row = row = FlowLayout(self.buttons)
        for words, keys, tip, act in (
            ("Heading", "Ctrl+1", "Make the line a heading", _kind(box, BlockKind.HEADING, 2)),
            (
                "Smaller heading",
                "Ctrl+6",
                "Make it a smaller heading",
                _kind(box, BlockKind.HEADING, 3),
            ),
            ("List", "Ctrl+2", "Make the lines a list", _kind(box, BlockKind.BULLET)),
            (
                "Numbered list",
                "Ctrl+3",
                "Make the lines a numbered list",
                _kind(box, BlockKind.NUMBERED),
            ),
            (
                "Important box",
                "Ctrl+4",
                "Put the paragraph in an important box",
                _kind(box, BlockKind.IMPORTANT),
            ),
            (
                "Table",
                "Ctrl+5",
                "Put a table below the line, or change the one you are in",
                self._table,
            ),
            ("Strong", "Ctrl+B", "Make the words strong", box.toggle_strong),
            ("Emphasis", "Ctrl+I", "Emphasise the words", box.toggle_emphasis),
            ("Plain words", "Ctrl+Space", "Take links, strength and emphasis away", box.make_plain),
        ):
            row.addWidget(self._button(words, keys, tip, self._changer(act)))
        tip = "Explain the words that are chosen, from the glossary"
        row.addWidget(self._button("Glossary word…", "Ctrl+G", tip, self._glossary))
        tip = "Make the words that are chosen lead to another page"
        row.addWidget(self._button("Link to a page…", "Ctrl+K", tip, self._page))
        tip = "Say a contact's number or hours; when the contact changes, the text does"
        row.addWidget(self._button("Number of…", "Ctrl+Shift+C", tip, self._contact))

    def take_pictures(self, add: AddPicture, get: GetPicture) -> None:
        """Have a button for pictures from files; `add` takes them into the library.

        `get` finds those that are in it, to be shown and described anew.
        """
        self._get_picture = get
        self.body.show_pictures(self._image)
        self.body.opened.connect(self._describe_picture)

        def chosen(mark: str) -> None:
            self.left.emit()  # undone by itself
            self.body.insert_commonmark(mark)
            self._pasted("")
            self.body.setFocus()

        def ask() -> None:
            if not self.body.isReadOnly():
                ask_for_picture(self, add, chosen, self._pasted)

        tip = "Put a picture from a file into the text"
        self._row.addWidget(self._button("Picture…", "Ctrl+Shift+I", tip, ask))

    def _image(self, digest: str) -> QImage | None:
        if digest not in self._images:
            picture = self._get_picture(digest)
            self._images[digest] = QImage.fromData(picture.data) if picture else None
        return self._images[digest]

    def _describe_picture(self) -> None:
        """Ask anew what the picture shows that the cursor is in."""
        use = self.body.picture_here()
        picture = self._get_picture(use.digest) if use is not None else None
        if use is not None and picture is not None and not self.body.isReadOnly():
            ask_about_picture(self, picture, use, self._change_picture)

    def _change_picture(self, mark: str) -> None:
        self.left.emit()  # undone by itself
        self.body.change_picture(mark)
        self.left.emit()
        self.body.setFocus()

    def _pasted(self, message: str) -> None:
        self.tell_of_paste(message)
        self.left.emit()

    def _button(self, words: str, keys: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(f"{tip} ({QKeySequence(keys).toString(_NATIVE)})")
        button.setAccessibleName(words)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        shortcut = QShortcut(QKeySequence(keys), self.body)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)
        return button

    def _changer(self, change: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            if not self.body.isReadOnly():
                self.left.emit()  # undone by itself
                change()
                self.left.emit()
                self.body.setFocus()

        return act

    def _say_where(self) -> None:
        """Say what the line is, and where the words lead that the cursor is in."""
        kind, target = self.body.here()
        said = [_KINDS.get(kind, "")]
        prefix, _, item = target.partition(":")
        if prefix == "term":
            title = self._title_of(ItemKind.TERM, item)
            said.append(f"explained by the glossary: {title} (Ctrl+G changes it)")
        elif prefix == "topic":
            title = self._title_of(ItemKind.TOPIC, item)
            said.append(f"leads to the page: {title} (Ctrl+K changes it)")
        elif prefix in ("number", "hours"):
            says = "the number" if prefix == "number" else "the hours"
            said.append(f"{says} of: {self._title_of(ItemKind.CONTACT, item)}")
        text = ", ".join(filter(None, said))
        self.here.setText(text[:1].upper() + text[1:] or " ")

    def _table(self) -> None:
        """A table, or in one what can be done to it."""
        if not self.body.is_in_table():
            self.body.insert_table()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, change in self.body.table_changes():
            menu.addAction(words).triggered.connect(self._changer(change))
        menu.popup(self.body.viewport().mapToGlobal(self.body.cursorRect().bottomLeft()))

    def _glossary(self) -> None:
        self._link(ItemKind.TERM, "term")

    def _page(self) -> None:
        self._link(ItemKind.TOPIC, "topic")

    def _contact(self) -> None:
        """Put a contact's number or hours where the cursor is."""
        if self.body.isReadOnly():
            return

        def picked(target: str, words: str) -> None:
            self.left.emit()  # undone by itself
            self.body.insert_link(target, words)
            self.left.emit()
            self.body.setFocus()

        self._pick(ItemKind.CONTACT, "", picked)

    def _link(self, kind: ItemKind, prefix: str) -> None:
        if self.body.isReadOnly():
            return
        if link := self.body.link_here():
            self._change_link(kind, link)
            return
        start, end, words = self.body.words_to_link()

        def picked(item_id: str, title: str) -> None:
            self.left.emit()  # undone by itself
            self.body.link(start, end, f"{prefix}:{item_id}", title)
            self.left.emit()
            self.body.setFocus()

        self._pick(kind, words, picked)

    def _change_link(self, kind: ItemKind, link: Link) -> None:
        """Show the link that stands there, to be changed or taken away."""
        old_kind = ItemKind.TERM if link.target.startswith("term:") else ItemKind.TOPIC
        title = self._title_of(old_kind, link.target.partition(":")[2])

        def choose(lead_to: Callable[[str, str], None]) -> None:
            self._pick(kind, "", lambda item, title: lead_to(f"{kind}:{item}", title))

        def changed(words: str, target: str) -> None:
            self.left.emit()  # undone by itself
            self.body.change_link(link, words, target)
            self.left.emit()
            self.body.setFocus()

        dialog = LinkDialog(link.words, link.target, title, choose, self.window())
        dialog.changed.connect(changed)
        dialog.open()

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        super().set_read_only(read_only)
        self.buttons.setEnabled(not read_only)


def _kind(box: PasteBox, kind: BlockKind, level: int = 0) -> Callable[[], None]:
    return lambda: box.set_kind(kind, level)


_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.BULLET: "item of a list",
    BlockKind.NUMBERED: "item of a numbered list",
    BlockKind.IMPORTANT: "important box",
    BlockKind.PICTURE: "picture: Enter describes it anew",
    BlockKind.TABLE: "table: Enter goes down the column, Ctrl+5 changes it",
}

_NATIVE = QKeySequence.SequenceFormat.NativeText
