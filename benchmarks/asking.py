"""Filters and searches of every kind, made of what a store holds: the same ones of the same store."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from ondit.timeline import Filter
from ondit.views import DayCount

SEED = 7
SAMPLES = 100
"""How many of each kind, at the most."""
OUTLETS = 300
"""The numbers of outlets that searches name."""
WORD = re.compile(r"[^\W\d_]{2,}")


def filters(
    days: Sequence[DayCount], outlets: Sequence[str], speakers: Sequence[str], ids: Sequence[str]
) -> Mapping[str, list[Filter]]:
    """Return filters of each kind."""
    known = [day.published for day in days if day.published]
    ends = known[:: max(1, len(known) // SAMPLES)]
    least = [0.5 + number / 200 for number in range(SAMPLES)]
    return {
        "a kind": [Filter(kinds=frozenset({"rumour"}), end=day) for day in ends],
        "an outlet": [Filter(sources=frozenset({name})) for name in outlets[:SAMPLES]],
        "three outlets": [Filter(sources=frozenset(outlets[at : at + 3])) for at in range(SAMPLES)],
        "a status": [Filter(statuses=frozenset({"denied", "confirmed"}), end=day) for day in ends],
        "a speaker": [Filter(speakers=frozenset({name})) for name in speakers[:SAMPLES]],
        "what is marked": [Filter(marked=frozenset(ids), end=day) for day in ends],
        "a confidence": [Filter(min_confidence=value) for value in least],
        "a first day": [Filter(start=day) for day in ends],
        "all at once": [
            Filter(frozenset(outlets[at : at + 9]), frozenset({"rumour", "announcement"}), None, day, 0.6)
            for at, day in enumerate(ends)
        ],
    }


def searches(texts: Sequence[str]) -> Mapping[str, list[str]]:
    """Return searches of each kind, of words that stand in texts."""
    chance, found = random.Random(SEED), {}  # noqa: S311 - any will do, but the same ones
    spoken = [words for text in texts if len(words := WORD.findall(text)) > len("words")]
    for words in spoken[: SAMPLES if spoken else 0]:
        at = chance.randrange(len(words) - 3)
        one, two, three = words[at : at + 3]
        forms = {
            "a word": one,
            "two words": f"{one} {three}",
            "one letter": f"{one[:1]}*",
            "two letters": f"{one[:2]}*",
            "three letters": f"{one[:3]}*",
            "a phrase": f'"{one} {two}"',
            "a word without another": f"{one} -{three}",
            "an outlet's name": f"source:{chance.randrange(OUTLETS)} {two}",
            "a speaker's beginning": f"speaker:{one[:2]}*",
            "kind and status": f"kind:rumour status:open {one}",
        }
        for name, search in forms.items():
            found.setdefault(name, []).append(search)
    return found
