"""What a phone reads: codes are decoded from the pictures of pages, as a camera would see them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.handout.handout_ports import QUIET, CodeKind, PhoneCode
from app.domain.handout.summary import Document
from app.domain.library.library import Contact
from app.handout.phone import dialled, message, phone_codes
from app.handout.qr import LARGEST_VERSION, MOST_BYTES, code, size, svg
from app.handout.typesetting import Typesetter
from app.handout.wording import code_text
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


def opened(text: str) -> str:
    """What a phone shows of a message that a code opens: its title and its words."""
    address = urlsplit(text)
    assert (address.scheme, address.path) == ("mailto", ""), "to nobody but oneself"
    fields = parse_qs(address.query, keep_blank_values=True, strict_parsing=True)
    assert list(fields) == ["subject", "body"]
    return "\n".join(filter(None, (fields["subject"][0], fields["body"][0])))


def said(document: Document) -> str:
    """What a family gets on their phone, whichever code they take."""
    codes = phone_codes(document, SITE, TODAY)
    found = [opened(made.text) for made in codes if made.kind is CodeKind.MESSAGE]
    found += [made.shows for made in codes if made.kind is CodeKind.CALL]
    return "\n".join(found)


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
    if large or kind == "collection":  # who to call stands before the last page there
        command = ["pdftoppm", "-r", "150", "-gray", "-png"]
        subprocess.run([*command, str(tmp_path / "handout.pdf"), str(tmp_path / "all")], check=True)
        read = set[str]().union(*(decoded(page) for page in tmp_path.glob("all*.png")))
    else:
        read = decoded(tmp_path / "page.png")
    assert read == {code.text for code in codes}


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


NURSES = "Cancer Research UK nurses: 0808 800 4040, Monday to Friday, 9am to 5pm"


def test_a_topics_message_says_title_who_to_call_dates_and_the_questions() -> None:
    words, call = phone_codes(CURRENT, SITE, TODAY)
    assert opened(words.text) == words.shows
    assert words.shows.splitlines() == [
        "CAR T-cell therapy: what it is",
        NURSES,
        "Last reviewed 1 January 2026. Next review due 1 January 2029.",
        "Questions to ask:",
        *(f"{number}. {question}" for number, question in enumerate(CURRENT.questions, 1)),
    ]
    assert (words.questions, words.of_questions) == (3, 3)
    assert (call.kind, call.text, call.shows) == (CodeKind.CALL, "tel:08088004040", NURSES)


@pytest.mark.parametrize("document", KINDS.values(), ids=KINDS)
def test_no_code_holds_bare_words_that_a_phone_would_search_for(document: Document) -> None:
    for site in (SITE, PUBLIC):
        codes = phone_codes(document, site, TODAY)
        assert codes
        for made in codes:
            scheme = {CodeKind.CALL: "tel:", CodeKind.MESSAGE: "mailto:?", CodeKind.LINK: "https:"}
            assert made.text.startswith(scheme[made.kind])
            assert not [sign for sign in made.text if sign.isspace()]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0808 800 4040", "08088004040"),
        ("(0131) 496-0000", "01314960000"),
        ("+44 (0)20 7946 0009", "+442079460009"),
        ("01632 960 000 extension 12", "01632960000"),
        ("01632 960 000 or 01632 960 001", "01632960000"),
        ("Ask at the ward", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_without_its_words(written: str, number: str) -> None:
    assert dialled(written) == number


def test_a_blank_sheet_has_nothing_to_take_along_but_whom_to_call() -> None:
    (call,) = phone_codes(QUESTIONS, SITE, TODAY)
    assert call.text == "tel:08088004040"
    nobody = replace(QUESTIONS, contacts=(Contact("p", "The consultant", ""),))
    (words,) = phone_codes(nobody, SITE, TODAY)
    assert "Who to talk to: The consultant" in opened(words.text)


def test_a_page_past_its_date_and_a_sample_say_so_on_the_phone_too() -> None:
    assert "Past its review date." in said(TOPIC)
    assert TOPIC.library.sample_notice in said(TOPIC)
    nobody = replace(QUESTIONS, contacts=())
    assert QUESTIONS.library.sample_notice in said(nobody)
    assert said(COLLECTED).count("Past its review date.") == 2


def test_a_walkthroughs_code_holds_no_answer_and_no_verdict() -> None:
    told = said(WALK)
    assert "This does not say which treatment is right." in told
    assert not [a for a in WALK.answers if a.answer in told or a.question in told]
    assert not [s for s in (*WALK.situations, WALK.title) if s in told]
    assert WALK.questions[0] in told


def test_where_nobody_has_a_telephone_it_says_who_there_is() -> None:
    people = (Contact("p", "The consultant", ""), Contact("q", "A nurse", ""))
    assert "Who to talk to: The consultant; A nurse" in said(replace(TOPIC, contacts=people))


def test_what_has_no_room_is_counted_and_not_promised() -> None:
    many = replace(TOPIC, questions=tuple(f"Question number {i}, is it?" for i in range(1, 41)))
    words, _ = phone_codes(many, SITE, TODAY)
    assert 5 < words.questions < words.of_questions == 40
    assert [q in words.shows for q in many.questions] == [i < words.questions for i in range(40)]
    assert f"{words.questions} of the 40 questions" in code_text(words)
    assert "what to ask" not in code_text(words)


def test_nothing_is_said_to_be_on_the_paper() -> None:
    many = replace(TOPIC, questions=tuple(f"Question number {i}, is it?" for i in range(1, 41)))
    for document in (*KINDS.values(), many):
        for made in phone_codes(document, SITE, TODAY):
            assert "paper" not in (made.shows + code_text(made)).lower()


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), max_size=6),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_any_words_at_all_fit_or_are_counted(
    title: str, lines: list[str], questions: list[str]
) -> None:
    made = message(title, lines, questions)
    assert size(made.text) <= MOST_BYTES
    assert made.text.startswith("mailto:?subject=")
    assert 0 <= made.questions <= made.of_questions <= len(questions)
    # A line's end inside a question is for the tests of one_line.
    assert made.shows.count("Questions to ask:") >= bool(made.questions)


def test_with_a_public_address_a_topics_code_is_its_pages_link() -> None:
    link, call = phone_codes(TOPIC, PUBLIC, TODAY)
    assert (link.text, link.kind) == ("https://www.example.org/leaflets/t01", CodeKind.LINK)
    assert call.kind is CodeKind.CALL
    assert "https://www.example.org/leaflets/t03" in "".join(
        made.shows for made in phone_codes(COLLECTED, PUBLIC, TODAY)
    )


def test_a_walkthrough_and_a_blank_sheet_never_lead_anywhere() -> None:
    strange = replace(WALK, topic_id="t01")
    for document in (WALK, strange, QUESTIONS):
        codes = phone_codes(document, PUBLIC, TODAY)
        assert not [m for m in codes if m.kind is CodeKind.LINK or "https:" in m.shows]


@needs_zbar
def test_the_link_on_the_paper_can_be_read_and_stands_there_in_words(tmp_path: Path) -> None:
    typesetter = Typesetter(PUBLIC, lambda: TODAY)
    (tmp_path / "page.png").write_bytes(typesetter.pictures(TOPIC, pixels_per_inch=144)[-1])
    link = "https://www.example.org/leaflets/t01"
    assert decoded(tmp_path / "page.png") == {link, "tel:08088004040"}
