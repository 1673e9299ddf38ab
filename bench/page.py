"""The same home screen and topics as one page of HTML, for a browser to show.

It is the quickest kind of page there is: everything is in it, and a tap only shows and hides.
"""

from __future__ import annotations

import shutil
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

from app import paths
from app.content.reader.library import ContentLibrary
from app.domain.library.library import Card, Topic, date_in_words
from app.domain.library.markup import Block, BlockKind

_FONTS = {"Regular": 400, "Bold": 700}
_BAR_ICONS = {
    "Home": "house",
    "Text size": "a-large-small",
    "Contrast": "contrast",
    "My summary": "printer",
    "I've finished": "log-out",
    "Page down": "chevron-down",
}
_STYLE = """
* { box-sizing: border-box; margin: 0; }
img { display: block; max-height: 230px; max-width: 100%; background: #ffffff; }
html, body { background: #faf6ee; height: 100%; overflow: hidden; }
body { color: #22262b; font: 40px/1.4 Atkinson; cursor: default; user-select: none; }
#sample { background: #fbe6bf; height: 61px; line-height: 61px; padding-left: 114px; }
#bar { background: #e6eeeb; border-top: 2px solid #b9b09d; bottom: 0; height: 142px;
  position: fixed; width: 100%; }
.page { display: none; left: 0; overflow: hidden; position: fixed; }
.page.on { display: block; }
.column { margin: 25px auto; width: 1320px; }
.column > * { margin-bottom: 25px; }
.at { position: absolute; }
h1, h2 { font-weight: 700; }
h1 { color: #0f4c5c; font-size: 56px; }
h2 { font-size: 46px; }
button { background: #fffdf8; border: 2px solid #b9b09d; border-radius: 9px; color: inherit;
  font: inherit; text-align: left; }
button:active { background: #22262b; color: #fffdf8; }
.card { line-height: 1.3; padding: 18px 18px 18px 80px; vertical-align: top; }
.card b { display: block; font-size: 43px; }
.card svg { height: 48px; left: 18px; position: absolute; top: 18px; width: 48px; }
.strong { background: #0f4c5c; border: 0; color: #ffffff; }
.bar { position: fixed; text-align: center; }
.bar svg { height: 44px; vertical-align: middle; width: 44px; }
.important { background: #e6eeeb; border-radius: 9px; padding: 15px 15px 15px 58px; }
.overdue { background: #fbe6bf; padding: 15px; }
"""
_SCRIPT = """
let on = document.getElementById("home");
function show(id) {
  on.classList.remove("on");
  on = document.getElementById(id);
  on.classList.add("on");
  on.scrollTop = 0;
}
function turn() { on.scrollTop += on.clientHeight - 60; }
"""


def write(folder: Path, plan: dict[str, Any]) -> Path:
    """Write the page, with its fonts beside it; gives the page."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight in _FONTS:
        shutil.copy(paths.FONTS / f"AtkinsonHyperlegible-{weight}.ttf", folder)
    library = ContentLibrary(paths.CONTENT)
    try:
        cards = [c for section in library.sections() for c in library.cards(section.id)]
        topics = {card.topic_id: library.topic(card.topic_id) for card in cards}
        pages = [_topic(topic, library.blocks(topic.body)) for topic in topics.values()]
        walk = library.walkthroughs()[0]
        pages.append(
            f'<div class="page" id="{walk.walkthrough_id}"><h1>{escape(walk.title)}</h1></div>'
        )
        by_title: dict[str, tuple[str, str, bool]] = {
            card.title: (card.topic_id, card.icon, card.stands_out) for card in cards
        }
        by_title[walk.title] = (walk.walkthrough_id, walk.icon, True)
        sample = library.info().sample_notice
    finally:
        library.close()
    left, top, width, height = plan["home"]["view"]
    home, bar = [], []
    for thing in plan["home"]["things"]:
        if not thing["scrolls"]:
            bar.append(_bar_button(thing))
        elif thing["control"]:
            home.append(_card(thing, by_title[thing["name"]], top))
        else:
            level = "h2" if home else "h1"
            style = _place(thing["place"], top)
            home.append(f'<{level} class="at" style="{style}">{escape(thing["name"])}</{level}>')
    fonts = "".join(
        f"@font-face {{ font-family: Atkinson; font-weight: {weight};"
        f' src: url("AtkinsonHyperlegible-{name}.ttf"); }}\n'
        for name, weight in _FONTS.items()
    )
    view = f".page {{ top: {top}px; width: {width + left}px; height: {height}px; }}\n"
    file = folder / "kiosk.html"
    file.write_text(
        '<!DOCTYPE html>\n<html lang="en-GB">\n<meta charset="utf-8">\n'
        "<title>Clinic Kiosk</title>\n"
        f"<style>{fonts}{_STYLE}{view}</style>\n"
        f'<div id="sample">{escape(sample)}</div>\n'
        f'<div class="page on" id="home">{"".join(home)}</div>\n{"".join(pages)}\n'
        f'<div id="bar"></div>{"".join(bar)}\n<script>{_SCRIPT}</script>\n</html>\n',
        encoding="utf-8",
    )
    return file


def _place(place: list[int], top: int = 0) -> str:
    x, y, width, height = place
    return f"left:{x}px;top:{y - top}px;width:{width}px;height:{height}px"


def _icon(name: str) -> str:
    return (paths.ICONS / f"{name}.svg").read_text("utf-8").replace("\n", " ")


def _card(thing: dict[str, Any], card: tuple[str, str, bool], top: int) -> str:
    page_id, icon, strong = card
    kind = "at card strong" if strong else "at card"
    return (
        f'<button class="{kind}" style="{_place(thing["place"], top)}"'
        f" onclick=\"show('{page_id}')\">{_icon(icon)}<b>{escape(thing['name'])}</b>"
        f"{escape(thing['about'])}</button>"
    )


def _bar_button(thing: dict[str, Any]) -> str:
    name = thing["name"]
    strong = " strong" if name in ("I've finished", "Page down") else ""
    does = {"Home": "show('home')", "Page down": "turn()"}.get(name, "")
    words = "Down" if name == "Page down" else escape(name)
    return (
        f'<button class="bar{strong}" style="{_place(thing["place"])}" onclick="{does}">'
        f"{_icon(_BAR_ICONS[name])} {words}</button>"
    )


def _topic(topic: Topic, blocks: tuple[Block, ...]) -> str:
    parts = [
        '<p class="overdue">This page is past its review date,'
        f" {date_in_words(topic.review.due)}. Some of it may have changed."
        " Ask your child's consultant.</p>",
        f"<h1>{escape(topic.title)}</h1><p><b>{escape(topic.summary)}</b></p>",
        *(_block(block) for block in blocks),
        *(f"<p>{escape(question)}</p>" for question in topic.questions),
        f"<p>Last reviewed: {date_in_words(topic.review.last)}.</p>",
        *(_related(card) for card in topic.related),
    ]
    return f'<div class="page" id="{topic.id}"><div class="column">{"".join(parts)}</div></div>'


def _block(block: Block) -> str:
    words = escape(block.text)
    if block.picture is not None and (picture := block.picture.picture) is not None:
        data = b64encode(picture.data).decode()
        source = f"data:{picture.media_type};base64,{data}"
        return f'<p><img src="{source}" alt="{escape(block.picture.alt)}">{words}</p>'
    return {
        BlockKind.HEADING: f"<h2>{words}</h2>",
        BlockKind.PARAGRAPH: f"<p>{words}</p>",
        BlockKind.TABLE: f"<p>{words}</p>",
        BlockKind.BULLET: f"<p>• {words}</p>",
        BlockKind.NUMBERED: f"<p>{block.number}. {words}</p>",
        BlockKind.IMPORTANT: f'<p class="important">{words}</p>',
    }[block.kind]


def _related(card: Card) -> str:
    return f"<p><u>{escape(card.title)}</u></p>"
