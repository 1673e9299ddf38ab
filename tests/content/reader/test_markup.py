"""CommonMark to blocks: the small set, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.reader.markup import blocks, easy_links, read
from app.domain.library.markup import Block, BlockKind, PictureUse, Run


def test_runs_keep_their_marks() -> None:
    (block,) = blocks("One *two* **three *four*** [five](term:g01)\n[six](topic:t02).")
    assert block.runs == (
        Run("One "),
        Run("two", emphasis=True),
        Run(" "),
        Run("three ", strong=True),
        Run("four", strong=True, emphasis=True),
        Run(" "),
        Run("five", term_id="g01"),
        Run(" "),
        Run("six", topic_id="t02"),
        Run("."),
    )


def test_lists_are_a_block_an_item() -> None:
    found = blocks("1. a\n2. b\n\nwords\n\n1. c\n\n- d")
    assert [(block.kind, block.number, block.text) for block in found] == [
        (BlockKind.NUMBERED, 1, "a"),
        (BlockKind.NUMBERED, 2, "b"),
        (BlockKind.PARAGRAPH, 0, "words"),
        (BlockKind.NUMBERED, 1, "c"),
        (BlockKind.BULLET, 0, "d"),
    ]


def test_headings_and_boxes() -> None:
    found = blocks("## A\n\n### B\n\n> C\n> d")
    assert [(block.kind, block.level, block.text) for block in found] == [
        (BlockKind.HEADING, 2, "A"),
        (BlockKind.HEADING, 3, "B"),
        (BlockKind.IMPORTANT, 0, "C d"),
    ]
    assert read("## A\n\n### B\n\n> C").violations == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n<b>bold</b>", 3, "bold"),
        ("<div>\nbold\n</div>", 1, "bold"),
        ("<script>alert(1)</script>", 1, "alert(1)"),
        ("a ![picture](x.png) b", 1, "a picture b"),
        ("see [here](https://example.org)", 1, "see here"),
        ("see <https://example.org>", 1, "see https://example.org"),
        ("see [here](file:///etc/passwd)", 1, "see here"),
        ("see [here](term:g01 'title')", 1, "see here"),
        ("a\nb `code`", 2, "a b code"),
        ("```\ncode\n```", 1, "code"),
        ("a\n\n    code", 3, "code"),
        ("a\n\n---\n\nb", 3, "b"),
        ("# Big", 1, "Big"),
        ("#### Small", 1, "Small"),
        ("##", 1, None),
        ("a  \nb", 1, "a b"),
        ("- a\n  - b", 2, "b"),
        ("- a\n\n  b", 3, "b"),
        ("3. a", 1, "a"),
        ("> a\n>\n> b", 3, "b"),
        ("> - a", 1, "a"),
        ("> ## a", 1, "a"),
        ("[a]: https://example.org\n\nb", 1, "b"),
    ],
)
def test_a_violation_says_where_and_keeps_its_text(text: str, line: int, words: str | None) -> None:
    reading = read(text)
    assert reading.violations
    assert reading.violations[0].line == line
    assert reading.violations[0].hint
    if words is not None:
        assert words in "\n".join(block.text.strip() for block in reading.blocks)


_DIGEST = "0123456789abcdef" * 4


def test_a_picture_says_what_it_shows_and_whose_it_is() -> None:
    text = f'Words.\n\n![A cell, \\[big\\]](picture:{_DIGEST} "What it is | A. Drawer | CC BY 4.0")'
    reading = read(text)
    assert reading.violations == ()
    block = reading.blocks[1]
    assert (block.kind, block.text, reading.lines[1]) == (BlockKind.PICTURE, "What it is", 3)
    use = PictureUse(_DIGEST, "A cell, [big]", "What it is", "A. Drawer", "CC BY 4.0")
    assert block.picture == use
    assert not use.is_decorative
    assert use.rights == "A. Drawer, CC BY 4.0"


def test_a_decoration_says_nothing() -> None:
    (block,) = blocks(f'![](decoration:{_DIGEST} "| A. Drawer")')
    assert block.picture == PictureUse(_DIGEST, credit="A. Drawer")
    assert block.picture.is_decorative


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        (f"![](picture:{_DIGEST})", "has no alternative text"),
        (f"![ ](picture:{_DIGEST})", "has no alternative text"),
        (f"![A cell](decoration:{_DIGEST})", "is marked as decoration and says something"),
        (f'![](decoration:{_DIGEST} "Words")', "is marked as decoration and says something"),
        ("![A cell](picture:cell-1)", "names cell-1, which is not there"),
        ("![A cell](https://example.org/a.png)", "names no picture of the library"),
        ("![A cell](file:///etc/passwd)", "names no picture of the library"),
        (f'![A](picture:{_DIGEST} "a | b | c | d")', "has more than a caption"),
        (f"![A **cell**](picture:{_DIGEST})", "has marks in its alternative text"),
        (f"Words ![A cell](picture:{_DIGEST})", "among words"),
        (f"- ![A cell](picture:{_DIGEST})", "in a list"),
        (f"> ![A cell](picture:{_DIGEST})", "in a box"),
    ],
)
def test_a_picture_that_says_too_little_or_too_much(mark: str, problem: str) -> None:
    reading = read(f"Words.\n\n{mark}")
    (violation,) = reading.violations
    assert (violation.line, problem in violation.problem) == (3, True)
    assert all(block.picture is None for block in reading.blocks)


def test_an_underlined_line_is_no_heading() -> None:
    assert blocks("Words\n---")[0].kind is BlockKind.PARAGRAPH
    assert read("Words\n---").violations


_MARKS = st.text(alphabet="ab \n#>-*_`[]()<>!1.:\\&;t~|=\t", max_size=60)


@given(st.one_of(_MARKS, st.text(max_size=60)))
def test_any_text_gives_blocks_that_a_screen_can_lay_out(text: str) -> None:
    reading = read(text)
    assert len(reading.lines) == len(reading.blocks)
    for block in reading.blocks:
        assert isinstance(block, Block)
        assert block.text.strip()
        assert (block.level in (2, 3)) == (block.kind is BlockKind.HEADING)
        assert (block.number > 0) == (block.kind is BlockKind.NUMBERED)
        assert all(not (run.term_id and run.topic_id) for run in block.runs)


_PIECES = st.sampled_from(
    [
        *("a", "Word", " b", " *", "**", "*", "[a](term:g01)", " [a b](topic:t02)", "(", ")", "!"),
        *(
            " - ",
            ">",
            ":",
            "--",
            "==",
            " #",
            "\u00e9",
            "\u00a0",
            ".",
            "1",
            " 1. ",
            "+",
            "~",
            "<b>",
            "`",
        ),
        *("[a](http://b)", "[", "]", "\t", "  ", "&amp;", "_"),
    ]
)
_LINES = st.tuples(
    st.sampled_from(["", "", "## ", "### ", "- ", "> ", "1. ", "2. ", " ", "  ", "   ", "    "]),
    st.sampled_from(["a", "Word", "**a", "**1", "[a](term:g01)", "**[a](term:g02)", "", "*"]),
    st.lists(_PIECES, max_size=4).map("".join),
).map("".join)
_EASY = st.lists(st.one_of(st.just(""), _LINES), max_size=6).map("\n".join)


@given(st.one_of(_EASY, _MARKS))
@settings(max_examples=600, deadline=None)
def test_what_is_easy_is_what_the_parser_says(text: str) -> None:
    easy = easy_links(text)
    if easy is None:
        return
    reading = read(text)
    assert reading.violations == ()
    links = [
        f"term:{run.term_id}" if run.term_id else f"topic:{run.topic_id}"
        for block in reading.blocks
        for run in block.runs
        if run.term_id or run.topic_id
    ]
    # Neighbours with one target are one run.
    assert list(dict.fromkeys(links)) == list(dict.fromkeys(link for _, link in easy))


def test_a_usual_page_is_easy() -> None:
    text = "## Words\n\nA [hard word](term:g01), **so**.\n\n- a\n- b\n\n> See [it](topic:t02)."
    assert easy_links(text) == ((3, "term:g01"), (8, "topic:t02"))
    steps = "**0808** or\n\n1. First\n   [so](term:g01).\n2. Then.\n\n- And\n  this"
    assert easy_links(steps) == ((4, "term:g01"),)
    assert easy_links("1. First\n3. Third") is None


@given(st.text(alphabet="abc DEF,", min_size=1, max_size=40).filter(lambda t: t.strip()))
def test_plain_words_come_back_as_they_are(text: str) -> None:
    reading = read(text.strip())
    assert reading.violations == ()
    assert "".join(block.text for block in reading.blocks) == text.strip()
