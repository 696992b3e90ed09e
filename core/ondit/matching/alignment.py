"""Word-by-word alignment of two wordings: what stayed, what was put for what, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, Opcode

from ondit.model import Relation, Span
from ondit.text import Words, words

Op = Literal["equal", "substituted", "inserted", "deleted"]

TRANSLATED_BLOCKS = 3
TRANSLATED_SHARE = 0.25
TRIMMED_SHARE = 0.5
MOST_CELLS = 400_000_000


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
        Edit(
            edit.op,
            _span(left, edit.left_start, edit.left_end),
            _span(right, edit.right_start, edit.right_end),
        )
        for edit in word_edits(left.texts, right.texts)
    )


class WordEdit(NamedTuple):
    """An `Edit` in word indexes; ends are exclusive."""

    op: Op
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def word_edits(left: Sequence[str], right: Sequence[str]) -> list[WordEdit]:
    """Align two lists of words, in order; a deletion beside an insertion is one substitution."""
    edits: list[WordEdit] = []
    for code in _opcodes(left, right):
        edit = WordEdit("equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        if code.tag == "equal":
            edits.append(edit)
            continue
        if edits and edits[-1].op != "equal":
            before = edits.pop()
            edit = WordEdit("equal", before.left_start, edit.left_end, before.right_start, edit.right_end)
        edits.append(edit._replace(op=_op(edit)))
    return edits


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Iterable[Opcode]:
    """Align two lists of words; of lists too long to be aligned, only what both begin and end with.

    The alignment takes a bit for each word of the one with each of the other.
    """
    if len(left) * len(right) <= MOST_CELLS:
        return Indel.opcodes(left, right)
    ends = min(len(left), len(right))
    head = next((at for at in range(ends) if left[at] != right[at]), ends)
    tail = next((at for at in range(ends - head) if left[-1 - at] != right[-1 - at]), ends - head)
    to, until = len(left) - tail, len(right) - tail
    spans = (
        ("equal", 0, head, 0, head),
        ("replace", head, to, head, until),
        ("equal", to, len(left), until, len(right)),
    )
    return [Opcode(*span) for span in spans if span[1] < span[2] or span[3] < span[4]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one wording is to another, and the numbers that decided it.

    Attributes:
        relation: `verbatim`, `trimmed`, `fragment`, `edited` or `translated`.
        left: Words on the left.
        right: Words on the right.
        kept: Words that stand on both sides, in the same order.
        changes: Places at which words were left out, put in or put for others.
    """

    relation: Relation
    left: int
    right: int
    kept: int
    changes: int


def compare(a: str, b: str, edits: Sequence[WordEdit] | None = None) -> Comparison:
    """Say what the wording `b` is to the wording `a`.

    Rule: the same words are `verbatim`. Where one only leaves words of the other out, at least half of
    which stay, it is `trimmed`; where less than half stay, a `fragment`. Words put for others make it
    `edited`; where they are put in three places or more and make up a quarter of the words or more,
    `translated`.

    Example: "gives a strong push to the plan" beside "will provide a strong boost to our plan" is
    translated. "rose to 471" beside "rose to 265" is edited.
    Must not: "The bridge opens in June" is no edit of "The bridge over the Ard opens in June", but trimmed.
    Known failures: a heavy rewrite by an editor looks like a translation; a careful translation of a
    short sentence ("We produce fine glass" of "We make good glass") looks edited.

    Args:
        a: A wording.
        b: Another.
        edits: How their words align, where that is known already.
    """
    left, right = words(a).texts, words(b).texts
    edits = word_edits(left, right) if edits is None else edits
    kept = sum(edit.left_end - edit.left_start for edit in edits if edit.op == "equal")
    changes = [edit.op for edit in edits if edit.op != "equal"]
    relation = _relation(changes, kept, max(len(left), len(right)))
    return Comparison(relation, len(left), len(right), kept, len(changes))


def _relation(changes: Sequence[Op], kept: int, longer: int) -> Relation:
    if not changes:
        return "verbatim"
    if set(changes) in ({"deleted"}, {"inserted"}):
        return "trimmed" if kept >= TRIMMED_SHARE * longer else "fragment"
    if len(changes) >= TRANSLATED_BLOCKS and longer - kept >= TRANSLATED_SHARE * longer:
        return "translated"
    return "edited"


def _op(edit: WordEdit) -> Op:
    if edit.left_start < edit.left_end and edit.right_start < edit.right_end:
        return "substituted"
    return "deleted" if edit.left_start < edit.left_end else "inserted"


def _span(found: Words, low: int, high: int) -> Span:
    if low < high:
        return Span(found.starts[low], found.ends[high - 1])
    at = found.ends[low - 1] if low else 0
    return Span(at, at)
