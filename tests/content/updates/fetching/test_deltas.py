"""What is new in an edition, by way of the one before; the whole file where it does not fit."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.content.updates.edition_files import Files
from app.content.updates.fetching.delta import apply_delta, make_delta
from bench.library import multiplied
from tests.content.signed import Publisher, Rig, rig_of, seen


@pytest.fixture
def publisher(tmp_path: Path, built: Path) -> Publisher:
    return Publisher(tmp_path / "publisher", built)


def fetched(rig: Rig, number: int) -> list[str]:
    """The files of an edition that the server was asked for."""
    return [name for name in rig.server.asked if name.startswith(f"edition-{number:06}")]


def test_only_what_is_new_is_fetched(tmp_path: Path, built: Path, publisher: Publisher) -> None:
    with rig_of("web", tmp_path, built, publisher) as rig:
        for number in (12, 13, 14):
            publisher.publish(number)
            assert rig.update() == seen(number)
        assert fetched(rig, 12) == ["edition-000012.db"]
        assert fetched(rig, 13) == ["edition-000013.from-000012.zst"]
        assert fetched(rig, 14) == ["edition-000014.from-000013.zst"]
        delta = rig.there / "edition-000014.from-000013.zst"
        assert delta.stat().st_size < 10_000
        # Who was away for one gets the whole file.
        publisher.publish(15)
        publisher.publish(16)
        assert rig.update() == seen(16)
        assert fetched(rig, 16) == ["edition-000016.db"]


@pytest.mark.parametrize("how", ["changed", "half", "longer", "gone", "base"])
def test_where_what_is_new_does_not_fit_the_whole_file_is_fetched(
    tmp_path: Path, built: Path, publisher: Publisher, how: str
) -> None:
    with rig_of("web", tmp_path, built, publisher) as rig:
        publisher.publish(12)
        assert rig.update() == seen(12)
        publisher.publish(13)
        rig.give()
        delta = rig.there / "edition-000013.from-000012.zst"
        data = delta.read_bytes()
        if how == "gone":
            delta.unlink()
        elif how == "base":
            (copy,) = (tmp_path / "kiosk").rglob("published-000012.db")
            copy.write_bytes(copy.read_bytes()[::-1])
        else:
            spoiled = {"changed": data[:-9] + b"X" + data[-8:], "half": data[: len(data) // 2]}
            delta.write_bytes(spoiled.get(how, data + b"more"))
        assert rig.kiosk.update() == seen(13)
        assert fetched(rig, 13)[-1] == "edition-000013.db"


def test_what_is_new_is_unpacked_no_further_than_the_edition_is_long(tmp_path: Path) -> None:
    old, zeros, bomb, made = (tmp_path / name for name in ("old", "zeros", "bomb", "made"))
    old.write_bytes(b"old")
    zeros.write_bytes(bytes(50_000_000))
    bomb.write_bytes(make_delta(old, zeros))
    assert bomb.stat().st_size < 10_000
    _, size = Files().receive(apply_delta(old, bomb), made, 100_000)
    assert size > 100_000
    assert made.stat().st_size <= 100_000


def test_five_changed_pages_of_a_thousand_cost_little(tmp_path: Path) -> None:
    old = multiplied(1000, tmp_path)
    new = Path(shutil.copy(old, tmp_path / "new.db"))
    with closing(sqlite3.connect(new)) as connection, connection:
        connection.execute(
            "UPDATE topic_text SET body = body || ? WHERE topic_id IN"
            " (SELECT id FROM topic ORDER BY id LIMIT 5 OFFSET 500)",
            (" A sentence that was not there before.",),
        )
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.execute("VACUUM")
    assert old.read_bytes() != new.read_bytes()
    delta = tmp_path / "delta"
    delta.write_bytes(make_delta(old, new))
    assert delta.stat().st_size <= 50_000
    assert b"".join(apply_delta(old, delta)) == new.read_bytes()
