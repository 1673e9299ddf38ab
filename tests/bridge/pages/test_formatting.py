"""Domain values as words and marks: nothing in a library becomes a tag or a link."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from app.bridge.pages.formatting import (
    block_rows,
    card_row,
    contact_row,
    day,
    line_rows,
    source_line,
)
from app.domain.library.library import Card, Contact, Source
from app.domain.library.markup import Block, BlockKind, Picture, PictureUse, Run, Table
from tests.bridge.doubles import NURSES

HOSTILE = [
    "<img src=file:///etc/passwd>",
    '<a href="http://x">tap</a>',
    "Tom & Jerry &amp; &lt;b&gt;",
    "<b>not bold</b>",
    "1 < 2 > 0",
    "\"quoted\" and 'so'",
    "<!-- no -->",
    "&#60;script&#62;",
]
RUNS = st.lists(
    st.builds(
        Run,
        text=st.text(alphabet="a <>&\"'/=;#\N{SMILING FACE WITH OPEN MOUTH}é", max_size=8),
        strong=st.booleans(),
        emphasis=st.booleans(),
        term_id=st.sampled_from(["", "g1"]),
    ),
    max_size=5,
).map(tuple)


class Tags(HTMLParser):
    """The tags and the text of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag if not attrs else f"{tag} with {attrs}")

    def handle_data(self, data: str) -> None:
        self.text += data


def row(*runs: Run) -> dict[str, Any]:
    (made,) = block_rows([Block(BlockKind.PARAGRAPH, runs)])
    return made


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    made = row(Run(text, strong=True), Run(text, term_id="g1"))
    found = Tags(str(made["markup"]))
    assert found.tags == {"b"}
    assert found.text.replace("\N{NO-BREAK SPACE}", " ") == text * 2
    shown = QTextDocument()
    shown.setHtml(str(made["markup"]))
    assert shown.toPlainText() == text * 2
    assert made["text"] == text * 2


@given(RUNS)
def test_only_bold_and_italic_are_ever_marked(runs: tuple[Run, ...]) -> None:
    made = row(*runs)
    found = Tags(str(made["markup"]))
    assert found.tags <= {"b", "i"}
    assert found.text.replace("\N{NO-BREAK SPACE}", " ") == made["text"]


@given(RUNS)
def test_a_hard_word_is_where_qt_counts_it(runs: tuple[Run, ...]) -> None:
    made = row(*runs)
    in_utf_16 = str(made["text"]).encode("utf-16-le")
    links = made["links"]
    assert isinstance(links, list)
    assert [link["words"] for link in links] == [run.text for run in runs if run.term_id]
    for link in links:
        start, end = 2 * link["start"], 2 * (link["start"] + link["length"])
        assert in_utf_16[start:end].decode("utf-16-le") == link["words"]


def test_a_hard_word_after_an_emoji() -> None:
    made = row(Run("\N{SMILING FACE WITH OPEN MOUTH} "), Run("T cell", term_id="g1"), Run("."))
    (link,) = made["links"]
    assert link == {"termId": "g1", "topicId": "", "words": "T cell", "start": 3, "length": 6}


def test_words_that_lead_to_a_topic_have_room_for_a_sign_that_nobody_reads_out() -> None:
    made = row(Run("Read "), Run("who it is for", topic_id="t6"), Run(". "), Run("x", term_id="g1"))
    first, second = made["links"]
    assert (first["topicId"], first["words"]) == ("t6", "who it is for")
    assert made["text"] == "Read who it is for. x"
    shown = Tags(str(made["markup"])).text
    assert shown[first["start"] :][: first["length"]].rstrip() == "who it is for"
    assert shown[second["start"] :][: second["length"]] == "x"


def test_a_hard_word_stays_on_one_line_on_the_screen_only() -> None:
    made = row(Run("a "), Run("T cell", term_id="g1"), Run(" b c"))
    assert made["markup"] == "a T\N{NO-BREAK SPACE}cell b c"
    assert made["text"] == "a T cell b c"


def test_strong_and_emphasised_words_are_both() -> None:
    assert row(Run("x", strong=True, emphasis=True))["markup"] == "<i><b>x</b></i>"


def test_a_block_keeps_its_kind_level_and_number() -> None:
    made = block_rows(
        [
            Block(BlockKind.HEADING, (Run("H"),), level=3),
            Block(BlockKind.NUMBERED, (Run("N"),), number=2),
        ]
    )
    assert [(r["kind"], r["level"]) for r in made] == [("heading", 3), ("list", 0)]
    assert [(i["kind"], i["number"], i["text"]) for i in made[1]["items"]] == [("numbered", 2, "N")]


def test_the_items_of_a_list_are_one_row_with_the_links_of_all_of_them() -> None:
    bullet, numbered = BlockKind.BULLET, BlockKind.NUMBERED
    made = block_rows(
        [
            Block(bullet, (Run("A "), Run("T cell", term_id="g01"))),
            Block(bullet, (Run("B"),)),
            Block(bullet, (Run("C "), Run("dose", term_id="g02"))),
            *(Block(numbered, (Run(f"{n}"),), number=n) for n in (1, 2, 1)),
            Block(BlockKind.PARAGRAPH, (Run("P"),)),
            Block(bullet, (Run("D"),)),
        ]
    )
    assert [[item["text"] for item in row["items"]] for row in made] == [
        ["A T cell", "B", "C dose"],
        ["1", "2"],
        ["1"],
        [],
        ["D"],
    ]
    assert [link["termId"] for link in made[0]["links"]] == ["g01", "g02"]
    assert [item["firstLink"] for item in made[0]["items"]] == [0, 1, 1]


def picture(digest: str, caption: str = "", *, is_there: bool = True) -> Block:
    shown = Picture(digest, "image/png", 300, 200, b"") if is_there else None
    use = PictureUse(digest, f"Alt {digest}", caption, "A. Drawer", "CC0", shown)
    return Block(BlockKind.PICTURE, (Run(caption),) if caption else (), picture=use)


def test_pictures_that_follow_each_other_are_one_row() -> None:
    words = Block(BlockKind.PARAGRAPH, (Run("Words"),))
    made = block_rows([picture("a", "A cell"), picture("b"), words, picture("c")])
    assert [row["kind"] for row in made] == ["picture", "paragraph", "picture"]
    assert [[shown["source"] for shown in row["pictures"]] for row in made] == [
        ["image://picture/a", "image://picture/b"],
        [],
        ["image://picture/c"],
    ]
    assert made[0]["pictures"][0] == {
        "source": "image://picture/a",
        "alt": "Alt a",
        "caption": "A cell",
        "rights": "A. Drawer, CC0",
        "ratio": 1.5,
    }


def test_of_a_picture_that_is_not_there_the_caption_stays() -> None:
    lost = [picture("a", "A cell", is_there=False), picture("b", is_there=False)]
    (made,) = block_rows(lost)
    assert (made["kind"], made["text"], made["pictures"]) == ("paragraph", "A cell", [])


def test_the_links_of_a_table_are_those_of_its_cells() -> None:
    table = Table(
        ((Run("Day"),), (Run("What"),)),
        (((Run("Monday"),), (Run("A "), Run("T cell", term_id="g01"))), ((Run("Tuesday"),), ())),
    )
    (made,) = block_rows([Block(BlockKind.TABLE, (), table=table)])
    assert [(link["termId"], link["start"]) for link in made["links"]] == [("g01", 2)]
    assert made["table"]["columns"] == 2
    assert [cell["text"] for cell in made["table"]["cells"]] == [
        *("Day", "What"),
        *("Monday", "A T cell"),
        *("Tuesday", ""),
    ]
    assert [cell["firstLink"] for cell in made["table"]["cells"]] == [0, 0, 0, 0, 1, 1]


def test_a_source_is_one_line_with_what_is_known() -> None:
    assert source_line(Source("r", "Press", "Book")) == "Book, Press."
    full = Source("r", "Press", "Book", "www.x.org", "A. Writer", "2020")
    assert source_line(full) == "A. Writer, Book, Press, 2020."


def test_contacts_cards_and_lines_as_rows() -> None:
    assert contact_row(NURSES)["hours"] == "Monday, 9am to 5pm"
    assert contact_row(Contact("p", "N", "A"))["phone"] == ""
    assert card_row(Card("t", "T", "L", "icon")) == {
        **{"topicId": "t", "title": "T", "line": "L", "iconName": "icon"}
    }
    assert line_rows(["a", "b"]) == [{"label": "a"}, {"label": "b"}]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "4 November 2021"),
        ("de", "4 November 2021"),
        ("fr", "4 novembre 2021"),
        ("ar", "4 \u0646\u0648\u0641\u0645\u0628\u0631 2021"),
        ("bn", "4 \u09a8\u09ad\u09c7\u09ae\u09cd\u09ac\u09b0 2021"),
    ],
)
def test_a_day_is_said_in_the_librarys_language(language: str, said: str) -> None:
    assert day(date(2021, 11, 4), language) == said
