"""Word-by-word alignment of two wordings: what stayed, what was put for what, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from ondit.model import Relation, Span
from ondit.text import Words, words

Op = Literal["equal", "substituted", "inserted", "deleted"]

TRANSLATED_BLOCKS = 3
TRANSLATED_SHARE = 0.25
TRIMMED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the left wording to the right one.

    Attributes:
        op: `equal`, `substituted`, `inserted` (right only) or `deleted` (left only).
        left: The words on the left, as a span of the left text; empty for `inserted`.
        right: The words on the right, as a span of the right text; empty for `deleted`.
    """

    op: Op
    left: Span
    right: Span


def align(a: str, b: str) -> tuple[Edit, ...]:
    """Align the words of two texts along their longest common subsequence.

    Returns:
        Edits in reading order that cover every word of both texts; two neighbours never share an op.
        Words are compared as `ondit.text.words` folds them; offsets are those of the given texts.
    """
    left, right = words(a), words(b)
    return tuple(
        Edit(op, _span(left, low, high), _span(right, from_, to))
        for op, low, high, from_, to in word_edits(left, right)
    )


def word_edits(left: Words, right: Words) -> list[tuple[Op, int, int, int, int]]:
    """Align two word lists.

    Returns:
        `(op, left start, left end, right start, right end)` in word indexes, in order; a deletion beside
        an insertion is one substitution.
    """
    edits: list[tuple[Op, int, int, int, int]] = []
    for code in Indel.opcodes(left.texts, right.texts):
        step = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if code.tag == "equal":
            edits.append(("equal", *step))
        elif edits and edits[-1][0] != "equal":
            _, low, _, from_, _ = edits[-1]
            edits[-1] = (_op(low, step[1], from_, step[3]), low, step[1], from_, step[3])
        else:
            edits.append((_op(*step), *step))
    return edits


def relation(a: str, b: str) -> Relation:
    """Name what the wording `b` is to the wording `a`.

    Rule: the same words are `verbatim`. Where one only leaves words of the other out, at least half of
    which stay, it is `trimmed`; where less than half stay, a `fragment`. Words put for others make it
    `edited`; where they are put in three places or more and make up a quarter of the words or more,
    `translated`.

    Example: "gives a strong push to the plan" beside "will provide a strong boost to our plan" is
    translated. "rose to 471" beside "rose to 265" is edited.
    Known failures: a heavy rewrite by an editor looks like a translation; a careful translation of a
    short sentence looks edited.
    """
    left, right = words(a), words(b)
    edits = word_edits(left, right)
    changes = [edit for edit in edits if edit[0] != "equal"]
    if not changes:
        return "verbatim"
    longer = max(len(left), len(right))
    kept = sum(edit[2] - edit[1] for edit in edits if edit[0] == "equal")
    if len({edit[0] for edit in changes}) == 1 and changes[0][0] != "substituted":
        return "trimmed" if kept >= TRIMMED_SHARE * longer else "fragment"
    if len(changes) >= TRANSLATED_BLOCKS and longer - kept >= TRANSLATED_SHARE * longer:
        return "translated"
    return "edited"


def _op(low: int, high: int, from_: int, to: int) -> Op:
    if low < high and from_ < to:
        return "substituted"
    return "deleted" if low < high else "inserted"


def _span(found: Words, low: int, high: int) -> Span:
    if low < high:
        return Span(found.starts[low], found.ends[high - 1])
    at = found.ends[low - 1] if low else 0
    return Span(at, at)
