"""Indirect speech: what an article says that somebody said, in the reporter's words.

Rule: every cue of the tables that leads to a subject reports the clause that hangs on it: what follows it
("Orr said that sails pay"), what stands before it up to the comma ("Sails pay, Orr said", "Sails pay,
according to Orr"), or both where it interrupts ("Sails, Orr said, pay"); a second cue of the same subject
takes over where it stands ("…, adding that"). Catches: "Orr, who runs the yard, told reporters on Monday
that sails pay". Must not: read "he was told that" for his words. Known failures: content that goes on in
the next sentence without a cue of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ondit.model import Span
from ondit.quotes import cues, names, phrases, verbs
from ondit.quotes.people import People
from ondit.quotes.subjects import Attribution, Subjects
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_REACH = 90
_CLOSERS = frozenset({".", "!", "?", ";", "…", ")", BREAK})


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
    speakers = dict(zip(tokens.quotes, direct, strict=True))
    for at in range(len(tokens)):
        quoted = speakers.get(at)
        if quoted:
            subjects.spoke(at, quoted.person)
        found = subjects.cue(at)
        if found is None or found.mention is None or tokens.lower[at] in cues.CLAUSELESS:
            continue
        content = tuple(_contents(tokens, subjects, at, found))
        if content:
            subjects.spoke(at, found.person)
            yield _speech(tokens, at, found, content)


def _speech(tokens: Tokens, at: int, found: Attribution, content: tuple[Span, ...]) -> IndirectSpeech:
    mention, person = found.mention, found.person
    assert mention is not None  # noqa: S101
    last = at + max(1, verbs.phrase_at(tokens, at)) - 1
    return IndirectSpeech(
        source=Span(tokens.starts[mention.first], tokens.ends[mention.last]),
        cue=Span(tokens.starts[at], tokens.ends[last]),
        content=content,
        speaker=person.name if person else None,
        role=person.role if person else None,
    )


def _contents(tokens: Tokens, subjects: Subjects, at: int, found: Attribution) -> Iterator[Span]:
    """Yield the stretches of the sentence that a cue reports."""
    mention = found.mention
    assert mention is not None  # noqa: S101
    begin, end = max(tokens.sentence[at], at - _REACH), tokens.sentence_end(at, _REACH)
    own = mention.first < at
    length = verbs.phrase_at(tokens, at)
    first = min(mention.first, at) if own or mention.first > at else at
    if mention.first < begin or (own and mention.last >= at):
        return
    last = _group_end(tokens, at, found, end)
    governed = own and _is_governed(tokens, mention.last, at)
    lead = None if governed else _lead(tokens, begin, first)
    if lead and all(tokens.words[place] in {QUOTE, ","} for place in range(*lead)):
        return
    if length or not own or _is_parenthetical(tokens, last, end):
        if lead:
            yield from _span(tokens, *lead)
        if lead is None or tokens.words[min(last, end - 1)] == ",":
            yield from _rest(
                tokens, subjects, last, end, plain=tokens.lower[at] in cues.PLAIN, tail=lead is not None
            )
    else:
        yield from _rest(tokens, subjects, last, end, plain=tokens.lower[at] in cues.PLAIN, tail=False)


def _is_governed(tokens: Tokens, last: int, at: int) -> bool:
    """Whether a second cue stands between a subject and this one, so that what is before belongs to that."""
    return any(tokens.lower[place] in cues.CUES for place in range(last + 1, at))


def _group_end(tokens: Tokens, at: int, found: Attribution, end: int) -> int:
    """Return the place behind cue, subject and what belongs to them: "told reporters on Monday"."""
    mention = found.mention
    assert mention is not None  # noqa: S101
    last = at + max(1, verbs.phrase_at(tokens, at))
    if mention.first >= last:
        last = (mention.aside[1] if mention.aside else mention.last) + 1
    elif tokens.lower[at] in phrases.ADDRESSED:
        last = phrases.addressed_end(tokens, last, end)
    while (
        last < end
        and (tokens.lower[last] in cues.TIME_WORDS or cues.is_adverb(tokens.lower[last]))
        and not _opens_clause(tokens, last, end)
    ):
        last += 1
    return last


def _opens_clause(tokens: Tokens, place: int, end: int) -> bool:
    return (
        place + 1 < end
        and tokens.lower[place] in {"this", "that", "last", "next", "here", "there"}
        and (tokens.lower[place + 1] in cues.BE | cues.AUXILIARIES)
    )


def _is_parenthetical(tokens: Tokens, last: int, end: int) -> bool:
    """Whether nothing of weight follows a cue: the end, a comma, or the occasion and then those."""
    place = phrases.setting_end(tokens, last, end)
    return place >= end or tokens.words[place] in _CLOSERS or tokens.words[place] == ","


def _lead(tokens: Tokens, begin: int, first: int) -> tuple[int, int] | None:
    """Return what stands before a cue and its subject, up to the comma; absent where nothing does."""
    last = first - 1
    if last <= begin or tokens.words[last] not in {",", QUOTE}:
        return None
    return begin, last + (tokens.words[last] == QUOTE)


def _rest(
    tokens: Tokens, subjects: Subjects, first: int, end: int, *, plain: bool, tail: bool
) -> Iterator[Span]:
    """Yield what follows a cue, to the end of its sentence or to the next cue of the same subject."""
    occasion = phrases.setting_end(tokens, first, end)
    if plain or (occasion < end and tokens.lower[occasion] == "that"):
        first = occasion
    while first < end and (tokens.words[first] in {",", ":"} or tokens.lower[first] == "that"):
        first += 1
    if tail and first < end and tokens.lower[first] in {"adding", "who", "which", "while", "but"}:
        return
    last = first
    while last < end and not _takes_over(tokens, subjects, first, last):
        last += 1
    yield from _span(tokens, first, last)


def _takes_over(tokens: Tokens, subjects: Subjects, first: int, place: int) -> bool:
    """Whether a second cue of the same subject begins: ", adding that", "and said"."""
    if place <= first or place + 1 >= len(tokens):
        return False
    if tokens.words[place] == "," and tokens.lower[place + 1] in cues.CUES:
        return verbs.leans(tokens, place + 1) and subjects.may_be_cue(place + 1)
    return tokens.lower[place] == "and" and tokens.lower[place + 1] in cues.PLAIN


def _span(tokens: Tokens, first: int, last: int) -> Iterator[Span]:
    while first < last and not (names.is_word(tokens, first) or tokens.words[first] == QUOTE):
        first += 1
    while first < last and tokens.words[last - 1] in {",", ".", "!", "?", BREAK, ";", "and"}:
        last -= 1
    if any(names.is_word(tokens, place) for place in range(first, last)):
        yield Span(tokens.starts[first], tokens.ends[last - 1])
