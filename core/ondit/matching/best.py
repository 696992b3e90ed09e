"""The best evidence for a pair of sentences, and what the one sentence is to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ondit.matching.facts import numbers_differ
from ondit.matching.table import Keys, Passages, held, keys_of, rows_of
from ondit.model import Match, Relation, Sentence, Span
from ondit.text import words

SAME_WORDING = 80.0
WHOLE_SHARE = 0.9
RUN_SHARE = 0.5
NEARBY_WORDS = 3


class Found(NamedTuple):
    """Matches by their pairs of rows.

    Attributes:
        keys: The rows of each as one number, ascending (see `ondit.matching.table.keys_of`).
        matches: The matches.
    """

    keys: Keys = np.zeros(0, np.int64)
    matches: Sequence[Match] = ()

    @classmethod
    def of(cls, found: Mapping[int, Match]) -> Found:
        """Return matches by their keys, which may come in any order."""
        keys = sorted(found)
        return cls(np.array(keys, np.int64), [found[key] for key in keys])

    def moved(self, rows: Keys) -> Found:
        """Return the matches with other rows, in the same order; those of rows below 0 are left out."""
        left, right = (rows[own] for own in rows_of(self.keys))
        pairs = zip(self.matches, left.tolist(), right.tolist(), strict=True)
        matches = [at_rows(found, a, b) for found, a, b in pairs if a >= 0 and b >= 0]
        return Found(keys_of(left, right)[(left >= 0) & (right >= 0)], matches)

    def without(self, keys: Keys) -> Found:
        """Return the matches less those of some pairs, ascending."""
        return self._at(~held(self.keys, keys))

    def only(self, keys: Keys) -> Found:
        """Return the matches of some pairs, ascending."""
        return self._at(held(self.keys, keys))

    def free_of(self, rows: NDArray[np.bool_]) -> Found:
        """Return the matches that some rows, which are flagged, are not in."""
        left, right = rows_of(self.keys)
        return self._at(~(rows[left] | rows[right]))

    def beside(self, more: Found) -> Found:
        """Return these matches and those of other pairs."""
        order = np.argsort(np.append(self.keys, more.keys), kind="stable")
        every = [*self.matches, *more.matches]
        return Found(np.append(self.keys, more.keys)[order], [every[at] for at in order.tolist()])

    def _at(self, kept: NDArray[np.bool_]) -> Found:
        return Found(self.keys[kept], [self.matches[at] for at in np.flatnonzero(kept).tolist()])


def at_rows(found: Match, left: int, right: int) -> Match:
    """Return a match of the same sentences at other rows."""
    if found.left == left and found.right == right:
        return found
    return Match(found.a, found.b, found.similarity, found.relation, left, right, found.differs)


def is_run_better(whole: Passages, run: Passages, texts: Sequence[str]) -> bool:
    """Say whether a shared run says more about a pair than that its wordings are alike, or re-worded.

    Rule: of wordings that are alike, a run that is one of the sentences, but not the other, for it tells
    where the wording is embedded; else the wholes. Of re-wordings, a run that is half of a sentence, or more
    than half as long as what was re-worded; else the re-wording.

    Example: "The gate holds well", the whole of one sentence, which the other goes on behind.
    Must not: a run of four words of six in two sentences that are alike throughout.
    Known failures: a formula that is half of a sentence hides that the rest is re-worded.
    """
    shares = _shares(run, texts)
    if whole.similarity < SAME_WORDING:
        is_longer = run.a.end - run.a.start > RUN_SHARE * (whole.a.end - whole.a.start)
        return is_longer or max(shares) >= RUN_SHARE
    return max(shares) >= WHOLE_SHARE > min(shares)


def named(found: Match, texts: Sequence[str]) -> Match:
    """Return a match with its relation and what differs, by all that both sentences say."""
    return replace(found, relation=_relation(found, texts), differs=_differs_nearby(found, texts))


def _differs_nearby(found: Match, texts: Sequence[str]) -> str | None:
    """Say whether figures differ within or just beside a match: a run may end where the figure stands.

    Example: "a share in the third quarter, up from" between 52 and 47 cents here, 31 and 28 cents there.
    """
    if found.differs or _are_whole(found, texts):
        return found.differs
    return numbers_differ(_around(texts[found.left], found.a), _around(texts[found.right], found.b))


def _are_whole(found: Match, texts: Sequence[str]) -> bool:
    return all(
        span.end - span.start == len(texts[row])
        for span, row in ((found.a, found.left), (found.b, found.right))
    )


def _around(text: str, span: Span) -> str:
    found = words(text)
    inside = [n for n in range(len(found)) if found.starts[n] < span.end and span.start < found.ends[n]]
    if not inside:
        return ""
    low, high = max(0, inside[0] - NEARBY_WORDS), min(len(found) - 1, inside[-1] + NEARBY_WORDS)
    return text[found.starts[low] : found.ends[high]]


def _relation(found: Match, texts: Sequence[str]) -> Relation:
    """Name the relation of two sentences by their matched runs and what stands around them."""
    left, right = _shares(found, texts)
    if min(left, right) >= WHOLE_SHARE or found.relation in ("edited", "translated"):
        return found.relation
    if max(left, right) >= WHOLE_SHARE and min(left, right) >= RUN_SHARE:
        return "trimmed"
    return "fragment"


def _shares(found: Match | Passages, texts: Sequence[str]) -> tuple[float, float]:
    """Return which share of each sentence's words the matched spans hold."""
    return _share(texts[found.left], found.a), _share(texts[found.right], found.b)


def _share(text: str, span: Span) -> float:
    every = len(words(text))
    if span.end - span.start == len(text):
        return min(1.0, every)
    return len(words(text[span.start : span.end])) / max(1, every)


class InArticles:
    """Gives matches of sentences the spans of their articles.

    Equal parts of the matches that one gives are one object: of millions most spans are whole sentences.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Take the sentences of all rows."""
        self._sentences = sentences
        self._spans: dict[Span, Span] = {}
        self._similarities: dict[float, float] = {}
        self._rows: dict[int, int] = {}

    def __call__(self, found: Match) -> Match:
        """Return a match of two sentences with spans of their articles."""
        return Match(
            self._shifted(found.a, found.left),
            self._shifted(found.b, found.right),
            self._similarities.setdefault(found.similarity, found.similarity),
            found.relation,
            self._rows.setdefault(found.left, found.left),
            self._rows.setdefault(found.right, found.right),
            found.differs,
        )

    def _shifted(self, span: Span, row: int) -> Span:
        sentence = self._sentences[row]
        moved = Span(sentence.start + span.start, sentence.start + span.end, sentence.article)
        return self._spans.setdefault(moved, moved)
