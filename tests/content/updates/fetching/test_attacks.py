"""Attacks by chance on a signed folder, a stick and a server: KIOSK_ATTACKS says how many.

Whoever can write there puts older files, others' files, halves and nonsense in the place of files.
Families see an edition that was signed, to the letter, and never an older one than before.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.content.updates.fetching.layout import Entry
from tests.content.signed import Publisher, rig_of, seen

ATTACKS = int(os.environ.get("KIOSK_ATTACKS", "90"))
KINDS = ("folder", "stick", "web")
ROUNDS = 15
"""How many attacks one kiosk lives through."""

Attack = Callable[[random.Random, Path, Sequence[Path]], None]


def _flip(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice([1, 1, 20])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def _cut(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def _lengthen(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    file.write_bytes(file.read_bytes() + bytes(chance.choice([1, 5_000, 3_000_000])))


def _remove(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    file.unlink()


def _replace(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    """By a file of the same name, of an earlier day or of another publisher."""
    same = [other for other in others if other.name == file.name]
    shutil.copy(chance.choice(same or others), file)


def _confuse(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    """By any file, whatever its name."""
    shutil.copy(chance.choice(others), file)


def _rename(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    """A genuine file under the name that another one is looked for by."""
    data, target = file.read_bytes(), file.with_name(chance.choice(others).name)
    target.unlink(missing_ok=True)
    target.write_bytes(data)


def _pipe(chance: random.Random, file: Path, others: Sequence[Path]) -> None:
    file.unlink()
    if chance.random() < 0.5:
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero")


ON_FILES: tuple[Attack, ...] = (_flip, _cut, _lengthen, _remove, _replace, _confuse, _rename)
ON_FOLDERS: tuple[Attack, ...] = (*ON_FILES, _pipe)  # a server would wait, and not a kiosk


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file() and file.stat().st_size)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(max(1, ATTACKS // len(KINDS) // ROUNDS)))
def test_families_see_what_was_signed_whatever_is_put_there(
    kind: str, seed: int, tmp_path: Path, built: Path
) -> None:
    chance = random.Random(f"{kind} {seed}")
    publisher = Publisher(tmp_path / "publisher", built)
    other = Publisher(tmp_path / "other", built)
    for number in range(12, 20):
        made, entry = other.made(number, "Forged"), Entry(number, "Forged", "2026-11-21")
        assert other.repository.add_edition(made, entry, [other.key])
    earlier = [other.folder]
    with rig_of(kind, tmp_path, built, publisher) as rig:
        newest = shown = 12
        publisher.publish(newest)
        assert rig.update() == seen(newest)
        for number in range(ROUNDS):
            what = f"{kind} {seed}.{number}"
            if chance.random() < 0.4:
                newest += 1
                publisher.publish(newest)
            before = tmp_path / f"before-{number}"
            shutil.copytree(publisher.folder, before)
            earlier.append(before)
            rig.give()
            if chance.random() < 0.2:  # a whole folder of an earlier day, or of another publisher
                shutil.rmtree(rig.there)
                shutil.copytree(chance.choice(earlier), rig.there)
            others = [file for folder in earlier for file in _files(folder)]
            for _ in range(chance.choice([0, 1, 1, 2, 5])):
                attack = chance.choice(ON_FILES if kind == "web" else ON_FOLDERS)
                files = _files(rig.there)
                coming = [file for file in files if file.name == f"edition-{newest:06}.db"]
                attack(chance, chance.choice(coming * (len(files) // 2) + files), others)
            if chance.random() < 0.2:
                rig.restart()
            found, title = rig.kiosk.update()
            assert (found, title) == seen(found), what
            assert shown <= found <= newest, what
            shown = found
        publisher.publish(newest + 1)
        rig.give()
        rig.kiosk.source.poll(asked=True)
        assert rig.kiosk.update() == seen(newest + 1), "the genuine ones still come"
