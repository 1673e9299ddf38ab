"""The library that a configuration names, made for `app.main`: one file, or editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Config
from app.content.updates.trusted_copy import ContentSource
from app.content.updates.worker_client import Checker
from app.domain.ports import Editions, LibrarySource

if TYPE_CHECKING:
    from app.domain.errors import ContentError


def library_source(
    config: Config, content: Path, state: Path, resting: ContentError | None, *, paints: bool
) -> tuple[LibrarySource, Editions | None]:
    """Where the library on show comes from: the one file, or editions in its place."""
    if resting is not None:
        from app.service.safe_mode import RestingSource  # noqa: PLC0415 - not for a kiosk that is well

        return RestingSource(resting), None
    base = ContentSource(content, state, Checker())
    updates = config.updates
    if not updates.wanted:
        return base, None
    # Only a kiosk that is updated loads it.
    from app.content.updates.edition_store import EditionSource  # noqa: PLC0415
    from app.content.updates.sources import UpdateSources  # noqa: PLC0415

    source = EditionSource(
        base,
        state / "editions",
        Checker(),
        sources=UpdateSources(
            folder=updates.folder,
            address=updates.address,
            stick_folders=updates.usb_folders if updates.usb else (),
            root=updates.root,
            unsigned=updates.unsigned,
            kiosk=", ".join(filter(None, (config.site.name, config.site.ward))),
        ),
        paints=paints,
    )
    return source, source
