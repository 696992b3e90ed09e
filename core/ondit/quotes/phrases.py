"""Noun phrases read forwards: the one behind a cue, its apposition, whom it addresses and on what occasion.

Rule: without a parser, a phrase is read word by word and ends at punctuation, a clause word, a
preposition that binds no noun, or a verb of the table. Catches: "said Dana Orr, head of Kelvo Labs",
"said Kelvo ally Dana Orr". Must not: read on in "said Orr unveiled it". Known failures: phrases longer
than a dozen words, and verbs behind a name that are in no table.
"""

from __future__ import annotations

from ondit.quotes import cues, nouns
from ondit.quotes.names import Mention, is_adverb, is_name, is_word, name_start
from ondit.quotes.tokens import BREAK, DASHES, QUOTE, Tokens

_REACH = 14
_PARTICIPLES = frozenset("sent given made seen shown read held put".split())
_FUNCTION = cues.AUXILIARIES | cues.BE
_LED = 4
_STOPPERS = (
    cues.CUES
    | cues.PASTS
    | _FUNCTION
    | cues.PREPOSITIONS
    | cues.DETERMINERS
    | cues.PRONOUNS
    | cues.CLAUSE_WORDS
    | cues.TIME_WORDS
)
ADDRESSED = frozenset({"told", "tell", "tells", "telling", "informed", "assured", "reminded"})
"""Cues that name whom the words were for."""
_SETTING = frozenset("of in on at during after before via through from to by with".split())
_SETTING_REACH = 14
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "there"})
_ADDRESSEE_REACH = 8


def behind(tokens: Tokens, first: int, high: int) -> Mention | None:
    """Return the noun phrase that begins with a token, below `high`, with its apposition."""
    while first < high and (is_adverb(tokens, first) or tokens.lower[first] in cues.AUXILIARIES):
        first += 1
    if first >= high or not is_word(tokens, first) or _closes(tokens, first, first, high):
        return None
    if tokens.lower[first] in cues.PRONOUNS and tokens.lower[first] not in cues.DETERMINERS:
        return Mention(first, first)
    last = first
    while last + 1 < min(high, first + _REACH) and not _closes(tokens, first, last + 1, high):
        last += 1
    while last > first and tokens.lower[last] in cues.PREPOSITIONS:
        last -= 1
    if tokens.lower[last] in cues.DETERMINERS | cues.TIME_WORDS:
        return None
    return Mention(first, last, aside(tokens, last, high))


def _closes(tokens: Tokens, first: int, place: int, high: int) -> bool:
    """Whether a phrase that began with `first` is over before `place`."""
    lower = tokens.lower[place]
    if lower == "&" and first < place < high - 1:
        return not joins_names(tokens, place, first)
    if not is_word(tokens, place) or is_function(tokens, place):
        return True
    if lower in cues.CLAUSE_WORDS:
        joins = lower == "and" and first < place < high - 1 and joins_names(tokens, place, first)
        return not joins
    if place == first:
        return lower in cues.PREPOSITIONS
    earlier = place - 1
    after_name = (
        is_name(tokens, earlier)
        and not tokens.is_possessive(earlier)
        and tokens.lower[earlier] not in nouns.ROLES
    )
    if lower in cues.PREPOSITIONS:
        return lower != "of" and (lower not in cues.NOUN_LINKS or after_name)
    return lower in cues.TIME_WORDS or (
        not is_name(tokens, place) and _is_no_noun(tokens, place, after_name=after_name)
    )


def _is_no_noun(tokens: Tokens, place: int, *, after_name: bool) -> bool:
    """Whether a plain word inside a phrase is more likely a verb than a part of it."""
    lower = tokens.lower[place]
    if tokens.lower[place - 1] in nouns.HEADS and (lower.endswith("ed") or lower in _PARTICIPLES):
        return True
    if after_name:
        plain = lower not in nouns.HEADS and lower not in cues.NAME_PARTICLES
        return plain and not _leads_to_name(tokens, place)
    return lower in cues.PLAIN


def _leads_to_name(tokens: Tokens, place: int) -> bool:
    """Whether the words from one behind a name lead up to another: "Kelvo yard ally Dana Orr"."""
    for at in range(place, min(place + _LED, len(tokens))):
        lower = tokens.lower[at]
        if at > place and is_name(tokens, at):
            return True
        verb = lower in _STOPPERS or lower.endswith(("ed", "ing"))
        if verb or not lower[0].isalpha() or is_adverb(tokens, at):
            return False
    return False


def aside(tokens: Tokens, last: int, high: int) -> tuple[int, int] | None:
    """Return the apposition behind a name that says its role: ", chief of Kelvo Labs"."""
    comma = last + 1
    if comma + 1 >= high or tokens.words[comma] not in {",", "(", *DASHES}:
        return None
    first = comma + 1
    if tokens.words[first].isdigit() and first + 2 < high and tokens.words[first + 1] == ",":
        first += 2
    place = first
    while place < min(high, first + _REACH) and not _ends_aside(tokens, place, high):
        place += 1
    if place == first or tokens.lower[first] in cues.PREPOSITIONS | cues.PRONOUNS - {"one"}:
        return None
    if place < high and tokens.words[comma] == "," and (tokens.lower[place] in _FUNCTION | cues.PLAIN):
        return None
    found = Mention(first, place - 1)
    opening = range(first, min(place, first + 6))
    if not any(tokens.lower[at] in nouns.ROLES for at in opening) or ends_in_person(tokens, found):
        return None
    return first, place - 1


def _ends_aside(tokens: Tokens, place: int, high: int) -> bool:
    lower = tokens.lower[place]
    if lower == "and" and place + 1 < high:
        return tokens.lower[place + 1] not in nouns.ROLES and not is_name(tokens, place + 1)
    if not is_word(tokens, place):
        return True
    return lower in cues.CLAUSE_WORDS or lower in _FUNCTION or lower in cues.PLAIN


def setting_end(tokens: Tokens, place: int, end: int) -> int:
    """Return the place behind the occasion that follows a cue: "in a statement on Monday"."""
    high = min(end, place + _SETTING_REACH)
    while place < high and (
        tokens.lower[place] in _SETTING or tokens.lower[place] in cues.TIME_WORDS or is_adverb(tokens, place)
    ):
        place += 1
        while place < high and is_word(tokens, place) and tokens.lower[place] not in _SETTING:
            if tokens.lower[place] in cues.CLAUSE_WORDS or _begins_clause(tokens, place):
                return place
            place += 1
    return place


def _begins_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause begins without a word that joins it: "said in August he planned"."""
    lower = tokens.lower[place]
    if lower in _SUBJECT_PRONOUNS:
        return True
    behind_time = tokens.lower[place - 1] in cues.TIME_WORDS or tokens.words[place - 1][0].isdigit()
    return behind_time and (lower in cues.DETERMINERS or is_name(tokens, place))


def addressed_end(tokens: Tokens, place: int, end: int) -> int:
    """Return the place behind whom somebody told.

    Rule: up to "that", the next subject ("it", "the …"), a comma, a quote or a preposition, if one of these
    stands within eight words; else behind the first word.

    Example: "Reuters" in "told Reuters it will sell the yard".
    Must not: end before "the" in "told the ferry workers that".
    Known failures: a name before a clause without such a word ("told Reuters Corvale will sell the yard").
    """
    start = place
    while place < min(end, start + _ADDRESSEE_REACH):
        opens = tokens.lower[place] in {"that", "he", "she", "it", "they", "we", "the", "there"}
        if (opens and place > start) or not is_word(tokens, place) or tokens.lower[place] in _SETTING:
            return place
        place += 1
    return min(start + 1, end)


def comma_before(tokens: Tokens, place: int, floor: int) -> int:
    """Return the comma nearest before a token, past whole brackets; `floor` or less where there is none."""
    depth = 0
    while place > floor:
        word = tokens.words[place]
        depth += (word == ")") - (word == "(")
        if depth <= 0 and (word == "," or is_comma_quote(tokens, place)):
            return place
        if word == BREAK:
            return floor
        place -= 1
    return place


def is_comma_quote(tokens: Tokens, place: int) -> bool:
    """Whether a token is a quote that ends in a comma."""
    return tokens.words[place] == QUOTE and tokens.content_end(place) == ","


def is_function(tokens: Tokens, place: int) -> bool:
    """Whether a token is an auxiliary, and not the "to" of "a person close to the deal"."""
    if tokens.lower[place] == "to" and place:
        earlier = tokens.lower[place - 1]
        return earlier != "close" and earlier not in nouns.ROLES
    return tokens.lower[place] in _FUNCTION


def joins_names(tokens: Tokens, place: int, low: int) -> bool:
    """Whether "and" at a token joins two names, or a name and what is its bearer's: "Orr and her firm"."""
    if place - 1 < low or place + 1 >= len(tokens):
        return False
    left, right = place - 1, place + 1
    return is_name(tokens, left) and (
        is_name(tokens, right) or tokens.lower[right] in {"the", "its", "his", "her"}
    )


def head_before(tokens: Tokens, link: int, low: int) -> int | None:
    """Return the nearest noun of the tables before a preposition, which may hang on it."""
    for place in range(link - 1, low - 1, -1):
        if tokens.lower[place] in nouns.HEADS:
            return place
    return None


def ends_in_person(tokens: Tokens, mention: Mention) -> bool:
    """Whether a role phrase closes with a name of its own: "chief executive Dana Orr"."""
    if not is_name(tokens, mention.last):
        return False
    first = name_start(tokens, mention.last, mention.first)
    inside = any(tokens.lower[place] in nouns.ROLES for place in range(first, mention.last))
    return inside or (first > mention.first and tokens.lower[first - 1] in nouns.ROLES)
