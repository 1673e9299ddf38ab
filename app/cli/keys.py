"""clinic-content keys: who may sign editions, and what to do when a key is lost or stolen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from app.cli.output import FAILED, UNREADABLE, stop
from app.content.publishing.signed_folder import KeyFile
from app.domain.errors import ContentError
from app.domain.library.counting import count

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner, SSlibKey

    from app.content.signing.repository import Repository

PASSPHRASE = "CLINIC_PASSPHRASE"  # noqa: S105 - its name
"""The variable that answers every question for a passphrase: for tests, and for nothing else."""

_FILE = click.Path(path_type=Path)
_HOLDERS = 3  # of a set-up by trust; two of them sign


@click.group()
def keys() -> None:
    """Make, show, back up, rotate and revoke the keys that sign editions: docs/trust.md."""


def _command(work: Callable[..., None]) -> Callable[..., None]:
    @wraps(work)
    def print_done(**options: Any) -> None:
        with _exit_on_error():
            work(**options)

    return print_done


@contextmanager
def _exit_on_error() -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        stop(UNREADABLE, str(error))


def opened(file: Path) -> KeyFile:
    """A key, with its passphrase, which is asked for."""
    return KeyFile(file, _passphrase(f"Passphrase of {file.name}"))


def _passphrase(question: str, *, twice: bool = False) -> str:
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    return str(click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True))


def waits_for(missing: int) -> str:
    """What a list that is pending waits for."""
    return (
        f"Kiosks do not see it yet: it waits for {count(missing, 'more signature')}"
        " (clinic-content keys sign)."
    )


def _signers(files: tuple[Path, ...]) -> list[CryptoSigner]:
    return [opened(file).signer() for file in files]


def _repository(folder: Path, keys: tuple[Path, ...] = ()) -> Repository:
    from app.content.signing.keys import pinned_root
    from app.content.signing.repository import Repository

    return Repository(folder, pinned=pinned_root(keys))


def _public(file: Path) -> SSlibKey:
    from app.content.signing.keys import read_public

    return read_public(file).key


@keys.command()
@click.argument("file", type=_FILE)
@_command
def make(file: Path) -> None:
    """Make a key: FILE.pem, which only its passphrase opens, and FILE.pub for everybody else."""
    from app.content.signing.keys import make_key

    made = make_key(file, _passphrase("A passphrase of at least 12 letters", twice=True))
    click.echo(f"{file} is made. Its id begins with {made.id}. Back it up: keys back-up.")


@keys.command(name="back-up")
@click.argument("file", type=_FILE)
@click.argument("folder", type=_FILE)
@_command
def back_up(file: Path, folder: Path) -> None:
    """Copy a key, still encrypted, into FOLDER, a stick for an envelope."""
    from app.content.signing.keys import back_up as copy

    opened(file).signer()  # a copy that nobody can open is none
    private, public = copy(file, folder)
    click.echo(f"{private} and {public.name} are there. Label the stick, and put it away.")


@keys.command(name="set-up")
@click.argument("folder", type=_FILE)
@click.option("--desk", type=_FILE, required=True, help="The key of the desk that publishes.")
@click.option("--holder", type=_FILE, multiple=True, required=True, help="A key of the root.")
@click.option("--trust", is_flag=True, help="Three holders; two of them sign every list.")
@_command
def set_up(folder: Path, desk: Path, holder: tuple[Path, ...], trust: bool) -> None:
    """Begin a signed list in FOLDER.

    Small: one --holder, whose key is the root and lies in an envelope; the desk signs by itself.
    Trust: three, with --trust; the keys of two must be here as .pem, of the third .pub will do.
    """
    from app.content.signing.keys import pin_root
    from app.content.signing.trustees import Trustees

    needed = _HOLDERS if trust else 1
    if len(holder) != needed:
        stop(FAILED, f"This set-up takes {count(needed, 'holder')}, not {len(holder)}.")
    root = tuple(_public(file) for file in holder)
    desk_key = _public(desk)
    if desk_key.keyid in {key.keyid for key in root}:
        stop(FAILED, "The desk's key may not be a holder's: who steals the desk has all then.")
    threshold = 2 if trust else 1
    trustees = Trustees(root, root if trust else (desk_key,), desk_key, threshold)
    private = tuple(file for file in holder if file.suffix == ".pem")[:threshold]
    file = _repository(folder).create(trustees, _signers(private))
    for key in (desk, *holder):
        pin_root(key, file.read_bytes())
    click.echo(f"{file} is the root of trust: copy it to each kiosk, [updates] root.")


@keys.command()
@click.argument("folder", type=_FILE)
@_command
def show(folder: Path) -> None:
    """Say who may sign in FOLDER, until when what was signed holds, and what waits."""
    from app.content.signing.trustees import name_of

    repository = _repository(folder)
    root, trustees = repository.root().signed, repository.trustees()
    rows = (("Root", trustees.root), ("List", trustees.targets), ("Desk", (trustees.desk,)))
    for what, able in rows:
        needed = 1 if what == "Desk" else trustees.threshold
        names = ", ".join(f"{name_of(key)} ({key.keyid[:16]})" for key in able)
        click.echo(f"{what}: {needed} of {len(able)}: {names}")
    click.echo(f"Root {root.version} holds until {root.expires:%Y-%m-%d}.")
    if (until := repository.holds_until()) is not None:
        click.echo(f"The list holds until {until:%Y-%m-%d}; then kiosks call it old.")
    for entry in repository.entries():
        click.echo(f"Edition {entry.number}, for {entry.stage:g} % of the kiosks: {entry.title}")
    for entry in repository.pending_entries():
        click.echo(f"Pending: edition {entry.number}: {entry.title}")
    if missing := repository.missing_signatures():
        click.echo(waits_for(missing))


@keys.command()
@click.argument("folder", type=_FILE)
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_command
def sign(folder: Path, key_files: tuple[Path, ...]) -> None:
    """Sign the list that is pending in FOLDER, after saying what is in it."""
    repository = _repository(folder, key_files)
    for entry in repository.pending_entries():
        click.echo(f"Edition {entry.number}, published {entry.published}: {entry.title}")
    if repository.sign_pending(_signers(key_files)):
        click.echo("Signed. Kiosks see it now.")
    else:
        click.echo(waits_for(repository.missing_signatures()))


@keys.command()
@click.argument("folder", type=_FILE)
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_command
def renew(folder: Path, key_files: tuple[Path, ...]) -> None:
    """Sign the list in FOLDER anew as it is, so that it does not run out. It takes the desk."""
    repository = _repository(folder, key_files)
    signers = _signers(key_files)
    repository.require_desk(signers)
    repository.renew_timestamp(signers)
    click.echo(f"The list holds until {repository.holds_until():%Y-%m-%d}.")


@keys.command()
@click.argument("folder", type=_FILE)
@click.argument("number", type=int)
@click.argument("percent", type=click.FloatRange(0, 100))
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_command
def stage(folder: Path, number: int, percent: float, key_files: tuple[Path, ...]) -> None:
    """Offer edition NUMBER in FOLDER to PERCENT of the kiosks; 0 stops it."""
    repository = _repository(folder, key_files)
    repository.set_stage(number, percent, _signers(key_files))
    click.echo(f"Edition {number} is for {percent:g} % of the kiosks.")
    if missing := repository.missing_signatures():
        click.echo(waits_for(missing))


@keys.command()
@click.argument("folder", type=_FILE)
@click.argument("number", type=int)
@click.argument("log", type=click.File(encoding="utf-8", errors="replace"))
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_command
def rollout(folder: Path, number: int, log: TextIO, key_files: tuple[Path, ...]) -> None:
    """Offer edition NUMBER to more kiosks, or stop it, by what they say in the web server's LOG."""
    from app.content.signing.rollout import next_stage, reports_of

    repository = _repository(folder, key_files)
    now = next((e.stage for e in repository.entries() if e.number == number), None)
    if now is None:
        stop(FAILED, f"The list has no edition {number}.")
    reports = reports_of(number, log)
    click.echo(f"{reports.showing} show edition {number}, {reports.back} went back from it.")
    then = next_stage(now, reports)
    if then == now:
        click.echo(f"It stays with {now:g} % of the kiosks.")
        return
    repository.set_stage(number, then, _signers(key_files))
    click.echo(f"It is for {then:g} % of the kiosks now." if then else "It is stopped.")
    if missing := repository.missing_signatures():
        click.echo(waits_for(missing))


_stolen = click.option(
    "--stolen", is_flag=True, help="Begin the list without the editions that it has."
)


@keys.command()
@click.argument("folder", type=_FILE)
@click.argument("old")
@click.argument("new", type=_FILE)
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_stolen
@_command
def rotate(folder: Path, old: str, new: Path, key_files: tuple[Path, ...], stolen: bool) -> None:
    """Put the key NEW in the place of the one called OLD, and sign the list of FOLDER anew.

    It takes the holders' keys, two of them with --trust, and the desk's. What OLD signed no longer
    counts on a kiosk that has seen this.
    """
    _exchange(folder, old, new, key_files, stolen=stolen)


@keys.command()
@click.argument("folder", type=_FILE)
@click.argument("old")
@click.option("--key", "key_files", type=_FILE, multiple=True, required=True, help="A .pem file.")
@_stolen
@_command
def revoke(folder: Path, old: str, key_files: tuple[Path, ...], stolen: bool) -> None:
    """Let the key called OLD count no more in FOLDER, where enough others are left."""
    _exchange(folder, old, None, key_files, stolen=stolen)


def _exchange(
    folder: Path, old: str, new: Path | None, key_files: tuple[Path, ...], *, stolen: bool
) -> None:
    from app.content.signing.keys import pin_root, pinned_root

    repository = _repository(folder, key_files)
    signers = _signers(key_files)
    done = repository.exchange_key(old, _public(new) if new else None, signers, stolen=stolen)
    if new is not None:
        first = pinned_root(key_files) or (folder / "1.root.json").read_bytes()
        pin_root(new.with_suffix(".pem"), first)
    click.echo(f"{old} counts no more: root {repository.root().signed.version} says so.")
    if stolen:
        click.echo("The list holds no edition now. Publish again.")
    if not done:
        click.echo(waits_for(repository.missing_signatures()))
