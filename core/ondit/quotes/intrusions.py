"""The reporter's words inside the marks: a cue that names the speaker in the midst of what he says.

Rule: a stretch that dashes or commas set off inside a quote, and that holds a verb of speech followed by a
name, is the reporter's. Catches: “We share a goal – she commented Dana Orr, head of Kelvo –. It is near.”
Must not: take “I think, as my mother said, that …” for one. Known failures: a quoted speaker who quotes
somebody by name in just that form; a cue without a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ondit.quotes import cues, names, phrases, tokens
from ondit.quotes.marks import Marked
from ondit.quotes.people import People, Person

CUE_INSIDE = "cue inside the marks: the reporter's words stand among the speaker's"
NESTED = "nested marks: the linking words may be the reporter's"
NO_CLOSING = "no closing mark: the quote may end earlier"
NO_OPENING = "no opening mark: the quote may begin later"

_DASHED = re.compile(r"(?:\s[-–—]\s|[–—])(?P<inner>[^\n“”\"]{5,120}?)(?:\s[-–—](?=\W|$)|[–—])")
_INVERTED = re.compile(
    r",\s(?P<inner>(?:s?he\s)?(?:said|says|added|adds|explained|commented|noted|stated|wrote|told)\s"
    r"[^\W\d_][^\n“”\"]{1,80}?)(?:[.;:]|,(?!\s[^\n,.]{0,60},)|$)"
)


class Intrusion(NamedTuple):
    """A reporter's cue inside a quote: whom it names, by which word."""

    person: Person
    cue: str


def find(text: str, span: Marked, people: People) -> Intrusion | None:
    """Return the first reporter's cue inside the marks, absent where there is none."""
    for pattern in (_DASHED, _INVERTED):
        for match in pattern.finditer(text, span.start, span.end):
            found = _read(text, match.start("inner"), match.end("inner"))
            if found:
                return found._replace(person=people.complete(found.person))
    return None


def _read(text: str, start: int, end: int) -> Intrusion | None:
    row = names.mark(tokens.read(text, [(start, end)], []))
    for at in range(min(3, len(row) - 1)):
        if row.lower[at] not in cues.SPEECH or row.words[at][0].isupper():
            continue
        if at and row.lower[at - 1] not in cues.PRONOUNS:
            return None
        mention = phrases.behind(row, at + 1, len(row))
        if mention is None or not names.is_name(row, mention.last):
            return None
        return Intrusion(People(row).describe(mention), row.words[at])
    return None


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
    if not span.closed and not goes_on:
        return NO_CLOSING
    return NO_OPENING if not span.opened and not goes_back else None
