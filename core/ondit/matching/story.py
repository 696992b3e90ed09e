"""The matches of a story: the best evidence for each pair of its sentences.

Four verifiers look at the pairs: the whole wordings (`match`), the longest shared run (`contained`), one for
re-wordings and back-translations, which keep the content words and little else (`pairs_retold`; less is asked
of them beside another pair), and one for fragments of a few words that both articles put in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ondit.matching import semantic
from ondit.matching.beside import pairs_beside
from ondit.matching.best import Found, InArticles, is_run_better, named
from ondit.matching.contents import Contents, Lexicon
from ondit.matching.crowds import thinned
from ondit.matching.evidence import Evidence, gather, nothing
from ondit.matching.fragments import quotes_by_article
from ondit.matching.given import Given, Key, since
from ondit.matching.rewording import retold
from ondit.matching.table import Keys, held, keys_of, rows_of, table
from ondit.matching.window import Days, is_near
from ondit.model import Match, Quote, Sentence


class Matcher:
    """Matches the sentences of a story that grows, looking only at what is new.

    Promise: whatever it matched before, it returns what a new one returns of the same sentences.

    What two sentences share that were there before, with the same texts and among the same quotes, is known.
    Looked at again is what hangs on all sentences: pairs with a stem that weighs more or less than it did, or
    with two words that have become common. Everything is found anew where sentences have changed places, or
    where there are so few that each is compared with each; and a verifier does so when its numbers double.
    Paraphrases are found anew each time, and so is what of a crowd is told.

    Attributes:
        left_out: How many pairs of those matched last share a wording, but are not told.
    """

    def __init__(self) -> None:
        """Start without sentences."""
        self._lexicon = Lexicon()
        self._keys: list[Key] = []
        self._evidence = nothing()
        self._found = self._beside = Found()
        self.left_out = 0

    def match(
        self,
        sentences: Sequence[Sentence],
        texts: Sequence[str],
        quotes: Sequence[Quote] = (),
        days: Days = (),
        within: int | None = None,
    ) -> tuple[Match, ...]:
        """Match all sentences that the story has now, across its articles, one match a pair at most.

        Of a wording that more than some sentences share not every pair is told (see `crowds.thinned`). Where
        the extra `semantic` is installed, pairs that no wording matches are added as `paraphrase`.

        Args:
            sentences: Sentences of all articles, each with its article's id; those of an article stand
                together, in order.
            texts: Their texts, in the same order.
            quotes: The quotes of the articles.
            days: The number of the day on which each was published, None where it is not known; needed for
                `within`, and to know who was first.
            within: Leave out pairs that were published more days apart; the same from call to call.

        Returns:
            Matches with spans of articles, ordered by left row, then right row; `left` and `right` are rows
            of `sentences`.

        Raises:
            ValueError: There is not one day a sentence, and `within` is given, or that is negative.
        """
        groups = np.array(groups_of(sentences), np.int64)
        given = Given(sentences, texts, quotes_by_article(quotes), groups, days, within)
        keys = given.keys()
        rows, new = since(self._keys, keys)
        before = self._evidence.moved(rows, given.texts)
        evidence, contents, looked = gather(given, self._lexicon, before, new)
        changed = evidence.differing(before)
        pairs = evidence.pairs()
        told = thinned(pairs, given.told())
        self.left_out = len(pairs.keys) - len(told)
        known = self._found.moved(rows).without(changed).only(told)
        found = known.beside(best_of(given, evidence, told[~held(told, known.keys)]))
        beside = found_beside(given, contents, found, self._beside.moved(rows).free_of(looked))
        self._keys, self._evidence, self._found, self._beside = keys, evidence, found, beside
        every = found.beside(beside.without(found.keys))
        if semantic.available():
            every = every.beside(_meant(given).without(every.keys))
        return tuple(every.matches)


def groups_of(sentences: Sequence[Sentence]) -> list[int]:
    """Number the articles of some sentences, so that no article is matched with itself."""
    numbers: dict[str | None, int] = {}
    return [numbers.setdefault(sentence.article, len(numbers)) for sentence in sentences]


def best_of(given: Given, evidence: Evidence, pairs: Keys) -> Found:
    """Return the best evidence for some pairs, where there is any."""
    wholes, again, runs = (
        one.places(pairs).tolist() for one in (evidence.wholes, evidence.retold, evidence.runs)
    )
    found = {}
    in_articles = InArticles(given.sentences)
    for key, left, right, *places in zip(pairs.tolist(), *_lists(pairs), wholes, again, runs, strict=True):
        best = _best(evidence, places, given.texts) or evidence.fragments.get((left, right))
        if best:
            found[key] = in_articles(named(best, given.texts))
    return Found.of(found)


def _best(evidence: Evidence, places: Sequence[int], texts: Sequence[str]) -> Match | None:
    """Return the best of what the tables have of a pair: its places in them, below 0 where it is in none."""
    whole, again, run = places
    table, row = (evidence.wholes, whole) if whole >= 0 else (evidence.retold, again)
    if run >= 0 and (row < 0 or is_run_better(table.passages(row), evidence.runs.passages(run), texts)):
        table, row = evidence.runs, run
    return table[row] if row >= 0 else None


def found_beside(given: Given, contents: Contents, found: Found, known: Found) -> Found:
    """Find the pairs beside those that were found and do not differ."""
    same = np.array([match.differs is None for match in found.matches], np.bool_)
    pairs = keys_of(*pairs_beside(given.groups, *rows_of(found.keys[same]), contents))
    known = known.only(pairs)
    new = rows_of(pairs[~held(pairs, known.keys)])
    rows = table(given.texts, retold(given.texts, contents, *new))
    in_articles = InArticles(given.sentences)
    matches = [in_articles(named(match, given.texts)) for match in rows]
    return known.beside(Found(rows.keys, matches))


def _meant(given: Given) -> Found:
    """Find the pairs that say the same in other words."""
    found = semantic.paraphrases(given.texts, groups=given.groups.tolist())
    near = [one for one in found if is_near(given.days, (one.left, one.right), given.within)]
    keys = keys_of(*np.array([(one.left, one.right) for one in near], np.int64).reshape(-1, 2).T)
    in_articles = InArticles(given.sentences)
    return Found.of({key: in_articles(one) for key, one in zip(keys.tolist(), near, strict=True)})


def _lists(pairs: Keys) -> tuple[list[int], list[int]]:
    left, right = rows_of(pairs)
    return left.tolist(), right.tolist()
