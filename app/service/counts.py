"""The file of the counts: a year of numbers from which nobody can be singled out."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.kiosk.counts import RELEASED_FROM, Count, CountRecord, Kind
from app.service.state import write_whole

NAME = "counts.json"

_log = logging.getLogger("kiosk.counts")


class CountsFile:
    """The CountStore of the domain: one file of JSON. Where there is no record, there is none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def read(self) -> CountRecord | None:
        """The record; a damaged one is begun anew."""
        try:
            return load(self._file)
        except OSError:
            return None
        except ValueError:
            _log.warning("%s is damaged, so counts begin anew", self._file)
            return CountRecord()

    def save(self, record: CountRecord) -> bool:
        """Write it whole, or leave the one that is there."""
        if record == CountRecord():
            try:
                self._file.unlink(missing_ok=True)
            except OSError:
                return False
            return True
        return write_whole(self._file, json.dumps(_values(record)))


def load(file: Path) -> CountRecord:
    """The record in a file, empty without one; ValueError where it is damaged, or OSError."""
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return CountRecord()
    except RecursionError as error:
        raise ValueError(str(error)) from error
    try:
        days = tuple(map(date.fromisoformat, raw["days"]))
        counts = tuple(_count(*row) for row in raw["counts"])
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    # Nothing smaller was ever written; whatever put it there, it is not shown.
    return CountRecord(days, tuple(c for c in counts if c.number >= RELEASED_FROM))


def _count(first: str, last: str, kind: str, page: str, number: int) -> Count:
    return Count(
        date.fromisoformat(first), date.fromisoformat(last), Kind(kind), str(page), int(number)
    )


def _values(record: CountRecord) -> dict[str, Any]:
    counts = [
        [c.first.isoformat(), c.last.isoformat(), str(c.kind), c.page, c.number]
        for c in record.counts
    ]
    return {"days": [day.isoformat() for day in record.days], "counts": counts}
