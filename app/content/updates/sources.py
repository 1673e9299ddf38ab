"""Where a kiosk gets editions from, and how long it leaves a server alone after a failure."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import TransientError
from app.domain.kiosk.edition_record import Offer


@dataclass(frozen=True, slots=True)
class UpdateSources:
    """Where editions come from, and whose word counts.

    `folder` and `address` hold a list each, sticks appear in `stick_folders`. `root` is the file of
    the root of trust; with `unsigned` and no root, plain files are taken as they are. `kiosk` says
    where this one stands.
    """

    folder: str = ""
    address: str = ""
    stick_folders: tuple[str, ...] = ()
    root: str = ""
    unsigned: bool = False
    kiosk: str = ""

    @property
    def polled(self) -> tuple[str, ...]:
        """What is looked at by itself."""
        return tuple(filter(None, (self.folder, self.address)))


NO_ROOT = TransientError(
    "This kiosk takes no edition: it has no root of trust.",
    "Name it in the configuration, [updates] root; docs/updates.md says where it is from.",
)


MOST_POLLS_LEFT_OUT = 63


@dataclass
class _Failure:
    times: int
    left_out: int
    problem: str


class Backoff:
    """A file of a server that does not fit is fetched again after 0, 1, 3, 7 … polls, not at each.

    Thousands of kiosks would get all of it again and again. What staff ask for is tried at once.
    """

    def __init__(self) -> None:
        self._failures: dict[str, _Failure] = {}

    def next_poll(self, *, asked: bool) -> None:
        """Another poll begins."""
        for failure in self._failures.values():
            failure.left_out = 0 if asked else max(0, failure.left_out - 1)

    def failed(self, offer: Offer, problem: str) -> None:
        """A file did not come, or not as it was signed."""
        if not offer.signed_in.startswith("http"):
            return
        before = self._failures.get(offer.fingerprint)
        times = before.times + 1 if before else 1
        polls = min(2 ** (times - 1), MOST_POLLS_LEFT_OUT + 1)
        self._failures = {offer.fingerprint: _Failure(times, polls, problem)}

    def problem(self, fingerprint: str) -> str:
        """Why a file has to wait for a later poll, or ""."""
        failure = self._failures.get(fingerprint)
        return failure.problem if failure and failure.left_out > 0 else ""
