"""A library, open for reading: what the families' screens ask for, from a checked file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from app.content.database.connection import REPLACE_IT, Boundary, Database, Row
from app.content.reader.reading_order import TEMPORARY
from app.domain.errors import ContentCode, ContentError
from app.domain.library.appearance import appearance_of
from app.domain.library.library import (
    Card,
    Contact,
    LibraryInfo,
    Opening,
    Section,
    Source,
    Term,
    Topic,
    WalkthroughCard,
)
from app.domain.library.markup import Block, Picture
from app.domain.library.review import Review

if TYPE_CHECKING:
    from app.domain.walkthrough.walkthrough import Walkthrough

_CARD = """
SELECT topic.id, title, line, icon, stands_out FROM {start}
JOIN topic ON topic.id = {topic_id}
JOIN topic_text ON topic_text.topic_id = topic.id AND language = :language AND state = 'approved'
"""
# Each of these is put together from fixed words alone.
_CARDS_BY_PLACE = _CARD.format(start="reading_card AS r", topic_id="r.topic_id") + (
    "WHERE r.place >= :first AND r.place < :end ORDER BY r.place"
)
_STANDOUTS = _CARD.format(start="reading_standout AS r", topic_id="r.topic_id") + "ORDER BY r.place"
_RELATED = _CARD.format(start="topic_related AS r", topic_id="r.related_id") + (
    "WHERE r.topic_id = :topic ORDER BY r.position, r.related_id"
)
_ONE_CARD = _CARD.format(start="(SELECT :topic AS id) AS r", topic_id="r.id")

_TOPIC = """
SELECT section_id, title, line, summary, body, icon, stands_out,
    source_id, last_reviewed, next_review
FROM topic JOIN topic_text ON topic_id = id AND language = :language AND state = 'approved'
WHERE id = :topic
"""
_OVERDUE = """
SELECT (SELECT count(*) FROM topic_text WHERE language = ? AND state = 'approved'
        AND next_review < ?)
    + (SELECT count(*) FROM walkthrough_text WHERE language = ? AND state = 'approved'
        AND next_review < ?)
"""
_SOURCE = "SELECT id, publisher, title, address, authors, dated FROM source "
_APPEARANCE = "SELECT name, value FROM appearance"
_PICTURE = "SELECT digest, media_type, width, height, data FROM picture WHERE digest = ?"
_CONTACT = """
SELECT contact.id, name, about, phone FROM contact
JOIN contact_text ON contact_text.contact_id = id AND language = :language AND state = 'approved'
"""


class ContentLibrary:
    """The Library of the ports, on an SQLite file that the check has passed.

    It may be handed from one thread to another, and is used by one at a time.
    """

    def __init__(self, file: Path, version: int = 0) -> None:
        """Open a file; with a `version`, only one of that version of the schema."""
        self._database = Database(file)
        try:
            if version and self._database.number("PRAGMA user_version") != version:
                problem = f"{file} is of another version than {version}."
                raise ContentError(ContentCode.OLDER, problem, "Take an edition of this version.")
            if not self._database.number(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'reading_dates'"
            ):
                self._database.scratch(TEMPORARY)
            self._info = self._read_info(file)
        except BaseException:
            self._database.close()
            raise

    def _read_info(self, file: Path) -> LibraryInfo:
        row = self._database.one(
            "SELECT title, language, edition, sample, sample_notice, take_down_after, latest,"
            " welcome, whom_to_ask, coalesce(helpline_id, '') FROM library JOIN reading_dates"
        )
        if row is None:
            raise ContentError(ContentCode.EMPTY, f"{file} holds no library.", REPLACE_IT)
        title, language, edition, sample, notice, take_down_after, latest, *texts = row
        looks: dict[str, str] = dict(self._database.rows(_APPEARANCE))
        day = date.fromisoformat(latest) if latest else None
        return LibraryInfo(
            *(title, language, edition, bool(sample), notice, take_down_after, day),
            *(*texts, appearance_of(looks), self._read_put_back()),
        )

    def _read_put_back(self) -> tuple[str, ...]:
        """What the check has put back as it was signed; nothing where it made no copy."""
        known = "SELECT count(*) FROM sqlite_schema WHERE name = 'reading_put_back'"
        if not self._database.number(known):
            return ()
        return tuple(text for (text,) in self._database.rows("SELECT text FROM reading_put_back"))

    def info(self) -> LibraryInfo:
        """The library as a whole."""
        return self._info

    def sections(self) -> tuple[Section, ...]:
        """The sections, in order, without those that have no topic to show."""
        rows = self._database.rows(
            "SELECT r.section_id, title, topic_count FROM reading_section AS r"
            " JOIN section_text AS t ON t.section_id = r.section_id AND language = ?"
            " ORDER BY first_place",
            (self._info.language,),
        )
        return tuple(Section(*row) for row in rows)

    def cards(self, section_id: str, offset: int = 0, limit: int = -1) -> tuple[Card, ...]:
        """The cards of a section, in order, `limit` of them from `offset`; -1 is all."""
        row = self._database.one(
            "SELECT first_place, topic_count FROM reading_section WHERE section_id = ?",
            (section_id,),
        )
        if row is None:
            raise KeyError(section_id)
        first, count = row
        begin = min(max(offset, 0), count)
        end = count if limit < 0 else min(begin + limit, count)
        return self._cards(_CARDS_BY_PLACE, first=first + begin, end=first + end)

    def standouts(self) -> tuple[Card, ...]:
        """The cards that stand out on the home screen, in order."""
        return self._cards(_STANDOUTS)

    def overdue(self, day: date) -> int:
        """How many topics and walkthroughs are past their review date on a day."""
        return self._database.number(_OVERDUE, (self._info.language, day.isoformat()) * 2)

    def _cards(self, sql: str, **values: str | int) -> tuple[Card, ...]:
        rows = self._database.rows(sql, {"language": self._info.language, **values})
        return tuple(
            Card(item, title, line, icon, bool(stands_out))
            for item, title, line, icon, stands_out in rows
        )

    def walkthroughs(self) -> tuple[WalkthroughCard, ...]:
        """The cards of the walkthroughs, in order."""
        rows = self._database.rows(
            "SELECT id, title, line, icon FROM walkthrough"
            " JOIN walkthrough_text ON walkthrough_id = id AND language = ? AND state = 'approved'"
            " ORDER BY id",
            (self._info.language,),
        )
        return tuple(WalkthroughCard(*row) for row in rows)

    def card(self, topic_id: str) -> Card:
        """The card of one topic."""
        cards = self._cards(_ONE_CARD, topic=topic_id)
        if not cards:
            raise KeyError(topic_id)
        return cards[0]

    def topic(self, topic_id: str) -> Topic:
        """One page."""
        row = self._database.one(_TOPIC, {"language": self._info.language, "topic": topic_id})
        if row is None:
            raise KeyError(topic_id)
        section, title, line, summary, body, icon, stands_out, source, last, due = row
        with Boundary(self._database.file):
            return Topic(
                topic_id,
                section,
                title,
                line,
                summary,
                body,
                icon,
                self._source(source),
                Review(date.fromisoformat(last), date.fromisoformat(due)),
                references=self._references(topic_id),
                related=self._cards(_RELATED, topic=topic_id),
                questions=self._questions(topic_id),
                contacts=self._contacts(_OF_TOPIC, topic_id),
                stands_out=bool(stands_out),
            )

    def _source(self, source_id: str) -> Source:
        row = self._database.one(_SOURCE + "WHERE id = ?", (source_id,))
        if row is None:
            raise ValueError(f"source {source_id} is not there")
        return Source(*row)

    def _references(self, topic_id: str) -> tuple[Source, ...]:
        rows = self._database.rows(
            _SOURCE + "JOIN topic_reference AS r ON r.source_id = id WHERE r.topic_id = ?"
            " ORDER BY r.position, id",
            (topic_id,),
        )
        return tuple(Source(*row) for row in rows)

    def _questions(self, topic_id: str) -> tuple[str, ...]:
        rows = self._database.rows(
            "SELECT text FROM topic_question WHERE topic_id = ? AND language = ? ORDER BY position",
            (topic_id, self._info.language),
        )
        return tuple(text for (text,) in rows)

    def walkthrough(self, walkthrough_id: str) -> Walkthrough:
        """One walkthrough, whole."""
        language = self._info.language
        with Boundary(self._database.file):
            contacts = self._contacts(_OF_WALKTHROUGH, walkthrough_id)
            from app.content.reader.walkthroughs import read_walkthrough  # noqa: PLC0415 - later

            return read_walkthrough(
                self._database, walkthrough_id, language, self._source, contacts
            )

    def term(self, term_id: str) -> Term:
        """A glossary word."""
        row = self._database.one(
            "SELECT term_id, term, meaning FROM term_text"
            " WHERE term_id = ? AND language = ? AND state = 'approved'",
            (term_id, self._info.language),
        )
        if row is None:
            raise KeyError(term_id)
        return Term(*row)

    def contacts(self) -> tuple[Contact, ...]:
        """Everyone to talk to, in order."""
        return self._contacts(_ALL, "")

    def _contacts(self, order: str, about: str) -> tuple[Contact, ...]:
        values = {"language": self._info.language, "about": about}
        rows = self._database.rows(_CONTACT + order, values)
        with Boundary(self._database.file):
            return tuple(
                Contact(item, name, about, phone, self._hours(item))
                for item, name, about, phone in rows
            )

    def _hours(self, contact_id: str) -> tuple[Opening, ...]:
        rows = self._database.rows(
            "SELECT first_day, last_day, opens, closes FROM contact_hours WHERE contact_id = ?"
            " ORDER BY position",
            (contact_id,),
        )
        return tuple(opening for row in rows for opening in _openings(row))

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Read CommonMark into blocks. A mark outside the small set comes back as its words.

        A picture that is not to the letter the one that the text names is not there.
        """
        # Not at the top: the first screen needs no page's text, and this takes a while.
        from app.content.reader.markup import blocks  # noqa: PLC0415

        with Boundary(self._database.file):
            return tuple(self._with_picture(block) for block in blocks(text))

    def _with_picture(self, block: Block) -> Block:
        use = block.picture
        if use is None:
            return block
        return replace(block, picture=replace(use, picture=self.picture(use.digest)))

    def picture(self, digest: str) -> Picture | None:
        """A picture, or None where it is not there to the letter."""
        # Not at the top: only a page with pictures needs them.
        from app.content.reader.picture_form import fault_in  # noqa: PLC0415

        row = self._database.one(_PICTURE, (digest,))
        found = Picture(*row) if row else None
        return None if found is None or fault_in(found) else found

    def release(self) -> None:
        """Let go of the pages of the file that SQLite keeps."""
        self._database.rows("PRAGMA shrink_memory")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


_OF_TOPIC = """
JOIN topic_contact AS r ON r.contact_id = contact.id WHERE r.topic_id = :about
ORDER BY r.position, contact.id
"""
_OF_WALKTHROUGH = """
JOIN walkthrough_contact AS r ON r.contact_id = contact.id WHERE r.walkthrough_id = :about
ORDER BY r.position, contact.id
"""
_ALL = "ORDER BY contact.position, contact.id"


def _openings(row: Row) -> tuple[Opening, ...]:
    first, last, opens, closes = row
    return tuple(
        Opening(day, time.fromisoformat(opens), time.fromisoformat(closes))
        for day in range(first, last + 1)
    )
