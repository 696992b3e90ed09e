"""Claims and their lives: first seen, repeated, settled by which sentence, contradicted by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ondit.export.casefile.citing import Citing, Telling, When, kind_words, sure
from ondit.export.casefile.gathering import Gathered, Most, Told
from ondit.export.excerpts import excerpt_of
from ondit.lots import LOTS, Lot, level_of, lot_of
from ondit.model import Event, Evidence, Span, Standing, Step, TimelineEntry

SIGNS: Mapping[str, str] = {
    "announcement": "●",
    "denial": "✕",
    "confirmation": "✓",
    "rumour": "○",
    "neither": "·",
}
"""The shape of each kind, and of the subtypes that have one of their own."""
STEP_SIGNS: Mapping[Step, str] = {
    "first seen": "●",
    "repeated": "•",
    "confirmed": "✓",
    "denied": "✕",
    "superseded": "»",
    "zombie": "!",
    "expired": "┤",
}
STEP_WORDS: Mapping[Step, str] = {
    "zombie": "told again all the same",
    "expired": "expired: nothing settled it",
}
LOT_WORDS: Mapping[Lot, str] = {
    "contradicted": "Contradicted",
    "zombie": "Told again after they were settled",
    "settled": "Settled",
    "several outlets": "Open, told by several outlets",
    "one outlet": "Open, told by one outlet",
    "expired": "Expired",
    "on the record": "On the record",
}
EVIDENCE_WORDS: Mapping[Evidence, str] = {
    "said": "The announcement says so itself.",
    "facts": "Probable only: both tell the same facts, but the announcement does not say so itself.",
    "wording": "Probable only: both are told in much the same words, and nothing else shows it.",
}
STANDING_WORDS: Mapping[Standing, str] = {
    "on the record": "A principal said it.",
    "contradicted": "Another claim speaks against it.",
}
"""How well a claim stands, as far as the outlets that tell it do not say so themselves."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim, which settles or contradicts one.

    Attributes:
        number: Its number in the case file; absent where it is not listed there.
        text: What it asserts.
        telling: Where that was told first.
    """

    number: int | None
    text: str
    telling: Telling | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A step in the life of a claim.

    Attributes:
        sign: Its shape.
        words: What happened, with a question mark where that is only probable.
        when: On which day.
        tellings: The sentences that tell it.
        more: How many more there are.
        settled_by: The claim that settles it, where the step is a settling one.
        evidence: What shows that it does, in a sentence; empty where nothing is known of that.
    """

    sign: str
    words: str
    when: When
    tellings: Sequence[Telling]
    more: int
    settled_by: Other | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Life:
    """A claim with all that became of it.

    Attributes:
        number: Its number in the case file, from 1.
        entry: Its line of the timeline.
        lot: What became of it, by which claims are grouped.
        target: The date that it speaks of, in words; empty without one.
        standing: How well it stands, in a sentence; empty where its outlets say so.
        wording: The number of the wording that carries it; absent where none does.
        overridden: What of it a reader decided, and was not found.
        steps: Its life, in order.
        against: Claims that cannot be true beside it.
    """

    number: int
    entry: TimelineEntry
    lot: Lot
    target: str
    standing: str
    wording: int | None
    overridden: Sequence[str]
    steps: Sequence[Happened]
    against: Sequence[Other]

    @property
    def sign(self) -> str:
        """The shape of its kind."""
        return sign_of(self.entry)

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return kind_words(self.entry.kind, self.entry.subtype)

    @property
    def confidence(self) -> str:
        """The confidence of its kind, as number and word."""
        return sure(self.entry.confidence)


def sign_of(entry: TimelineEntry) -> str:
    """Return the shape of an entry's kind."""
    return SIGNS.get(entry.subtype or "") or SIGNS[entry.kind]


def numbered(told: Iterable[Told]) -> dict[str, int]:
    """Return the number of each claim by its id: by lots, and in each those that matter most first."""
    claims = sorted((one for one in told if one.claim), key=_place)
    return {one.entry.claim or "": number for number, one in enumerate(claims, 1)}


def lives(
    gathered: Gathered, wordings: Mapping[str, int], citing: Citing, most: Most
) -> list[tuple[str, list[Life]]]:
    """Return the claims of a slice in lots, each with its heading; no lot is empty.

    Args:
        gathered: The slice.
        wordings: The number of each wording, by its statement's id.
        citing: Cites.
        most: How many tellings of a step are shown.
    """
    claims = [one for one in gathered.told if one.claim]
    teller = _Teller(numbered(claims), wordings, gathered.others, citing, most.tellings)
    found: dict[Lot, list[Life]] = {lot: [] for lot in LOTS}
    for one in sorted(claims, key=_place):
        life = teller.life(one)
        found[life.lot].append(life)
    return [(LOT_WORDS[lot], some) for lot, some in found.items() if some]


class _Teller:
    """Tells the lives of claims."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        wordings: Mapping[str, int],
        others: Mapping[str, Told],
        citing: Citing,
        most: int,
    ) -> None:
        self._numbers, self._wordings, self._others = numbers, wordings, others
        self._citing, self._most = citing, most

    def life(self, told: Told) -> Life:
        """Return the life of an entry's claim."""
        entry, claim = told.entry, told.claim
        if claim is None:
            raise ValueError(f"{entry.id} has no claim")
        return Life(
            number=self._numbers[claim.id],
            entry=entry,
            lot=_lot(told),
            target=self._citing.when(claim.target).words if claim.target else "",
            standing=STANDING_WORDS.get(claim.standing, ""),
            wording=self._wordings.get(entry.statement or ""),
            overridden=claim.overridden,
            steps=[self._step(told, event) for event in claim.history],
            against=[self._other(one) for one in claim.contradicts],
        )

    def _step(self, told: Told, event: Event) -> Happened:
        evidence = told.claim.evidence if told.claim and event.claim else None
        doubt = "?" if evidence in ("facts", "wording") else ""
        shown = event.places[: self._most]
        return Happened(
            sign=STEP_SIGNS[event.step],
            words=f"{STEP_WORDS.get(event.step, event.step)}{doubt}",
            when=self._citing.when(event.published),
            tellings=[self._citing.telling(excerpt_of(told.part, place)) for place in shown]
            if not event.claim
            else [],
            more=0 if event.claim else len(event.places) - len(shown),
            settled_by=self._other(event.claim, event.places) if event.claim else None,
            evidence=EVIDENCE_WORDS[evidence] if evidence else "",
        )

    def _other(self, identifier: str, settling: Sequence[Span] = ()) -> Other:
        """Return another claim, told where it settles this one, else where it was told first."""
        told = self._others.get(identifier)
        if told is None or told.claim is None:
            return Other(None, "a claim that the story has no more", None)
        there = {article.id for article in told.part.articles}
        places = [one for one in (*settling, *told.claim.mentions) if one.article in there]
        telling = self._citing.telling(excerpt_of(told.part, places[0])) if places else None
        return Other(self._numbers.get(identifier), told.claim.text, telling)


def _lot(told: Told) -> Lot:
    entry, claim = told.entry, told.claim
    zombie = claim is not None and claim.is_zombie
    return lot_of(entry.kind, entry.status, entry.standing, is_zombie=zombie)


def _place(told: Told) -> tuple[int, int, bool, str, str]:
    entry = told.entry
    level = -level_of(entry.importance)
    return LOTS.index(_lot(told)), level, entry.published is None, entry.published or "", entry.id
