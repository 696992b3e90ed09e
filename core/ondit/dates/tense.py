"""Which way a sentence looks at a place in it: ahead or back."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from ondit.dates.verbs import (
    ABBREVIATIONS,
    AUXILIARY_BE,
    BETWEEN_VERBS,
    DECLINED,
    FUTURE_INFINITIVES,
    FUTURE_PAIRS,
    FUTURE_VERBS,
    MODALS,
    NO_INFINITIVE,
    NOT_PAST,
    PAST_VERBS,
    PROMISING_VERBS,
    REPORTING_VERBS,
    STARTING,
)

Direction = Literal["future", "past"]
Kind = Literal["future", "past", "reported", "promised", "perfect", "open", "stop"]
"""What a word says of time: `reported` and `perfect` look back, `open` leaves it to the verb before.

`Promised` looks back to when it was said, and ahead to what was.
"""

_REACH = 240
_TOKEN = re.compile(
    r"(?P<word>[a-z]+(?:['’](?:t|ll|re|s)(?![a-z]))?|['’](?:ll|re)(?![a-z]))"
    r"|(?P<stop>[.!?](?=[\"'”’)\]]{0,4}\s)|\n[^\S\n]*\n)|(?P<figure>[0-9$£€])"
)
_SHORTEST_PAST, _SHORTEST_PROGRESS = 4, 6
_BEHIND_STOP = 10
_MARKS = "\"'“”‘’()[] \n"
_NEAR_HAD = 24
_NAMES = frozenset(("may", "will"))
_DETERMINERS = frozenset("a an the its his her their our my your".split())
_BEFORE_NAMES = _DETERMINERS | {"at", "free"}
_BEFORE_BASE_FORMS = MODALS | {"will", "won't", "won’t", "not"}
_TELLING = frozenset().union(
    {second for _, second in FUTURE_PAIRS},
    {"had", "hadn't", "hadn’t"},
    *(STARTING, DECLINED, FUTURE_VERBS, PROMISING_VERBS, REPORTING_VERBS, PAST_VERBS),
)
_TELLING_ENDS = ("ed", "ing")
_BEFORE_ANY = frozenset(("to", "have"))
"""Words behind which any may say something; else only those do that tell, or end so."""
_DECLINING = frozenset("could couldn't couldn’t would wouldn't wouldn’t".split())


class Tenses:
    """The verbs of a text that look ahead or back, found once for all its time expressions.

    Rule: a table of words (`will`, `due`, `launches` look ahead; `said`, `was`, whatever ends in -ed look
    back); "to" before a verb looks ahead behind a word that plans ("agreed to"), else it leaves the way to
    the verb before it. "Had been due" and "would have" look back. Catches "is to open in July", must not
    take "up to three", "rose to 3 percent in July", "celebrations to mark the vote on Friday were held".
    Known failures: nouns and adjectives in the form of a verb ("a crowded market"), and the present tense
    of verbs outside the table.
    """

    def __init__(self, lowered: str, text: str) -> None:
        """Find the verbs of a text.

        Args:
            lowered: The text in lower case, as long as the text.
            text: The text itself, whose capitals tell where sentences begin.
        """
        self._starts: list[int] = []
        self._kinds: list[Kind] = []
        self._modal = -1
        previous = earlier = ""
        for found in _TOKEN.finditer(lowered):
            kind, word = found.lastgroup, found.group()
            if kind == "stop":
                if _ends_sentence(found, previous, text):
                    self._add(found.end(), "stop")
                continue
            if kind == "figure":
                previous, earlier = "", previous
                continue
            if word in _TELLING or word.endswith(_TELLING_ENDS) or previous in _BEFORE_ANY:
                self._take(word, previous, earlier, found.start(), text[found.start()].isupper())
            if word not in BETWEEN_VERBS:
                previous, earlier = word, previous

    def _take(self, word: str, previous: str, earlier: str, start: int, named: bool) -> None:
        """Note what a word says about time, given the two words before it."""
        if (previous, word) in FUTURE_PAIRS:
            if self._starts and start - self._starts[-1] == len(previous) + 1:
                self._drop()
            self._add(start, self._ahead(start))
        elif previous == "have" and earlier in MODALS and word != "to" and self._kinds:
            self._kinds[-1] = "past"
        elif previous == "to" and not named and word not in NO_INFINITIVE:
            self._add(start, self._ahead(start) if earlier in FUTURE_INFINITIVES else "open")
        elif not (word in _NAMES and (named or previous in _BEFORE_NAMES)):
            self._word(word, previous, start)

    def _word(self, word: str, previous: str, start: int) -> None:
        if word in STARTING:
            self._add(start, "open")
        elif word in DECLINED and self._kinds and self._modal >= 0 and start - self._modal <= _NEAR_HAD:
            self._kinds[-1] = "past"
        elif word in FUTURE_VERBS:
            if previous not in {"than", "as"}:
                self._add(start, self._ahead(start))
                self._modal = start if word in _DECLINING else -1
        elif word in PROMISING_VERBS:
            self._add(start, "promised")
        elif word in REPORTING_VERBS:
            self._add(start, "open" if previous in AUXILIARY_BE else "reported")
        elif word in {"had", "hadn't", "hadn’t"}:
            self._add(start, "perfect")
        elif _is_past(word):
            if (previous in _DETERMINERS and word.endswith("ed")) or previous in _BEFORE_BASE_FORMS:
                return
            if previous in AUXILIARY_BE:
                self._add(start, "open")
                return
            after_had = bool(self._kinds) and self._kinds[-1] == "perfect"
            self._add(start, "perfect" if after_had and start - self._starts[-1] <= _NEAR_HAD else "past")
        elif previous in AUXILIARY_BE and word.endswith("ing") and len(word) >= _SHORTEST_PROGRESS:
            self._add(start, "open")

    def _ahead(self, start: int) -> Kind:
        """Return where a word that looks ahead does look, given whether "had" or "had been" is before it."""
        if self._kinds and self._kinds[-1] == "perfect" and start - self._starts[-1] <= _NEAR_HAD:
            return "perfect"
        return "future"

    def _add(self, start: int, kind: Kind) -> None:
        self._starts.append(start)
        self._kinds.append(kind)

    def _drop(self) -> None:
        self._starts.pop()
        self._kinds.pop()

    def before(self, place: int, *, said: bool = True) -> tuple[Direction | None, Kind | None]:
        """Return where the verb before a place looks, and the kind of the last before it.

        Args:
            place: The place.
            said: Whether verbs of saying count.
        """
        nearest: Kind | None = None
        for number in range(bisect_left(self._starts, place) - 1, -1, -1):
            kind = self._kinds[number]
            if place - self._starts[number] > _REACH or kind == "stop":
                break
            nearest = nearest or kind
            if kind != "open" and (said or kind != "reported"):
                return _way(kind, said), nearest
        return None, nearest

    def beside(self, place: int, reach: int) -> bool:
        """Say whether a verb that looks one way stands before a place, no further away than `reach`."""
        last = bisect_left(self._starts, place) - 1
        near = last >= 0 and place - self._starts[last] <= reach
        return near and self._kinds[last] in {"past", "reported", "future"}

    def after(
        self, place: int, *, said: bool = True, reach: int = _REACH
    ) -> tuple[Direction | None, Kind | None]:
        """Return where the first verb behind a place looks, and of what kind it is; as `before`."""
        for number in range(bisect_left(self._starts, place), len(self._starts)):
            kind = self._kinds[number]
            if self._starts[number] - place > reach or kind == "stop":
                break
            if kind != "open" and (said or kind != "reported"):
                return _way(kind, said), kind
        return None, None


def _way(kind: Kind, said: bool) -> Direction:
    return "future" if kind == "future" or (kind == "promised" and not said) else "past"


def _is_past(word: str) -> bool:
    if word in PAST_VERBS:
        return True
    return word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in NOT_PAST


def _ends_sentence(stop: re.Match[str], previous: str, text: str) -> bool:
    if stop.group()[0] == "\n":
        return True
    after = text[stop.end() : stop.end() + _BEHIND_STOP].lstrip(_MARKS)
    return not (stop.group()[0] == "." and (previous in ABBREVIATIONS or len(previous) == 1)) and (
        not after or not after[0].islower()
    )
