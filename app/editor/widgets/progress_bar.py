"""How far work beside the window has come, and the button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.editor.widgets.background import Job

_STEPS = 1000


class WorkBar(QWidget):
    """A bar with words, and Cancel; out of sight while nothing is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._last = ""
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far it is")
        self.bar.setRange(0, _STEPS)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, job: Job, label: str, *, last: str = "") -> None:
        """Show a job until it ends, `label` first; from the words `last` on it cannot be stopped.

        A job that was followed before is stopped.
        """
        self.stop()
        self._job, self._last = job, last
        self.bar.setValue(0)
        self.bar.setFormat(label)
        self.cancel.setEnabled(True)
        self.show()
        job.progress.connect(lambda share, doing: self._show(job, share, doing))
        job.done.connect(lambda _: self._end(job))
        job.failed.connect(lambda _: self._end(job))

    def stop(self) -> None:
        """Stop what is being done."""
        if self._job is not None:
            self._job.stop()
            self.cancel.setEnabled(False)
            self.bar.setFormat("Stopping …")

    def _show(self, job: Job, share: float, label: str) -> None:
        if job is not self._job:
            return
        self.bar.setValue(max(self.bar.value(), round(share * _STEPS)))
        if self.cancel.isEnabled() or label == self._last:
            self.bar.setFormat(f"{label} … %p %")
        self.cancel.setEnabled(self.cancel.isEnabled() and label != self._last)

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()
