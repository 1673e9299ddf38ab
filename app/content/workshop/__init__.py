"""A library that staff work on: one person at a time, and every change in its history."""

from app.content.workshop.storage.history import utc_now
from app.content.workshop.workshop import Workshop

__all__ = ["Workshop", "utc_now"]
