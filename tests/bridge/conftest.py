"""What the bridge's tests stand on: an application, a clock moved by hand, a kiosk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from app.bridge.kiosk import Kiosk
from tests.bridge.doubles import MemoryLibrary, MemorySource, open_kiosk
from tests.driver import Clock


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(autouse=True)
def application(qapp: QGuiApplication) -> Iterator[None]:
    """Every model and timer here wants an application."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary(3, 2)


@pytest.fixture
def library_source(library: MemoryLibrary) -> MemorySource:
    return MemorySource(library)


@pytest.fixture
def kiosk(library_source: MemorySource, clock: Clock) -> Iterator[Kiosk]:
    kiosk = open_kiosk(library_source, clock)
    yield kiosk
    kiosk.close()
    kiosk.deleteLater()
