"""Each kind of element that a Word document may hold words in: on the page, or in the warnings."""

from __future__ import annotations

import pytest

from app.content.importing.docx.reader import from_word
from app.content.importing.errors import ImportingError
from app.content.importing.pages.page import Page
from tests.content.importing.documents import (
    NAMESPACES,
    PICTURE,
    docx,
    numbering,
    paragraph,
    run,
    strict,
    styles,
    table,
)

HOLDERS = (
    '<w:bdo w:val="ltr">{}</w:bdo>',
    '<w:dir w:val="rtl">{}</w:dir>',
    '<w:smartTag w:element="phone">{}</w:smartTag>',
    '<w:customXml w:element="phone">{}</w:customXml>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:ins w:id="1" w:author="A">{}</w:ins>',
    '<w:moveTo w:id="1" w:author="A">{}</w:moveTo>',
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    '<w:hyperlink r:id="gone">{}</w:hyperlink>',
    "<w:fromAWordToCome>{}</w:fromAWordToCome>",
)


def page(*body: str, extra: dict[str, str] | None = None) -> Page:
    return from_word("a.docx", docx(paragraph("T", style="Heading1"), *body, extra=extra))


def messages(found: Page) -> list[str]:
    return [warning.message for warning in found.warnings]


@pytest.mark.parametrize("holder", HOLDERS)
def test_words_in_a_holder_stay_where_they_stand(holder: str) -> None:
    inner = holder.format(run("0117 496 0123"))
    found = page(paragraph(run("Call at once: "), inner, run(" day or night.")))
    assert found.body == "Call at once: 0117 496 0123 day or night."


@pytest.mark.parametrize("holder", [HOLDERS[4], HOLDERS[3], HOLDERS[5]])
def test_paragraphs_and_rows_in_a_holder_stay(holder: str) -> None:
    row = f"<w:tr><w:tc>{paragraph('Mon')}</w:tc><w:tc>{paragraph('9 to 5')}</w:tc></w:tr>"
    assert page(holder.format(paragraph("Words"))).body == "Words"
    assert page(f"<w:tbl>{holder.format(row)}</w:tbl>").body == "Mon: 9 to 5"


@pytest.mark.parametrize(
    ("sign", "seen"),
    [
        ('<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b3</w:t>', "≥"),
        ('<w:rPr><w:rFonts w:hAnsi="Symbol"/></w:rPr><w:t>m</w:t>', "μ"),
        ('<w:sym w:font="Symbol" w:char="F06D"/>', "μ"),
        ('<w:sym w:font="Wingdings" w:char="00FC"/>', "\u2713"),
        ('<w:rPr><w:rStyle w:val="Signs"/></w:rPr><w:t>\uf0a3</w:t>', "≤"),
    ],
)
def test_signs_of_symbol_fonts_are_the_signs_that_one_saw(sign: str, seen: str) -> None:
    extra = styles(
        '<w:style w:type="character" w:styleId="Signs"><w:name w:val="Signs"/>'
        '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:style>'
    )
    found = page(paragraph(run("dose "), f"<w:r>{sign}</w:r>", run("g 38.0")), extra=extra)
    assert (found.body, found.warnings) == (f"dose {seen}g 38.0", ())


@pytest.mark.parametrize(
    "sign",
    [
        '<w:sym w:font="Ward Icons" w:char="F041"/>',
        '<w:sym w:font="Symbol" w:char="not a number"/>',
        "<w:t>\ue123</w:t>",
    ],
)
def test_a_sign_that_nobody_knows_is_told(sign: str) -> None:
    found = page(paragraph(run("dose "), f"<w:r>{sign}</w:r>", run("g")))
    assert messages(found) == ["A sign from a symbol font: left out."]


BOX = f"<w:txbxContent>{paragraph('In an emergency call 0117 496 0999.')}</w:txbxContent>"
SHAPE = (
    '<w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
    f"{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
VML = f"<w:pict><v:oval><v:textbox>{BOX}</v:textbox></v:oval></w:pict>"
BOTH = (
    f"<mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice><mc:Fallback>{VML}</mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize("box", [SHAPE, VML, BOTH, f"<w:object>{VML}</w:object>"])
def test_a_text_box_is_kept_below_its_paragraph_and_told(box: str) -> None:
    found = page(paragraph(run("Read this "), f"<w:r>{box}</w:r>", run("first.")), paragraph("End"))
    assert found.body == "Read this first.\n\nIn an emergency call 0117 496 0999.\n\nEnd"
    told = "A text box: the words are kept, below the paragraph that it stood by."
    assert messages(found) == [told]


@pytest.mark.parametrize(
    "sign",
    ["<w:cr/>", "<w:br/>", *(f'<w:br w:type="{x}"/>' for x in ("page", "column", "x"))],
)
def test_a_break_parts_words(sign: str) -> None:
    found = page(paragraph(f"<w:r><w:t>0117 496 0123</w:t>{sign}<w:t>0117 496 0145</w:t></w:r>"))
    assert found.body == "0117 496 0123\n\n0117 496 0145"


@pytest.mark.parametrize("sign", ["<w:tab/>", '<w:ptab w:alignment="right"/>'])
def test_a_tab_parts_words(sign: str) -> None:
    found = page(paragraph(f"<w:r><w:t>Ward</w:t>{sign}<w:t>0117 496 0145</w:t></w:r>"))
    assert found.body == "Ward 0117 496 0145"


STRUCK = styles(
    '<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/>'
    "<w:rPr><w:dstrike/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Older"><w:name w:val="Older"/>'
    '<w:basedOn w:val="Old"/></w:style>'
)


@pytest.mark.parametrize(
    "look", ["<w:dstrike/>", "<w:strike/>", '<w:rStyle w:val="Old"/>', '<w:rStyle w:val="Older"/>']
)
def test_struck_out_words_are_left_out_however_they_are_struck(look: str) -> None:
    old = f"<w:r><w:rPr>{look}</w:rPr><w:t>0117 496 0123</w:t></w:r>"
    found = page(paragraph(run("Call "), old, run(" 0117 496 0145.")), extra=STRUCK)
    assert found.body == "Call 0117 496 0145."
    assert messages(found) == ["Struck-out words (“0117 496 0123”): left out."]


def test_a_style_that_strikes_can_be_switched_off() -> None:
    kept = '<w:r><w:rPr><w:rStyle w:val="Old"/><w:strike w:val="0"/></w:rPr><w:t>Valid</w:t></w:r>'
    assert page(paragraph(kept), extra=STRUCK).body == "Valid"


@pytest.mark.parametrize("look", ["<w:vanish/>", '<w:rStyle w:val="Unseen"/>'])
def test_hidden_words_are_left_out_and_quoted(look: str) -> None:
    style = '<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = f"<w:r><w:rPr>{look}</w:rPr><w:t>0117 496 0123</w:t></w:r>"
    found = page(paragraph(run("Seen "), hidden), extra=styles(style))
    assert found.body == "Seen"
    assert messages(found) == ["Hidden words (“0117 496 0123”): left out."]


def step(words: str, num: int = 7, level: int = 0) -> str:
    return paragraph(words, numbering=num, level=level)


def lists(text: str = "%1.", form: str = "decimal", start: int = 1) -> dict[str, str]:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return numbering(level, nums={7: "", 8: again})


CHANGED = "changed or left out: look for words such as “step 3”."


def test_a_list_that_goes_on_is_told_with_its_number() -> None:
    body = (step("Wash"), step("Flush"), paragraph("Stop if not."), step("Close"), step("Back"))
    found = page(*body, extra=lists())
    assert found.body == "1. Wash\n2. Flush\n\nStop if not.\n\n1. Close\n2. Back"
    assert messages(found) == [f"A number or letter of a list (“3.”): {CHANGED}"]


def test_a_list_that_begins_again_is_as_it_was() -> None:
    found = page(step("a"), step("b"), paragraph("p"), step("c", 8), step("d", 8), extra=lists())
    assert found.body.endswith("1. c\n2. d")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "form", "start", "told"),
    [
        ("%1)", "lowerLetter", 1, "(“a)”, “b)”)"),
        ("%1.", "upperRoman", 3, "(“III.”, “IV.”)"),
        ("Step %1:", "decimal", 1, "(“Step 1:”, “Step 2:”)"),
        ("%1.", "decimal", 4, "(“4.”)"),
    ],
)
def test_labels_that_a_page_cannot_have_are_told(
    text: str, form: str, start: int, told: str
) -> None:
    found = page(step("x"), step("y"), extra=lists(text, form, start))
    assert found.body == "1. x\n2. y"
    assert len(messages(found)) == 1
    assert told in messages(found)[0]


def test_the_number_of_a_heading_is_told() -> None:
    heading = paragraph("Steps", style="Heading2", numbering=7)
    found = page(heading, paragraph("x"), extra=lists())
    assert found.body == "## Steps\n\nx"
    assert messages(found) == [f"A number or letter of a list (“1.”): {CHANGED}"]


def test_a_list_that_a_style_makes_is_a_list() -> None:
    in_list = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="Steps"><w:name w:val="s"/>{in_list}</w:style>'
    body = (paragraph("Wash", style="Steps"), paragraph("Flush", style="Steps"))
    assert page(*body, extra={**lists(), **styles(style)}).body == "1. Wash\n2. Flush"


def test_an_empty_cell_keeps_the_others_below_their_headings() -> None:
    rows = (("Day", "Morning", "Evening"), ("Mon", "", "5 ml"), ("Tue", "5 ml", ""))
    assert page(table(*rows)).body == "Day: Morning; Evening\n\nMon: —; 5 ml\n\nTue: 5 ml; —"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def test_merged_cells_keep_the_others_below_their_headings() -> None:
    rows = (
        cell("Day") + cell("Dose", '<w:gridSpan w:val="2"/>'),
        cell("Mon", '<w:vMerge w:val="restart"/>') + cell("5 ml") + cell("10 ml"),
        cell("", "<w:vMerge/>") + cell("") + cell("15 ml"),
    )
    found = page(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert found.body == "Day: Dose (across 2 columns)\n\nMon: 5 ml; 10 ml\n\nMon: —; 15 ml"
    assert "2 merged cells: look whether each row says what the table said." in messages(found)


def test_a_row_that_begins_further_in_keeps_its_columns() -> None:
    first = f"<w:tr>{cell('Day')}{cell('Morning')}{cell('Evening')}</w:tr>"
    later = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("5 ml")}{cell("6 ml")}</w:tr>'
    found = page(f"<w:tbl>{first}{later}</w:tbl>")
    assert found.body == "Day: Morning; Evening\n\n—: 5 ml; 6 ml"


def test_a_style_without_a_type_is_a_paragraphs() -> None:
    style = '<w:style w:styleId="Ward"><w:name w:val="Ward"/></w:style><w:style><w:name/></w:style>'
    assert page(paragraph("Call us.", style="Ward"), extra=styles(style)).body == "Call us."


def test_a_strict_document_is_read() -> None:
    found = from_word("a.docx", strict(docx(paragraph("T", style="Title"), paragraph("Call us."))))
    assert (found.title, found.body) == ("T", "Call us.")


RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
FORM_LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="Ward 1"/><w:listEntry w:val="Ward 2"/></w:ddList></w:ffData>'
    "</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "body"), [(RUBY, "x base (reading) y"), (FORM_LIST, "x Ward 2 y")]
)
def test_words_that_word_shows_beside_the_text_are_in_it(inner: str, body: str) -> None:
    assert page(paragraph(run("x "), inner, run(" y"))).body == body


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>", "A formula (“x=5”): left out."),
        (
            '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>',
            "Words in a drawing (“DRAFT”): left out.",
        ),
        (
            PICTURE.replace("<a:graphic ", '<wp:docPr descr="A ward"/><a:graphic '),
            "A picture (“A ward”): left out.",
        ),
        ("<w:unheardOf>lost</w:unheardOf>", "Other words (“lost”): left out."),
        ("<w:r><w:delText>stray</w:delText></w:r>", "Other words (“stray”): left out."),
        ('<w:altChunk r:id="i1"/>', "Something embedded: left out."),
        (
            '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>9</w:t></w:r>',
            "Raised or lowered words (“9”): kept on the line.",
        ),
    ],
)
def test_words_that_cannot_be_kept_are_quoted(inner: str, told: str) -> None:
    assert told in messages(page(paragraph(run("x "), inner, run(" y"))))


def test_words_of_other_parts_are_quoted() -> None:
    chart = '<c:chart r:id="c1"/>'
    holder = (
        f"<w:r><w:drawing><wp:inline><a:graphic>{chart}</a:graphic></wp:inline></w:drawing></w:r>"
    )
    extra = {
        "word/charts/chart1.xml": f"<c:chartSpace {NAMESPACES}><a:p><a:r><a:t>Fevers</a:t></a:r>"
        "</a:p><c:v>12</c:v></c:chartSpace>",
        "word/comments.xml": f"<w:comments {NAMESPACES}><w:comment>{paragraph('Sure?')}"
        "</w:comment></w:comments>",
        "word/footer2.xml": f"<w:ftr {NAMESPACES}>{paragraph('Version 3')}</w:ftr>",
    }
    assert messages(page(paragraph("x", holder), extra=extra)) == [
        "A chart or diagram (“Fevers 12”): left out.",
        "A header or footer (“Version 3”): left out.",
        "A comment (“Sure?”): left out.",
    ]


def test_many_words_that_went_are_counted() -> None:
    lost = " ".join(["word"] * 1000)
    found = page(paragraph(run("x"), f"<w:unheardOf>{lost}</w:unheardOf>"))
    assert "and 601 more words" in messages(found)[0]


def test_runs_that_look_alike_are_one() -> None:
    many = "".join(run(f"{n} ") for n in range(20_000))
    assert len(page(paragraph(many)).body) > 100_000


def test_more_looks_than_a_page_could_have_are_refused() -> None:
    many = "".join(run("a", "b") + run("b") for _ in range(6_000))
    with pytest.raises(ImportingError, match="more than a page can hold"):
        page(paragraph(many))


def test_a_paragraph_of_ten_million_letters_is_refused() -> None:
    with pytest.raises(ImportingError, match=r"a\.docx: This is .* letters; 200,000 is the most"):
        page(paragraph("a" * 9_000_000))
