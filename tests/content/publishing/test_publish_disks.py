"""Publishing to a folder that is full, cut off or another's: what is there stays whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.content.checks.gate import checked_library
from app.content.publishing.publish import publish
from app.content.updates.edition_files import Files
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.domain.governance.governance import Person
from tests.content.publishing.drafts import T05, noon, retitle, sign


class Late(Files):
    """Somebody else writes the edition's name just before."""

    def name_new(self, source: Path, target: Path) -> None:
        target.write_bytes(b"another's")
        super().name_new(source, target)


class WithoutLinks(Files):
    """A stick, whose files have one name each."""

    def name_new(self, source: Path, target: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("os.link", self._no_link)
            super().name_new(source, target)

    @staticmethod
    def _no_link(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(source), str(target))


class LateWithoutLinks(WithoutLinks):
    """A stick that somebody else writes to."""

    def name_new(self, source: Path, target: Path) -> None:
        target.write_bytes(b"another's")
        super().name_new(source, target)


@pytest.mark.parametrize("late", [Late, LateWithoutLinks])
def test_a_name_that_is_taken_meanwhile_is_not_written_over(
    workshop: Workshop, target: Path, late: type[Files]
) -> None:
    folder = target.parent
    with pytest.raises(ContentError, match="never written over another"):
        publish(workshop, folder, files=late())
    assert (folder / "edition-2.db").read_bytes() == b"another's"
    assert list(folder.iterdir()) == [folder / "edition-2.db"]
    assert publish(workshop, folder, files=WithoutLinks()).file == folder / "edition-3.db"


class Full(Files):
    """A share that takes the bytes and then no name."""

    def name_new(self, source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")


def test_no_number_is_used_up_by_a_failure(workshop: Workshop, target: Path) -> None:
    for _ in range(2):
        with pytest.raises(ContentError, match="No space left"):
            publish(workshop, target.parent, files=Full())
        assert list(target.parent.iterdir()) == []
        assert workshop.settings.read().edition == 1
    assert publish(workshop, target.parent).plan.edition == 2


class PowerCut(BaseException):
    """The machine stops."""


class Cut(Files):
    """Files on a machine that stops after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def _step(self, do: Callable[[], None]) -> None:
        if not self.left:
            raise PowerCut
        self.left -= 1
        do()

    def copy(self, source: Path, target: Path, report: Callable[[int], None]) -> None:
        if not self.left:
            target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        self._step(lambda: super(Cut, self).copy(source, target, report))

    def flush(self, file: Path) -> None:
        self._step(lambda: super(Cut, self).flush(file))

    def replace(self, source: Path, target: Path) -> None:
        self._step(lambda: super(Cut, self).replace(source, target))

    def flush_folder(self, folder: Path) -> None:
        self._step(lambda: super(Cut, self).flush_folder(folder))


@pytest.mark.parametrize("steps", range(5))
def test_a_power_cut_leaves_one_good_edition(workshop: Workshop, target: Path, steps: int) -> None:
    publish(workshop, target)
    retitle(workshop, T05, "Changed")
    sign(workshop, T05)
    try:
        publish(workshop, target, files=Cut(steps))
    except PowerCut:
        assert steps < 4
    with checked_library(target) as library:
        number, title = library.info().edition, library.topic("t05").title
    assert (number == 3) == (title == "Changed") == (steps >= 3)
    workshop.close()
    with closing(Workshop.open(workshop.file, Person("Ann"), now=noon)) as again:
        # A number is given once: from where the file is about to get its name, it is taken.
        assert publish(again, target).plan.edition == (4 if steps >= 2 else 3)
    with checked_library(target) as library:
        assert library.topic("t05").title == "Changed"
