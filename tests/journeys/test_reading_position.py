"""Text size and colours change at once, and nobody loses their place or an answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtQuick import QQuickItem

from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import eyes, rulers, screens, walking
from tests.journeys.conftest import Stand

STEPS = ["Large", "Larger", "Largest", "Larger", "Large", "Standard", "Largest", "Standard"]


def body_font(kiosk: Driver) -> int:
    """How large the words of a page are, in pixels."""
    fonts = (item.property("font") for item in eyes.of_kind(kiosk, "QQuickTextEdit"))
    return int(max(font.pixelSize() for font in fonts))


def stands_beside(item: QQuickItem, view: QRect) -> bool:
    """Whether this is what goes with a text, in a column of its own."""
    return item.objectName() == "aside" and eyes.rect(item).left() > view.center().x()


def at_the_top(kiosk: Driver) -> QQuickItem:
    """The text that the eye is on: the first that is in sight at the top of the page."""
    view = kiosk.page_view()
    seen = [
        item
        for item in rulers.texts(kiosk)
        if eyes.rect(item).bottom() > view.top() + 20
        and any(parent.inherits("QQuickFlickable") for parent in eyes.ancestors(item))
        and not any(stands_beside(parent, view) for parent in eyes.ancestors(item))
    ]
    return min(seen, key=lambda item: eyes.rect(item).top())


def is_in_sight(kiosk: Driver, item: QQuickItem) -> bool:
    """Whether some line of a text is in sight."""
    view, rect = kiosk.page_view().toRectF(), eyes.rect(item)
    return rect.bottom() > view.top() + 10 and rect.top() < view.bottom() - 40


def test_each_text_size_shows_at_once_while_the_panel_stands(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.tap("Text size")
    sizes = []
    for per_cent, name in screens.SIZES.items():
        kiosk.tap(name)
        assert kiosk.control(name).checked
        assert [n for n in screens.SIZES.values() if kiosk.control(n).checked] == [name]
        sizes.append(body_font(kiosk))
        assert sizes[-1] == pytest.approx(sizes[0] * per_cent / 100, abs=2)
    assert all(small < large for small, large in pairwise(sizes))


def test_each_theme_shows_at_once_while_the_panel_stands(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.tap("Contrast")
    grounds = []
    for name in screens.THEMES.values():
        kiosk.tap(name)
        assert kiosk.control(name).checked
        found = eyes.colours(kiosk.picture(), kiosk.page_view().toRectF(), step=4)
        grounds.append(found.most_common(1)[0][0] & 0xFFFFFF)
    assert grounds == [0xFAF6EE, 0xFFFFFF, 0x000000]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("pages", [1, 2, 4])
def test_the_paragraph_at_the_top_stays_in_sight(
    stand: Stand, size: tuple[int, int], pages: int
) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.choose("Text size", "Larger" if size == PORTRAIT else "Standard")
    for _ in range(pages):
        if kiosk.has("Page down"):
            kiosk.tap("Page down")
    assert eyes.read_to(kiosk) > 0
    reading = at_the_top(kiosk)
    for step in STEPS:
        kiosk.tap("Text size")
        assert is_in_sight(kiosk, reading), f"lost as the panel opened before {step}"
        kiosk.tap(step)
        assert is_in_sight(kiosk, reading), f"lost at {step}"
        kiosk.tap("Done")
        assert is_in_sight(kiosk, reading), f"lost as the panel closed after {step}"
    for theme in screens.THEMES.values():
        before = eyes.read_to(kiosk)
        kiosk.choose("Contrast", theme)
        assert eyes.read_to(kiosk) == pytest.approx(before, abs=1)


def test_there_and_back_again_is_the_same_place(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    kiosk.tap("Page down")
    before = eyes.read_to(kiosk)
    kiosk.choose("Text size", "Largest")
    assert eyes.read_to(kiosk) != before
    kiosk.choose("Text size", "Standard")
    assert eyes.read_to(kiosk) == pytest.approx(before, abs=25), "half a line"


def test_the_end_of_a_page_stays_the_end(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap("What treatments are there?")
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
    reading = at_the_top(kiosk)
    for step in STEPS:
        kiosk.choose("Text size", step)
        assert is_in_sight(kiosk, reading), f"lost at {step}"


def test_a_new_text_size_holds_on_the_pages_that_follow(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.choose("Text size", "Largest")
    kiosk.choose("Contrast", "White on black")
    kiosk.tap("Clinical trials")
    assert body_font(kiosk) >= 78
    kiosk.tap("Text size")
    assert kiosk.control("Largest").checked


def test_answers_stand_when_the_looks_change(kiosk: Driver) -> None:
    walking.begin(kiosk)
    for label, size, theme in zip(
        screens.ANSWERS,
        ["Largest", "Standard", "Larger", "Large"],
        ["White on black", "Black on white", "Usual colours", "White on black"],
        strict=True,
    ):
        kiosk.choose("Text size", size)
        kiosk.choose("Contrast", theme)
        kiosk.tap(label)
    assert tuple(walking.page(kiosk).review.values()) == screens.ANSWERS
    kiosk.tap("Back")
    kiosk.choose("Text size", "Standard")
    assert walking.page(kiosk).chosen == (screens.ANSWERS[-1],)
