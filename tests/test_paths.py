"""Where the kiosk has its state, on machines that are not as one expects them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app import paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other places")


def test_of_two_state_directories_the_first_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/clinic-kiosk:/var/lib/clinic-kiosk/other")
    assert paths.state_dir() == Path("/var/lib/clinic-kiosk")


def test_a_user_without_a_home_has_the_services_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE_DIRECTORY", "XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)  # whom the system does not know
    assert paths.state_dir() == paths.SERVICE_STATE
