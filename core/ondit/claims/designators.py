"""Designators: names with a figure in them, as products have ("Folio 12 Plus"), which are no quantities."""

from __future__ import annotations

import re
from functools import lru_cache

from ondit.matching.vocabulary import FUNCTION_WORDS

_HEAD = r"[A-Z][\w’-]{0,40}"
_FIGURE = r"\d[\w.]{0,9}\+?"
_TAIL = (
    r"(?:Plus|Pro|Max|Ultra|Mini|Lite|Air|Gen|Mark|Mk|Series|series|Edition|[A-Z]{1,3}|\d{1,3}\+?)"
    r"(?![\w.,]*\d)"
)
_DESIGNATOR = re.compile(rf"\b({_HEAD})\s({_FIGURE})((?:\s{_TAIL})*)(?![\w%])")
_PART = re.compile(r"[a-z]+|\d+(?:\.\d+)?|\+")
_NO_HEADS = FUNCTION_WORDS | frozenset(
    "only nearly around roughly almost exactly just even now no number page chapter section part grade class"
    " january february march april june july august september october november december".split()
)
_IDLE = frozenset({"series", "edition"})
_NAMES_IT = re.compile(
    r"\b(?:be|is|was|been|called|named|dubbed|as)"
    r"(?:\s+(?!(?:by|with|in|on|of|for|from|to|than|and|or|but|that)\b)[\w’-]+){0,3}\s+\Z"
)
_GOES_ON = re.compile(r"\s+(?:will|would|shall|should|could|can|may|might|is|was|has|had|comes|gets)\b")
_BEFORE = 60
_KEPT = 4_096


def find(text: str) -> tuple[dict[str, str], str]:
    """Find the designators of a text.

    Rule: a capitalised word, a figure behind it, and what goes on with it ("Plus", "Pro", "Gen 2", "series");
    its parts in any order are the same one, and a plus sign is "plus".

    Example: "Kestrel 8+ Gen 1" and "Kestrel 8 Gen 1 Plus" are one; "Folio 12" and "Folio 13" are two.
    Must not: "On 24" or "Some 350" (no names).
    Known failures: names that end in a figure without a capital before it; a name beside a quantity
    ("Corvale 40 jobs" in a headline).

    Returns:
        The head of each by its parts in order, and the text less them.
    """
    found: dict[str, str] = {}

    def note(match: re.Match[str]) -> str:
        head = match[1].casefold()
        if head in _NO_HEADS:
            return match[0]
        found[_key(match)] = head
        return match[1]

    plain = _DESIGNATOR.sub(note, text)
    return found, plain


def says_another_thing(a: str, b: str, designator: str) -> bool:
    """Say whether of two texts that have a designator one gives it, and the other speaks of what has it.

    Rule: in one it stands behind "be", "called", "as" or the like, up to three words between, in the other
    before a verb ("will", "is", "comes").

    Example: "it could be the Folio 12" beside "The Folio 12 will have two screens".
    Must not: "it could be the Folio 12" beside "the phone may be called Folio 12".
    Known failures: other verbs; "the Folio 12 is the phone".

    Args:
        a: The one text.
        b: The other.
        designator: The designator, as `find` gives it.
    """
    left, right = _uses(a).get(designator), _uses(b).get(designator)
    return left is not None and right is not None and left != right


@lru_cache(_KEPT)
def _uses(text: str) -> dict[str, bool]:
    """Return of the designators of a text that are given or spoken of whether they are given."""
    found: dict[str, bool] = {}
    for match in _DESIGNATOR.finditer(text):
        is_given = bool(_NAMES_IT.search(text, max(0, match.start() - _BEFORE), match.start()))
        if is_given or _GOES_ON.match(text, match.end()):
            found.setdefault(_key(match), is_given)
    return found


def _key(match: re.Match[str]) -> str:
    said = _PART.findall(f"{match[1]} {match[2]} {match[3]}".casefold())
    return " ".join(sorted({"plus" if part == "+" else part for part in said} - _IDLE))
