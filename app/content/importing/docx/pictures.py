"""The pictures of a Word document: decoded, written anew, and named where they stood."""

from __future__ import annotations

import html
import io
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Mapping
from posixpath import normpath

from app.content.importing.docx.names import A, R, V, W
from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_PICTURES
from app.content.importing.pages.import_warnings import Tally
from app.content.items.fields import TO_WRITE
from app.content.reader.picture_form import picture_of
from app.domain.library.markup import Picture

_PLACE = "picture-of-the-document-"
_PLACES = re.compile(rf'<a id="{_PLACE}(\d+)"></a>')
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError),
    *(RuntimeError, KeyError, ImportingError),
)


class DocumentPictures:
    """Reads each picture once. Those that cannot be shown are left to be noted."""

    def __init__(self, data: bytes, links: Mapping[str, ET.Element], tally: Tally) -> None:
        self._data = data
        self._links = links
        self._tally = tally
        self._read: dict[str, Picture | None] = {}
        self._uses: list[str] = []
        self.found: dict[str, Picture] = {}

    def place(self, item: ET.Element, drawing: ET.Element, alt: str) -> ET.Element | None:
        """What stands for a picture of the body, or None where it is left out."""
        picture = self._picture(item.get(f"{R}embed") or item.get(f"{R}id") or "")
        if picture is None:
            return None
        is_decorative = any(one.get("val") in ("1", "true") for one in drawing.iter(_DECORATIVE))
        if not alt and not is_decorative:
            self._tally.add(f"A picture has no alternative text: “{TO_WRITE}” stands in its place.")
            alt = TO_WRITE
        self.found[picture.digest] = picture
        kind, alt = ("decoration", "") if is_decorative else ("picture", alt)
        self._uses.append(f'<img src="{kind}:{picture.digest}" alt="{html.escape(alt)}">')
        name = f"{_PLACE}{len(self._uses) - 1}"
        return ET.Element(f"{W}bookmarkStart", {f"{W}name": name})

    def put_into(self, made: str) -> str:
        """The HTML of the document with its pictures where they stood."""
        return _PLACES.sub(lambda match: self._uses[int(match[1])], made)

    def _picture(self, link: str) -> Picture | None:
        if link not in self._read:
            self._read[link] = self._decoded(link) if len(self._read) < MOST_PICTURES else None
        return self._read[link]

    def _decoded(self, link: str) -> Picture | None:
        target = self._links.get(link)
        if target is None or target.get("TargetMode") == "External":
            return None
        name = normpath("word/" + target.get("Target", "").replace("/word/", "", 1))
        # Slow to load, and most documents have none.
        from app.content.importing.pictures.convert import (  # noqa: PLC0415
            MOST_TO_READ,
            convert,
        )

        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as folder:
                if folder.getinfo(name).file_size > MOST_TO_READ:
                    return None
                picture = picture_of(convert(name, folder.read(name)))
        except _UNREADABLE:
            return None
        return picture if isinstance(picture, Picture) else None


def is_picture(item: ET.Element) -> bool:
    """Whether an element of a drawing is a picture."""
    return item.tag in (f"{A}blip", f"{V}imagedata")
