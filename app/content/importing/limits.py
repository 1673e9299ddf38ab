"""How much may be brought in at once: far more than a page or a ward's contacts ever need."""

from __future__ import annotations

from app.content.items.fields import MOST_IN_A_HEADING, MOST_IN_A_TEXT, MOST_OF_COMMONMARK

MOST_BYTES = 30_000_000
"""Of a Word document or a spreadsheet as a file, pictures and all."""

MOST_PART_BYTES = 10_000_000
"""Of one part of such a file, unpacked."""

MOST_XML_BYTES = 20_000_000
"""Of all parts that are read, unpacked."""

MOST_PARTS = 5_000
"""How many parts such a file may have."""

MOST_WORD_PARAGRAPHS = 5_000
"""Of a Word document, those in its tables among them."""

MOST_WORD_RUNS = 10_000
"""Pieces of text of a Word document that look alike, each as long as it can be."""

MOST_TEXT_BYTES = 200_000
"""Of a Markdown file."""

MOST_SYNTAX = 2_000
"""Brackets, backquotes, tags and entities of a Markdown file, each."""

MOST_COMMON_SYNTAX = 10_000
"""Stars, underlines and bars of a Markdown file, each, and its lines."""

MOST_CSV_BYTES = 5_000_000
"""Of a CSV file."""

MOST_HTML = 20_000_000
"""Characters of HTML: a clipboard may hold whole pictures as letters."""

MOST_HTML_WORDS = 3_000_000
"""Characters of HTML without its pictures."""

MOST_TAGS = 15_000
"""Tags of HTML."""

MOST_ENTITIES = 20_000
"""Ampersands of HTML."""

MOST_OPEN_TAGS = 200
"""Tags of HTML that are not closed before the next begins: its reader takes long over them."""

MOST_STYLES = 300_000
"""Characters of style sheets that are read."""

MOST_NESTED_TABLES = 5
"""Tables in tables: those further in only place things."""

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

MOST_PICTURES = 20
"""Of a Word document; each takes a while to decode."""

MOST_LETTERS = 200_000
"""Of the text of one page: a book has 500,000."""

SHORT_HTML = 30_000
"""Characters of HTML that are read at once, while somebody waits for the window."""

SHORT_TAGS = 300
"""Tags, and ampersands, of such HTML."""

MOST_ON_A_PAGE = MOST_OF_COMMONMARK
"""Letters of a page's text; the check says so too. What is longer comes in, to be divided."""

MOST_IN_A_TITLE = MOST_IN_A_HEADING
"""Letters of a title."""

MOST_IN_A_LINE = MOST_IN_A_TEXT
"""Letters of any other text."""

MOST_IN_A_WORD = 100
"""Letters without a blank."""


def is_short(html: str) -> bool:
    """Whether a text is read within a moment: a few paragraphs are, and a plain table."""
    if len(html) > SHORT_HTML or "span=" in html or html.count("<table") > 1:
        return False
    return html.count("<") <= SHORT_TAGS and html.count("&") <= SHORT_TAGS
