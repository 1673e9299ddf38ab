"""clinic-kiosk doctor: everything a kiosk stands on, a line each: good, or wrong and the hint."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from app import paths
from app.cli.machine import hardware, service
from app.cli.machine.finding import Finding, Machine
from app.cli.output import FAILED, print_json, print_table, show_any_text
from app.config import Config, PrintingConfig, UpdatesConfig
from app.config_file import load
from app.domain.errors import ConfigError, ContentError
from app.domain.kiosk.counts import RELEASED_FROM
from app.domain.library.counting import count
from app.pin import DEFAULT_PIN, pin_matches
from app.service import counts

_SET_UP = "Run: clinic-kiosk set-up"


def findings(machine: Machine, config_file: Path | None, today: date) -> Iterator[Finding]:
    """Everything that is looked at, in the order in which it is put right."""
    config, found = _configuration(config_file)
    yield found
    yield _pin(machine, config)
    library, latest = _library(config)
    yield library
    yield hardware.screen(machine, config.screen)
    yield hardware.touch(machine)
    yield from _printer(machine, config.printing)
    yield hardware.sound(machine)
    yield _editions(config.updates)
    yield hardware.clock(machine, today, latest)
    yield from hardware.disk(machine)
    yield _counts(machine, config)
    yield service.unit()
    yield from service.exposure(machine, config_file)


def _configuration(file: Path | None) -> tuple[Config, Finding]:
    about = "configuration"
    if file is None:
        return Config(), Finding(about, "There is none: defaults are used.", _SET_UP)
    try:
        config = load(file)
    except ConfigError as error:
        text = f"{error.file}: {error.key}: {error.problem}"
        return Config(), Finding(about, text, error.hint)
    if not config.site.name:
        return config, Finding(about, f"{file} does not say which site this is.", _SET_UP)
    place = ", ".join(filter(None, (config.site.name, config.site.ward)))
    return config, Finding(about, f"{file}: {place}.")


def _pin(machine: Machine, config: Config) -> Finding:
    about = "staff PIN"
    if not pin_matches(DEFAULT_PIN, config.staff.pin_hash):
        return Finding(about, "It was chosen in the configuration.")
    try:
        chosen = (machine.state / "staff-pin").exists()
    except OSError:
        chosen = False
    if chosen:
        return Finding(about, "It was chosen at the screen.")
    return Finding(about, "It is the one that every new kiosk has.", _SET_UP)


def _library(config: Config) -> tuple[Finding, date | None]:
    """The library that the kiosk was set up with, and its latest day."""
    from app.content.checks.gate import checked_library

    file = Path(config.content.file or paths.CONTENT)
    try:
        with checked_library(file) as library:
            info = library.info()
    except ContentError as error:
        return Finding("library", f"{error.code}: {error.problem}", error.hint), None
    edition = f", edition {info.edition}" if info.edition else ""
    sample = " It is a sample." if info.sample else ""
    return Finding("library", f"{info.title}{edition}.{sample}"), info.latest_day


def _printer(machine: Machine, printing: PrintingConfig) -> Iterator[Finding]:
    from app.handout.printing.check import CUPS_FOLDER, Weight, printer_check
    from app.handout.printing.cups_queue import Queue

    if not printing.jobs_a_session:
        yield Finding("printer", "The configuration says that nothing is printed.")
        return
    found = printer_check(Queue(printing.printer), machine.file(str(CUPS_FOLDER)))
    faults = [one for one in found if one.weight is Weight.FAULT]
    for one in faults:
        yield Finding("printer", f"{one.about}: {one.problem}", one.hint)
    if not faults:
        # What a printer cannot do, such as to say that paper came, is nothing to put right.
        advice = "".join(f" {one.about}: {one.problem} {one.hint}" for one in found)
        name = printing.printer or "The default printer"
        yield Finding("printer", f"{name} can print.{advice}")


def _editions(updates: UpdatesConfig) -> Finding:
    about = "editions"
    if not updates.wanted:
        return Finding(about, "None are taken: the library above is shown.")
    if updates.root and not Path(updates.root).is_file():
        hint = "Put 1.root.json of whoever publishes there."
        return Finding(about, f"The root of trust is not there: {updates.root}.", hint)
    if not updates.root and not updates.unsigned:
        return Finding(
            about,
            "None is taken without a root of trust.",
            "Name it: [updates] root; see updates.md.",
        )
    for source in filter(None, (updates.folder, updates.address)):
        problem = _problem_at(source, signed=bool(updates.root))
        if problem:
            hint = "See that it is connected, and that editions were published there."
            if source == updates.address:
                hint = f"{hint} The service needs IPAddressAllow= with its address: installing.md."
            return Finding(about, f"{source}: {problem}", hint)
    places = [
        *filter(None, (updates.folder, updates.address)),
        *(["sticks"] if updates.usb else []),
    ]
    trust = "signed" if updates.root else "unsigned: whoever can write there decides"
    return Finding(about, f"They come from {', '.join(places)} ({trust}).")


def _problem_at(source: str, *, signed: bool) -> str:
    """What is wrong with where editions come from, or ""."""
    from tuf.api.exceptions import DownloadError

    from app.content.updates.fetching.layout import TIMESTAMP
    from app.content.updates.fetching.transport import fetcher_for, is_web

    if not is_web(source):
        try:
            os.listdir(source)  # noqa: PTH208 - a share that hangs or is gone says so here
        except OSError as error:
            return f"{error.strerror}."
    if not signed:
        return ""
    try:
        for _ in fetcher_for(source).stream(TIMESTAMP):
            break
    except DownloadError as error:
        return f"{error}."
    return ""


def _counts(machine: Machine, config: Config) -> Finding:
    """What is counted of what families read, and whether the file of it is whole."""
    about, file = "counts", machine.state / counts.NAME
    try:
        record = counts.load(file)
    except OSError as error:
        return Finding(about, f"{file} cannot be read: {error.strerror}.", "Run this as root.")
    except ValueError:
        return Finding(about, f"{file} is damaged.", "Run: clinic-kiosk counts --delete")
    counted = ("visits and pages", config.counts.pages), ("faces", config.counts.faces)
    what = " and ".join(name for name, wanted in counted if wanted).capitalize() + " are"
    since = f" Days in {file}: {len(record.days)}." if record.days else ""
    if not config.counts.wanted:
        return Finding(about, f"Nothing that families read is counted.{since}")
    return Finding(about, f"{what} counted: whole days, from {RELEASED_FROM}.{since}")


@click.command("clinic-kiosk doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration, where it is not the usual one.",
)
@click.option("--root", type=click.Path(path_type=Path), default=Path("/"), hidden=True)
def doctor(as_json: bool, config: Path | None, root: Path) -> None:
    """Look at everything a kiosk stands on. Exit code 1 where something is wrong."""
    show_any_text()
    file = config or paths.config_file()
    found = list(
        findings(replace(Machine(root), state=paths.machine_state_dir()), file, date.today())
    )
    wrong = [one for one in found if not one.good]
    if as_json:
        rows = [
            {"about": one.about, "good": one.good, "text": one.text, "hint": one.hint}
            for one in found
        ]
        print_json({"good": not wrong, "findings": rows})
    else:
        print_table(
            ("good" if one.good else "WRONG", one.about, f"{one.text} {one.hint}".rstrip())
            for one in found
        )
        click.echo(f"Wrong: {count(len(wrong), 'thing')}." if wrong else "Everything is good.")
    sys.exit(FAILED if wrong else 0)
