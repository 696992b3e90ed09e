"""Which way a sentence looks at a place in it: ahead or back."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from ondit.dates.words import (
    ABBREVIATIONS,
    BEGUN_VERBS,
    FUTURE_PAIRS,
    FUTURE_VERBS,
    NO_INFINITIVE,
    NOT_PAST,
    PAST_VERBS,
)

Direction = Literal["future", "past"]

_REACH = 240
_TOKEN = re.compile(
    r"(?P<word>[a-z]+(?:['’](?:t|ll)(?![a-z]))?|['’]ll(?![a-z]))|(?P<stop>[.!?](?=[\"'”’)\]]{0,4}\s)|\n[^\S\n]*\n)"
)
_SHORTEST_PAST = 4
_BEHIND_STOP = 10
_MARKS = "\"'“”‘’()[] \n"


class Tenses:
    """The verbs of a text that look ahead or back, found once for all its time expressions.

    Rule: a table of words (`will`, `due`, `launches` look ahead; `said`, `was`, whatever ends in -ed look
    back), and "to" before a verb looks ahead. Catches "is to open in July", must not take "up to three".
    Known failures: nouns and adjectives in the form of a verb ("the may tree", "a crowded market"), and
    the present tense of verbs outside the table.
    """

    def __init__(self, lowered: str, text: str) -> None:
        """Find the verbs of a text.

        Args:
            lowered: The text in lower case, as long as the text.
            text: The text itself, whose capitals tell where sentences begin.
        """
        self._starts: list[int] = []
        self._kinds: list[Direction | None] = []
        previous = earlier = ""
        for found in _TOKEN.finditer(lowered):
            word = found.group()
            if found["word"] is None:
                if _ends_sentence(found, previous, text):
                    self._add(found.end(), None)
                continue
            named = text[found.start()].isupper()
            infinitive = (
                previous == "to" and not named and word not in NO_INFINITIVE and earlier not in BEGUN_VERBS
            )
            if infinitive or (previous, word) in FUTURE_PAIRS:
                self._add(found.start(), "future")
            elif (direction := _direction(word)) and not (named and word == "may"):
                self._add(found.start(), direction)
            previous, earlier = word, previous

    def _add(self, start: int, kind: Direction | None) -> None:
        self._starts.append(start)
        self._kinds.append(kind)

    def before(self, place: int) -> Direction | None:
        """Return where the last verb before a place looks, absent without one in its sentence."""
        behind = bisect_left(self._starts, place) - 1
        if behind >= 0 and place - self._starts[behind] <= _REACH:
            return self._kinds[behind]
        return None

    def after(self, place: int) -> Direction | None:
        """Return where the first verb behind a place looks, absent without one in its sentence."""
        ahead = bisect_left(self._starts, place)
        if ahead < len(self._starts) and self._starts[ahead] - place <= _REACH:
            return self._kinds[ahead]
        return None


def _direction(word: str) -> Direction | None:
    if word in FUTURE_VERBS:
        return "future"
    if word in PAST_VERBS:
        return "past"
    if word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in NOT_PAST:
        return "past"
    return None


def _ends_sentence(stop: re.Match[str], previous: str, text: str) -> bool:
    if stop.group()[0] == "\n":
        return True
    after = text[stop.end() : stop.end() + _BEHIND_STOP].lstrip(_MARKS)
    return not (stop.group()[0] == "." and (previous in ABBREVIATIONS or len(previous) == 1)) and (
        not after or not after[0].islower()
    )
