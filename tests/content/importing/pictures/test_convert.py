"""Pictures that come in: written anew, within the limits, and nothing dangerous."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.content.importing.errors import ImportingError
from app.content.importing.pictures.convert import convert
from app.content.importing.reading import ReadingProcess
from app.content.reader.picture_form import JPEG, MOST_BYTES, PNG, picture_of
from app.domain.library.markup import Picture
from tests.pictures import gradient

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 40 20">{}</svg>'
)
_RED = '<rect id="r" width="40" height="20" fill="red"/>'


def svg(inside: str) -> bytes:
    return _SVG.format(inside).encode()


def raster(form: str, size: tuple[int, int], mode: str = "RGB", **how: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(file, form, **how)
    return file.getvalue()


def converted(data: bytes) -> Picture:
    made = picture_of(convert("a picture", data))
    assert isinstance(made, Picture)
    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_large_picture_becomes_one_that_fits(form: str) -> None:
    made = converted(raster(form, (2600, 1300)))
    assert made.media_type == JPEG  # noise is more than a PNG of the size may hold
    assert made.width == 2 * made.height <= 1920
    assert len(made.data) <= MOST_BYTES


def test_a_gradient_that_would_be_large_in_a_pdf_becomes_a_photograph() -> None:
    made = converted(gradient())
    assert made.media_type == JPEG
    assert (made.width, made.height) == (1920, 1080)


def test_a_drawing_stays_sharp() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 255, 0)).save(file, "PNG")
    made = converted(file.getvalue())
    assert (made.media_type, made.width, made.height) == (PNG, 60, 40)
    shown = Image.open(io.BytesIO(made.data)).convert("RGB")
    assert shown.getpixel((5, 5)) == (255, 255, 255)  # what was clear is white


def test_nothing_but_the_picture_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Where the family lives"
    exif[0x0112] = 6  # turned by a quarter
    made = converted(raster("JPEG", (60, 40), exif=exif))
    assert (made.width, made.height) == (40, 60)
    assert b"Exif" not in made.data
    assert b"family" not in made.data


def test_an_svg_becomes_a_png() -> None:
    made = converted(svg(_RED + '<use href="#r" x="3"/>'))
    assert (made.media_type, made.width, made.height) == (PNG, 1440, 720)
    shown = Image.open(io.BytesIO(made.data)).convert("RGB")
    assert shown.getpixel((700, 300)) == (255, 0, 0)


_BOMB = "".join(
    f'<g id="a{n}">{"".join(f"<use xlink:href=chr34#a{n - 1}chr34/>" for _ in range(10))}</g>'
    for n in range(1, 9)
).replace("chr34", '"')


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (svg(f'<rect id="a0" width="1" height="1"/>{_BOMB}'), "Its parts use each other."),
        (svg('<g id="a"><use href="#a"/></g>'), "Its parts use each other."),
        (svg("<script>alert(1)</script>"), "It holds a program."),
        (svg('<rect onload="alert(1)"/>'), "It holds a program."),
        (svg('<image href="file:///etc/passwd"/>'), "It holds another picture."),
        (svg('<use href="other.svg#a"/>'), "It refers to something outside."),
        (svg('<rect fill="url(http://x/#a)"/>'), "It refers to something outside."),
        (svg("<style>@import 'http://x/a.css';</style>"), "It refers to something outside."),
        (svg("<foreignObject/>"), "It holds a piece of another document."),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "It declares entities"),
        (b"<?xml-stylesheet href='x'?>" + svg(""), "It holds an instruction"),
        (svg("<g>" * 100 + "</g>" * 100), "It has too many parts."),
        (svg("<g/>" * 20_001), "It has too many parts."),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "It does not say how large it is."),
        (svg("")[:-4], "This drawing is damaged."),
        (b"no picture", "This is no picture that can be read."),
        (raster("GIF", (4, 4), "L"), "This is no picture that can be read."),
        (raster("PNG", (60, 60))[:900], "This picture is damaged."),
    ],
)
def test_what_is_dangerous_or_no_picture_is_not_taken(data: bytes, problem: str) -> None:
    with pytest.raises(ImportingError) as refused:
        convert("a picture", data)
    assert problem in refused.value.problem
    assert refused.value.hint


def test_a_picture_of_more_pixels_than_a_camera_has_is_not_decoded() -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    with pytest.raises(ImportingError, match="more than 50,000,000 pixels"):
        convert("a picture", file.getvalue())


def test_it_is_read_in_a_process_of_its_own() -> None:
    with ReadingProcess() as reader:
        made = picture_of(reader.picture("red.svg", svg(_RED)))
        assert isinstance(made, Picture)
        with pytest.raises(ImportingError, match="Its parts use each other"):
            reader.picture("bomb.svg", svg(f'<rect id="a0" width="1" height="1"/>{_BOMB}'))
