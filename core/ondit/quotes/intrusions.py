"""The reporter's words inside the marks: a cue that names the speaker in the midst of what he says.

Rule: a stretch that dashes or commas set off inside a quote, and that is nothing but somebody else's cue,
is the reporter's: "commented Dana Orr", "she said", "Kelvo’s Dana Orr went on to explain", "according to
Dana Orr". Catches: “We share a goal – she commented Dana Orr, head of Kelvo –. It is near.” Must not:
take “I think, as my mother said, that …” or “I said, no” for one. Known failures: a quoted speaker who
quotes somebody in just that form; a cue that nothing sets off.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ondit.quotes import clauses, cues, names, phrases, tokens, verbs
from ondit.quotes.marks import Marked
from ondit.quotes.people import People, Person
from ondit.quotes.tokens import Tokens

CUE_INSIDE = "cue inside the marks: the reporter's words stand among the speaker's"
NESTED = "nested marks: the linking words may be the reporter's"
NO_CLOSING = "no closing mark: the quote may end earlier"
NO_OPENING = "no opening mark: the quote may begin later"

_DASHED = re.compile(r"(?:\s[-–—]\s|[–—])(?P<inner>[^\n“”\"]{5,120}?)(?:\s[-–—](?=\W|$)|[–—])")
_INVERTED = re.compile(
    r",\s(?P<inner>(?:s?he\s)?(?:said|says|added|adds|explained|commented|noted|stated|wrote|told)\s"
    r"[^\W\d_][^\n“”\"]{1,80}?)(?:[.;:]|,(?!\s[^\n,.]{0,60},)|$)"
)
_SET_OFF = re.compile(r",\s(?P<inner>[^\n,;:“”\"]{5,90})(?=,(?!\s?[‘'“\"]))")
_LEAST = 30
_LEADS = 3


class Intrusion(NamedTuple):
    """A reporter's cue inside a quote: whom it names, absent for a bare pronoun, and by which word."""

    person: Person | None
    cue: str


def find(text: str, span: Marked, people: People) -> Intrusion | None:
    """Return the first reporter's cue inside the marks, absent where there is none."""
    if span.end - span.start < _LEAST:
        return None
    for pattern in (_DASHED, _INVERTED, _SET_OFF):
        for match in pattern.finditer(text, span.start, span.end):
            found = _read(text, match.start("inner"), match.end("inner"))
            if found:
                return found._replace(person=people.complete(found.person) if found.person else None)
    return None


def _read(text: str, start: int, end: int) -> Intrusion | None:
    """Read a stretch that is set off, where it is a cue and its subject and no more."""
    if not any(word in cues.PLAIN_FORMS for word in text[start:end].lower().split()):
        return None
    row = names.mark(tokens.read(text, [(start, end)], []))
    return _inverted(row) or _closing(row)


def _inverted(row: Tokens) -> Intrusion | None:
    """Read a cue that its subject follows: "he commented Dana Orr", "according to Dana Orr"."""
    length = verbs.phrase_at(row, 0)
    for at in [length - 1] if length else range(min(_LEADS, len(row) - 1)):
        if not length and (row.lower[at] not in cues.SPEECH or row.words[at][0].isupper()):
            continue
        if not length and at and row.lower[at - 1] not in cues.PERSON_PRONOUNS:
            return None
        mention = phrases.behind(row, at + 1, len(row))
        if mention is None or not names.is_name(row, mention.last):
            return None
        end = (mention.aside[1] if mention.aside else mention.last) + 1
        if names.is_word(row, end):
            return None
        return Intrusion(People(row).describe(mention), row.phrase(0, at) if length else row.words[at])
    return None


def _closing(row: Tokens) -> Intrusion | None:
    """Read a cue that closes the stretch behind its subject: "she said", "Dana Orr went on to explain"."""
    at = len(row) - 2
    if at < 1 or row.lower[at] not in cues.PLAIN_FORMS:
        return None
    if row.lower[0] in cues.PERSON_PRONOUNS:
        return Intrusion(None, row.words[at]) if at == 1 else None
    last = at - 1
    while last > 0 and (row.lower[last] in cues.AUXILIARIES or names.is_adverb(row, last)):
        last -= 1
    if not names.is_name(row, last) or row.lower[0] in cues.CLAUSE_WORDS:
        return None
    mention = clauses.before(row, at, 0)
    if mention is None or mention.last != last:
        return None
    return Intrusion(People(row).describe(mention), row.words[at])


def suspect(span: Marked, cue_inside: bool, goes_back: bool, goes_on: bool) -> str | None:
    """Return why a quote's words may not be the speaker's; absent where nothing speaks against them.

    Args:
        span: The quote between its marks.
        cue_inside: Whether the reporter's cue stands inside.
        goes_back: Whether it wants its opening mark because it began in the paragraph before.
        goes_on: Whether it is left open because it goes on in the next paragraph.
    """
    if cue_inside:
        return CUE_INSIDE
    if span.nested:
        return NESTED
    if not (span.closed or span.reopened or goes_on):
        return NO_CLOSING
    return NO_OPENING if not span.opened and not goes_back else None
