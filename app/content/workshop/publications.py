"""What was published: which editions there were, and what each of them showed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.content.items import Content
from app.content.signatures import every_signature, version
from app.content.workshop.opened import Opened
from app.content.workshop.reading import published
from app.domain.governance import ItemKey, on_show


class Publications(Opened):
    """An open library that editions are made of."""

    def published(self) -> dict[ItemKey, str]:
        """The digest of each text in the last edition."""
        with self._reading() as connection:
            return published(connection)

    def signed_contents(self, keys: Collection[ItemKey]) -> dict[ItemKey, Content]:
        """The versions that families see, of those of these texts that have one."""
        with self._reading() as connection:
            found = {
                key: version(connection, on_show(steps))
                for key, steps in every_signature(connection).items()
                if key in keys
            }
        return {key: content for key, content in found.items() if content is not None}

    def last_edition(self) -> int:
        """The number of the last edition, or 0."""
        with self._reading() as connection:
            (edition,) = connection.execute(
                "SELECT coalesce(max(edition), 0) FROM publication"
            ).fetchone()
            return int(edition)

    def rearranged_since_publication(self) -> bool:
        """Whether the order, the sections, the sources or the settings were changed since."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM history WHERE act = 'arranged' AND kind = 'library' AND number >"
                " (SELECT coalesce(max(number), 0) FROM history WHERE act = 'published') LIMIT 1"
            ).fetchone()
            return row is not None

    def take_number(self, edition: int) -> None:
        """Take a number for an edition that is about to be written. It is never given again."""
        with self._changing() as connection:
            connection.execute("UPDATE library SET edition = ?", (edition,))

    def record_publication(
        self, edition: int, digest: str, shown: Mapping[ItemKey, Content], why: str
    ) -> None:
        """Write down that an edition was published, and what it shows."""
        with self._changing() as connection:
            connection.execute(
                "INSERT INTO publication VALUES (?, ?, ?, ?)",
                (edition, self._at(), self.person.name, digest),
            )
            connection.executemany(
                "INSERT INTO publication_item VALUES (?, ?, ?, ?, ?)",
                [
                    (edition, key.kind, key.id, key.language, content.digest)
                    for key, content in shown.items()
                ],
            )
            self._note(connection, "published", why=f"Edition {edition}. {why}".strip())
