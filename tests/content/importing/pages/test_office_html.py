"""HTML of Word, Google Docs, LibreOffice and mail, as they copy and save it."""

from __future__ import annotations

from app.content.importing.pages.html import paste
from tests.content.importing.pages.office_html import WORD, warnings, word_item


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
