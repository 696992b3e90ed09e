"""The form of a clause: how it begins, in which tense it stands, what is said within it."""

from __future__ import annotations

from ondit.certainty import cues
from ondit.certainty.cues import Tense
from ondit.certainty.rules import Subject
from ondit.certainty.words import Words
from ondit.model import Span

_DATELINE = 16
_SUBJECT = 5
_REACH = 40
_MONTH_OR_NAME = frozenset({"may", "will"})
_SUBORDINATORS = frozenset("that which who whose whether if because where how why what fears hopes".split())
_CONTRACTING = frozenset("it he she that there this what who here where how".split())
_CLAUSE_ENDS = frozenset(',;:()"“”')
_DASHES = frozenset({"-", "–", "—", "--"})


def is_name(words: Words, place: int) -> bool:
    """Say whether a word is "May" or "Will" with a capital: a month or a name, no verb."""
    return words.lower[place] in _MONTH_OR_NAME and words.is_capital(place)


def capitals(words: Words, first: int, last: int) -> list[str]:
    """Return the words with a capital, in lower case, from one to below another, no small words."""
    small = cues.SETS["SMALL"]
    return [
        words.lower[at] for at in range(first, last) if words.is_capital(at) and words.lower[at] not in small
    ]


def opening(words: Words, span: Span) -> int:
    """Return the first word of a stretch, behind marks and a dateline ("BELMORE (Wire) – ")."""
    first, last = words.at(span.start), words.at(span.end)
    for at in range(first + 1, min(last - 1, first + _DATELINE)):
        if words.lower[at] in _DASHES and _is_dateline(words, first, at):
            first = at + 1
            break
    while first < last and not words.is_word(first):
        first += 1
    return first


def _is_dateline(words: Words, first: int, last: int) -> bool:
    written = words.written(first, last)
    return words.is_capital(first) and any(
        word == "(" or (word.isupper() and len(word) > 1) for word in written
    )


def first_words(place: int, last: int) -> range:
    """Return where a clause's subject stands, by and large: its first words."""
    return range(place, min(last, place + _SUBJECT))


def subject(words: Words, place: int, last: int) -> Subject:
    """Say what a clause begins with that opens with a word: a name, a body, a pronoun, or other words."""
    if place >= last:
        return "other"
    near = first_words(place, last)
    if words.lower[place] in cues.SETS["PRONOUNS"]:
        return "pronoun"
    if words.lower[place] in ("the", "both") and any(words.lower[at] in cues.SETS["BODIES"] for at in near):
        return "body"
    named = any(words.is_capital(at) for at in near[1:]) or capitals(words, place, place + 1)
    return "name" if named else "other"


def tense(words: Words, place: int, reads: tuple[Span, ...]) -> Tense:
    """Return the tense of a clause's first verb that the words themselves tell, from a word on."""
    for part in reads:
        for at in range(max(place, words.at(part.start)), words.at(part.end)):
            word = words.lower[at]
            told = cues.TENSES.get(word)
            if told and not is_name(words, at) and not _is_possessive(words, at):
                return told
            if word.endswith("ed") and len(word) > 3 and at > place:  # noqa: PLR2004
                return "past"
    return "none"


def _is_possessive(words: Words, place: int) -> bool:
    return words.lower[place] == "'s" and place > 0 and words.lower[place - 1] not in _CONTRACTING


def is_subordinate(words: Words, first: int, place: int) -> bool:
    """Say whether a subordinate clause is open at a word: begun well behind `first`, not ended by a comma."""
    for at in range(place - 1, max(first + 1, place - _REACH), -1):
        if words.lower[at] in _CLAUSE_ENDS:
            return False
        if words.lower[at] in _SUBORDINATORS:
            return True
    return False
