"""QML's engine as every window of ours needs it: our modules and pictures, and no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlEngine, QQmlNetworkAccessManagerFactory

from app.bridge.window.pictures import IconPictures, LibraryPictures

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkAccessManager

    from app.bridge.kiosk import Kiosk


class RefuseNetwork(QQmlNetworkAccessManagerFactory):
    """Whatever QML asks of the network fails at once, before a name is looked up."""

    def create(self, parent: QObject) -> QNetworkAccessManager:
        """A manager whose every request is one for an address that is none."""
        # Nothing asks for one, so a start does not pay for the module.
        from PySide6.QtNetwork import (  # noqa: PLC0415
            QNetworkAccessManager,
            QNetworkReply,
            QNetworkRequest,
        )

        class Refusing(QNetworkAccessManager):
            def createRequest(
                self, operation: QNetworkAccessManager.Operation, *_: object
            ) -> QNetworkReply:
                return super().createRequest(operation, QNetworkRequest(QUrl()))

        return Refusing(parent)


_REFUSE = RefuseNetwork()  # the engine does not own it


def prepare(engine: QQmlEngine, kiosk: Kiosk, qml: Path, icons: Path) -> None:
    """Give an engine what the screens of a kiosk use."""
    engine.setNetworkAccessManagerFactory(_REFUSE)
    engine.addImportPath(str(qml))
    engine.addImageProvider("icon", IconPictures(icons, lambda: kiosk.reloader.library))
    engine.addImageProvider("picture", LibraryPictures(lambda: kiosk.reloader.library))
    engine.addImageProvider("handout", kiosk.handout_pictures)
