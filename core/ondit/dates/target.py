"""Which of a clause's dates is the one that it speaks of as to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ondit.dates.setting import CALENDAR_DIGITS, fold, looks
from ondit.dates.tense import Tenses
from ondit.dates.verbs import SCHEDULED
from ondit.model import TimeExpression
from ondit.spans import inside

_LOOKS_BACK = re.compile(
    r"(?:the )?(?:last|past|previous|yesterday|earlier)\b|.*\b(?:ago|earlier|last year)\Z", re.DOTALL
)
_LOOKS_AHEAD = re.compile(r"(?:(?:early|mid|late|later)(?: |-))?(?:next|tomorrow|this coming|coming)\b")
_BESIDE, _REACH = 24, 240
_COMPARED = re.compile(r"\bthan(?: (?:in|on|at|for|the))*\s+\Z")
_FROM = re.compile(r"\bfrom\s+\Z")
_INTO = re.compile(r"\b(?:to|into|until|till)\s+\Z")
_BEFORE_DATE = re.compile(r"\b(?:before|until|till|from|after)\s+\Z")
_NAMED_YEAR = re.compile(r"[0-9]{4}|.*[0-9]\S*\s.*[0-9]{4}", re.DOTALL)
_ABOUT = re.compile(r"\babout (?:\S{1,12} \S{1,12} (?:and|or) )?\Z")
_ON = re.compile(r"\b(?:on|in)\s+\Z")
_MOVES = re.compile(r"\b(?:slip|delay|postpone|push|put back|mov|defer|reschedul|shift|bring|brought)")
_NEGATED = re.compile(r"\b(?:not|never|no longer|miss|misses|missed|missing)\b|n[’']t\b")
_DATE_OF = re.compile(r"\b(?:date|deadline)s?(?: (?!was|were)[a-z]+){0,3}\s+\Z")
_OWNED = re.compile(r"\b(?:the|its|their|his|her|our|a|an)\s+\Z|[’']s\s+\Z")
_NOUN = re.compile(r"(?:-|\s)(?!on\b|in\b|at\b|and\b|or\b|but\b|to\b|by\b|for\b|with\b|as\b|it\b)([a-z]+)")


def target(text: str, expressions: Sequence[TimeExpression], start: int, end: int) -> TimeExpression | None:
    """Return the date in a clause at which what it tells will happen, absent where there is none.

    Rule: of the calendar dates and times that lie in the clause, the one that something is moved to ("put
    back from May to July"); else the first that the verb nearest before it (else behind it) looks ahead to,
    `will`, `is set to`, `expected`, `launches`, "to open", that follows "by", "until" or "the date of",
    stands before a planned event ("a July launch"), or looks ahead by itself ("next week"). In a clause
    without any verb that looks either way it is the first behind "on" or "in", but for
    bare years and days with theirs ("holders vote on 11 May").
    Dates that look back ("last year", "since 2016"), are compared with ("than in 2021"), denied ("will
    not open on 3 May"), or belong to a noun ("Monday's statement", "its third-quarter results") are none.

    Catches "will launch in July 2022". Must not take "announced on Monday that a phone will follow".
    Known failures: a date behind a subordinate clause in the past ("will, as it said, open in July"), and
    the present tense of what happened at a date ("a report on 3 May shows").

    Args:
        text: The text.
        expressions: Its time expressions, as `find` gives them, in order of start.
        start: Where the clause begins.
        end: Where it ends.
    """
    dated = _dated(expressions, start, end)
    if not dated:
        return None
    clause = _Clause(text[start:end])
    places = [(expression, expression.start - start, expression.end - start) for expression in dated]
    for expression, first, _ in places:
        if clause.is_moved_to(first):
            return expression
    for expression, first, last in places:
        if not clause.is_aside(first, last) and clause.is_ahead(first, last):
            return expression
    return None


class _Clause:
    """The words of a clause, and what they say of a date among them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = fold(text)

    @cached_property
    def _tenses(self) -> Tenses:
        return Tenses(self._words, self._text)

    def is_moved_to(self, first: int) -> bool:
        """Say whether something is moved to the date that begins at a place."""
        into = _INTO.search(self._words, max(0, first - _BESIDE), first)
        return bool(into and _MOVES.search(self._words, max(0, first - _REACH), into.start()))

    def is_aside(self, first: int, last: int) -> bool:
        """Say whether a date looks back, is compared with, denied, left behind, or belongs to a noun."""
        head = max(0, first - _BESIDE)
        moved = _FROM.search(self._words, head, first) and _MOVES.search(
            self._words, max(0, first - _REACH), first
        )
        return bool(
            moved
            or _LOOKS_BACK.match(self._words, first, last)
            or _COMPARED.search(self._words, head, first)
            or _ABOUT.search(self._words, head, first)
            or self._words[last : last + 2] in {"'s", "’s"}
            or self._is_denied(first)
            or self._is_owned(first, last)
        )

    def is_ahead(self, first: int, last: int) -> bool:
        """Say whether the words around a date, or its own, look ahead."""
        head = max(0, first - _BESIDE)
        if _LOOKS_AHEAD.match(self._words, first, last) or _DATE_OF.search(self._words, head, first):
            return True
        way = looks(self._words, self._tenses, first, last)
        if way is None:
            on = _ON.search(self._words, head, first) and not _NAMED_YEAR.fullmatch(self._words, first, last)
            return self._plans(last) or bool(on)
        return way == "future"

    def _is_denied(self, first: int) -> bool:
        """Say whether "not" stands before a date, and no "before", "until" or "from" with it."""
        if _BEFORE_DATE.search(self._words, max(0, first - _BESIDE), first):
            return False
        return _NEGATED.search(self._words, max(0, first - 2 * _BESIDE), first) is not None

    def _is_owned(self, first: int, last: int) -> bool:
        """Say whether a date belongs to a noun behind it that is no planned event."""
        owned = _OWNED.search(self._words, max(0, first - _BESIDE), first)
        return bool(owned and _NOUN.match(self._words, last) and not self._plans(last))

    def _plans(self, last: int) -> bool:
        noun = _NOUN.match(self._words, last)
        return noun is not None and noun[1] in SCHEDULED


def _dated(expressions: Sequence[TimeExpression], start: int, end: int) -> list[TimeExpression]:
    """Return the dates and times within a clause that name a place on the calendar."""
    return [
        expression
        for expression in inside(expressions, start, end)
        if expression.type in {"DATE", "TIME"} and expression.value[:CALENDAR_DIGITS].isdigit()
    ]
