"""The graph of a walkthrough, to look at, to move about in, and to go from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.walkthrough.graph import Drawing, NodeKind, lay_out
from app.editor.walkthrough.graph_items import Box, Colours, Measure, description_of, line_of

_STEP = 1.25
_LEAST, _MOST = 0.1, 4.0
_BORDER = 24
_NAME = "Graph of the walkthrough"
_HOW = "Arrow keys go from box to box, Enter opens it, plus, minus and 0 change the size."


class GraphView(QGraphicsView):
    """The drawing itself. `chosen` gives the id of a question or an outcome: "go there".

    `stepped` gives the id of the one that the arrow keys came to.
    """

    chosen = Signal(str)
    stepped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = Drawing((), (), (), ())
        self._walkthrough: Walkthrough | None = None
        self._boxes: dict[int, Box] = {}
        self._current = -1
        self._pressed_on = -1
        self._pressed_at = QPointF()
        self._is_fitted = True
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName(_NAME)
        self.setAccessibleDescription(_HOW)

    @property
    def drawing(self) -> Drawing:
        """What is drawn, and where."""
        return self._drawing

    @property
    def current(self) -> str:
        """The id of the box where the keyboard is, or ""."""
        return self._drawing.nodes[self._current].id if self._current >= 0 else ""

    def show_walkthrough(self, walkthrough: Walkthrough) -> None:
        """Draw it, whatever its faults. The keyboard stays at the same box, if that is left."""
        was = self.current
        self._walkthrough = walkthrough
        measure, colours = Measure(self.font()), Colours(self.palette())
        self._drawing = lay_out(walkthrough, measure.size_of)
        scene = self.scene()
        scene.clear()
        self._boxes = {}
        for edge in self._drawing.edges:
            scene.addItem(line_of(edge, colours))
        for index, node in enumerate(self._drawing.nodes):
            self._boxes[index] = Box(index, node, measure, colours)
            scene.addItem(self._boxes[index])
        around = scene.itemsBoundingRect()
        self.setSceneRect(around.adjusted(-_BORDER, -_BORDER, _BORDER, _BORDER))
        self.setBackgroundBrush(colours.base)
        self._current = -1
        if (index := self._drawing.index_of(was)) >= 0:
            self._go_to(index)
        if self._is_fitted:
            self.fit()

    def select(self, node_id: str) -> None:
        """Bring the keyboard to a box, and the box into sight. An unknown id changes nothing."""
        index = self._drawing.index_of(node_id)
        if index >= 0:
            self._go_to(index)

    def box_rect(self, node_id: str) -> QRectF:
        """Where a box stands in the viewport, in pixels."""
        box = self._boxes[self._drawing.index_of(node_id)]
        return QRectF(
            self.mapFromScene(box.mapToScene(box.outline()).boundingRect()).boundingRect()
        )

    def zoom(self, by: float) -> None:
        """Larger or smaller, within limits."""
        now = self.transform().m11()
        by = min(max(now * by, _LEAST), _MOST) / now
        self._is_fitted = False
        self.scale(by, by)

    def fit(self) -> None:
        """All of it in sight, but never larger than life."""
        self._is_fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        if self.transform().m11() > 1:
            self.resetTransform()

    # -- what people do -------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, the size; without, the place."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed: a click counts on the same box."""
        self._pressed_on = (
            self._box_at(event) if event.button() is Qt.MouseButton.LeftButton else -1
        )
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the box that was clicked, unless the drawing was dragged."""
        super().mouseReleaseEvent(event)
        index, self._pressed_on = self._pressed_on, -1
        if index >= 0 and index == self._box_at(event):
            moved = (event.position() - self._pressed_at).manhattanLength()
            if moved <= QApplication.startDragDistance():
                self._go_to(index)
                self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between boxes, Enter goes there, + - 0 change the size."""
        key = event.key()
        if key in _ENTER:
            self._choose()
        elif key in _ARROWS or key == Qt.Key.Key_Home:
            was = self.current
            self._move(*_ARROWS[key]) if key in _ARROWS else self._go_to_first()
            if self.current != was and self._is_there():
                self.stepped.emit(self.current)
        elif event.text() in _ZOOMS:
            self.zoom(_ZOOMS[event.text()])
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes in at the first question."""
        super().focusInEvent(event)
        if self._current < 0:
            self._go_to_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A drawing that filled the view fills the new one."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another palette or font draws it anew."""
        super().changeEvent(event)
        needs_redraw = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if needs_redraw and self._walkthrough is not None:
            self.show_walkthrough(self._walkthrough)

    # -- between boxes --------------------------------------------------------------------------

    def _box_at(self, event: QMouseEvent) -> int:
        item = self.itemAt(event.position().toPoint())
        is_box = isinstance(item, Box) and item.node.kind is not NodeKind.LABEL
        return item.index if is_box and isinstance(item, Box) else -1

    def _choose(self) -> None:
        """Say where to go."""
        if self._is_there():
            self.chosen.emit(self.current)

    def _is_there(self) -> bool:
        """Whether there is somewhere to go to: not to what is missing."""
        nodes = self._drawing.nodes
        return self._current >= 0 and nodes[self._current].kind is not NodeKind.MISSING

    def _go_to_first(self) -> None:
        firsts = [index for index, node in enumerate(self._drawing.nodes) if node.is_first]
        if firsts or self._drawing.layers:
            self._go_to(firsts[0] if firsts else self._drawing.layers[0][0])

    def _move(self, across: int, down: int) -> None:
        """To the next box of the same layer, or the nearest of the next layer that has one."""
        if self._current < 0:
            self._go_to_first()
            return
        layers = self._drawing.layers
        number = next(n for n, layer in enumerate(layers) if self._current in layer)
        if down:
            if 0 <= number + down < len(layers):
                x = self._drawing.nodes[self._current].x
                nodes = self._drawing.nodes
                self._go_to(min(layers[number + down], key=lambda index: abs(nodes[index].x - x)))
            return
        column = layers[number].index(self._current) + across
        if 0 <= column < len(layers[number]):
            self._go_to(layers[number][column])

    def _go_to(self, index: int) -> None:
        for box in (self._boxes.get(self._current), self._boxes[index]):
            if box is not None:
                box.is_current = box.index == index
                box.update()
        self._current = index
        self.ensureVisible(self._boxes[index], _BORDER, _BORDER)
        # Qt gives the items of a scene no voice of their own, so the view speaks for them.
        self.setAccessibleDescription(f"{description_of(self._drawing.nodes[index])} {_HOW}")


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {"+": _STEP, "=": _STEP, "-": 1 / _STEP}


class GraphPane(QWidget):
    """The graph, with buttons for its size, and what is wrong with the walkthrough in words."""

    chosen = Signal(str)
    stepped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = GraphView()
        self.view.chosen.connect(self.chosen)
        self.view.stepped.connect(self.stepped)
        self._wrong = QLabel()
        self._wrong.setWordWrap(True)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setAccessibleName("What is wrong with the walkthrough")
        buttons = QHBoxLayout()
        for label, tip, act in (
            ("Larger", "Larger (+, or Ctrl and the wheel)", lambda: self.view.zoom(_STEP)),
            ("Smaller", "Smaller (-, or Ctrl and the wheel)", lambda: self.view.zoom(1 / _STEP)),
            ("Show all", "The whole graph (0)", self.view.fit),
        ):
            button = QPushButton(label)
            button.setToolTip(tip)
            button.clicked.connect(act)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(buttons)
        layout.addWidget(self._wrong)
        layout.addWidget(self.view, 1)

    def show_step(self, step_id: str) -> None:
        """Mark a question or an outcome, and bring it into sight."""
        self.view.select(step_id)

    def show_walkthrough(self, walkthrough: Walkthrough) -> None:
        """Draw a walkthrough."""
        self.view.show_walkthrough(walkthrough)
        drawing = self.view.drawing
        faulty = sum(bool(node.faults) for node in drawing.nodes)
        sentences = [f"{fault.problem} {fault.hint}" for fault in drawing.faults]
        if faulty:
            sentences.append(f"Boxes with something wrong, marked with a triangle: {faulty}.")
        self._wrong.setText("\n".join(sentences))
        self._wrong.setVisible(bool(sentences))
