"""Statements in few words: their articles are named once, and most of their places tell them verbatim."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ondit.model import Article, Occurrence, Relation, Statement, Tie
from ondit.store.named import Names, PlaceRow, first_words, place


class StatementRow(msgspec.Struct, array_like=True):
    """A statement in few words.

    Attributes:
        id: Its id.
        text: Its text; absent where it is that of the first place.
        places: Where it occurs.
        variants: Of places that do not tell it verbatim, what they are: their number, variant, similarity.
        first: The numbers of the articles that had it first; absent where that is the first place's alone.
        published: When they had it.
        stemma: Which place comes from which: child, parent, tie, reason.
    """

    id: str
    text: str | None
    places: list[PlaceRow]
    variants: list[tuple[int, Relation, float]]
    first: list[int] | None
    published: str | None
    stemma: list[tuple[int, int, Tie, str]]


def of_statement(one: Statement, article: Article, names: Names) -> StatementRow:
    """Return a statement that is first told in an article in few words."""
    places = [names.row(each) for each in one.occurrences]
    first = [names.number(each) for each in one.first.articles]
    usual = Occurrence(0, 0).variant, Occurrence(0, 0).similarity
    return StatementRow(
        one.id,
        None if one.text == first_words(places, article) else one.text,
        places,
        [
            (number, each.variant, each.similarity)
            for number, each in enumerate(one.occurrences)
            if (each.variant, each.similarity) != usual
        ],
        None if places and first == [places[0][0]] else first,
        one.first.published,
        [(each.child, each.parent, each.tie, each.reason) for each in one.stemma],
    )


def statements(
    rows: Sequence[StatementRow | Statement], article: Article, names: Sequence[str | None]
) -> tuple[Statement, ...]:
    """Return the statements of an article from few words, or as older stores keep them.

    Raises:
        ValueError: They make no sense.
        LookupError: Nor do these.
    """
    return tuple(
        one if isinstance(one, Statement) else msgspec.convert(_made(one, article, names), Statement)
        for one in rows
    )


def _made(row: StatementRow, article: Article, names: Sequence[str | None]) -> dict[str, object]:
    places = [place(one, names) for one in row.places]
    occurrences: list[dict[str, object]] = [
        {"start": one.start, "end": one.end, "article": one.article} for one in places
    ]
    for number, variant, similarity in row.variants:
        occurrences[number] |= {"variant": variant, "similarity": similarity}
    first = [row.places[0][0]] if row.first is None else row.first
    if not all(at in range(len(places)) for child, parent, *_ in row.stemma for at in (child, parent)):
        raise LookupError("a place comes from another that there is not")
    return {
        "id": row.id,
        "text": first_words(row.places, article) if row.text is None else row.text,
        "occurrences": occurrences,
        "first": {"articles": [names[one] for one in first], "published": row.published},
        "stemma": [
            {"child": child, "parent": parent, "tie": tie, "reason": reason}
            for child, parent, tie, reason in row.stemma
        ],
    }
