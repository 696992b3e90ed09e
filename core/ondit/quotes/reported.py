"""Indirect speech: what an article says that somebody said, in the reporter's words.

Rule: every cue of the tables that leads to a subject reports the clause that hangs on it: what follows it
("Orr said that sails pay"), what stands before it up to the comma ("Sails pay, Orr said", "Sails pay,
according to Orr"), or both where it interrupts ("Sails, Orr said, pay"); a second cue of the same subject
takes over where it stands ("…, adding that"). Catches: "Orr, who runs the yard, told reporters on Monday
that sails pay". Must not: read "he was told that" for his words, nor "“…,” he said in Lund" for more than a
quote. Known failures: content that goes on in the next sentence without a cue of its own; verbs that report
only now and then ("She called the office").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ondit.model import Span
from ondit.quotes import cues, names, phrases, verbs
from ondit.quotes.names import Mention
from ondit.quotes.people import People
from ondit.quotes.subjects import Attribution, Subjects
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_REACH = 90
_CLOSERS = frozenset({".", "!", "?", ";", "…", ")", ",", BREAK})
_TRAILING = frozenset({",", ".", "!", "?", ";", "and", BREAK})
_ASIDE_STARTS = frozenset({"adding", "who", "which", "while", "but"})
_QUESTIONS = frozenset("what how whether when where why who which if".split())
_CONTRASTS = frozenset({"but", "though", "although", "while", "however"})
_CLAUSE_STARTS = frozenset({"this", "that", "last", "next", "here", "there"})


@dataclass(frozen=True, slots=True)
class IndirectSpeech:
    """What somebody is said to have said, without marks or with some of it between marks.

    Attributes:
        source: The words that name who said it, as they stand there ("she", "people close to the deal").
        cue: The word or phrase that attributes it ("said", "according to").
        content: What was said, in one or two stretches of the sentence, in order.
        speaker: The fullest name that the article gives to the source, or the source as it stands; absent for
            a pronoun that leads to nobody.
        role: What the speaker is, as the article words it.
    """

    source: Span
    cue: Span
    content: tuple[Span, ...]
    speaker: str | None = None
    role: str | None = None


def read(tokens: Tokens, people: People, direct: list[Attribution | None]) -> Iterator[IndirectSpeech]:
    """Yield the indirect speech of an article, in order of its cues.

    Args:
        tokens: The article.
        people: Its people.
        direct: The attributions of its quotes, in order.
    """
    subjects = Subjects(tokens, people)
    contents = _Contents(tokens)
    speakers = dict(zip(tokens.quotes, direct, strict=True))
    for at in sorted({*tokens.quotes, *subjects.places(0, len(tokens))}):
        if quoted := speakers.get(at):
            subjects.spoke(at, quoted.person)
        found = subjects.cue(at)
        if found is None or found.mention is None or tokens.lower[at] in cues.CLAUSELESS:
            continue
        content = tuple(contents.of(at, found.mention))
        if content:
            subjects.spoke(at, found.person)
            yield _speech(tokens, at, found, found.mention, content)


def _speech(
    tokens: Tokens, at: int, found: Attribution, mention: Mention, content: tuple[Span, ...]
) -> IndirectSpeech:
    person = found.person
    return IndirectSpeech(
        source=Span(tokens.starts[mention.first], tokens.ends[mention.last]),
        cue=Span(tokens.starts[at], tokens.ends[at + max(1, verbs.phrase_at(tokens, at)) - 1]),
        content=content,
        speaker=person.name if person else None,
        role=person.role if person else None,
    )


class _Contents:
    """Finds what the cues of one article report."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._taken_over = [place for place in range(1, len(tokens) - 1) if self._takes_over(place)]

    def _takes_over(self, place: int) -> bool:
        """Whether a second cue of the same subject begins at a token: ", adding that", "and said"."""
        tokens = self._tokens
        behind = tokens.lower[place + 1]
        if tokens.words[place] == ",":
            return behind in cues.CUES and verbs.leans(tokens, place + 1)
        return tokens.lower[place] == "and" and behind in cues.PLAIN

    def of(self, at: int, mention: Mention) -> Iterator[Span]:
        """Yield the stretches of the sentence that the cue at a token reports for a subject."""
        tokens = self._tokens
        begin, end = max(tokens.sentence[at], at - _REACH), tokens.sentence_end(at, _REACH)
        own = mention.first < at
        if mention.first < begin or (own and mention.last >= at):
            return
        lead = (
            None if own and self._is_governed(mention.last, at) else self._lead(begin, min(mention.first, at))
        )
        if lead and all(tokens.words[place] in {QUOTE, ","} for place in range(*lead)):
            return
        last = self._group_end(at, mention, end)
        if own and not verbs.phrase_at(tokens, at) and not self._is_parenthetical(last, end):
            yield from self._rest(at, last, end)
            return
        if lead:
            yield from self._span(*lead)
        if lead is None or (tokens.words[min(last, end - 1)] == "," and not self._opens_aside(last + 1, end)):
            yield from self._rest(at, last, end)

    def _opens_aside(self, place: int, end: int) -> bool:
        return place < end and self._tokens.lower[place] in _ASIDE_STARTS

    def _is_governed(self, last: int, at: int) -> bool:
        """Whether another cue stands between a subject and this one: what is before belongs to that."""
        return any(word in cues.CUES for word in self._tokens.lower[last + 1 : at])

    def _lead(self, begin: int, first: int) -> tuple[int, int] | None:
        """Return what stands before a cue and its subject, up to the comma; absent where nothing does."""
        last = first - 1
        if last < begin or self._tokens.words[last] not in {",", QUOTE}:
            return None
        return begin, last + (self._tokens.words[last] == QUOTE)

    def _group_end(self, at: int, mention: Mention, end: int) -> int:
        """Return the place behind cue, subject and what belongs to them: "told reporters", "said Orr"."""
        tokens = self._tokens
        last = at + max(1, verbs.phrase_at(tokens, at))
        if mention.first >= last:
            last = (mention.aside[1] if mention.aside else mention.last) + 1
        elif tokens.lower[at] in phrases.ADDRESSED:
            last = phrases.addressed_end(tokens, last, end)
        while last < end and self._is_time(last) and not self._opens_clause(last, end):
            last += 1
        return last

    def _is_time(self, place: int) -> bool:
        return self._tokens.lower[place] in cues.TIME_WORDS or names.is_adverb(self._tokens, place)

    def _opens_clause(self, place: int, end: int) -> bool:
        lower = self._tokens.lower
        return (
            place + 1 < end
            and lower[place] in _CLAUSE_STARTS
            and lower[place + 1] in cues.BE | cues.AUXILIARIES
        )

    def _is_parenthetical(self, last: int, end: int) -> bool:
        """Whether nothing of weight follows a cue: the end, a comma, or the occasion and then those."""
        place = phrases.setting_end(self._tokens, last, end)
        return place >= end or self._tokens.words[place] in _CLOSERS

    def _rest(self, at: int, first: int, end: int) -> Iterator[Span]:
        """Yield what follows a cue, to the end of its sentence or to the next cue of the same subject."""
        tokens = self._tokens
        occasion = phrases.setting_end(tokens, first, end)
        if tokens.lower[at] in cues.PLAIN or (occasion < end and tokens.lower[occasion] == "that"):
            first = occasion
        while first < end and (tokens.words[first] in {",", ":"} or tokens.lower[first] == "that"):
            first += 1
        number = bisect_right(self._taken_over, first)
        over = self._taken_over[number] if number < len(self._taken_over) else end
        if first < end and tokens.lower[first] in _QUESTIONS:
            end = self._clause_end(first, end)
        yield from self._span(first, min(over, end))

    def _clause_end(self, first: int, end: int) -> int:
        """Return where an indirect question is over: "has not said what it will be, but rumours have it"."""
        tokens = self._tokens
        parts = (at for at in range(first, end - 1) if tokens.words[at] == ",")
        return next((at for at in parts if tokens.lower[at + 1] in _CONTRASTS), end)

    def _span(self, first: int, last: int) -> Iterator[Span]:
        """Yield a stretch of tokens, less the punctuation at its ends, where it holds a word."""
        tokens = self._tokens
        while first < last and not (names.is_word(tokens, first) or tokens.words[first] == QUOTE):
            first += 1
        while first < last and tokens.words[last - 1] in _TRAILING:
            last -= 1
        if any(names.is_word(tokens, place) for place in range(first, last)):
            yield Span(tokens.starts[first], tokens.ends[last - 1])
