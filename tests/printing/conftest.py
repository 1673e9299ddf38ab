"""The print shop, one for all tests here, cleared before each."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app import main
from tests.printing import shop as shops

LOGS = pytest.StashKey[dict[Path, int]]()
"""How long each log was when a test began."""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The kind of application that the program itself is."""
    return QGuiApplication


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    """The project's own fonts, as the program loads them."""
    main.load_fonts()


@pytest.fixture(scope="session")
def the_shop() -> Iterator[shops.Shop]:
    if gone := shops.missing():
        pytest.skip(gone)
    # ./kiosk test ends these tests by that signal, should it be broken off itself.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # pytest's own folders are closed to the user that CUPS runs its programs as.
    with shops.open_shop(Path(tempfile.mkdtemp(prefix="kiosk-shop-"))) as shop:
        yield shop


@pytest.fixture
def shop(the_shop: shops.Shop, request: pytest.FixtureRequest) -> shops.Shop:
    the_shop.clear()
    request.node.stash[LOGS] = the_shop.sizes_of_logs()
    return the_shop


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a failure stands what CUPS and the printer wrote meanwhile: they may be the cause."""
    report = yield
    if report.failed:
        for log, size in item.stash.get(LOGS, {}).items():
            report.sections.append((log.name, log.read_bytes()[size:].decode(errors="replace")))
    return report
