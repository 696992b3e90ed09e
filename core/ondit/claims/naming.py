"""Names that something is given, as rumours tell and announcements then use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ondit.claims.assertions import Assertion
from ondit.claims.scene import Scene
from ondit.claims.trail import around, since

_NAME = r"[\"“”‘’'«„]?((?:[A-Z][\w-]*)(?:\s[A-Z0-9][\w-]*){0,3})"
_GIVEN = re.compile(
    r"\b(?:known (?:\w+ )?as|code-?named?|dubbed|nicknamed|called|by the name(?: of)?"
    rf"|under the (?:code )?name(?: of)?)\s+{_NAME}"
)
_SHOWN = re.compile(rf"\b(?:introduc|present|unveil|launch)(?:e|es|ed|s)?\s+(?:the\s|its\s)?{_NAME}")

MOST_GIVING = 64


class Naming:
    """The announcements of a story by the names that they give.

    Rule: a rumour that says what something is called is confirmed by the first announcement behind it that
    gives that name, or shows something of that name, where the two articles name somebody in common.

    Example: 'inside Corvale the ferry is known as "Skiff"' and "Corvale today introduced Skiff".
    Must not: 'the plan is known as "Skiff"' and "the skiff was repaired".
    Known failures: names that are announced without such a word.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._giving: dict[str, list[Assertion]] = defaultdict(list)
        self._telling: dict[str, list[Assertion]] = defaultdict(list)

    def announce(self, one: Assertion) -> Iterator[Assertion]:
        """Hear an announcement; yield the rumours that it may confirm."""
        for pattern in (_GIVEN, _SHOWN):
            for match in pattern.finditer(one.text):
                name = match[1].casefold()
                self._scene.trail.add(self._giving[name], one)
                yield from since(self._telling.get(name, ()), self._giving[name], MOST_GIVING)

    def rumour(self, one: Assertion) -> None:
        """Hear a rumour."""
        for match in _GIVEN.finditer(one.text):
            self._scene.trail.add(self._telling[match[1].casefold()], one)

    def confirming(self, rumour: Assertion) -> Assertion | None:
        """Return the announcement that uses the name that a rumour tells."""
        for match in _GIVEN.finditer(rumour.text):
            name = match[1].casefold()
            told = frozenset(name.split())
            for one in around(self._giving.get(name, ()), rumour, MOST_GIVING):
                known = self._scene.parties_near(one) | self._scene.parties(one)
                named = self._scene.parties(rumour) - told
                if self._scene.not_before(one, rumour) and (not named or named & known):
                    return one
        return None
