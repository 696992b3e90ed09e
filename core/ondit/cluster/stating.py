"""Statements of sentences that chains of links join: each chain is in one part, and clustered there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.blocks import Keys, block_of
from ondit.cluster.joining import join_name
from ondit.cluster.linking import Forest
from ondit.cluster.remembering import remembered
from ondit.cluster.shelf import Shelf
from ondit.cluster.tables import statement_table, written
from ondit.cluster.worlds import World
from ondit.model import Article, Match, Published, Quote, Sentence, Source, Span
from ondit.statements import drafts_of, stated
from ondit.statements.cores import Links
from ondit.statements.evidence import linked
from ondit.statements.texts import Texts
from ondit.statements.variants import Draft, mark_translated, translating

SCATTER = 0x9E3779B97F4A7C15
"""An odd number near 2^64 over the golden ratio: numbers times it are spread over their upper bits."""


class Linked(NamedTuple):
    """A sentence that links lead to, and what is known of its article.

    Attributes:
        row: Its number.
        sentence: Where it stands.
        text: Its text.
        source: The outlet.
        published: When the article was published.
        quotes: The quotes that it shares a character with.
    """

    row: int
    sentence: Sentence
    text: str
    source: Source
    published: Published | None
    quotes: list[tuple[int, int]]


class Drafted(NamedTuple):
    """The drafts of a part, with the sentences that they are of, and the articles that translate."""

    drafts: list[Draft]
    sentences: list[Linked]
    translating: list[str]


@remembered(1)
def _forest(address: str, name: str) -> Forest:
    return Shelf(address).kept(f"forests/{name}", Forest)


def _parts_of(shelf: Shelf, name: str, rows: Keys, parts: int) -> NDArray[np.int64]:
    """Return the part of the tree of each sentence, -1 of those that no link leads to."""
    rows_of, roots = _forest(shelf.address, name)
    if not len(rows_of):
        return np.full(len(rows), -1)
    at = np.minimum(np.searchsorted(rows_of, rows), len(rows_of) - 1)
    spread = (roots[at].astype(np.uint64) * np.uint64(SCATTER)) >> np.uint64(40)
    return np.where(rows_of[at] == rows, (spread % np.uint64(parts)).astype(np.int64), -1)


def deal_links(shelf: Shelf, a: int, b: int, roots: str, parts: int) -> int:
    """Deal the links of two blocks by their trees; return how many there are."""
    links = shelf.kept(f"links/{join_name(a, b)}", list[Match])
    of = _parts_of(shelf, roots, np.array([one.left for one in links], np.int64), parts)
    dealt: dict[int, list[Match]] = defaultdict(list)
    for part, link in zip(of.tolist(), links, strict=True):
        dealt[part].append(link)
    shelf.deal(f"evidence/{join_name(a, b)}", dealt)
    return len(links)


def deal_sentences(shelf: Shelf, block: int, roots: str, parts: int) -> int:
    """Deal the sentences of a block that links lead to by their trees; return how many there are."""
    own = block_of(shelf, block)
    of = _parts_of(shelf, roots, own.kept.rows, parts)
    quotes: dict[str | None, list[Quote]] = defaultdict(list)
    for quote in own.kept.quotes:
        quotes[quote.article].append(quote)
    dealt: dict[int, list[Linked]] = defaultdict(list)
    for place in np.flatnonzero(of >= 0).tolist():
        sentence = own.kept.sentences[place]
        article = own.articles[sentence.article or ""]
        met = [
            (quote.start, quote.end)
            for quote in quotes[sentence.article]
            if quote.start < sentence.end and sentence.start < quote.end
        ]
        row = int(own.kept.rows[place])
        known = article.source, article.published, met
        dealt[int(of[place])].append(Linked(row, sentence, own.texts[place], *known))
    shelf.deal(f"linked/{block:06}", dealt)
    return sum(map(len, dealt.values()))


class Passages(Texts):
    """Look-ups of texts of which only the sentences are there that links lead to."""

    def __init__(self, sentences: Sequence[Linked]) -> None:
        articles = {
            one.sentence.article or "": Article(
                one.sentence.article or "", "", one.source, published=one.published
            )
            for one in sentences
        }
        quotes = {(one.sentence.article, *place) for one in sentences for place in one.quotes}
        super().__init__(
            list(articles.values()),
            [one.sentence for one in sentences],
            [Quote(start, end, article) for article, start, end in quotes],
        )
        self._starts: dict[str | None, list[int]] = defaultdict(list)
        self._texts: dict[str | None, list[str]] = defaultdict(list)
        for one in sorted(sentences, key=lambda one: one.row):
            self._starts[one.sentence.article].append(one.sentence.start)
            self._texts[one.sentence.article].append(one.text)

    def text(self, span: Span) -> str:
        """Return the words of a span, which stands within a sentence."""
        starts = self._starts[span.article]
        at = bisect_right(starts, span.start) - 1
        return self._texts[span.article][at][span.start - starts[at] : span.end - starts[at]]


@remembered(1)
def _worlds(address: str) -> list[World]:
    return Shelf(address).kept("worlds-of-all", list[World])


def draft_part(shelf: Shelf, part: int, blocks: int) -> int:
    """Draft the statements of a part; return how many there are."""
    sentences = list(_dealt_sentences(shelf, part, blocks))
    places = {one.row: place for place, one in enumerate(sentences)}
    links = [
        replace(link, left=places[link.left], right=places[link.right])
        for world in _worlds(shelf.address)
        for a, b in world.pairs()
        for link in shelf.dealt(f"evidence/{join_name(a, b)}", part, list[Match]) or ()
    ]
    drafts = drafts_of(Passages(sentences), Links(linked(links)))
    names = sorted(name for name in translating(drafts) if name)
    lean = [replace(one, links=()) for one in drafts]
    shelf.keep(f"drafts-of/{part:06}", Drafted(lean, sentences, names))
    return len(drafts)


def _dealt_sentences(shelf: Shelf, part: int, blocks: int) -> Iterator[Linked]:
    for block in range(blocks):
        yield from shelf.dealt(f"linked/{block:06}", part, list[Linked]) or ()


def gather_translating(shelf: Shelf, parts: int) -> int:
    """Gather the articles of all parts that translate a wording; return how many."""
    names = {
        name for part in range(parts) for name in shelf.kept(f"drafts-of/{part:06}", Drafted).translating
    }
    shelf.keep("translating", sorted(names))
    return len(names)


def state_part(shelf: Shelf, part: int) -> int:
    """Write the statements of a part; return how many there are."""
    drafted = shelf.kept(f"drafts-of/{part:06}", Drafted)
    names: set[str | None] = set(shelf.kept("translating", list[str]))
    texts = Passages(drafted.sentences)
    found = stated(texts, mark_translated(drafted.drafts, names))
    written(shelf, f"statements/part-{part:06}.parquet", statement_table(texts.text, found))
    return len(found)
