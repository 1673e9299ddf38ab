"""The clinic kiosk: a calm, offline information screen for a waiting room."""

__version__ = "1.0.0"
