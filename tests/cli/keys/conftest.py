"""A clinic with neither keys nor list, one that signs alone, and one where two sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.keys import PASSPHRASE
from tests.cli.keys.clinics import WORDS, Clinic, Small, Trust


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE, WORDS)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path)
