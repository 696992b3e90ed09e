"""Which of a clause's dates is the one that it speaks of as to come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ondit.dates.setting import CALENDAR_DIGITS, fold, looks
from ondit.dates.tense import Tenses
from ondit.model import TimeExpression

_LOOKS_BACK = re.compile(
    r"(?:the )?(?:last|past|previous|yesterday|earlier)\b|.*\b(?:ago|earlier|last year)\Z", re.DOTALL
)
_BESIDE, _REACH = 24, 240
_COMPARED = re.compile(r"\bthan(?: (?:in|on|at|for|the))*\s+\Z")
_FROM = re.compile(r"\bfrom\s+\Z")
_INTO = re.compile(r"\b(?:to|into|until|till)\s+\Z")
_MOVES = re.compile(r"\b(?:slip|delay|postpone|push|put back|mov|defer|reschedul|shift|bring|brought)")


def target(text: str, expressions: Sequence[TimeExpression], start: int, end: int) -> TimeExpression | None:
    """Return the date in a clause that its future-looking verb speaks of, absent where there is none.

    Rule: of the calendar dates and times that lie in the clause, the first that the verb nearest before it
    (else behind it) looks ahead to: `will`, `is set to`, `expected`, `launches`, "to open"; "by" and
    "until" look ahead by themselves. Dates that look back ("last year", "two weeks ago", "since 2016"),
    are compared with ("than in 2021") or possess what follows ("Monday's statement") are none. Where
    something is moved "from" one date "into" another, it is the other.

    Catches "will launch in July 2022". Must not take "announced on Monday that a phone will follow".
    Known failures: a date behind a subordinate clause in the past ("will, as it said, open in July"), and
    a date without any verb ("a July launch").

    Args:
        text: The text.
        expressions: Its time expressions, as `find` gives them, in order of start.
        start: Where the clause begins.
        end: Where it ends.
    """
    clause = fold(text[start:end])
    tenses = Tenses(clause, text[start:end])
    dated = _dated(expressions, start, end)
    for number, expression in enumerate(dated):
        first, last = expression.start - start, expression.end - start
        if _is_aside(clause, first, last) or looks(clause, tenses, first, last) != "future":
            continue
        if _FROM.search(clause, max(0, first - _BESIDE), first) and number + 1 < len(dated):
            other = dated[number + 1]
            gap_start = other.start - start
            moved = _MOVES.search(clause, max(0, first - _REACH), first) and _INTO.search(
                clause, last, gap_start
            )
            return other if moved else expression
        return expression
    return None


def _dated(expressions: Sequence[TimeExpression], start: int, end: int) -> list[TimeExpression]:
    """Return the dates and times within a clause that name a place on the calendar."""
    first = bisect_left(expressions, start, key=lambda expression: expression.start)
    last = bisect_left(expressions, end, lo=first, key=lambda expression: expression.start)
    return [
        expression
        for expression in expressions[first:last]
        if expression.end <= end
        and expression.type in {"DATE", "TIME"}
        and expression.value[:CALENDAR_DIGITS].isdigit()
    ]


def _is_aside(clause: str, first: int, last: int) -> bool:
    """Say whether a date looks back, is compared with, or possesses what follows."""
    return bool(
        _LOOKS_BACK.match(clause, first, last)
        or _COMPARED.search(clause, max(0, first - _BESIDE), first)
        or clause[last : last + 2] in {"'s", "’s"}
    )
