"""The panels that the kiosk is built for: one table, for journeys and the tour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.config import Config

STANDARD_CAPITAL_MM = 7.33
"""0.7 degrees at 600 mm (EN 301 549, 5.1.4)."""


@dataclass(frozen=True)
class Panel:
    """A panel as it is bought: pixels as the desktop counts them, and how wide its lit part is."""

    name: str
    size: tuple[int, int]
    width_mm: float
    capital_mm: float = STANDARD_CAPITAL_MM
    """How high a capital of body text is at 100 %, at least."""
    pixel_ratio: int = 1

    @property
    def pixels_per_mm(self) -> float:
        """The size of a millimetre on it."""
        return self.size[0] / self.width_mm

    @property
    def upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.size[1] > self.size[0]

    def config(self, config: Config | None = None) -> Config:
        """A configuration in which it was measured."""
        config = config or Config()
        return replace(config, screen=replace(config.screen, width_mm=self.width_mm))


PANELS = {
    panel.name: panel
    for panel in (
        Panel("24", (1920, 1080), 531),
        Panel("21.5", (1920, 1080), 476),
        Panel("15.6", (1366, 768), 344, 5.13),
        Panel("15.6-fine", (1920, 1080), 344, 5.13),
        Panel("10", (1280, 800), 215, 3.66),
        Panel("32-upright", (1080, 1920), 398, 9.7),
        Panel("22-upright", (1080, 1920), 274),
        Panel("17-upright", (1024, 1280), 270, 5.86),
        Panel("55", (3840, 2160), 1218, 16.8),
        Panel("27-4k", (1920, 1080), 598, 8.2, pixel_ratio=2),
    )
}
