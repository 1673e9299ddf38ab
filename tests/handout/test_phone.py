"""What a phone reads: codes are decoded from the pictures of pages, as a camera would see them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.handout_ports import QUIET, PhoneCode
from app.domain.library import Contact
from app.domain.summary import Document
from app.handout.phone import MOST_CODES, phone_codes, texts
from app.handout.qr import LARGEST_VERSION, MOST_BYTES, code, size, svg
from app.handout.typesetting import Typesetter
from tests.handout.examples import COLLECTED, CURRENT, QUESTIONS, SITE, TODAY, TOPIC, WALK

ZBAR = shutil.which("zbarimg")
needs_zbar = pytest.mark.skipif(not ZBAR, reason="Debian's zbar-tools are not installed")
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftoppm"), reason="Debian's poppler-utils are not installed"
)
LARGEST_SIDE = 17 + 4 * LARGEST_VERSION
PUBLIC = replace(SITE, public_address="https://www.example.org/leaflets/")
WELSH = replace(
    TOPIC,
    title="Therapi celloedd T: beth yw hi \N{EN DASH} “tŷ”, ½, 中",
    questions=("Beth sy\N{RIGHT SINGLE QUOTATION MARK}n digwydd nesaf?", "Ŵyr rhywun?"),
)
KINDS: dict[str, Document] = {
    "topic": TOPIC,
    "walkthrough": WALK,
    "collection": COLLECTED,
    "questions": QUESTIONS,
    "welsh": WELSH,
}


def decoded(picture: Path) -> set[str]:
    """The words of every code in a picture."""
    assert ZBAR
    command = [ZBAR, "--quiet", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(picture)]
    done = subprocess.run(command, capture_output=True, check=False)
    found = ("\n" + done.stdout.decode()).split("\nQR-Code:")
    return {text.removesuffix("\n") for text in found[1:]}


def said(document: Document) -> str:
    return "\n".join(made.text for made in phone_codes(document, SITE, TODAY))


@needs_zbar
@needs_poppler
@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_codes_on_the_paper_say_what_they_should(
    kind: str, large: bool, tmp_path: Path
) -> None:
    typesetter = Typesetter(SITE, lambda: TODAY)
    made = typesetter.make(KINDS[kind], large=large)
    (tmp_path / "handout.pdf").write_bytes(made.pdf)
    # 150 dots an inch is what a poor printer or a camera at arm's length leaves of a page.
    command = ["pdftoppm", "-r", "150", "-f", str(made.pages), "-gray", "-png", "-singlefile"]
    command += [str(tmp_path / "handout.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    codes = typesetter.phone_codes(KINDS[kind])
    assert decoded(tmp_path / "page.png") == {code.text for code in codes}


@needs_zbar
def test_the_codes_of_the_preview_can_be_read_too(tmp_path: Path) -> None:
    typesetter = Typesetter(SITE, lambda: TODAY)
    (tmp_path / "page.png").write_bytes(typesetter.pictures(WELSH, pixels_per_inch=144)[-1])
    assert decoded(tmp_path / "page.png") == {code.text for code in phone_codes(WELSH, SITE, TODAY)}


def drawn(made: PhoneCode, file: Path, squares: int = 4) -> None:
    """The rows as a picture, as a screen would draw them: dark squares and a light margin."""
    margin = "0" * QUIET
    empty = "0" * (len(made.rows) + 2 * QUIET)
    rows = [*[empty] * QUIET, *(f"{margin}{row}{margin}" for row in made.rows), *[empty] * QUIET]
    lines = [" ".join(bit for bit in row for _ in range(squares)) for row in rows]
    side = len(rows) * squares
    file.write_text(f"P1\n{side} {side}\n" + "\n".join(x for x in lines for _ in range(squares)))


@needs_zbar
@pytest.mark.parametrize(
    "text",
    [
        "x",
        "0808 800 4040\nMonday to Friday",
        "é",
        "Tŷ, ½ °C, \N{EN DASH} “ ” \N{RIGHT SINGLE QUOTATION MARK} …",
        "中文 Привет שלום سلام \N{GRINNING FACE}",
        "a" * MOST_BYTES,
        "ŷ" * ((MOST_BYTES - 2) // 2),
        "中" * ((MOST_BYTES - 2) // 3),
    ],
)
def test_the_rows_are_the_text_in_utf_8(text: str, tmp_path: Path) -> None:
    drawn(code(text), tmp_path / "code.pbm")
    assert decoded(tmp_path / "code.pbm") == {text}


def test_a_text_for_which_there_is_no_room_is_refused() -> None:
    assert len(code("a" * MOST_BYTES).rows) == LARGEST_SIDE
    assert len(code("é" * ((MOST_BYTES - 2) // 2)).rows) == LARGEST_SIDE
    for text in ("a" * (MOST_BYTES + 1), "é" * (MOST_BYTES // 2)):
        with pytest.raises(ValueError, match="do not fit"):
            code(text)


def test_only_what_is_not_ascii_is_marked_as_utf_8() -> None:
    assert (size("abc"), size("é")) == (3, 4)


def test_the_picture_has_its_margin() -> None:
    made = code("abc")
    assert f'viewBox="0 0 {len(made.rows) + 8} {len(made.rows) + 8}"' in svg(made)
    assert f"M{QUIET} {QUIET}h7v1h-7z" in svg(made)


def test_a_topics_code_says_title_dates_who_to_call_and_the_questions() -> None:
    assert said(CURRENT).splitlines() == [
        "CAR T-cell therapy: what it is",
        "Last reviewed 1 January 2026. Next review due 1 January 2029.",
        "Cancer Research UK nurses: 0808 800 4040, Monday to Friday, 9am to 5pm",
        "Questions to ask:",
        *(f"{number}. {question}" for number, question in enumerate(CURRENT.questions, 1)),
    ]


def test_a_page_past_its_date_and_a_sample_say_so_on_the_phone_too() -> None:
    assert "The source was last reviewed on 4 November 2021. Past its review date." in said(TOPIC)
    assert TOPIC.library.sample_notice in said(TOPIC)
    assert QUESTIONS.library.sample_notice in said(QUESTIONS)
    assert said(COLLECTED).count("Past its review date.") == 2


def test_a_walkthroughs_code_holds_no_answer_and_no_verdict() -> None:
    told = said(WALK)
    assert "This does not say whether a treatment is suitable." in told
    assert not [a for a in WALK.answers if a.answer in told or a.question in told]
    assert not [s for s in (*WALK.situations, WALK.title) if s in told]
    assert WALK.questions[0] in told


def test_where_nobody_has_a_telephone_it_says_who_there_is() -> None:
    people = (Contact("p", "The consultant", ""), Contact("q", "A nurse", ""))
    assert "Who to talk to: The consultant; A nurse" in said(replace(TOPIC, contacts=people))


def test_what_has_no_room_is_counted_and_not_hidden() -> None:
    many = replace(TOPIC, questions=tuple(f"Question number {i}, is it?" for i in range(1, 41)))
    codes = phone_codes(many, SITE, TODAY)
    assert len(codes) == MOST_CODES
    assert [c.text.splitlines()[0] for c in codes] == ["Code 1 of 2", "Code 2 of 2"]
    told = said(many)
    kept = sum(question in told for question in many.questions)
    assert 5 < kept < 40
    assert told.splitlines()[-1] == f"... and {40 - kept} more on the paper"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), max_size=12))
@settings(max_examples=60)
def test_any_lines_at_all_fit_or_say_how_many_are_left_out(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    made = texts(lines)
    assert len(made) in (1, MOST_CODES)
    assert all(size(text) <= MOST_BYTES for text in made)
    shown = [line for text in made for line in text.split("\n")]
    if len(made) == 1:
        assert len(shown) == max(1, len(lines))
    else:
        last = shown[-1].split()
        left_out = int(last[2]) if shown[-1].endswith("more on the paper") else 0
        heads = MOST_CODES + bool(left_out)
        assert len(shown) - heads + left_out == len(lines)


def test_with_a_public_address_a_topics_code_is_its_pages_link() -> None:
    (link,) = phone_codes(TOPIC, PUBLIC, TODAY)
    assert (link.text, link.is_link) == ("https://www.example.org/leaflets/t01", True)
    assert "https://www.example.org/leaflets/t03" in "".join(
        made.text for made in phone_codes(COLLECTED, PUBLIC, TODAY)
    )


def test_a_walkthrough_and_a_blank_sheet_never_lead_anywhere() -> None:
    strange = replace(WALK, topic_id="t01")
    for document in (WALK, strange, QUESTIONS):
        codes = phone_codes(document, PUBLIC, TODAY)
        assert not [made for made in codes if made.is_link or "https:" in made.text]


@needs_zbar
def test_the_link_on_the_paper_can_be_read_and_stands_there_in_words(tmp_path: Path) -> None:
    typesetter = Typesetter(PUBLIC, lambda: TODAY)
    (tmp_path / "page.png").write_bytes(typesetter.pictures(TOPIC, pixels_per_inch=144)[-1])
    assert decoded(tmp_path / "page.png") == {"https://www.example.org/leaflets/t01"}
