"""When the one thing of a story is to begin, for rumours that say only when "it" will."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ondit.claims.acts import BEGIN, LATE
from ondit.claims.assertions import Assertion
from ondit.claims.scene import Scene
from ondit.periods import same_time

MOST_DATES = 64
_IDLE = frozenset(
    "guess one likel expec hear belie think seem reade devic produ new model still also come".split()
)


class Launches:
    """The announcements of a story that tell when something begins, and little else.

    Rule: a rumour that gives nothing but a date of opening or selling, or of missing it, speaks of what the
    story's announcements of such a date speak of, where those all give one date, none of them names another
    subject in common words, and the two articles name somebody in common.

    Example: "it could be on sale in September" and "Skiff will be available in Belmore on 24 June".
    Must not: "it could be on sale in September" beside "pre-orders open on 30 May".
    Known failures: stories of two products; a subject that only common words name.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._begin: list[Assertion] = []
        self._waiting: list[Assertion] = []
        self._told: list[Assertion] = []
        self._is_known = False

    def announce(self, one: Assertion) -> None:
        """Hear an announcement."""
        if one.target and BEGIN in one.acts and not one.is_negated:
            self._scene.trail.add(self._begin, one)

    def rumour(self, one: Assertion) -> None:
        """Hear a rumour."""
        if one.times and {BEGIN, LATE} & one.acts and _is_bare(one):
            self._scene.trail.add(self._waiting, one)

    def look(self) -> Iterator[Assertion]:
        """See whether all that was heard has one date; yield the rumours to which that matters."""
        before = self._told
        bare = list(islice(filter(_is_bare, self._begin), MOST_DATES))
        named = frozenset(name for one in bare for name in self._scene.parties(one))
        begin = (one for one in self._begin if _is_bare(one) or self._scene.parties(one) & named)
        self._told = bare if _is_one([one.target or "" for one in islice(begin, MOST_DATES)]) else []
        if (before or self._told) and not (self._is_known and before == self._told):
            yield from self._waiting
        self._is_known = True

    def forget(self) -> None:
        """Forget what was seen, for what was told last is told anew."""
        self._is_known = False

    def settling(self, rumour: Assertion) -> Assertion | None:
        """Return the first announcement behind a rumour that dates the same."""
        if not (self._told and rumour.times and {BEGIN, LATE} & rumour.acts and _is_bare(rumour)):
            return None
        return next(self._fitting(rumour), None)

    def _fitting(self, rumour: Assertion) -> Iterator[Assertion]:
        named = self._scene.names_of(rumour)
        for one in self._told:
            known = self._scene.parties_near(one)
            if (
                self._scene.not_before(one, rumour)
                and not self._scene.other_parties(one, rumour)
                and named & known
            ):
                yield one


def _is_one(dates: Sequence[str]) -> bool:
    """Say whether some dates may all be one; so many as are looked at are not."""
    return len(dates) < MOST_DATES and all(same_time(dates[0], other) for other in dates[1:])


def _is_bare(one: Assertion) -> bool:
    """Say whether an assertion has no word that says something but acts and names."""
    return all(key.startswith("#") or key in _IDLE for key in one.telling)
