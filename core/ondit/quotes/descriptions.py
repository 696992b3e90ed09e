"""Whether what a quote's speaker is called holds a name, or only describes somebody."""

from __future__ import annotations

from ondit.quotes import cues, nouns

_LEADS = cues.DETERMINERS | cues.PRONOUNS | frozenset("other others both all most more no each every".split())
_MANY = nouns.COLLECTIVES | {f"{noun}s" for noun in nouns.PERSON_NOUNS}


def holds_name(speaker: str) -> bool:
    """Say whether a speaker is told by a name.

    Rule: some word has a capital, and is not the phrase's first one if that is a word of grammar or a noun of
    the tables for several people or a document: that one is capital where it begins a sentence.
    Catches: "Ann Ode", "Xiaomi’s CEO", "a Kelvo spokesman", "The Post". Must not: "Another caller", "the
    companies", "Residents". Known failures: an outlet called by a noun of the tables alone ("Magazine").

    Args:
        speaker: As an article calls the speaker.
    """
    words = speaker.split()
    first = words[0].lower() if words else ""
    named = words[1:] if first in _LEADS or first in _MANY else words
    return any(letter.isupper() for word in named for letter in word)
