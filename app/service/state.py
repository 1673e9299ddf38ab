"""What a kiosk keeps over a restart beside its library: PIN, wrong tries, day, helpline."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import date, time
from pathlib import Path

from app.domain.kiosk.door import DoorRecord, PinProblem, pin_problem
from app.domain.library.library import Contact, Opening
from app.pin import DEFAULT_PIN, hash_pin, pin_matches

_log = logging.getLogger("kiosk.staff")


class PinFile:
    """The StaffPin of the ports: the configuration's PIN, or the one that was chosen at the screen.

    The configuration has the last word: what was chosen counts while it names no PIN of its own.
    `guarded` is whether the PIN that every kiosk comes with opens nothing.
    """

    def __init__(self, folder: Path, hashed: str, *, guarded: bool) -> None:
        self._pin = folder / "staff-pin"
        self._tries = folder / "staff-tries.json"
        self._hashed = hashed
        self._guarded = guarded
        self._record: DoorRecord | None = None

    def matches(self, pin: str) -> bool:
        """Whether this is the PIN."""
        return pin_matches(pin, self._in_force())

    def must_change(self, pin: str) -> bool:
        """Whether a PIN that matches is the one that every kiosk comes with, by its value."""
        return self._guarded and pin == DEFAULT_PIN

    def problem(self, pin: str) -> PinProblem:
        """What is wrong with a PIN that staff choose."""
        return pin_problem(pin, DEFAULT_PIN)

    def choose(self, pin: str) -> bool:
        """Put another PIN in its place; whether it could be saved."""
        return write_whole(self._pin, hash_pin(pin))

    def record(self) -> DoorRecord:
        """The wrong PINs so far, those before a restart among them."""
        if self._record is None:
            self._record = _read_record(self._tries)
        return self._record

    def remember(self, record: DoorRecord) -> None:
        """Save the record. Where that is not possible it holds until the kiosk ends."""
        self._record = record
        if not write_whole(self._tries, json.dumps({"wrong": record.wrong, "at": record.at})):
            _log.warning("wrong PINs are not remembered over a restart: no room in %s", self._tries)

    def _in_force(self) -> str:
        if not pin_matches(DEFAULT_PIN, self._hashed):
            return self._hashed
        try:
            return self._pin.read_text(encoding="ascii").strip() or self._hashed
        except (OSError, UnicodeDecodeError):
            return self._hashed


class DayFile:
    """The SeenDay of the ports: one line, a day."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "last-day"
        self._day: date | None = None
        self._is_read = False

    def last(self) -> date | None:
        """The day, if one was saved."""
        if not self._is_read:
            self._is_read = True
            with suppress(OSError, ValueError):
                self._day = date.fromisoformat(self._file.read_text(encoding="ascii").strip())
        return self._day

    def save(self, day: date) -> None:
        """Save a later one, where there is room for it."""
        self._day, self._is_read = day, True
        write_whole(self._file, day.isoformat())


class HelplineFile:
    """The LastHelpline of the ports: a contact as JSON."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "helpline.json"
        self._text: str | None = None

    def read(self) -> Contact | None:
        """The contact, if one was saved that can be read."""
        try:
            found = json.loads(self._saved())
            hours = tuple(
                Opening(int(day), time.fromisoformat(opens), time.fromisoformat(closes))
                for day, opens, closes in found["hours"]
            )
            return Contact("", str(found["name"]), "", str(found["phone"]), hours)
        except (ValueError, KeyError, TypeError):
            return None

    def save(self, contact: Contact | None) -> None:
        """Save another one, where there is room for it."""
        text = "" if contact is None else _contact_as_json(contact)
        if text != self._saved():
            self._text = text
            write_whole(self._file, text)

    def _saved(self) -> str:
        if self._text is None:
            self._text = ""
            with suppress(OSError, UnicodeDecodeError):
                self._text = self._file.read_text(encoding="utf-8")
        return self._text


def _contact_as_json(contact: Contact) -> str:
    hours = [[h.day, h.opens.isoformat(), h.closes.isoformat()] for h in contact.hours]
    return json.dumps({"name": contact.name, "phone": contact.phone, "hours": hours})


def _read_record(file: Path) -> DoorRecord:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return DoorRecord(int(found["wrong"]), float(found["at"]))
    except FileNotFoundError:
        return DoorRecord()
    except (OSError, ValueError, KeyError, TypeError):
        _log.warning("%s could not be read, so wrong PINs are counted anew", file)
        return DoorRecord()


def write_whole(file: Path, text: str, *, flush: bool = True) -> bool:
    """Write a file whole, or leave the one that is there; `flush`: even where power is lost."""
    beside = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:  # noqa: PTH123
            stream.write(text)
            if flush:
                stream.flush()
                os.fsync(stream.fileno())
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True
