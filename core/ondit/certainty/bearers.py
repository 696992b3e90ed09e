"""What an article tells of the bearers of its names: who is an officer, an analyst, a company, a person."""

from __future__ import annotations

from collections import Counter

from ondit.certainty import voices
from ondit.certainty.voices import Voice
from ondit.certainty.words import Words
from ondit.quotes.given import GIVEN

_BESIDE = 12
_BEFORE = 7
_LONG_NAME = 4
_HUMAN = frozenset({"unnamed", "officer", "onlooker", "politician", "authority", "outlet"})
_OWN = frozenset("its his her their who".split())
_CLOSED = frozenset("of for at in by with from and but that which to on said says is was told".split())
_JOINTS = frozenset(".-&")
_STOPS = frozenset(".!?:")
_ASIDE_ENDS = frozenset('.;:!?()"“”')


class Bearers:
    """The names of one article, by their last words in lower case."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, Voice] = {}
        self._bodies: dict[str, frozenset[str]] = {}
        self._alone: set[str] = set()
        self._ends: set[str] = set()
        self._named: set[str] = set()
        self._counts = Counter(word for at, word in enumerate(words.lower) if words.is_capital(at))
        self._small = {word for at, word in enumerate(words.lower) if not words.is_capital(at)}
        self._read()

    def voice(self, name: list[str]) -> Voice | None:
        """Say what kind of source a name stands for; None if it is no name that the article knows.

        Rule: what stands beside a mention of it ("Ode, chief executive of Corvale"), else its form: a given
        name before it makes a person, and so does a surname that stands alone elsewhere; a first word that
        stands alone makes a company, and so does a name of one word.

        Example: "Corvale Freight said" where elsewhere "Corvale will" stands, is a company's word.
        Must not: take "Someday" at the head of a sentence for a name.
        Known failures: a company of two words that is never called by the first; a person whom the article
        never describes and names by surname only.
        """
        name = [word for word in name if "." not in word[:-1]] or name
        first, last = name[0].lower(), name[-1].lower()
        if last in self._known:
            return self._known[last]
        if first in GIVEN:
            return "person"
        if first in ("the", "both") or first.endswith("-based"):
            return "company"
        if not name[0][0].isupper() or not (last in self._named or (len(name) == 1 and self._may_name(last))):
            return None
        if len(name) == 1:
            return "person" if last in self._ends else "company"
        return "company" if first in self._alone and last not in self._alone else "person"

    def _may_name(self, word: str) -> bool:
        """Whether a word that only ever opens sentences may be a name: no plural, no adverb, never small."""
        if word in self._small or len(word) < _LONG_NAME:
            return False
        return not word.endswith(("s", "ly", "ing", "day"))

    def is_known(self, words: set[str]) -> bool:
        """Say whether the article names one of some words, with a capital, more than once."""
        return any(self._counts[word] > 1 for word in words)

    def beside(self, name: str) -> frozenset[str]:
        """Return the words that stand beside a name where the article says what its bearer is."""
        return self._bodies.get(name.rsplit(maxsplit=1)[-1].lower(), frozenset())

    def note(self, name: list[str], voice: Voice) -> None:
        """Note what kind of source a name stands for, as a mention of it tells."""
        self._known.setdefault(name[-1].lower(), voice)

    def _read(self) -> None:
        words = self._words
        first, opens, opened = -1, True, True
        for place, lower in enumerate(words.lower):
            if words.is_capital(place) and (lower.isalpha() or not _JOINTS.isdisjoint(lower)):
                if first < 0:
                    first, opened = place, opens
            elif first >= 0:
                self._note(first, place, opened)
                first = -1
            opens = lower in _STOPS or (opens and not words.is_word(place))

    def _note(self, first: int, end: int, opened: bool) -> None:
        """Note one run of capitalised words; `opened` is whether it opens its sentence."""
        last = self._words.lower[end - 1]
        if not opened or end - first > 1:
            self._named.add(last)
        if end - first == 1:
            if not opened:
                self._alone.add(last)
            return
        if end - first < _LONG_NAME:
            self._ends.add(last)
        if last not in self._known and (voice := self._described(first, end)):
            self._known[last] = voice

    def _described(self, first: int, end: int) -> Voice | None:
        """Read what the bearer of a name is from the words behind it, of its run, and before it."""
        words, lower = self._words, self._words.lower
        if voices.of_words(words.written(end - 1, end)):
            return None
        before = (
            first - 1
            if lower[first - 1 : first] == [","] and lower[end : end + 1] in ([","], ["."])
            else first
        )
        for beside in (
            self._aside(end),
            lower[self._start(before) : before],
            lower[self._start(first) : end],
        ):
            voice = voices.of_words(beside)
            if voice in _HUMAN:
                self._bodies[lower[end - 1]] = frozenset(word.lower() for word in beside)
                return voice
        owned = first > 0 and lower[first - 1] == "'s" and lower[first] in GIVEN
        return "officer" if owned or (lower[end + 2 : end + 3] == ["'s"] and lower[end] == ",") else None

    def _aside(self, end: int) -> list[str]:
        """Return the words of the aside behind a name, without whose it is."""
        lower = self._words.lower
        if lower[end : end + 1] != [","]:
            return []
        stop = end + 1
        limit = min(len(lower), end + _BESIDE)
        while stop < limit and lower[stop] not in _ASIDE_ENDS and lower[stop] != ",":
            stop += 1
        if stop == limit or lower[stop] not in ",.":
            return []
        return [word for word in self._words.written(end + 1, stop) if word.lower() not in _OWN]

    def _start(self, first: int) -> int:
        """Return where the phrase begins that leads up to a name."""
        start = first
        low = max(0, first - _BEFORE)
        while start > low and self._words.is_word(start - 1) and self._words.lower[start - 1] not in _CLOSED:
            start -= 1
        return start
