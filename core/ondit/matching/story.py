"""The matches of a story: the best evidence for each pair of its sentences.

Four verifiers look at the pairs: the whole wordings (`match`), the longest shared run (`contained`), one for
re-wordings and back-translations, which keep the content words and little else (`reworded`; less is asked of
them beside another pair), and one for fragments of a few words that both articles put in quotation marks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from ondit.matching import semantic
from ondit.matching.beside import reworded_beside
from ondit.matching.containment import contained
from ondit.matching.facts import numbers_differ
from ondit.matching.fragments import Pair, quoted_fragments
from ondit.matching.rewording import reworded
from ondit.matching.table import MatchTable
from ondit.matching.vocabulary import Vocabulary, bag
from ondit.matching.whole import match
from ondit.matching.window import Days, is_near, windowed
from ondit.model import Match, Quote, Relation, Sentence, Span
from ondit.text import words

SAME_WORDING = 80.0
WHOLE_SHARE = 0.9
RUN_SHARE = 0.5
NEARBY_WORDS = 3


def match_sentences(
    sentences: Sequence[Sentence],
    texts: Sequence[str],
    quotes: Sequence[Quote] = (),
    days: Days = (),
    within: int | None = None,
) -> tuple[Match, ...]:
    """Match the sentences of a story across its articles, one match a pair at most.

    Where the extra `semantic` is installed, pairs that no wording matches are added as `paraphrase`.

    Args:
        sentences: Sentences of all articles, each with its article's id.
        texts: Their texts, in the same order.
        quotes: The quotes of the articles.
        days: The number of the day on which each was published, None where it is not known; needed for
            `within`.
        within: Leave out pairs that were published more days apart.

    Returns:
        Matches with spans of articles, ordered by left row, then right row; `left` and `right` are rows of
        `sentences`.
    """
    groups = groups_of(sentences)
    wholes = _Rows(match(texts, groups=groups, score_cutoff=SAME_WORDING, days=days, within=within))
    runs = _Rows(contained(texts, groups=groups, days=days, within=within))
    vocabulary = Vocabulary([bag(text) for text in texts])
    retold = _Rows(_reworded(texts, groups, vocabulary, days, within))
    fragments = _near(quoted_fragments(sentences, texts, quotes), days, within)
    found = {}
    for pair in wholes.keys() | runs.keys() | retold.keys() | fragments.keys():
        whole = wholes.get(pair) or retold.get(pair)
        best = _better(whole, runs.get(pair), texts) or fragments.get(pair)
        if best:
            found[pair] = _named(best, texts)
    same = [pair for pair, best in found.items() if not best.differs]
    beside = reworded_beside(sentences, texts, same, vocabulary)
    found = {(best.left, best.right): _named(best, texts) for best in beside} | found
    if semantic.available():
        meant = {(m.left, m.right): m for m in semantic.paraphrases(texts, groups=groups)}
        found = _near(meant, days, within) | found
    return tuple(
        _in_articles(best, sentences[left], sentences[right]) for (left, right), best in sorted(found.items())
    )


def _near(found: Mapping[Pair, Match], days: Days, within: int | None) -> dict[Pair, Match]:
    """Keep the pairs that may have been published within so many days."""
    return {pair: match for pair, match in found.items() if is_near(days, pair, within)}


def _reworded(
    texts: Sequence[str], groups: Sequence[int], vocabulary: Vocabulary, days: Days, within: int | None
) -> MatchTable:
    again = partial(reworded, vocabulary=vocabulary)
    if within is None:
        return again(texts, groups=groups)
    return windowed(lambda some, of: again(some, groups=of), texts, groups, days, within)


class _Rows:
    """The rows of a table by their pair of texts; records are made only of those that are asked for."""

    def __init__(self, table: MatchTable) -> None:
        self._table = table
        pairs = zip(table.left.tolist(), table.right.tolist(), strict=True)
        self._rows = {pair: row for row, pair in enumerate(pairs)}

    def keys(self) -> Set[Pair]:
        return self._rows.keys()

    def get(self, pair: Pair) -> Match | None:
        row = self._rows.get(pair)
        return None if row is None else self._table[row]


def groups_of(sentences: Sequence[Sentence]) -> list[int]:
    """Number the articles of some sentences, so that no article is matched with itself."""
    numbers: dict[str | None, int] = {}
    return [numbers.setdefault(sentence.article, len(numbers)) for sentence in sentences]


def _better(whole: Match | None, run: Match | None, texts: Sequence[str]) -> Match | None:
    """Choose the evidence that says more about a pair.

    Rule: of wordings that are alike, a run that is one of the sentences, but not the other, for it tells
    where the wording is embedded; else the wholes. Of re-wordings, a run that is half of a sentence, or more
    than half as long as what was re-worded; else the re-wording.
    """
    if whole is None or run is None:
        return whole or run
    shares = _shares(run, texts)
    if whole.similarity < SAME_WORDING:
        is_longer = run.a.end - run.a.start > RUN_SHARE * (whole.a.end - whole.a.start)
        return run if is_longer or max(shares) >= RUN_SHARE else whole
    return run if max(shares) >= WHOLE_SHARE > min(shares) else whole


def _named(found: Match, texts: Sequence[str]) -> Match:
    return replace(found, relation=_relation(found, texts), differs=_differs_nearby(found, texts))


def _differs_nearby(found: Match, texts: Sequence[str]) -> str | None:
    """Say whether figures differ within or just beside a match: a run may end where the figure stands.

    Example: "a share in the third quarter, up from" between 52 and 47 cents here, 31 and 28 cents there.
    """
    if found.differs:
        return found.differs
    return numbers_differ(_around(texts[found.left], found.a), _around(texts[found.right], found.b))


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


def _shares(found: Match, texts: Sequence[str]) -> tuple[float, float]:
    """Return which share of each sentence's words the matched spans hold."""
    left, right = texts[found.left], texts[found.right]
    return (
        len(words(left[found.a.start : found.a.end])) / max(1, len(words(left))),
        len(words(right[found.b.start : found.b.end])) / max(1, len(words(right))),
    )


def _in_articles(found: Match, left: Sentence, right: Sentence) -> Match:
    return replace(found, a=_shift(found.a, left), b=_shift(found.b, right))


def _shift(span: Span, sentence: Sentence) -> Span:
    return Span(sentence.start + span.start, sentence.start + span.end, sentence.article)
