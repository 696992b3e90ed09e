"""Direct quotes: what an article puts between quotation marks, and who said it.

Not everything between marks is a quote. The rule, where words are counted by spaces:

- four words or more are a quote, with or without a speaker;
- fewer are a quote if their sentence has a cue of its own for them ("called it “a gift”"), or if they are a
  sentence that follows a quote of the same speaker ("“Never.”");
- titles, terms and answers of a poll are none (`terms`);
- words that want their opening mark are a quote only with a cue.

Example: “We will open the yard in May,” said Dana Orr. Must not: an inch, an apostrophe or a decade (6.7",
It’s, ’90s). Known failures: a term of four plain words ("the “right to be forgotten” rule") is taken for a
quote; most scare quotes in a sentence with a cue are too; a real quote of three words without a cue is lost.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ondit.model import Quote
from ondit.quotes import intrusions, marks, names, paragraphs, reported, speakers, terms, tokens
from ondit.quotes.marks import Marked
from ondit.quotes.people import People, Person
from ondit.quotes.reported import IndirectSpeech
from ondit.quotes.subjects import Attribution
from ondit.quotes.tokens import Tokens

__all__ = ["IndirectSpeech", "find", "indirect"]

_MIN_WORDS = 4
_SENTENCE_MARKS = frozenset(".,!?…;")


def find(text: str) -> list[Quote]:
    """Find the direct quotes of an article, with their speakers.

    A quote of several paragraphs is one `Quote` per paragraph, each inside its own marks. A nested quote
    belongs to the outer one. `speaker` is the fullest name that the article gives, or a document, a group
    or an unnamed source as it stands; it is absent where no cue leads to one.

    Args:
        text: The article's text, of any length and content.

    Returns:
        The quotes in order of start, not overlapping; offsets count code points of `text`, and neither end
        of a quote is a blank. Nothing is raised.
    """
    return list(_found(text))


def indirect(text: str) -> list[IndirectSpeech]:
    """Find the indirect speech of an article: who is said to have said what, in the reporter's words.

    Its grammar is that of `find`: the same cues, subjects and people. Where some of the words stand between
    marks ("Orr called the yard “a gift” to all"), they belong to the content; what is a direct quote and
    nothing else is left to `find`.

    Args:
        text: The article's text, of any length and content.

    Returns:
        The attributions in order of their cues. A content may hold the whole of a later one, as speech within
        speech. Nothing is raised.
    """
    return list(_reported(text))


class _Reading(NamedTuple):
    """One article, read as far as `find` and `indirect` both need it."""

    spans: list[Marked]
    row: Tokens
    people: People
    attributions: list[Attribution | None]


@lru_cache(maxsize=4)
def _reading(text: str) -> _Reading:
    """Read an article; the last few are kept, as labels ask for quotes and speech of each sentence."""
    bounds = paragraphs.bounds(text)
    spans = marks.pair(text, bounds)
    row = names.mark(tokens.read(text, bounds, spans))
    people = People(row)
    return _Reading(spans, row, people, speakers.attribute(row, people))


@lru_cache(maxsize=4)
def _reported(text: str) -> tuple[IndirectSpeech, ...]:
    reading = _reading(text)
    return tuple(reported.read(reading.row, reading.people, reading.attributions))


@lru_cache(maxsize=4)
def _found(text: str) -> tuple[Quote, ...]:
    if not marks.holds(text):
        return ()
    spans, _, people, attributions = _reading(text)
    if not spans:
        return ()
    return tuple(
        _quote(text, span, attribution, people, joins)
        for span, attribution, joins in zip(spans, attributions, _joins(spans), strict=True)
        if _is_quote(text, span, attribution)
    )


def _joins(spans: list[Marked]) -> list[tuple[bool, bool]]:
    """Tell for each span whether it began in the paragraph before, and whether it goes on in the next."""
    joins = [False, *(_joined(span, after) for span, after in pairwise(spans)), False]
    return list(pairwise(joins))


def _joined(span: Marked, after: Marked) -> bool:
    """Whether a quote left open at its paragraph's end goes on in the next one."""
    return not (span.closed or span.reopened) and after.paragraph == span.paragraph + 1


def _quote(
    text: str, span: Marked, attribution: Attribution | None, people: People, joins: tuple[bool, bool]
) -> Quote:
    person = attribution.person if attribution else None
    cue = attribution.cue if attribution else None
    intrusion = intrusions.find(text, span, people)
    if intrusion:
        person, cue = _joint(intrusion.person, person), cue or intrusion.cue
    return Quote(
        start=span.start,
        end=span.end,
        speaker=person.name if person else None,
        role=person.role if person else None,
        cue=cue,
        suspect=intrusions.suspect(span, intrusion is not None, *joins),
    )


def _joint(inside: Person | None, outside: Person | None) -> Person | None:
    """Return the person that a cue inside the marks names, with the role by which one outside calls him."""
    if inside is None or outside is None:
        return inside or outside
    other = outside.named and outside.name != inside.name
    return inside if inside.role or other else replace(inside, role=outside.role)


def _is_quote(text: str, span: Marked, attribution: Attribution | None) -> bool:
    """Apply the rule of the module's docstring to one span between marks."""
    content = text[span.start : span.end]
    words = content.split(maxsplit=_MIN_WORDS)
    if not any(character.isalnum() for character in content):
        return False
    if not span.opened:
        return attribution is not None
    own = attribution is not None and attribution.mention is not None
    said_on = attribution is not None and content[0].isupper() and content[-1] in _SENTENCE_MARKS
    return (len(words) >= _MIN_WORDS or own or said_on) and not terms.is_term(text, span)
