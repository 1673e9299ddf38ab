"""The project's own fonts, the same on every machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication


def load_fonts_of(folder: Path) -> None:
    """Load every font of a folder, and use the project's own."""
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    QGuiApplication.setFont(QFont("Atkinson Hyperlegible"))
