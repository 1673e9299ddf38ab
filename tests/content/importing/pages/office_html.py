"""HTML as Word writes it, and what is told of a text."""

from __future__ import annotations

from app.content.importing.pages.html import paste


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
