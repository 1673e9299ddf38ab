"""Office documents, made part by part, for tests of what is read from them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import openpyxl

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = f"""<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
_RELS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_DOCUMENT_RELS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="l1" Type="{_OFFICE}/hyperlink" Target="https://example.org/"
 TargetMode="External"/>
<Relationship Id="i1" Type="{_OFFICE}/image" Target="media/image1.png"/></Relationships>"""
_STYLE_NAMES = {
    "Title": ("Title", ""),
    "Subtitle": ("Subtitle", ""),
    "Heading1": ("heading 1", ""),
    "Heading2": ("heading 2", ""),
    "Heading3": ("heading 3", ""),
    "Heading4": ("heading 4", ""),
    "WardHeading": ("Ward heading", "Heading1"),
    "Quote": ("Quote", ""),
}
_NUMBERING = f"""<?xml version="1.0"?><w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
BULLET, NUMBER = 1, 2
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
    'main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/'
    'picture"><pic:blipFill><a:blip r:embed="i1"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def run(text: str, *marks: str) -> str:
    """A stretch of words with marks such as b, i or strike."""
    looks = "".join(f"<w:{mark}/>" for mark in marks)
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", numbering: int = 0, level: int = 0) -> str:
    """A paragraph of runs, or of plain words."""
    of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/>'
    of_list = f"<w:numPr>{number}</w:numPr>" if numbering else ""
    words = "".join(text if text.startswith("<") else run(text) for text in runs)
    return f"<w:p><w:pPr>{of_style}{of_list}</w:pPr>{words}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of words."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _styles() -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base or "Normal"}"/></w:style>'
        for key, (name, base) in _STYLE_NAMES.items()
    )


def docx(*body: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document with these paragraphs."""
    whole = "".join(body)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{whole}</w:body></w:document>",
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": f"<w:styles {_W}>{_styles()}</w:styles>",
        "word/numbering.xml": _NUMBERING,
        "word/media/image1.png": "no picture at all",
        **(extra or {}),
    }
    return zipped(parts)


def styles(*more: str) -> dict[str, str]:
    """The part with the styles, and more of them."""
    return {"word/styles.xml": f"<w:styles {_W}>{_styles()}{''.join(more)}</w:styles>"}


def numbering(level: str, nums: dict[int, str]) -> dict[str, str]:
    """The part with one list, which each of these numbers stands for."""
    made = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for key, more in nums.items()
    )
    one = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    return {"word/numbering.xml": f"<w:numbering {_W}>{one}{made}</w:numbering>"}


def strict(data: bytes) -> bytes:
    """A document as Office saves it as "Strict"."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        parts = {name: folder.read(name).decode() for name in folder.namelist()}
    names = re.compile(r"http://schemas\.openxmlformats\.org/(?!package)(\w+)/2006/(\w+)")
    return zipped({k: names.sub(r"http://purl.oclc.org/ooxml/\1/\2", v) for k, v in parts.items()})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip folder of texts and pictures."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in parts.items():
            folder.writestr(name, text)
    return made.getvalue()


def workbook(*sheets: str, states: tuple[str, ...] = (), **parts: str) -> bytes:
    """A workbook of sheets, each the inside of `sheetData` and what may follow it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "".join(
        f'<Relationship Id="s{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(len(sheets))
    )
    named = "".join(
        f'<sheet name="Sheet {n}" sheetId="{n + 1}" r:id="s{n}" state="{state}"/>'
        for n, state in enumerate([*states, *["visible"] * len(sheets)][: len(sheets)])
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(len(sheets))
    )
    of_book = (
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/>'
    )
    made = {
        "[Content_Types].xml": _TYPES.replace("</Types>", f"{of_book}{kinds}</Types>"),
        "_rels/.rels": _RELS.replace("word/document.xml", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" {_R}><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        **{name.replace("__", "/") + ".xml": part for name, part in parts.items()},
    }
    for number, sheet in enumerate(sheets):
        made[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{main}">{sheet}</worksheet>'
    return zipped(made)


def cells(*rows: tuple[str, ...], hidden: tuple[int, ...] = ()) -> str:
    """Rows of cells as XML; a cell that begins with < is the inside of its element."""
    made = []
    for number, row in enumerate(rows, start=1):
        inside = "".join(
            f'<c r="{chr(64 + n)}{number}">{text}</c>'
            if text.startswith("<")
            else f'<c r="{chr(64 + n)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for n, text in enumerate(row, start=1)
            if text
        )
        is_hidden = ' hidden="1"' if number in hidden else ""
        made.append(f'<row r="{number}"{is_hidden}>{inside}</row>')
    return f"<sheetData>{''.join(made)}</sheetData>"


def xlsx(*rows: tuple[object, ...], others: tuple[str, ...] = ()) -> bytes:
    """A workbook whose first sheet has these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Contacts"
    for row in rows:
        sheet.append(list(row))
    for name in others:
        book.create_sheet(name).append(("Name", "Phone"))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
