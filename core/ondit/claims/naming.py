"""Names that something is given, as rumours tell and announcements then use."""

from __future__ import annotations

import re
from collections import defaultdict

from ondit.claims.assertions import Assertion
from ondit.claims.scene import Scene

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
        self._giving: dict[str, list[tuple[int, Assertion]]] = defaultdict(list)
        for number, one in scene.announced:
            for pattern in (_GIVEN, _SHOWN):
                for match in pattern.finditer(one.text):
                    giving = self._giving[match[1].casefold()]
                    if len(giving) < MOST_GIVING:
                        giving.append((number, one))

    def confirming(self, rumour: Assertion) -> tuple[int, Assertion] | None:
        """Return the announcement that uses the name that a rumour tells, with its group's number."""
        for match in _GIVEN.finditer(rumour.text):
            name = match[1].casefold()
            told = frozenset(name.split())
            for number, one in self._giving.get(name, ()):
                known = self._scene.parties_near(one) | self._scene.parties(one)
                named = self._scene.parties(rumour) - told
                if self._scene.not_before(one, rumour) and (not named or named & known):
                    return number, one
        return None
