"""The matches of a story: the best evidence for each pair of its sentences.

Three verifiers look at the pairs: the whole wordings (`match`), the longest shared run (`contained`), and
a looser one for re-wordings and back-translations, which keep the content words and little else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ondit.matching.containment import contained
from ondit.matching.vocabulary import Vocabulary, bag
from ondit.matching.whole import match
from ondit.model import Match, Relation, Sentence, Span
from ondit.text import words

SAME_WORDING = 80.0
REWORDED = 65.0
REWORDED_LIKENESS = 0.45
WHOLE_SHARE = 0.9
RUN_SHARE = 0.5


def match_sentences(sentences: Sequence[Sentence], texts: Sequence[str]) -> tuple[Match, ...]:
    """Match the sentences of a story across its articles, one match a pair at most.

    Args:
        sentences: Sentences of all articles, each with its article's id.
        texts: Their texts, in the same order.

    Returns:
        Matches with spans of articles, ordered by left row, then right row; `left` and `right` are rows of
        `sentences`.
    """
    numbers: dict[str | None, int] = {}
    groups = [numbers.setdefault(sentence.article, len(numbers)) for sentence in sentences]
    wholes = {(m.left, m.right): m for m in match(texts, groups=groups, score_cutoff=REWORDED)}
    runs = {(m.left, m.right): m for m in contained(texts, groups=groups)}
    bags = [bag(text) for text in texts]
    vocabulary = Vocabulary(bags)
    found = []
    for pair in sorted(wholes.keys() | runs.keys()):
        whole, run = wholes.get(pair), runs.get(pair)
        if whole and whole.similarity < SAME_WORDING:
            whole = whole if vocabulary.likeness(bags[pair[0]], bags[pair[1]]) >= REWORDED_LIKENESS else None
        best = _better(whole, run, texts)
        if best:
            named = replace(best, relation=_relation(best, texts))
            found.append(_in_articles(named, sentences[pair[0]], sentences[pair[1]]))
    return tuple(found)


def _better(whole: Match | None, run: Match | None, texts: Sequence[str]) -> Match | None:
    """Choose the evidence that says more about a pair.

    Rule: a run that is one of the sentences, but not the other, tells where the wording is embedded;
    else the whole wordings, where they are alike; else the run.
    """
    if whole is None or run is None:
        return whole or run
    left, right = _shares(run, texts)
    return run if max(left, right) >= WHOLE_SHARE > min(left, right) else whole


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
