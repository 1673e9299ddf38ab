"""Contacts of a spreadsheet: its sheets, columns, rows and hours, and what they would change.

Everything here gives values; nothing is written. It may use `files` and `limits` of the folder
above, and items.
"""
