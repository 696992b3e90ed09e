"""Proper names in a row of tokens: runs of capitalised words."""

from __future__ import annotations

import re
from typing import NamedTuple

from ondit.quotes import cues, given, groups
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

CONNECTIVES = frozenset(
    "however meanwhile meantime instead still thus therefore moreover indeed perhaps additionally similarly"
    " finally eventually separately otherwise elsewhere nevertheless nonetheless besides furthermore hence"
    " likewise overall".split()
)
"""Adverbs that stand before a comma at a sentence's head, and name nobody there."""

_NOT_NAMES = (
    cues.CLAUSE_WORDS
    | cues.PREPOSITIONS
    | cues.DETERMINERS
    | cues.PRONOUNS
    | cues.AUXILIARIES
    | cues.TIME_WORDS
    | cues.BE
    | CONNECTIVES
    | frozenset(
        "asked speaking commenting maybe sometimes yes no there here some many most both all every any each"
        " other such only well look much few".split()
    )
)
_NEVER_NAMES = (
    cues.PRONOUNS
    | cues.POSSESSIVES
    | (cues.TIME_WORDS - {"may", "april", "june", "august"})
    | frozenset("the a and or nor of in at for with on by from to as but if is are was were be".split())
)
_ACRONYM = 6
_DESCRIBING = re.compile(r"-(?:[a-z]+ed|born|led|run|style|era|area|wide)$")
_PREFIXED = re.compile(r"(?:al|el|ul|ad|as|bin)-[^\W\d_]")
_OPENERS = frozenset({":", QUOTE, BREAK, "-", "–", "—", "(", "["})


class Mention(NamedTuple):
    """A noun phrase: its first and last token, and that of an apposition with its role, where it has one."""

    first: int
    last: int
    aside: tuple[int, int] | None = None


def mark(tokens: Tokens) -> Tokens:
    """Note which tokens may be part of a proper name, and return the row.

    A word of grammar in the place of a name is one: capitalised inside a sentence and beside a name, as in
    "said Per Holm" and "the minister Mark May"; at the beginning of a sentence only before a plain verb of
    speech ("Will Smith said"). Such a word keeps its capital in `lower`, where no table knows it.
    """
    words, lower = tokens.words, tokens.lower
    tokens.named = [
        (word[0].isupper() or word[0] == "@" or _PREFIXED.match(word) is not None)
        and folded not in _NOT_NAMES
        for word, folded in zip(words, lower, strict=True)
    ]
    for place, (word, folded) in enumerate(zip(words, lower, strict=True)):
        if word[0].isupper() and folded in _NOT_NAMES and folded not in _NEVER_NAMES and len(word) > 1:
            tokens.named[place] = _is_word_as_name(tokens, place)
    for place, word in enumerate(words):
        if tokens.named[place] and _DESCRIBING.search(word):
            tokens.named[place] = False
        if tokens.named[place] and lower[place] in _NOT_NAMES:
            lower[place] = word
    return tokens


def _is_word_as_name(tokens: Tokens, place: int) -> bool:
    """Whether a capitalised word of grammar stands where a name does."""
    named, high = tokens.named, len(tokens)
    behind = place + 1 < high and named[place + 1]
    if tokens.sentence[place] == place or tokens.words[place - 1] in _OPENERS:
        speaks = place + 1 + behind
        may_speak = tokens.lower[place] in given.GIVEN or tokens.lower[place] == "may"
        return may_speak and speaks < high and tokens.lower[speaks] in cues.PLAIN
    if place + 1 < high and tokens.words[place + 1][0].isdigit():
        return False
    before = tokens.lower[place - 1]
    return (behind and before not in cues.PREPOSITIONS) or (named[place - 1] and before in given.GIVEN)


def is_name(tokens: Tokens, place: int) -> bool:
    """Whether a token may be part of a proper name."""
    return tokens.named[place]


def is_word(tokens: Tokens, place: int) -> bool:
    """Whether a token is a word, and neither a punctuation mark, a quote nor a paragraph's end."""
    word = tokens.words[place]
    return word[0].isalnum() or word[0] in "@#"


def is_participle(tokens: Tokens, place: int) -> bool:
    """Whether a token ends in -ing and is no name ("Boeing said"): at a sentence's start, by what follows."""
    if not tokens.lower[place].endswith("ing"):
        return False
    if not is_name(tokens, place) or tokens.lower[place] in cues.CUES:
        return True
    return tokens.sentence[place] == place and not (_speaks(tokens, place) or tokens.words[place + 1] == ",")


def is_adverb(tokens: Tokens, place: int) -> bool:
    """Whether a token ends in -ly and is no name ("Connolly said"), at a sentence's start by what follows."""
    if not cues.is_adverb(tokens.lower[place]):
        return False
    return not is_name(tokens, place) or (tokens.sentence[place] == place and not _speaks(tokens, place))


def _speaks(tokens: Tokens, place: int) -> bool:
    """Whether a finite verb follows a token, or a thing that is its own."""
    behind = tokens.lower[place + 1] if place + 1 < len(tokens) else ""
    finite = behind in cues.CUES | cues.PASTS | cues.AUXILIARIES | cues.BE or behind.endswith("ed")
    return finite or tokens.is_possessive(place)


def is_pronoun(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a bare pronoun."""
    return mention.first == mention.last and tokens.lower[mention.first] in cues.PRONOUNS | cues.OWN.keys()


def name_start(tokens: Tokens, last: int, low: int) -> int:
    """Return the first token of the proper name that ends with `last`, not below `low`."""
    first = last
    while first > low:
        before = first - 1
        if tokens.is_possessive(before) or _ends_heading(tokens, before):
            break
        if not (is_name(tokens, before) or (before > low and _links(tokens, before))):
            break
        first = before
    return first


def name_end(tokens: Tokens, first: int, high: int) -> int:
    """Return the last token of the proper name that begins with `first`, below `high`."""
    last = first
    while last + 1 < high and not tokens.is_possessive(last) and not _ends_heading(tokens, last):
        after = last + 1
        if not (is_name(tokens, after) or (after + 1 < high and _links(tokens, after))):
            break
        last = after
    return last


def _ends_heading(tokens: Tokens, place: int) -> bool:
    """Whether a heading in capitals ends with a token: "KELVO LABS Orr said"."""
    word, behind = tokens.words[place], tokens.words[place + 1]
    return len(word) > _ACRONYM and word.isupper() and not behind.isupper()


def _links(tokens: Tokens, place: int) -> bool:
    """Whether a token inside a name links its parts: "Urs von Lund", "Bank of Lund", "Army 1st Lt. Orr"."""
    lower = tokens.lower[place]
    if not (is_name(tokens, place - 1) and is_name(tokens, place + 1)) or tokens.is_possessive(place - 1):
        return False
    if lower == "&":
        return True
    if lower in {"of", "for"}:
        return tokens.lower[place - 1] in groups.BODIES
    return lower in cues.NAME_PARTICLES or (lower[0].isdigit() and lower.endswith(("st", "nd", "rd", "th")))
