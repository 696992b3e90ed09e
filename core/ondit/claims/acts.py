"""The acts that news tells of: words that stand for one act count as one word where claims are compared."""

from __future__ import annotations

from collections.abc import Iterable

MARK = "#"
TALK = "#talk"
OWN = "#own"
BEGIN = "#begin"
LATE = "#late"
FAIL = "#fail"
STAND = "#pass"
FUND = "#fund"

_ACTS = {
    "own": "buy buys bought buying buyer acquire acquires acquired acquiring acquisition acquisitions"
    " takeover takeovers purchase purchases purchased bid bids offer offers offered buyout buyouts merge"
    " merges merged merger mergers merging deal deals combine combination",
    "talk": "talks negotiations negotiating negotiate discussions discuss discussing discussed",
    "begin": "open opens opened opening launch launches launched start starts started begin begins began"
    " introduce introduces introduced unveil unveils unveiled release released arrive arrives debut"
    " available"
    " sale ship ships shipping sell",
    "end": "close closes closed closing closure shut shuts end ends ended cease ceases"
    " discontinue discontinued halt halted stop stopped scrap scrapped drop dropped",
    "leave": "resign resigns resigned resignation quit quits depart departs departure oust ousted leave"
    " leaves leaving gone retire retires retiring fired dismissed",
    "name": "appoint appoints appointed hire hires hired named promote promoted successor replace replaces"
    " replaced replacement substitution",
    "cut": "cut cuts cutting layoff layoffs redundancies axe axed slash slashed shed trim reduce",
    "late": "delay delays delayed postpone postponed slip slips slipped late later defer"
    " deferred overrun behind miss misses missed",
    "cost": "cost costs price prices priced pay pays paid charge charged charges fee fees toll bill worth"
    " value"
    " valued subscription free",
    "fail": "fail fails failed failure flunk flunked",
    "pass": "pass passes passed overcome overcame succeed succeeded",
    "sue": "sue sues sued lawsuit accuse accused indict indicted",
    "make": "develop develops developed supplier supplies supplied supply manufactured manufacturer produced"
    " producer",
    "most": "biggest largest greatest",
    "fund": "invest invests investment finance financing fund funding loan lend debt",
}
ACTS = tuple(MARK + act for act in sorted(_ACTS))
"""The acts, by name."""

_ACT_OF = {word: MARK + act for act, several in _ACTS.items() for word in several.split()}


def act_of(word: str) -> str | None:
    """Return the act that a folded word tells; absent where it tells none.

    Rule: the classes follow the event types of ACE 2005 (ownership, negotiation, opening, closing, positions,
    cuts, delays, prices, failures, suits, funding), each with the words that news uses for it.

    Example: "Corvale may buy the yard" and "Corvale’s takeover of the yard" both tell `#own`.
    Must not: "talks" and "takeover" are one act.
    Known failures: words of two acts ("charge" of a price and of a crime), figures of speech.
    """
    return _ACT_OF.get(word.removesuffix("'s"))


def acts(bag: Iterable[str]) -> frozenset[str]:
    """Return the acts among what a text is compared by."""
    return frozenset(key for key in bag if key.startswith(MARK))
