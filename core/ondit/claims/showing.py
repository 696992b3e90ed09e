"""The words of a part of a clause, so that they stand alone."""

from __future__ import annotations

import re

from ondit.claims.parts import VERB, leans
from ondit.model import Span
from ondit.text import core

MOST_SUBJECT = 60
FEW_WORDS = 4

_RELATIVE = re.compile(r"(?:which|who|whose)\b|(?:at|for|with|in|on|by)\s", re.IGNORECASE)
_DEPENDENT = re.compile(
    r"(?:and|or|will|would|shall|can|could|may|might|must|is|are|was|were|has|have|had|not|said)\b"
)
_JOINING = re.compile(
    r"(?:but|though|although|while|yet|whereas|however|except that|that|because|after|so that"
    r"|(?:so|as)(?= (?:it|they|he|she)\b))\b,?\s+"
)
_TOLD = re.compile(
    r".*\b(?:that|said|says|say|told|announced|confirmed|reported|reckons|expects|means)\s+", re.DOTALL
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATELINE = re.compile(
    rf"[A-Z][A-Z’'.]{{2,30}}(?:,? (?:and|{_MONTH}|[A-Z][A-Z’'.]{{1,30}}|\d{{1,4}})){{0,8}},? ?"
    r"(?:\([^()\n]{1,30}\) ?)?[-–—]{1,2}\s+"
)
_VERB = re.compile(rf"\b(?:{VERB})\b", re.IGNORECASE)
_LAST_WORDS = re.compile(rf"(?:\S+\s+){{1,{FEW_WORDS}}}\Z")


def shown(article: str, opens: int, clause: int, span: Span) -> str:
    """Return the words of a part of a clause so that they stand alone.

    Rule: a part that begins with a verb is told with its subject, which stands before the clause's first verb
    (behind "said" or "that", if there is one); a relative, a price or the like with the four words before
    it; any other less its dateline, or the conjunction that joins it to what goes before. "…" marks words
    left out. Where the subject cannot be told, or the whole clause begins with its verb, the part is told
    from the beginning of its sentence.

    Example: "The reader … will be sold in May" for "will be sold in May" in "The reader weighs 265 g and will
    be sold in May"; "it may be the Folio" for "but it may be the Folio".
    Must not: leave "will be sold in May" without a subject.
    Known failures: the subject of a list of clauses that each have one; a noun that looks like a verb.

    Args:
        article: The article's text.
        opens: Where the sentence begins.
        clause: Where the clause begins.
        span: The part.
    """
    words = article[span.start : span.end]
    if span.start > clause and _RELATIVE.match(words):
        before = _LAST_WORDS.search(article[max(clause, span.start - MOST_SUBJECT) : span.start])
        return _whole(f"… {before[0] if before else ''}{words}")
    if span.start > clause and (_DEPENDENT.match(words) or leans(words)):
        subject = _subject(article[clause : span.start])
        return _whole(f"{subject} … {words}") if subject else _whole(article[opens : span.end])
    if _DEPENDENT.match(words) or _RELATIVE.match(words):
        return _whole(article[min(opens, span.start) : span.end])
    joining = _JOINING.match(words)
    return _whole(words[joining.end() :] if joining else less_dateline(words))


def less_dateline(words: str) -> str:
    """Return words less the place and the day that an agency sets before its first sentence."""
    dateline = _DATELINE.match(words)
    return words[dateline.end() :] if dateline else words


def _subject(before: str) -> str | None:
    """Return the subject of a clause by the words before its part, absent where it cannot be told."""
    told = _TOLD.match(before) or _DATELINE.match(before)
    begin = told.end() if told else 0
    verb = _VERB.search(before, begin)
    subject = before[begin : verb.start()].strip(" ,") if verb else ""
    return subject if 0 < len(subject) <= MOST_SUBJECT else None


def _whole(words: str) -> str:
    return words[slice(*core(words))]
