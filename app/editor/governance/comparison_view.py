"""Two versions side by side, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.domain.governance.comparing import Change, DiffOp, Run

_DARK = 128
_NO_WORD = "No word differs here: spaces, line ends or an id do."


class ComparisonView(QTextBrowser):
    """A table of the fields that differ: before, and now. Colour is never the only mark."""

    def __init__(self, name: str = "What changed", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self._changes: tuple[Change, ...] = ()
        self._heads = ("Before", "Now")
        self._message = ""

    def show_changes(
        self, changes: Sequence[Change], before: str = "Before", now: str = "Now"
    ) -> None:
        """Show what differs; the names of the two versions stand above their columns."""
        self._changes, self._heads, self._message = tuple(changes), (before, now), ""
        if not changes:
            self._message = "Nothing differs."
        self._draw()

    def show_message(self, text: str) -> None:
        """Show a sentence in place of a comparison."""
        self._changes, self._message = (), text
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours for another palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setAccessibleDescription(self._message or " ".join(map(in_words, self._changes)))
        if self._message:
            self.setPlainText(self._message)
            return
        style = _Style(self.palette())
        if self._is_new():
            heads = f'<th align="left">{escape(self._heads[1])}</th>'
            rows = "".join(_new_row(change) for change in self._changes)
        else:
            heads = "".join(f'<th align="left" width="40%">{escape(h)}</th>' for h in self._heads)
            rows = "".join(_row(change, style) for change in self._changes)
        self.document().setDefaultStyleSheet(f"td, th {{ border-bottom: 1px solid {style.line}; }}")
        self.setHtml(
            '<table width="100%" cellspacing="0" cellpadding="6">'
            f'<tr><th align="left" width="20%">What</th>{heads}</tr>{rows}</table>'
        )

    def _is_new(self) -> bool:
        """Whether nothing stood there before: then there is nothing to show beside it."""
        return not any(change.was or change.unseen for change in self._changes)


class _Style:
    """Colours that can be read on a light and on a dark desktop."""

    def __init__(self, palette: QPalette) -> None:
        dark = palette.color(QPalette.ColorRole.Base).lightness() < _DARK
        self.out = "#5c1f1f" if dark else "#ffdcd8"
        self.put = "#1f4d2b" if dark else "#d3f3da"
        self.line = palette.color(QPalette.ColorRole.Mid).name()


def _row(change: Change, style: _Style) -> str:
    name = f"<b>{escape(change.name)}</b>"
    if change.unseen:
        return f'<tr><td>{name}</td><td colspan="2"><i>{_NO_WORD}</i></td></tr>'
    was, now = _cell(change.was, style), _cell(change.now, style)
    return f"<tr><td>{name}</td><td>{was}</td><td>{now}</td></tr>"


def _new_row(change: Change) -> str:
    text = escape("".join(run.text for run in change.now)).replace("\n", "<br>")
    return f"<tr><td><b>{escape(change.name)}</b></td><td>{text}</td></tr>"


def _cell(runs: Iterable[Run], style: _Style) -> str:
    return "".join(_run(run, style) for run in runs) or "<i>nothing</i>"


def _run(run: Run, style: _Style) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.op is DiffOp.DELETE:
        return f'<s style="background-color: {style.out}">{text}</s>'
    if run.op is DiffOp.INSERT:
        return f'<u style="background-color: {style.put}"><b>{text}</b></u>'
    return text


def in_words(change: Change) -> str:
    """A change as a screen reader says it."""
    if change.unseen:
        return f"{change.name}: {_NO_WORD}"
    out = "; ".join(run.text.strip() for run in change.runs if run.op is DiffOp.DELETE)
    put = "; ".join(run.text.strip() for run in change.runs if run.op is DiffOp.INSERT)
    changed = [f"taken out: {out}" if out else "", f"put in: {put}" if put else ""]
    return f"{change.name}, {', '.join(filter(None, changed))}."
