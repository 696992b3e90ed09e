"""Wordings: one statement with all its variants, what each changed, and which comes from which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ondit.export.casefile.citing import Citing, Telling, When
from ondit.export.casefile.gathering import Gathered, Most
from ondit.export.excerpts import excerpt_of
from ondit.matching.changes import Change, changes
from ondit.model import Descent, Occurrence, Statement, Story

MOST_STEPS = 8
"""How deep descents are set in on the page."""
TIE_WORDS = {
    "credited": "credited by the article itself",
    "inferred": "inferred from deviations that both share",
    "tie": "or the other way round: dates and words give no order",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """One place where a statement's wording occurs.

    Attributes:
        number: Its number among the variants, from 1, first published first.
        telling: Its words and where they stand.
        relation: What it is to the statement's wording: `verbatim`, `trimmed`, …
        similarity: 0 to 100, to the statement's wording.
        changes: What it keeps, adds and leaves out of that.
    """

    number: int
    telling: Telling
    relation: str
    similarity: float
    changes: Sequence[Change]

    @property
    def is_same(self) -> bool:
        """Whether its words are the statement's, case and punctuation aside."""
        return all(change.op == "same" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Descended:
    """A line of a stemma.

    Attributes:
        variant: The variant.
        depth: How far it is set in; 0 for one that comes from none.
        parents: The numbers of the variants that it comes from, each with how that is known, and why.
    """

    variant: Variant
    depth: int
    parents: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement and its variants.

    Attributes:
        number: Its number in the case file, from 1.
        text: Its wording, the fullest.
        first: Outlets that had it first; more than one where their dates give no order.
        since: The earliest date.
        variants: Where it occurs, first published first.
        more: How many more there are.
        stemma: Which variant comes from which; empty where that is not known of any.
    """

    number: int
    text: str
    first: Sequence[str]
    since: When
    variants: Sequence[Variant]
    more: int
    stemma: Sequence[Descended]


def statements_of(gathered: Gathered) -> dict[str, tuple[Statement, Story]]:
    """Return the statements that a slice tells or quotes, by their ids, each with a part that has them.

    Those of entries stand first, in their order, then those of what is quoted.
    """
    parts = [one.part for one in gathered.told] + [one.part for one in gathered.quoted]
    found = ((statement, part) for part in parts for statement in part.statements)
    return {statement.id: (statement, part) for statement, part in reversed(list(found))}


def numbered(gathered: Gathered) -> dict[str, int]:
    """Return the number of each wording by its statement's id."""
    identifiers = reversed(statements_of(gathered))
    return {identifier: number for number, identifier in enumerate(identifiers, 1)}


def wordings(gathered: Gathered, citing: Citing, most: Most) -> list[Wording]:
    """Return the wordings that a slice tells or quotes, with all their variants.

    Args:
        gathered: The slice.
        citing: Cites.
        most: How many variants of one are shown.
    """
    known, numbers = statements_of(gathered), numbered(gathered)
    return [_wording(number, *known[one], citing, most.tellings) for one, number in numbers.items()]


def _wording(number: int, statement: Statement, part: Story, citing: Citing, most: int) -> Wording:
    shown = statement.occurrences[:most]
    variants = [_variant(at, one, statement, part, citing) for at, one in enumerate(shown, 1)]
    names = (part.article(one).source.value for one in statement.first.articles)
    return Wording(
        number=number,
        text=statement.text,
        first=tuple(dict.fromkeys(names)),
        since=citing.when(statement.first.published),
        variants=variants,
        more=len(statement.occurrences) - len(shown),
        stemma=_stemma(variants, statement.stemma),
    )


def _variant(
    number: int, occurrence: Occurrence, statement: Statement, part: Story, citing: Citing
) -> Variant:
    telling = citing.telling(excerpt_of(part, occurrence))
    return Variant(
        number,
        telling,
        occurrence.variant,
        occurrence.similarity,
        changes(statement.text, telling.text),
    )


def _stemma(variants: Sequence[Variant], stemma: Iterable[Descent]) -> list[Descended]:
    """Return variants as a tree from top to bottom: what comes from one stands below it, set in.

    One with several parents stands below the first of them; one whose parents come to itself in the end
    stands as if it had none.
    """
    parents: dict[int, list[Descent]] = defaultdict(list)
    children: dict[int, list[int]] = defaultdict(list)
    for descent in sorted(stemma, key=lambda one: (one.child, one.parent)):
        if max(descent.child, descent.parent) < len(variants):
            if descent.child not in parents:
                children[descent.parent].append(descent.child)
            parents[descent.child].append(descent)
    if not parents:
        return []
    found: dict[int, Descended] = {}
    roots = [at for at in range(len(variants)) if at not in parents]
    for root in (*roots, *range(len(variants))):
        _descend(root, variants, children, parents, found)
    return list(found.values())


def _descend(
    root: int,
    variants: Sequence[Variant],
    children: Mapping[int, Sequence[int]],
    parents: Mapping[int, Sequence[Descent]],
    found: dict[int, Descended],
) -> None:
    """Add a variant and all that comes from it, less what was added already."""
    waiting = [(root, 0)]
    while waiting:
        at, depth = waiting.pop()
        if at in found:
            continue
        edges = [(one.parent + 1, TIE_WORDS[one.tie], one.reason) for one in parents.get(at, ())]
        found[at] = Descended(variants[at], min(depth, MOST_STEPS), edges)
        waiting += [(child, depth + 1) for child in reversed(children.get(at, ()))]
