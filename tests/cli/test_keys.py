"""clinic-content keys and publish --to: the two set-ups rehearsed, and keys that go astray."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import paths
from app.cli.keys import PASSPHRASE
from app.cli.main import main
from app.content.updates.edition_store import EditionSource
from app.content.updates.sources import UpdateSources
from tests.content.editions import library_source_of, on_show, prove

WORDS = "four words nobody guesses"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE, WORDS)


def run(*words: str | Path, code: int = 0, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == code, result.output
    return result


class Clinic:
    """A desk with a library, sticks with keys, a folder of editions, and a kiosk that sees it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.editions = home / "editions"
        self.file = Path(shutil.copy(paths.CONTENT, home / "content.db"))

    def key(self, name: str) -> Path:
        folder = self.home / f"stick of {name}"
        folder.mkdir()
        run("keys", "make", folder / f"{name}.pem")
        return folder / f"{name}.pem"

    def publish(self, *keys: Path, code: int = 0) -> Result:
        given = [word for key in keys for word in ("--key", key)]
        return run("publish", self.file, "--to", self.editions, *given, "--name", "Ann", code=code)

    def keys(self, command: str, *words: str | Path, signed_by: list[Path], code: int = 0) -> str:
        given = [word for key in signed_by for word in ("--key", key)]
        return run("keys", command, self.editions, *words, *given, code=code).output

    def kiosk(self) -> EditionSource:
        root = Path(shutil.copy(self.editions / "1.root.json", self.home / "root.json"))
        sources = UpdateSources(folder=str(self.editions), root=str(root))
        return library_source_of(self.home / "kiosk", paths.CONTENT, sources=sources)


def shows(kiosk: EditionSource) -> int:
    """The number that a family sees after the kiosk has looked."""
    kiosk.poll()
    number, _ = on_show(kiosk)
    prove(kiosk)
    return number


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


# -- the small set-up ---------------------------------------------------------------------------


class Small(Clinic):
    """One publishing key at the desk, the root's in an envelope."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.desk, self.root = self.key("desk"), self.key("envelope")
        run("keys", "set-up", self.editions, "--desk", self.desk, "--holder", self.root)


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


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


# -- the set-up by trust ------------------------------------------------------------------------


class Trust(Clinic):
    """Three holders, two of whom sign each list and each root; and the desk."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.desk = self.key("desk")
        self.ann, self.bea, self.cem = (self.key(name) for name in ("ann", "bea", "cem"))
        holders = (self.ann, self.bea, self.cem.with_suffix(".pub"))
        given = [word for file in holders for word in ("--holder", file)]
        run("keys", "set-up", self.editions, "--trust", "--desk", self.desk, *given)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path)


def test_trust_set_up(trust: Trust) -> None:
    result = trust.publish(trust.desk, trust.ann)
    assert "it waits for 1 more signature" in result.output
    kiosk = trust.kiosk()
    assert shows(kiosk) == 1
    assert "Pending: edition 2" in run("keys", "show", trust.editions).output
    said = trust.keys("sign", signed_by=[trust.cem])
    assert "Edition 2, published" in said
    assert "Signed. Kiosks see it now." in said
    assert shows(kiosk) == 2
    # Two of them at one desk need no second step.
    trust.publish(trust.desk, trust.ann, trust.bea)
    assert shows(kiosk) == 3


def test_trust_one_person_twice_is_not_two(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann)
    said = trust.keys("sign", signed_by=[trust.ann])
    assert "it waits for 1 more signature" in said
    assert shows(trust.kiosk()) == 1


def test_trust_nobody_signs_for_another_file(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann)
    file = trust.editions / "edition-000002.db"
    file.write_bytes(file.read_bytes() + b"more")
    said = trust.keys("sign", signed_by=[trust.bea], code=2)
    assert "is not the file that the list names. Do not sign." in said


def test_trust_one_stolen_key_signs_nothing_and_is_revoked(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann, trust.bea)
    kiosk = trust.kiosk()
    assert shows(kiosk) == 2
    trust.keys("revoke", "cem", signed_by=[trust.ann, trust.bea, trust.desk])
    assert "List: 2 of 2: ann (" in run("keys", "show", trust.editions).output
    trust.publish(trust.desk, trust.ann)
    said = trust.keys("sign", signed_by=[trust.cem], code=2)
    assert "This key may not sign the list." in said
    assert shows(kiosk) == 2
    trust.keys("sign", signed_by=[trust.bea])
    assert shows(kiosk) == 3
    # Two are the least: the next one who goes needs somebody in their place.
    said = trust.keys("revoke", "bea", signed_by=[trust.ann, trust.bea, trust.desk], code=2)
    assert "Without bea there would be too few keys." in said


def test_trust_a_lost_key_is_replaced(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann, trust.bea)
    kiosk = trust.kiosk()
    assert shows(kiosk) == 2
    dee = trust.key("dee")
    trust.keys("rotate", "cem", dee, signed_by=[trust.ann, trust.bea, trust.desk])
    trust.publish(trust.desk, dee, trust.bea)
    assert shows(kiosk) == 3


# -- small things -------------------------------------------------------------------------------


def test_a_key_is_a_file_that_only_its_passphrase_opens(clinic: Clinic) -> None:
    key = clinic.key("desk")
    assert key.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "is there already" in run("keys", "make", key, code=2).output
    assert "does not end in .pem" in run("keys", "make", clinic.home / "desk", code=2).output


def test_a_short_passphrase_is_refused(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE, "short")
    said = run("keys", "make", clinic.home / "desk.pem", code=2).output
    assert "The passphrase is shorter than 12 letters." in said
    assert not (clinic.home / "desk.pem").exists()


def test_a_passphrase_is_asked_for_and_a_wrong_one_costs_no_number(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE)
    words = ("publish", small.file, "--to", small.editions, "--key", small.desk, "--name", "Ann")
    wrong = run(*words, code=2, typed="something else\n")
    assert "That is not the passphrase of" in wrong.output
    assert WORDS not in wrong.output
    right = run(*words, typed=f"{WORDS}\n")
    assert "Edition 2 is written" in right.output


def test_the_desk_is_no_holder(clinic: Clinic) -> None:
    desk = clinic.key("desk")
    said = run("keys", "set-up", clinic.editions, "--desk", desk, "--holder", desk, code=1).output
    assert "The desk's key may not be a holder's" in said


def test_a_list_is_renewed_while_another_waits_for_signatures(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann, trust.bea)
    kiosk = trust.kiosk()
    assert shows(kiosk) == 2
    trust.publish(trust.desk, trust.ann)
    trust.keys("renew", signed_by=[trust.desk])
    assert shows(kiosk) == 2
    trust.keys("sign", signed_by=[trust.bea])
    assert shows(kiosk) == 3
    assert kiosk.problem() == ""


def test_a_list_is_renewed_by_the_desk_alone(trust: Trust) -> None:
    trust.publish(trust.desk, trust.ann, trust.bea)
    assert "The list holds until" in trust.keys("renew", signed_by=[trust.desk])
    assert "Without the desk's key" in trust.keys("renew", signed_by=[trust.ann], code=2)


def test_publishing_without_the_desk_or_into_no_list_is_refused(small: Small) -> None:
    assert "Without the desk's key" in small.publish(small.root, code=2).output
    other = small.home / "other"
    said = run("publish", small.file, "--to", other, "--name", "Ann", code=2).output
    assert "holds no signed list of editions" in said
    both = run("publish", small.file, "a.db", "--to", other, "--name", "Ann", code=1).output
    assert "Name the file EDITION, or the folder" in both


def test_a_stage_is_changed(small: Small) -> None:
    small.publish(small.desk)
    assert "for 10 % of" in small.keys("stage", "2", "10", signed_by=[small.desk])
    assert "for 10 % of the kiosks" in run("keys", "show", small.editions).output
    said = small.keys("stage", "9", "10", signed_by=[small.desk], code=2)
    assert "The list has no edition 9." in said


def test_a_rollout_goes_on_where_kiosks_show_it_and_stops_where_they_go_back(
    small: Small,
) -> None:
    run(
        *("publish", small.file, "--to", small.editions, "--key", small.desk),
        *("--name", "Ann", "--stage", "1"),
    )
    log = small.home / "access.log"

    def rollout(*reports: tuple[int, int]) -> str:
        lines = (
            f'10.0.0.1 - - "GET /timestamp.json?shows={shows}&back={back}&name={n:016x} HTTP/1.1"'
            for n, (shows, back) in enumerate(reports)
        )
        log.write_text("\n".join([*lines, "nonsense"]), encoding="utf-8")
        return small.keys("rollout", "2", log, signed_by=[small.desk])

    assert "It stays with 1 %" in rollout(*[(2, 0)] * 4)
    assert "It is for 10 % of the kiosks now." in rollout(*[(2, 0)] * 5, (1, 0))
    said = rollout(*[(2, 0)] * 50, (1, 2), (1, 2))
    assert "50 show edition 2, 2 went back from it." in said
    assert "It is stopped." in said
    assert "It stays with 0 %" in rollout(*[(2, 0)] * 50)
    assert "for 0 % of the kiosks" in run("keys", "show", small.editions).output
