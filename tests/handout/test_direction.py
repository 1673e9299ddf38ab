"""Handouts of a language that is written from the right: what is drawn, and where."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.domain.library.direction import from_the_right, goes_from_the_right, isolated
from app.domain.library.markup import BlockKind
from app.handout.direction import language_and_region
from app.handout.typesetting import Typesetter
from tests.handout.examples import CONTACTS, INFO, TODAY, TOPIC, WALK, words

HOURS = "9:00\N{EN DASH}17:00"
CALL = f"\u0627\u062a\u0635\u0644 0808 800 4040, {HOURS}"
THERAPY = "\u0639\u0644\u0627\u062c CAR T-cell \u0644\u0644\u0637\u0641\u0644"
NAMES = "\u0645\u0646 Cancer Research UK \u0641\u064a 4 November 2021"
ARABIC = replace(
    TOPIC,
    title=THERAPY,
    lead=CALL,
    blocks=(words(NAMES), words(THERAPY, BlockKind.IMPORTANT), words(CALL, BlockKind.BULLET)),
    library=replace(INFO, language="ar"),
    questions=(THERAPY,),
    terms=(),
)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="Debian's poppler-utils are not installed"
)


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "made.pdf").write_bytes(pdf)
    command = ["pdftotext", *options, str(folder / "made.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def places(pdf: bytes, folder: Path) -> list[tuple[str, float, float]]:
    """Each word with where it begins: from the left, and from the top."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>',
        text_of(pdf, folder, "-bbox", "-l", "1"),
    )
    return [(word, float(x), float(y)) for x, y, word in found]


def in_order(found: list[tuple[str, float, float]], *expected: str) -> int:
    """How often these words stand in a line, each to the right of the one before."""
    count = 0
    for word, x, y in found:
        if word != expected[0]:
            continue
        line = sorted((at, w) for w, at, height in found if abs(height - y) < 3 and at >= x)
        count += [w for _, w in line][: len(expected)] == list(expected)
    return count


@needs_poppler
@pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])
def test_numbers_times_and_latin_names_stand_in_their_order(
    typesetter: Typesetter, tmp_path: Path, large: bool
) -> None:
    pdf = typesetter.make(ARABIC, large=large).pdf
    found = places(pdf, tmp_path)
    assert in_order(found, "0808", "800", "4040") >= 2
    assert in_order(found, HOURS) >= 2
    assert in_order(found, "CAR", "T-cell") >= 3
    assert in_order(found, "Cancer", "Research", "UK") >= 1
    assert in_order(found, "4", "November", "2021") >= 1


@needs_poppler
def test_what_is_read_out_of_the_file_is_in_the_order_of_speech(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    text = text_of(typesetter.make(ARABIC).pdf, tmp_path)
    for part in ("0808 800 4040", HOURS, "CAR T-cell", "Cancer Research UK"):
        assert part in text, part


@needs_poppler
def test_words_of_the_language_go_from_the_right(typesetter: Typesetter, tmp_path: Path) -> None:
    found = places(typesetter.make(ARABIC).pdf, tmp_path)
    title_y = next(y for word, _, y in found if word == "T-cell")
    line = sorted(x for word, x, y in found if abs(y - title_y) < 3)
    assert min(line) > 595 / 3, "a short title stands on the right"


def dark_run(picture: QImage, x: int) -> int:
    """The longest run of dark pixels down a column of a picture."""
    dark = (picture.pixelColor(x, y).lightness() < 90 for y in range(picture.height()))
    column = "".join("#" if pixel else "." for pixel in dark)
    return max((len(run) for run in re.findall("#+", column)), default=0)


def bar_side(typesetter: Typesetter, language: str) -> str:
    """The side on which the bar of what is important stands."""
    review = replace(WALK.review, due=TODAY.replace(year=2030))
    library = replace(INFO, sample=False, language=language)
    page, *_ = typesetter.pictures(replace(ARABIC, review=review, library=library))
    picture = QImage.fromData(page)
    edge = round(20 / 25.4 * 72)
    left = max(dark_run(picture, edge + x) for x in range(-2, 5))
    right = max(dark_run(picture, picture.width() - edge - x) for x in range(-2, 5))
    return "left" if left > right else "right"


def test_a_bar_stands_where_the_lines_begin(typesetter: Typesetter) -> None:
    assert bar_side(typesetter, "en-GB") == "left"
    assert bar_side(typesetter, "ar") == "right"


@pytest.mark.parametrize(
    ("language", "turned"),
    [
        *(("ar", True), ("he-IL", True), ("ur_PK", True), ("pa-Arab-PK", True), ("pa", False)),
        *(("en-GB", False), ("az-Latn", False), ("", False)),
    ],
)
def test_the_languages_that_are_written_from_the_right(language: str, turned: bool) -> None:
    assert from_the_right(language) is turned


def test_what_goes_from_the_left_is_set_apart_piece_by_piece() -> None:
    start, end = "\u2066", "\u2069"
    assert isolated("\u0627 0808 800 4040, 9:00") == (
        f"\u0627 {start}0808 800 4040{end}, {start}9:00{end}"
    )
    assert isolated("\u0627 +44 20 7946 0009 (CAR T-cell)") == (
        f"\u0627 {start}+44 20 7946 0009{end} ({start}CAR T-cell{end})"
    )
    assert isolated("\u0627\u062a") == "\u0627\u062a"
    whole = "Ward 4, Day Care."
    assert isolated(whole) == f"{start}{whole}{end}", "a line of another language is one piece"
    assert isolated(". ") == ". "


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("\u0627 Great Ormond Street Hospital", True),
        ("CAR T-cell \u0627\u062a\u0635\u0644 \u0627\u062a\u0635\u0644 \u0627\u062a", True),
        ("Ask for this page in \u0627\u062a\u0635\u0644.", False),
        ("\u201cNot sure\u201d", False),
        ("0808 800 4040", False),
    ],
)
def test_a_text_of_a_screen_says_itself_which_way_it_goes(text: str, turned: bool) -> None:
    assert goes_from_the_right(text) is turned


@pytest.mark.parametrize("language", ["xx-ZZZZ99", "", "english", "zh-Hant-TW", "sr-Latn"])
def test_a_language_that_is_none_still_makes_a_handout(
    typesetter: Typesetter, language: str
) -> None:
    assert len(language_and_region(language)[0]) in (2, 3)
    odd = replace(TOPIC, library=replace(INFO, language=language), contacts=CONTACTS)
    assert typesetter.make(odd).pages >= 2
