"""Candidates for a statement's text: the wording that other sentences match directly."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ondit.model import Sentence, Span
from ondit.spans import share
from ondit.statements.evidence import HOST_SHARE, Link
from ondit.statements.texts import Texts

PART_SHARE = 0.3
WHOLE_SHARE = 0.8


Rank = tuple[int, bool, int, int, str, int]


@dataclass(frozen=True, slots=True)
class Core:
    """A candidate for a statement's text: where its wording stands, and what matches it directly.

    Attributes:
        row: The row of its sentence.
        span: Where its wording stands.
        links: What matches it.
        rank: The lower, the better; no two rows have the same.
    """

    row: int
    span: Span
    links: tuple[Link, ...]
    rank: Rank


class Candidates:
    """The latest candidate of each row, the best of all at hand."""

    def __init__(self) -> None:
        self._latest: dict[int, Core | None] = {}
        self._heap: list[tuple[Rank, int]] = []

    def put(self, row: int, core: Core | None) -> None:
        """Put a row's candidate, or none, in the place of what it had."""
        self._latest[row] = core
        if core:
            heapq.heappush(self._heap, (core.rank, row))

    def best(self) -> Core | None:
        """Return the candidate of the lowest rank; absent where there is none."""
        while self._heap:
            rank, row = self._heap[0]
            core = self._latest[row]
            if core and core.rank == rank:
                return core
            heapq.heappop(self._heap)
        return None


class Links:
    """The links that no statement has taken, by row."""

    def __init__(self, links: Mapping[int, Sequence[Link]]) -> None:
        self._free: dict[int, dict[int, list[Link]]] = {row: defaultdict(list) for row in links}
        for row, found in links.items():
            for link in found:
                self._free[row][link.row].append(link)

    def rows(self) -> set[int]:
        """Return the rows that had links at first."""
        return set(self._free)

    def of(self, row: int) -> list[Link]:
        """Return a row's links that are free."""
        return [link for found in self._free[row].values() for link in found]

    def take(self, row: int, span: Span) -> set[int]:
        """Take the wording at a place for a statement; return the rows that have lost links by it."""
        gone = {link.row for link in self.of(row) if _holds(span, link.here)}
        for other in gone:
            here = self._free[row]
            here[other] = [link for link in here[other] if not _holds(span, link.here)]
            there = self._free[other]
            there[row] = [link for link in there[row] if not _holds(span, link.there)]
        return {row, *gone} if gone else set()


def _holds(taken: Span, wording: Span) -> bool:
    return share(taken, wording) >= HOST_SHARE


def core_of(texts: Texts, row: int, links: Sequence[Link]) -> Core | None:
    """Return the candidate that a row's free links make; absent without any, and for a merged sentence."""
    if not links or _merges(texts, links):
        return None
    return _core(texts, row, _meeting(texts.sentences[row], links))


def _meeting(sentence: Sentence, links: Sequence[Link]) -> tuple[Link, ...]:
    """Keep the links that meet the longest one, or are a good part of the sentence.

    Two phrases of one sentence are not one wording; two parts that it consists of are.
    """
    longest = min(links, key=lambda link: (link.here.start - link.here.end, link.here, link.there)).here
    return tuple(
        link
        for link in links
        if share(link.here, sentence) >= PART_SHARE
        or max(share(link.here, longest), share(longest, link.here)) >= HOST_SHARE
    )


def _merges(texts: Texts, links: Sequence[Link]) -> bool:
    """Say whether two sentences that stand for themselves elsewhere are matched by parts that do not meet."""
    wholes = [link.here for link in links if share(link.there, texts.sentences[link.row]) >= WHOLE_SHARE]
    return bool(wholes) and max(whole.start for whole in wholes) >= min(whole.end for whole in wholes)


def _core(texts: Texts, row: int, links: tuple[Link, ...]) -> Core:
    span = texts.core(_wording(texts, texts.sentences[row], links))
    outlets = {texts.articles[span.article or ""].source.value}
    outlets |= {texts.articles[link.there.article or ""].source.value for link in links}
    matched = max(share(link.here, span) for link in links)
    context = texts.size(texts.sentences[row])
    rank = (-len(outlets), matched < HOST_SHARE, -texts.size(span), context, span.article or "", span.start)
    return Core(row, span, links, rank)


def _wording(texts: Texts, sentence: Sentence, links: Sequence[Link]) -> Span:
    """Return the sentence, or only the part of it that is the wording.

    Rule: its quoted words, where every matched run that is less than the sentence lies in them, or where
    they are most of the sentence and hold half of every run; else the sentence, where the matches cover half
    of it; else what they cover.

    Example: of `“The gate holds,” said Ilse Morrow, who runs the port.` matched by `The gate holds.`, the
    quoted words. Must not: of `The gate “holds”, she said` matched as a whole, the quoted word alone. Known
    failures: a short attribution behind words without marks ("The gate holds, said Ilse Morrow.") stays.
    """
    whole = Span(sentence.start, sentence.end, sentence.article)
    matched = Span(
        min(link.here.start for link in links), max(link.here.end for link in links), sentence.article
    )
    runs = [link.here for link in links if share(link.here, whole) < WHOLE_SHARE]
    quoted = texts.quoted(whole)
    if quoted:
        held = min((share(quoted, run) for run in runs), default=1.0)
        is_most = share(quoted, whole) >= HOST_SHARE
        if (runs and held >= WHOLE_SHARE) or (is_most and held >= HOST_SHARE):
            return quoted
    return whole if share(matched, whole) >= HOST_SHARE else matched
