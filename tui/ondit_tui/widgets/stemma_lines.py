"""A stemma drawn as a small tree: which wording comes from which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ondit.model import Descent
from ondit_tui.widgets.flow import Line, Piece, wrap

EDGES = {"credited": "credited", "inferred": "inferred", "tie": "or the other way round"}
"""What an edge says of itself."""


class Branch(NamedTuple):
    """A line of the tree.

    Attributes:
        number: The number of the occurrence.
        guide: What leads to it: "│  └─ ".
        rest: What stands below the guide where the line goes on.
        descent: The edge to its parent in the tree; absent at a root.
        others: The edges to its other parents.
    """

    number: int
    guide: str
    rest: str
    descent: Descent | None
    others: tuple[Descent, ...]


def branches(count: int, stemma: Sequence[Descent]) -> list[Branch]:
    """Return the lines of the tree from top to bottom, one an occurrence.

    An occurrence with two parents stands below the first of them; one whose parents come to itself in the end
    stands as a root.

    Args:
        count: How many occurrences there are.
        stemma: What comes from what.
    """
    edges = _Edges(stemma)
    roots = [number for number in range(count) if number not in edges.parents]
    return [branch for root in (*roots, *range(count)) for branch in edges.below(root)]


def tree(names: Sequence[str], stemma: Sequence[Descent], width: int, chosen: int = -1) -> list[Line]:
    """Draw a stemma in lines of at most `width` cells.

    Args:
        names: What each occurrence is called.
        stemma: What comes from what.
        width: Cells in a line.
        chosen: The number of the occurrence to set off.
    """
    lines = []
    for branch in branches(len(names), stemma):
        ink = "strong" if branch.number == chosen else ""
        pieces = [Piece(names[branch.number], ink)]
        if branch.descent:
            pieces.append(Piece(f"  {EDGES[branch.descent.tie]}", "muted"))
        also = (f"; from {names[other.parent]}, too: {EDGES[other.tie]}" for other in branch.others)
        pieces += [Piece(words, "muted") for words in also]
        first, rest = (Piece(f" {branch.guide}", "rule"),), (Piece(f" {branch.rest}", "rule"),)
        lines += wrap(pieces, width, first=first, rest=rest)
    return lines


class _Edges:
    """What comes from what, and what is drawn already."""

    def __init__(self, stemma: Sequence[Descent]) -> None:
        self.parents: dict[int, list[Descent]] = defaultdict(list)
        self._children: dict[int, list[int]] = defaultdict(list)
        self._drawn: set[int] = set()
        for descent in sorted(stemma, key=lambda one: (one.child, one.parent)):
            self.parents[descent.child].append(descent)
        for child, descents in self.parents.items():
            self._children[descents[0].parent].append(child)

    def below(self, root: int) -> Iterator[Branch]:
        """Yield an occurrence and all that comes from it, less what is drawn already."""
        waiting = [(root, "", "")]
        while waiting:
            number, guide, rest = waiting.pop()
            if number in self._drawn:
                continue
            self._drawn.add(number)
            own = self.parents.get(number, []) if guide else []
            yield Branch(number, guide, rest, own[0] if own else None, tuple(own[1:]))
            children = [child for child in self._children.get(number, ()) if child not in self._drawn]
            for child in reversed(children):
                turn, on = ("└─ ", "   ") if child == children[-1] else ("├─ ", "│  ")
                waiting.append((child, rest + turn, rest + on))
