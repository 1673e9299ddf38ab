"""Pictures of a Word document come in as pictures, where they stood."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from app import paths
from app.content.importing.apply import save_page
from app.content.importing.docx.reader import from_word
from app.content.importing.files import bytes_of
from app.content.importing.pages.page import Page
from app.content.importing.reading import ReadingProcess
from app.content.reader.markup import read
from app.content.workshop import Workshop
from app.domain.governance.governance import Person
from tests.content.importing.documents import BULLET, NUMBER, PICTURE, docx, paragraph, run

_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DECORATIVE = (
    '<a:extLst><a:ext uri="x"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/'
    'drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def photograph(colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG", comment=b"Where the family lives")
    return file.getvalue()


def drawn(alt: str = "", more: str = "") -> str:
    about = f'<wp:docPr id="1" name="Picture 1" descr="{alt}">{more}</wp:docPr>'
    return PICTURE.replace(f'xmlns:wp="{_NS}">', f'xmlns:wp="{_NS}">{about}')


def page_with(*body: str, media: bytes = b"") -> Page:
    data = docx(
        paragraph("Home", style="Heading1"),
        *body,
        extra={"word/media/image1.png": media or photograph()},
    )
    return from_word("At home.docx", data)


def body_of(page: Page) -> str:
    """The page's text, with P for the digest of its picture."""
    (picture,) = page.pictures
    assert b"family" not in picture.data
    assert read(page.body).violations == ()
    return page.body.replace(picture.digest, "P")


def test_it_stands_where_it_stood_with_its_alternative_text() -> None:
    page = page_with(
        *(paragraph("Before"), paragraph(drawn("A red &quot;field&quot; &amp; more"))),
        paragraph("After"),
    )
    assert body_of(page) == ('Before\n\n![A red \\"field\\" \\& more](picture:P)\n\nAfter')
    assert page.warnings == ()


def test_among_words_it_comes_below_them_and_a_list_goes_on() -> None:
    page = page_with(
        paragraph("One ", drawn("A field"), "two"),
        paragraph("a", drawn("A field"), numbering=NUMBER),
        paragraph("b", numbering=NUMBER),
    )
    field = "![A field](picture:P)"
    assert body_of(page) == f"One two\n\n{field}\n\n1. a\n2. b\n\n{field}"


def test_in_a_table_it_comes_below_the_table() -> None:
    rows = ("Day", "Food"), ("Monday", "Soup")
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{paragraph(run(cell, *bold), picture)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row, bold, picture in (
            (rows[0], ("b",), ""),
            (rows[1], (), drawn("A field")),
        )
    )
    page = page_with(f"<w:tbl>{cells}</w:tbl>", paragraph("After"))
    text = body_of(page)
    field = "![A field](picture:P)"
    assert text.count("| Monday |") == 1
    assert text.endswith(f"| Soup |\n\n{field}\n\n{field}\n\nAfter")


def test_one_without_words_has_them_to_be_written_unless_it_is_decorative() -> None:
    page = page_with(paragraph("Words"), paragraph(drawn()))
    assert body_of(page) == "Words\n\n![To be written.](picture:P)"
    (warning,) = page.warnings
    assert str(warning) == (
        "A picture has no alternative text: “To be written.” stands in its place."
    )
    page = page_with(paragraph("Words"), paragraph(drawn(more=_DECORATIVE)))
    assert body_of(page) == "Words\n\n![](decoration:P)"
    assert page.warnings == ()


@pytest.mark.parametrize("media", [b"no picture", b"\xd7\xcd\xc6\x9a an old drawing of Windows"])
def test_what_cannot_be_read_is_left_out_and_named(media: bytes) -> None:
    page = page_with(paragraph("Words"), paragraph(drawn("A field")), media=media)
    assert (page.body, page.pictures) == ("Words", ())
    assert [str(w) for w in page.warnings] == ["A picture (“A field”): left out."]


def test_more_than_a_page_can_use_are_left_out_and_counted() -> None:
    shown = PICTURE.replace("i1", "i{}")
    links = "".join(
        f'<Relationship Id="i{n}" Type="x/image" Target="media/{n}.jpg"/>' for n in range(25)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = f'<Relationships xmlns="{package}">{links}</Relationships>'
    data = docx(
        paragraph("Many", style="Heading1"),
        *(paragraph(shown.format(n)) for n in range(25)),
        extra={
            "word/_rels/document.xml.rels": links,
            **{f"word/media/{n}.jpg": photograph(f"rgb({9 * n}, 90, 90)") for n in range(25)},
        },
    )
    page = from_word("many.docx", data)
    assert len(page.pictures) == 20
    assert "5 pictures: left out." in [str(warning) for warning in page.warnings]


def test_it_comes_into_the_library_with_its_page(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    file = tmp_path / "Red fields 2.docx"
    file.write_bytes(
        docx(
            *(paragraph("Fields", style="Heading1"), paragraph("x", numbering=BULLET)),
            paragraph(drawn("A red field")),
            extra={"word/media/image1.png": photograph()},
        )
    )
    with ReadingProcess() as reader:
        page = reader.page(file.name, bytes_of(file))
    with closing(Workshop.open(library, Person("Ann"))) as workshop:
        key = save_page(workshop, page, "", "A test")
        again = save_page(workshop, page, "", "A test")
        found = workshop.checks.findings(workshop.items.content(key))
        assert not any("picture" in finding.problem for finding in found)
        assert workshop.items.content(again).texts["body"] == page.body
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute("SELECT name, digest FROM picture WHERE name LIKE 'red%'")
        assert rows.fetchall() == [("red-fields-2", page.pictures[0].digest)]
