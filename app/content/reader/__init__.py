"""What the families' screens read of a checked library.

A start of the kiosk pays for what stands here, so it uses the standard library's sqlite3 and
little else. It may use database only.
"""
