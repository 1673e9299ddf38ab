"""A library's logo and accent on what families take away."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pikepdf

from app.domain.library.appearance import Appearance
from app.domain.library.library import LibraryInfo
from app.domain.library.markup import Picture, PictureUse
from app.handout.typesetting import Typesetter
from tests.handout.examples import INFO, SITE, TODAY, TOPIC
from tests.handout.reading import Reading
from tests.pictures import png

DATA = png(120, 40, (10, 120, 200))
LOGO = PictureUse(
    hashlib.sha256(DATA).hexdigest(),
    "Green Valley Clinic",
    picture=Picture(hashlib.sha256(DATA).hexdigest(), "image/png", 120, 40, DATA),
)
PURPLE = "#5b2a6e"


def looking(appearance: Appearance) -> LibraryInfo:
    return replace(INFO, appearance=appearance)


def made(appearance: Appearance) -> bytes:
    document = replace(TOPIC, library=looking(appearance))
    return Typesetter(SITE, lambda: TODAY).make(document).pdf


def pictures_in(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages[0].get_images())


def test_the_logo_stands_at_the_top_and_is_said() -> None:
    pdf = made(Appearance(logo=LOGO))
    assert pictures_in(pdf) == 1
    figures = [figure.alt for figure in Reading(pdf).tree.all("Figure")]
    assert figures[0] == "Green Valley Clinic"
    assert len(Reading(pdf).pages) == len(Reading(made(Appearance())).pages)


def test_a_logo_that_is_not_there_leaves_the_sheet_as_it_was() -> None:
    gone = Appearance(logo=replace(LOGO, picture=None))
    assert made(gone) == made(Appearance())


def test_the_accent_is_in_its_title_and_nowhere_without_one() -> None:
    def colours(pdf: bytes) -> set[tuple[float, ...]]:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            stream = pikepdf.parse_content_stream(opened.pages[0])
        fills = [i.operands for i in stream if str(i.operator) in {"scn", "rg", "k", "g"}]
        parts = [[o for o in fill if not isinstance(o, pikepdf.Name)] for fill in fills]
        return {tuple(round(float(str(o)), 2) for o in fill) for fill in parts}

    accent = tuple(round(int(PURPLE[at : at + 2], 16) / 255, 2) for at in (1, 3, 5))
    assert accent in colours(made(Appearance(accent=PURPLE)))
    assert accent not in colours(made(Appearance()))
