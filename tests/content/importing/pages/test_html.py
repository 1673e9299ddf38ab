"""Any HTML as a page: what a page can hold is kept, and the rest is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.importing import limits
from app.content.importing.errors import ImportingError
from app.content.importing.pages.html import paste
from app.content.reader.markup import read
from tests.content.importing.pages.office_html import warnings


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
