"""What a reading may look at besides its own words: the text around, the reference date, earlier dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ondit.dates.chronicle import Chronicle
from ondit.dates.tense import Direction, Tenses
from ondit.dates.verbs import SINCE, UNTIL
from ondit.model import TimeExpression, TimexType

_NEAR = 400
_WIDEST_RANGE_GAP = 10
_WIDEST_CLOCK_GAP = 4
_RANGE_WORDS = frozenset("- – — to through until till".split())
CALENDAR_DIGITS = 2
"""Digits that a value begins with when it names a date on the calendar, at the least."""

SHORT_YEAR = 2
"""Digits of a year written without its century."""

_LATEST_SHORT_YEAR = 2029
_FURTHEST_WORD = 24
_WORD = re.compile(r"[^\W_]+")
_OPENS_CLAUSE = re.compile(
    r"(?:[,;:–—]\s(?:(?:but|and|then|while) )?|\b(?:who|which|that|when|while)\s)(?:in|on|during|at)\s\Z"
)
_BACK_IN = re.compile(r"\bback (?:in|on) (?:the )?\Z")
_AHEAD_OF = re.compile(r"\bahead of (?:the )?\Z")
_SAID_NEAR, _RIGHT_BEHIND = 40, 8
_DAY_VALUE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Found = re.Match[str]


class UnresolvedError(ValueError):
    """Words that turn out to be no date of the kind that they look like; they may be one of another."""


class NoAnchorError(UnresolvedError):
    """A date that has no value here, for what it counts from is unknown."""


@dataclass
class Setting:
    """The text in which expressions are read, and those that were read before.

    Attributes:
        text: The text.
        lowered: The same in lower case, as long as the text.
        reference: The date that relative expressions count from, absent where unknown.
        found: What was read so far, in order of start.
        chronicle: What the text has told so far about years gone by.
        joined: Where the last expression starts that was made of a day and a time of day.
    """

    text: str
    lowered: str
    reference: date | None
    chronicle: Chronicle
    found: list[TimeExpression] = field(default_factory=list)
    joined: int = -1

    @property
    def today(self) -> date:
        """The reference date.

        Raises:
            NoAnchorError: There is none.
        """
        if self.reference is None:
            raise NoAnchorError
        return self.reference

    @cached_property
    def tenses(self) -> Tenses:
        """The verbs of the text, found when they are first asked for."""
        return Tenses(self.lowered, self.text)

    def direction(self, found: Found, *, said: bool = True) -> Direction | None:
        """Return where the words around an expression, and around a time of day at its side, look."""
        start = found.start()
        if self.found and self.found[-1].type == "TIME" and start - self.found[-1].end <= _WIDEST_CLOCK_GAP:
            start = self.found[-1].start
        return looks(self.lowered, self.tenses, start, found.end(), said=said)

    def word_before(self, place: int) -> str:
        """Return the word right before a place, in lower case; empty where something else stands there."""
        return _word_before(self.lowered, place)

    def opens_line(self, place: int) -> bool:
        """Say whether nothing but blanks stands before a place in its line."""
        head = self.text[max(0, place - _FURTHEST_WORD) : place].rstrip(" \t")
        return not head or head.endswith("\n")

    def words_before(self, place: int) -> str:
        """Return the two words before a place, in lower case, whatever stands between."""
        return " ".join(self.lowered[max(0, place - _FURTHEST_WORD) : place].split()[-2:])

    def word_after(self, place: int) -> str:
        """Return the word right behind a place, as it is written; empty where something else stands there."""
        tail = self.text[place : place + _FURTHEST_WORD]
        words = tail.lstrip()
        gap = tail[: len(tail) - len(words)]
        found = _WORD.match(words)
        return found.group() if found and gap and gap.count("\n") <= 1 else ""

    def capital(self, found: Found, group: str) -> bool:
        """Say whether a group's first letter is a capital in the text."""
        return self.text[found.start(group)].isupper()

    def last(self, start: int) -> TimeExpression | None:
        """Return the last calendar date read before a place and near it, absent where there is none."""
        for expression in reversed(self.found[-4:]):
            if start - expression.end > _NEAR and not self.chronicle.is_history:
                return None
            if expression.type != "DURATION" and expression.value[:CALENDAR_DIGITS].isdigit():
                return expression
        return None

    def range_opening(self, found: Found) -> TimeExpression | None:
        """Return the expression that opens a range which a match closes: "July" of "July to September"."""
        if not self.found or found.start() - self.found[-1].end > _WIDEST_RANGE_GAP:
            return None
        gap = self.lowered[self.found[-1].end : found.start()].strip()
        return self.found[-1] if gap in _RANGE_WORDS else None

    def last_day(self, start: int) -> str | None:
        """Return the day of the last date read before a place and near it, absent where it is no day."""
        last = self.last(start)
        found = _DAY_VALUE.match(last.value) if last else None
        return found.group() if found else None


def looks(lowered: str, tenses: Tenses, start: int, end: int, *, said: bool = True) -> Direction | None:
    """Return where the words around a place look: "until" and "since" first, then the nearest verb.

    That is the last verb before the place in its sentence, else the first behind it; the other way round
    where the place opens a clause ("…, but in March"). An infinitive alone looks ahead, unless a verb
    follows the place at once ("the towns to join on Monday were").

    Args:
        lowered: The text in lower case.
        tenses: Its verbs.
        start: Where the place begins.
        end: Where it ends.
        said: Whether verbs of saying count.
    """
    before = _word_before(lowered, start)
    said = said or tenses.beside(start, _SAID_NEAR)
    (ahead, following), (behind, kind) = tenses.after(end, said=said), tenses.before(start, said=said)
    head = lowered[max(0, start - _FURTHEST_WORD) : start]
    if before in UNTIL or _AHEAD_OF.search(head):
        return "past" if "perfect" in {kind, following} else "future"
    if before in SINCE or _BACK_IN.search(head):
        return "past"
    if _OPENS_CLAUSE.search(head):
        return ahead or behind
    if kind == "open" and not behind:
        return tenses.after(end, said=said, reach=_RIGHT_BEHIND)[0] or "future"
    return behind or ahead


def full_year(digits: str, setting: Setting) -> int:
    """Return the year that two digits stand for, or four: the last one that is not past the reference year.

    Without a reference "30" and above are of the twentieth century.
    """
    number = int(digits)
    if len(digits) > SHORT_YEAR:
        return number
    latest = setting.reference.year + 1 if setting.reference else _LATEST_SHORT_YEAR
    return latest - (latest - number) % 100


def fold(text: str) -> str:
    """Return a text in lower case, exactly as long as it was."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def _word_before(lowered: str, place: int) -> str:
    head = lowered[max(0, place - _FURTHEST_WORD) : place]
    words = head.split()
    gap = head[len(head.rstrip()) :]
    return words[-1].lstrip("\"'“‘(") if words and gap and gap.count("\n") <= 1 else ""


def one(found: Found, value: str, kind: TimexType = "DATE") -> list[TimeExpression]:
    """Return the single expression that a match is, with its value."""
    return [TimeExpression(found.start(), found.end(), value=value, type=kind)]


def phrase(found: Found, group: str) -> str:
    """Return a group with single spaces between its words and without "the"; empty where it is absent."""
    return " ".join((found[group] or "").split()).removeprefix("the ")


def choose(candidates: list[int], now: int, direction: Direction | None) -> int:
    """Return which of several points in time, all counted alike, is meant: next, last, or nearest."""
    if direction == "future":
        return min(candidate for candidate in candidates if candidate >= now)
    if direction == "past":
        return max(candidate for candidate in candidates if candidate <= now)
    return min(candidates, key=lambda candidate: (abs(candidate - now), candidate))
