"""Publishing into a signed list: the same for the command and for the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from app.content.publishing.plan import Plan
from app.content.publishing.publish import Published, plan, publish
from app.content.publishing.signed_folder import KeyFile
from app.content.signing.keys import pinned_root
from app.content.signing.repository import Repository
from app.content.updates.fetching.layout import Entry, edition_file
from app.content.workshop import Workshop
from app.domain.progress import Progress, quiet


@dataclass(frozen=True, slots=True)
class SignedPublication:
    """What was published, and how many signatures it still waits for."""

    published: Published
    missing: int


class _ListSigning:
    def __init__(
        self, repository: Repository, signers: Sequence[CryptoSigner], title: str, stage: float
    ) -> None:
        self._repository = repository
        self._signers = signers
        self._title = title
        self._stage = stage

    @property
    def last_number(self) -> int:
        """The highest number in the list."""
        return self._repository.number()

    def add(self, made: Path, number: int, day: date | None) -> None:
        """Sign an edition into the list."""
        entry = Entry(number, self._title, day.isoformat() if day else "", self._stage)
        self._repository.add_edition(made, entry, self._signers)


def plan_signed(workshop: Workshop, folder: Path, *, progress: Progress = quiet) -> Plan:
    """What publishing into a signed list would do."""
    return plan(workshop, folder / edition_file(Repository(folder).number()), progress=progress)


def publish_signed(  # noqa: PLR0913 - as `publish`, and what signs
    workshop: Workshop,
    folder: Path,
    keys: Sequence[KeyFile],
    why: str = "",
    *,
    stage: float = 100.0,
    progress: Progress = quiet,
) -> SignedPublication:
    """Publish an edition into the signed list of a folder.

    The keys are tried before anything is written: a wrong passphrase costs no number.
    """
    repository = Repository(folder, pinned=pinned_root(key.file for key in keys))
    signers = [key.signer() for key in keys]
    repository.require_desk(signers)
    title = workshop.settings.read().title
    signing = _ListSigning(repository, signers, title, stage)
    target = folder / "edition.db"
    published = publish(workshop, target, why, progress=progress, signing=signing)
    named = Published(
        folder / edition_file(published.plan.edition), published.plan, published.digest
    )
    return SignedPublication(named, repository.missing_signatures())
