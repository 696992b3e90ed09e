"""Blocks of sentences on a worker: the arrays that are only read, made once and looked up again and again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.cluster.reading import NEVER, day_of
from ondit.cluster.remembering import remembered
from ondit.cluster.shelf import Shelf
from ondit.cluster.splitting import told_in
from ondit.cluster.tables import article_table, sentence_table, written
from ondit.matching.contents import Lexicon, Told, tell
from ondit.matching.fragments import Quoted, quotes_by_article, read_quoted
from ondit.matching.many.between import Batch
from ondit.matching.many.folding import fold
from ondit.matching.many.wordings import Wordings, wordings_of
from ondit.matching.whole import FEW_TEXTS
from ondit.model import Article, Quote, Sentence

Keys = NDArray[np.int64]
Numbers = NDArray[np.uint64]

PLACE_BITS = 24
"""Bits of a row's number for its place in its article; the others are for that of the article among all."""
MOST_COPIES = FEW_TEXTS
"""How many sentences of a block may be the same so that all take part in the joins; not less than are few."""
MOST_BLOCKS = 4
"""How many blocks a worker holds at a time."""
BYTES = 8


class KeptBlock(NamedTuple):
    """A block as it is kept.

    Attributes:
        articles: Its articles, in the order of their ids.
        rows: The number of each sentence that is matched, ascending: comparing two tells which comes first in
            the order of all ids.
        sentences: Those sentences.
        quotes: The quotes of the articles.
        told: What the sentences tell, by numbers of stems of the block's own.
        stems: The hash of each of its stems, by those numbers.
        echo_of: Of a sentence that only echoes another one (`echoes`) the place of that, else -1.
    """

    articles: list[Article]
    rows: Keys
    sentences: list[Sentence]
    quotes: list[Quote]
    told: Told
    stems: Numbers
    echo_of: Keys


class Settled(NamedTuple):
    """What settling a block came to.

    Attributes:
        sentences: Sentences that are matched.
        longest: Letters of the longest one.
        echoes: Those that are matched as another one is.
    """

    sentences: int
    longest: int
    echoes: int = 0


class Stems(NamedTuple):
    """Stems, ascending, and how many sentences hold each."""

    stems: Numbers
    holders: Keys


def settle_block(shelf: Shelf, block: int, parts: int, with_notices: bool) -> Settled:
    """Fix which sentences of a block are matched; write all as parts of tables, and deal their stems."""
    told = told_in(shelf, block, parts, with_notices=with_notices)
    articles = {article.id: article for article in told.articles}
    ranks = dict(zip(articles, told.ranks, strict=True))
    written(shelf, f"articles/part-{block:06}.parquet", article_table(told.articles))
    written(shelf, f"sentences/part-{block:06}.parquet", sentence_table(articles, told.sentences))
    rows, news = _news(told.sentences, ranks)
    texts = [articles[one.article or ""].text[one.start : one.end] for one in news]
    lexicon = Lexicon()
    contents = tell(texts, lexicon)
    stems = np.array([_number(stem) for stem in lexicon.stems], np.uint64)
    days = {article.id: day_of(article) for article in told.articles}
    echo_of = echoes(texts, [days[one.article or ""] for one in news])
    shelf.keep(
        f"blocks/{block:06}",
        KeptBlock(told.articles, rows, news, told.quotes, contents, stems, echo_of),
    )
    holders = np.bincount(contents.stems, minlength=len(stems))
    dealt = {
        part: Stems(stems[stems % parts == part], holders[stems % parts == part]) for part in range(parts)
    }
    shelf.deal(f"stems/{block:06}", dealt)
    return Settled(len(news), max(map(len, texts), default=0), int((echo_of >= 0).sum()))


def echoes(texts: Sequence[str], days: Sequence[int]) -> Keys:
    """Say which sentences of a block only echo another one, so that what all articles repeat stays bounded.

    Rule: of a sentence that more than `MOST_COPIES` of a block are, letter by letter, those told first take
    part in the joins; the others are matched as the very first is, whose pairs they take over.

    Args:
        texts: The sentences.
        days: The day on which each was told.

    Returns:
        The place of the one that each echoes, -1 for those that take part.
    """
    found = np.full(len(texts), -1)
    many = {text for text, count in Counter(texts).items() if count > MOST_COPIES}
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text in many:
            places[text].append(place)
    for own in places.values():
        own.sort(key=lambda place: (days[place], place))
        found[own[MOST_COPIES:]] = own[0]
    return found


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

    def __init__(self, number: int, kept: KeptBlock) -> None:
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
    def taking(self) -> Keys:
        """The places of the sentences that take part in the joins: those that echo none."""
        return np.flatnonzero(self.kept.echo_of < 0)

    @cached_property
    def batch(self) -> Batch:
        """Those that take part as an index takes them; a group is the place of an article among all ids."""
        texts = [self.texts[place] for place in self.taking.tolist()]
        groups = self.kept.rows[self.taking] >> PLACE_BITS
        return Batch(0, texts, groups, wordings_of(fold(texts), groups))

    @property
    def wordings(self) -> Wordings:
        """The different wordings of those that take part."""
        return self.batch.wordings

    @cached_property
    def quoted(self) -> Quoted:
        """What those that take part quote; by hashes of this process."""
        quotes = quotes_by_article(self.kept.quotes)
        return read_quoted(self.kept.sentences, self.texts, quotes, self.taking.tolist())


@remembered(MOST_BLOCKS)
def _block(address: str, number: int) -> Block:
    return Block(number, Shelf(address).kept(f"blocks/{number:06}", KeptBlock))


def block_of(shelf: Shelf, number: int) -> Block:
    """Return a block, read once while it is looked at again and again."""
    return _block(shelf.address, number)


def is_dated(days: Keys) -> NDArray[np.bool_]:
    """Say of which days it is known which they are."""
    found: NDArray[np.bool_] = days != NEVER
    return found
