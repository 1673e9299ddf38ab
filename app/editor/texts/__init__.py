"""Texts as values: how they change, differ and stand. No Qt."""
