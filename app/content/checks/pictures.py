"""The checks on pictures: those that a library holds, and their use in texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from app.content.checks.appearance import appearance_advice, appearance_findings
from app.content.checks.findings import Finding, Kind, Location, advice_at, error_at
from app.content.checks.passages import Passage, passages
from app.content.database.connection import Database
from app.content.reader import markup
from app.content.reader.picture_form import fault_in
from app.content.reader.pictures import references
from app.domain.library.markup import Picture, PictureUse

_ANOTHER = "Bring the picture in again: `clinic-content picture add`."
_DESCRIBE = "Say in a sentence what there is to see, for those who cannot see it."
_FILE = re.compile(
    r"\S+\.(?:png|jpe?g|webp|svg|gif|bmp|tiff?)|(?:img|dsc|image|scan)[ _-]?\d+", re.I
)


class KnownPictures:
    """The pictures of a library, by their digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each picture that is there."""
        return dict(self._database.rows("SELECT digest, name FROM picture"))

    def faults(self) -> Iterator[Finding]:
        """What is wrong with pictures themselves."""
        rows = self._database.each(
            "SELECT name, digest, media_type, width, height, data FROM picture ORDER BY name"
        )
        for name, *cells in rows:
            if fault := fault_in(Picture(*cells)):
                yield error_at(Kind.PICTURE, Location(name), f"The picture {fault}.", _ANOTHER)

    def of_appearance(self, icons: Collection[str] | None) -> Iterator[Finding]:
        """What is wrong with how the library looks."""
        looks: dict[str, str] = dict(self._database.rows("SELECT name, value FROM appearance"))
        yield from appearance_findings(looks, self.names, icons)

    def missing(self, use: PictureUse, where: Location) -> Iterator[Finding]:
        """A picture that a text names and that is not there."""
        if use.digest not in self.names:
            problem = f"The picture {use.digest[:12]}… is not there."
            hint = "Bring it in again, or take its mark out of the text."
            yield error_at(Kind.PICTURE, where, problem, hint)

    def advice(self) -> Iterator[Finding]:
        """Alternative texts that say nothing, and pictures that no text uses."""
        looks: dict[str, str] = dict(self._database.rows("SELECT name, value FROM appearance"))
        yield from appearance_advice(looks, self.names)
        used = set(looks.values())
        for passage in passages(self._database) if self.names else ():
            if passage.is_commonmark and any(references(passage.text)):
                used.update(references(passage.text))
                yield from self._of_uses(passage)
        for digest, name in sorted(self.names.items(), key=lambda pair: pair[1]):
            if digest not in used:
                problem = "No text that families see uses this picture."
                hint = "Use it in a text that is signed; an edition leaves it out until then."
                yield advice_at(Kind.PICTURE, Location(name), problem, hint)

    def _of_uses(self, passage: Passage) -> Iterator[Finding]:
        reading = markup.read(passage.text)
        for block, line in zip(reading.blocks, reading.lines, strict=True):
            if (use := block.picture) is None or use.is_decorative:
                continue
            where = passage.location(line)
            if _plain(use.alt) == _plain(use.caption):
                problem = "The alternative text of a picture says the same as its caption."
                yield advice_at(Kind.PICTURE, where, problem, _DESCRIBE)
            elif _FILE.search(use.alt) or _plain(use.alt) == _plain(self.names.get(use.digest, "")):
                problem = f"The alternative text “{use.alt[:60]}” is the name of a file."
                yield advice_at(Kind.PICTURE, where, problem, _DESCRIBE)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))
