"""What programs put on the clipboard, as the marks that a page may use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.importing import limits
from app.content.importing.errors import ImportingError
from app.content.importing.pages.html import paste
from app.content.reader.markup import read


def warnings(html: str) -> list[str]:
    return [str(warning) for warning in paste(html).warnings]


def word_item(words: str, *, sign: str = "·", which: str = "l0 level1 lfo1") -> str:
    """An item of a list, as Word puts it on the clipboard."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:{which}'>"
        "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>"
        f"&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>{words}<o:p></o:p></p>\n"
    )


WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:st1="urn:x">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocument
Settings></o:OfficeDocumentSettings></xml><![endif]--><style><!-- p.MsoNormal {{margin:0cm;
font-weight:normal}} --></style></head><body lang=EN-GB><!--StartFragment-->
<h1>Going <b>home</b><o:p></o:p></h1>
<p class=MsoNormal>Call&nbsp;the ward if <b style='mso-bidi-font-weight:normal'>anything
worries</b> you<span style='mso-spacerun:yes'>  </span>at <st1:place w:st="on">home</st1:place>.
It is in<i>&nbsp;the</i> book\u00ad let.<o:p></o:p></p>
{word_item("A thermometer")}{word_item("Your <b>book</b>")}
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
{word_item("Wash hands", sign="1.", which="l1 level1 lfo2")}
{word_item("Dry them", sign="2.", which="l1 level1 lfo2")}
<h2 style='mso-list:l3 level2 lfo4'><span style='mso-list:Ignore'>1.1</span>What to watch</h2>
<p class=MsoQuote>Ask at once if you are not sure.<o:p></o:p></p>
<!--EndFragment--></body></html>"""


def test_word() -> None:
    pasted = paste(WORD)
    assert pasted.body == (
        "## Going home\n\n"
        "Call the ward if **anything worries** you at home. It is in *the* book let.\n\n"
        "- A thermometer\n- Your **book**\n\n"
        "1. Wash hands\n2. Dry them\n\n"
        "### What to watch\n\n"
        "> Ask at once if you are not sure."
    )
    assert pasted.warnings == ()


def test_words_changes_comments_and_notes_are_left_out_and_told() -> None:
    pasted = paste(
        "<p class=MsoNormal>Take <ins cite='mailto:A' datetime='2026-01-01'>one</ins>"
        "<del cite='mailto:A' datetime='2026-01-01'>two</del> a day"
        "<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a>"
        "<a class=msocomanchor href='#_msocom_1'>[A1]</a> <s>with milk</s>.</p>"
        "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
        "<p><a style='mso-footnote-id:ftn1' href='#_ftnref1'>[1]</a> Under five: half.</p></div>"
        "</div><div style='mso-element:comment-list'><hr class=msocomoff>"
        "<div style='mso-element:comment'><p>Is this so?</p></div></div>"
    )
    assert pasted.body == "Take one a day ."
    assert [str(warning) for warning in pasted.warnings] == [
        "A comment (“Is this so?”): left out.",
        "A footnote (“Under five: half.”): left out.",
        "A tracked deletion (“two”): left out.",
        "A tracked insertion: the words are kept.",
        "Struck-out words (“with milk”): left out.",
    ]


def test_word_saved_as_a_filtered_web_page() -> None:
    sign = "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;"
    pasted = paste(
        f"<p class=MsoListParagraphCxSpFirst>{sign}</span></span>One</p>"
        f"<p class=MsoListParagraphCxSpLast>{sign}</span></span>Two</p>"
        "<p class=MsoListParagraph>1.&nbsp;&nbsp;First</p>"
        "<p class=MsoListParagraph>2.&nbsp;&nbsp;Second</p>"
        "<p class=MsoNormal>1. April is a day</p>"
    )
    assert pasted.body == "- One\n- Two\n\n1. First\n2. Second\n\n1\\. April is a day"


def test_a_list_of_words_inside_another_becomes_one_list() -> None:
    html = (
        word_item("a", sign="1.")
        + word_item("b", sign="o", which="l0 level2 lfo1")
        + word_item("c", sign="2.")
    )
    assert paste(html).body == "1. a\n2. b\n3. c"
    assert warnings(html) == ["A list inside a list: the items are kept, all in one list."]


GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2 dir="ltr" style="line-height:1.38;"><span style="font-weight:400;">Visiting</span></h2>
<p dir="ltr"><span style="font-weight:400;">Come </span><span style="font-weight:700;">before
6pm</span><span style="font-style:italic;">, please</span>.<sup><a href="#ftnt1" id="ftnt_ref1">[1]
</a></sup></p><br><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span
style="font-weight:400;">One family at a time</span></p></li><ul><li dir="ltr" aria-level="2"><p
role="presentation">Two adults</p></li></ul></ul></b><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>
Not on Sundays</p></div>"""


def test_google_docs() -> None:
    pasted = paste(GOOGLE)
    assert pasted.body == (
        "## Visiting\n\nCome **before 6pm**, *please*.\n\n- One family at a time\n- Two adults"
    )
    assert [warning.message for warning in pasted.warnings] == [
        "A footnote (“Not on Sundays”): left out.",
        "A list inside a list: the items are kept, all in one list.",
    ]


def test_google_docs_as_a_web_page_says_bold_in_classes() -> None:
    html = (
        "<style>.c1{font-weight:700}ol.lst{} .c2,.c3{font-style:italic;color:#000}</style>"
        '<p class="c0"><span class="c1">Bold</span> and <span class="c3">slanted</span></p>'
    )
    assert paste(html).body == "**Bold** and *slanted*"


def test_libreoffice() -> None:
    pasted = paste(
        '<!DOCTYPE html><html><head><style type="text/css">p { line-height: 115% }</style></head>'
        '<body lang="en-GB"><h1 class="western">Blood tests</h1><p style="margin-bottom: 0cm">'
        '<font face="Liberation Serif, serif"><b>Before</b> the test<a class="sdfootnoteanc" '
        'name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></font></p><ol><li><p>Rest'
        '</p></li><li><p>Drink</p></li></ol><div id="sdfootnote1"><p><a class="sdfootnotesym" '
        'href="#sdfootnote1anc">1</a>Water</p></div></body></html>'
    )
    assert pasted.body == "## Blood tests\n\n**Before** the test\n\n1. Rest\n2. Drink"
    assert [warning.message for warning in pasted.warnings] == ["A footnote (“Water”): left out."]


def test_outlook_and_web_mail() -> None:
    pasted = paste(
        '<div dir="ltr">Dear all<br><br>The clinic moves.<div><br></div><blockquote style="margin:'
        '0 0 0 40px;border:none;padding:0px"><div>From Monday</div></blockquote><div>See <a '
        'href="https://example.org">the map</a> or <a href="mailto:a@example.org">write</a></div>'
        '<img src="x" width="1" height="1"></div>'
    )
    assert pasted.body == ("Dear all\n\nThe clinic moves.\n\nFrom Monday\n\nSee the map or write")
    assert [warning.message for warning in pasted.warnings] == ["2 links: the words are kept."]


def test_word_on_the_web_gives_each_item_a_list_of_its_own() -> None:
    item = (
        '<div class="ListContainerWrapper"><ol start="{}"><li><p role="{}">{}</p></li></ol></div>'
    )
    html = '<p role="heading" aria-level="1">Steps</p>' + "".join(
        item.format(number, "x", words) for number, words in ((1, "One"), (2, "Two"), (3, "Three"))
    )
    assert paste(html).body == "## Steps\n\n1. One\n2. Two\n3. Three"
    assert warnings(html) == []


def test_a_browser_page() -> None:
    pasted = paste(
        "<article><h1>Food</h1><p>Eat <strong>cooked</strong> food&#8203; and drink<br>water.</p>"
        "<blockquote><p>One box.</p><p>Two boxes.</p></blockquote><ul><li>a<p>b</p></li></ul>"
        '<figure><img src="a.png"><figcaption>A plate</figcaption></figure><svg><text>x</text>'
        "</svg>"
        "<pre>one\ntwo</pre><hr><script>alert(1)</script><div style='display:none'>secret</div>"
        "<h5>Small</h5><h3>Middle</h3><dl><dt>Term</dt><dd>Meaning</dd></dl></article>"
    )
    assert pasted.body == (
        "## Food\n\nEat **cooked** food and drink\n\n"
        "water.\n\n> One box.\n\n> Two boxes."
        "\n\n- a b\n\n"
        "A plate\n\none\n\ntwo\n\n### Small\n\n### Middle\n\nTerm\n\nMeaning"
    )
    assert [warning.message for warning in pasted.warnings] == [
        "2 pictures (“x”): left out.",
        "Hidden words (“secret”): left out.",
        "A line across the page: left out.",
        "Words set as code: kept as plain words.",
        "A small heading: made the smallest that a page has.",
    ]


@pytest.mark.parametrize(
    ("html", "body"),
    [
        (
            "<table><tr><th>Day</th>\n<th>Open</th></tr>"
            "<tr><td>Monday</td><td>9 to 5</td></tr></table>",
            "| Day | Open |\n| --- | --- |\n| Monday | 9 to 5 |",
        ),
        (
            "<table><tr><td>Dose:</td><td>5 mg</td><td></td><td>twice</td></tr></table>",
            "Dose: 5 mg; twice",
        ),
        ("<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>", "- a\n\nb"),
        ("<table><tr><td><p>One</p><p>page</p></td></tr></table>", "One page"),
        ("10<sup>9</sup>/L, CO<sub>2</sub>, 1<sup>st</sup>", "10⁹/L, CO₂, 1st"),
        ("<p>a<p>b<ul><li>c<li>d</ul>e", "a\n\nb\n\n- c\n- d\n\ne"),
        ("<p>• typed<p>• list", "- typed\n- list"),
        ("<ol><li>a</li></ol><p>b</p><ol start=2><li>c</li></ol>", "1. a\n\nb\n\n1. c"),
        ("<ul><li><h3>In</h3>words</li></ul>", "### In\n\n- words"),
        ("<blockquote><ul><li>a</li></ul></blockquote>", "- a"),
        (
            "<p>See <a href='topic:t01'>here</a> or <a href='#x'>there</a>",
            "See [here](topic:t01) or there",
        ),
        ("<b></b><p></p><h2> </h2><ul><li></li></ul>", ""),
        ("<p>He said <q>yes</q></p>", "He said “yes”"),
        ("words alone", "words alone"),
        ("", ""),
    ],
)
def test_small_things(html: str, body: str) -> None:
    assert paste(html).body == body


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<table><tr><td>a<td>b</tr></table>",
            "A table: the words are kept, each row as a paragraph.",
        ),
        ("<ol start=4><li>a</ol>", "A list that did not begin with 1: it is numbered from 1."),
        ("<ol type=a><li>a</ol>", "A lettered list: it has numbers in place of letters."),
        ("x<sup>note</sup>", "Raised or lowered words: kept on the line."),
        ("<input><iframe src=x></iframe>", "Something embedded: left out."),
        (
            "<p><u>x</u> <span style='text-decoration:underline'>y</span>",
            "Underlined words: kept without the line.",
        ),
        (
            "<p>x <span style='font-family:Wingdings'>J</span>",
            "A sign from a symbol font: left out.",
        ),
        ("<blockquote><ul><li>a</ul></blockquote>", "A list inside a box: kept below the box."),
    ],
)
def test_what_a_page_cannot_keep_is_told(html: str, words: str) -> None:
    assert words in warnings(html)


def test_a_table_that_only_places_things_is_not_told() -> None:
    assert warnings("<table><tr><td><p>a</p></td></tr><tr><td>b</td><td> </td></tr></table>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>x" * (limits.MOST_BLOCKS + 1),
        "<b>" * (2 * limits.MOST_TAGS + 1),
        "x" * (limits.MOST_HTML + 1),
        "<p>" + "x" * (limits.MOST_LETTERS + 1),
        "<table><tr><td>" * 30_000 + "x",
        "&" * 5_000_000,
        "<style>" + "a{b:c}" * 700_000 + "</style><p>x",
        "<a " * 10_000,
        "<!--" * 100_000,
    ],
    ids=["blocks", "tags", "html", "letters", "tables", "ampersands", "style", "open", "comments"],
)
def test_too_much_is_refused_with_what_to_do(html: str) -> None:
    with pytest.raises(ImportingError, match="Take over a part of it"):
        paste(html)


def test_what_turns_text_round_is_left_out_and_told() -> None:
    html = "<p>Call \u202e0808 800 4040\u202c.</p>"
    assert paste(html).body == "Call 0808 800 4040."
    assert warnings(html) == [
        "2 characters that turn text round: left out: look at the numbers beside it."
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a\ufdd0b\U0001ffffc", "abc"),
        ("Z" + "\u0301" * 40 + "a", "Z" + "\u0301" * 4 + "a"),
        ("a\x1cb\u2028c", "a b c"),
        ("a\u200eb", "ab"),
    ],
)
def test_what_no_text_may_hold_is_cleaned_away(text: str, body: str) -> None:
    assert paste(f"<p>{text}</p>").body == body


def test_a_reading_aid_stays_behind_its_word() -> None:
    html = "<p>a <ruby>base<rp>(</rp><rt>aid</rt><rp>)</rp></ruby> b"
    assert paste(html).body == "a base (aid) b"


def test_words_on_what_is_left_out_are_quoted() -> None:
    assert warnings("<p>x<button>Call 0117 496 0123</button>") == [
        "A box to fill in (“Call 0117 496 0123”): left out."
    ]


def test_a_picture_that_is_written_out_counts_as_one_picture() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 5_000_000}">'
    assert warnings(f"<p>x{picture}") == ["A picture: left out."]


def test_a_style_sheet_is_read_past_its_comments() -> None:
    sheet = "<style><!-- /* a{ */ @media print{.b{color:red}} .c{font-weight:700} --></style>"
    assert paste(f"{sheet}<p class=c>x").body == "**x**"


def test_no_depth_is_too_deep() -> None:
    assert paste("<div><b><i>" * 5000 + "deep").body == "***deep***"


_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<ul>", "</ul>", "<ol start=3>", "</ol>"),
        *("<li>", "</li>", "<h1>", "</h1>", "<h4>", "</h4>", "<blockquote>", "</blockquote>"),
        *(
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<br>",
            "<hr>",
            "<pre>",
            "</pre>",
            "<sup>",
            "</sup>",
        ),
        *(
            "<p style='mso-list:l0 level1 lfo1'>",
            "<p style='mso-list:l0 level2 lfo1'>",
            "<q>",
            "</q>",
        ),
        *("<span style='font-weight:bold'>", "</span>", "<p class=MsoTitle>", "<a href=x>", "</a>"),
        *(
            "<a href='term:g01'>",
            "word",
            " ",
            "1. ",
            "- ",
            "# ",
            "*",
            "_",
            "`",
            "[",
            "](x)",
            "!",
            "\\",
        ),
        *(
            "&lt;b&gt;",
            "&nbsp;",
            "&#0;",
            "&amp;amp;",
            "• ",
            "\n",
            "“",
            "<!--",
            "-->",
            "<![if x]>",
            "<",
            ">",
        ),
        *("---", "===", "~~~", "9", "é", "\u200b", "\u00ad", "</div>", "<dl><dt>", "<s>", "</s>"),
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=25).map("".join))
@settings(max_examples=300)
def test_any_html_gives_a_text_that_a_page_may_hold(html: str) -> None:
    pasted = paste(html)
    assert read(pasted.body).violations == ()
    assert pasted.body == pasted.body.strip()
    assert not set(pasted.body) & set("\x00\u200b\u00ad\u00a0\t\r")
    assert paste(html) == pasted


@given(st.lists(st.sampled_from(["fever", "call", "12", "Ward", "é"]), min_size=1).map(" ".join))
def test_no_word_is_lost(words: str) -> None:
    for tag in ("p", "h2", "li", "td", "blockquote", "b", "o:p", "div", "unknown"):
        assert (
            "".join(block.text for block in read(paste(f"<{tag}>{words}</{tag}>").body).blocks)
            == words
        )


DOSES = (
    "<table>{head}<tr><td>Monday</td><td>5 ml</td><td></td></tr>"
    "<tr><td>Tuesday</td><td></td><td>10 ml</td></tr></table>"
)


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th>Day</th><th>Morning</th><th>Evening</th></tr>",
        "<tr><td><b>Day</b></td><td><p><b>Mor</b><strong>ning</strong></p></td>"
        "<td><b>Evening</b></td></tr>",
    ],
    ids=["tags", "bold"],
)
def test_a_dose_stays_in_its_column(head: str) -> None:
    assert paste(DOSES.format(head=head)).body == (
        "| Day | Morning | Evening |\n| --- | --- | --- |\n"
        "| Monday | 5 ml | |\n| Tuesday | | 10 ml |"
    )
    assert warnings(DOSES.format(head=head)) == []


def test_a_first_row_with_a_gap_is_a_head() -> None:
    head = "<tr><td></td><td>Morning</td><td>Evening</td></tr>"
    assert paste(DOSES.format(head=head)).body.startswith("| | Morning | Evening |\n")


@pytest.mark.parametrize(
    "table",
    [
        DOSES.format(head=""),
        "<table><tr><th>Day<th>Dose</tr><tr><td>Monday</td><td rowspan=2>5 ml</td></tr>"
        "<tr><td>Tuesday</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td colspan=2>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td></td><td>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr><tr><td>5 ml</td></tr></table>",
        "<table><caption>Doses</caption><tr><th>Day</th><th>Dose</th></tr>"
        "<tr><td>Monday</td><td>5 ml</td></tr></table>",
        "<table><tr><th>Day</th><th>Dose</th></tr>"
        "<tr><td>Monday</td><td><ul><li>5 ml</li></ul></td></tr></table>",
    ],
    ids=["no head", "merged down", "merged across", "no name", "short", "caption", "list"],
)
def test_a_table_that_is_not_plain_comes_as_rows_and_is_told(table: str) -> None:
    found = paste(table)
    assert "| --- |" not in found.body
    assert "5 ml" in found.body
    assert any(message.startswith("A table: ") for message in warnings(table))
