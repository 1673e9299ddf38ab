"""The print shop, one for all tests here, cleared before each."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app import main
from tests.printing import shop as shops


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
def shop(the_shop: shops.Shop) -> shops.Shop:
    the_shop.clear()
    return the_shop
