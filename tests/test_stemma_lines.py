"""Stemmata as trees: each occurrence stands once, below what it comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drawn import plain
from ondit.model import Descent
from ondit_tui.widgets.flow import line_width
from ondit_tui.widgets.stemma_lines import branches, tree


def came(child: int, parent: int, tie: str = "inferred") -> Descent:
    return Descent(child, parent, tie, "They share a change.")  # type: ignore[arg-type]


def test_a_tree_leads_from_each_wording_to_what_comes_from_it() -> None:
    stemma = [came(1, 0, "credited"), came(2, 1), came(3, 0, "tie"), came(2, 3)]
    drawn = plain(tree(["Ledger", "Post", "Weekly", "Courier", "Gazette"], stemma, 80))
    assert drawn.splitlines() == [
        " Ledger",
        " ├─ Post  credited",
        " │  └─ Weekly  inferred; from Courier, too: inferred",
        " └─ Courier  or the other way round",
        " Gazette",
    ]


def test_a_long_line_goes_on_below_its_words() -> None:
    lines = plain(tree(["Ledger", "The Courier of the Northern Harbours"], [came(1, 0)], 30)).splitlines()
    assert lines[1].startswith(" └─ The Courier")
    assert all(line.startswith("    ") for line in lines[2:])


EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]))


@given(edges=EDGES, width=st.integers(24, 60))
def test_each_occurrence_stands_once_whatever_comes_from_what(
    edges: list[tuple[int, int]], width: int
) -> None:
    stemma = [came(child, parent) for child, parent in dict.fromkeys(edges)]
    lines = branches(10, stemma)
    assert sorted(line.number for line in lines) == list(range(10))
    assert all(line_width(line) <= width for line in tree([f"n{n}" for n in range(10)], stemma[:4], width))


@given(
    parents=st.lists(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999)), max_size=12),
)
def test_without_circles_all_edges_are_drawn_and_parents_stand_above(
    parents: list[tuple[float, float]],
) -> None:
    stemma = [
        came(child, parent)
        for child, shares in enumerate(parents, start=1)
        for parent in sorted({int(share * child) for share in shares})
    ]
    lines = branches(len(parents) + 1, stemma)
    place = {line.number: at for at, line in enumerate(lines)}
    drawn = [edge for line in lines for edge in (line.descent, *line.others) if edge]
    assert sorted((one.child, one.parent) for one in drawn) == sorted(
        (one.child, one.parent) for one in stemma
    )
    assert all(place[line.descent.parent] < place[line.number] for line in lines if line.descent)
