"""Whether a whole file is fit for families, and everything to correct in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.content.checks.findings import (
    WHOLE_LIBRARY,
    Finding,
    Kind,
    Level,
    Location,
    advice_at,
    error_at,
)
from app.content.checks.rules import check, errors_in
from app.content.database.integrity import check_file
from app.content.database.snapshot import private_copy
from app.content.items.approved import restore_signed, unsigned_library, update_states
from app.content.reader.library import ContentLibrary
from app.domain.errors import ContentCode, ContentError
from app.domain.governance.governance import ItemKey


def check_use(file: Path, *, library_signed: bool = True) -> tuple[ItemKey, ...]:
    """Raise a ContentError if families may not see the file, a private copy.

    `check_file`; then what was signed is restored in it; then its errors. Without
    `library_signed`, the library itself need not be: somebody else vouches for the whole file.
    Returns what came back that no editor had changed.
    """
    check_file(file)
    restored = restore_signed(file, library_signed=library_signed)
    found = errors_in(file)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        problem = f"{file}: {found[0].location}: {found[0].problem}{more}"
        hint = f"{found[0].hint} `clinic-content check` lists everything."
        raise ContentError(ContentCode.FAULTY, problem, hint)
    return restored.put_back


@contextmanager
def checked_library(file: Path) -> Iterator[ContentLibrary]:
    """The library in a file, if the kiosk would show it; ContentError if not."""
    with private_copy(file) as made:
        check_use(made)
        with closing(ContentLibrary(made)) as library:
            yield library


def check_whole(
    file: Path, today: date, icons: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """`check` on any file: one that refers to what is not there is a finding too.

    ContentError where the file cannot be read at all.
    """
    try:
        with private_copy(file) as made:
            check_file(made)
            drafts = update_states(made)
            typed = check(made, today, icons)
            put_back = restore_signed(made).put_back
            shown = (*_unsigned(made), *check(made, today, icons))
            return (*shown, *_of_drafts(typed, drafts, shown), *map(_of_put_back, put_back))
    except ContentError as error:
        if error.code is not ContentCode.FAULTY:
            raise
        return (error_at(Kind.UNKNOWN_ID, WHOLE_LIBRARY, error.problem, error.hint),)


def _unsigned(made: Path) -> Iterator[Finding]:
    """That nobody has signed the library itself."""
    if violation := unsigned_library(made):
        yield error_at(Kind.LIBRARY, WHOLE_LIBRARY, violation.problem, violation.hint)


def _of_drafts(
    typed: tuple[Finding, ...], drafts: frozenset[str], shown: tuple[Finding, ...]
) -> Iterator[Finding]:
    """What is to be corrected in texts that nobody has signed: families do not see it."""
    for finding in typed:
        # A cell is named by its table: what families do not see of it is a draft's, too.
        is_draft = finding.location.item in drafts or finding.location.table
        if is_draft and finding not in shown:
            yield replace(finding, level=Level.ADVICE)


def _of_put_back(key: ItemKey) -> Finding:
    """That a text is not as it was signed, though nobody saved that in the editor."""
    problem = "It is not as it was signed, and no editor saved it so: families see what was signed."
    hint = "Look at it in the editor and have it signed, or put the right file in its place."
    return advice_at(Kind.EDITED, Location(key.id), problem, hint)
