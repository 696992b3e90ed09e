"""What an announcement makes of a rumour that it settles: the same, not so, or otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ondit.claims.acts import FAIL, FUND, LATE, STAND, act_of
from ondit.claims.assertions import Assertion
from ondit.claims.likeness import other_date, other_figure, same_unit, worth
from ondit.matching.vocabulary import stem
from ondit.model import Evidence, Status
from ondit.periods import period
from ondit.text import words

_CURRENCIES = frozenset("$ € £ ¥ dolla euro crown pound yen franc krone".split())
_SHARE = re.compile(r"\b(?:a|per|each)\s(?:\w+\s)?share\b", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:tops?|more than|over|at least|above|exceeds?)\s+[$€£¥]?\s?\d", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|without|free of)\s+(?:\w+\s){0,2}", re.IGNORECASE)
_FREE = re.compile(r"\bfree\b(?! to\b)", re.IGNORECASE)
MOST_APART = 2.5
_FEW = 2


@dataclass(frozen=True, slots=True)
class Settling:
    """What settles a rumour.

    Attributes:
        status: What became of it.
        group: The number of the group of announcements that settles it; absent where its date passed.
        assertion: The assertion that does.
        evidence: What shows that it does.
    """

    status: Status
    group: int | None = None
    assertion: Assertion | None = None
    evidence: Evidence = "facts"


def verdict(first: Assertion, rumour: Assertion, settling: Assertion) -> Status:
    """Say what an announcement makes of a rumour.

    Rule: one that says that it is not so denies it; one that gives another date of the same act, or another
    figure in the same unit, supersedes it; any other confirms it. A delay past a date is confirmed by a later
    date and superseded by one that is no later. A range is confirmed by a figure that lies in it.

    Example: "may sail in May" is superseded by "will sail in July", "may miss May" is confirmed by it.
    Must not: "$13 to $14" is not superseded by "$13.65".
    Known failures: dates and figures of something else in the same sentence.

    Args:
        first: The telling of the rumour that gave a figure first.
        rumour: The telling that is like the announcement.
        settling: The announcement.
    """
    if settling.denies or opposes(rumour, settling):
        return "denied"
    late = _lateness(rumour, settling)
    if late:
        return late
    moved = other_date(rumour, settling) and bool(rumour.acts & settling.acts)
    again = rumour.is_not_so and not settling.is_not_so and not _passed(rumour, settling)
    return "superseded" if moved or again or _figure_moved(first, settling) else "confirmed"


def opposes(rumour: Assertion, settling: Assertion) -> bool:
    """Say whether an announcement says that a rumour is not so, without being a denial.

    Rule: it is negated and the rumour is not; but what "did not pass" has failed.

    Example: "the yard will not be sold" beside "the yard may be sold".
    Must not: "the pumps did not pass the test" beside "the pumps may have failed the test".
    Known failures: a "no" to something else ("the yard will be sold, but not the ferry", "cannot wait to be
    sold"); what denies in other words ("the yard stays").
    """
    if settling.denies or rumour.is_not_so:
        return False
    return settling.is_not_so != _passed(rumour, settling)


def negates_what_is_told(rumour: Assertion, settling: Assertion) -> bool:
    """Say whether an announcement says "no" right before what a rumour tells, and has a word more of it.

    Example: "there will be no fee for parking" beside "parking would need a subscription".
    Must not: "no date for the fee" beside "a fee for parking".
    Known failures: "no small fee will be due for parking" is taken for a "no"; "there are no plans to sell
    the yard" beside "may sell the yard" is not, for the act stands too far behind.
    """
    gone = {act_of(word) or stem(word) for word in _behind_no(settling.text)} & rumour.telling
    kept = {key for key in rumour.telling & settling.telling if not key.startswith("#")}
    return bool(gone) and bool(kept - gone)


def _behind_no(text: str) -> Iterable[str]:
    """Yield the two words behind each "no", and "free" itself."""
    if _FREE.search(text):
        yield "free"
    for match in _NO.finditer(text):
        yield from words(text[match.start() : match.end() + 24]).texts[1:3]


def _lateness(rumour: Assertion, settling: Assertion) -> Status | None:
    """Say what the date of an act makes of the rumour that it will miss another; absent where none does."""
    left = [spoken for one in rumour.times if one != rumour.target and (spoken := period(one))]
    told = period(settling.target or "")
    if LATE not in rumour.acts or rumour.target or not left or not told:
        return None
    return "confirmed" if told[0] > max(end for _, end in left) else "superseded"


def money(one: Assertion) -> dict[str, set[str]]:
    """Return the sums of an assertion by their currency."""
    return {unit: figures for unit, figures in one.quantities.items() if unit in _CURRENCIES}


def same_money(a: Assertion, b: Assertion) -> bool:
    """Say whether two assertions give sums in one currency that may be for one thing.

    Rule: neither is more than two and a half times the other, and both or neither are of a share, or a loan.

    Example: "may pay $40 million for Tolmar" and "will pay $60 million for Tolmar".
    Must not: the price of a share is no price of a whole ("$12 a share"), and a loan is no price.
    Known failures: sums for other things ("paid its chief $50 million"), two lenders' loans; a loan that is
    told without a word for it ("will borrow $40 million").
    """
    per_share = {bool(_SHARE.search(one.text)) for one in (a, b)}
    funds = {FUND in one.acts for one in (a, b)}
    near = any(
        max(left, right) <= MOST_APART * min(left, right)
        for unit in money(a).keys() & money(b).keys()
        for left in _sums(a, unit)
        for right in _sums(b, unit)
    )
    return near and len(per_share) == len(funds) == 1


def sum_verdict(first: Assertion, settling: Assertion) -> Status:
    """Say what a sum that was announced makes of one that was rumoured."""
    return "superseded" if _figure_moved(first, settling) else "confirmed"


def _figure_moved(first: Assertion, settling: Assertion) -> bool:
    """Say whether an announcement gives another figure than a rumour did."""
    for unit in sorted(money(first).keys() & money(settling).keys()):
        told, found = sorted(_sums(first, unit)), _sums(settling, unit)
        if _ABOVE.search(first.text) and len(told) == 1 and same_unit(first, settling):
            return not any(value >= told[0] for value in found)
        if len(told) == _FEW and same_unit(first, settling):
            return not any(told[0] <= value <= told[1] for value in found)
    return other_figure(first, settling) is not None


def _sums(one: Assertion, unit: str) -> list[float]:
    """Return what an assertion's figures in a unit are worth; 0 for what is no number."""
    return [worth(figure) or 0.0 for figure in one.quantities[unit]]


def _passed(a: Assertion, b: Assertion) -> bool:
    """Say whether one tells that something failed, and the other whether it passed."""
    return (FAIL in a.acts and STAND in b.acts) or (STAND in a.acts and FAIL in b.acts)
