"""A document's body in forms that mammoth reads; what it has none for is noted, with its words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection

from app.content.importing.docx.names import MC, A, M, R, V, W, attribute, seen_choice, text_of
from app.content.importing.docx.numbering import Numbering
from app.content.importing.docx.pictures import DocumentPictures, is_picture
from app.content.importing.docx.runs import RunReader, joined
from app.content.importing.docx.styles import Styles
from app.content.importing.pages.import_warnings import Tally, WarningKind
from app.content.importing.pages.lists import LABEL

Elements = list[ET.Element]

_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_CHART = ("chart", "relIds")
_MOST_CELLS = 100


class Simplifier:
    """Goes through a body once, from its beginning: numbers are counted on the way."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        links: Collection[str],
        tally: Tally,
        pictures: DocumentPictures,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._links = links
        self._tally = tally
        self._pictures = pictures
        self._runs = RunReader(styles, tally, self._inside)
        self._handlers: dict[str, Callable[[ET.Element], Elements]] = {
            f"{W}p": self._paragraph,
            f"{W}r": lambda run: self._runs.run(run, self._paragraph_style),
            f"{W}tbl": self._table,
            f"{W}tr": self._row,
            f"{W}tc": lambda cell: [_with(cell, self._children(cell), properties=f"{W}tcPr")],
            f"{W}del": self._deleted,
            f"{W}moveFrom": self._deleted,
            f"{W}ins": self._inserted,
            f"{W}moveTo": self._inserted,
            f"{W}fldSimple": self._left_out(WarningKind.FIELD),
            f"{W}altChunk": self._left_out(WarningKind.EMBEDDED),
            f"{W}subDoc": self._left_out(WarningKind.EMBEDDED),
            f"{M}oMath": self._left_out(WarningKind.FORMULA),
            f"{M}oMathPara": self._formulas,
            f"{W}hyperlink": self._link,
            f"{W}sdt": self._control,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
            f"{MC}AlternateContent": self._alternate,
        }
        self._paragraph_style = ""
        self.used_styles: dict[str, None] = {}

    def body(self, body: ET.Element) -> None:
        """Simplify everything in an element."""
        body[:] = self._children(body)

    def _children(self, parent: ET.Element) -> Elements:
        return [made for child in parent for made in self._inside(child)]

    def _inside(self, element: ET.Element) -> Elements:
        """What stands for an element of the body."""
        handler = self._handlers.get(element.tag)
        if handler is not None:
            return handler(element)
        # What mammoth does not know is passed through: words may be in it.
        return self._children(element)

    def _left_out(self, kind: WarningKind) -> Callable[[ET.Element], Elements]:
        def leave_out(element: ET.Element) -> Elements:
            self._tally.note(kind, words=text_of(element))
            return []

        return leave_out

    def _deleted(self, element: ET.Element) -> Elements:
        if len(element):
            self._tally.note(WarningKind.DELETED, words=text_of(element))
        return []

    def _inserted(self, element: ET.Element) -> Elements:
        if len(element):
            self._tally.note(WarningKind.INSERTED)
        return self._children(element)

    def _formulas(self, element: ET.Element) -> Elements:
        for formula in element.iter(f"{M}oMath"):
            self._tally.note(WarningKind.FORMULA, words=text_of(formula))
        return []

    def _link(self, element: ET.Element) -> Elements:
        children = self._children(element)
        if element.get(f"{R}id", "") not in self._links:
            return children  # within the document, or it leads nowhere
        return [_with(element, children)]

    def _control(self, element: ET.Element) -> Elements:
        """A content control: its content; a box to tick stays one."""
        content = element.find(f"{W}sdtContent")
        children = [] if content is None else self._children(content)
        properties = element.find(f"{W}sdtPr")
        if properties is None or properties.find(_CHECKBOX) is None or content is None:
            return children
        content[:] = children
        return [element]

    def _alternate(self, element: ET.Element) -> Elements:
        branch = seen_choice(element)
        return [] if branch is None else self._children(branch)

    def _drawing(self, element: ET.Element) -> Elements:
        """A drawing: its pictures, and the text of its boxes below the paragraph."""
        boxes: Elements = []
        pictures: Elements = []
        stack = [element]
        while stack:
            item = stack.pop()
            if item.tag == f"{W}txbxContent":
                boxes.append(item)
            elif item.tag == f"{MC}AlternateContent":
                branch = seen_choice(item)
                stack += [] if branch is None else [branch]
            else:
                pictures += self._shape(item, element)
                stack += reversed(item)
        if not boxes:
            return pictures
        made = ET.Element(f"{W}pict")
        holder = ET.SubElement(made, f"{V}textbox")
        outer = self._paragraph_style
        for box in boxes:
            self._tally.note(WarningKind.TEXT_BOX, count=bool(text_of(box)))
            holder.append(_with(ET.Element(f"{W}txbxContent"), self._children(box)))
        self._paragraph_style = outer
        run = ET.Element(f"{W}r")
        run.append(made)
        return [*pictures, run]

    def _shape(self, item: ET.Element, drawing: ET.Element) -> Elements:
        """What stands for a part of a drawing, and otherwise a note of it."""
        name = item.tag.rpartition("}")[2]
        if is_picture(item):
            alternative = _alternative(drawing)
            if (place := self._pictures.place(item, drawing, alternative)) is not None:
                return [place]
            self._tally.note(WarningKind.PICTURE, words=alternative)
        elif name in _CHART:
            self._tally.note(WarningKind.CHART, words=_alternative(drawing))
        elif name == "OLEObject":
            self._tally.note(WarningKind.EMBEDDED)
        elif item.tag in (f"{V}textpath", f"{A}t"):
            words = item.get("string", "") or item.text or ""
            self._tally.note(WarningKind.DRAWN, words=words, count=bool(words.strip()))
        return []

    def _paragraph(self, element: ET.Element) -> Elements:
        properties = element.find(f"{W}pPr")
        outer = self._paragraph_style
        self._paragraph_style = style = (
            "" if properties is None else attribute(properties.find(f"{W}pStyle"))
        )
        self.used_styles[style] = None
        made = ET.Element(f"{W}p")
        made.append(new := ET.Element(f"{W}pPr"))
        if properties is not None:
            new[:] = [one for name in ("pStyle", "rPr") for one in properties.findall(f"{W}{name}")]
        label = self._number(properties, style, new)
        if label:
            ET.SubElement(made, f"{W}bookmarkStart", {f"{W}name": LABEL + label})
        for child in element:
            if child.tag != f"{W}pPr":
                for one in self._inside(child):
                    if not joined(made[-1], one):
                        made.append(one)
        self._paragraph_style = outer
        return [made]

    def _number(self, properties: ET.Element | None, style: str, new: ET.Element) -> str:
        """Put a paragraph in its list: the label that Word shows before it, or ""."""
        listed = None if properties is None else properties.find(f"{W}numPr")
        if listed is not None and listed.find(f"{W}numId") is not None:
            num, level = attribute(listed.find(f"{W}numId")), attribute(listed.find(f"{W}ilvl"))
            found = num, int(level) if level.isascii() and level.isdecimal() else 0
        else:
            found = self._styles.list_of(style) or ("", 0)
        label = self._numbering.next(*found)
        if label is None or label.form == "none":
            return ""
        numbering = ET.SubElement(new, f"{W}numPr")
        ET.SubElement(numbering, f"{W}ilvl", {f"{W}val": str(found[1])})
        ET.SubElement(numbering, f"{W}numId", {f"{W}val": found[0]})
        return "" if label.form == "bullet" else label.text.strip()

    def _table(self, element: ET.Element) -> Elements:
        rows = [one for one in self._children(element) if one.tag == f"{W}tr"]
        return [_with(element, rows)] if rows else []

    def _row(self, element: ET.Element) -> Elements:
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            self._tally.note(WarningKind.DELETED, words=text_of(element))
            return []
        cells = [one for one in self._children(element) if one.tag == f"{W}tc"]
        before = "" if properties is None else attribute(properties.find(f"{W}gridBefore"))
        if before.isascii() and before.isdecimal():
            # A row that begins further in: its cells stay below their headings.
            empty = [ET.Element(f"{W}tc") for _ in range(min(int(before), _MOST_CELLS))]
            cells = [*empty, *cells]
        return [_with(element, cells, properties=f"{W}trPr")]


def _with(element: ET.Element, children: Elements, properties: str = "") -> ET.Element:
    """An element with other children, and the properties that it had."""
    made = ET.Element(element.tag, element.attrib)
    made[:] = [*(element.findall(properties) if properties else ()), *children]
    return made


def _alternative(drawing: ET.Element) -> str:
    """The alternative text of a picture, where somebody wrote one."""
    for item in drawing.iter():
        for name in ("descr", "alt", "title"):
            if words := item.get(name, "").strip():
                return words
    return ""
