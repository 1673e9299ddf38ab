"""How much may be brought in at once: far more than a page or a ward's contacts ever need."""

from __future__ import annotations

MOST_BYTES = 30_000_000
"""Of a Word document or a spreadsheet as a file, pictures and all."""

MOST_PART_BYTES = 10_000_000
"""Of one part of such a file, unpacked."""

MOST_XML_BYTES = 20_000_000
"""Of all parts that are read, unpacked."""

MOST_PARTS = 5_000
"""How many parts such a file may have."""

MOST_WORD_PARAGRAPHS = 10_000
"""Of a Word document, those in its tables among them."""

MOST_TEXT_BYTES = 200_000
"""Of a Markdown file."""

MOST_CSV_BYTES = 5_000_000
"""Of a CSV file."""

MOST_HTML = 20_000_000
"""Characters of HTML: a clipboard may hold whole pictures as letters."""

MOST_TAGS = 100_000
"""Tags of HTML."""

MOST_BLOCKS = 2_000
"""Headings, paragraphs and items of one page."""

MOST_ROWS = 5_000
"""Rows of contacts, the headings among them."""

MOST_COLUMNS = 100
"""Columns of a spreadsheet that are looked at."""

MOST_CELL = 2_000
"""Characters in one cell."""

MOST_FILES = 500
"""Files of one folder."""

MOST_LETTERS = 200_000
"""Of the text of one page: a book has 500,000."""
