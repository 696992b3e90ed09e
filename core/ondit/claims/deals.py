"""Deals between companies: what was said of the talks about them, and the deal that came of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from ondit.claims.acts import OWN
from ondit.claims.assertions import Assertion
from ondit.claims.scene import Scene
from ondit.claims.trail import around, since
from ondit.claims.verdicts import money
from ondit.model import Status
from ondit.periods import period

MOST_DEALS = 24
_WEEKEND = "-WE"
SOON = timedelta(days=31)

_PRIVATE = re.compile(
    r"\b(?:tak(?:e|es|en|ing)|took|go(?:es|ing)?)\b(?:\W+\w+){0,6}?\W+private\b(?! equity)", re.IGNORECASE
)
_BUYING = r"(?:buy|acquire|merge|purchase|combine|take\s(?:\S+\s){1,4}?private|take over|sell itself)"
_NOT_YET = "".join(
    rf"(?<!{word} )" for word in "want wants hopes seeks seeking offers offered bid bids".split()
)
_AGREED = re.compile(
    rf"\b(?:will|agreed on|{_NOT_YET}to)\s(?:\w+\s)?{_BUYING}\b|\b(?:acquires|buys|merges|takes over)\b"
    r"|\b(?:completed|signed|sealed|clinched|struck|inked|reached|announced|unveiled|approved)\s"
    r"(?:(?!to\b)\S+\s){0,5}?(?:takeover|acquisition|merger|purchase|deal|buyout|tie-up)\b",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"\b(?:in|opened|holding|held|open)\s(?:\w+[\s-]){0,3}(?:talks|discussions|negotiations)\b"
    r"|\b(?:buyout|merger|takeover|acquisition) (?:talks|discussions|negotiations)\b"
    r"|\b(?:talks|negotiations|discussions)\s(?:to|between|on|for|with)\b"
    r"|\bbids?\s(?:to|for)\b|\bapproved?\s(?:\S+\s){0,4}?(?:merger|takeover|acquisition|buyout|deal)\b"
    rf"|\b(?:may|might|could|plans? to|wants? to|preparing to|nears?|near|closer to|close to)\s"
    rf"(?:\S+\s){{0,4}}?(?:{_BUYING}|deal|agreement|takeover|acquisition|merger)\b|\bnegotiating\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:could|may|might|can)\s(?:still\s|yet\s|also\s){0,2}"
    r"(?:fall apart|fall through|collapse|break down|fail|founder|come to nothing|end without|be called off)"
    r"\b",
    re.IGNORECASE,
)
_EARLY = re.compile(
    r"\b(?:preliminary|early stages?|not (?:yet )?(?:been )?(?:final|finali[sz]ed|agreed|secured)"
    r"|no (?:final )?(?:agreement|deal|decision)|not (?:yet )?made a (?:final )?decision"
    r"|(?:yet|still) to be (?:agreed|decided|finali[sz]ed|hammered|negotiated|resolved|settled|worked))\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:deal|agreement|transaction|merger|takeover|announcement|offer|outcome)\b[^.]{0,40}?"
    r"\b(?:come|announced|reached|finali[sz]ed|signed|struck|expected (?:soon|this|next|on|by))\b"
    r"|\bannounce\s(?:\S+\s){0,3}?(?:deal|agreement|merger|takeover)\b",
    re.IGNORECASE,
)
_SOON = re.compile(r"\b(?:soon|shortly|imminent(?:ly)?|within (?:days|weeks))\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|(?:in|over) the (?:next|coming))\b", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DWM])")
_LENGTHS = {"D": timedelta(days=1), "W": timedelta(weeks=1), "M": SOON}
_IF = re.compile(r"\b(?:if|should|unless|in case)\b", re.IGNORECASE)
_TURN = re.compile(r",\s(?:but|and|although|though|while)\s", re.IGNORECASE)
_OF_A_DEAL = re.compile(
    r"\b(?:talks|negotiations|discussions|deal|merger|takeover|transaction|agreement|buyout|acquisition|outcome)\b",
    re.IGNORECASE,
)


class Deals:
    """The deals that a story announces, and what rumours of them came to.

    Rule: a rumour of talks to buy or merge is confirmed by the first deal announced behind it in which all,
    or nearly all, whom it names have a part. What is said of "the talks" or "a deal" without a name is about
    the deal of the rumours in the same article, where that is one: that they may fail, or are at an early
    stage, is superseded by a deal on a later day; that it will come by a day is confirmed where it did,
    else superseded.

    Example: "Corvale is in talks to buy Tolmar" and "the talks could still collapse" before "Corvale will
    acquire Tolmar".
    Must not: "Ostwick prepares a rival bid for Tolmar" is not confirmed by "Corvale will acquire Tolmar".
    Known failures: two deals of the same companies; "the talks" of an article that names nobody.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._by_party: dict[str, list[Assertion]] = defaultdict(list)
        self._talks_of: dict[str, list[Assertion]] = defaultdict(list)
        self._talks_in: dict[str | None, list[Assertion]] = defaultdict(list)
        self._agreed: dict[int, Assertion | None] = {}
        self._meant: dict[str | None, Assertion | None] = {}

    def announce(self, one: Assertion) -> Iterator[Assertion]:
        """Hear an announcement; yield the rumours of talks that may have come to it."""
        if not (owns(one) and _AGREED.search(one.text)) or one.is_not_so or self._scene.is_past(one):
            return
        for party in sorted(self._scene.parties(one)):
            self._scene.trail.add(self._by_party[party], one)
            yield from since(self._talks_of.get(party, ()), self._by_party[party], MOST_DEALS)

    def rumour(self, one: Assertion) -> None:
        """Hear a rumour."""
        if self._talks(one):
            self._scene.trail.add(self._talks_in[one.label.article], one)
            for party in sorted(self._scene.parties(one)):
                self._scene.trail.add(self._talks_of[party], one)

    def look(self) -> None:
        """Forget what rumours came to, for more was told."""
        self._agreed.clear()
        self._meant.clear()

    def settling(self, rumour: Assertion) -> tuple[Assertion, Status] | None:
        """Return the deal that a rumour came to, and what that makes of it; absent where none is known."""
        deal = self.meant(rumour)
        if deal is None:
            return None
        is_later = self._scene.later_day(deal, rumour)
        if _first_says(_FAILS, rumour) or _first_says(_EARLY, rumour):
            return (deal, "superseded") if is_later else None
        if _COMES.search(rumour.text):
            return self._timed(rumour, deal)
        if self._agreed_on(rumour) and not money(rumour) and not _IF.search(rumour.text):
            return deal, "confirmed"
        return None

    def meant(self, rumour: Assertion) -> Assertion | None:
        """Return the deal that a rumour speaks of, by whom it names or as the only one of its article."""
        deal = self._agreed_on(rumour)
        if deal or not _OF_A_DEAL.search(_told(rumour)):
            return deal
        one = self._meant_in(rumour.label.article)
        fits = (
            one
            and self._scene.may_settle(one, rumour)
            and self._scene.has_a_part(self._scene.own_parties(rumour), one)
        )
        return one if fits else None

    def _meant_in(self, article: str | None) -> Assertion | None:
        """Return the deal that the talks of an article came to, where that is one."""
        if article not in self._meant:
            deals = (self._agreed_on(talk) for talk in self._talks_in.get(article, ()))
            found = {deal.group: deal for deal in deals if deal}
            self._meant[article] = next(iter(found.values())) if len(found) == 1 else None
        return self._meant[article]

    def _agreed_on(self, rumour: Assertion) -> Assertion | None:
        """Return the first deal behind a rumour of talks between those whom it names."""
        if rumour.row not in self._agreed:
            self._agreed[rumour.row] = self._first_of(rumour) if self._talks(rumour) else None
        return self._agreed[rumour.row]

    def _talks(self, one: Assertion) -> bool:
        """Say whether a rumour is of talks."""
        is_of_talks = owns(one) and _TALKS.search(one.text) and not one.is_not_so
        return bool(is_of_talks) and not self._scene.is_past(one)

    def _first_of(self, rumour: Assertion) -> Assertion | None:
        near = (
            deal
            for party in sorted(self._scene.parties(rumour))
            for deal in around(self._by_party.get(party, ()), rumour, MOST_DEALS)
        )
        fitting = (
            deal
            for deal in near
            if self._scene.may_settle(deal, rumour)
            and self._scene.is_buyer_near(rumour, deal)
            and self._scene.has_a_part(self._scene.parties(rumour), deal)
        )
        return min(fitting, key=lambda deal: (self._scene.first_told(deal.group), deal.group), default=None)

    def _timed(self, rumour: Assertion, deal: Assertion) -> tuple[Assertion, Status] | None:
        """Say whether a deal came when a rumour had it come."""
        told, came = period(self._scene.published(rumour)), period(self._scene.first_told(deal.group))
        if told is None or came is None:
            return None
        spoken_of = period((rumour.target or "").removesuffix(_WEEKEND))
        if spoken_of:
            return deal, "confirmed" if came[0] <= spoken_of[1] else "superseded"
        within = _within(rumour)
        if within is None:
            return None
        return deal, "confirmed" if came[0] - told[1] <= within else "superseded"


def _within(rumour: Assertion) -> timedelta | None:
    """Return how long "soon" or "within two weeks" is; absent where neither is told."""
    lengths = [match for value in rumour.times if (match := _LENGTH.fullmatch(value))]
    if lengths and _WITHIN.search(rumour.text):
        return int(lengths[0][1]) * _LENGTHS[lengths[0][2]]
    return SOON if _SOON.search(rumour.text) else None


def owns(one: Assertion) -> bool:
    """Say whether an assertion tells of buying or merging, or of taking private."""
    return OWN in one.acts or ("rivate" in one.text and _PRIVATE.search(one.text) is not None)


def _told(one: Assertion) -> str:
    return one.text if one.leader is None else f"{one.leader.text} {one.text}"


def _first_says(pattern: re.Pattern[str], one: Assertion) -> bool:
    """Say whether the first thing that an assertion says is of a kind."""
    match = pattern.search(one.text)
    return match is not None and _TURN.search(one.text, 0, match.start()) is None
