"""The words of an article, read once: where each stands, and what it is in lower case."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|n[’']t\b"
    r"|[’'](?:s|d|ll|re|ve|m)\b"
    r"|\d[\d.,]*\d"
    r"|\w+?(?=n[’']t\b)"
    r"|\w+(?:[-&–]\w+)*"
    r"|--+|\S"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of a text, in order.

    Attributes:
        text: The text.
        starts: Where each begins.
        ends: Where each ends.
        lower: Each in lower case, apostrophes straight; "won't" is "wo" and "n't".
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]

    def at(self, offset: int) -> int:
        """Return the number of the first word that begins at an offset or behind it."""
        return bisect_left(self.starts, offset)

    def written(self, first: int, last: int) -> list[str]:
        """Return words as they stand, from one to below another, as far as there are any."""
        places = range(max(0, first), min(last, len(self.starts)))
        return [self.text[self.starts[at] : self.ends[at]] for at in places]

    def is_capital(self, place: int) -> bool:
        """Say whether a word begins with a capital letter."""
        return self.text[self.starts[place]].isupper()

    def is_word(self, place: int) -> bool:
        """Say whether it is a word or a figure, not a mark."""
        return self.text[self.starts[place]].isalnum()


def read(text: str) -> Words:
    """Read the words of a text, in linear time whatever it holds."""
    starts, ends, lower = [], [], []
    for found in _WORD.finditer(text):
        starts.append(found.start())
        ends.append(found.end())
        lower.append(found.group().lower().replace("’", "'"))
    return Words(text, starts, ends, lower)
