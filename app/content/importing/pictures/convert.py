"""A picture of any kind that is taken, written anew as this program writes them."""

from __future__ import annotations

import io
import warnings
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from app.content.importing.errors import ImportingError
from app.content.importing.pictures.svg import is_svg, rasterized
from app.content.reader.picture_form import MOST_BYTES, MOST_PIXELS, picture_of

MOST_TO_READ = 20_000_000
"""Bytes of a file: a photograph straight from a camera has ten million."""

MOST_DECODED = 50_000_000
"""Pixels: a camera of today takes so many."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 85
_SMALLER = 0.85
_MOST_OF_PIXELS = int(0.8 * MOST_BYTES)
"""Bytes of a drawing's pixels, deflated as they are: so it is in a PDF, which gradients make large.

What writes the PDF needs up to a tenth more for them than zlib does.
"""
_SAVE_IT = "Save it as PNG, JPEG, WebP or SVG, and try again."


def convert(file: str, data: bytes) -> bytes:
    """A drawing as PNG, a photograph as JPEG; ImportingError says what cannot be taken."""
    if len(data) > MOST_TO_READ:
        problem = f"It has {len(data):,} bytes; {MOST_TO_READ:,} are the most."
        raise ImportingError(file, problem, "Make it smaller first.")
    drawing = is_svg(data)
    decoded, is_photograph = _decoded(file, rasterized(file, data) if drawing else data)
    made = _written(decoded, is_photograph=is_photograph, is_flat=drawing)
    picture = picture_of(made)
    if isinstance(picture, str):
        raise ImportingError(file, f"What comes of it {picture}.", "Make it smaller first.")
    return made


def _decoded(file: str, data: bytes) -> tuple[Image.Image, bool]:
    """The pixels, on white and at most so many, and whether they were a photograph's."""
    Image.MAX_IMAGE_PIXELS = MOST_DECODED
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                is_photograph = opened.format == "JPEG"
                opened.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((MOST_PIXELS, MOST_PIXELS), Image.Resampling.LANCZOS)
                seen = upright.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        problem = f"It has more than {MOST_DECODED:,} pixels."
        raise ImportingError(file, problem, "Make it smaller first.") from error
    except UnidentifiedImageError as error:
        raise ImportingError(file, "This is no picture that can be read.", _SAVE_IT) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise ImportingError(file, "This picture is damaged.", _SAVE_IT) from error
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB"), is_photograph


def _written(seen: Image.Image, *, is_photograph: bool, is_flat: bool) -> bytes:
    if not is_photograph:
        # A drawing's few colours, and those of its edges, fit into a palette.
        flat = seen.quantize(256, dither=Image.Dither.NONE) if is_flat else seen
        made = _saved(flat, "PNG", optimize=True)
        pixels = zlib.compress(flat.convert("RGB").tobytes())
        if len(made) <= MOST_BYTES and len(pixels) <= _MOST_OF_PIXELS:
            return made
    made = _saved(seen, "JPEG", quality=_QUALITY, optimize=True)
    while len(made) > MOST_BYTES:
        size = (max(1, int(seen.width * _SMALLER)), max(1, int(seen.height * _SMALLER)))
        seen = seen.resize(size, Image.Resampling.LANCZOS)
        made = _saved(seen, "JPEG", quality=_QUALITY, optimize=True)
    return made


def _saved(seen: Image.Image, form: str, **how: int) -> bytes:
    file = io.BytesIO()
    seen.save(file, form, **how)
    return file.getvalue()
