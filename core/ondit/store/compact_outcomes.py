"""What a story makes of an article, in few words: what is told elsewhere is not told again.

A claim mostly says what the sentence of its first mention says, its life begins with its mentions, and the
line of the timeline repeats its claim; articles are named once.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ondit.model import Article, Claim, Event, Statement, TimelineEntry
from ondit.store.compact_findings import Place, Rows, of_told, told
from ondit.store.compact_statements import StatementRow, of_statement, statements
from ondit.store.named import Names, PlaceRow, first_words, place
from ondit.store.outcome import Outcome

SHARED = ("kind", "confidence", "target", "text", "subtype", "status", "standing", "evidence")
"""What a line of the timeline mostly has of its claim."""


class _EventRow(msgspec.Struct, array_like=True):
    step: str
    published: str | None
    places: list[int | PlaceRow]  # numbers of the claim's mentions, and what is none of these
    claim: str | None


class _ClaimRow(msgspec.Struct, array_like=True):
    id: str
    text: str | None  # absent where it is that of the first mention
    kind: str
    status: str
    target: str | None
    mentions: list[PlaceRow]
    settled_by: str | None
    subtype: str | None
    confidence: float
    contradicts: list[str]
    standing: str
    history: list[_EventRow] | str | None  # the day alone where its mentions were seen first, and no more
    overridden: list[str]
    evidence: str | None


class _EntryRow(msgspec.Struct, array_like=True):
    claim: int | str | None  # a number of those that are kept with it
    id: str | None  # absent where it is made of the claim's
    statement: str | None
    published: str | None
    sources: list[str]
    said: str | None
    settled: str | None
    importance: float
    why: list[str]
    others: dict[str, Any]  # of what is `SHARED`, what the claim has otherwise


class Made(msgspec.Struct, array_like=True):
    """An outcome in few words.

    Attributes:
        copy_of: The article of which it is a copy.
        named: Articles that places are in; the article itself is the first, and not named.
        findings: Its sentences, quotes and labels, where they are kept here.
        claims: Its claims.
        entries: Its entries.
        statements: Its statements.
    """

    copy_of: str | None
    named: list[str | None]
    findings: Rows | None
    claims: list[_ClaimRow]
    entries: list[_EntryRow]
    statements: list[StatementRow | Statement]  # as they are in older stores


class Copied(msgspec.Struct, array_like=True):
    """Of `Made` only what the article is a copy of; the rest is not looked at."""

    copy_of: str | None


class _Event(msgspec.Struct):
    step: str
    published: str | None
    places: list[Place]
    claim: str | None


class _Claim(msgspec.Struct):
    id: str
    text: str
    kind: str
    status: str
    target: str | None
    mentions: list[Place]
    settled_by: str | None
    subtype: str | None
    confidence: float
    contradicts: list[str]
    standing: str
    history: list[_Event]
    overridden: list[str]
    evidence: str | None


def of_outcome(outcome: Outcome, article: Article) -> Made:
    """Return what a story makes of an article in few words."""
    names = Names(article.id)
    claims = [_of_claim(one, article, names) for one in outcome.claims]
    known: dict[str | None, tuple[int, Claim]] = {
        claim.id: (number, claim) for number, claim in enumerate(outcome.claims)
    }
    rows = [of_statement(one, article, names) for one in outcome.statements]
    return Made(
        outcome.copy_of,
        names.others(),
        of_told(outcome.findings) if outcome.findings else None,
        claims,
        [_of_entry(one, *known.get(one.claim, (one.claim, None))) for one in outcome.entries],
        list(rows),
    )


def outcome(made: Made, article: Article) -> Outcome:
    """Return what a story makes of an article from few words.

    Raises:
        ValueError: They make no sense.
        LookupError: Nor do these.
    """
    names = [article.id, *made.named]
    claims = msgspec.convert(
        [_claim(row, article, names) for row in made.claims], tuple[Claim, ...], from_attributes=True
    )
    return Outcome(
        made.copy_of,
        told(made.findings, article.id) if made.findings else None,
        statements(made.statements, article, names),
        claims,
        msgspec.convert([_entry(row, claims) for row in made.entries], tuple[TimelineEntry, ...]),
    )


def _of_claim(claim: Claim, article: Article, names: Names) -> _ClaimRow:
    mentions = [names.row(one) for one in claim.mentions]
    return _ClaimRow(
        claim.id,
        None if claim.text == first_words(mentions, article) else claim.text,
        claim.kind,
        claim.status,
        claim.target,
        mentions,
        claim.settled_by,
        claim.subtype,
        claim.confidence,
        list(claim.contradicts),
        claim.standing,
        _of_history(claim, names),
        list(claim.overridden),
        claim.evidence,
    )


def _of_history(claim: Claim, names: Names) -> list[_EventRow] | str | None:
    if len(claim.history) == 1:
        day = claim.history[0].published
        if claim.history[0] == Event("first seen", day, claim.mentions):
            return day
    numbers = {place: number for number, place in enumerate(claim.mentions)}
    return [
        _EventRow(
            event.step,
            event.published,
            [numbers[place] if place in numbers else names.row(place) for place in event.places],
            event.claim,
        )
        for event in claim.history
    ]


def _claim(row: _ClaimRow, article: Article, names: list[str | None]) -> _Claim:
    mentions = [place(one, names) for one in row.mentions]
    return _Claim(
        row.id,
        first_words(row.mentions, article) if row.text is None else row.text,
        row.kind,
        row.status,
        row.target,
        mentions,
        row.settled_by,
        row.subtype,
        row.confidence,
        row.contradicts,
        row.standing,
        _history(row.history, mentions, names),
        row.overridden,
        row.evidence,
    )


def _history(
    rows: list[_EventRow] | str | None, mentions: list[Place], names: list[str | None]
) -> list[_Event]:
    if not isinstance(rows, list):
        return [_Event("first seen", rows, mentions, None)]
    return [
        _Event(
            row.step,
            row.published,
            [mentions[one] if isinstance(one, int) else place(one, names) for one in row.places],
            row.claim,
        )
        for row in rows
    ]


def _of_entry(entry: TimelineEntry, number: int | str | None, claim: Claim | None) -> _EntryRow:
    own = {name: getattr(entry, name) for name in SHARED}
    return _EntryRow(
        number,
        None if claim and entry.id == _id(claim) else entry.id,
        entry.statement,
        entry.published,
        list(entry.sources),
        entry.said,
        entry.settled,
        entry.importance,
        list(entry.why),
        {name: value for name, value in own.items() if claim is None or value != getattr(claim, name)},
    )


def _entry(row: _EntryRow, claims: tuple[Claim, ...]) -> dict[str, object]:
    claim = claims[row.claim] if isinstance(row.claim, int) else None
    shared = {name: getattr(claim, name) for name in SHARED} if claim else {}
    return {
        "id": _id(claim) if claim and row.id is None else row.id,
        "claim": claim.id if claim else row.claim,
        "statement": row.statement,
        "published": row.published,
        "sources": row.sources,
        "said": row.said,
        "settled": row.settled,
        "importance": row.importance,
        "why": row.why,
        **shared,
        **row.others,
    }


def _id(claim: Claim) -> str:
    return f"t-{claim.id}"
