"""What stands around a name in its run of capitals and behind it: roles, honorifics, titles of headlines.

Rule: a noun of the table of roles right before a name, or at the head of the apposition behind it, is the
bearer's role, worded as the article words it. Catches: "Kelvo CEO Dana Orr", "Dana Orr, head of Kelvo". Must
not: take the next person of a list for a role ("Orr, Senator Lund and others"). Known failures: surnames
that are role nouns ("Stephen King Jr. fans"), roles in no table.
"""

from __future__ import annotations

import re

from ondit.quotes import cues, given, groups, names, nouns, phrases
from ondit.quotes.names import Mention
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_OWNING = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 4
_ROLE_REACH = 8
_STATES = frozenset({"u.s.", "u.n.", "u.k.", "e.u.", "us", "uk", "eu", "un"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_ROLE_STOPS = (
    cues.PREPOSITIONS
    | cues.DETERMINERS
    | cues.PRONOUNS
    | cues.CLAUSE_WORDS
    | cues.AUXILIARIES
    | cues.BE
    | cues.TIME_WORDS
    | cues.CUES
    | cues.PASTS
)
_ARTICLES = frozenset({"a", "an", "the", "another"}) | cues.POSSESSIVES
_HALVES = frozenset({"a.m", "a.m.", "am", "p.m", "p.m.", "pm"})
_DATED = cues.TIME_WORDS | {"in", "since", "by", "on", "at", ":", "."}


def headlines(tokens: Tokens) -> set[int]:
    """Return the first tokens of the sentences that are set in title case, without a stop or a quote."""
    found: set[int] = set()
    begin = words = capitals = 0
    plain = True
    for place in range(len(tokens)):
        if tokens.sentence[place] != begin or tokens.words[place] == BREAK:
            if plain and words >= _HEADLINE_WORDS and capitals > _HEADLINE_SHARE * words:
                found.add(begin)
            begin, words, capitals, plain = tokens.sentence[place], 0, 0, True
        if tokens.words[place][0].isalpha():
            words += 1
            capitals += tokens.words[place][0].isupper()
        plain = plain and tokens.words[place] not in {QUOTE, "."}
    return found


def name_in_run(tokens: Tokens, first: int, last: int) -> int:
    """Return where the name begins in a run of capitals that may open with a role: "Kelvo CEO Dana Orr"."""
    start = first
    for place in range(first, last):
        word = tokens.lower[place].rstrip(".")
        rest = tokens.lower[place + 1 : last + 1]
        if (word in nouns.ROLES or word in nouns.HONORIFICS) and rest and not set(rest) <= _SUFFIXES:
            start = place + 1
    while start < last - 1 and tokens.lower[start] in _STATES:
        start += 1
    for place in range(start + 1, last):
        before = tokens.lower[start:place]
        if tokens.lower[place] in given.GIVEN and all(word in groups.AUTHORITY_WORDS for word in before):
            return place
    return start


def key(tokens: Tokens, first: int, last: int) -> tuple[str, ...]:
    """Return the words of a name in lower case, as names are told apart by."""
    return tuple(word.rstrip(".").lower() for word in tokens.lower[first : last + 1])


def last_word(name: tuple[str, ...]) -> str:
    """Return the word that a short mention repeats: the last that is no "Jr."."""
    return name[-2] if len(name) > 2 and name[-1] in _SUFFIXES else name[-1]  # noqa: PLR2004


def written(tokens: Tokens, first: int, last: int) -> str:
    """Return a name as the article writes it, a possessive ending left out."""
    phrase = tokens.phrase(first, last)
    return _OWNING.sub("", phrase) if tokens.is_possessive(last) else phrase


def stands_alone(tokens: Tokens, first: int, run: int, start: int, last: int) -> bool:
    """Whether the name is whom the phrase means, and not what its head noun belongs to."""
    if set(tokens.lower[start : last + 1]) <= nouns.ROLES:
        return False
    between = tokens.lower[first:run]
    if start > run and first < run and tokens.lower[last - 1] in given.GIVEN:
        return True
    if between and between[-1] in nouns.ROLES and "and" not in between:
        between = [word for word in between if word != "&"]
    return not any(word in cues.PREPOSITIONS or word in {"and", "&"} for word in between)


def title(tokens: Tokens, first: int, run: int, start: int) -> str | None:
    """Return the title that runs into a name: "ambassador to the U.N." before "Dana Orr"."""
    if start == run or not any(word in cues.PREPOSITIONS for word in tokens.lower[first:run]):
        return None
    return bare_role(tokens, first, start - 1)


def role_before(tokens: Tokens, run: int, start: int) -> str | None:
    """Return the role that stands before a name, less what it is addressed by: "witness" of "witness Dr"."""
    first = run
    if run and tokens.lower[run - 1] in nouns.ROLES and names.is_word(tokens, run - 1):
        floor = max(tokens.sentence[run], run - _ROLE_REACH)
        while first > floor and names.is_word(tokens, first - 1) and not _ends_role(tokens, first - 1):
            first -= 1
    last = start - 1
    if first > last:
        return None
    first = behind_time(tokens, first, last)
    while last >= first and tokens.lower[last].rstrip(".") in nouns.HONORIFICS:
        last -= 1
    return tokens.phrase(first, last) if first <= last else None


def _ends_role(tokens: Tokens, place: int) -> bool:
    """Whether a role that is read leftwards from a name is over at a token."""
    lower = tokens.lower[place]
    verb = lower.endswith(("ed", "ing")) and not names.is_name(tokens, place)
    return verb or lower in _ROLE_STOPS or names.is_adverb(tokens, place)


def role_behind(tokens: Tokens, last: int) -> str | None:
    """Return the role that an apposition behind a name gives."""
    found = phrases.aside(tokens, last, tokens.sentence_end(last, 24))
    return aside_role(tokens, found) if found else None


def aside_role(tokens: Tokens, bounds: tuple[int, int]) -> str | None:
    """Return the role that an aside gives, its article left out; absent where it gives none."""
    first, last = bounds
    if not any(tokens.lower[place] in nouns.ROLES for place in range(first, min(last + 1, first + 6))):
        return None
    if tokens.lower[first] in {"who", "which"}:
        return None
    while first < last and tokens.lower[first] in _ARTICLES:
        first += 1
    return tokens.phrase(first, last)


def bare_role(tokens: Tokens, first: int, last: int) -> str:
    """Return a role without its article and owner: "CEO" of "Kelvo’s CEO".

    Of what runs into it from the sentence before, by a time of day or a date, nothing is taken: "chief
    executive" of "at 7:30 p.m. Its chief executive". A number of its own stays: "Formula 1 chief".
    """
    first = behind_time(tokens, first, last)
    for place in range(first, last):
        if tokens.is_possessive(place) or (place == first and tokens.lower[place] in _ARTICLES):
            first = place + 1
    return tokens.phrase(first, last)


def behind_time(tokens: Tokens, first: int, last: int) -> int:
    """Return where a phrase begins behind the time or the date that it opens with: both belong elsewhere."""
    while first < last and (
        tokens.lower[first] in _HALVES
        or (
            tokens.lower[first].isdigit()
            and (tokens.lower[first + 1] in _HALVES or (first and tokens.lower[first - 1] in _DATED))
        )
    ):
        first += 1
    return first


def role_pronoun(role: str | None) -> str:
    """Return the pronoun that a role tells ("spokesman"), or nothing."""
    words = set(role.lower().split()) if role else set()
    if words & nouns.HE_ROLES:
        return "he"
    return "she" if words & nouns.SHE_ROLES else ""


def is_organisation(tokens: Tokens, name: tuple[str, ...], mention: Mention) -> bool:
    """Whether a name looks like an organisation's: an acronym, an article before it, a telling word."""
    written = tokens.words[mention.last]
    acronym = len(written) > 1 and written.isupper()
    article = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
    return (
        acronym
        or article
        or tokens.lower[mention.first] == "the"
        or bool(set(name) & nouns.ORGANISATION_WORDS)
    )
