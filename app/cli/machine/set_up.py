"""clinic-kiosk set-up: what is a site's own, asked at the terminal or read from a file."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

import click

from app import paths
from app.cli.machine import printer
from app.cli.machine.finding import Machine
from app.cli.machine.hardware import width_told
from app.cli.machine.toml_edit import Value, replace_file, with_values
from app.cli.output import FAILED, UNREADABLE, show_any_text, stop
from app.config import Config
from app.config_file import load, parse
from app.domain.errors import ConfigError
from app.domain.kiosk.door import pin_problem
from app.pin import DEFAULT_PIN, hash_pin, pin_matches

STICKS = "usb"
"""The answer that editions come on sticks, by the hands of staff."""

NO_PRINTER = "none"
NOTHING = "-"
"""What is typed for an empty answer, since Enter leaves what holds."""

_PIN_HINT = (
    "A PIN has 6 to 12 digits, and is not one that anybody would try first, such as 123456; not"
    f" {DEFAULT_PIN} either, which every new kiosk has."
)
QUESTIONS = {
    "site": "The site's name, as on handouts",
    "ward": "The ward or the waiting room",
    "who_to_ask": 'Whom families should ask, as in "the nurse at the desk"',
    "width_mm": "How wide the lit part of the screen is, in mm (measure it)",
    "hours": f'Hours of the screen: "Mon-Fri 07:30-20:00; Sat 09:00-17:00" ("{NOTHING}": always)',
    "printer": f'The printer by its name ("{NOTHING}": the default one; "{NO_PRINTER}")',
    "editions": f'Where editions come from: a folder, an address, "{STICKS}" or "{NOTHING}"',
    "root": f'The root of trust, the full path of 1.root.json ("{NOTHING}": none yet)',
    "counts": "Count visits and the pages that are read, as docs/privacy.md says",
}
STEPS = {
    "site": "Where it stands",
    "width_mm": "The screen",
    "printer": "The printer",
    "editions": "What it shows",
    "counts": "Staff",
}
"""What it asks about, each with the first question of it."""

_PIN, _TEST_PAGE = "pin", "test_page"
_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    **dict.fromkeys((*QUESTIONS, _PIN), ((str,), "words between quotes")),
    "width_mm": ((int, float), "a number"),
    **dict.fromkeys(("counts", _TEST_PAGE), ((bool,), "true or false")),
}
"""The answers, each with the types that it may have."""


@click.command("clinic-kiosk set-up")
@click.option("--answers", type=click.Path(path_type=Path), help="A TOML file with the answers.")
@click.option("--config", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--root", type=click.Path(path_type=Path), default=Path("/"), hidden=True)
def set_up(answers: Path | None, config: Path | None, root: Path) -> None:
    """Write the configuration from answers about five things. All else stays as it is.

    The printer is checked then, and a test page printed on it where that is wanted.
    """
    show_any_text()
    file = config or paths.config_files()[0]
    try:
        before = load(file) if file.exists() else Config()
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        told = _read(answers) if answers else _ask(before, width_told(Machine(root)))
        values = _values(told, before, answers or file)
        after = _checked(with_values(text, values), values, before, file)
    except ConfigError as error:
        stop(UNREADABLE, f"{error} Nothing was changed.")
    try:
        old = replace_file(file, after)
    except OSError as error:
        stop(FAILED, f"{file} cannot be written: {error.strerror}. Nothing was changed.")
    click.echo(f"{file} is written." + (f" The one before is {old}." if old else ""))
    printed = _try_printer(parse(tomllib.loads(after), str(file)), told, asked=answers is None)
    click.echo("Run: systemctl restart clinic-kiosk; then: clinic-kiosk doctor")
    sys.exit(0 if printed else FAILED)


def _try_printer(config: Config, told: Mapping[str, Value], *, asked: bool) -> bool:
    """Check the printer, and print a test page where that is wanted; False where none came out."""
    if not config.printing.jobs_a_session or "printer" not in told:
        return True
    printer.check(config.printing.printer)
    if asked:
        wanted = click.confirm("Print a test page on it?", err=True)
    else:
        wanted = bool(told.get(_TEST_PAGE))
    return not wanted or printer.print_test_page(config)


def _read(file: Path) -> dict[str, Value]:
    """The answers in a file."""
    allowed = ", ".join(_KINDS)
    try:
        found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(str(file), "the file", f"{error.strerror}.", "a readable file") from error
    except ValueError as error:
        raise ConfigError(str(file), "the file", f"{error}.", "TOML, in UTF-8") from error
    told: dict[str, Value] = {}
    for key, value in found.items():
        if key not in _KINDS:
            raise ConfigError(str(file), key, "There is no such answer.", allowed)
        kinds, form = _KINDS[key]
        if type(value) not in kinds:
            raise ConfigError(str(file), key, f"{value!r} will not do.", form)
        told[key] = float(value) if isinstance(value, int) and float in kinds else value
    return told


def _ask(before: Config, width: int) -> dict[str, Value]:
    """The answers of whoever sits at the terminal; Enter leaves what holds already."""
    updates = before.updates
    source = updates.folder or updates.address or (STICKS if updates.usb else "")
    prints_on = before.printing.printer if before.printing.jobs_a_session else NO_PRINTER
    holds: Mapping[str, Value] = {
        "site": before.site.name,
        "ward": before.site.ward,
        "who_to_ask": before.site.who_to_ask,
        "width_mm": before.screen.width_mm or float(width),
        "printer": prints_on,
        "editions": source,
        "root": updates.root,
        "hours": "; ".join(before.hours.on),
        "counts": before.counts.pages,
    }
    told: dict[str, Value] = {}
    numbers = count(1)
    for key, question in QUESTIONS.items():
        if key == "root" and not told["editions"]:
            continue
        if key in STEPS:
            click.echo(f"\n{next(numbers)} of {len(STEPS)}: {STEPS[key]}", err=True)
        holding = holds[key]
        if isinstance(holding, bool):
            told[key] = click.confirm(question, default=holding, err=True)
            continue
        if key == "printer":
            found = ", ".join(printer.queues()) or "none that CUPS on this machine knows"
            click.echo(f"Printers here: {found}.", err=True)
        answer: Any = click.prompt(question, default=holding, type=type(holding), err=True)
        told[key] = "" if answer == NOTHING else answer
    chosen = not pin_matches(DEFAULT_PIN, before.staff.pin_hash)
    about = "The staff PIN, 6 to 12 digits" + (" (Enter: it stays)" if chosen else "")
    told[_PIN] = _ask_pin(about, may_be_empty=chosen)
    return told


def _ask_pin(about: str, *, may_be_empty: bool) -> str:
    while True:
        default = "" if may_be_empty else None
        pin: str = click.prompt(
            about, hide_input=True, default=default, show_default=False, err=True
        )
        if may_be_empty and not pin:
            return ""
        if pin_problem(pin, DEFAULT_PIN):
            click.echo(_PIN_HINT, err=True)
        elif click.prompt("The same again", hide_input=True, err=True) == pin:
            return pin
        else:
            click.echo("The two are not the same.", err=True)


def _values(told: Mapping[str, Value], before: Config, file: Path) -> dict[str, Value]:
    """What is to be written, by "table.key". What nobody answered stays as it is."""
    values: dict[str, Value] = {}
    plain = {
        "site": "site.name",
        "ward": "site.ward",
        "who_to_ask": "site.who_to_ask",
        "width_mm": "screen.width_mm",
        "root": "updates.root",
        "counts": "counts.pages",
    }
    values.update({plain[key]: value for key, value in told.items() if key in plain})
    for key, others in (("printer", _printer), ("editions", _source)):
        if key in told:
            values.update(others(str(told[key]), before))
    if "hours" in told:
        spans = (span.strip() for span in str(told["hours"]).split(";"))
        values["hours.on"] = tuple(filter(None, spans))
    pin = str(told.get(_PIN, ""))
    if pin and pin_problem(pin, DEFAULT_PIN):
        raise ConfigError(str(file), "pin", "This PIN will not do.", _PIN_HINT)
    if pin:
        values["staff.pin_hash"] = hash_pin(pin)
    elif pin_matches(DEFAULT_PIN, before.staff.pin_hash):
        raise ConfigError(str(file), "pin", "There is none.", _PIN_HINT)
    return values


def _printer(answer: str, before: Config) -> dict[str, Value]:
    if answer == NO_PRINTER:
        return {"printing.printer": "", "printing.jobs_a_session": 0}
    jobs = before.printing.jobs_a_session or type(before.printing)().jobs_a_session
    return {"printing.printer": answer, "printing.jobs_a_session": jobs}


def _source(answer: str, before: Config) -> dict[str, Value]:
    web = answer.startswith(("https://", "http://"))
    sticks = answer == STICKS
    return {
        "updates.folder": "" if web or sticks else answer,
        "updates.address": answer if web else "",
        "updates.usb": sticks or (before.updates.usb and bool(answer)),
    }


def _checked(text: str, values: Mapping[str, Value], before: Config, file: Path) -> str:
    """The text, if it says what was answered and nothing else is another; ConfigError if not."""
    wanted = asdict(before)
    for where, value in values.items():
        table, _, key = where.partition(".")
        wanted[table][key] = value
    try:
        after = parse(tomllib.loads(text), str(file), text)
    except tomllib.TOMLDecodeError:
        after = None
    if after is None or asdict(after) != wanted:
        lines = "; ".join(values)
        problem = "It is written in a form that this command cannot change safely."
        raise ConfigError(str(file), "the file", problem, f"by hand, these keys: {lines}")
    return text
