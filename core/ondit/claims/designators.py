"""Designators: names with a figure in them, as products have ("Folio 12 Plus"), which are no quantities."""

from __future__ import annotations

import re

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
        said = _PART.findall(f"{head} {match[2]} {match[3]}".casefold())
        parts = sorted({"plus" if part == "+" else part for part in said} - _IDLE)
        found[" ".join(parts)] = head
        return match[1]

    plain = _DESIGNATOR.sub(note, text)
    return found, plain
