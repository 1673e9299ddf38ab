"""The set-up by trust rehearsed, and its keys that go astray: two of three holders sign."""

from __future__ import annotations

from tests.cli.keys.clinics import Trust, run, shows


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
