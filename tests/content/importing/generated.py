"""Documents by chance, of every element of .docx and .xlsx that may hold words, and those words."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.content.importing.documents import NAMESPACES, cells, docx, numbering, styles, workbook

_KINDS = "https://schemas.openxmlformats.org/"


@dataclass
class Words:
    """Makes words that are told apart, and remembers them."""

    chance: random.Random
    made: list[str] = field(default_factory=list)

    def some(self, most: int = 3) -> str:
        """A few words, numbers among them."""
        found = []
        for _ in range(self.chance.randint(1, most)):
            number = f"{len(self.made):04}"
            word = self.chance.choice((f"word{number}x", f"{number}.5", f"Wört{number}é"))
            # A letter before a digit would be taken for a word of its own.
            self.made.append(word)
            found.append(word)
        return " ".join(found)


class Writer:
    """Writes the body of a Word document."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = Words(chance)
        self.notes: list[str] = []
        self.deep = 0

    def document(self) -> bytes:
        """A document of some blocks, with parts beside it."""
        title = self.chance.choice(("Title", "Heading1", "Subtitle", ""))
        body = self.paragraph(style=title) + "".join(
            self.block() for _ in range(self.chance.randint(1, 6))
        )
        extra = {**self.lists(), **self.looks(), **self.beside()}
        if self.notes:
            notes = "".join(
                f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
                for n, text in enumerate(self.notes, 2)
            )
            extra["word/footnotes.xml"] = f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"
        return docx(body, extra=extra)

    def lists(self) -> dict[str, str]:
        form = self.chance.choice(("decimal", "bullet", "lowerLetter", "upperRoman", "none"))
        level = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{self.chance.randint(1, 4)}"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%{n + 1})"/></w:lvl>'
            for n in range(3)
        )
        return numbering(level, {7: "", 8: ""})

    def looks(self) -> dict[str, str]:
        kind = self.chance.choice(("", ' w:type="paragraph"', ' w:type="character"'))
        look = self.chance.choice(("<w:dstrike/>", "<w:b/>", "<w:vanish/>", ""))
        return styles(
            f'<w:style{kind} w:styleId="Own"><w:name w:val="Own"/><w:rPr>{look}</w:rPr></w:style>'
        )

    def beside(self) -> dict[str, str]:
        """Headers, comments and charts, now and then."""
        found = {}
        word = f"<w:p><w:r><w:t>{self.words.some()}</w:t></w:r></w:p>"
        match self.chance.randrange(5):
            case 0:
                found["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{word}</w:hdr>"
            case 1:
                comment = f'<w:comment w:id="0">{word}</w:comment>'
                found["word/comments.xml"] = f"<w:comments {NAMESPACES}>{comment}</w:comments>"
            case 2:
                text = f"<a:p><a:r><a:t>{self.words.some()}</a:t></a:r></a:p>"
                found["word/charts/chart1.xml"] = f"<c:chart {NAMESPACES}>{text}</c:chart>"
                self.words.made = [w for w in self.words.made if w not in word]
            case _:
                self.words.made = [w for w in self.words.made if w not in word]
        return found

    # Blocks.

    def block(self) -> str:
        self.deep += 1
        choices: list[Callable[[], str]] = [self.paragraph] * 4 + [self.item] * 2
        if self.deep < 4:
            choices += [self.table, self.held_block]
        found = self.chance.choice(choices)()
        self.deep -= 1
        return found

    def held_block(self) -> str:
        holder = self.chance.choice(
            (
                "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                '<w:customXml w:element="x">{}</w:customXml>',
                '<w:ins w:id="1" w:author="A">{}</w:ins>',
                "<w:toCome>{}</w:toCome>",
                "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
            )
        )
        return holder.format(self.block())

    def paragraph(self, style: str = "") -> str:
        styles_ = ("", "", "Own", "Heading2", "Heading4", "Quote", "Unknown")
        style = style or self.chance.choice(styles_)
        of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p><w:pPr>{of_style}</w:pPr>{self.inlines()}</w:p>"

    def item(self) -> str:
        num, level = self.chance.choice((1, 2, 7, 7, 8, 99)), self.chance.choice((0, 0, 1, 2))
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
        return f"<w:p><w:pPr>{listed}</w:pPr>{self.inlines()}</w:p>"

    def table(self) -> str:
        rows = ""
        for _ in range(self.chance.randint(1, 3)):
            made = "".join(self.cell() for _ in range(self.chance.randint(1, 3)))
            before = self.chance.choice(("", "", '<w:gridBefore w:val="1"/>', "<w:tblHeader/>"))
            rows += f"<w:tr><w:trPr>{before}</w:trPr>{made}</w:tr>"
        return f"<w:tbl>{rows}</w:tbl>"

    def cell(self) -> str:
        merged = self.chance.choice(
            ("", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>')
        )
        inside = self.block() if self.chance.random() < 0.8 else "<w:p/>"
        return f"<w:tc><w:tcPr>{merged}</w:tcPr>{inside}</w:tc>"

    # What stands in a paragraph.

    def inlines(self) -> str:
        return self.text(" ").join(self.inline() for _ in range(self.chance.randint(1, 4)))

    def text(self, words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'

    def inline(self) -> str:
        self.deep += 1
        choices: list[Callable[[], str]] = [self.run] * 5 + [self.note, self.formula, self.ruby]
        choices += [self.drawn, self.field, self.simple_field, self.form_list, self.stray]
        if self.deep < 5:
            choices += [self.held, self.held, self.box]
        found = self.chance.choice(choices)()
        self.deep -= 1
        return found

    def run(self) -> str:
        look = self.chance.choice(
            (
                *("", "", "<w:b/>", "<w:i/>", "<w:u w:val='single'/>", "<w:strike/>"),
                *("<w:dstrike/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'),
                *('<w:rStyle w:val="Own"/>', '<w:position w:val="4"/>', "<w:caps/>"),
            )
        )
        sign = self.chance.choice(("", "", "<w:br/>", "<w:cr/>", "<w:tab/>", "<w:ptab/>"))
        sign = sign or self.chance.choice(('<w:br w:type="page"/>', "<w:noBreakHyphen/>", ""))
        words = f"<w:t>{self.words.some()}</w:t>"
        if sign:
            words += sign + f"<w:t>{self.words.some()}</w:t>"
        return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"

    def held(self) -> str:
        holder = self.chance.choice(
            (
                *('<w:bdo w:val="ltr">{}</w:bdo>', '<w:dir w:val="rtl">{}</w:dir>'),
                *("<w:smartTag>{}</w:smartTag>", "<w:customXml>{}</w:customXml>"),
                "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                *("<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>", "<w:toCome>{}</w:toCome>"),
                *("<w:hyperlink r:id='l1'>{}</w:hyperlink>", "<w:hyperlink>{}</w:hyperlink>"),
                "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            )
        )
        return holder.format(self.inline())

    def box(self) -> str:
        inside = f"<w:txbxContent>{self.paragraph()}</w:txbxContent>"
        drawn = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
        vml = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        both = f"<mc:AlternateContent><mc:Choice>{drawn}</mc:Choice><mc:Fallback>{vml}"
        both += "</mc:Fallback></mc:AlternateContent>"
        return f"<w:r>{self.chance.choice((drawn, vml, both))}</w:r>"

    def note(self) -> str:
        self.notes.append(self.words.some())
        return f'<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>'

    def formula(self) -> str:
        return f"<m:oMath><m:r><m:t>{self.words.some()}</m:t></m:r></m:oMath>"

    def ruby(self) -> str:
        over, base = (f"<w:r><w:t>{self.words.some(1)}</w:t></w:r>" for _ in range(2))
        inside = f"<w:rt>{over}</w:rt><w:rubyBase>{base}</w:rubyBase>"
        return f"<w:r><w:ruby>{inside}</w:ruby></w:r>"

    def drawn(self) -> str:
        if self.chance.random() < 0.5:
            shape = f'<v:shape><v:textpath string="{self.words.some()}"/></v:shape>'
            return f"<w:r><w:pict>{shape}</w:pict></w:r>"
        text = f"<a:p><a:r><a:t>{self.words.some()}</a:t></a:r></a:p>"
        return f"<w:r><w:drawing>{text}</w:drawing></w:r>"

    def field(self) -> str:
        kinds = ("begin", "separate", "end")
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in kinds)
        code = "<w:r><w:instrText>REF unseen</w:instrText></w:r>"
        return begin + code + separate + self.run() + end

    def simple_field(self) -> str:
        return f'<w:fldSimple w:instr="DATE">{self.run()}</w:fldSimple>'

    def form_list(self) -> str:
        entry = f'<w:listEntry w:val="{self.words.some()}"/>'
        data = f'<w:ffData><w:ddList><w:result w:val="0"/>{entry}</w:ddList></w:ffData>'
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        return begin + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    def stray(self) -> str:
        name = self.chance.choice(("w:toCome", "w:delText", "x:other", "m:r"))
        spaces = ' xmlns:x="urn:x"' if name.startswith("x:") else ""
        return f"<{name}{spaces}>{self.words.some()}</{name}>"


def word_document(seed: int | str) -> tuple[bytes, list[str]]:
    """A Word document, and every word that one may see in it."""
    writer = Writer(random.Random(f"docx {seed}"))
    data = writer.document()
    return data, writer.words.made


@dataclass(frozen=True)
class Cell:
    """The words of a cell, its row, and the heading that it stands below."""

    words: str
    row: int
    heading: str


def contact_workbook(seed: int | str) -> tuple[bytes, list[Cell], list[str]]:
    """A workbook of contacts, every cell of it, and every word beside the cells."""
    chance = random.Random(f"xlsx {seed}")
    words = Words(chance)
    headings = ["Name", "About", "Phone", "Hours", "Mon", "Days", "Opens", "Closes", "Fax", ""]
    chance.shuffle(headings)
    headings = ["Name", *[one for one in headings if one != "Name"][: chance.randint(1, 7)]]
    rows: list[tuple[str, ...]] = []
    if chance.random() < 0.4:
        rows.append((words.some(),))
    rows.append(tuple(headings))
    beside, found = list(words.made), []
    for _ in range(chance.randint(1, 5)):
        row = []
        for heading in [*headings, ""][: chance.randint(1, len(headings) + 1)]:
            before = len(words.made)
            row.append(_cell(chance, words, heading))
            found += [Cell(word, len(rows) + 1, heading) for word in words.made[before:]]
        rows.append(tuple(row))
    in_cells = len(words.made)
    hidden = (len(rows),) if chance.random() < 0.2 else ()
    after = ""
    if chance.random() < 0.3:
        after += f"<headerFooter><oddHeader>&amp;L{words.some()}</oddHeader></headerFooter>"
    parts = {}
    if chance.random() < 0.3:
        main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        text = f"<comment><text><r><t>{words.some()}</t></r></text></comment>"
        parts["xl__comments1"] = f"<comments {main}>{text}</comments>"
    if chance.random() < 0.3:
        text = f"<a:p><a:r><a:t>{words.some()}</a:t></a:r></a:p>"
        parts["xl__drawings__drawing1"] = f"<a:x {NAMESPACES}>{text}</a:x>"
    sheets = [cells(*rows, hidden=hidden) + after]
    return workbook(*sheets, states=(), **parts), found, [*beside, *words.made[in_cells:]]


def _cell(chance: random.Random, words: Words, heading: str) -> str:
    if chance.random() < 0.2:
        return ""
    if heading in ("Phone", "Fax") and chance.random() < 0.6:
        phone = f"0117 496 0{len(words.made):03}"
        words.made.append(phone)
        return phone
    if heading in ("Hours",) and chance.random() < 0.5:
        return "Mon-Fri 9am-5pm"
    if chance.random() < 0.1:
        number = len(words.made) + 70_000
        words.made.append(str(number))
        return f"<v>{number}</v>"
    if chance.random() < 0.1:
        return "<f>1+1</f>"
    return words.some()
