"""Marks in a page's text made visible: headings large, strong words strong, links underlined."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

_HEADING = re.compile(r"#{1,6} .*")
_ITEM = re.compile(r"(?:[-*+] |\d{1,9}[.)] )")
_BOX = re.compile(r"> ?")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![*\w])")
_LINK = re.compile(r"\[([^\]]*)\]\((?:term|topic|number|hours):[a-z0-9]*\)")


class Highlighter(QSyntaxHighlighter):
    """Shows what the marks of a text do, and dims the marks themselves."""

    def __init__(self, document: QTextDocument, palette: QPalette) -> None:
        super().__init__(document)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        self._marker = _format(colour=quiet)
        self._heading = _format(weight=QFont.Weight.Bold, is_larger=True)
        self._strong = _format(weight=QFont.Weight.Bold)
        self._emphasis = _format(italic=True)
        self._link = _format(underline=True)
        self._box = _format(italic=True)

    def highlightBlock(self, text: str) -> None:
        """Show the marks of one line."""
        if _HEADING.match(text):
            self.setFormat(0, len(text), self._heading)
            self._dim(0, text.index(" ") + 1)
            return
        if match := _BOX.match(text):
            self.setFormat(0, len(text), self._box)
            self._dim(0, match.end())
        elif match := _ITEM.match(text):
            self._dim(0, match.end())
        for match in _STRONG.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), self._strong)
            self._dim(match.start(), match.start() + 2)
            self._dim(match.end() - 2, match.end())
        for match in _EMPHASIS.finditer(text):
            self.setFormat(match.start(), match.end() - match.start(), self._emphasis)
            self._dim(match.start(), match.start() + 1)
            self._dim(match.end() - 1, match.end())
        for match in _LINK.finditer(text):
            self.setFormat(match.start(1), match.end(1) - match.start(1), self._link)
            self._dim(match.start(), match.start(1))
            self._dim(match.end(1), match.end())

    def _dim(self, start: int, end: int) -> None:
        self.setFormat(start, end - start, self._marker)


def _format(
    *,
    colour: QColor | None = None,
    weight: QFont.Weight | None = None,
    is_larger: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour is not None:
        made.setForeground(colour)
    if weight is not None:
        made.setFontWeight(weight)
    if is_larger:
        made.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 1)
    made.setFontItalic(italic)
    made.setFontUnderline(underline)
    return made
