"""What a filter can ask for, as choices to tick, and what is ticked as a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from ondit.marked import Marked
from ondit.timeline import Filter
from ondit.views import Tally
from ondit_tui.widgets.choices import Choice, ChoiceList
from ondit_tui.widgets.filtering import CONFIDENCES, KINDS, STATUSES
from ondit_tui.widgets.wording import FAIR, HIGH

ONLY = "only"
STATUS = "status of rumours"
_WORDS = {0.0: "any confidence", FAIR: f"{FAIR:g} and more: fair or high", HIGH: f"{HIGH:g} and more: high"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to filter.

    Attributes:
        tally: What the story holds.
        speakers: In how many entries each speaker is quoted, by name.
        marked: The marks that there are; what they are on is looked for once that is asked for.
        new: The ids of the entries that are new.
    """

    tally: Tally
    speakers: Mapping[str, int]
    marked: Marked
    new: frozenset[str]


def of_sources(tally: Tally) -> list[Choice]:
    """Return the outlets as choices, those that tell most first."""
    return _named("source", tally.outlets)


def listed(offer: Offer, wanted: Filter) -> ChoiceList:
    """Return a list of all that can be asked for, with what a filter asks for ticked."""
    tally = offer.tally
    choices = [Choice("kind", kind, kind, tally.kinds.get(kind, 0)) for kind in KINDS]
    choices += [Choice(STATUS, one, one, tally.statuses.get(one, 0)) for one in STATUSES]
    steps = sorted({*CONFIDENCES, wanted.min_confidence})
    choices += [Choice("confidence", str(step), _confidence(step), single=True) for step in steps]
    choices.append(
        Choice(ONLY, "marked", "only what is marked", len(offer.marked.marks), nouns=("mark", "marks"))
    )
    choices.append(Choice(ONLY, "new", "only what is new", len(offer.new)))
    choices += [*of_sources(tally), *_named("speaker", offer.speakers)]
    return ChoiceList(choices, frozenset(_ticked(wanted)))


def filter_of(ticked: ChoiceList, offer: Offer, wanted: Filter) -> Filter:
    """Return a filter with what is ticked; its dates and its search stay."""
    kinds, statuses, only = ticked.values("kind"), ticked.values(STATUS), ticked.values(ONLY)
    return replace(
        wanted,
        sources=ticked.values("source"),
        kinds=frozenset(kind for kind in KINDS if kind in kinds),
        statuses=frozenset(status for status in STATUSES if status in statuses),
        speakers=ticked.values("speaker"),
        min_confidence=max(map(float, ticked.values("confidence"))),
        marked=offer.marked.ids if "marked" in only else None,
        new=offer.new if "new" in only else None,
    )


def _ticked(wanted: Filter) -> set[tuple[str, str]]:
    named: dict[str, frozenset[str]] = {"source": wanted.sources, "speaker": wanted.speakers}
    named |= {"kind": frozenset(wanted.kinds), STATUS: frozenset(wanted.statuses)}
    ticked = {(group, value) for group, values in named.items() for value in values}
    ticked |= {(ONLY, name) for name in ("marked", "new") if getattr(wanted, name) is not None}
    return ticked | {("confidence", str(wanted.min_confidence))}


def _named(group: str, counts: Mapping[str, int]) -> list[Choice]:
    """Return names as choices, those with most entries first, others in the order in which they come."""
    ordered = sorted(counts.items(), key=itemgetter(1), reverse=True)
    return [Choice(group, name, name, number) for name, number in ordered]


def _confidence(step: float) -> str:
    return _WORDS.get(step, f"{step:g} and more")
