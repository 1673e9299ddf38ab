"""The staff's editor: joins its window with the families' own screens, and starts."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app import paths
from app.bridge.kiosk import Kiosk, Setting
from app.bridge.stage import Stage, draw_by_software
from app.config import Config
from app.domain.errors import ContentCode, ContentError
from app.domain.idle import Idle
from app.domain.ports import HandoutMaker, Library
from app.editor.preview.making import Source
from app.editor.preview.pane import FamilyPane


class _NoShelf:
    """The preview is handed its library; there is none to take."""

    def changed(self) -> bool:
        """Never."""
        return False

    def slow(self) -> bool:
        """Never."""
        return False

    def prepare(self) -> None:
        """There is nothing to check."""

    def stop(self) -> None:
        """There is nothing to give up."""

    def take(self) -> Library:
        """There is nothing to take."""
        raise ContentError(ContentCode.MISSING, "No library is on show.", "Choose a page.")


def make_pane(source: Source, config: Config, parent: QWidget | None) -> FamilyPane:
    """The families' screen, for the editor's window: nobody waits at it, and it has no door."""

    def maker() -> HandoutMaker:
        from app.handout.site import Paper, Site  # noqa: PLC0415 - later
        from app.handout.typesetting import Typesetter  # noqa: PLC0415

        site = Site(
            name=config.site.name,
            ward=config.site.ward,
            paper=Paper(config.handout.paper),
            who_to_ask=config.site.who_to_ask,
            public_address=config.handout.public_address,
        )
        return Typesetter(site, date.today, resources=paths.RESOURCES)

    kiosk = Kiosk(
        Setting(
            site=config.site.name,
            ward=config.site.ward,
            who_to_ask=config.site.who_to_ask,
            screen_width_mm=0,
            distance_mm=config.screen.distance_mm,
            idle=Idle(),
            pin_is_default=False,
        ),
        _NoShelf(),
        maker,
        pin_matches=lambda pin: False,
        clock=lambda: 0.0,
        today=date.today,
    )
    return FamilyPane(source, Stage(kiosk, paths.QML, paths.ICONS), maker, parent=parent)
