"""The first screen: read from a chair three metres away, on every panel that can hold it."""

from __future__ import annotations

import math
import re
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtQuick import QQuickItem

from app import paths
from app.bridge.pages.helpline import Helpline
from app.content.text.build import build
from tests.driver import Driver
from tests.journeys import eyes, rulers
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel

START = "Touch anywhere to start"
FAR_MM = 3000 * 2 * math.tan(math.radians(14 / 60 / 2))
"""14 minutes of arc at 3 m: 12.2 mm."""
MONDAY = datetime(2026, 11, 23, 16, 58)
NUMBER = "Someone to talk to: 0808 800 4040"
ABOUT = "If nobody touches the screen"


def shown(kiosk: Driver) -> list[str]:
    """All that is written on the screen, in plain spaces."""
    texts = (str(item.property("text")) for item in rulers.texts(kiosk))
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def helpline(kiosk: Driver) -> str:
    """What the line with the helpline says, to the eye and to the ear."""
    texts = shown(kiosk)
    whom = [text for text in texts if text.startswith("Someone to talk to")]
    when = [text for text in texts if re.match("open(s|) ", text)]
    line = " ".join([*whom, *when])
    assert f"{line}. " in kiosk.control(START).description
    return line


def icons(kiosk: Driver) -> list[QQuickItem]:
    """What is drawn, other than letters."""
    return eyes.of_kind(kiosk, "QQuickImage")


@pytest.fixture(scope="module")
def without_helpline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library, of which no contact has a number."""
    folder = tmp_path_factory.mktemp("without")
    text = folder / "content"
    shutil.copytree(paths.RESOURCES / "content", text)
    for name, field in (("library", "helpline: "), ("contacts", "  phone: ")):
        file = text / f"{name}.yaml"
        words = file.read_text("utf-8")
        assert field in words
        file.write_text(re.sub(f"^{field}.*\n", "", words, flags=re.MULTILINE), "utf-8")
    build(text, folder / "content.db", None)
    return folder / "content.db"


def capital_mm(kiosk: Driver, text: str) -> float:
    """How high a capital of a text is, as it was made to fit its place."""
    shown = next(item for item in rulers.texts(kiosk) if item.property("text") == text)
    pixels = eyes.asked(shown, "Math.round(fontInfo.pixelSize)")
    return pixels * rulers.CAPITAL_OF_FONT / kiosk.panel.pixels_per_mm


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_its_main_lines_are_read_from_three_metres(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    assert capital_mm(kiosk, START) >= FAR_MM
    assert capital_mm(kiosk, kiosk.kiosk.property("welcome")) >= FAR_MM
    assert rulers.broken(kiosk) == []


def test_it_names_no_illness(stand: Stand) -> None:
    """Who walks past it has not come for that; which words they are is the library's choice."""
    kiosk = stand()
    library = kiosk.kiosk.reloader.library
    assert library is not None
    shown = [str(item.property("text")) for item in rulers.texts(kiosk)]
    assert shown.count("Information for families") == 1
    words = " ".join(shown).lower()
    assert not any(word in words for word in ("leukaemia", "cancer", "car t"))
    assert library.info().title not in words


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_helpline_stands_at_its_foot_and_crowds_out_nothing(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel, now=MONDAY, today=MONDAY.date())
    assert helpline(kiosk) == f"{NUMBER}, open now, until 5pm"
    assert any(ABOUT in text for text in shown(kiosk)), "it leaves room for what else there is"
    assert rulers.broken(kiosk) == []
    place = {str(item.property("text")): eyes.ink_place(item) for item in rulers.texts(kiosk)}
    [whom] = [words for words in place if "Someone to talk to" in words]
    number, hours = place.pop(whom), place.pop("open now, until 5pm")
    assert min(number.top(), hours.top()) > max(rect.bottom() for rect in place.values())
    button = kiosk.control(START).rect
    assert button.bottom() == panel.size[1] - 1, "it is one button, the number too"
    assert button.contains(number.toRect())
    kiosk.tap_at(round(number.center().x()), round(number.center().y()))
    assert kiosk.has("Text size")


def test_its_helpline_goes_with_the_time(stand: Stand) -> None:
    kiosk = stand(now=MONDAY, today=MONDAY.date())
    kiosk.wait_seconds(180)
    cast("Helpline", kiosk.kiosk.helpline).refresh()
    kiosk.settle()
    assert helpline(kiosk) == f"{NUMBER}, opens on Tuesday at 9am"


def test_where_the_clock_is_not_believed_it_says_no_hour(stand: Stand) -> None:
    kiosk = stand(today=date(1970, 1, 1), now=datetime(1970, 1, 1, 12))
    assert helpline(kiosk) == NUMBER


def test_a_library_without_a_helpline_says_nothing_of_one(
    stand: Stand, without_helpline: Path
) -> None:
    kiosk = stand(content=without_helpline)
    assert not any("Someone to talk to" in text for text in shown(kiosk))
    assert "Someone to talk to" not in kiosk.control(START).description
    kiosk.start()
    kiosk.tap("I've finished")
    assert kiosk.sees("Have you finished?")
    assert not any("phone" in str(item.property("source")) for item in icons(kiosk))
