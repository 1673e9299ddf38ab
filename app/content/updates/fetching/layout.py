"""What a signed list of editions is called and holds, for those who write it and who read it.

The same files stand in a folder, on a share, on a stick and behind a web server, beside each other:
`1.root.json` and its successors, `timestamp.json`, `3.snapshot.json`, `3.targets.json` (the list),
and the editions, `edition-000012.db`, with what is new in each, `edition-000012.from-000011.zst`.
The metadata is that of The Update Framework.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMESTAMP = "timestamp.json"
"""The file by which a list is known. It is written last."""

SIGNED_ON = "x-clinic-kiosk-signed-on"
"""A field of the timestamp: the day that it was signed on, as ISO 8601 has it."""

CUSTOM = "custom"
"""What The Update Framework calls an entry's own fields; `Entry` has them."""

MOST_TITLE = 200
_EDITION = re.compile(r"edition-(\d{6,9})\.db")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of an edition: `published` is a day, `stage` the share of kiosks, in %."""

    number: int
    title: str
    published: str
    stage: float = 100.0


def edition_file(number: int) -> str:
    """The name of an edition in a list."""
    return f"edition-{number:06}.db"


@dataclass(frozen=True, slots=True)
class Report:
    """What a kiosk says of itself in the address of the list: nothing of families.

    `shows` is the edition on show, `back_from` one that it went back from, or 0. `name` is by
    chance, another for each edition, so that kiosks can be counted and none can be followed.
    """

    shows: int
    back_from: int
    name: str

    @property
    def query(self) -> str:
        """The report as it stands in an address."""
        return f"shows={self.shows}&back={self.back_from}&name={self.name}"


_REPORT = re.compile(
    re.escape(TIMESTAMP) + r"\?shows=(\d{1,9})&back=(\d{1,9})&name=([0-9a-f]{16})\b"
)


def report_in(line: str) -> Report | None:
    """The report in a line of a web server's log, if there is one."""
    found = _REPORT.search(line)
    return Report(int(found[1]), int(found[2]), found[3]) if found else None


def delta_file(number: int, before: int) -> str:
    """The name of what turns one edition into another: `edition-000013.from-000012.zst`."""
    return f"edition-{number:06}.from-{before:06}.zst"


def custom_of(entry: Entry) -> dict[str, Any]:
    """An entry's own fields."""
    return {
        "edition": entry.number,
        "title": entry.title[:MOST_TITLE],
        "published": entry.published,
        "stage": f"{entry.stage:g}",  # canonical JSON has no fractions
    }


def entry_of(name: str, custom: Mapping[str, Any] | None) -> Entry | None:
    """The entry of a file in a list, or None where it is another kind of file."""
    named = _EDITION.fullmatch(name)
    if named is None or custom is None:
        return None
    try:
        number, stage = int(custom["edition"]), float(custom.get("stage", "100"))
        title, published = str(custom["title"]), str(custom["published"])
    except (KeyError, TypeError, ValueError):
        return None
    if name != edition_file(number) or len(title) > MOST_TITLE or not published:
        return None
    return Entry(number, title, published, stage)
