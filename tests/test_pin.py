"""The staff PIN as a configuration keeps it: what opens, and what is no hash of one."""

from __future__ import annotations

import pytest

from app.config import StaffConfig
from app.config_file import parse
from app.pin import DEFAULT_PIN, hash_pin, pin_matches

A_HASH = hash_pin("1357", b"salt")


def test_the_pin_it_comes_with_opens_and_is_known_as_such() -> None:
    assert pin_matches(DEFAULT_PIN, StaffConfig().pin_hash)
    assert StaffConfig().pin_is_default
    assert not StaffConfig(hash_pin("1357")).pin_is_default


def test_a_pin_matches_its_own_hash_and_no_other() -> None:
    hashed = hash_pin("1357")
    assert pin_matches("1357", hashed)
    for other in ("1358", "", "13570", "0", "\uff11357"):
        assert not pin_matches(other, hashed)


def test_a_hash_holds_no_pin_and_is_another_each_time() -> None:
    one, other = hash_pin("13579753"), hash_pin("13579753")
    assert one != other
    assert "13579753" not in one
    assert parse({"staff": {"pin_hash": one}}, "").staff.pin_hash == one


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "scrypt",
        A_HASH.replace("scrypt", "plain"),
        A_HASH.replace("16384", "16383"),
        A_HASH.replace("16384", str(2**80)),
        A_HASH.replace("16384", "-2"),
        A_HASH[:-1] + "g",
        A_HASH + "$",
    ],
)
def test_a_hash_that_cannot_be_read_matches_nothing(broken: str) -> None:
    assert not pin_matches("1357", broken)
