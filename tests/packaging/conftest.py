"""One container for all tests of the package: they stand in the order of a kiosk's life."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app import main
from tests.packaging.container import ROOT, Container
from tests.packaging.installed import Installed

DIST = ROOT / "dist"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The kind of application that the program itself is."""
    return QGuiApplication


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> None:
    """The project's own fonts, as the program loads them."""
    main.load_fonts()


def made_last(name: str) -> Path:
    """The package of this name that was made last."""
    made = sorted(DIST.glob(f"{name}_*.deb"), key=lambda file: file.stat().st_mtime)
    assert made, "make them first: ./kiosk package kiosk editor"
    return made[-1]


@pytest.fixture(scope="session")
def package() -> Path:
    """The kiosk's package."""
    return made_last("clinic-kiosk")


@pytest.fixture(scope="session")
def editor_package() -> Path:
    """The editor's."""
    return made_last("clinic-kiosk-editor")


@pytest.fixture(scope="session")
def container(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("container")
    container = Container(folder / "root", DIST)
    try:
        yield container
    finally:
        container.close()
        shutil.rmtree(folder / "root", ignore_errors=True)


@pytest.fixture
def installed(container: Container) -> Installed:
    """The kiosk in it."""
    return Installed(container)
