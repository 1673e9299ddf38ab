"""clinic-kiosk counts: what was read at the kiosk of this machine, as a table or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import click

from app import paths
from app.cli.output import FAILED, print_table, show_any_text, stop
from app.config import Config
from app.config_file import load
from app.domain.errors import ConfigError, ContentError, TransientError
from app.domain.kiosk.counts import RELEASED_FROM, CountRecord, CountsState, Kind, sorted_by_number
from app.domain.library.counting import count
from app.service import counts as counts_file

DAYS = 28


@click.command("clinic-kiosk counts")
@click.option("--csv", "as_csv", is_flag=True, help="Print every number that is kept, as CSV.")
@click.option("--days", type=click.IntRange(1, 366), help=f"Of so many days, up to today ({DAYS}).")
@click.option("--delete", is_flag=True, help="Delete everything that was counted.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration, where it is not the usual one.",
)
def counts(as_csv: bool, days: int | None, delete: bool, config: Path | None) -> None:
    """Say what was read here: whole days, no number under 10, each a little wrong on purpose."""
    show_any_text()
    file = paths.machine_state_dir() / counts_file.NAME
    if delete:
        _delete(file)
        return
    record = _read(file)
    today = date.today()
    if days or not as_csv:
        record = record.between(today - timedelta(days=(days or DAYS) - 1), today)
    settings = _settings(config)
    titles = _titles(settings) if record.counts else {}
    if as_csv:
        _print_csv(record, titles)
    else:
        for line in _told(record, settings, today - timedelta(days=(days or DAYS) - 1), today):
            click.echo(line)
        if record.counts:
            print_table(_rows(record, titles))


def _read(file: Path) -> CountRecord:
    try:
        return counts_file.load(file)
    except PermissionError:
        stop(FAILED, f"{file} may not be read. Run it as root.")
    except OSError as error:
        stop(FAILED, f"{file} cannot be read: {error.strerror}.")
    except ValueError:
        stop(FAILED, f"{file} is damaged. The kiosk begins it anew when the day is over.")


def _delete(file: Path) -> None:
    numbers = 0
    with suppress(OSError, ValueError):
        numbers = len(counts_file.load(file).counts)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        stop(FAILED, f"{file} cannot be deleted: {error.strerror}.")
    click.echo(f"Deleted: {count(numbers, 'number')}. What is counted today is not in it.")


def _settings(file: Path | None) -> Config:
    with suppress(ConfigError):
        file = file or paths.config_file()
        return load(file) if file else Config()
    return Config()


def _told(record: CountRecord, config: Config, first: date, last: date) -> Iterable[str]:
    if not config.counts.wanted:
        yield "Nothing is counted on this kiosk: see [counts] in its configuration."
    if record.state() is CountsState.NOTHING_YET:
        yield "There is nothing yet. The numbers of a day come when it is over."
    elif record.state() is CountsState.TOO_FEW:
        days = count(len(record.days), "day")
        yield f"Too few to show: no number came to {RELEASED_FROM} in {days} of counting."
    else:
        yield (
            f"From {first} to {last}. Each number is a little wrong on purpose, and has not in it"
            f" the days and weeks in which it was under {RELEASED_FROM}. See privacy.md."
        )


def _rows(record: CountRecord, titles: dict[str, str]) -> Iterable[tuple[str, ...]]:
    totals = record.totals()
    for kind in Kind:
        for page, number in sorted_by_number(totals, kind):
            yield str(number), kind.replace("-", " "), page, titles.get(page, "")


def _print_csv(record: CountRecord, titles: dict[str, str]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("first day", "last day", "what", "page", "title", "number"))
    for c in record.counts:
        table.writerow((c.first, c.last, c.kind, c.page, titles.get(c.page, ""), c.number))


def _titles(config: Config) -> dict[str, str]:
    """The title of each page of the library on show, where one can be read."""
    from app.content.checks.gate import checked_library
    from app.content.updates.edition_files import read_record

    file = Path(config.content.file or paths.CONTENT)
    store = paths.machine_state_dir() / "editions"
    titles = {}
    with suppress(ContentError, TransientError, OSError):
        if edition := read_record(store).showing:
            file = store / edition.file
        with checked_library(file) as library:
            for section in library.sections():
                titles.update({card.topic_id: card.title for card in library.cards(section.id)})
            titles.update({card.walkthrough_id: card.title for card in library.walkthroughs()})
    return titles
