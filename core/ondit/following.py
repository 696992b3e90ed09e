"""What became of a story's entries in a later reading: each found again, and those that are new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ondit.folding import day_of
from ondit.model import Span, Story
from ondit.spans import overlap
from ondit.tellings import Tellings


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of entries.

    Attributes:
        became: The id of an entry now, by its id before, where that is another.
        new: The heading (see `day_of`) that each entry stands under that was none before, by its id.
    """

    became: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str | None] = field(default_factory=dict)

    def now(self, before: str) -> str:
        """Return the id of an entry now."""
        return self.became.get(before, before)


def follow(before: Story, after: Story) -> Followed:
    """Find the entries of a story in a later reading of it.

    Rule: an entry is the one of its id; where that is gone, the one that tells most of its places. What is
    neither is new.

    Example: an earlier article tells a rumour that was known from a later one: the same entry, of another id.
    Must not: take an entry for new because a new article tells it too.
    Known failures: where one entry becomes two, the smaller of them counts as new.

    Args:
        before: The story as it was read before.
        after: As it is read now.
    """
    known, now = {entry.id for entry in before.timeline}, {entry.id for entry in after.timeline}
    gone = [entry for entry in before.timeline if entry.id not in now]
    places = _by_article(after) if gone else {}
    became = {}
    tellings = Tellings(before)
    for entry in gone:
        found = _most_told(tellings.of(entry), places)
        if found:
            became[entry.id] = found
    old = known | set(became.values())
    return Followed(became, {entry.id: day_of(entry) for entry in after.timeline if entry.id not in old})


def _by_article(story: Story) -> dict[str | None, list[tuple[Span, str]]]:
    """Return where each article tells which entry."""
    places: dict[str | None, list[tuple[Span, str]]] = defaultdict(list)
    tellings = Tellings(story)
    for entry in story.timeline:
        for span in tellings.of(entry):
            places[span.article].append((span, entry.id))
    return places


def _most_told(spans: Sequence[Span], places: Mapping[str | None, list[tuple[Span, str]]]) -> str | None:
    shared: Counter[str] = Counter()
    for span in spans:
        for other, identifier in places.get(span.article, ()):
            shared[identifier] += overlap(span, other)
    best = max(shared, key=lambda one: (shared[one], one), default=None)
    return best if best is not None and shared[best] else None
