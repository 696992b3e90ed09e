"""What was found, kept in a store: article by article, and the story that was made of all of it."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from ondit.garbage import collector_waiting
from ondit.model import (
    Article,
    Claim,
    Credit,
    Derivation,
    Findings,
    Label,
    Match,
    Problem,
    Quote,
    Record,
    Sentence,
    Statement,
    Story,
    TimelineEntry,
)
from ondit.spans import by_article
from ondit.store import entries, marking, texts
from ondit.store.compact_findings import Place
from ondit.store.compact_matches import MatchPlace, pack_lefts, pack_pairs, pairs_of, unpack_pairs
from ondit.store.outcome import Outcome
from ondit.store.packing import pack, pack_findings, pack_outcome, unpack, unpack_findings, unpack_outcome
from ondit.store.renewing import renew
from ondit.timeline import in_order

_TEXT = "SELECT article.number, text.text FROM article JOIN text ON text.number = article.text WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Rest:
    """What of a story is kept in one piece.

    Attributes:
        of: What the story was made of.
        problems: Its problems.
        credits: Its credits.
        derivations: Its derivations.
        records: Its records.
        claims: The ids of its claims, in their order.
    """

    of: str
    problems: tuple[Problem, ...]
    credits: tuple[Credit, ...]
    derivations: tuple[Derivation, ...]
    records: tuple[Record, ...]
    claims: tuple[str, ...]


def keep_findings(connection: sqlite3.Connection, maker: str, found: Mapping[str, Findings]) -> None:
    """Keep what was found in some articles by themselves; those that are gone are left out.

    Raises:
        ValueError: A text is damaged.
    """
    for identifier, own in found.items():
        row = connection.execute(_TEXT, (identifier,)).fetchone()
        if row:
            data = pack_findings(own, texts.unpack(row[1]))
            connection.execute("INSERT OR REPLACE INTO finding VALUES (?, ?, ?)", (row[0], maker, data))


@collector_waiting()
def findings(connection: sqlite3.Connection, maker: str, articles: Iterable[Article]) -> dict[str, Findings]:
    """Return what a maker found in articles by themselves, by their ids, less what cannot be read."""
    known = {article.id: article for article in articles}
    rows = connection.execute(
        "SELECT id, data FROM finding JOIN article ON article.number = finding.article WHERE maker = ?",
        (maker,),
    )
    found = {}
    for identifier, data in rows:
        if identifier in known:
            with suppress(ValueError):
                found[identifier] = unpack_findings(data, known[identifier])
    return found


def keep_story(connection: sqlite3.Connection, of: str, story: Story, known: Mapping[str, Findings]) -> None:
    """Keep a story in the place of the one before, and what it was made of; only new rows are written."""
    numbers = dict(connection.execute("SELECT id, number FROM article"))
    outcomes = _outcomes(story, known)
    homes = {name: one.entries for name, one in outcomes.items()}
    entries.keep(connection, of, story, numbers, homes)
    marking.find(connection, story)
    packed = ((numbers[a.id], pack_outcome(outcomes[a.id], a)) for a in story.articles)
    renew(connection, "outcome", "article, data", packed)
    renew(connection, "match", "article, data, lefts", _matched(story.matches, numbers))
    order = tuple(claim.id for claim in story.claims)
    rest = Rest(of, story.problems, story.credits, story.derivations, story.records, order)
    renew(connection, "rest", "name, data", [("rest", pack(rest))])


def rest(connection: sqlite3.Connection, of: str) -> Rest | None:
    """Return what is kept in one piece of the story; absent where that was made of something else."""
    kept = connection.execute("SELECT data FROM rest").fetchone()
    try:
        found = unpack(kept[0], Rest) if kept else None
    except ValueError:
        return None
    return found if found and found.of == of else None


@collector_waiting()
def story(
    connection: sqlite3.Connection, rest: Rest, articles: Sequence[Article], known: Mapping[str, Findings]
) -> Story | None:
    """Return the story that is kept; absent where it cannot be read.

    Args:
        connection: The store.
        rest: What of it is kept in one piece.
        articles: The store's articles.
        known: What was found in each of them by itself.
    """
    try:
        return _put_together(connection, rest, articles, known)
    except (ValueError, LookupError):
        return None


def _put_together(
    connection: sqlite3.Connection, rest: Rest, articles: Sequence[Article], known: Mapping[str, Findings]
) -> Story:
    names = dict(connection.execute("SELECT number, id FROM article"))
    packed = {names[n]: data for n, data in connection.execute("SELECT article, data FROM outcome")}
    ordered = sorted((a for a in articles if a.id in packed), key=lambda a: a.id)
    parts = [unpack_outcome(packed[article.id], article) for article in ordered]
    found = [part.findings or _own(known[a.id]) for part, a in zip(parts, ordered, strict=True)]
    sentences = tuple(chain.from_iterable(own[0] for own in found))
    told = (statement for part in parts for statement in part.statements)
    claims = {claim.id: claim for part in parts for claim in part.claims}
    return Story(
        articles=tuple(replace(a, copy_of=part.copy_of) for a, part in zip(ordered, parts, strict=True)),
        sentences=sentences,
        matches=_matches(connection, names, sentences),
        statements=tuple(sorted(told, key=lambda one: (-len(one.occurrences), one.text, one.id))),
        quotes=tuple(chain.from_iterable(own[1] for own in found)),
        labels=tuple(chain.from_iterable(own[2] for own in found)),
        dates=tuple(chain.from_iterable(known[article.id].dates for article in ordered)),
        claims=tuple(claims[name] for name in rest.claims),
        timeline=in_order(entry for part in parts for entry in part.entries),
        problems=rest.problems,
        credits=rest.credits,
        derivations=rest.derivations,
        records=rest.records,
    )


def _outcomes(story: Story, known: Mapping[str, Findings]) -> dict[str, Outcome]:
    """Return what a story makes of each of its articles, by their ids."""
    sentences, quotes, labels = (
        by_article(story.sentences),
        by_article(story.quotes),
        by_article(story.labels),
    )
    statements: dict[str | None, list[Statement]] = defaultdict(list)
    claims: dict[str | None, list[Claim]] = defaultdict(list)
    lines: dict[str | None, list[TimelineEntry]] = defaultdict(list)
    first: dict[str | None, str | None] = {}
    for statement in story.statements:
        first[statement.id] = statement.occurrences[0].article
        statements[first[statement.id]].append(statement)
    for claim in story.claims:
        first[claim.id] = claim.mentions[0].article
        claims[first[claim.id]].append(claim)
    for entry in story.timeline:
        lines[first[entry.claim or entry.statement]].append(entry)
    found = {}
    for article in story.articles:
        name = article.id
        own = (tuple(sentences[name]), tuple(quotes[name]), tuple(labels[name]))
        found[name] = Outcome(
            article.copy_of,
            None if name in known and own == _own(known[name]) else own,
            tuple(statements[name]),
            tuple(claims[name]),
            tuple(lines[name]),
        )
    return found


def _own(found: Findings) -> tuple[tuple[Sentence, ...], tuple[Quote, ...], tuple[Label, ...]]:
    return found.sentences, found.quotes, tuple(chain.from_iterable(found.labels))


def _matched(matches: Iterable[Match], numbers: Mapping[str, int]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the rows that are kept of matches, one an article that has any."""
    found: dict[str, list[Match]] = defaultdict(list)
    lefts: dict[str, set[int]] = defaultdict(set)
    for match in matches:
        left, right = match.a.article or "", match.b.article or ""
        found[left].append(match)
        lefts[right].add(numbers[left])
    for name in found.keys() | lefts.keys():
        pairs = pairs_of(found.get(name, ()), numbers)
        yield numbers[name], pack_pairs(pairs), pack_lefts(sorted(lefts.get(name, ())))


def _matches(
    connection: sqlite3.Connection, names: Mapping[int, str], sentences: Sequence[Sentence]
) -> tuple[Match, ...]:
    """Return the matches in the order of the sentences that they lie in."""
    rows = _Rows(sentences, {name: number for number, name in names.items()})
    found = []
    for a, data in connection.execute("SELECT article, data FROM match ORDER BY article"):
        name = names[a]
        for start, stop, b, there, stop_there, similarity, relation, differs in unpack_pairs(data):
            left, right = Place(start, stop, name), Place(there, stop_there, names[b])
            places = rows.at(a, start), rows.at(b, there)
            found.append(MatchPlace(left, right, similarity, relation, *places, differs))
    found.sort(key=lambda one: (one.left, one.right))
    return msgspec.convert(found, tuple[Match, ...], from_attributes=True)


class _Rows:
    """The rows that matches count by: sentences less boilerplate."""

    def __init__(self, sentences: Sequence[Sentence], numbers: Mapping[str, int]) -> None:
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._first: dict[int, int] = {}
        self._known: dict[tuple[int, int], int] = {}
        for row, sentence in enumerate(one for one in sentences if one.boilerplate is None):
            number = numbers[sentence.article or ""]
            self._first.setdefault(number, row)
            self._starts[number].append(sentence.start)

    def at(self, article: int, start: int) -> int:
        """Return the row of the sentence that a place of an article lies in."""
        row = self._known.get((article, start))
        if row is None:
            row = self._first[article] + bisect_right(self._starts[article], start) - 1
            self._known[article, start] = row
        return row
