"""The form of a clause: how it begins, in which tense it stands, what is said within it."""

from __future__ import annotations

from ondit.certainty.phrases import Hit
from ondit.certainty.verbs import TENSES, Tense
from ondit.certainty.view import Subject
from ondit.certainty.words import Words
from ondit.model import Span

_DATELINE = 16
_SUBJECT = 5
_REACH = 40
_NEAR = 4
_FAR = 200
_NEVER_NAMES = frozenset({"feels", "thinks", "acts", "prices", "likely"})
_MONTH_OR_NAME = frozenset({"may", "will"})
_SUBORDINATORS = frozenset("that which who whose whether if because where how why what fears hopes".split())
_CONTRACTING = frozenset("it he she that there this what who here where how".split())
_RELATIVES = frozenset({"who", "which", "that", "whose", "where", "when"})
_NOMINAL = frozenset("the a an its his her their this these of in on at for with by from to".split())
_BEHIND_PARTICIPLES = frozenset("by in at on for from with as of".split())
_BARE = frozenset("cut shut hit let split spread bid".split())
_OBJECTS = frozenset("the a an its his her their this that off down up".split())
_JOINING = frozenset({"and", "but", "or", "also", "still", "now", "then", "yet"})
_RESTARTS = frozenset({":", ";"})
_CLAUSE_ENDS = frozenset(',;:()"“”')
_DASHES = frozenset({"-", "–", "—", "--"})
_SMALL = frozenset(
    "the a an in on at for as if but and when while after before with by from this that these those"
    " there it he she they we you i what how why who his her its their our some many most all more such"
    " to of no not one two three".split()
)
_BODIES = frozenset(
    "company group firm bank carrier airline maker government ministry agency court authority council"
    " board commission regulator airlines partners companies studio brand manufacturer retailer"
    " publisher department resolution lawsuit settlement deal merger judge police university school city"
    " state team plan law bill minister president spokesman spokeswoman spokesperson chief mayor"
    " governor premier director chairman boss".split()
)
_SOURCES = frozenset({"source", "sources"})
_OF_THINGS = frozenset(
    "light heat power energy water food fuel fibre fiber protein oxygen carbon income revenue funding tax"
    " data code open closed main key major only rich good great best primary".split()
)
_PRONOUNS = frozenset("it he she they its his her their".split())
GOES_ON = frozenset(
    "it they he she this that these those another also plus and but there moreover one the its their".split()
)
"""First words of a clause that goes on with the sentence before."""


def is_name(words: Words, hit: Hit) -> bool:
    """Say whether a cue is a name or part of one: "May", "US", "I/B/E/S", "Happy" of "Happy Valley"."""
    place, lower = hit.first, words.lower
    if not words.is_capital(place):
        return False
    if lower[place] in _MONTH_OR_NAME or words.written(place, place + 1) == ["US"]:
        return True
    if hit.last - place > 1:
        return False
    if lower[place] == "i":
        return lower[place + 1 : place + 2] == ["/"] or lower[place - 1 : place] == ["/"]
    inside = place > 0 and words.is_word(place - 1)
    runs_on = place + 1 < len(lower) and words.is_capital(place + 1) and lower[place + 1] != "i"
    return hit.group in _NEVER_NAMES and (inside or runs_on)


def is_thing(words: Words, hit: Hit) -> bool:
    """Say whether the source that a cue names is a thing: "a light source in the hall"."""
    within = range(max(1, hit.first), hit.last) if hit.group == "unnamed" else ()
    return any(words.lower[at] in _SOURCES and words.lower[at - 1] in _OF_THINGS for at in within)


def capitals(words: Words, first: int, last: int) -> list[str]:
    """Return the words with a capital, in lower case, from one to below another, no small words."""
    return [
        words.lower[at] for at in range(first, last) if words.is_capital(at) and words.lower[at] not in _SMALL
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
    if words.lower[place] in _PRONOUNS:
        return "pronoun"
    if words.lower[place] in ("the", "both") and any(words.lower[at] in _BODIES for at in near):
        return "body"
    named = any(words.is_capital(at) for at in near[1:]) or capitals(words, place, place + 1)
    return "name" if named else "other"


def tense(words: Words, place: int, reads: tuple[Span, ...]) -> Tense:
    """Return the tense of a clause's first verb that the words themselves tell, from a word on."""
    for part in reads:
        first, last = max(place, words.at(part.start)), words.at(part.end)
        for at in range(main_verb(words, first, last), last):
            word = words.lower[at]
            told = TENSES.get(word)
            if (
                told
                and not (word in _MONTH_OR_NAME and words.is_capital(at))
                and not _is_possessive(words, at)
            ):
                return told
            if word in _BARE or (word.endswith("ed") and len(word) > 3 and at > place):  # noqa: PLR2004
                return "past"
    return "none"


def _is_possessive(words: Words, place: int) -> bool:
    return words.lower[place] == "'s" and place > 0 and words.lower[place - 1] not in _CONTRACTING


def main_verb(words: Words, first: int, last: int) -> int:
    """Return the first finite verb from a word on that is no relative clause's; `last` if there is none.

    A participle behind its noun ("a plan proposed by Corvale") is told by the preposition behind it.
    """
    at = first
    while at < last:
        word = words.lower[at]
        if at > first and word in _RELATIVES:
            while at < last and words.lower[at] not in _CLAUSE_ENDS and words.lower[at] not in _DASHES:
                at += 1
        elif (at > first or word in TENSES) and _is_finite(words, at, last):
            return at
        at += 1
    return last


def _is_finite(words: Words, at: int, last: int) -> bool:
    word = words.lower[at]
    if words.is_capital(at) or (at > 0 and words.lower[at - 1] in _NOMINAL):
        return False
    if word in TENSES and TENSES[word] != "past":
        return not _is_possessive(words, at)
    if word in _BARE:
        return at + 1 < last and words.lower[at + 1] in _OBJECTS
    if not (word in TENSES or (word.endswith("ed") and len(word) > 3)):  # noqa: PLR2004
        return False
    return at + 1 == last or words.lower[at + 1] not in _BEHIND_PARTICIPLES


def _is_subordinate(words: Words, first: int, place: int) -> bool:
    """Say whether a subordinate clause is open at a word: begun well behind `first`, not ended by a comma."""
    for at in range(place - 1, max(first, place - _REACH), -1):
        if words.lower[at] in _CLAUSE_ENDS:
            return False
        if words.lower[at] in _SUBORDINATORS:
            return True
    return False


def is_main(words: Words, first: int, place: int) -> bool:
    """Say whether a cue stands in the main clause: with no other verb before it, or joined to it by "and"."""
    if _is_subordinate(words, first, place):
        return False
    first = max(first, place - _FAR)
    for at in range(place - 1, first, -1):
        if words.lower[at] in _RESTARTS:
            first = at + 1
            break
    before = main_verb(words, first, place)
    return before == place or place - before < _NEAR or words.lower[place - 1] in _JOINING | _CLAUSE_ENDS
