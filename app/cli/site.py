"""The hospital's own words on paper, as the configuration has them. It loads no workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config_file import find

if TYPE_CHECKING:
    from app.config import Config
    from app.handout.site import Site


def site_of_config() -> Site:
    """The words of this machine's configuration, if there is one."""
    return site_of(find())


def site_of(config: Config) -> Site:
    """The words of a configuration."""
    from app.handout.site import Paper, Site

    site = config.site
    return Site(
        name=site.name,
        ward=site.ward,
        paper=Paper(config.handout.paper),
        who_to_ask=site.who_to_ask,
        public_address=config.handout.public_address,
    )
