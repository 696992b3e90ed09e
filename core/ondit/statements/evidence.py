"""Which matches are evidence for a statement, and which are only phrases that two texts share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ondit.growing import Keep, anew
from ondit.matching.formulas import Rarity
from ondit.matching.vocabulary import telling_words
from ondit.model import Match, Span
from ondit.spans import share
from ondit.statements.texts import Texts

MIN_TELLING_WORDS = 3
MANY_TELLING_WORDS = 5
SAME = 100.0
ALIKE = 80.0
HOST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """A match seen from one of its sentences: the span here, the row there, the span there."""

    here: Span
    row: int
    there: Span


def links_of(texts: Texts, matches: Sequence[Match], keep: Keep = anew) -> dict[int, list[Link]]:
    """Return the links of each row that has any, in the order of the matches."""
    matched = {row for found in matches for row in (found.left, found.right)}
    unmatched = [texts.text(one) for row, one in enumerate(texts.sentences) if row not in matched]
    evidence = Evidence(texts, Rarity(unmatched, keep), keep)
    return linked([found for found in matches if evidence.is_in(found)])


def linked(evidence: Sequence[Match]) -> dict[int, list[Link]]:
    """Return the links of each row that has any, where all matches are evidence."""
    links: dict[int, list[Link]] = defaultdict(list)
    for found in evidence:
        links[found.left].append(Link(found.a, found.right, found.b))
        links[found.right].append(Link(found.b, found.left, found.a))
    return links


class Evidence:
    """Which matches make statements; what many of them share is looked at once."""

    def __init__(self, texts: Texts, rarity: Rarity, keep: Keep = anew) -> None:
        self._texts = texts
        self._rarity = rarity
        self._keep = keep
        self._telling: dict[str, int] = {}
        self._formulas: dict[tuple[str, str], bool] = {}

    def is_in(self, found: Match) -> bool:
        """Say whether a match makes a statement, and not only a phrase that two texts share.

        Rule: it is a match of wordings, its facts agree, what it shares is no formula
        (`Rarity.is_formula`), and either both sides are quoted word for word; or the shorter side has five
        telling words; or it has three, is nearly the same wording, and is most of one of the sentences or
        quoted in one of them.

        Example: “a long-term strategic partnership” in marks in one article is evidence.
        Must not: "as a result of the" and "arrive in July this year", half a clause without marks.
        Known failures: “a long-term strategic partnership” in longer sentences without marks.
        """
        if found.relation == "paraphrase" or found.differs:
            return False
        a = self._texts.text(found.a)
        telling = self._told(a)
        if telling < MIN_TELLING_WORDS and not self._may_be_quoted(found):
            return False
        b = self._texts.text(found.b)
        telling = min(telling, self._told(b))
        if telling < MANY_TELLING_WORDS and not (self._is_alike(found, telling) or self._is_quoted(found)):
            return False
        if (a, b) not in self._formulas:
            self._formulas[a, b] = self._rarity.is_formula(a, b)
        return not self._formulas[a, b]

    def _told(self, text: str) -> int:
        if text not in self._telling:
            self._telling[text] = self._keep(_telling, text)
        return self._telling[text]

    def _may_be_quoted(self, found: Match) -> bool:
        return found.similarity == SAME and self._texts.is_quoted(found.a)

    def _is_quoted(self, found: Match) -> bool:
        return self._may_be_quoted(found) and self._texts.is_quoted(found.b)

    def _is_alike(self, found: Match, telling: int) -> bool:
        if telling < MIN_TELLING_WORDS or found.similarity < ALIKE:
            return False
        sides = (found.a, found.left), (found.b, found.right)
        return any(
            share(span, self._texts.sentences[row]) >= HOST_SHARE or self._texts.is_quoted(span)
            for span, row in sides
        )


def _telling(text: str) -> int:
    return len(telling_words(text))
