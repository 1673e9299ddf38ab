"""Waiting for something without holding the window: it says so, and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from app.domain.progress import CancelledError
from app.editor.widgets.background import Job


def wait_for(
    work: Callable[[], Any], label: str, cancel: Callable[[], None], parent: QWidget
) -> Any:
    """What some work returns, done on another thread; CancelledError where somebody cancels.

    The window is painted meanwhile, and takes no other input. `cancel` ends the work.
    """
    dialog = QProgressDialog(label, "Cancel", 0, 0, parent)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setAccessibleName(label)
    results: list[Any] = []
    errors: list[Exception] = []
    loop = QEventLoop()
    job = Job(lambda _: work(), QApplication.instance() or parent)
    job.done.connect(results.append)
    job.failed.connect(errors.append)
    job.done.connect(loop.quit)
    job.failed.connect(loop.quit)
    dialog.canceled.connect(cancel)
    dialog.show()  # at once: nothing may be typed into what waits
    job.start()
    loop.exec()
    cancelled = dialog.wasCanceled()
    dialog.close()
    dialog.deleteLater()
    job.deleteLater()
    if cancelled:
        raise CancelledError
    if errors:
        raise errors[0]
    return results[0]
