"""A library's text to rows of the tables: the files that are not pages or walkthroughs."""

from __future__ import annotations

import re
from datetime import date

from app.content.items.field_values import WEEKDAYS
from app.content.items.fields import Form, fields_with
from app.content.items.library_item import APPEARANCE
from app.content.reader.pictures import NAME, renamed
from app.content.text.item_fields import check_dates, keys, read_cells
from app.content.text.mapping import MappingReader
from app.content.text.pictures import FOLDER, read_pictures
from app.content.text.reader import STATES, TextReader
from app.content.text.topics import read_topics
from app.content.text.walkthroughs import read_walkthroughs
from app.domain.governance.governance import ItemKind, Signature, Step
from app.domain.library.appearance import ICON, PICTURES
from app.domain.library.characters import is_blank

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_LANGUAGE = re.compile(r"[a-z][a-z][A-Za-z0-9-]*")


class TextLibrary(TextReader):
    """Everything that a folder of text says, as rows, with what is wrong with it."""

    def read(self) -> None:
        """Read every file of the folder."""
        self._library()
        positions = self._sections()
        self._sources()
        self._glossary()
        self._contacts()
        read_topics(self, positions)
        read_walkthroughs(self)
        self._staff_notes()
        self._pictures()
        self._unknown_files()

    def _library(self) -> None:
        keys = (
            *("title", "language", "edition", "sample", "sample_notice", "people_to_sign"),
            *("take_down_after", "welcome", "whom_to_ask", "helpline", "signed_by", "plain_names"),
            *(*APPEARANCE, "icons"),
        )
        lined = self.load("library.yaml")
        if lined is None:
            return
        fields = MappingReader(lined, "library.yaml", self.problems, keys)
        self.language = fields.text("language")
        if self.language and not _LANGUAGE.fullmatch(self.language):
            fields.wrong("language", f"{self.language!r} is no language.", "Write it as en-GB.")
        sample, notice = fields.flag("sample"), fields.text("sample_notice", needed=False)
        if sample and is_blank(notice):
            fields.wrong("sample_notice", "A sample needs a notice.", "Add a sentence.")
        self.add(
            "library",
            id=1,
            title=fields.text("title"),
            language=self.language,
            edition=fields.number("edition"),
            sample=sample,
            sample_notice=notice,
            people_to_sign=self._people(fields),
            take_down_after=fields.number("take_down_after", least=0)
            if fields.has("take_down_after")
            else None,
            welcome=fields.text("welcome", needed=False),
            whom_to_ask=fields.text("whom_to_ask", needed=False),
            helpline_id=fields.text("helpline", needed=False) or None,
        )
        self._appearance(fields)
        signed = fields.mapping("signed_by", ("name", "role", "date"))
        if signed is not None:
            day = signed.date("date")
            self.signed_by = Signature(
                Step.SIGNED,
                "",
                signed.text("name"),
                signed.text("role", needed=False),
                date.fromisoformat(day) if day else None,
            )
        self.add_list("plain_name", {}, "name", list(dict.fromkeys(fields.texts("plain_names"))))

    def _appearance(self, fields: MappingReader) -> None:
        """How the library looks; pictures are named by their files until those are read."""
        found = {name: fields.text(name, needed=False).strip() for name in APPEARANCE}
        found.update({f"{ICON}{name}": file for name, file in fields.pairs("icons", NAME)})
        for name, value in found.items():
            if value:
                self.add("appearance", name=name, value=value)

    @staticmethod
    def _people(fields: MappingReader) -> int:
        if not fields.has("people_to_sign"):
            return 2
        people = fields.number("people_to_sign")
        if people > 2:  # noqa: PLR2004
            fields.wrong("people_to_sign", "This is 1 or 2.", "Write people_to_sign: 2.")
            return 2
        return people

    def _sections(self) -> dict[str, tuple[str, int]]:
        """The position of each topic: its section, and where in it."""
        positions: dict[str, tuple[str, int]] = {}
        for position, section, fields in self.with_ids("sections.yaml", ("title", "topics")):
            self.add("section", id=section, position=position)
            title = fields.text("title")
            self.add("section_text", section_id=section, language=self.language, title=title)
            for number, topic in enumerate(fields.ids("topics")):
                if topic in positions:
                    hint = "Leave it in one section."
                    fields.wrong("topics", f"{topic} is in {positions[topic][0]} already.", hint)
                positions.setdefault(topic, (section, number))
        return positions

    def _sources(self) -> None:
        keys = ("publisher", "title", "address", "authors", "dated")
        more = ("read_on", "permission", "changed_on")
        for position, source, fields in self.with_ids("sources.yaml", (*keys, *more)):
            cells = {key: fields.text(key, needed=key in ("publisher", "title")) for key in keys}
            self.add(
                "source",
                id=source,
                position=position,
                **cells,
                read_on=fields.date("read_on"),
                permission=fields.text("permission", needed=False),
                changed_on=fields.date("changed_on"),
            )

    def _glossary(self) -> None:
        for position, term, fields in self.with_ids("glossary.yaml", ("state", *keys("term"))):
            self._item(ItemKind.TERM, term, position, fields)

    def _contacts(self) -> None:
        for position, contact, fields in self.with_ids(
            "contacts.yaml", ("state", *keys("contact"))
        ):
            self._item(ItemKind.CONTACT, contact, position, fields)
            for number, hours in enumerate(fields.entries("hours", ("days", "opens", "closes"))):
                self._hours(contact, number, hours)

    def _item(self, kind: ItemKind, item: str, position: int, fields: MappingReader) -> None:
        """Add an item that is an entry of a file."""
        self.add(kind, id=item, position=position, **read_cells(fields, kind, kind))
        check_dates(fields)
        self.add(
            f"{kind}_text",
            **{f"{kind}_id": item},
            language=self.language,
            state=fields.one_of("state", STATES, default="approved"),
            **read_cells(fields, kind, f"{kind}_text"),
        )

    def _hours(self, contact: str, position: int, fields: MappingReader) -> None:
        first, _, last = fields.text("days").partition("-")
        last = last or first
        days = [WEEKDAYS.index(day) + 1 if day in WEEKDAYS else 0 for day in (first, last)]
        if not 0 < days[0] <= days[1]:
            fields.wrong(
                "days", "These are no days.", "Write Mon, or Mon-Fri, the earlier day first."
            )
        opens, closes = fields.text("opens"), fields.text("closes")
        for key, value in (("opens", opens), ("closes", closes)):
            if value and not _TIME.fullmatch(value):
                fields.wrong(key, f"{value!r} is no time.", 'Write it as "09:00".')
        if closes <= opens:
            fields.wrong("closes", "This is not after it opens.", "Mend one of the times.")
        self.add(
            "contact_hours",
            contact_id=contact,
            position=position,
            first_day=days[0],
            last_day=days[1],
            opens=opens,
            closes=closes,
        )

    def _staff_notes(self) -> None:
        keys = ("topics", "walkthroughs", "note")
        for position, note, fields in self.with_ids("staff-notes.yaml", keys):
            self.add(
                "staff_note",
                id=note,
                position=position,
                note=fields.text("note").removesuffix("\n"),
            )
            key = {"staff_note_id": note}
            self.add_list("staff_note_topic", key, "topic_id", fields.ids("topics"))
            self.add_list(
                "staff_note_walkthrough", key, "walkthrough_id", fields.ids("walkthroughs")
            )

    def _pictures(self) -> None:
        """Add the pictures; texts name them by their digests from here on."""
        digests = read_pictures(self)
        for field in fields_with(Form.COMMONMARK):
            for row in self.rows[field.table]:
                row[field.column] = renamed(row[field.column], lambda name: digests.get(name, name))
        for row in self.rows["appearance"]:
            if row["name"] in PICTURES or row["name"].startswith(ICON):
                row["value"] = digests.get(row["value"], row["value"])

    def _unknown_files(self) -> None:
        """Files that do not belong to a library, so that a misnamed page is not missed."""
        known = {*(f"{name}.yaml" for name in _FILES), "topics", "walkthroughs", FOLDER}
        for path in sorted(self.folder.iterdir()):
            if path.name not in known and not path.name.startswith("."):
                hint = "Move it away, or see docs/content.md for the names."
                self.problems.add(path.name, 0, "This file is no part of a library.", hint)


_FILES = ("library", "sections", "glossary", "sources", "contacts", "staff-notes")
