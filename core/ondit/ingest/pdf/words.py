"""Words that the ends of lines break: made whole where that is safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ondit.text import words

_HYPHENS = ("-", "\u2010", "\u00ad", "\ufffe", "\x02")
_WORD = re.compile(r"\w+")


def joined(found: Sequence[Sequence[str]]) -> list[str]:
    """Return the paragraphs' texts: lines joined by one space, words broken at a line's end made whole.

    Rule: the hyphen goes where the whole word stands elsewhere in the text; it stays where the word with
    the hyphen does, or where a capital letter or a digit follows. If neither is known it goes only if the
    text is proven to break words by another one.

    Catches "manage-" and "ment". Must not make "longterm" of "long-" and "term". Known failures: a short
    text without proof keeps its hyphens ("manage-ment"); one with proof may lose that of a compound.
    """
    vocabulary = Counter(word for part in found for line in part for word in words(line).texts)
    hyphened = {
        word.casefold() for part in found for line in part for word in line.split() if "-" in word[1:-1]
    }
    ends = [pair for part in found for one, other in pairwise(part) if (pair := broken(one, other))]
    breaks = any("".join(pair).casefold() in vocabulary for pair in ends)
    texts = []
    for part in found:
        pieces = [part[0]]
        for line in part[1:]:
            if (pair := broken(pieces[-1], line)) is None:
                pieces += [" ", line]
                continue
            whole, compound = "".join(pair).casefold(), "-".join(pair).casefold()
            is_whole = whole in vocabulary or (breaks and compound not in hyphened)
            pieces[-1] = pieces[-1][:-1] + ("" if is_whole else "-")
            pieces.append(line)
        if pieces[-1].endswith(_HYPHENS[2:]):
            pieces[-1] = pieces[-1][:-1] + "-"
        texts.append("".join(pieces))
    return texts


def broken(before: str, line: str) -> tuple[str, str] | None:
    """Return the two parts of a word that a line's end may break."""
    if not before.endswith(_HYPHENS) or not before[-2:-1].isalpha():
        return None
    if not line[:1].islower():
        return None
    first = before[:-1].rsplit(None, 1)[-1].rsplit("-", 1)[-1]
    rest = _WORD.match(line)
    return first, rest[0] if rest else ""
