"""Blocks to CommonMark: what is written is read back the same, and is never refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.importing.cleanup import tidy_runs
from app.content.importing.pages.import_warnings import Tally
from app.content.importing.pages.to_commonmark import commonmark
from app.content.reader.markup import read
from app.domain.library.markup import Block, BlockKind, PictureUse, Run, Table, cell_text

_WORDS = st.one_of(
    st.text(alphabet="ab 1.)-+*_#>`~[]()<>!&;:\\=|\"'", max_size=12),
    st.text(max_size=8),
    st.sampled_from(
        ["1. ", "- a", "# a", "***", "---", "&amp;", "<b>", "a!", "[x](y)", "C#", "##"]
    ),
)
_RUNS = st.lists(
    st.builds(
        Run,
        _WORDS,
        strong=st.booleans(),
        emphasis=st.booleans(),
        term_id=st.sampled_from(["", "", "g01"]),
    ),
    min_size=1,
    max_size=4,
)
_OF_WORDS = [kind for kind in BlockKind if kind not in (BlockKind.PICTURE, BlockKind.TABLE)]
_KINDS = st.sampled_from(_OF_WORDS)
_BLOCKS = st.lists(
    st.tuples(_KINDS, _RUNS, st.integers(2, 3)).map(lambda parts: _block(*parts)),
    max_size=6,
)


def _block(kind: BlockKind, runs: list[Run], level: int) -> Block:
    number = int(kind is BlockKind.NUMBERED)
    return Block(kind, tuple(runs), level if kind is BlockKind.HEADING else 0, number)


@given(_BLOCKS)
@settings(max_examples=200)
def test_every_block_is_read_back_with_its_kind_and_words(blocks: list[Block]) -> None:
    text = commonmark(blocks)
    reading = read(text)
    assert reading.violations == ()
    wanted = [
        (block.kind, block.level, "".join(run.text for run in tidy_runs(block.runs)))
        for block in blocks
        if tidy_runs(block.runs)
    ]
    assert [(b.kind, b.level, b.text) for b in reading.blocks] == wanted


@given(_RUNS)
@settings(max_examples=100)
def test_links_stay_on_their_words(runs: list[Run]) -> None:
    tally = Tally()
    (*found,) = read(commonmark([Block(BlockKind.PARAGRAPH, tuple(runs))], tally)).blocks
    if found and not tally.warnings():
        linked = "".join(run.text for run in found[0].runs if run.term_id).split()
        assert linked == "".join(run.text for run in tidy_runs(runs) if run.term_id).split()


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Run("Plain: it's 1.5 & <3 C# a_b - *")], "Plain: it's 1.5 & <3 C# a_b - \\*"),
        ([Run("a "), Run("b ", strong=True), Run("c")], "a **b** c"),
        ([Run("a ", strong=True), Run("b", strong=True)], "**a b**"),
        ([Run("word"), Run("“quoted”", strong=True)], "word“**quoted**”"),
        ([Run("a", strong=True), Run("b", strong=True, emphasis=True)], "**a*b***"),
        ([Run("1. no list")], "1\\. no list"),
        ([Run("- no list")], "\\- no list"),
        ([Run("# no heading")], "\\# no heading"),
        ([Run("&amp; stays")], "\\&amp; stays"),
        ([Run("Stop!"), Run("word", term_id="g01")], "Stop\\![word](term:g01)"),
    ],
)
def test_words_are_escaped_only_where_they_must_be(runs: list[Run], written: str) -> None:
    assert commonmark([Block(BlockKind.PARAGRAPH, tuple(runs))]) == written


def test_marks_that_cannot_be_written_are_left_plain_and_told() -> None:
    tally = Tally()
    both = Run("b", strong=True, emphasis=True)
    runs = (Run("a", strong=True), both, Run("c", emphasis=True))
    assert commonmark([Block(BlockKind.PARAGRAPH, runs)], tally) == "**ab**c"
    assert [warning.message for warning in tally.warnings()] == [
        "Bold or italics inside a word: the words are kept plain."
    ]


def test_bold_on_a_sign_alone_goes_unsaid() -> None:
    tally = Tally()
    runs = (Run("a"), Run("!", strong=True), Run("b"))
    assert commonmark([Block(BlockKind.PARAGRAPH, runs)], tally) == "a!b"
    assert tally.warnings() == ()


_SIGNS = st.text(alphabet="ab 1.*_#>`~[]()<>!&;:\\=|\"'\n", max_size=12)


@given(st.lists(st.tuples(_SIGNS, _SIGNS, _SIGNS, _SIGNS), min_size=1, max_size=3))
@settings(max_examples=200)
def test_a_picture_is_read_back_as_it_was_used(uses: list[tuple[str, str, str, str]]) -> None:
    blocks = [Block(BlockKind.PICTURE, (), picture=PictureUse("a" * 64, *use)) for use in uses]
    reading = read(commonmark(blocks))
    assert reading.violations == ()
    for block, (alt, *about) in zip(reading.blocks, uses, strict=True):
        assert block.picture is not None
        assert block.picture.alt == " ".join(alt.split())
        plain = [" ".join(text.replace("|", "/").split()) for text in about]
        plain[0] = plain[0] if block.picture.alt else ""
        found = [block.picture.caption, block.picture.credit, block.picture.licence]
        assert found == plain
        assert block.text == plain[0]


def test_lists_that_touch_stay_two_lists() -> None:
    items = [(1, "a"), (2, "b"), (1, "c"), (1, "d")]
    blocks = [Block(BlockKind.NUMBERED, (Run(words),), number=n) for n, words in items]
    text = commonmark(blocks)
    assert text == "1. a\n2. b\n\n1) c\n\n1. d"
    assert [(b.number, b.text) for b in read(text).blocks] == items


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(2, 5))
    filled = _RUNS.map(lambda runs: tidy_runs((Run("x"), *runs)))
    cell = st.one_of(st.just(()), filled)
    head = st.tuples(cell, *[filled] * (columns - 1))
    row = st.tuples(filled, filled, *[cell] * (columns - 2))
    return Table(draw(head), tuple(draw(st.lists(row, min_size=1, max_size=4))))


@given(_tables())
@settings(max_examples=200)
def test_every_cell_of_a_table_is_read_back_in_its_place(table: Table) -> None:
    reading = read(commonmark([Block(BlockKind.TABLE, (), table=table)]))
    assert reading.violations == ()
    (block,) = reading.blocks
    assert block.table is not None
    places = [[cell_text(cell) for cell in row] for row in (table.head, *table.rows)]
    found = (block.table.head, *block.table.rows)
    assert [[cell_text(cell) for cell in row] for row in found] == places
    # What is written once is written the same again.
    assert commonmark(reading.blocks) == commonmark(read(commonmark(reading.blocks)).blocks)
