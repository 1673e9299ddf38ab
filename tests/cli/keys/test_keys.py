"""clinic-content keys and publish --to: what each command takes, says and refuses."""

from __future__ import annotations

import stat

import pytest

from app.cli.keys import PASSPHRASE
from tests.cli.keys.clinics import WORDS, Clinic, Small, Trust, run, shows


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
