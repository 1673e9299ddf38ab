"""Two versions side by side, word by word, as they look to families."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import groupby

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.domain.governance.comparing import Change, DiffOp, Run
from app.domain.governance.governance import ItemKind
from app.domain.library.markup import BlockKind
from app.domain.library.markup import Run as Words
from app.editor.governance.formatted_diff import Marked, MarkedBlock, marked, whole

Titles = Callable[[], Mapping[tuple[ItemKind, str], str]]
"""What the items of the library are called."""

_DARK = 128
_NO_WORD = "No word differs here: spaces, line ends or an id do."


class ComparisonView(QTextBrowser):
    """A table of the fields that differ: before, and now. Colour is never the only mark."""

    def __init__(
        self,
        name: str = "What changed",
        parent: QWidget | None = None,
        *,
        titles: Titles = dict,
    ) -> None:
        super().__init__(parent)
        self._titles = titles
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
        style = _Style(self.palette(), self._titles)
        if self._is_new():
            heads = f'<th align="left">{escape(self._heads[1])}</th>'
            rows = "".join(_new_row(change, style) for change in self._changes)
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
    """Colours that can be read on a light and on a dark desktop; and what links lead to."""

    def __init__(self, palette: QPalette, titles: Titles) -> None:
        self._titles = titles
        dark = palette.color(QPalette.ColorRole.Base).lightness() < _DARK
        self.out = "#5c1f1f" if dark else "#ffdcd8"
        self.put = "#1f4d2b" if dark else "#d3f3da"
        self.box = "#3a3320" if dark else "#fff4d6"
        self.line = palette.color(QPalette.ColorRole.Mid).name()

    @cached_property
    def titles(self) -> Mapping[tuple[ItemKind, str], str]:
        """What links lead to; they are read where there is a link."""
        return self._titles()

    def leads_to(self, target: str) -> str:
        """What a link leads to: it is signed too."""
        prefix, _, item = target.partition(":")
        lead, kind = _LEADS[prefix]
        return f" <small>[{lead}: {escape(self.titles.get((kind, item), item))}]</small>"


_LEADS = {
    "term": ("explained", ItemKind.TERM),
    "topic": ("to", ItemKind.TOPIC),
    "number": ("the number of", ItemKind.CONTACT),
    "hours": ("the hours of", ItemKind.CONTACT),
}


def _row(change: Change, style: _Style) -> str:
    name = f"<b>{escape(change.name)}</b>"
    if change.unseen:
        return f'<tr><td>{name}</td><td colspan="2"><i>{_NO_WORD}</i></td></tr>'
    found = _differences(change)
    if found is not None:
        was, now = (_formatted(one, style) for one in found)
    else:
        was, now = _cell(change.was, style), _cell(change.now, style)
    return f"<tr><td>{name}</td><td>{was}</td><td>{now}</td></tr>"


def _differences(change: Change) -> tuple[Sequence[MarkedBlock], Sequence[MarkedBlock]] | None:
    """A page's words as they look, if it can be seen in them what differs."""
    if change.sources is None:
        return None
    found = marked(*change.sources)
    ops = {op for one in (*found[0], *found[1]) for op in one.ops}
    return found if ops - {DiffOp.EQUAL} else None


def _new_row(change: Change, style: _Style) -> str:
    if change.sources is not None:
        text = _formatted(whole(change.sources[1]), style)
    else:
        text = escape("".join(run.text for run in change.now)).replace("\n", "<br>")
    return f"<tr><td><b>{escape(change.name)}</b></td><td>{text}</td></tr>"


def _formatted(found: Sequence[MarkedBlock], style: _Style) -> str:
    """Blocks as they look to families, with what became of their words."""
    return "".join(_block(one, style) for one in found) or "<i>nothing</i>"


def _block(one: MarkedBlock, style: _Style) -> str:
    block, texts = one.block, [_marked_words(cell, style) for cell in one.cells]
    if block.table is not None:
        return _table(texts, len(block.table.head))
    start, end = "<p>", "</p>"
    match block.kind:
        case BlockKind.HEADING:
            start, end = f"<h{block.level + 1}>", f"</h{block.level + 1}>"
        case BlockKind.BULLET:
            start = "<p>\u2022 "
        case BlockKind.NUMBERED:
            start = f"<p>{_with_op(one.number_op, one.number, style)}"
        case BlockKind.IMPORTANT:
            start = f'<p style="background-color: {style.box}"><i>Important:</i> '
        case BlockKind.PICTURE:
            about = "Picture:" if block.picture and block.picture.alt else "A picture to decorate"
            start = f"<p><i>{about}</i> "
    return f"{start}{'<br>'.join(filter(None, texts))}{end}"


def _table(texts: Sequence[str], columns: int) -> str:
    rows = [texts[first : first + columns] for first in range(0, len(texts), columns)]
    head = "".join(f'<th align="left">{text}</th>' for text in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows[1:])
    return f'<table border="1" cellspacing="0" cellpadding="4"><tr>{head}</tr>{body}</table>'


def _marked_words(cell: Sequence[Marked], style: _Style) -> str:
    """Words as they look, and what became of them; behind a link stands where it leads."""
    found = []
    for target, group in groupby(cell, lambda one: one[1].target):
        link = list(group)
        found += [_marked(op, words, style) for op, words in link]
        if target:
            ops = [op for op, _ in link]
            op = DiffOp.EQUAL if DiffOp.EQUAL in ops else ops[0]
            found.append(_with_op(op, style.leads_to(target), style))
    return "".join(found)


def _marked(op: DiffOp, words: Words, style: _Style) -> str:
    text = escape(words.text)
    if words.emphasis:
        text = f"<i>{text}</i>"
    if words.strong:
        text = f"<b>{text}</b>"
    return _with_op(op, text, style)


def _cell(runs: Iterable[Run], style: _Style) -> str:
    return "".join(_run(run, style) for run in runs) or "<i>nothing</i>"


def _run(run: Run, style: _Style) -> str:
    return _with_op(run.op, escape(run.text).replace("\n", "<br>"), style, is_bold=True)


def _with_op(op: DiffOp, text: str, style: _Style, *, is_bold: bool = False) -> str:
    if op is DiffOp.DELETE:
        return f'<s style="background-color: {style.out}">{text}</s>'
    if op is DiffOp.INSERT:
        text = f"<b>{text}</b>" if is_bold else text
        return f'<u style="background-color: {style.put}">{text}</u>'
    return text


def in_words(change: Change) -> str:
    """A change as a screen reader says it."""
    if change.unseen:
        return f"{change.name}: {_NO_WORD}"
    found = _differences(change)
    if found is not None:
        out, put = (_said(one, op) for one, op in zip(found, _OPS, strict=True))
    else:
        out, put = (
            "; ".join(run.text.strip() for run in change.runs if run.op is op) for op in _OPS
        )
    changed = [f"taken out: {out}" if out else "", f"put in: {put}" if put else ""]
    return f"{change.name}, {', '.join(filter(None, changed))}."


_OPS = (DiffOp.DELETE, DiffOp.INSERT)


def _said(found: Sequence[MarkedBlock], op: DiffOp) -> str:
    texts = []
    for one in found:
        texts += [one.number.strip(" .")] if one.number_op is op else []
        texts += [
            words.text.strip() for cell in one.cells for became, words in cell if became is op
        ]
    return "; ".join(filter(None, texts))
