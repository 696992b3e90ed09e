"""When the one thing of a story is to begin, for rumours that say only when "it" will."""

from __future__ import annotations

from collections.abc import Iterator

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
        begin = [
            (number, one)
            for number, one in scene.announced
            if one.target and BEGIN in one.acts and not one.is_negated
        ]
        self._told = [row for row in begin if _is_bare(row[1])]
        named = frozenset(name for _, one in self._told for name in self._scene.parties(one))
        dates = [one.target or "" for _, one in begin if _is_bare(one) or self._scene.parties(one) & named][
            :MOST_DATES
        ]
        self._is_one = len(dates) < MOST_DATES and all(same_time(dates[0], other) for other in dates[1:])

    def settling(self, rumour: Assertion) -> tuple[int, Assertion] | None:
        """Return the first announcement behind a rumour that dates the same, with its group's number."""
        if not (self._is_one and rumour.times and {BEGIN, LATE} & rumour.acts and _is_bare(rumour)):
            return None
        return next(self._fitting(rumour), None)

    def _fitting(self, rumour: Assertion) -> Iterator[tuple[int, Assertion]]:
        named = self._scene.names_of(rumour)
        for number, one in self._told:
            known = self._scene.parties_near(one)
            if (
                self._scene.not_before(one, rumour)
                and not self._scene.other_parties(one, rumour)
                and named & known
            ):
                yield number, one


def _is_bare(one: Assertion) -> bool:
    """Say whether an assertion has no word that says something but acts and names."""
    return all(key.startswith("#") or key in _IDLE for key in one.telling)
