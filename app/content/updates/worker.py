"""The checking process: what opens files that nobody has to trust, apart from the screen.

It reads one task as JSON from its input and answers in lines of JSON: the stages that it comes to,
and then its answer. `app.content.updates.worker_client` starts it, and gives it up when it must.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.content.updates.edition_files import Files
from app.content.updates.fetching.fetch import (
    IN_FOLDER,
    ON_STICKS,
    SPARE_BYTES,
    fetch,
    offers_in,
    renew,
)
from app.content.updates.kiosk_reports import leave_report
from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import ContentCode, ContentError, TransientError
from app.domain.kiosk.edition_record import Edition, Offer
from app.memory import forbid_dumps

CPU_SECONDS = 900
MEMORY = 1_500_000_000
"""How many bytes more than at its start it may take."""

_PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

Report = Callable[[str], None]
Answer = dict[str, Any]


# The signed lists are loaded where a task asks for them: The Update Framework takes 0.2 s.


def list_source(task: Mapping[str, Any], files: Files) -> Answer:
    """The offers of a folder, a share or an address; without a root, of the unsigned files."""
    source, warning = str(task["source"]), ""
    if "report" in task:
        leave_report(source, Path(task["store"]), task["report"], files)
    if task["root"]:
        from app.content.updates.fetching.signed_fetch import poll_list  # noqa: PLC0415

        found: Sequence[Offer]
        root, store = Path(task["root"]), Path(task["store"])
        found, warning = poll_list(source, root, store, files, tuple(task.get("shows", (0, 0))))
    else:
        found = offers_in(Path(source), IN_FOLDER)
    return {"offers": [asdict(offer) for offer in found], "warning": warning}


def list_sticks(task: Mapping[str, Any], files: Files) -> Answer:
    """The offers of every stick; where sticks appear, there may be none."""
    mounts = [Path(folder) for folder in task["folders"] if Path(folder).is_dir()]
    if task["root"]:
        from app.content.updates.fetching.signed_fetch import stick_offers  # noqa: PLC0415

        found = stick_offers(mounts, Path(task["root"]), Path(task["store"]), files)
    else:
        found = [offer for mount in mounts for offer in offers_in(mount, ON_STICKS)]
    return {"offers": [asdict(offer) for offer in found]}


def fetch_edition(task: Mapping[str, Any], files: Files, report: Report) -> Answer:
    """Fetch an edition into the store."""
    offer, store, known = Offer(**task["offer"]), Path(task["store"]), task["known"]
    if offer.signed_in:
        from app.content.updates.fetching.signed_fetch import fetch_signed  # noqa: PLC0415

        found = fetch_signed(offer, Path(task["root"]), store, known, files, report)
    else:
        found = fetch(offer, store, known, files, report)
    return {"known": found} if isinstance(found, str) else {"edition": asdict(found)}


def renew_edition(task: Mapping[str, Any], files: Files) -> Answer:
    """Bring an edition in the store up to this version."""
    return {"renewed": renew(Edition(**task["edition"]), Path(task["store"]), files)}


def check_content(file: Path, state: Path, report: Report) -> Answer:
    """Copy the library of a file, so that the screen finds it checked."""
    report("checking")
    ContentSource(file, state).open().close()
    return {}


def _answer_to(task: Mapping[str, Any], report: Report, files: Files) -> Answer:
    match task["do"]:
        case "list":
            return list_source(task, files)
        case "list_sticks":
            return list_sticks(task, files)
        case "fetch":
            return fetch_edition(task, files, report)
        case "renew":
            return renew_edition(task, files)
        case _:
            return check_content(Path(task["file"]), Path(task["state"]), report)


def work(task: Mapping[str, Any], report: Report, files: Files) -> Answer:
    """Do one task. What goes wrong is an answer too."""
    try:
        return _answer_to(task, report, files)
    except ContentError as error:
        if isinstance(error.__cause__, MemoryError):
            raise error.__cause__ from error
        return {"rejected": [str(error.code), error.problem, error.hint]}
    except TransientError as error:
        return {"transient": [error.problem, error.hint]}


def too_much_memory(file: str) -> Answer:
    """The answer about a file whose check takes more than it may."""
    problem = f"The check of {file} took too much memory and was stopped."
    hint = "Check it with `clinic-content check`, and publish it again."
    return {"rejected": [str(ContentCode.DAMAGED), problem, hint]}


def end_with_parent() -> None:
    """Have the system end this process when the kiosk has ended, however that came about."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - not on Windows

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit(writes: int) -> None:
    """Keep this process small, and behind everything that a family does."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the time limit has to do
    except ImportError:
        return
    with suppress(OSError):  # a unit may forbid it; then it stands beside the screen
        os.nice(10)
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: writes,
    }
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + MEMORY
    for what, most in limits.items():
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def _file_of(task: Mapping[str, Any]) -> str:
    return str(task["offer"]["file"] if "offer" in task else task.get("file", ""))


def _may_write(task: Mapping[str, Any]) -> int:
    """The size of the largest file that a task may write: a copy, with its reading order."""
    size = task.get("offer", {}).get("size", 0)
    if size or task.get("root"):
        return int(2 * size + SPARE_BYTES)
    file = _file_of(task)
    if "report" in task:
        return SPARE_BYTES
    try:
        return 2 * Path(file).stat().st_size + SPARE_BYTES if file else 0
    except OSError:
        return SPARE_BYTES


def main() -> int:
    """Read a task, do it, answer."""
    forbid_dumps()
    end_with_parent()
    task = json.loads(sys.stdin.readline())
    if sys.platform == "linux" and task.get("parent", os.getppid()) != os.getppid():
        return 1  # the kiosk ended before the system was asked to watch for it

    def report(stage: str) -> None:
        print(json.dumps({"stage": stage}), flush=True)

    limit(_may_write(task))
    try:
        answer = work(task, report, Files())
    except MemoryError:
        answer = too_much_memory(_file_of(task))
    print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
