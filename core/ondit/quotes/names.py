"""Proper names in a row of tokens: runs of capitalised words."""

from __future__ import annotations

from typing import NamedTuple

from ondit.quotes import cues
from ondit.quotes.tokens import Tokens

_NOT_NAMES = (
    cues.CLAUSE_WORDS
    | cues.PREPOSITIONS
    | cues.DETERMINERS
    | cues.PRONOUNS
    | cues.AUXILIARIES
    | cues.TIME_WORDS
    | cues.BE
    | frozenset(
        "however meanwhile instead asked speaking commenting still thus therefore moreover indeed perhaps"
        " maybe sometimes yes no there here some many most both all every any each other such only well look"
        " much few additionally similarly finally eventually separately otherwise".split()
    )
)


class Mention(NamedTuple):
    """A noun phrase: its first and last token, and that of an apposition with its role, where it has one."""

    first: int
    last: int
    aside: tuple[int, int] | None = None


def is_name(tokens: Tokens, place: int) -> bool:
    """Whether a token may be part of a proper name."""
    word = tokens.words[place]
    return (word[0].isupper() or word[0] == "@") and tokens.lower[place] not in _NOT_NAMES


def is_word(tokens: Tokens, place: int) -> bool:
    """Whether a token is a word, and neither a punctuation mark, a quote nor a paragraph's end."""
    word = tokens.words[place]
    return word[0].isalnum() or word[0] in "@#"


def is_pronoun(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a bare pronoun."""
    return mention.first == mention.last and tokens.lower[mention.first] in cues.PRONOUNS


def name_start(tokens: Tokens, last: int, low: int) -> int:
    """Return the first token of the proper name that ends with `last`, not below `low`."""
    first = last
    while first > low:
        before = first - 1
        if tokens.is_possessive(before):
            break
        particle = (
            tokens.lower[before] in cues.NAME_PARTICLES and before > low and is_name(tokens, before - 1)
        )
        if not (is_name(tokens, before) or particle):
            break
        first = before
    return first


def name_end(tokens: Tokens, first: int, high: int) -> int:
    """Return the last token of the proper name that begins with `first`, below `high`."""
    last = first
    while last + 1 < high and not tokens.is_possessive(last):
        after = last + 1
        particle = (
            tokens.lower[after] in cues.NAME_PARTICLES and after + 1 < high and is_name(tokens, after + 1)
        )
        if not (is_name(tokens, after) or particle):
            break
        last = after
    return last
