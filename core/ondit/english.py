"""Which articles can be read for speakers, labels and dates: those in English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ondit.model import UNDETERMINED, Article, Problem
from ondit.text import words

LOOKED_AT = 3_000
FEWEST_WORDS = 20
LEAST_SHARE = 0.08

_COMMON = frozenset(
    "the of and to a that is was for with by on as at from it its he she his her they their be are were have"
    " has had said will would this which not but an who been after than more about or".split()
)


def reads_as_english(text: str) -> bool:
    """Say whether a text is in English, by its commonest words.

    Rule: of the words of its first 3,000 characters at least 8 in 100 are among the 45 commonest of English
    news; of fewer than 20 words nothing can be said, and they pass.

    Catches: a report in Spanish or Dutch, whatever its page declares. Must not: refuse an English report full
    of figures and names; of real ones 20 to 45 words in 100 are common. Known failures: an English table or
    list of names is refused; of a text in two languages the beginning decides.
    """
    found = words(text[:LOOKED_AT]).texts
    if len(found) < FEWEST_WORDS:
        return True
    return sum(word in _COMMON for word in found) >= LEAST_SHARE * len(found)


def note(articles: Sequence[Article]) -> Problem | None:
    """Return a note that says which articles are not read for speakers, labels and dates; absent for none.

    Args:
        articles: The articles that are not in English, in order.
    """
    if not articles:
        return None
    counts = Counter(article.language for article in articles)
    first = articles[0]
    told = [
        (count, "undeclared" if language == UNDETERMINED else f"declared as {language}")
        for language, count in sorted(counts.items())
    ]
    languages = ", ".join(f"{count} {words}" if len(articles) > 1 else words for count, words in told)
    many = f"{len(articles)} articles are" if len(articles) > 1 else "The article is"
    return Problem(
        input=first.path or first.url or first.id,
        line=None,
        what=f"{many} not in English ({languages}).",
        hint="Wordings and quotes are compared; speakers, labels and dates are read in English only.",
        is_note=True,
    )
