"""The log: to the journal with levels and message ids, or as lines to a terminal.

systemd says by JOURNAL_STREAM that standard error goes to its journal. Then each line is sent by
the journal's own protocol (systemd's JOURNAL_NATIVE_PROTOCOL), which alone carries a message id;
where that fails, the line goes to standard error with its level before it, as "<3>".
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress

SOCKET = "/run/systemd/journal/socket"

STARTED = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a01"}
SAFE_MODE = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a02"}
RESTING = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a03"}
SET_ASIDE = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a04"}
INCOMPLETE = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a05"}
WRONG_CONFIGURATION = {"message_id": "3bb1f2c6f2a5466e9d2f0e2f8f6c9a06"}
"""For `extra=` of a log call. The package's message catalogue explains each: journalctl -x."""

_PLAIN = "%(levelname)s %(name)s: %(message)s"


def priority(level: int) -> int:
    """A level of Python's as one of syslog's: 3 is an error, 4 a warning, 6 is told by the way."""
    for least, found in ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4)):
        if level >= least:
            return found
    return 6 if level >= logging.INFO else 7


class JournalHandler(logging.Handler):
    """Sends records to the journal."""

    def __init__(self, address: str = SOCKET) -> None:
        super().__init__()
        self._address = address
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record, whole; a log never stops the program."""
        try:
            text = self.format(record)
            data = b"".join(_field(*pair) for pair in _fields(record, text))
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.connect(self._address)
                line.send(data)
        except OSError:
            with suppress(OSError):
                mark = f"<{priority(record.levelno)}>"
                sys.stderr.write("".join(f"{mark}{part}\n" for part in text.splitlines()))
                sys.stderr.flush()
        except Exception:
            self.handleError(record)


def _fields(record: logging.LogRecord, text: str) -> list[tuple[str, str]]:
    fields = [
        ("MESSAGE", text),
        ("PRIORITY", str(priority(record.levelno))),
        ("SYSLOG_IDENTIFIER", "clinic-kiosk"),
        ("LOGGER", record.name),
    ]
    if message_id := getattr(record, "message_id", ""):
        fields.append(("MESSAGE_ID", message_id))
    return fields


def _field(name: str, text: str) -> bytes:
    data = text.encode(errors="replace")
    # With its length before it, for a line end would end it.
    return name.encode() + b"\n" + len(data).to_bytes(8, "little") + data + b"\n"


def goes_to_journal(environ: Mapping[str, str], descriptor: int) -> bool:
    """Whether what is written to a file of this process lands in the journal."""
    try:
        found = os.fstat(descriptor)
    except OSError:
        return False
    return environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def begin(environ: Mapping[str, str] = os.environ) -> None:
    """Log from here on, to where the program's words are read."""
    if sys.platform != "win32" and goes_to_journal(environ, 2):
        logging.basicConfig(level=logging.INFO, handlers=[JournalHandler()])
    else:
        logging.basicConfig(level=logging.INFO, format=_PLAIN)
