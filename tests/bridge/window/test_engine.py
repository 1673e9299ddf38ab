"""Nothing that QML shows reaches a network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from pytestqt.qtbot import QtBot

from app.bridge.window.engine import RefuseNetwork


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server that hears who calls it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as made:
        made.setblocking(False)
        yield made


def called(server: socket.socket) -> bool:
    """Whether somebody has called."""
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def picture_of(engine: QQmlEngine, server: socket.socket) -> QQmlComponent:
    """A picture that QML is to fetch."""
    made = QQmlComponent(engine)
    address = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
    made.setData(
        b'import QtQuick; Image { property bool failed: status === Image.Error; source: "%s" }'
        % address.encode(),
        QUrl("file:///planted.qml"),
    )
    return made


@pytest.mark.qt_log_ignore("unknown|Connection closed")
@pytest.mark.parametrize("refused", [True, False])
def test_a_picture_on_a_server_is_never_asked_for(
    qtbot: QtBot, server: socket.socket, refused: bool
) -> None:
    engine = QQmlEngine()
    factory = RefuseNetwork()
    if refused:
        engine.setNetworkAccessManagerFactory(factory)
    component = picture_of(engine, server)
    image = component.create()
    if refused:
        qtbot.waitUntil(lambda: image.property("failed"))
        assert not called(server)
    else:  # so that the test is known to see a call
        qtbot.waitUntil(lambda: called(server))
    image.deleteLater()
