"""What the commands share that work on a library: who does it, which texts, errors, JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app import paths
from app.cli.output import FAILED, UNREADABLE, print_json, stop
from app.domain.errors import (
    ConfigError,
    ContentCode,
    ContentError,
    KioskError,
    RuleViolationError,
)
from app.domain.governance.governance import LIBRARY_KEY, TEXT_KINDS, ItemKey, ItemKind, Person
from app.domain.progress import Progress, quiet

if TYPE_CHECKING:
    from app.content.workshop import Workshop


_PARTS = 1000
_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_command(command: _Command) -> _Command:
    """The argument FILE and the option --json, which every command has."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    return click.argument("file", type=click.Path(path_type=Path))(command)


@dataclass(frozen=True, slots=True)
class Who:
    """Who changes something, and why."""

    person: Person
    why: str


def by_somebody(command: Callable[..., None]) -> Callable[..., None]:
    """Who does it, and why; a command that changes something gets them as `who`."""

    @wraps(command)
    def with_who(*, name: str, role: str, why: str, **others: Any) -> None:
        person = Person(" ".join(name.split()), " ".join(role.split()))
        command(who=Who(person, why), **others)

    options = (
        click.option("--why", default="", help="A reason, for the history."),
        click.option("--role", envvar="CLINIC_ROLE", default="", help="Your role; CLINIC_ROLE."),
        click.option("--name", envvar="CLINIC_NAME", default="", help="Who you are; CLINIC_NAME."),
    )
    for option in options:
        option(with_who)
    return with_who


def with_day(command: _Command) -> _Command:
    """The day to look from."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, value: value.date() if value else date.today(),
        help="The day to look from; today if left out.",
    )(command)


@contextmanager
def open_to_read(file: Path) -> Iterator[Workshop]:
    """The library, to look at it: somebody else may be working on it."""
    with open_workshop(file, Person(""), read_only=True) as workshop:
        yield workshop


@contextmanager
def open_to_change(file: Path, who: Who) -> Iterator[Workshop]:
    """The library, to be changed by somebody who has said who they are."""
    if not who.person.name:
        stop(FAILED, "Say who you are: --name (and --role), or the variable CLINIC_NAME.")
    with open_workshop(file, who.person) as workshop:
        yield workshop


@contextmanager
def open_workshop(file: Path, person: Person, *, read_only: bool = False) -> Iterator[Workshop]:
    """The library, open to be worked on; what goes wrong ends the command with a sentence."""
    from app.content.workshop import Workshop

    try:
        with closing(
            Workshop.open(file, person, read_only=read_only, icons=paths.icon_names())
        ) as workshop:
            yield workshop
    except OSError as error:
        where = error.filename or file
        stop(FAILED, f"{where} cannot be read or written: {error.strerror}. Choose another place.")


@contextmanager
def progress_bar(label: str, *, as_json: bool) -> Iterator[Progress]:
    """A bar on standard error for as long as something takes; for people at a terminal alone."""
    if as_json or not sys.stderr.isatty():
        yield quiet
        return
    shown: Any = click.progressbar(
        length=_PARTS, label=label, file=sys.stderr, item_show_func=lambda text: text
    )
    with shown:
        yield lambda share, text: shown.update(round(share * _PARTS) - shown.pos, text)


def signed_key_of(workshop: Workshop, text: str) -> ItemKey:
    """What somebody means that is signed: a text, or the `library` itself."""
    return LIBRARY_KEY if text == LIBRARY_KEY.id else key_of(workshop, text)


def key_of(workshop: Workshop, text: str) -> ItemKey:
    """The text that somebody means: `t05`, or `t05/cy` in another language."""
    item, _, language = text.partition("/")
    language = language or workshop.settings.read().language
    keys = {row.key for row in workshop.items.rows()}
    for kind in TEXT_KINDS:
        if ItemKey(kind, item, language) in keys:
            return ItemKey(kind, item, language)
    hint = "“clinic-content status” lists what there is."
    stop(UNREADABLE, f"{workshop.file} has nothing that is called {text}. {hint}")


def walkthrough_of(workshop: Workshop, text: str) -> ItemKey:
    """The walkthrough that somebody means."""
    key = key_of(workshop, text)
    if key.kind is not ItemKind.WALKTHROUGH:
        stop(FAILED, f"{text} is not a walkthrough.")
    return key


def key_json(key: ItemKey) -> dict[str, str]:
    """An item's key as JSON has it."""
    return {"kind": str(key.kind), "id": key.id, "language": key.language}


def exit_code(error: KioskError) -> int:
    """The exit code of an error that ends a command."""
    if isinstance(error, ContentError):
        return FAILED if error.code is ContentCode.FAULTY else UNREADABLE
    return UNREADABLE if isinstance(error, ConfigError) else FAILED


ITEMS = click.argument("items", nargs=-1, required=True)


def for_each_item(
    workshop: Workshop,
    items: Sequence[str],
    act: Callable[[ItemKey], None],
    did: str,
    *,
    as_json: bool,
) -> None:
    """Do something to each of some texts; what may not be done is printed, and ends with code 1."""
    results: list[dict[str, Any]] = []
    for key in [signed_key_of(workshop, item) for item in items]:
        try:
            act(key)
        except RuleViolationError as error:
            results.append(
                {**key_json(key), "done": False, "problem": error.problem, "mend": error.hint}
            )
        else:
            results.append({**key_json(key), "done": True})
    failed = [result for result in results if not result["done"]]
    if as_json:
        print_json({"did": did, "items": results})
    for result in results if not as_json else ():
        if result["done"]:
            click.echo(f"{result['id']} is {did}.")
        else:
            click.echo(
                f"{result['id']} is not {did}. {result['problem']} {result['mend']}", err=True
            )
    if failed:
        raise SystemExit(FAILED)


def print_done(as_json: bool, text: str, value: object) -> None:
    """Say what was done: a sentence, or JSON."""
    if as_json:
        print_json(value)
    else:
        click.echo(text)
