"""What an article tells of the bearers of its names: who is an officer, an analyst, a company, a person."""

from __future__ import annotations

from collections import Counter

from ondit.certainty import voices
from ondit.certainty.voices import Voice
from ondit.certainty.words import Words
from ondit.quotes.given import GIVEN

BESIDE = 12
"""Words behind a name or a source that may go on to say who it is."""

_BEFORE = 7
_LONG_NAME = 4
_HUMAN = frozenset({"unnamed", "officer", "onlooker", "politician", "authority", "outlet"})
_LEADING = frozenset("runs run ran heads headed leads led chairs chaired founded owns manages".split())
_OWN = frozenset("its his her their who".split())
_CLOSED = frozenset(
    "of for at in by with from and but that which to on said says is was told between after before against"
    " about over under into than as when while if because has have had will would are were be been".split()
)
_OPENS_ASIDE = frozenset("said says told added led owned backed founded based including like such".split())
_JOINTS = frozenset(".-&")
_BODY_FIRST = frozenset(
    "the both american british canadian european national general united north south west east royal"
    " international global pacific atlantic".split()
)
_STAFF = frozenset("lawyer lawyers attorney attorneys coordinator".split())
_STOPS = frozenset(".!?:")
_PARTICLES = frozenset("de van von der den la le al bin di da du el".split())
_SUFFIXES = frozenset("inc corp ltd plc llc co corporation company group gmbh ag sa nv holdings".split())
_TRADE = frozenset(
    "company companies inc corp ltd co customers revenue sales shares market investors".split()
)
_STATE = frozenset(
    "government minister parliament election senate congress troops treaty campaign voters vote house".split()
)
_NAME_STARTS = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz")
_NOT_CAMEL = 2
_WIRES = frozenset({"Reuters", "AFP", "AP", "UPI"})
_HEADING_WORD = 3
ASIDE_ENDS = frozenset('.;:!?()"“”')
"""Marks that end what is said of a name beside it."""


class Bearers:
    """The names of one article, by their last words in lower case."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, Voice] = {}
        self._bodies: dict[str, list[str]] = {}
        self._alone: set[str] = set()
        self._ends: set[str] = set()
        self._named: set[str] = set()
        self._firms: set[str] = set()
        self._before_names: set[str] = set()
        self._given: set[str] = set()
        self._counts = Counter(word for at, word in enumerate(words.lower) if words.is_capital(at))
        self._small = {word for at, word in enumerate(words.lower) if not words.is_capital(at)}
        self._trade = sum(word in _TRADE for word in words.lower)
        self._state = sum(word in _STATE for word in words.lower)
        self._read()

    def voice(self, name: list[str]) -> Voice | None:
        """Say what kind of source a name stands for; None if it is no name that the article knows.

        Rule: what stands beside a mention of it ("Ode, chief executive of Corvale"), else its form: a given
        name before it makes a person, and so does a surname that stands alone elsewhere; a first word that
        stands alone makes a company, and so does a name of one word that is written as no person's is ("the
        QRB", "NorTal", "Inc" behind it, an aside "the second largest insurer") or that comes before any
        name that ends with it.

        Example: "Corvale Freight said" where elsewhere "Corvale will" stands, is a company's word.
        Must not: take "Someday" at the head of a sentence for a name.
        Known failures: a company of two words that is never called by the first; a person whom the article
        never describes and names by surname only.
        """
        name = _without_heading([word for word in name if "." not in word[:-1]] or name)
        first, last = name[0].lower(), name[-1].lower()
        if last in self._known:
            return self._known[last]
        if first in GIVEN:
            return "person"
        if self._is_body_by_form(name):
            return "company"
        if not name[0][0].isupper() or not (last in self._named or (len(name) == 1 and self._may_name(last))):
            return None
        if len(name) == 1:
            body = last in self._before_names and last not in self._given
            return "person" if last in self._ends and not body else "company"
        return "company" if first in self._alone and last not in self._alone else "person"

    def _is_body_by_form(self, name: list[str]) -> bool:
        """Whether a name is a body's by its first word, or, being of one word, by how it is written."""
        first, last = name[0].lower(), name[-1].lower()
        if first in _BODY_FIRST or first.endswith("-based"):
            return True
        if len(name) > 1 or not name[0][0].isupper():
            return False
        return last in self._firms or (last not in self._small and _is_coined(name[0]))

    def _may_name(self, word: str) -> bool:
        """Whether a word that only ever opens sentences may be a name: no plural, no adverb, never small."""
        if word in self._small or len(word) < _LONG_NAME:
            return False
        return not word.endswith(("s", "ly", "ing", "day"))

    def is_known(self, words: set[str]) -> bool:
        """Say whether the article names one of some words, with a capital, more than once."""
        return any(self._counts[word] > 1 for word in words)

    def is_trade(self) -> bool:
        """Say whether the article is about firms, not a state: its president heads a firm."""
        return 2 * self._trade > 3 * self._state

    def beside(self, name: str) -> list[str]:
        """Return the words that stand beside a name where the article says what its bearer is."""
        return self._bodies.get(name.rsplit(maxsplit=1)[-1].lower(), [])

    def note(self, name: list[str], voice: Voice) -> None:
        """Note what kind of source a name stands for, as a mention of it tells."""
        self._known.setdefault(name[-1].lower(), voice)

    def _read(self) -> None:
        words = self._words
        first, opens, opened = -1, True, True
        for place, lower in enumerate(words.lower):
            if first >= 0 and self._parts(place):
                self._note(first, place, opened)
                first, opens = -1, True
            if words.is_capital(place) and (lower.isalpha() or not _JOINTS.isdisjoint(lower)):
                if first < 0:
                    first, opened = place, opens
            elif first >= 0 and self._is_particle(place):
                continue
            elif first >= 0:
                self._note(first, place, opened)
                first = -1
            opens = lower in _STOPS or (opens and not words.is_word(place))
        if first >= 0:
            self._note(first, len(words.lower), opened)

    def _parts(self, place: int) -> bool:
        """Whether a line ends before a word."""
        return "\n" in self._words.text[self._words.ends[place - 1] : self._words.starts[place]]

    def _is_particle(self, place: int) -> bool:
        """Whether a small word stands within a name: "Ana de Ruyter"."""
        return self._words.lower[place] in _PARTICLES and (
            place + 1 < len(self._words.lower) and self._words.is_capital(place + 1)
        )

    def _note(self, first: int, end: int, opened: bool) -> None:
        """Note one run of capitalised words; `opened` is whether it opens its sentence."""
        first = self._trimmed(first, end, opened)
        last = self._words.lower[end - 1]
        self._note_firm(first, end)
        if not opened or end - first > 1:
            self._named.add(last)
        if end - first == 1:
            if not opened:
                self._alone.add(last)
            if last not in self._ends and not opened:
                self._before_names.add(last)
            if _is_body(self._aside(end)):
                self._firms.add(last)
            return
        if end - first < _LONG_NAME:
            self._ends.add(last)
        if self._words.lower[first] in GIVEN:
            self._given.add(last)
        if last not in self._known and (voice := self._described(first, end)):
            self._known[last] = voice

    def _trimmed(self, first: int, end: int, opened: bool) -> int:
        """Return where the name of a run begins: behind a heading in capitals and a sentence's first word."""
        words = self._words
        last = words.written(end - 1, end)[0]
        while first < end - 1 and _is_heading(words.written(first, first + 1)[0], last):
            first += 1
        lower = words.lower[first]
        if opened and first < end - 1 and lower in self._small and lower not in GIVEN:
            first += 1
        return first

    def _note_firm(self, first: int, end: int) -> None:
        """Note what only a body's name has: "the" before it, or a word like "Inc" within it."""
        lower = self._words.lower
        if end - first == 1 and lower[first - 1 : first] == ["the"]:
            self._firms.add(lower[first])
        for at in range(first + 1, end):
            if lower[at] in _SUFFIXES:
                self._firms.update(lower[max(first, at - _LONG_NAME) : at])

    def _described(self, first: int, end: int) -> Voice | None:
        """Read what the bearer of a name is from the words behind it, of its run, and before it."""
        words, lower = self._words, self._words.lower
        if voices.of_words(words.written(end - 1, end)):
            return None
        if led := self._leads(end):
            return led
        before = (
            first - 1
            if lower[first - 1 : first] == [","] and lower[end : end + 1] in ([","], ["."])
            else first
        )
        for beside in (
            self._aside(end),
            words.written(self._start(before), before),
            words.written(self._start(first), end),
        ):
            voice = voices.of_words(beside)
            if voice in _HUMAN:
                self._bodies[lower[end - 1]] = beside
                return voice
        owned = first > 0 and lower[first - 1] == "'s" and lower[first] in GIVEN
        return "officer" if owned or (lower[end + 2 : end + 3] == ["'s"] and lower[end] == ",") else None

    def _leads(self, end: int) -> Voice | None:
        """Read from the aside behind a name what its bearer leads: ", who has run Corvale", not "a shop"."""
        ahead = self._words.written(end, end + BESIDE)
        at = 3 if ahead[2:3] in (["has"], ["had"]) else 2
        if ahead[:2] != [",", "who"] or not ahead[at:] or ahead[at] not in _LEADING:
            return None
        if ahead[at + 1 : at + 2] in (["a"], ["an"]):
            return "onlooker"
        return voices.of_words(ahead[at + 1 : at + 4]) or "officer"

    def _aside(self, end: int) -> list[str]:
        """Return the words of the aside behind a name, without whose it is."""
        lower = self._words.lower
        if lower[end : end + 1] != [","]:
            return []
        stop = end + 1
        limit = min(len(lower), end + BESIDE)
        while stop < limit and lower[stop] not in ASIDE_ENDS and lower[stop] != ",":
            stop += 1
        if stop == limit or lower[stop] not in ",." or lower[end + 1] in _OPENS_ASIDE:
            return []
        return [word for word in self._words.written(end + 1, stop) if word.lower() not in _OWN]

    def _start(self, first: int) -> int:
        """Return where the phrase begins that leads up to a name."""
        start = first
        low = max(0, first - _BEFORE)
        while start > low and self._words.is_word(start - 1) and self._words.lower[start - 1] not in _CLOSED:
            if start < len(self._words.lower) and self._parts(start):
                break
            start -= 1
        return start


def sided(told: Voice | None, role: list[str], *, central: bool, own: bool) -> Voice | None:
    """Tell whose side one is on: a party's lawyer who says "we" speaks for it, another firm's head does not.

    Args:
        told: The kind of source that the words tell.
        role: What he is, word by word.
        central: Whether the article is about him or whom he speaks for.
        own: Whether he says "we".
    """
    if told == "onlooker" and own and central and not _STAFF.isdisjoint(word.lower() for word in role):
        return "officer"
    outside = told == "officer" and not (central or own) and voices.leads_other(role)
    return "onlooker" if outside else told


def _without_heading(name: list[str]) -> list[str]:
    """Return a name without the words in capitals of a heading that ran into it."""
    name = name[1:] if name[0] in _WIRES and len(name) > 1 else name
    first = next((at for at, word in enumerate(name[:-1]) if not _is_heading(word, name[-1])), len(name) - 1)
    return name[first:]


def _is_heading(word: str, last: str) -> bool:
    """Say whether a word in capitals is none of the name that ends with another: no given name, not short."""
    if len(word) < _HEADING_WORD or not word.isupper() or last.isupper():
        return False
    return word.lower() not in GIVEN


def _is_body(aside: list[str]) -> bool:
    """Say whether the aside behind a name tells of a body: ", the second largest insurer,"."""
    return aside[:1] in (["the"], ["a"], ["an"]) and voices.of_words(aside) == "company"


def _is_coined(word: str) -> bool:
    """Say whether a word is written as only bodies are: in capitals ("QRB") or partly ("NorTal")."""
    if word.isupper() and len(word) > 1:
        return True
    return (
        not word.startswith(_NAME_STARTS)
        and any(letter.isupper() for letter in word[_NOT_CAMEL:])
        and (word.isalpha())
    )
