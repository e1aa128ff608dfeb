"""The neutral graph: its order, its checks, and text that cannot be stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Edge, Node, build, clean, properties
from ontology.errors import DataError

A, B = Node(id="a", label="Actor"), Node(id="b", label="Actor", labels=("Country",))
TIE = Edge(id="t", type="REQUESTS", start=A.ref, end=B.ref)


def test_order_of_input_does_not_matter() -> None:
    assert build([A, B], [TIE]) == build([B, A, A], [TIE, TIE])


@pytest.mark.parametrize(
    ("nodes", "edges", "reason"),
    [
        ([A, Node(id="a", label="Actor", labels=("Group",))], [], "stands twice"),
        ([A], [TIE], "'b', which is not in the graph"),
        ([A, B], [TIE, Edge(id="t", type="REQUESTS", start=B.ref, end=A.ref)], "'t' stands twice"),
    ],
)
def test_a_graph_that_contradicts_itself_is_refused(nodes: list[Node], edges: list[Edge], reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        build(nodes, edges)


def test_properties_are_sorted_and_what_is_not_known_is_left_out() -> None:
    assert properties({"b": 1, "a": "x\x00", "c": None, "d": False}) == (
        ("a", "x\ufffd"),
        ("b", 1),
        ("d", False),
    )


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_can_be_written_and_keeps_its_length(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\x00" not in cleaned
