"""What a page's text is made of."""

from __future__ import annotations

from app.domain.library.markup import Block, BlockKind, Run

BLOCK = Block(
    BlockKind.PARAGRAPH,
    (
        Run("A "),
        Run("T cell", term_id="g02"),
        Run(" and ", strong=True),
        Run("ALL", term_id="g01"),
        Run(", a "),
        Run("T cell", term_id="g02"),
        Run(".", topic_id="t01"),
    ),
)


def test_a_block_gives_its_words_without_marks() -> None:
    assert BLOCK.text == "A T cell and ALL, a T cell."
    assert Block(BlockKind.HEADING, ()).text == ""


def test_a_block_gives_its_glossary_words_once_each_in_order() -> None:
    assert BLOCK.term_ids == ("g02", "g01")
    assert Block(BlockKind.BULLET, (Run("x", topic_id="t01"),)).term_ids == ()
