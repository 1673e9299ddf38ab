"""An empty Qt Quick window from Python: the least that a start can take. Run by the bench."""

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

app = QGuiApplication(sys.argv)
view = QQuickView()
view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
view.setSource(QUrl.fromLocalFile(str(Path(__file__).with_suffix(".qml"))))
view.setGeometry(view.screen().geometry())
view.showFullScreen()
sys.exit(app.exec())
