"""Pictures on paper: for a screen reader, and as large as there is room."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image

from app.content.importing.pictures.convert import convert
from app.content.reader.picture_form import MOST_BYTES, picture_of
from app.domain.library.markup import Block, BlockKind, Picture, PictureUse, Run
from app.handout.typesetting import Typesetter
from tests.handout.examples import COLLECTED, TOPIC, WALK
from tests.handout.reading import Reading, squeeze
from tests.pictures import gradient, png

NEAREST = Image.Resampling.NEAREST


def picture(alt: str, caption: str = "", *, is_there: bool = True) -> Block:
    data = png(400, 250)
    digest = hashlib.sha256(data).hexdigest()
    shown = Picture(digest, "image/png", 400, 250, data) if is_there else None
    use = PictureUse(digest, alt, caption, "A. Drawer", "CC BY 4.0", shown)
    return Block(BlockKind.PICTURE, (Run(caption),) if caption else (), picture=use)


def figures(reading: Reading) -> list[str]:
    return [tag.alt for tag in reading.tree.all("Figure")]


@pytest.mark.parametrize("large", [False, True])
def test_a_reader_hears_what_a_picture_shows(typesetter: Typesetter, *, large: bool) -> None:
    two = (picture("One red field", "It is red"), picture("Another red field"))
    plain = Reading(typesetter.make(TOPIC, large=large).pdf)
    reading = Reading(
        typesetter.make(replace(TOPIC, blocks=(*TOPIC.blocks, *two)), large=large).pdf
    )
    added = [alt for alt in figures(reading) if alt not in figures(plain)]
    assert added == ["One red field", "Another red field"]
    assert squeeze("It is red") in squeeze(reading.text)
    assert squeeze("A. Drawer, CC BY 4.0") in squeeze(reading.text)


def test_a_decoration_is_no_figure(typesetter: Typesetter) -> None:
    plain = Reading(typesetter.make(TOPIC).pdf)
    pdf = typesetter.make(replace(TOPIC, blocks=(*TOPIC.blocks, picture("")))).pdf
    assert len(figures(Reading(pdf))) == len(figures(plain))
    assert len(pdf) > len(typesetter.make(TOPIC).pdf)


@pytest.mark.parametrize("form", ["gradient", "noise", "drawing"])
def test_a_picture_takes_at_most_350_kb_of_a_pdf(typesetter: Typesetter, form: str) -> None:
    if form == "gradient":
        data = gradient()
    else:
        file = io.BytesIO()
        noise = Image.effect_noise((1920, 1080), 90)
        shown = noise if form == "noise" else noise.resize((96, 54)).resize(noise.size, NEAREST)
        shown.convert("RGB").save(file, "PNG")
        data = file.getvalue()
    made = picture_of(convert("a picture", data))
    assert isinstance(made, Picture)
    use = PictureUse(made.digest, "It is grey", "", "A. Drawer", "CC BY 4.0", made)
    with_it = replace(TOPIC, blocks=(*TOPIC.blocks, Block(BlockKind.PICTURE, (), picture=use)))
    added = len(typesetter.make(with_it).pdf) - len(typesetter.make(TOPIC).pdf)
    assert 1_000 < added <= MOST_BYTES


def test_what_is_not_there_leaves_its_caption(typesetter: Typesetter) -> None:
    lost = picture("One red field", "It is red", is_there=False)
    reading = Reading(typesetter.make(replace(TOPIC, blocks=(*TOPIC.blocks, lost))).pdf)
    assert squeeze("It is red") in squeeze(reading.text)
    assert "One red field" not in figures(reading)


def test_a_language_from_the_right_has_pictures_too(typesetter: Typesetter) -> None:
    library = replace(TOPIC.library, language="ar")
    arabic = replace(TOPIC, library=library, blocks=(picture("صورة", "نص"),))
    assert "صورة" in figures(Reading(typesetter.make(arabic).pdf))


def test_pictures_go_out_with_an_outcome_and_a_collection(typesetter: Typesetter) -> None:
    outcome = replace(WALK, blocks=(picture("One red field"),))
    assert "One red field" in figures(Reading(typesetter.make(outcome).pdf))
    pages = (replace(TOPIC, blocks=(picture("One red field"),)), TOPIC)
    collected = replace(COLLECTED, summaries=pages)
    assert "One red field" in figures(Reading(typesetter.make(collected).pdf))
