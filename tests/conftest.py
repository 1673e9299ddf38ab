"""What holds for every test: Qt draws off screen, and a skip fails where everything must run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

# A slow machine fails no test, and what was found is in the report, not in a folder.
settings.register_profile(
    "kiosk", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kiosk")

PATIENCE_MS = 60_000
"""How long a test waits for what has to come: on a machine with much to do, 5 s are soon over."""

for name in ("Until", "Signal", "Signals", "Callback", "Active", "Exposed"):
    getattr(QtBot, f"wait{name}").__kwdefaults__["timeout"] = PATIENCE_MS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function, nextitem: pytest.Item | None) -> Iterator[None]:
    """Let this thread alone collect garbage in tests that have Qt.

    Else Python may collect in a worker's thread, and Qt's objects must not die in another thread.
    What one test made is all in the youngest generation, which costs little.
    """
    if "qapp" not in item.fixturenames:
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        last = nextitem is None or nextitem.path != item.path
        gc.collect(2 if last else 0)
        gc.enable()


def skips_allowed() -> bool:
    """Whether a test may skip: not on the project's own machine."""
    return os.environ.get("KIOSK_NO_SKIP") != "1" and os.environ.get("CI") != "true"


def skipped(config: pytest.Config) -> int:
    """How many tests were skipped so far."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if not skips_allowed() and skipped(session.config) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not skips_allowed() and skipped(config):
        terminalreporter.write_line("Here, skipped tests fail.", red=True)
