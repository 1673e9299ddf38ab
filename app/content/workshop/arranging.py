"""What stands around the texts: their order, the sections, the sources, the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.content.items.item import TABLES
from app.content.workshop import writing
from app.content.workshop.queries import Opened
from app.content.workshop.values import SectionRow, Settings, SourceRow
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.expected import ExpectedCase
from app.domain.governance import (
    ItemKind,
)


class Arranging(Opened):
    """An open library whose order, sections, sources and settings can be changed."""

    def arrange(self, order: Mapping[str, Sequence[str]]) -> None:
        """Put the sections, and every topic in them, in this order."""
        with self._changing("topic", touched=(ItemKind.TOPIC,)) as connection:
            stand = writing.places(connection)
            named = [topic for topics in order.values() for topic in topics]
            if len(named) != len(stand) or set(named) != stand.keys():
                raise ContentError(
                    ContentCode.FAULTY, "The order does not name each page once.", "Look again."
                )
            writing.arrange(connection, order, stand)
            self._note(connection, "arranged", why="The order of sections and pages")

    def arrange_kind(self, kind: ItemKind, ids: Sequence[str]) -> None:
        """Put the contacts or the glossary in this order."""
        table = TABLES[kind][0].name
        with self._changing(table, touched=(kind,)) as connection:
            writing.arrange_kind(connection, table, ids)
            self._note(connection, "arranged", why=f"The order of the {kind}s")

    def put_section(self, section: SectionRow) -> str:
        """Add a section (its id is ""), or give one a title; returns its id."""
        with self._changing("section_text", touched=()) as connection:
            item = writing.put_section(connection, section, self._language)
            self._note(connection, "arranged", why=f"Section {item}: {section.title}")
            return item

    def delete_section(self, section_id: str) -> None:
        """Take an empty section out; Refused while a page stands in it."""
        with self._changing("topic", "section_text", touched=()) as connection:
            row = connection.execute(
                "SELECT count(*) FROM topic WHERE section_id = ?", (section_id,)
            ).fetchone()
            if row[0]:
                raise RuleViolationError(
                    f"{row[0]} pages stand in it.", "Move them to another section first."
                )
            connection.execute("DELETE FROM section_text WHERE section_id = ?", (section_id,))
            connection.execute("DELETE FROM section WHERE id = ?", (section_id,))
            self._note(connection, "arranged", why=f"Section {section_id} is gone")

    def put_source(self, source: SourceRow) -> str:
        """Add a source (its id is ""), or change one; its words are part of what pages sign."""
        with self._changing() as connection:
            item = writing.put_source(connection, source)
            self._note(connection, "arranged", why=f"Source {item}: {source.title}")
        self.fill_row_cache()
        return item

    def delete_source(self, source_id: str) -> None:
        """Take a source out; Refused while something stands on it."""
        with self._changing(touched=()) as connection:
            for table, column in (
                *((kind, "id") for kind in TABLES),
                ("topic_reference", "topic_id"),
            ):
                row = connection.execute(
                    f"SELECT {column} FROM {table} WHERE source_id = ?",  # noqa: S608
                    (source_id,),
                ).fetchone()
                if row:
                    raise RuleViolationError(
                        f"{row[0]} stands on it.", "Give that another source first."
                    )
            connection.execute("DELETE FROM source WHERE id = ?", (source_id,))
            self._note(connection, "arranged", why=f"Source {source_id} is gone")

    def put_settings(self, settings: Settings) -> None:
        """Change the library as a whole. Its edition grows by publishing alone."""
        with self._changing() as connection:
            writing.put_settings(connection, settings)
            self._note(connection, "arranged", why="The library's settings")
        self._language = settings.language

    def put_cases(self, walkthrough_id: str, cases: Sequence[ExpectedCase]) -> None:
        """Put these expected cases in the place of a walkthrough's. No signature is lost."""
        with self._changing(touched=()) as connection:
            writing.put_cases(connection, walkthrough_id, cases)
            self._note(connection, "arranged", why=f"Expected cases of {walkthrough_id}")
