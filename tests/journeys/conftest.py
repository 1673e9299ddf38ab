"""A kiosk for each journey, and nothing that it complains of goes unheard."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from app import main
from tests.driver import Driver

LOUD = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}
Stand = Callable[..., Driver]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The kind of application that the program itself is."""
    return QGuiApplication


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    """The project's own fonts, as the program loads them."""
    main.load_fonts()
    assert QGuiApplication.font().family() == "Atkinson Hyperlegible"


@contextmanager
def no_complaint() -> Iterator[None]:
    """Qt complains of nothing in here. pytest-qt sees to it in a test, but not when one ends."""
    said: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in LOUD:
            said.append(message)

    before = qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(scope="session")
def library_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder for kiosks on the starter library, which the second of them finds checked."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture
def stand(fonts: None, tmp_path: Path) -> Iterator[Stand]:
    """Stands up a kiosk as one likes it; it is taken away when the test ends."""
    standing: list[Driver] = []

    def up(**wishes: Any) -> Driver:
        driver = Driver(wishes.pop("state", tmp_path / f"state{len(standing)}"), **wishes)
        standing.append(driver)
        return driver

    yield up
    with no_complaint():
        for driver in standing:
            driver.close()


@pytest.fixture
def kiosk(fonts: None, library_source: Path) -> Iterator[Driver]:
    """A kiosk on the starter library, landscape, on its attract screen."""
    driver = Driver(library_source)
    yield driver
    with no_complaint():
        driver.close()


@pytest.fixture
def expected_log() -> list[str]:
    """Words of the log lines that a test means to cause."""
    return []


@pytest.fixture(autouse=True)
def nothing_unexpected_in_the_log(
    caplog: pytest.LogCaptureFixture, expected_log: list[str]
) -> Iterator[None]:
    """A warning or an error in the log that no test asked for fails it."""
    yield
    loud = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    assert [line for line in loud if not any(words in line for words in expected_log)] == []
