"""Noun phrases read backwards: the one that ends with a token, with its role, its owner and its head noun.

Rule: a phrase is read word by word away from its last token to where its clause begins; a name takes in
what leads up to it, a common noun goes back to the head that its prepositions hang on. Catches: "former
Kelvo boatwright Dana Orr", "people familiar with the matter". Must not: take "Monday" in "On Monday, the
firm said". Known failures: phrases longer than a dozen words.
"""

from __future__ import annotations

from ondit.quotes import cues, nouns, phrases
from ondit.quotes.names import Mention, is_adverb, is_name, is_word, name_start
from ondit.quotes.tokens import Tokens

_REACH = 14
_ASIDE_REACH = 40
_ASIDE_STARTS = cues.PREPOSITIONS | {"a", "an", "the", "his", "her"}
_ARTICLES = frozenset({"the", "a", "an"})
_VERBS = cues.PLAIN | {word for word in cues.CUES - cues.NOUN_FORMS if word.endswith("s")}
_WITH_REACH = 14
_BRACKETS = frozenset({"(", ")"})
_PARTS = frozenset("one two three some many most both several none each".split())
_LEAD = 8
_OWNER_REACH = 4
_PARTING = cues.CUES | cues.PASTS | cues.BE | cues.PRONOUNS | cues.CLAUSE_WORDS | cues.PREPOSITIONS


def ending_at(tokens: Tokens, last: int, low: int) -> Mention | None:
    """Read the noun phrase that ends with a token."""
    if not is_word(tokens, last) or tokens.lower[last] in cues.CLAUSE_WORDS - {"who", "which", "that"}:
        return None
    if tokens.lower[last] in {"who", "which", "that"} and last - 1 >= low:
        return _before_relative(tokens, last, low)
    if tokens.lower[last] in _VERBS and not is_name(tokens, last) and tokens.lower[last - 1] not in _ARTICLES:
        return None
    governed = last > low and tokens.lower[last - 1] in cues.PREPOSITIONS
    if tokens.lower[last] in cues.PRONOUNS and not governed:
        return Mention(last, last)
    clause = _clause_start(tokens, last, low)
    if is_name(tokens, last):
        return Mention(_widen_name(tokens, name_start(tokens, last, clause), clause), last)
    return _noun_phrase(tokens, clause, last)


def _before_relative(tokens: Tokens, relative: int, low: int) -> Mention | None:
    """Read whom "who" means: past asides, "Dana Orr, 24, from Lund, who said"."""
    if tokens.words[relative - 1] != ",":
        return ending_at(tokens, relative - 1, low)
    floor, end = max(low - 1, relative - _ASIDE_REACH), relative - 1
    while True:
        comma = phrases.comma_before(tokens, end - 1, floor)
        first = comma + 1
        aside = (
            tokens.lower[first] in _ASIDE_STARTS
            or tokens.words[first][0].isdigit()
            or (tokens.lower[first] in nouns.ROLES)
        )
        if comma <= floor or not aside:
            break
        end = comma
    return ending_at(tokens, end - 1, max(low, first)) if end - 1 >= max(low, first) else None


def _clause_start(tokens: Tokens, last: int, low: int) -> int:
    place = last
    floor = max(low, last - _REACH)
    while place > floor:
        before_it = place - 1
        lower = tokens.lower[before_it]
        if lower in {"and", "&"} and phrases.joins_names(tokens, before_it, floor):
            place = before_it
            continue
        if (
            not is_word(tokens, before_it)
            or lower in cues.CLAUSE_WORDS
            or phrases.is_function(tokens, before_it)
        ):
            break
        if lower in cues.PLAIN and not is_name(tokens, before_it):
            break
        place = before_it
    return place


def _widen_name(tokens: Tokens, first: int, low: int) -> int:
    """Take in what stands before a name and belongs to it: its role, its owner, its twin, its head noun."""
    if (
        first > low
        and tokens.lower[first - 1] in {"and", "&"}
        and phrases.joins_names(tokens, first - 1, low)
    ):
        return _widen_name(tokens, name_start(tokens, first - 2, low), low)
    if first > low and tokens.is_possessive(first - 1):
        first = name_start(tokens, first - 1, low)
    if first > low and tokens.lower[first - 1] in nouns.ROLES:
        while first > low and tokens.lower[first - 1] not in cues.PREPOSITIONS | cues.DETERMINERS:
            first -= 1
    lead = _plain_lead(tokens, low, first)
    if lead is not None:
        return lead
    article = first > low and tokens.lower[first - 1] in cues.DETERMINERS
    link = first - 2 if article else first - 1
    if link > low and tokens.lower[link] in cues.NOUN_LINKS:
        head = phrases.head_before(tokens, link, low)
        if head is not None:
            return _noun_start(tokens, head, low)
    return first - 1 if article else first


def _plain_lead(tokens: Tokens, low: int, first: int) -> int | None:
    """Return where plain words that lead up to a name begin: "former Kelvo boatwright Dana Orr"."""
    while low < first and (tokens.lower[low] in cues.TIME_WORDS or is_adverb(tokens, low)):
        low += 1
    if not low < first <= low + _LEAD or not _bounds_clause(tokens, low - 1):
        return None
    led = range(low, first)
    if any(_leads_no_name(tokens.lower[at]) for at in led):
        return None
    return low


def _leads_no_name(lower: str) -> bool:
    return lower in cues.PREPOSITIONS or lower[0].isdigit() or lower.endswith(("ly", "ed", "ing"))


def _bounds_clause(tokens: Tokens, place: int) -> bool:
    """Whether a noun phrase may begin behind a token."""
    return (
        place < 0 or not is_word(tokens, place) or tokens.lower[place] in cues.CLAUSE_WORDS | cues.TIME_WORDS
    )


def _noun_start(tokens: Tokens, head: int, low: int) -> int:
    first = head
    while first > low and tokens.lower[first - 1] not in cues.PREPOSITIONS:
        first -= 1
        if tokens.lower[first] in cues.DETERMINERS:
            break
    return first


def _noun_phrase(tokens: Tokens, low: int, last: int) -> Mention | None:
    """Read a phrase that ends in a common noun: back to the head noun that its prepositions hang on."""
    first = last
    while first > low:
        lower = tokens.lower[first - 1]
        if lower in cues.PREPOSITIONS and not _binds(tokens, first - 1, low):
            break
        first -= 1
    while first < last and (is_adverb(tokens, first) or tokens.lower[first] in cues.TIME_WORDS):
        first += 1
    if tokens.lower[last] in cues.TIME_WORDS or tokens.lower[last] in cues.PREPOSITIONS:
        return None
    for place in range(last - 1, first, -1):
        if tokens.lower[place] in {"the", "a", "an"} and tokens.lower[place - 1] not in cues.PREPOSITIONS:
            return Mention(place, last)
    return Mention(first, last)


def _binds(tokens: Tokens, link: int, low: int) -> bool:
    """Whether a preposition hangs on a noun or a number before it: "people in Lund", "one of the people"."""
    if link > low and tokens.lower[link] == "of" and tokens.lower[link - 1] in _PARTS:
        return True
    return tokens.lower[link] in cues.NOUN_LINKS and phrases.head_before(tokens, link, low) is not None


def behind_with(tokens: Tokens, participle: int, low: int) -> Mention | None:
    """Return the subject of a participle behind "with": "with a source close to him saying"."""
    for place in range(participle - 1, max(low, participle - _WITH_REACH) - 1, -1):
        if tokens.lower[place] == "with":
            sets_off = place > low and not is_word(tokens, place - 1) and place + 1 < participle
            return Mention(place + 1, participle - 1) if sets_off else None
        if not is_word(tokens, place) and tokens.words[place] not in _BRACKETS:
            return None
    return None


def owner_of(tokens: Tokens, noun: int) -> Mention | None:
    """Return whose a noun is, by a possessive or a name before it: "Orr’s promise", "a Kelvo statement"."""
    begin = tokens.sentence[noun]
    for last in range(noun - 1, max(begin - 1, noun - _OWNER_REACH), -1):
        if tokens.lower[last] in cues.OWN:
            return Mention(last, last)
        if is_name(tokens, last) and (tokens.is_possessive(last) or last == noun - 1):
            return Mention(name_start(tokens, last, begin), last)
        if tokens.is_possessive(last):
            return ending_at(tokens, last, begin)
        if not is_word(tokens, last) or tokens.lower[last] in _PARTING:
            return None
    return None
