"""The pieces that a drawn walkthrough is made of. Their colours are those of the palette."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from app.editor.walkthrough.graph import Edge, Node, NodeKind
from app.editor.widgets.plain import plain_tip
from app.editor.widgets.tables import wrong_colour

_WIDTH = {NodeKind.QUESTION: 250, NodeKind.OUTCOME: 250, NodeKind.MISSING: 180, NodeKind.LABEL: 230}
_MARGIN = 12
_SIGN = 18
_MOST_HEIGHT = 150
"""A label longer than that is cut short on the drawing; its whole text is in its tip."""
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_KIND_LABELS = {
    NodeKind.QUESTION: "Question",
    NodeKind.OUTCOME: "Outcome",
    NodeKind.MISSING: "Missing",
}
_ARROW = 9


def heading_of(node: Node) -> str:
    """The small line at the top of a box."""
    first = ", asked first" if node.is_first else ""
    return f"{_KIND_LABELS[node.kind]} {node.id}{first}"


def faults_of(node: Node) -> str:
    """What is wrong with a box, in words, or ""."""
    return " ".join(fault.problem for fault in node.faults)


def description_of(node: Node) -> str:
    """A box in words, for a screen reader."""
    wrong = f" Wrong here: {faults_of(node)}" if node.faults else ""
    return f"{heading_of(node)}: {node.text}{wrong}"


class Colours:
    """What things are drawn in."""

    def __init__(self, palette: QPalette) -> None:
        self.base = palette.color(QPalette.ColorRole.Base)
        self.text = palette.color(QPalette.ColorRole.Text)
        self.question = palette.color(QPalette.ColorRole.AlternateBase)
        self.chosen = palette.color(QPalette.ColorRole.Highlight)
        self.line = QColor(self.text)
        self.line.setAlphaF(0.65)
        self.wrong = wrong_colour(palette)


class Measure:
    """How large boxes are, in a font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self.bold = QFont(self.small)
        self.bold.setBold(True)

    def height(self, text: str, font: QFont, width: float) -> float:
        """The height of words that are wrapped to a width, in pixels."""
        room = QRectF(0, 0, width, 10_000)
        return QFontMetricsF(font).boundingRect(room, _WRAPPED, text).height()

    def size_of(self, node: Node) -> tuple[float, float]:
        """The width and height of a box, in pixels."""
        width = _WIDTH[node.kind]
        inside = width - 2 * _MARGIN
        if node.kind is NodeKind.LABEL:
            height = min(self.height(node.text, self.small, inside), _MOST_HEIGHT)
            return width, height + _MARGIN / 2
        height = self.height(heading_of(node), self.bold, inside) + 4
        height += self.height(node.text, self.font, inside)
        if node.faults:
            height += 6 + max(_SIGN, self.height(faults_of(node), self.small, inside - _SIGN - 6))
        return width, height + 2 * _MARGIN


class Box(QGraphicsItem):
    """A question, an outcome, a label, or what is missing."""

    def __init__(self, index: int, node: Node, measure: Measure, colours: Colours) -> None:
        super().__init__()
        self.index, self.node = index, node
        self.is_current = False
        self._measure, self._colours = measure, colours
        self._area = QRectF(-node.width / 2, -node.height / 2, node.width, node.height)
        self.setPos(node.x, node.y)
        self.setZValue(1)
        tip = node.text if node.kind is NodeKind.LABEL else description_of(node)
        self.setToolTip(plain_tip(tip))
        if node.kind is not NodeKind.LABEL:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def boundingRect(self) -> QRectF:
        """The box and the ring round the one where the keyboard is."""
        return self._area.adjusted(-8, -8, 8, 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw it."""
        if self.node.kind is NodeKind.LABEL:
            self._paint_label(painter)
            return
        self._paint_shape(painter)
        self._paint_text(painter)

    def _paint_label(self, painter: QPainter) -> None:
        back = QColor(self._colours.base)
        back.setAlphaF(0.9)
        painter.fillRect(self._area, back)
        font = QFont(self._measure.small)
        font.setItalic(self.node.is_exception)
        painter.setFont(font)
        painter.setPen(self._colours.text)
        room = self._area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(room, _CENTRED, self._cut(font, room))

    def _cut(self, font: QFont, room: QRectF) -> str:
        """The words, or as many of them as have room."""
        text = self.node.text
        metrics = QFontMetricsF(font)
        while len(text) > 1 and metrics.boundingRect(room, _CENTRED, text).height() > (
            room.height()
        ):
            text = text[: len(text) * 9 // 10].rstrip(" …") + " …"
        return text

    def _paint_shape(self, painter: QPainter) -> None:
        node, colours = self.node, self._colours
        if self.is_current:
            painter.setPen(QPen(colours.chosen, 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._area.adjusted(-6, -6, 6, 6), 12, 12)
        is_wrong = bool(node.faults) or node.kind is NodeKind.MISSING
        width = 3.0 if is_wrong or node.is_first else 1.4
        pen = QPen(colours.wrong if is_wrong else colours.text, width)
        if node.kind is NodeKind.MISSING:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(colours.question if node.kind is NodeKind.QUESTION else colours.base)
        painter.drawPath(self.outline())

    def outline(self) -> QPainterPath:
        """Round for questions; cut corners for outcomes."""
        path, area, cut = QPainterPath(), self._area, float(_MARGIN)
        if self.node.kind is not NodeKind.OUTCOME:
            path.addRoundedRect(area, cut, cut)
            return path
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        corners = (
            *((left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut)),
            *((right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut)),
        )
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
        return path

    def _paint_text(self, painter: QPainter) -> None:
        node, colours, measure = self.node, self._colours, self._measure
        room = self._area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.setPen(colours.text)
        for text, font in ((heading_of(node), measure.bold), (node.text, measure.font)):
            painter.setFont(font)
            painter.drawText(room, _WRAPPED, text)
            room.setTop(room.top() + measure.height(text, font, room.width()) + 4)
        if node.faults:
            room.setTop(room.top() + 2)
            self._paint_sign(painter, QPointF(room.left(), room.top()))
            painter.setPen(colours.wrong)
            painter.setFont(measure.small)
            painter.drawText(room.adjusted(_SIGN + 6, 0, 0, 0), _WRAPPED, faults_of(node))

    def _paint_sign(self, painter: QPainter, at: QPointF) -> None:
        """A warning triangle: red is never the only sign."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.wrong)
        corners = (QPointF(_SIGN / 2, 0), QPointF(_SIGN, _SIGN), QPointF(0, _SIGN))
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        painter.setPen(self._colours.base)
        painter.setFont(self._measure.bold)
        area = QRectF(at.x(), at.y() + 3, _SIGN, _SIGN - 3)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "!")


def line_of(edge: Edge, colours: Colours) -> QGraphicsPathItem:
    """An edge: dashed where it is an exception, with an arrow where it arrives."""
    points = [QPointF(x, y) for x, y in edge.points]
    path = QPainterPath(points[0])
    for before, point in pairwise(points):
        middle = (before.y() + point.y()) / 2
        path.cubicTo(QPointF(before.x(), middle), QPointF(point.x(), middle), point)
    item = QGraphicsPathItem(path)
    pen = QPen(colours.line, 1.6)
    if edge.is_exception:
        pen.setStyle(Qt.PenStyle.DashLine)
    item.setPen(pen)
    if edge.has_arrow:
        end, up = points[-1], -1 if points[-1].y() >= points[-2].y() else 1
        tip = QPainterPath(end)
        tip.lineTo(end + QPointF(-_ARROW / 2, up * _ARROW))
        tip.lineTo(end + QPointF(_ARROW / 2, up * _ARROW))
        tip.closeSubpath()
        head = QGraphicsPathItem(tip, item)
        head.setPen(QPen(colours.line, 1))
        head.setBrush(colours.line)
    return item
