"""What is told on a website or page of somebody's own is the word of whose it is."""

from __future__ import annotations

import re

from ondit.certainty import voices
from ondit.certainty.voices import Voice

_PAGE = r"(?:web ?sites?|web ?page|home ?page|site|page|blog)\b"
_NAMING = r"\w[\w.&’'-]*"
_OWN = re.compile(
    rf"(?:\b(?P<it>its|their)|(?P<owner>\b{_NAMING}(?: {_NAMING}){{0,4}}?)[’']s?)\s(?:\w+\s){{0,2}}{_PAGE}",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    rf"\b(?:company|corporate|store|shop|product|order|booking|support|help|faq|investor)\s{_PAGE}",
    re.IGNORECASE,
)
_ANY = re.compile(_PAGE, re.IGNORECASE)
_WORD = re.compile(r"\w[\w.-]*")
_VOICES: dict[Voice | None, Voice] = {
    None: "company",
    "company": "company",
    "officer": "company",
    "authority": "authority",
    "politician": "authority",
}
LONGEST = 200


def owner(source: str) -> Voice | None:
    """Say whose word a source is that is a website, page or blog of somebody's own.

    Rule: it is the word of whom the possessive before it names, an authority or else a company; so is a
    company's, a store's or a product's page.

    Example: "according to the company's website", "Corvale's site said", "the store page".
    Must not: an outlet's website ("the Belmore Courier's website") is the outlet; "the website Sailings" and
    "his blog" are nobody's of these.
    Known failures: a website that is called by the name of its owner alone ("the Corvale website"); what a
    body tells of others on its page.

    Args:
        source: The words of the source, as they stand in the article.

    Returns:
        `company` or `authority`; None where it is no such page.
    """
    words = " ".join(source[:LONGEST].split())
    if not _ANY.search(words):
        return None
    found = _OWN.search(words)
    if found is None:
        return "company" if _HOUSE.search(words) else None
    if found["it"]:
        return "company"
    named = _WORD.findall(found["owner"])
    told = "outlet" if named[-1] in voices.OUTLET_NAMES else voices.of_words(named)
    return _VOICES.get(told)
