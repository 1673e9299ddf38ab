"""clinic-kiosk screen-check: what the screen holds, and how wide its lit part is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from app.cli.output import UNREADABLE, show_any_text, stop
from app.config_file import find, load
from app.domain.errors import ConfigError
from app.domain.kiosk.panel import STEPS, Panel

Measure = Callable[[], float]
"""Has somebody measure the screen; its width in mm, or 0 where they gave up."""


def report(panel: Panel) -> list[str]:
    """What a panel holds, a line for each thing."""
    largest = panel.capital_mm * 2
    lines = [
        f"Screen: {panel.width:g} by {panel.height:g} pixels,"
        f" {panel.width / panel.pixels_per_mm:.0f} by {panel.height_mm:.0f} mm,"
        f" read from {panel.distance_mm:g} mm.",
        f"Words: {_step(panel)}. A capital is {panel.capital_mm:.1f} mm high at 100 %,"
        f" {largest:.1f} mm at 200 %; EN 301 549 asks for {panel.standard_capital_mm:.1f} mm.",
        "Cards: twelve stand on one screen at 100 %."
        if panel.holds_twelve_cards
        else "Cards: twelve may not stand on one screen; the page can be turned.",
    ]
    if panel.reach:
        lines.append(f"Reach: {panel.reach}")
    if not panel.width_mm:
        lines.append("[screen] width_mm is not set: it is taken for a 24-inch screen.")
    return lines


def _step(panel: Panel) -> str:
    if panel.scale > 1:
        return f"they grow to {panel.scale * 100:.0f} %"
    number = STEPS.index(panel.scale) + 1
    return f"step {number} of {len(STEPS)}, {panel.scale * 100:.0f} % of the standard"


def main(words: list[str], pixels: Callable[[], tuple[int, int]], measure: Measure) -> int:
    """Run the command; the exit code. `pixels` and `measure` know the screen."""

    @click.command("clinic-kiosk screen-check")
    @click.option("--config", type=click.Path(path_type=Path), help="The configuration to read.")
    @click.option("--report", "only", is_flag=True, help="Measure nothing: say what it holds.")
    def screen_check(config: Path | None, *, only: bool) -> None:
        """Say what the screen holds; then measure it with a bank card."""
        show_any_text()
        try:
            screen = (load(config) if config else find()).screen
        except ConfigError as error:
            stop(UNREADABLE, str(error))
        width, height = pixels()
        low = screen.low_reach_from_mm
        for line in report(Panel(width, height, screen.width_mm, screen.distance_mm, low)):
            click.echo(line)
        if only:
            return
        if measured := measure():
            click.echo(f"\nIn the configuration:\n\n[screen]\nwidth_mm = {measured:.1f}\n")
            for line in report(Panel(width, height, measured, screen.distance_mm, low)):
                click.echo(line)
        else:
            click.echo("Nothing was measured.")

    screen_check.main(args=words, prog_name="clinic-kiosk screen-check")
    return 0
