"""Many handouts as files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import HandoutError
from app.handout.typesetting import Typesetter
from app.handout.writing import Job, file_name, write, write_all
from tests.handout.examples import COLLECTED, SITE, TODAY, TOPIC


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CAR T-cell therapy: what it is", "t01-car-t-cell-therapy-what-it-is.pdf"),
        ("Tŷ'r Plant / ../x", "t01-tyr-plant-x.pdf"),
        ("中", "t01.pdf"),
    ],
)
def test_a_file_is_named_by_id_and_words(title: str, name: str) -> None:
    assert file_name(replace(TOPIC, title=title), large=False) == name
    assert file_name(replace(TOPIC, title=title), large=True) == f"{name[:-4]}-large.pdf"


def test_a_file_that_is_the_same_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert write(b"one", file)
    before = file.stat()
    assert not write(b"one", file)
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino
    assert write(b"two", file)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"two"]


def test_nothing_is_left_behind_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    (tmp_path / "a.pdf" / "x").touch()
    with pytest.raises(OSError, match=r"a\.pdf"):
        write(b"one", tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("processes", [1, 2])
def test_every_process_makes_the_same_bytes(tmp_path: Path, processes: int) -> None:
    jobs = [
        Job(replace(TOPIC, title=str(number)), tmp_path / f"{number}.pdf", large=number % 2 == 0)
        for number in range(41)
    ]
    done = list(write_all(jobs, len(jobs), SITE, TODAY, processes=processes))
    assert done == [True] * len(jobs)
    one = Typesetter(SITE, lambda: TODAY).make(jobs[7].document)
    assert jobs[7].file.read_bytes() == one.pdf
    assert len(list(tmp_path.iterdir())) == len(jobs)


@pytest.mark.parametrize("count", [1, 41])
def test_what_goes_wrong_in_a_process_comes_out_as_it_is(tmp_path: Path, count: int) -> None:
    jobs = [Job(COLLECTED, tmp_path / f"{number}.pdf") for number in range(count)]
    with pytest.raises(HandoutError):
        list(write_all(jobs, count, SITE, TODAY, resources=tmp_path, processes=2))
    nowhere = [Job(COLLECTED, tmp_path / "no" / f"{number}.pdf") for number in range(count)]
    with pytest.raises(OSError, match="no"):
        list(write_all(nowhere, count, SITE, TODAY, processes=2))
