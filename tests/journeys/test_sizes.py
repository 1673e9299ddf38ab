"""Every screen at every text size, theme and orientation: whole, large enough, well apart."""

from __future__ import annotations

import pytest

from app.domain.session.session import TEXT_SIZES, Theme
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import eyes, rulers, screens
from tests.journeys.conftest import Stand
from tests.journeys.every_panel import broken_screens
from tests.panels import PANELS


def test_the_choices_are_those_of_the_program() -> None:
    assert tuple(screens.SIZES) == TEXT_SIZES
    assert set(screens.THEMES) == set(Theme)


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("panel", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_screen_is_whole(stand: Stand, panel: tuple[int, int], size: int) -> None:
    assert broken_screens(stand(size=panel), size) == {}


# Of every panel, the size of letters that is hardest on it; `python -m tests.journeys.every_panel`
# takes them all. The 24-inch panel is above.
HARDEST = (
    *(("21.5", 100), ("15.6", 100), ("15.6-fine", 200), ("10", 100), ("10", 200)),
    *(("32-upright", 150), ("22-upright", 100), ("17-upright", 125), ("55", 100), ("27-4k", 200)),
)


@pytest.mark.parametrize(("name", "size"), HARDEST)
def test_every_panel_holds_every_screen(stand: Stand, name: str, size: int) -> None:
    assert broken_screens(stand(panel=PANELS[name]), size) == {}


def geometry(kiosk: Driver) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Where everything is."""
    return [
        (seen.name, (seen.rect.x(), seen.rect.y(), seen.rect.width(), seen.rect.height()))
        for seen in kiosk.everything()
    ]


@pytest.mark.parametrize("panel", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_colours_move_nothing(stand: Stand, panel: tuple[int, int]) -> None:
    """What holds at every text size in one theme holds in the others: they lay out the same."""
    kiosk = stand(size=panel)
    kiosk.start()
    for screen in screens.every_topic(kiosk):
        for size in TEXT_SIZES:
            laid_out = []
            for theme in Theme:
                kiosk.kiosk.session.set_text_size(size)
                kiosk.kiosk.session.set_theme(theme)
                kiosk.settle()
                laid_out.append(geometry(kiosk))
            assert laid_out[0] == laid_out[1] == laid_out[2], (screen, size)
        kiosk.kiosk.session.set_text_size(100)
        kiosk.settle()


def test_a_control_that_is_squeezed_would_be_seen(kiosk: Driver) -> None:
    kiosk.start()
    assert rulers.broken(kiosk) == []
    bar = next(
        i for i in eyes.of_kind(kiosk, "QQuickAbstractButton") if i.property("text") == "Home"
    )
    bar.setHeight(20)
    assert {found.split(":")[0] for found in rulers.broken(kiosk)} >= {"clipped", "too_small"}
