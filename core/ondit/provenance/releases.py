"""Releases: the articles of a story that a principal published about itself."""

from __future__ import annotations

from ondit.certainty import voices
from ondit.certainty.article import is_release
from ondit.model import Article
from ondit.text import words

HEAD = 1_000
_PRINCIPAL = frozenset({"company", "authority", "officer"})
_OWN_PAGES = frozenset(
    "newsroom press media news pressroom release releases office inc corp ltd plc the".split()
)
_ANNOUNCES = frozenset("announced announces introduced introduces unveiled unveils launched launches".split())
_NEAR = 4


def is_own(article: Article) -> bool:
    """Say whether an article is a principal's own release.

    Rule: its text reads as one (`certainty.article.is_release`); or its source's name is that of a company
    or an authority, and the first thousand characters name it as who announces, introduces, unveils or
    launches.

    Example: source "Corvale Group", text "Corvale today unveiled the Folio …".
    Must not: "Lens Weekly", whose text says that Corvale unveiled the Folio.
    Known failures: a release without heading and tail on the page of an outlet that says nothing of it.
    """
    return is_release(article.text) or _announces_itself(article)


def _announces_itself(article: Article) -> bool:
    if voices.of_words(article.source.value.split()) not in _PRINCIPAL:
        return False
    name = [word for word in words(article.source.value).texts if word not in _OWN_PAGES]
    told = words(article.text[:HEAD]).texts
    places = [place for place, word in enumerate(told) if name and word in (name[0], f"{name[0]}'s")]
    return any(not _ANNOUNCES.isdisjoint(told[at + 1 : at + len(name) + _NEAR]) for at in places)
