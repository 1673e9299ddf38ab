"""What may be thrown at the typesetter, and what it costs a kiosk that makes no handout."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import HandoutError
from app.domain.handout.handout_ports import HandoutMaker
from app.domain.handout.summary import GivenAnswer, Notice, Summary
from app.domain.library.library import Contact, Source, Term
from app.domain.library.markup import BlockKind
from app.domain.library.review import Review
from app.handout.typesetting import Typesetter
from tests.handout.examples import INFO, SITE, TODAY, TOPIC, WALK, heading, words
from tests.handout.reading import Reading, squeeze

TYPST_MARKS = (
    '#panic() $x^2$ *b* _i_ <l> @ref `raw` \\ // no /* no */ "q" \'s -- --- ... ~ = + - [ ] { } '
    '#include "a" {page} {pages}'
)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(SITE, lambda: TODAY)


def everywhere(text: str) -> Summary:
    """A handout with this text in each place that takes text."""
    return Summary(
        title=text,
        lead=text,
        blocks=(heading(text, 3), *(words(text, kind) for kind in BlockKind)),
        source=Source("r", text, text, text, text, text),
        review=WALK.review,
        library=replace(INFO, title=text, sample_notice=text),
        situations=(text,),
        notices=(Notice(text, (words(text),)),),
        questions=(text,),
        answers=(GivenAnswer(text, text),),
        terms=(Term("g", text, text),),
        contacts=(Contact("p", text, text, text),),
        references=(Source("s", text, text),),
        from_walkthrough=True,
    )


def read(typesetter: Typesetter, summary: Summary) -> Reading:
    return Reading(typesetter.make(summary).pdf)


def test_it_is_what_the_bridge_asks_for(typesetter: Typesetter) -> None:
    maker: HandoutMaker = typesetter
    assert maker.make(TOPIC).pdf.startswith(b"%PDF-1.7")


def test_marks_of_typst_are_only_letters(typesetter: Typesetter) -> None:
    reading = read(typesetter, everywhere(TYPST_MARKS))
    assert reading.text.count(squeeze(TYPST_MARKS)) >= 18


@pytest.mark.parametrize("text", ["café, naïve, Łódź", "½ °C, 5 µg, ≥ 3", "Привет", "Ελλάδα"])
def test_other_letters_come_out(typesetter: Typesetter, text: str) -> None:
    assert squeeze(text) in read(typesetter, replace(TOPIC, lead=text)).text


@pytest.mark.parametrize("text", ["שלום", "سلام"])
def test_right_to_left_words_come_out(typesetter: Typesetter, text: str) -> None:
    found = read(typesetter, replace(TOPIC, lead=text)).text
    assert set(text) <= set(found)
    assert "\N{WHITE SQUARE}" not in found


def test_a_letter_that_no_font_has_becomes_a_box_and_the_rest_stays(
    typesetter: Typesetter,
) -> None:
    text = read(typesetter, replace(TOPIC, lead="before \N{GRINNING FACE} after")).text
    assert "before\N{WHITE SQUARE}after" in text


def test_signs_beside_a_letter_that_no_font_has_stay(typesetter: Typesetter) -> None:
    signs = "\u2265 38.0 \u00b0C, 0.5 \u00d7 10\u2079/L, 50 \u03bcg: \u4e2d\u6587, na\u00efve"
    text = read(typesetter, replace(TOPIC, lead=signs)).text
    box = "\N{WHITE SQUARE}"
    assert squeeze(signs.replace("\u4e2d\u6587", box * 2)) in text


def test_a_sign_that_a_font_has_stays_beside_a_line_in_a_script_that_none_has(
    typesetter: Typesetter,
) -> None:
    signs = "\u2265 38.0 \u00b0C, 0.5 \u00d7 10\u2079/L, 50 \u03bcg, a\u0301, \u05d0\u05b8"
    punjabi = "\u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40"
    chinese = "\u6211\u4eec\u4f1a\u8bf4\u4e2d\u6587\u8bf7\u95ee\u533b\u751f\u5427"
    text = read(typesetter, replace(TOPIC, lead=f"{signs} {punjabi} {chinese}")).text
    assert squeeze(signs) in text
    assert squeeze("\N{WHITE SQUARE}" * (len(punjabi) + len(chinese))) in text


def test_a_mark_that_no_font_has_is_a_box_and_its_letter_and_the_others_stay(
    typesetter: Typesetter,
) -> None:
    text = read(typesetter, replace(TOPIC, lead="10\u0e31 of a\u0301 50 \u03bcg")).text
    assert squeeze("10\N{WHITE SQUARE} of a\u0301 50 \u03bcg") in text


def test_many_letters_that_no_font_has(typesetter: Typesetter) -> None:
    many = "".join(chr(0x4E00 + i) for i in range(100))
    text = read(typesetter, replace(TOPIC, lead=f"before {many} after")).text
    assert squeeze("before" + "\N{WHITE SQUARE}" * 100 + "after") in text


def test_a_word_of_5000_letters_stays_on_the_paper(typesetter: Typesetter) -> None:
    word = "W" * 5000
    long = replace(TOPIC, title=word, blocks=(words(word, BlockKind.IMPORTANT),), questions=(word,))
    reading = Reading(typesetter.make(long, large=True).pdf)
    assert reading.text.count("W") >= 3 * 5000
    assert all(page.left > 0 and page.right < 595 and page.bottom > 0 for page in reading.pages)


def test_long_words_in_a_table_stay_in_their_column(typesetter: Typesetter) -> None:
    word = "W" * 500
    table = replace(WALK, answers=(GivenAnswer(word, word),))
    reading = Reading(typesetter.make(table, large=True).pdf)
    assert reading.text.count("W") >= 1000
    assert all(page.left > 0 and page.right < 595 for page in reading.pages)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00\x07", "\ud800", "\uffff", "\ufeff"])
def test_nothing_at_all_is_still_a_handout(typesetter: Typesetter, text: str) -> None:
    reading = read(typesetter, everywhere(text))
    assert next(reading.tree.all("H1")).text == "Handout"
    assert not [tag for tag in reading.tree.all("H2", "H3") if not tag.text.strip()]


def test_empty_lists_leave_no_heading(typesetter: Typesetter) -> None:
    bare = replace(
        TOPIC, blocks=(), questions=(), terms=(), contacts=(), references=(), lead="", answers=()
    )
    reading = read(typesetter, bare)
    assert [tag.text for tag in reading.tree.all("H2", "H3")] == [
        "Who to talk to",  # whoever is there
        "Where this comes from",
        "On your phone",
    ]
    assert not list(reading.tree.all("L", "Table"))


def test_marks_that_turn_text_round_do_nothing(typesetter: Typesetter) -> None:
    turned = "call \N{RIGHT-TO-LEFT OVERRIDE}0808"
    assert "call0808" in read(typesetter, replace(TOPIC, lead=turned)).text


@pytest.mark.parametrize("base", ["1", "a", " ", "\N{DEVANAGARI LETTER KA}"])
@pytest.mark.parametrize(
    "mark", ["\u0e31", "\u05b0", "\u064e", "\u093f", "\u0bbe", "\u0301", "\u20e3"]
)
def test_a_mark_on_a_letter_of_another_script_makes_a_handout(
    typesetter: Typesetter, base: str, mark: str
) -> None:
    assert typesetter.make(everywhere(f"Take {base}{mark} of it {mark}")).pages >= 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60))
def test_any_text_at_all_makes_a_handout(typesetter: Typesetter, text: str) -> None:
    assert typesetter.make(everywhere(text)).pages >= 1


def test_pictures_show_each_page(typesetter: Typesetter) -> None:
    pictures: Sequence[bytes] = typesetter.pictures(TOPIC, large=True, pixels_per_inch=36)
    assert len(pictures) == typesetter.make(TOPIC, large=True).pages
    assert all(picture.startswith(PNG) for picture in pictures)


def test_one_page_is_one_picture(typesetter: Typesetter) -> None:
    short = replace(TOPIC, blocks=(), questions=(), terms=(), contacts=(), references=())
    assert len(typesetter.pictures(short)) == typesetter.make(short).pages == 1


def test_threads_take_their_turns(typesetter: Typesetter) -> None:
    is_only = [typesetter.make(summary).pdf for summary in (TOPIC, WALK)] * 4
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda s: typesetter.make(s).pdf, (TOPIC, WALK) * 4))
    assert together == is_only


def test_forgetting_changes_nothing_that_comes_after(typesetter: Typesetter) -> None:
    before = typesetter.make(WALK).pdf
    typesetter.forget()
    assert typesetter.make(WALK).pdf == before


def typst_mapped() -> int:
    """The kilobytes of Typst's own file that this process has in its memory."""
    total, is_typst = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        key, *values = line.split()
        if not key.endswith(":"):
            is_typst = "_typst" in line
        elif is_typst and key == "Rss:":
            total += int(values[0])
    return total


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_between_two_families_little_of_typst_is_in_memory(typesetter: Typesetter) -> None:
    before = typesetter.make(WALK).pdf
    assert typst_mapped() > 12_000
    typesetter.forget()
    assert typst_mapped() < 6_000
    assert typesetter.make(WALK).pdf == before


def test_a_missing_template_is_a_handout_error(tmp_path: Path) -> None:
    with pytest.raises(HandoutError):
        Typesetter(SITE, lambda: TODAY, resources=tmp_path).make(TOPIC)


def test_a_template_that_fails_is_a_handout_error(tmp_path: Path) -> None:
    fonts = Path(__file__).parents[2] / "resources" / "fonts"
    (tmp_path / "fonts").symlink_to(fonts, target_is_directory=True)
    (tmp_path / "handout").mkdir()
    (tmp_path / "handout" / "handout.typ").write_text("#panic()")
    with pytest.raises(HandoutError):
        Typesetter(SITE, lambda: TODAY, resources=tmp_path).make(TOPIC)


def test_importing_and_building_the_typesetter_loads_no_typst() -> None:
    code = (
        "import sys, datetime; from app.handout.site import Site; "
        "from app.handout.typesetting import Typesetter; Typesetter(Site(), datetime.date.today); "
        "sys.exit('typst' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_dates_far_away_are_dates(typesetter: Typesetter) -> None:
    review = Review(TODAY.replace(year=1), TODAY.replace(year=9999))
    assert (
        squeeze("Its next review is due 22 November 9999.")
        in read(typesetter, replace(TOPIC, review=review)).text
    )
