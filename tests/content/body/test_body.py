"""A text is edited block by block: what is not touched stays to the letter.

`PAGES=10000 python -m pytest tests/content/body` tries as many random pages of each kind.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.content.body.body import Body
from app.content.reader.markup import read
from app.domain.library.markup import Block, BlockKind, PictureUse, Run, Table, cell_text

PAGES = int(os.environ.get("PAGES", "150"))
_DIGEST = "0123456789abcdef" * 4

_WORDS = st.one_of(
    st.sampled_from(
        ["Fever", "call us", "5 mg", "twice a day", "C#", "a_b", "1.", "- a", "#", "|"]
    ),
    st.text(alphabet="ab 1.)-+*_#>`~[]()<>!&;:\\=|\"'\u00a0é", max_size=10),
    st.text(max_size=6),
)
_INLINE = st.one_of(
    _WORDS,
    st.sampled_from(["**strong**", "*so*", "[word](term:g01)", "[page](topic:t02)", "<b>x</b>"]),
    st.sampled_from(["[020 7946 0000](number:p01)", "[Monday, 9am to 5pm](hours:p01)"]),
)
_LINES = st.lists(_INLINE, min_size=1, max_size=4).map(" ".join)
_STARTS = st.sampled_from(
    ["", "", "", "## ", "### ", "# ", "- ", "- ", "* ", "1. ", "2. ", "3) ", "> ", "    ", "  "]
)
_SPECIAL = st.sampled_from(
    [
        "| Medicine | Dose |\n| --- | --- |\n| One | 5 mg |\n| Two | |",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        f'![A red field](picture:{_DIGEST} "What red is | A. Drawer")',
        f"![](decoration:{_DIGEST})",
        "![x](y.png)",
        "<div>\nwords\n</div>",
        "<!-- nobody sees this -->",
        "```\ncode\n```",
        "```\nno end",
        "---",
        "[x]: y",
        "- a\n  - b\n\n  c",
        "> - a\n>\n> b",
        "1. one\n2. two\n3. three",
        "wrapped\nwords\nhere",
        "",
        " ",
    ]
)
_GAPS = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\n \n"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Texts as staff, files and the worst of luck make them."""
    found = [draw(st.sampled_from(["", "", "\n", "  "]))]
    for _ in range(draw(st.integers(0, 8))):
        line = draw(st.one_of(_SPECIAL, st.builds(str.__add__, _STARTS, _LINES)))
        found += [line, draw(_GAPS)]
    return "".join(found[: len(found) - draw(st.integers(0, 1))])


_RUNS = st.lists(
    st.builds(
        Run,
        _WORDS,
        strong=st.booleans(),
        emphasis=st.booleans(),
        term_id=st.sampled_from(["", "", "", "g01"]),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@st.composite
def _of_words(draw: st.DrawFn) -> Block:
    kinds = [kind for kind in BlockKind if kind not in (BlockKind.PICTURE, BlockKind.TABLE)]
    kind = draw(st.sampled_from(kinds))
    level = draw(st.integers(2, 3)) if kind is BlockKind.HEADING else 0
    return Block(kind, draw(_RUNS), level, int(kind is BlockKind.NUMBERED))


@st.composite
def _tables(draw: st.DrawFn) -> Block:
    columns = draw(st.integers(2, 4))
    row = st.lists(st.one_of(st.just(()), _RUNS), min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=4))
    return Block(BlockKind.TABLE, (), table=Table(draw(row), tuple(rows)))


_PICTURE = Block(BlockKind.PICTURE, (), picture=PictureUse(_DIGEST, "A red field"))
_BLOCKS = st.one_of(_of_words(), _of_words(), _of_words(), _tables(), st.just(_PICTURE))


def counted(blocks: list[Block]) -> list[Block]:
    """The blocks that say something; items of numbered lists go on where one stands before."""
    found: list[Block] = []
    for block in blocks:
        if not (block.picture or block.table or block.text.strip()):
            continue
        if block.kind is BlockKind.NUMBERED:
            before = found[-1].number if found and found[-1].kind is BlockKind.NUMBERED else 0
            found.append(replace(block, number=before + 1))
        else:
            found.append(block)
    return found


def seen(blocks: tuple[Block, ...] | list[Block]) -> list[tuple[object, ...]]:
    """What a family reads, block by block and cell by cell; blanks alone are nothing."""
    return [
        (block.kind, block.level, block.number, *cells)
        for block in blocks
        if block.picture or block.table or block.text.strip()
        for cells in [
            [_words(cell_text(cell)) for cell in block.table.cells]
            if block.table
            else [_words(block.text)]
        ]
    ]


def _words(text: str) -> str:
    return " ".join(text.replace("\0", "\ufffd").split())


@settings(max_examples=PAGES)
@given(pages())
def test_opening_and_closing_a_page_changes_no_byte(text: str) -> None:
    body = Body.of(text)
    assert body.text == text
    assert body.blocks == read(text).blocks
    assert body.with_blocks(body.blocks) is body


@settings(max_examples=PAGES)
@given(st.text(alphabet="ab12 \n\n\r\t.)-+*_#>`~[]()<>!&;:\\=|\"'", max_size=60))
def test_no_heap_of_signs_is_changed_by_looking_at_it(text: str) -> None:
    body = Body.of(text)
    assert body.text == text
    assert body.blocks == read(text).blocks


@settings(max_examples=PAGES)
@given(st.data())
def test_an_edit_says_what_was_meant_and_touches_no_other_block(data: st.DataObject) -> None:
    body = Body.of(data.draw(pages()))
    blocks = list(body.blocks)
    first = data.draw(st.integers(0, len(blocks)))
    last = data.draw(st.integers(first, min(first + 2, len(blocks))))
    new = data.draw(st.lists(_BLOCKS, max_size=2))
    wanted = counted([*blocks[:first], *new, *blocks[last:]])
    edited = body.with_blocks(wanted)
    assert seen(read(edited.text).blocks) == seen(wanted)
    assert seen(edited.blocks) == seen(wanted)
    assert edited.with_blocks(wanted) is edited


@settings(max_examples=PAGES)
@given(st.data())
def test_the_letters_of_the_others_stay(data: st.DataObject) -> None:
    paragraphs = data.draw(st.lists(_SPOTLESS, min_size=1, max_size=8))
    text = "\n\n".join(paragraphs)
    body = Body.of(text)
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    blocks = list(body.blocks)
    blocks[number] = _with_more(blocks[number])
    changed = body.with_blocks(blocks).text.split("\n\n")
    assert changed[:number] == paragraphs[:number]
    assert changed[number + 1 :] == paragraphs[number + 1 :]
    assert "more" in changed[number]


def _with_more(block: Block) -> Block:
    if block.table is None:
        return replace(block, runs=(*block.runs, Run(" more")))
    (first, *others), *rows = block.table.rows
    table = replace(block.table, rows=(((*first, Run(" more")), *others), *rows))
    return replace(block, table=table)


_SPOTLESS = st.sampled_from(
    [
        "Some words\nthat are wrapped.",
        "## A heading",
        "> A box\n> of two lines",
        "- A list",
        "*Not* __as__ we would write it\\.",
        "| Medicine | Dose |\n|---|---|\n| One|5 mg |",
        "<b>HTML</b> and `code`",
    ]
)


@settings(max_examples=PAGES)
@given(st.lists(_BLOCKS, max_size=8))
def test_a_page_from_nothing_reads_as_it_was_meant(blocks: list[Block]) -> None:
    wanted = counted(blocks)
    body = Body.of("").with_blocks(wanted)
    reading = read(body.text)
    assert seen(reading.blocks) == seen(wanted)
    again = Body.of(body.text)
    assert again.with_blocks(reading.blocks).text == body.text


@pytest.mark.parametrize("file", sorted((paths.ROOT / "resources/content/topics").glob("*.md")))
def test_pages_of_the_starter_library_are_opened_and_closed(file: Path) -> None:
    text = re.split(r"^---\n", file.read_text(encoding="utf-8"), flags=re.M)[-1]
    assert Body.of(text).text == text
    assert len(Body.of(text).pieces) == len(read(text).blocks) >= 2


@pytest.mark.parametrize(
    ("before", "number", "words", "after"),
    [
        ("One\ntwo.\n\nThree\nfour.", 0, "New.", "New.\n\nThree\nfour."),
        ("- a\n- b\n  c\n- d", 1, "e", "- a\n- e\n- d"),
        ("- a\n\n- b\n\n- c\n", 1, "e", "- a\n\n- e\n\n- c\n"),
        ("* a\n* b", 1, "e", "* a\n* e"),
        ("1) a\n2) b", 1, "e", "1) a\n2) e"),
        ("Intro:\n- a\n- b", 1, "e", "Intro:\n- e\n- b"),
        ("# Too large\n\nx", 1, "y", "# Too large\n\ny"),
        ("# Too large\n\nx", 0, "y", "## y\n\nx"),
        ("- a\n  - b\n\nx", 2, "y", "- a\n  - b\n\ny"),
        ("- a\n  - b\n\nx", 1, "y", "- a\n- y\n\nx"),
        ("<!-- seen by nobody -->\n\nx\n\ny", 1, "z", "<!-- seen by nobody -->\n\nx\n\nz"),
    ],
)
def test_an_edit_changes_its_block(before: str, number: int, words: str, after: str) -> None:
    body = Body.of(before)
    blocks = list(body.blocks)
    blocks[number] = replace(blocks[number], runs=(Run(words),))
    assert body.with_blocks(blocks).text == after


def test_an_item_that_becomes_a_paragraph_stands_apart() -> None:
    body = Body.of("- a\n- b\n- c")
    blocks = list(body.blocks)
    blocks[1] = replace(blocks[1], kind=BlockKind.PARAGRAPH)
    assert body.with_blocks(blocks).text == "- a\n\nb\n\n- c"


def test_items_that_are_numbered_anew_keep_their_line_ends() -> None:
    body = Body.of("1. a\n2. b\n3. c\n   d\n\nEnd")
    blocks = list(body.blocks)
    del blocks[1]
    blocks[1] = replace(blocks[1], number=2)
    assert body.with_blocks(blocks).text == "1. a\n2. c\n   d\n\nEnd"


def test_blanks_at_an_end_are_typed_on_and_not_kept() -> None:
    typed = Body.of("a").with_blocks([Block(BlockKind.PARAGRAPH, (Run("a "),))])
    assert typed.text == "a"
    assert typed.blocks[0].text == "a "


def test_a_contacts_own_words_stay_its_own() -> None:
    text = "Call [0808 800 4040](number:p02), [9am to 5pm](hours:p02)."
    body = Body.of(text)
    (block,) = body.blocks
    more = body.with_blocks([replace(block, runs=(*block.runs, Run(" Now.")))])
    assert more.text == f"{text} Now."


def test_hard_spaces_stay() -> None:
    runs = (Run("Take 5\u00a0mg"), Run("\u00a0now", strong=True))
    body = Body.of("").with_blocks([Block(BlockKind.PARAGRAPH, runs)])
    assert body.text == "Take 5\u00a0mg\u00a0**now**"


def test_empty_blocks_are_left_out() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, (Run(words),)) for words in ("a", "", " ", "b")]
    assert Body.of("").with_blocks(blocks).text == "a\n\nb"
    assert Body.of("a\n\nb\n").with_blocks([]).text == ""


def test_a_line_is_found_in_its_piece() -> None:
    body = Body.of("One\ntwo.\n\n- a\n- b\n\nEnd\n")
    assert [body.piece_at(line) for line in range(1, 9)] == [1, 1, 2, 2, 3, 4, 4, 4]


def test_what_a_contact_says_stays_the_contacts_when_its_paragraph_is_edited() -> None:
    body = Body.of("Call [020 7946 0000](number:p01).\n\nNow.")
    first, second = body.blocks
    edited = replace(first, runs=(Run("Please call "), *first.runs[1:]))
    text = body.with_blocks((edited, second)).text
    assert text == "Please call [020 7946 0000](number:p01).\n\nNow."
