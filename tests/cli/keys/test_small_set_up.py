"""The small set-up rehearsed, and its keys that go astray: a desk, and a root in an envelope."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.keys.clinics import Clinic, Small, run, shows


def test_small_set_up(small: Small) -> None:
    result = small.publish(small.desk)
    assert "Edition 2 is written" in result.output
    kiosk = small.kiosk()
    assert shows(kiosk) == 2
    small.publish(small.desk)
    assert shows(kiosk) == 3
    shown = run("keys", "show", small.editions).output
    assert "Root: 1 of 1: envelope (" in shown
    assert "List: 1 of 1: desk (" in shown
    assert "Edition 3, for 100 % of the kiosks" in shown


def test_small_stolen_desk_key(small: Small) -> None:
    small.publish(small.desk)
    kiosk = small.kiosk()
    assert shows(kiosk) == 2
    stolen = small.home / "stolen"
    shutil.copytree(small.editions, stolen)
    new = small.key("desk2")
    said = small.keys("rotate", "desk", new, "--stolen", signed_by=[small.root, new])
    assert "desk counts no more: root 2 says so." in said
    assert "The list holds no edition now. Publish again." in said
    assert shows(kiosk) == 2
    # The thief publishes with what was stolen, and gets it to the kiosk.
    run("publish", small.file, "--to", stolen, "--key", small.desk, "--name", "T")
    honest = small.home / "honest"
    shutil.copytree(small.editions, honest)
    shutil.copytree(stolen, small.editions, dirs_exist_ok=True)
    assert shows(kiosk) == 2
    assert "not signed by enough of the keys that count" in kiosk.problem()
    shutil.rmtree(small.editions)
    honest.rename(small.editions)
    small.publish(new)
    assert shows(kiosk) == 4


def test_small_lost_desk_key_and_its_backup(small: Small) -> None:
    backup = small.home / "backup"
    backup.mkdir()
    run("keys", "back-up", small.desk, backup)
    small.desk.unlink()
    assert "cannot be read" in small.publish(small.desk, code=2).output
    assert "Edition 2 is written" in small.publish(backup / "desk.pem").output


def test_small_stolen_root_needs_the_old_root_to_go(small: Small) -> None:
    small.publish(small.desk)
    kiosk = small.kiosk()
    assert shows(kiosk) == 2
    new = small.key("envelope2")
    # The desk alone cannot change the root, whoever holds it.
    said = small.keys("rotate", "envelope", new, signed_by=[small.desk, new], code=2)
    assert "are not enough for the root: it takes 1." in said
    small.keys("rotate", "envelope", new, signed_by=[small.root, new, small.desk])
    small.publish(small.desk)
    assert shows(kiosk) == 3
    assert "Root: 1 of 1: envelope2 (" in run("keys", "show", small.editions).output


def forged(small: Small) -> Clinic:
    """Another's keys and list, of one who can write to the folder."""
    home = small.home / "forger"
    home.mkdir()
    other = Small(home)
    other.publish(other.desk)
    return other


@pytest.mark.parametrize("what", ["list", "root", "all"])
def test_small_the_desk_signs_nothing_that_others_put_into_the_folder(
    small: Small, what: str
) -> None:
    small.publish(small.desk)
    other = forged(small)
    if what == "list":
        shutil.copy(other.editions / "1.targets.json", small.editions)
    elif what == "root":
        shutil.copy(other.editions / "1.root.json", small.editions / "2.root.json")
    else:
        shutil.copytree(other.editions, small.editions, dirs_exist_ok=True)
    for said in (
        small.publish(small.desk, code=2).output,
        small.keys("renew", signed_by=[small.desk], code=2),
        small.keys("stage", "2", "50", signed_by=[small.desk], code=2),
    ):
        assert f"{small.editions} was changed by somebody without the keys" in said
    # Whose key was stolen begins anew, whatever stands there.
    if what == "list":
        new = small.key("desk2")
        small.keys("rotate", "desk", new, "--stolen", signed_by=[small.root, new])
        small.publish(new)
        assert shows(small.kiosk()) > 2
