"""A kiosk that may show nothing but its resting screen, and one that runs on what is sure.

A wrong line of the configuration and a kiosk that ends again and again are nothing that a family
can do anything about: they see a screen that rests, and staff read why behind the PIN.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.config import Config, StaffConfig
from app.domain.errors import ConfigError, ContentCode, ContentError
from app.domain.ports import Library
from app.pin import PIN_HASH

CRASHED = ContentError(
    ContentCode.CRASHED,
    "The kiosk ended again and again, so it shows nothing but this.",
    "It tries again by itself. IT: read why with journalctl -u clinic-kiosk.",
)


class RestingSource:
    """The LibrarySource of the ports that has nothing to show, and says why."""

    def __init__(self, error: ContentError) -> None:
        self._error = error

    def changed(self) -> bool:
        """Never: it takes another start."""
        return False

    def slow(self) -> bool:
        """Never."""
        return False

    def prepare(self) -> None:
        """There is nothing to get ready."""

    def open(self) -> Library:
        """ContentError, always."""
        raise self._error

    def stop(self) -> None:
        """There is nothing to stop."""


def safe(config: Config) -> Config:
    """Default settings, with what says where the kiosk stands and what it shows."""
    return replace(
        Config(),
        site=config.site,
        content=config.content,
        updates=replace(config.updates, usb=False),
        staff=config.staff,
        status=config.status,
    )


def without_configuration(error: ConfigError) -> tuple[Config, ContentError]:
    """What holds where the configuration cannot be used, and what staff read of it.

    The PIN is the file's, if it can be read; otherwise there is none that opens anything.
    """
    text = ""
    with suppress(OSError):
        text = Path(error.file).read_bytes().decode(errors="replace")
    found = PIN_HASH.search(text)
    config = Config(staff=StaffConfig(pin_hash=found[0] if found else ""))
    return config, ContentError(ContentCode.CONFIGURATION, str(error), "Then restart the kiosk.")
