"""Where the boxes of a walkthrough stand, and which lines lead to them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings

from app.domain.walkthrough.walkthrough import Walkthrough
from app.editor.walkthrough.graph import Drawing, Node, NodeKind, lay_out
from tests.domain.walkthroughs import any_at_all, choice, outcome, question, walkthrough


def size_of(node: Node) -> tuple[float, float]:
    return (200, 40 + len(node.text))


def drawn(of: Walkthrough) -> Drawing:
    return lay_out(of, size_of)


def led(drawing: Drawing) -> set[tuple[str, str, str, bool]]:
    """From where to where, by which words, and whether as an exception."""
    into = {edge.end: edge.start for edge in drawing.edges if not edge.has_arrow}
    return {
        (
            drawing.nodes[into[edge.start]].id,
            drawing.nodes[edge.end].id,
            drawing.nodes[edge.start].text,
            edge.is_exception,
        )
        for edge in drawing.edges
        if edge.has_arrow
    }


def test_the_starter_walkthrough_stands_in_layers(starter: Walkthrough) -> None:
    drawing = drawn(starter)
    ids = [[drawing.nodes[place].id for place in layer] for layer in drawing.layers]
    assert ids[:2] == [["q01"], ["q02"]]
    assert {*ids[-1]} == {"o01", "o02", "o03", "o06", "o07"}
    assert [node.id for node in drawing.nodes if node.is_first] == ["q01"]
    assert drawing.faults == ()


def test_lines_carry_the_words_of_the_choices(starter: Walkthrough) -> None:
    lines = led(drawn(starter))
    assert ("q01", "q02", "any answer", False) in lines
    assert ("q02", "o05", "No, another type", False) in lines
    assert ("q02", "q03", "Yes, B cell ALL · Not sure", False) in lines
    assert ("q03", "q04", "After “Not sure” at q02: Over 25", True) in lines
    assert ("q04", "o06", "After “Not sure” at q02: any answer", True) in lines
    assert ("q04", "o07", "After “Not sure” at q03: any answer but “None of these”", True) in lines


def apart(drawing: Drawing) -> bool:
    """Whether no box lies over another."""
    return all(
        abs(one.x - other.x) >= (one.width + other.width) / 2
        or abs(one.y - other.y) >= (one.height + other.height) / 2
        for one, other in combinations(drawing.nodes, 2)
    )


def test_boxes_that_igraph_sets_too_close_are_kept_apart() -> None:
    of = walkthrough(
        (
            question("q0", choice("a", "q1"), choice("b", "q0")),
            question("q1"),
            question("q2", choice("c", "q0"), choice("d", "q1")),
            question("q3", choice("e", "q0"), choice("f", "q3", ("a", "q2"))),
        ),
        (),
    )
    assert apart(drawn(of))


@settings(max_examples=60)
@given(any_at_all())
def test_anything_can_be_drawn_and_no_box_lies_over_another(of: Walkthrough) -> None:
    drawing = drawn(of)
    assert apart(drawing)
    known = {q.id for q in of.questions} | {o.id for o in of.outcomes}
    assert known <= {node.id for node in drawing.nodes}
    placed = sorted(place for layer in drawing.layers for place in layer)
    assert placed == [i for i, n in enumerate(drawing.nodes) if n.kind is not NodeKind.LABEL]


@settings(max_examples=60)
@given(any_at_all())
def test_each_line_goes_one_way_from_the_edge_of_a_box_to_the_edge_of_another(
    of: Walkthrough,
) -> None:
    drawing = drawn(of)
    for edge in drawing.edges:
        start, end = drawing.nodes[edge.start], drawing.nodes[edge.end]
        assert abs(edge.points[0][1] - start.y) == start.height / 2
        assert abs(edge.points[-1][1] - end.y) == end.height / 2
        assert (edge.points[0][0], edge.points[-1][0]) == (start.x, end.x)
        rises = [b[1] - a[1] for a, b in pairwise(edge.points)]
        assert all(rise >= 0 for rise in rises) or all(rise <= 0 for rise in rises)


def test_what_is_wrong_stands_at_its_box() -> None:
    of = walkthrough(
        (
            question("q1", choice("a", "o9"), choice("q1?", "o1", sure=False)),
            question("q2", choice("b", "o1", sure=False)),
        ),
        (outcome("o1"), outcome("o2")),
    )
    drawing = drawn(of)
    wrong = {node.id: [fault.problem for fault in node.faults] for node in drawing.nodes}
    assert wrong["q1"] == ["An answer leads to o9, which is not there."]
    assert wrong["q2"] == ["No answer leads to this question."]
    assert wrong["o2"] == ["No answer leads to this outcome."]
    assert wrong["o1"] == []
    (missing,) = (node for node in drawing.nodes if node.kind is NodeKind.MISSING)
    assert missing.text == "o9 is not there"


def test_what_is_wrong_with_the_whole_is_kept_apart() -> None:
    of = walkthrough((question("q1", choice("a", "o1", sure=False)),), (outcome("o1"),))
    lost = drawn(replace(of, first_question_id="q7"))
    assert lost.faults[0].problem == "It begins with q7, which is not there."
    assert drawn(walkthrough((), ())).nodes == ()
