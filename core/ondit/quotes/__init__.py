"""Direct quotes: what an article puts between quotation marks, and who said it.

Not everything between marks is a quote. The rule, where words are counted by spaces:

- four words or more are a quote, with or without a speaker;
- fewer are a quote if their sentence has a cue of its own for them ("called it “a gift”"), or if they are a
  sentence that follows a quote of the same speaker ("“Never.”");
- titles, terms and answers of a poll are none (`terms`);
- words that want their opening mark are a quote only with a cue.

Known failures: a term of four plain words ("the “right to be forgotten” rule") is taken for a quote; a
scare quote in a sentence with a cue is too; a real quote of three words without a cue is lost.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ondit.model import Quote
from ondit.quotes import intrusions, marks, names, paragraphs, reported, speakers, terms, tokens
from ondit.quotes.marks import Marked
from ondit.quotes.people import People
from ondit.quotes.reported import IndirectSpeech
from ondit.quotes.subjects import Attribution

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


@lru_cache(maxsize=4)
def _reported(text: str) -> tuple[IndirectSpeech, ...]:
    bounds = paragraphs.bounds(text)
    row = names.mark(tokens.read(text, bounds, marks.pair(text, bounds)))
    people = People(row)
    return tuple(reported.read(row, people, speakers.attribute(row, people)))


@lru_cache(maxsize=4)
def _found(text: str) -> tuple[Quote, ...]:
    """Find the quotes; the last few articles are kept, as labels ask for the quotes of each sentence."""
    bounds = paragraphs.bounds(text)
    spans = marks.pair(text, bounds)
    if not spans:
        return ()
    row = names.mark(tokens.read(text, bounds, spans))
    people = People(row)
    attributions = speakers.attribute(row, people)
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
        person, cue = intrusion.person or person, intrusion.cue
    return Quote(
        start=span.start,
        end=span.end,
        speaker=person.name if person else None,
        role=person.role if person else None,
        cue=cue,
        suspect=intrusions.suspect(span, intrusion is not None, *joins),
    )


def _is_quote(text: str, span: Marked, attribution: Attribution | None) -> bool:
    """Apply the rule of the module's docstring to one span between marks."""
    content = text[span.start : span.end]
    words = content.split(maxsplit=_MIN_WORDS)
    if not any(character.isalnum() for character in content):
        return False
    if not span.opened:
        return attribution is not None
    if terms.is_term(text, span):
        return False
    if len(words) >= _MIN_WORDS or (attribution is not None and attribution.mention is not None):
        return True
    return attribution is not None and content[0].isupper() and content[-1] in _SENTENCE_MARKS
