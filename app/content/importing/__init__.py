"""Bringing text in: clipboards, Word documents, Markdown files, and spreadsheets of contacts.

Nothing here writes to a library. Each function takes bytes or text and gives frozen values: what
was understood, and in plain words what was not. A file that cannot be read at all is an
`ImportingError`, whatever is wrong with it.
"""
