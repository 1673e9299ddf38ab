"""Where the tour keeps what it saw: numbered pictures, handouts, and a page to look through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PySide6.QtGui import QImage

_STYLE = """
body { font: 16px/1.4 sans-serif; margin: 2em auto; max-width: 84em; padding: 0 1em; }
ul.pictures { display: grid; gap: 1.5em; list-style: none; padding: 0;
  grid-template-columns: repeat(auto-fill, minmax(24em, 1fr)); }
img { border: 1px solid #888; display: block; max-width: 100%; }
"""


def page(title: str, body: str) -> str:
    """A plain page of HTML that needs nothing beside it."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}</body>\n</html>\n"
    )


@dataclass
class Chapter:
    """Some pictures and handouts that belong together."""

    title: str
    pictures: list[tuple[str, str]] = field(default_factory=list)
    handouts: list[tuple[str, str]] = field(default_factory=list)

    def as_html(self) -> str:
        """The chapter, as part of the index."""
        lines = [f"<h2>{escape(self.title)}</h2>"]
        if self.pictures:
            figures = [
                f'<li><a href="{file}"><img src="{file}" alt="" loading="lazy"></a>'
                f"{escape(caption)}</li>"
                for file, caption in self.pictures
            ]
            lines += ['<ul class="pictures">', *figures, "</ul>"]
        if self.handouts:
            links = [
                f'<li><a href="{file}">{escape(caption)}</a></li>'
                for file, caption in self.handouts
            ]
            lines += ["<ul>", *links, "</ul>"]
        return "\n".join(lines)


class Album:
    """A folder of what the tour saw, in the order it saw it."""

    def __init__(self, folder: Path, title: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in [*folder.glob("[0-9]*-*.png"), *folder.glob("handout-*.pdf")]:
            old.unlink()
        self.folder = folder
        self.title = title
        self.pictures = 0
        self.dialogs: set[type] = set()
        """The kinds of the editor's dialogs that stood in a picture."""
        self._chapters: list[Chapter] = []

    @property
    def index(self) -> Path:
        """The page to look through."""
        return self.folder / "index.html"

    def chapter(self, title: str) -> None:
        """What comes next belongs together, under this title."""
        self._chapters.append(Chapter(title))

    def picture(self, image: QImage, caption: str) -> None:
        """Keep a picture."""
        self.pictures += 1
        name = f"{self.pictures:03}-{_slug(caption)}.png"
        # Hardly slower than none to make, and small enough to look through over a network.
        if not image.save(str(self.folder / name), "PNG", 80):  # type: ignore[call-overload]
            raise OSError(f"{self.folder / name} cannot be written")
        self._chapters[-1].pictures.append((name, caption))

    def handout(self, pdf: bytes, caption: str) -> None:
        """Keep a handout."""
        name = f"handout-{_slug(caption)}.pdf"
        (self.folder / name).write_bytes(pdf)
        self._chapters[-1].handouts.append((name, caption))

    def write_index(self) -> None:
        """Write the page to look through."""
        body = "\n".join(chapter.as_html() for chapter in self._chapters)
        self.index.write_text(page(self.title, body + "\n"), encoding="utf-8")


def _slug(caption: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-")[:60].strip("-")
