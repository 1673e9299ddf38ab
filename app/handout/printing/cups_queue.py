"""A queue of CUPS: where it is, and how this machine uses it."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass, field
from urllib.parse import quote

JOB_NAME = "Handout"
"""Never what it is about: names of jobs are shown and logged."""

MEDIA = {"a4": "iso_a4_210x297mm", "letter": "na_letter_8.5x11in"}
"""The names of paper in PWG 5101.1."""


def default_user() -> str:
    """The user that jobs come from: the machine, never a person."""
    host = re.sub(r"[^a-z0-9-]", "", platform.node().partition(".")[0].lower())
    return f"kiosk-{host}" if host else "kiosk"


def default_server() -> str:
    """Where CUPS listens, as "host:port"."""
    named = os.environ.get("CUPS_SERVER", "")
    # ipptool cannot speak through a socket in the file system.
    return "localhost:631" if not named or named.startswith("/") else named


@dataclass(frozen=True, slots=True)
class Queue:
    """Which queue of which CUPS, and how it is used.

    An empty `name` is the default queue. `user` has to differ between kiosks that share a
    printer. `seconds` is how long an answer may take: with the second between two looks it stays
    under the three in which a family is told that a printer says nothing.
    """

    name: str = ""
    server: str = field(default_factory=default_server)
    user: str = field(default_factory=default_user)
    paper: str = "a4"
    seconds: float = 1.6

    def uri(self, name: str = "") -> str:
        """The queue as ipptool and IPP name it, or the server itself without a name."""
        host = self.server if ":" in self.server else f"{self.server}:631"
        return f"ipp://{host}/" + (f"printers/{quote(name)}" if name else "")
