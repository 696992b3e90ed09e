"""The lines of a timeline as columns of numbers, in the timeline's order, before each has its row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from ondit.model import Kind, Standing, Status, Story, TimelineEntry
from ondit.search.stories import speakers_of_entries
from ondit.store import columns, indexed

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status | None, ...] = (None, *get_args(Status))
STANDINGS: tuple[Standing | None, ...] = (None, *get_args(Standing))
Columns = dict[str, "array[Any]"]


@dataclass(frozen=True, slots=True)
class Lines:
    """What is to be kept, in the order of the timeline.

    Attributes:
        ids: The ids of the entries.
        words: What is indexed of each, before it is folded: its text, and its speakers.
        columns: Their columns.
    """

    ids: Sequence[str]
    words: Sequence[tuple[str, tuple[str, ...]]]
    columns: Columns


class Facts(NamedTuple):
    """What is known of an entry in a word each; `zombie` is whether it was told again once settled."""

    kind: Kind
    status: Status | None
    standing: Standing | None
    zombie: bool


FACTS: tuple[Facts, ...] = tuple(
    Facts(kind, status, standing, zombie)
    for zombie in (False, True)
    for standing in STANDINGS
    for status in STATUSES
    for kind in KINDS
)
"""What each number of the column `facts` says."""
_NUMBERS = {facts: number for number, facts in enumerate(FACTS)}


def lines(
    story: Story,
    numbers: Mapping[str, int],
    homes: Mapping[str, Sequence[TimelineEntry]],
) -> Lines:
    """Return the entries of a story as they are to be kept.

    Args:
        story: The story.
        numbers: The numbers of its articles, by their ids.
        homes: The entries that are kept with the outcome of each article, by its id.
    """
    entries = story.timeline
    home = {
        entry.id: (numbers[article], at) for article, own in homes.items() for at, entry in enumerate(own)
    }
    speakers = speakers_of_entries(story)
    words = [(entry.text, told) for entry, told in zip(entries, speakers, strict=True)]
    values: dict[str, Iterable[float]] = {
        "facts": _facts(story),
        "confidence": (entry.confidence for entry in entries),
        "importance": (entry.importance for entry in entries),
        "home": (home[entry.id][0] for entry in entries),
        "at": (home[entry.id][1] for entry in entries),
        "carrier": _carriers(story, numbers),
        "rank": _ranks(story),
        "key": (indexed.digest(entry.id) for entry in entries),
        "words": (indexed.digest(text, *told) for text, told in words),
        "born": (0 for _ in entries),
    }
    made = {name: array(columns.KINDS[name], one) for name, one in values.items()}
    return Lines([entry.id for entry in entries], words, made)


def _facts(story: Story) -> Iterator[int]:
    zombies = {claim.id for claim in story.claims if claim.is_zombie}
    for entry in story.timeline:
        yield _NUMBERS[Facts(entry.kind, entry.status, entry.standing, entry.claim in zombies)]


def _carriers(story: Story, numbers: Mapping[str, int]) -> Iterator[int]:
    first = {one.id: numbers[one.occurrences[0].article or ""] for one in story.statements}
    for entry in story.timeline:
        yield first.get(entry.statement or "", 0) if entry.claim else 0


def _ranks(story: Story) -> Iterator[int]:
    """Yield the place of each entry's claim among all, where it stands beside other claims in its part."""
    related = {claim.id for claim in story.claims if claim.settled_by or claim.contradicts}
    related |= {other for claim in story.claims for other in (claim.settled_by or "", *claim.contradicts)}
    ranks = {claim.id: rank for rank, claim in enumerate(story.claims, start=1) if claim.id in related}
    return (ranks.get(entry.claim or "", 0) for entry in story.timeline)
