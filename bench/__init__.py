"""Measurements of the kiosk, beside an empty Qt Quick window and beside Chromium."""
