"""An article as a row of words, punctuation marks and whole quotes, with the bounds of its sentences.

Attribution is read between quotes, so each stretch between marks is one token here. The sentence bounds
are light on purpose: they only keep the search for a speaker from running into the next sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from ondit.quotes.cues import ABBREVIATIONS
from ondit.quotes.marks import Marked

QUOTE = "\ufffcquote"
BREAK = "\ufffcbreak"
DASHES = frozenset({"-", "–", "—"})
"""Tokens that part a sentence as commas do; two of them in a row are two tokens."""

_TOKEN = re.compile(
    r"(?P<ticker>\(\s?[A-Z0-9]{1,6}\.[A-Z]{1,3}\s?\)|\b[A-Z]{2,5}\.[A-Z]{1,2}\b(?!\.))"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 20,000
    r"|(?:[^\W_]\.){2,8}"  # U.S.
    r"|[@#]?\w+(?:[-'’&./]\w+)*(?:(?<=s)['’](?= \w))?"  # the Orrs’ yard
    r"|\.{2,}|[^\w\s]"
)
_CONTRACTED = re.compile(r"(?P<pronoun>i|you|he|she|it|we|they|who)[’'](?:d|ll|ve|re|m)")
_NEGATED = {"ca": "can", "wo": "will"}
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", "...."})
_CONTENT_ENDS = frozenset(".!?…")


@dataclass(slots=True)
class Tokens:
    """The row: parallel lists, one entry per token.

    Attributes:
        text: The article's text.
        words: The token as it stands; `QUOTE` for a stretch between marks, `BREAK` for a paragraph's end.
        lower: The token in lower case, without a possessive ending, the verb of a
            pronoun ("he’d") or a negation ("didn’t").
        starts: Offset of the token's first character; for a quote, of its opening mark.
        ends: Offset behind the token's last character.
        sentence: For each token, the token that its sentence begins with.
        number: For each token, how many sentences begin before its own.
        stops: For each sentence, the place behind its last token.
        quotes: For each span between marks, in order, the place of its token.
        marked: The span between marks of each quote's token.
        tickers: The tokens behind which a ticker stood, "(KLV.N)", which is left out.
        named: For each token, whether it may be part of a proper name; filled by `names.mark`.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    marked: dict[int, Marked] = field(default_factory=dict)
    tickers: set[int] = field(default_factory=set)
    named: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def is_possessive(self, place: int) -> bool:
        """Whether the token ends in an apostrophe and s."""
        return self.words[place].endswith(("’s", "'s", "s’", "s'"))

    def phrase(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included, on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last]].split())

    def sentence_end(self, place: int, reach: int) -> int:
        """Return the place behind the sentence's last token, looking at most `reach` tokens ahead."""
        return min(self.stops[self.number[place]], place + reach)

    def content_end(self, place: int) -> str:
        """Return the last character of a quote token's content."""
        return self.text[self.marked[place].end - 1]


def read(text: str, bounds: list[tuple[int, int]], spans: list[Marked]) -> Tokens:
    """Read a text whose paragraphs and spans between marks are known into tokens."""
    tokens = Tokens(text)
    starts = [span.outer_start for span in spans]
    for low, high in bounds:
        first, last = bisect_right(starts, low - 1), bisect_right(starts, high - 1)
        position = low
        for span in spans[first:last]:
            _add(tokens, position, span.outer_start)
            place = len(tokens)
            tokens.quotes.append(place)
            tokens.marked[place] = span
            _append(tokens, QUOTE, span.outer_start, span.outer_end)
            position = span.outer_end
        _add(tokens, position, high)
        _append(tokens, BREAK, high, high)
    tokens.sentence = list(_sentences(tokens))
    tokens.number = list(accumulate(begin != before for before, begin in pairwise([0, *tokens.sentence])))
    begins = [
        place for place, begin in enumerate(tokens.sentence) if place and begin != tokens.sentence[place - 1]
    ]
    tokens.stops = [*begins, len(tokens)]
    return tokens


def _add(tokens: Tokens, low: int, high: int) -> None:
    for match in _TOKEN.finditer(tokens.text, low, high):
        if match["ticker"]:
            tokens.tickers.add(len(tokens) - 1)
        else:
            _append(tokens, match.group(), match.start(), match.end())


def _append(tokens: Tokens, word: str, start: int, end: int) -> None:
    lower = word.lower()
    if lower.endswith(("’s", "'s")):
        lower = lower[:-2]
    elif lower.endswith(("s’", "s'")):
        lower = lower[:-1]
    elif contracted := _CONTRACTED.fullmatch(lower):
        lower = contracted["pronoun"]
    elif lower.endswith(("n’t", "n't")):
        lower = _NEGATED.get(lower[:-3], lower[:-3])
    if word == "." and tokens.words and tokens.ends[-1] == start and _is_abbreviation(tokens.words[-1]):
        tokens.ends[-1] = end
        tokens.words[-1] += "."
        if len(tokens.lower[-1]) == 1:
            tokens.lower[-1] += "."
        return
    tokens.words.append(word)
    tokens.lower.append(lower)
    tokens.starts.append(start)
    tokens.ends.append(end)


def _is_abbreviation(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or (word[0].isupper() and word.lower() in ABBREVIATIONS)


def _sentences(tokens: Tokens) -> Iterator[int]:
    begin = 0
    for place, word in enumerate(tokens.words):
        if place and _ends_before(tokens, place):
            begin = place
        yield begin
        if word == BREAK:
            begin = place + 1


def _ends_before(tokens: Tokens, place: int) -> bool:
    """Whether a sentence ends before this token."""
    before, word = tokens.words[place - 1], tokens.words[place]
    if before == BREAK:
        return True
    opens = word == QUOTE or word[0].isupper() or word[0].isdigit() or word[0] in "([#@"
    if before in _SENTENCE_ENDS:
        return opens
    if before == QUOTE:
        return opens and tokens.content_end(place - 1) in _CONTENT_ENDS
    return False
