"""The library as a whole: its name, who has to sign, and what becomes of overdue pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.content.checks.cells import most_in
from app.content.checks.findings import Level
from app.content.workshop.values import Settings
from app.domain.governance.governance import ItemKind
from app.domain.library.appearance import accent_fault
from app.domain.library.characters import is_blank
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.choice_fields import CheckField, ChooseField, LinesField
from app.editor.fields.field import Field, LineField
from app.editor.fields.text_fields import TextField
from app.editor.forms.appearance_fields import AccentField, IconsField, PictureField
from app.editor.widgets.inputs import LeaveUndo, SpinBox
from app.editor.widgets.tables import heading

_PEOPLE = "people_to_sign"
_MOST_DAYS = 3650
_USUAL_DAYS = 90


class DaysField(Field):
    """A number of days, or never (None)."""

    def __init__(self, name: str, label: str, question: str, help_text: str) -> None:
        super().__init__(name, label, help_text)
        self.has_days = QCheckBox(question)
        self.days = SpinBox()
        self.days.setRange(0, _MOST_DAYS)
        self.days.setSuffix(" days after its review was due")
        self.days.setAccessibleName("Days after the review was due")
        for line in self.days.findChildren(QLineEdit):
            line.installEventFilter(LeaveUndo(self))
        self.put_in(self.has_days, self.days, buddy=self.has_days)
        self.has_days.setAccessibleName(question)
        self._showing = False
        self.has_days.clicked.connect(self._emit_edited)
        self.days.valueChanged.connect(self._emit_edited)

    def _emit_edited(self) -> None:
        self.days.setEnabled(self.has_days.isChecked())
        if not self._showing:
            self.edited.emit(self.days.value() if self.has_days.isChecked() else None)

    def show_value(self, value: Any) -> None:
        """Show a number of days, or never."""
        self._showing = True
        self.has_days.setChecked(value is not None)
        self.days.setValue(_USUAL_DAYS if value is None else value)
        self.days.setEnabled(value is not None)
        self._showing = False

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        self.setEnabled(not read_only)


class SettingsForm(QScrollArea):
    """The settings of the library; each is written when one leaves its field.

    How many people sign is not written here: two people have to agree on it.
    """

    asked_who_signs = Signal(int)
    """How many people somebody wants a signature to take."""
    asked_to_sign = Signal()
    """Somebody wants to check or sign what stands here."""

    def __init__(
        self, document: LibraryDocument, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(14)
        self._values: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self.edition = QLabel()
        self.edition.setTextFormat(Qt.TextFormat.PlainText)
        self.edition.setWordWrap(True)
        self._column.addWidget(heading("Library settings"))
        self._column.addWidget(self.edition)
        self._helpline = ChooseField(
            "helpline_id",
            "Helpline",
            "A contact with a telephone: its number is in sight on every screen, and on paper.",
        )
        people = ChooseField(
            _PEOPLE,
            "How many people a signature takes",
            "Two: whoever signs is not the one who wrote or checked it.",
        )
        people.set_choices([("2", "Two people"), ("1", "One person")])
        for field in (
            LineField("title", "&Title of the library"),
            LineField(
                "welcome",
                "&Words of the first screen",
                "Read from three metres away, so few. Empty: the title stands there.",
            ),
            LineField(
                "whom_to_ask",
                "Whom families &ask",
                "Completes “Ask …” on screens and sheets: “the asthma nurse”, “your"
                " child's doctor”. Begin with a small letter.",
            ),
            self._helpline,
            people,
            DaysField(
                "take_down_after",
                "Pages that are overdue for review",
                "Take an overdue page down",
                "Otherwise an overdue page stays, with a banner that says so.",
            ),
            LinesField(
                "plain_names",
                "&Names that are not hard words",
                "Medicines, for example: one on each line. The reading level leaves them apart.",
            ),
            AccentField(
                "accent",
                "Accent",
                "A dark colour, such as #0f4c5c, for titles, strong buttons and links. Empty: the"
                " usual one. Screens of high contrast have none.",
            ),
            PictureField("drawing", "Drawing of the first screen", "Above its words."),
            LineField(
                "drawing_alt",
                "What the drawing shows",
                "In a sentence, for those who cannot see it. Empty: it only decorates.",
            ),
            PictureField("logo", "Logo", "On the first screen, and at the top of each sheet."),
            LineField("logo_alt", "What the logo says", "Whose it is. A logo needs it."),
            IconsField(
                "icons",
                "Icons of its own",
                "Drawings for cards, beside the program's icons. A page names one at “Icon on the"
                " card”.",
            ),
            CheckField("sample", "Sample", "This library is a sample, not approved for use"),
            TextField("sample_notice", "&Sample notice", "Shown on every screen of a sample."),
        ):
            self._add(field)
        pictures = document.workshop.pictures
        for added in self.fields.values():
            if isinstance(added, PictureField):
                added.take_pictures(pictures.add_named_after, pictures.names)
            elif isinstance(added, IconsField):
                added.take_pictures(pictures.add_named_after)
        self.sign = QPushButton("&Check and sign…")
        self.sign.clicked.connect(self._ask_to_sign)
        self._column.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch()
        document.rearranged.connect(self.show_settings)
        self.show_settings()

    def _ask_to_sign(self) -> None:
        self.commit()
        self.asked_to_sign.emit()

    def _add(self, field: Field) -> None:
        self.fields[field.name] = field
        field.limit(most_in("library", field.name))
        self._column.addWidget(field)
        field.set_read_only(self.document.workshop.read_only)

        def edited(value: Any) -> None:
            if field.name == _PEOPLE:
                self._ask_who_signs(int(value))
                return
            self._values[field.name] = value
            if not field.typing:
                self.commit()

        field.edited.connect(edited)
        field.left.connect(self.commit)

    def _ask_who_signs(self, people: int) -> None:
        self.commit()
        now = self.document.workshop.settings.read().people_to_sign
        self.fields[_PEOPLE].show_value(str(now))  # until both have agreed
        if people != now:
            self.asked_who_signs.emit(people)

    def show_settings(self) -> None:
        """Show the settings as they stand."""
        now = self.document.workshop.settings.read()
        language = QLocale(now.language).nativeLanguageName() or now.language
        self.edition.setText(
            f"Edition {now.edition}, in {language}. Each change here is kept as soon as you leave"
            " its field. Have it checked and signed then. Ctrl+Z undoes it."
        )
        self._values = {}
        self._helpline.set_choices(self._contacts())
        for name, field in self.fields.items():
            value = getattr(now, name)
            if isinstance(field, PictureField):
                field.refresh()
            field.show_value(str(value) if name == _PEOPLE else value)
            field.show_notes(())

    def _contacts(self) -> list[tuple[str, str]]:
        """The contacts with a telephone, and the first of them as what nobody has to choose."""
        items = self.document.workshop.items
        found = {
            row.key.id: row.title
            for row in items.rows(ItemKind.CONTACT, quickly=True)
            if items.content(row.key).own.get("phone")
        }
        return [("", "The first contact with a telephone"), *found.items()]

    def commit(self) -> None:
        """Write the settings that were changed."""
        if not self._values or self.document.workshop.read_only:
            return
        new = self._new(self.document.workshop.settings.read())
        if is_blank(new.title):
            self.fields["title"].show_notes(
                [(Level.ERROR, "The library needs a title. Write one.")]
            )
        elif new.sample and not new.sample_notice.strip():
            problem = "A sample needs a notice. Write what families are to know."
            self.fields["sample_notice"].show_notes([(Level.ERROR, problem)])
        elif fault := accent_fault(new.accent):
            self.fields["accent"].show_notes([(Level.ERROR, f"{fault} Choose a darker colour.")])
        else:
            self._values = {}
            self._actions.put_settings(new)

    def _new(self, now: Settings) -> Settings:
        values = dict(self._values)
        if "sample" in values:
            values["sample"] = bool(values["sample"])
        if "accent" in values:
            values["accent"] = str(values["accent"]).strip().lower()
        return replace(now, **values)
