"""The clinic kiosk: a calm, offline information screen for a waiting room."""

__version__ = "0.1.0"
