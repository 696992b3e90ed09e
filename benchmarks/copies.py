"""Great stores, made of the story of a few articles, kept over and over.

Real are the texts, what is found in them, and what becomes of it; made up are the ids, the addresses, the
days (of each copy some weeks later than of the one before), the outlets (300, by lot) and a last line that
tells the copies of a text from one another. Matches are left out: nothing that is looked at needs them. What
is quoted is the same in all copies of an article: a thing is quoted as often as there are copies.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec
from asking import OUTLETS

from ondit import ingest
from ondit.collection import story_of
from ondit.model import (
    Article,
    Claim,
    Findings,
    First,
    Label,
    Quote,
    Sentence,
    Source,
    Span,
    Statement,
    Story,
    TimelineEntry,
)
from ondit.store import open_store
from ondit.timeline import in_order

SEED, STEP = 7, 37
_ALL = ("articles", "sentences", "statements", "quotes", "labels", "claims")
_NAMED = re.compile(rb'"((?:t-)?[cs]-[0-9a-f]{8,})"')
_ARTICLE = re.compile(rb'"(article|copy_of)":"([^"]*)"')
_DAY = re.compile(rb'"published":"(\d{4}-\d{2}-\d{2})')


class Copy(msgspec.Struct):
    """What is copied of a story, and what was found in its articles by themselves."""

    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    labels: tuple[Label, ...]
    claims: tuple[Claim, ...]
    timeline: tuple[TimelineEntry, ...]
    known: tuple[Findings, ...]


def copied(data: bytes, number: int) -> Copy:
    """Return a copy with other ids and days."""

    @cache
    def later(day: bytes) -> bytes:
        return (date.fromisoformat(day.decode()) + timedelta(days=STEP * number)).isoformat().encode()

    data = _NAMED.sub(rb'"\1~%d"' % number, data)
    data = _ARTICLE.sub(rb'"\1":"\2~%d"' % number, data)
    data = _DAY.sub(lambda found: b'"published":"' + later(found[1]), data)
    return msgspec.json.decode(data, type=Copy)


def renamed(copy: Copy, number: int, chance: random.Random) -> Copy:
    """Return a copy whose articles have other ids, texts and outlets, and the lines of its timeline these."""
    articles = []
    for one in copy.articles:
        outlet = Source(f"Outlet {chance.randrange(OUTLETS)}", "metadata")
        text = f"{one.text}\n\n({number})"
        page = {name: told and f"{told}~{number}" for name, told in (("path", one.path), ("url", one.url))}
        articles.append(replace(one, id=f"{one.id}~{number}", text=text, source=outlet, **page))
    outlets = {one.id: one.source.value for one in articles}
    places: dict[str | None, Iterable[Span]] = {claim.id: claim.mentions for claim in copy.claims}
    places |= {statement.id: statement.occurrences for statement in copy.statements}
    timeline = []
    for entry in copy.timeline:
        told = dict.fromkeys(outlets[span.article] for span in places[entry.claim or entry.statement])
        timeline.append(replace(entry, sources=tuple(told)))
    statements = [replace(one, first=_renamed(one.first, number)) for one in copy.statements]
    return msgspec.structs.replace(
        copy, articles=tuple(articles), statements=tuple(statements), timeline=tuple(timeline)
    )


def _renamed(first: First, number: int) -> First:
    return replace(first, articles=tuple(f"{one}~{number}" for one in first.articles))


def copies(base: Story, known: Mapping[str, Findings], count: int) -> Iterator[Copy]:
    """Yield a story so many times."""
    chance = random.Random(SEED)  # noqa: S311 - any will do, but the same ones
    own = {name: getattr(base, name) for name in Copy.__struct_fields__ if name != "known"}
    data = msgspec.json.encode(Copy(known=tuple(known[one.id] for one in base.articles), **own))
    for number in range(count):
        yield renamed(copied(data, number), number, chance)


def made(inputs: Sequence[str], articles: int, base: int, path: Path) -> None:
    """Make a store of so many articles, of the story of the first `base` of some inputs."""
    first = list(ingest.read_all(inputs).articles)[: min(base, articles)]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "s.ondit") as store:
        store.add(first)
        story, known = story_of(store), store.findings()
    parts = list(copies(story, known, -(-articles // len(first))))
    every = {name: tuple(chain.from_iterable(getattr(one, name) for one in parts)) for name in _ALL}
    whole = Story(**every, timeline=in_order(chain.from_iterable(one.timeline for one in parts)))
    found = {article.id: own for one in parts for article, own in zip(one.articles, one.known, strict=True)}
    with open_store(path) as store:
        store.add(whole.articles)
        store.keep_findings(found)
        began = time.process_time()
        store.keep_story(whole, "copies", found)
        print(f"kept in {time.process_time() - began:.0f} s")
