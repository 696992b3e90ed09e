"""What is searched of a text: its words with their letters folded, and where each stands in the text.

Every character folds alone, whatever stands beside it, so that a word folds alike however it is composed, and
the beginning of a word folds to the beginning of the folded word. A store indexes what `fold` returns, whose
words the plainest of SQLite's tokenizers tells apart: an index and the search in memory cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ALIKE = {**dict(zip("øłđðħŧıĸŋ", "olddhtikn", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"}
_JOINERS = frozenset(
    "\u00ad\u200c\u200d\u2060\ufeff"  # soft hyphen, joiners, byte order mark
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # bidi controls
    "\u02b9\u02bb\u02bd\u02be\u02bf"  # signs of transliterations: Hawaiʻi, ʿAbd
)
_CHOOSES_A_FORM = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_APOSTROPHE, _FRACTION_SLASH = "\u02bc", "\u2044"
_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)
_STROKE, _POINTS, _ABOVE_OR_BELOW = 1, range(10, 37), range(200, 241)  # classes of combining marks
_WORD = re.compile("[^ ]+")


class _Folding(dict[int, str]):
    """What each character folds to, found when it is first met; what belongs to no word folds to a space."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text.

    Attributes:
        texts: The words.
        starts: Offset of each word's first character in the text.
        ends: Offset behind each word's last character and the accents that belong to it.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """Return the words that are searched of a text, folded, joined by single spaces.

    A word is a run of letters and digits; apostrophes, hyphens, points and all other signs part words:
    "Xiaomi’s" is "xiaomi s", "1,000" is "1 000". An ideograph or a kana is a word of its own. Case, accents,
    vowel points, ligatures, widths and forms of letters make no difference, nor do soft hyphens and joiners:
    "Søren", "Straße" and "ﬁnal" are "soren", "strasse" and "final". What is folded stays as it is when it is
    folded again. It is coarser than `ondit.text.normalise`: what that takes for alike folds alike.
    """
    return " ".join(text.translate(_FOLDING).split())


def words(text: str) -> Words:
    """Return the folded words of a text with their offsets; joined by spaces they are what `fold` returns."""
    pieces = [_FOLDING[ord(letter)] for letter in text]
    origins = [at for at, piece in enumerate(pieces) for _ in piece]
    texts, starts, ends = [], [], []
    for found in _WORD.finditer("".join(pieces)):
        end = origins[found.end() - 1] + 1
        while end < len(text) and not pieces[end]:
            end += 1
        texts.append(found.group())
        starts.append(origins[found.start()])
        ends.append(end)
    return Words(tuple(texts), tuple(starts), tuple(ends))


def _folded(letter: str) -> str:
    if letter in _JOINERS or _CHOOSES_A_FORM.match(letter):
        return ""
    if letter == _APOSTROPHE or unicodedata.category(letter)[0] in "ZCPS":
        return " "
    small = "".join(map(_bare, unicodedata.normalize("NFKD", letter))).casefold()
    alike = "".join(_ALIKE.get(part, part) for part in unicodedata.normalize("NFKD", small))
    folded = "".join(map(_bare, alike))
    return f" {folded} " if _FRACTION_SLASH in unicodedata.normalize("NFKD", letter) else folded


def _bare(part: str) -> str:
    """Return a part of a letter: nothing for an accent, a space for a sign, an ideograph apart."""
    if part in _JOINERS:
        return ""
    category = unicodedata.category(part)
    if category[0] == "M":
        kind = unicodedata.combining(part)
        is_accent = category == "Me" or kind == _STROKE or kind in _POINTS or kind in _ABOVE_OR_BELOW
        folded = "" if is_accent else part
    else:
        folded = part if category[0] in "LN" and part != _APOSTROPHE else " "
    return f" {folded} " if _IDEOGRAPH.match(folded) else folded


_FOLDING = _Folding()
