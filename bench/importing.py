"""Files of 5 MB, and texts just below each limit, read: CPU time beside the 5 seconds allowed."""

from __future__ import annotations

import argparse
import io
import os
import time
import zipfile
from collections.abc import Callable

import openpyxl

from app.content.importing import limits
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.files import page_in
from app.content.importing.pages.html import paste

SECONDS = 5.0
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RUN = (
    '<w:r w:rsidR="00AB12CD"><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>'
    "</w:rPr><w:t>Wash your hands. </w:t></w:r><w:proofErr/>"
)
_ROW = ("About a ward. " * 20, "0117 496 0123", "Mon-Fri 9am-5pm")


def word_document(paragraphs: int, runs: int, picture: int = 0) -> bytes:
    """A document as Word writes it, of many small pieces, and a picture of so many bytes."""
    body = f"<w:p><w:pPr/>{_RUN * runs}</w:p>" * paragraphs
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        folder.writestr("word/document.xml", document)
        folder.writestr("word/media/image1.png", os.urandom(picture))
    return made.getvalue()


def workbook(rows: int) -> bytes:
    """A workbook with so many contacts."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    sheet.append(("Name", "About", "Phone", "Hours"))
    for number in range(rows):
        sheet.append((f"Ward {number}", *_ROW))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def cases() -> dict[str, Callable[[], object]]:
    """What is read, by its name."""
    pictures = word_document(1_500, 3, picture=5_000_000)
    pieces = word_document(1_000, 10)
    book = workbook(limits.MOST_ROWS - 1)
    lines = "\r\n".join(",".join((f"Ward {n}", *_ROW)) for n in range(limits.MOST_ROWS - 2))
    row = f"<tr>{'<td rowspan=9 colspan=3>x' * 40}</tr>"
    csv = f"Name,About,Phone,Hours\n{lines}"
    table = f"<table>{row * 45}</table>"
    bold = "<p>" + "<b>a</b><i>b</i>" * (limits.MOST_TAGS // 2 - 10)
    characters = ("*a*" * (limits.MOST_COMMON_SYNTAX // 2 - 10) + "\n\n") + "word " * 20_000
    return {
        "Word, 5 MB with its picture": lambda: page_in("a.docx", pictures),
        "Word, 10,000 pieces of text": lambda: page_in("a.docx", pieces),
        "Excel, 5,000 rows": lambda: read_contacts("a.xlsx", book),
        "CSV, 5,000 rows": lambda: read_contacts("a.csv", csv.encode()),
        "Markdown, 10,000 stars": lambda: page_in("a.md", characters.encode()),
        "Clipboard, 15,000 tags": lambda: paste(bold),
        "Clipboard, merged cells": lambda: paste(table),
        "Clipboard, tables in tables": lambda: paste("<table><tr><td>" * 9_000 + "x"),
        "Clipboard, ampersands": lambda: paste("&a " * (limits.MOST_ENTITIES - 1)),
    }


def main(argv: list[str]) -> int:
    """Print what each takes; 1 where one takes longer than it may."""
    argparse.ArgumentParser("kiosk bench import", description=__doc__).parse_args(argv)
    good = True
    for name, read in cases().items():
        began = time.process_time()
        try:
            read()
            end = ""
        except ImportingError as error:
            end = f"  {error.problem}"
        share = (time.process_time() - began) / SECONDS
        good &= share <= 1
        print(f"{name:30} {share:5.2f} of {SECONDS:.0f} s{end}")
    return 0 if good else 1
