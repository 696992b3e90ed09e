"""Which matches are evidence for a statement, and which are only phrases that two texts share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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


def links_of(texts: Texts, matches: Sequence[Match]) -> dict[int, list[Link]]:
    """Return the links of each row that has any, in the order of the matches."""
    links: dict[int, list[Link]] = defaultdict(list)
    matched = {row for found in matches for row in (found.left, found.right)}
    unmatched = [texts.text(one) for row, one in enumerate(texts.sentences) if row not in matched]
    rarity = Rarity(unmatched)
    for found in matches:
        if _is_evidence(texts, found, rarity):
            links[found.left].append(Link(found.a, found.right, found.b))
            links[found.right].append(Link(found.b, found.left, found.a))
    return links


def _is_evidence(texts: Texts, found: Match, rarity: Rarity) -> bool:
    """Say whether a match makes a statement, and not only a phrase that two texts share.

    Rule: it is a match of wordings, its facts agree, what it shares is no formula (`Rarity.is_formula`), and
    either both sides are quoted word for word; or the shorter side has five telling words; or it has three,
    is nearly the same wording, and is most of one of the sentences or quoted in one of them.

    Example: “a long-term strategic partnership” in marks in one article is evidence; "as a result of the"
    and "arrive in July this year", half a clause without marks, are not.
    """
    if found.relation == "paraphrase" or found.differs:
        return False
    if rarity.is_formula(texts.text(found.a), texts.text(found.b)):
        return False
    sides = (found.a, found.left), (found.b, found.right)
    if found.similarity == SAME and all(_mostly_quoted(texts, span) for span, _ in sides):
        return True
    telling = min(len(telling_words(texts.text(span))) for span, _ in sides)
    if telling < MIN_TELLING_WORDS or found.similarity < ALIKE:
        return telling >= MANY_TELLING_WORDS
    return telling >= MANY_TELLING_WORDS or any(
        share(span, texts.sentences[row]) >= HOST_SHARE or _mostly_quoted(texts, span) for span, row in sides
    )


def _mostly_quoted(texts: Texts, span: Span) -> bool:
    part = texts.quoted(span)
    return part is not None and share(part, span) >= HOST_SHARE
