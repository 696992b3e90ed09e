"""The changes from one wording to another, in reading order, with every character of the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from ondit.matching.alignment import align

Op = Literal["same", "added", "left out"]


class Change(NamedTuple):
    """A stretch of a wording that is compared with another one.

    Attributes:
        op: Whether both have it, only this one has it more, or it lacks what the other has.
        text: The words; of what is the same, as this one has them.
        is_apart: Whether a space that neither has parts it from the stretch before, where all are shown.
    """

    op: Op
    text: str
    is_apart: bool = False


def changes(wording: str, variant: str) -> list[Change]:
    """Return what a variant of a wording keeps, adds and leaves out.

    Words are compared without case and punctuation. What is the same or added is together the variant, with
    each of its characters; what is left out stands before what is added in its place. No text is empty.

    Example: "push to the plan" beside "a boost to the plan": "push" left out, "a boost" added.
    """
    parts = groupby(_changes(wording, variant), key=lambda one: one.op)
    joined = [Change(op, "".join(one.text for one in some)) for op, some in parts]
    found = [change for change in joined if change.text]
    before = (None, *found)
    after = (*found[1:], None)
    return [
        one._replace(is_apart=_is_apart(ahead, one, behind))
        for ahead, one, behind in zip(before, found, after, strict=False)
    ]


def _changes(wording: str, variant: str) -> Iterator[Change]:
    at = 0
    for edit in align(wording, variant):
        end = edit.right.end
        start = end if edit.op == "equal" else max(at, edit.right.start)
        yield Change("same", variant[at:start])
        if edit.op != "equal":
            yield Change("left out", wording[edit.left.start : edit.left.end])
            yield Change("added", variant[start:end])
        at = max(at, end)
    yield Change("same", variant[at:])


def _is_apart(before: Change | None, one: Change, after: Change | None) -> bool:
    if before is None:
        return False
    if one.op == "left out":
        return not before.text[-1].isspace() and (after is None or after.op != "added")
    return before.op == "left out" and (one.op == "added" or one.text[0].isalnum())
