"""How the blocks and words of a page look in the editor, and which they are by their formats.

What a word is stands in properties of its own: how it looks only follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from app.content.reader.pictures import written
from app.domain.library.markup import Block, BlockKind, Run

_OWN = int(QTextFormat.Property.UserProperty.value)
KIND, LEVEL, PICTURE = _OWN + 1, _OWN + 2, _OWN + 3
STRONG, EMPHASIS, TARGET, SETTING = _OWN + 4, _OWN + 5, _OWN + 6, _OWN + 7

ITEMS = (BlockKind.BULLET, BlockKind.NUMBERED)
_DARK = 128


@dataclass(frozen=True, slots=True)
class Style:
    """What words look like as in a block: of a kind, or in the first row of a table."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_head: bool = False

    @property
    def name(self) -> str:
        """The name that formats hold."""
        return f"{self.kind} {self.level} {self.is_head}"


def style_of(block: Block) -> Style:
    """What the words of a block look like."""
    return Style(block.kind, block.level)


def run_of(text: str, form: QTextCharFormat) -> Run:
    """Words by their format."""
    run = Run(text, bool(form.property(STRONG)), bool(form.property(EMPHASIS)))
    return led_to(run, str(form.property(TARGET) or ""))


def run_to(text: str, target: str) -> Run:
    """Words that lead somewhere, or are a contact's own."""
    return led_to(Run(text), target)


def led_to(run: Run, target: str) -> Run:
    """Words with another target, as CommonMark names it, or with none."""
    kind, _, item = target.partition(":")
    return replace(
        run,
        term_id=item if kind == "term" else "",
        topic_id=item if kind == "topic" else "",
        contact=target if kind in ("number", "hours") else "",
    )


class Formats:
    """The formats for a font and a palette."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self.refresh(font, palette)

    def refresh(self, font: QFont, palette: QPalette) -> None:
        """Another font, or other colours."""
        self._line = QFontMetricsF(font).lineSpacing()
        base = palette.color(QPalette.ColorRole.Base)
        is_dark = base.lightness() < _DARK
        self.bar = palette.color(QPalette.ColorRole.Highlight)
        self._box = QColor("#3a3320" if is_dark else "#fff4d6")
        self._quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        self._line_colour = palette.color(QPalette.ColorRole.Mid)
        self._head = QColor("#303030" if is_dark else "#ececec")

    def block(self, block: Block) -> QTextBlockFormat:
        """How a block looks."""
        made = QTextBlockFormat()
        made.setProperty(KIND, str(block.kind))
        # Without any, Qt shows no empty line above a table, and nobody could type there.
        made.setBackground(QBrush())
        made.setBottomMargin(self._line * (0.15 if block.kind in ITEMS else 0.5))
        if block.kind is BlockKind.HEADING:
            made.setProperty(LEVEL, block.level)
            made.setHeadingLevel(block.level)
            made.setTopMargin(self._line * 0.4)
        elif block.kind is BlockKind.IMPORTANT:
            made.setBackground(QBrush(self._box))
            made.setLeftMargin(self._line)
            made.setRightMargin(self._line)
        elif block.picture is not None:
            made.setProperty(PICTURE, written(block.picture))
            made.setLeftMargin(self._line)
        return made

    def chars(self, run: Run, style: Style) -> QTextCharFormat:
        """How words look in a block."""
        made = QTextCharFormat()
        made.setProperty(SETTING, style.name)
        made.setProperty(STRONG, run.strong)
        made.setProperty(EMPHASIS, run.emphasis)
        target = run.target
        made.setProperty(TARGET, target)
        is_heading = style.kind is BlockKind.HEADING
        if run.strong or is_heading or style.is_head:
            made.setFontWeight(QFont.Weight.Bold)
        if is_heading:
            made.setProperty(QTextFormat.Property.FontSizeAdjustment, 4 - style.level)
        made.setFontItalic(run.emphasis)
        if target.startswith("term:"):
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        elif run.contact:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        elif target:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        if style.kind is BlockKind.PICTURE:
            made.setForeground(QBrush(self._quiet))
        return made

    @staticmethod
    def list(kind: BlockKind) -> QTextListFormat:
        """How the items of a list begin."""
        made = QTextListFormat()
        is_bullet = kind is BlockKind.BULLET
        style = QTextListFormat.Style
        made.setStyle(style.ListDisc if is_bullet else style.ListDecimal)
        made.setIndent(1)
        return made

    def table(self, columns: int) -> QTextTableFormat:
        """How a table looks: as wide as the text, with a line round each cell."""
        made = QTextTableFormat()
        made.setHeaderRowCount(1)
        made.setCellPadding(self._line * 0.25)
        made.setCellSpacing(0)
        made.setBorder(1)
        made.setBorderCollapse(True)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(self._line_colour))
        made.setBottomMargin(self._line * 0.5)
        made.setTopMargin(self._line * 0.25)
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        made.setWidth(whole)
        each = QTextLength(QTextLength.Type.PercentageLength, 100 / columns)
        made.setColumnWidthConstraints([each] * columns)
        return made

    @staticmethod
    def cell_block() -> QTextBlockFormat:
        """How the only block of a cell looks."""
        made = QTextBlockFormat()
        made.setProperty(KIND, str(BlockKind.PARAGRAPH))
        return made

    def head_cell(self) -> QTextCharFormat:
        """How a cell of the first row looks, behind its words."""
        made = QTextCharFormat()
        made.setBackground(QBrush(self._head))
        return made
