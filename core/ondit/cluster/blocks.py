"""Blocks of sentences on a worker: the arrays that are only read, made once and looked up again and again."""

from __future__ import annotations

from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.reading import NEVER, day_of
from ondit.cluster.shelf import Shelf
from ondit.cluster.splitting import told_in
from ondit.cluster.tables import sentence_table, written
from ondit.matching.contents import Lexicon, Told, tell
from ondit.matching.fragments import Quoted, quotes_by_article, read_quoted
from ondit.matching.many.folding import Folded, fold
from ondit.matching.many.segments import Batch
from ondit.matching.many.wordings import Wordings, wordings_of
from ondit.model import Article, Quote, Sentence

Keys = NDArray[np.int64]
Numbers = NDArray[np.uint64]

PLACE_BITS = 24
"""Bits of a row's number for its place in its article; the others are for that of the article among all."""
MOST_BLOCKS = 4
"""How many blocks a worker holds at a time."""
BYTES = 8


class Kept(NamedTuple):
    """A block as it is kept.

    Attributes:
        bucket: Its bucket of days.
        articles: Its articles, in the order of their ids.
        rows: The number of each sentence that is matched, ascending: comparing two tells which comes first in
            the order of all ids.
        sentences: Those sentences.
        quotes: The quotes of the articles.
        told: What the sentences tell, by numbers of stems of the block's own.
        stems: The hash of each of its stems, by those numbers.
    """

    bucket: int
    articles: list[Article]
    rows: Keys
    sentences: list[Sentence]
    quotes: list[Quote]
    told: Told
    stems: Numbers


class Settled(NamedTuple):
    """What settling a block came to: sentences that are matched, and letters of the longest one."""

    sentences: int
    longest: int


class Stems(NamedTuple):
    """Stems, ascending, and how many sentences hold each."""

    stems: Numbers
    holders: Keys


def settle_block(shelf: Shelf, block: int, bucket: int, parts: int, with_notices: bool) -> Settled:
    """Fix which sentences of a block are matched; write all as a part of a table, and deal their stems."""
    told = told_in(shelf, block, parts, with_notices=with_notices)
    articles = {article.id: article for article in told.articles}
    ranks = dict(zip(articles, told.ranks, strict=True))
    written(shelf, f"sentences/part-{block:06}.parquet", sentence_table(articles, told.sentences))
    rows, news = _news(told.sentences, ranks)
    texts = [articles[one.article or ""].text[one.start : one.end] for one in news]
    lexicon = Lexicon()
    contents = tell(texts, lexicon)
    stems = np.array([_number(stem) for stem in lexicon.stems], np.uint64)
    shelf.keep(f"blocks/{block:06}", Kept(bucket, told.articles, rows, news, told.quotes, contents, stems))
    holders = np.bincount(contents.stems, minlength=len(stems))
    dealt = {
        part: Stems(stems[stems % parts == part], holders[stems % parts == part]) for part in range(parts)
    }
    shelf.deal(f"stems/{block:06}", dealt)
    return Settled(len(news), max(map(len, texts), default=0))


def _news(sentences: list[Sentence], ranks: dict[str, int]) -> tuple[Keys, list[Sentence]]:
    """Return the sentences that are matched, and their numbers."""
    rows, news, places = [], [], dict.fromkeys(ranks, 0)
    for sentence in sentences:
        article = sentence.article or ""
        if sentence.boilerplate is None:
            rows.append(ranks[article] << PLACE_BITS | places[article])
            news.append(sentence)
        places[article] += 1
    return np.array(rows, np.int64), news


def _number(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest(), "big")


class Block:
    """A block as a worker holds it; what is made of it is made when it is first asked for.

    Attributes:
        number: The block's number.
        kept: What is kept of it.
    """

    def __init__(self, number: int, kept: Kept) -> None:
        self.number = number
        self.kept = kept

    def __len__(self) -> int:
        return len(self.kept.rows)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.kept.articles}

    @cached_property
    def texts(self) -> list[str]:
        """The texts of the sentences."""
        articles = self.articles
        return [articles[one.article or ""].text[one.start : one.end] for one in self.kept.sentences]

    @cached_property
    def days(self) -> Keys:
        """The number of the day on which each sentence was published, `NEVER` where it is not known."""
        days = {article.id: day_of(article) for article in self.kept.articles}
        return np.array([days[one.article or ""] for one in self.kept.sentences], np.int64)

    @cached_property
    def folded(self) -> Folded:
        """The texts, normalised."""
        return fold(self.texts)

    @cached_property
    def wordings(self) -> Wordings:
        """The different wordings; a group is the place of an article among all ids."""
        return wordings_of(self.folded, self.kept.rows >> PLACE_BITS)

    @cached_property
    def batch(self) -> Batch:
        """The texts as an index takes them."""
        return Batch(0, self.texts, self.kept.rows >> PLACE_BITS, self.wordings)

    @cached_property
    def quoted(self) -> Quoted:
        """What the sentences quote; by hashes of this process."""
        quotes = quotes_by_article(self.kept.quotes)
        return read_quoted(self.kept.sentences, self.texts, quotes, range(len(self)))


@lru_cache(maxsize=MOST_BLOCKS)
def _block(address: str, number: int) -> Block:
    return Block(number, Shelf(address).kept(f"blocks/{number:06}", Kept))


def block_of(shelf: Shelf, number: int) -> Block:
    """Return a block, read once while it is looked at again and again."""
    return _block(shelf.address, number)


def is_dated(days: Keys) -> NDArray[np.bool_]:
    """Say of which days it is known which they are."""
    found: NDArray[np.bool_] = days != NEVER
    return found
