"""A list of records for QML, each a row of named roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY_ROLE, _USER_ROLE = 0, 0x0100  # Qt's numbers: to load its enums takes 40 ms of the start


@QmlElement
class RecordModel(QAbstractListModel):
    """Rows of records that all have the same named roles."""

    countChanged = Signal()

    def __init__(self, roles: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = {_USER_ROLE + 1 + n: name for n, name in enumerate(roles)}
        # QML asks for the names once for each row that it makes.
        self._names = {role: QByteArray(name.encode()) for role, name in self._roles.items()}
        self._rows: tuple[Mapping[str, Any], ...] = ()

    def show(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put these rows in place of those before."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        before = len(self._rows)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        if len(rows) != before:
            self.countChanged.emit()

    def follow(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Show these rows; where one has moved or gone, what stands for the others stays.

        So the keyboard stays on a button of a row that was moved by it.
        """
        rows, old = tuple(rows), self._rows
        pairs = enumerate(zip(rows, old, strict=False))
        same = next((n for n, (a, b) in pairs if a != b), min(len(rows), len(old)))
        if len(rows) < len(old) and old[:same] + old[same + 1 :] == rows:
            self.beginRemoveRows(_ROOT, same, same)
            self._rows = rows
            self.endRemoveRows()
            self.countChanged.emit()
            return
        one, other = old[same : same + 1], old[same + 1 : same + 2]
        if other and old[:same] + other + one + old[same + 2 :] == rows:
            self.beginMoveRows(_ROOT, same, same, _ROOT, same + 2)
            self._rows = rows
            self.endMoveRows()
            return
        self.show(rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows; a row has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _DISPLAY_ROLE) -> Any:
        """The value of one role of one row, or None."""
        if not index.isValid() or role not in self._roles:
            return None
        return self._rows[index.row()].get(self._roles[role])

    def roleNames(self) -> dict[int, QByteArray]:
        """The roles, as QML's required properties name them."""
        return self._names

    def _count(self) -> int:
        return len(self._rows)

    count = Property(int, _count, notify=countChanged)
