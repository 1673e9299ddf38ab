"""Where the questions and outcomes of a walkthrough stand when it is drawn as a graph.

igraph lays it out in layers, top to bottom (Sugiyama's method). The choices that lead from one box
to another stand on the way as a box of their own, so that their words never lie over anything.
No Qt here: whoever draws says how large each box is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.domain.walkthrough.paths import NOT_YET, Fault, faults
from app.domain.walkthrough.walkthrough import Choice, Question, Target, Walkthrough

ACROSS = 28
"""Between boxes that stand side by side, in pixels; below, between layers."""
DOWN = 44


class NodeKind(Enum):
    """What a box stands for."""

    QUESTION = auto()
    OUTCOME = auto()
    MISSING = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its words, what is wrong with it, and its middle and size in pixels.

    A label's `id` is "", and `is_exception` says that its choices lead here only after others.
    """

    id: str
    kind: NodeKind
    text: str
    faults: tuple[Fault, ...] = ()
    is_first: bool = False
    is_exception: bool = False
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, by their places, through some points on the way."""

    start: int
    end: int
    points: tuple[tuple[float, float], ...] = ()
    is_exception: bool = False
    has_arrow: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A walkthrough, laid out. `faults` are those of the walkthrough as a whole."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    layers: tuple[tuple[int, ...], ...]
    faults: tuple[Fault, ...]

    def index_of(self, node_id: str) -> int:
        """The index of a box by its id, or -1."""
        return next((i for i, n in enumerate(self.nodes) if n.id and n.id == node_id), -1)


SizeOf = Callable[[Node], tuple[float, float]]
"""How wide and how high a box is drawn."""


def lay_out(walkthrough: Walkthrough, size_of: SizeOf) -> Drawing:
    """Where everything stands. A faulty walkthrough is drawn too, with its faults."""
    found = faults(walkthrough)
    nodes = [*_boxes(walkthrough, found)]
    indexes = {node.id: index for index, node in enumerate(nodes)}
    edges: list[Edge] = []
    for start, end, text, is_exception in _connections(walkthrough):
        for missing in {end} - indexes.keys():
            indexes[missing] = len(nodes)
            label_text = "nowhere yet" if missing == NOT_YET else f"{missing} is not there"
            nodes.append(Node(missing, NodeKind.MISSING, label_text))
        label = len(nodes)
        nodes.append(Node("", NodeKind.LABEL, text, is_exception=is_exception))
        edges.append(Edge(indexes[start], label, is_exception=is_exception))
        edges.append(Edge(label, indexes[end], is_exception=is_exception, has_arrow=True))
    known = {node.id for node in nodes if node.kind is not NodeKind.LABEL}
    whole = tuple(fault for fault in found if fault.where not in known)
    if not nodes:
        return Drawing((), (), (), whole)
    return _positioned(nodes, edges, whole, size_of)


def _boxes(walkthrough: Walkthrough, found: tuple[Fault, ...]) -> Iterator[Node]:
    def of(item: str) -> tuple[Fault, ...]:
        return tuple(fault for fault in found if fault.where == item)

    for question in walkthrough.questions:
        is_first = question.id == walkthrough.first_question_id
        yield Node(
            question.id, NodeKind.QUESTION, question.text, of(question.id), is_first=is_first
        )
    for outcome in walkthrough.outcomes:
        yield Node(outcome.id, NodeKind.OUTCOME, outcome.title, of(outcome.id))


def _connections(walkthrough: Walkthrough) -> Iterator[tuple[str, str, str, bool]]:
    """From where, to where, by which choices, in words, and whether only as an exception."""
    given = {
        choice.id: f"“{choice.label}” at {question.id}"
        for question in walkthrough.questions
        for choice in question.choices
    }
    for question in walkthrough.questions:
        plain: dict[str, list[Choice]] = {}
        exceptions: dict[tuple[str, str], list[Choice]] = {}
        for choice in question.choices:
            plain.setdefault(_to(choice.target), []).append(choice)
            for other in choice.unless:
                key = (_to(other.target), other.choice_id)
                exceptions.setdefault(key, []).append(choice)
        for target, chosen in plain.items():
            yield question.id, target, _listed(chosen, question), False
        for (target, after), chosen in exceptions.items():
            before = f"After {given.get(after, after)}: "
            yield question.id, target, before + _listed(chosen, question), True


def _to(target: Target) -> str:
    return target.question_id or target.outcome_id


_FEW = 3


def _listed(chosen: list[Choice], question: Question) -> str:
    """The labels of some choices of a question, said shortly where it is nearly all of them."""
    others = [choice.label for choice in question.choices if choice not in chosen]
    if len(chosen) > _FEW and len(others) <= 1:
        return f"any answer but “{others[0]}”" if others else "any answer"
    return " · ".join(choice.label for choice in chosen)


def _positioned(
    nodes: list[Node], edges: list[Edge], whole: tuple[Fault, ...], size_of: SizeOf
) -> Drawing:
    sizes = [size_of(node) for node in nodes]
    coords, bends = _in_layers(len(nodes), edges, max(width for width, _ in sizes) + ACROSS)
    layers = _Layers([round(y) for _, y in coords], sizes)
    positioned = tuple(
        replace(node, x=x, y=layers.middle(layer), width=size[0], height=size[1])
        for node, (x, _), layer, size in zip(nodes, coords, layers.of, sizes, strict=True)
    )
    led = tuple(
        replace(edge, points=_points(positioned[edge.start], positioned[edge.end], through, layers))
        for edge, through in zip(edges, bends, strict=True)
    )
    in_layers = (
        tuple(sorted(_real(positioned, layers.of, layer), key=lambda index: positioned[index].x))
        for layer in range(len(layers.tops))
    )
    return Drawing(positioned, led, tuple(filter(None, in_layers)), whole)


_Points = list[list[float]]


def _in_layers(count: int, edges: list[Edge], across: float) -> tuple[_Points, list[_Points]]:
    """Each box as (x, layer), and for each edge where it passes the layers between its boxes.

    igraph 1.0 mixes up the edges of a graph that falls apart, so each part of it is laid out on
    its own, beside the one before.
    """
    import igraph  # noqa: PLC0415 - it takes a tenth of a second, and only a graph needs it

    graph = igraph.Graph(count, [(edge.start, edge.end) for edge in edges], directed=True)
    coords: _Points = [[] for _ in range(count)]
    bends: list[_Points] = [[] for _ in edges]
    left = 0.0
    for component in graph.connected_components(mode="weak"):
        ids = {index: number for number, index in enumerate(component)}
        inside = [number for number, edge in enumerate(edges) if edge.start in ids]
        ends = [(ids[edges[number].start], ids[edges[number].end]) for number in inside]
        layout = igraph.Graph(len(component), ends, directed=True).layout_sugiyama(
            hgap=across, vgap=1
        )
        for index, (x, layer) in zip(component, layout.coords, strict=True):
            coords[index] = [left + x, layer]
        for number, points in zip(inside, layout.edge_routing, strict=True):
            bends[number] = [[left + x, layer] for x, layer in points]
        xs = [x for points in (layout.coords, *layout.edge_routing) for x, _ in points]
        left += max(xs) + across
    _push_apart(coords, across)
    return coords, bends


def _push_apart(coords: _Points, across: float) -> None:
    """Keep the boxes of a layer apart: igraph now and then sets two of them too close."""
    before: dict[float, float] = {}
    for point in sorted(coords):
        x, layer = point
        point[0] = max(x, before.get(layer, x - across) + across)
        before[layer] = point[0]


def _real(nodes: tuple[Node, ...], layer_of: list[int], layer: int) -> Iterator[int]:
    """The boxes of a layer that one can go to."""
    for index, node in enumerate(nodes):
        if layer_of[index] == layer and node.kind is not NodeKind.LABEL:
            yield index


class _Layers:
    """The layers from top to bottom, each as high as its highest box."""

    def __init__(self, layer_of: list[int], sizes: list[tuple[float, float]]) -> None:
        self.of = layer_of
        self.heights = [0.0] * (max(layer_of) + 1)
        for layer, (_, height) in zip(layer_of, sizes, strict=True):
            self.heights[layer] = max(self.heights[layer], height)
        self.tops = [sum(self.heights[:layer]) + layer * DOWN for layer in range(len(self.heights))]

    def middle(self, layer: int) -> float:
        return self.tops[layer] + self.heights[layer] / 2


def _points(
    start: Node, end: Node, bends: list[list[float]], layers: _Layers
) -> tuple[tuple[float, float], ...]:
    """From box to box, straight through each layer between them."""
    down = 1 if end.y >= start.y else -1
    points = [(start.x, start.y + down * start.height / 2)]
    for x, layer in sorted(bends, key=lambda bend: down * bend[1]):
        top = layers.tops[round(layer)]
        through = [(x, top), (x, top + layers.heights[round(layer)])]
        points += through[::down]
    points.append((end.x, end.y - down * end.height / 2))
    return tuple(points)
