"""Libraries to publish: those that staff work on."""

from tests.content.workshop.conftest import file, open_as

__all__ = ["file", "open_as"]
