"""Word documents to pages."""

from __future__ import annotations

import pytest

from app.content.importing.docx.reader import from_word
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_BLOCKS, MOST_PART_BYTES, MOST_WORD_PARAGRAPHS
from tests.content.importing.documents import (
    BULLET,
    NUMBER,
    PICTURE,
    docx,
    paragraph,
    run,
    table,
    xlsx,
    zipped,
)

LETTER = docx(
    paragraph("Fever at home", style="Title"),
    paragraph("When to call us", style="Subtitle"),
    paragraph(run("Call the ward "), run("at once", "b"), run(" if it is "), run("high", "i")),
    paragraph("What you need", style="Heading1"),
    paragraph("A thermometer", numbering=BULLET),
    paragraph("Your book", numbering=BULLET),
    paragraph("The blue one", numbering=BULLET, level=1),
    paragraph("What to do", style="WardHeading"),
    paragraph("Measure", numbering=NUMBER),
    paragraph("Call", numbering=NUMBER),
    paragraph("Ask if you are not sure.", style="Quote"),
    paragraph("Small print", style="Heading2"),
    table(("Day", "Open"), ("Monday", "9 to 5")),
    paragraph(PICTURE),
    paragraph("Questions to ask", style="Heading1"),
    paragraph("Who do I call?", numbering=BULLET),
)


def test_a_document_becomes_a_page() -> None:
    page = from_word("fever.docx", LETTER)
    assert (page.title, page.line) == ("Fever at home", "When to call us")
    assert page.questions == ("Who do I call?",)
    assert page.body == (
        "Call the ward **at once** if it is *high*\n\n"
        "## What you need\n\n- A thermometer\n- Your book\n- The blue one\n\n"
        "## What to do\n\n1. Measure\n2. Call\n\n> Ask if you are not sure.\n\n"
        "### Small print\n\nDay: Open\n\nMonday: 9 to 5"
    )
    assert [warning.message for warning in page.warnings] == [
        "A picture: left out.",
        "A table: the words are kept, each row as a paragraph.",
        "A list inside a list: the items are kept, all in one list.",
    ]


def test_what_word_keeps_beside_the_words_is_told() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    page = from_word(
        "a.docx",
        docx(
            paragraph("T", style="Heading1"),
            paragraph(
                run("One"),
                '<w:ins w:id="1" w:author="A">' + run(" two") + "</w:ins>",
                '<w:del w:id="2" w:author="A"><w:r><w:delText>three</w:delText></w:r></w:del>',
                run(" old", "strike"),
                '<w:fldSimple w:instr="DATE">' + run("1 May") + "</w:fldSimple>",
            ),
            extra={
                "word/comments.xml": f'<w:comments {w}><w:comment w:id="0"><w:p/></w:comment>'
                "</w:comments>",
                "word/header1.xml": f"<w:hdr {w}>{paragraph('Confidential')}</w:hdr>",
                "word/footer1.xml": f"<w:ftr {w}><w:p/></w:ftr>",
            },
        ),
    )
    assert page.body == "One two"
    assert [warning.message for warning in page.warnings] == [
        "A field that Word fills in (“1 May”): left out.",
        "A header or footer (“Confidential”): left out.",
        "A comment: left out.",
        "A tracked deletion (“three”): left out.",
        "A tracked insertion: the words are kept.",
        "Struck-out words (“old”): left out.",
    ]


def test_the_first_heading_is_the_title() -> None:
    found = from_word("a.docx", docx(paragraph("A", style="Heading2"), paragraph("b")))
    assert (found.title, found.body) == ("A", "b")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
BOMB = docx(paragraph("x"), extra={"word/more.xml": " " * (MOST_PART_BYTES + 1)})
LAUGHS = docx(extra={"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (OLD, "Office before 2007.*Save it again as a Word document"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "locked with a password.*password away"),
        (b"{\\rtf1 a}", "rich text"),
        (b"%PDF-1.7", "a PDF"),
        (b"<html>no document</html>", "damaged, or it is not"),
        (LETTER[: len(LETTER) // 2], "damaged"),
        (ODT, "an OpenDocument file"),
        (xlsx(("Name",)), "a spreadsheet"),
        (zipped({"a.txt": "words"}), "a zip folder"),
        (BOMB, "larger than a document"),
        (LAUGHS, "defines signs of its own"),
        (docx(*[paragraph("x")] * (MOST_BLOCKS + 1)), "more than a page"),
        (docx("<w:p></w:p>" * (MOST_WORD_PARAGRAPHS + 1)), "more than a page"),
        (docx(), "no words"),
        (docx(paragraph(PICTURE)), "no words.*type them"),
        (docx("<w:p>", extra={}), "damaged"),
        (docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "no words"),
        (docx("<w:ins>" * 3000 + paragraph("x") + "</w:ins>" * 3000), "damaged"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_document_that_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(ImportingError, match=rf"^fever\.docx: .*{words}"):
        from_word("fever.docx", data)


def test_a_locked_part_is_told_as_locked() -> None:
    data = bytearray(docx(paragraph("x")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    with pytest.raises(ImportingError, match="password"):
        from_word("a.docx", bytes(data))


def test_pictures_are_never_unpacked() -> None:
    data = docx(paragraph("A", PICTURE), extra={"word/media/image1.png": "x" * 60_000_000})
    assert from_word("a.docx", data).body == "A"
