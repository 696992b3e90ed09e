"""Numbers in words, and the values of lengths of time."""

from __future__ import annotations

import re

from ondit.dates.words import IN_SMALLER_UNITS, NUMBERS, UNITS, VAGUE_NUMBERS

_NUMBER_PART = re.compile(r"[0-9][0-9,.]*|[a-z]+|½")
_HALVES = {"Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS"), "D": (24, "TH")}


def count(words: str) -> float | None:
    """Return the number that words stand for ("three", "2 1/2", "a couple of"), absent where it is vague."""
    total = 0.0
    for part in _NUMBER_PART.findall(words.replace("1/2", "½")):
        if part in VAGUE_NUMBERS:
            return None
        if part in {"½", "half"}:
            total += 0.5
        elif part[0].isdigit():
            total += float(part.replace(",", "").rstrip("."))
        elif part in {"hundred", "thousand", "dozen"}:
            total = max(total, 1) * NUMBERS[part]
        elif part == "couple":
            total = 2
        elif not (part == "a" and total):
            total += NUMBERS.get(part, 0)
    return total


def duration(number: float | None, unit: str) -> str:
    """Return the value of so many units: `P3M`, `PT36H`, `P2Y6M`, `PXD` where the number is vague."""
    letter = UNITS[unit]
    if number is None:
        return _lettered("X", letter)
    times, letter = IN_SMALLER_UNITS.get(unit.replace("centurie", "century"), (1, letter))
    number *= times
    whole, rest = int(number), number - int(number)
    if not rest:
        return _lettered(str(whole), letter)
    if letter not in _HALVES:
        return _lettered(f"{number:.1f}", letter)
    per, smaller = _HALVES[letter]
    head = _lettered(str(whole), letter) if whole else "P"
    tail = _lettered(str(round(rest * per)), smaller).removeprefix("P")
    return head + (tail.removeprefix("T") if "T" in head else tail)


def _lettered(number: str, letter: str) -> str:
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"
