"""Readings of the time of day, alone or with its day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ondit.dates.reckoning import days_from
from ondit.dates.setting import Found, Setting, UnresolvedError, one, phrase
from ondit.dates.words import DAYPARTS, NUMBERS, STEPS
from ondit.model import TimeExpression

_HALF_DAY, _EVENING = 12, 6
_DURING = frozenset("in by during late early".split())
_CUES = frozenset("at from until till by before after around about to".split())
_NOON = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
_DAY = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(?:MO|AF|EV|NI))?")
_DAY_THEN_TIME = re.compile(r"(?:,| at| from|, at| –| -)?\s{0,2}")
_TIME_THEN_DAY = re.compile(r"(?:,| on|, on)?\s{0,2}")
_WIDEST_GAP = 8


def clock(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "9:30 a.m.", "4 in the morning", "nine o'clock"; a zone is part of the span, not of the value."""
    hour = int(found["hour"]) if found["hour"].isdigit() else int(NUMBERS[found["hour"].strip()])
    if found["oclock"]:
        late = False
    elif found["half"]:
        late = found["half"] == "p"
    else:
        late = found["part"] in {"afternoon", "evening"} or (bool(found["night"]) and hour >= _EVENING)
    if not found["oclock"]:
        hour = hour % _HALF_DAY + _HALF_DAY * late
    return _timed(found, setting, f"T{hour:02d}:{found['minute'] or '00'}")


def clock24(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "at 15:30", "15.30 GMT", "0600 GMT": it needs a preposition, a zone, or a date beside it."""
    if found["bare_minute"]:
        return _timed(found, setting, f"T{found['hour']}:{found['bare_minute']}")
    dotted = found.group()[2] == "."
    beside = bool(setting.found) and _meets(
        setting.found[-1].end, found.start(), setting.text, _DAY_THEN_TIME
    )
    if not (found["zone"] or beside or (not dotted and setting.word_before(found.start()) in _CUES)):
        raise UnresolvedError
    return _timed(found, setting, f"T{found['hour']}:{found['minute']}")


def noon(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "noon" and "midnight"."""
    return _timed(found, setting, _NOON[found["noon"]])


def this_part(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "this morning", "last night", and "overnight" as the night before, or the one to come."""
    if found["overnight"]:
        back = 0 if setting.direction(found) == "future" else -1
        return one(found, f"{days_from(setting.today, back).isoformat()}TNI", "TIME")
    day = days_from(setting.today, -1 if found["which"] == "last" else 0)
    return one(found, f"{day.isoformat()}T{DAYPARTS[found['part']]}", "TIME")


def that_part(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "that evening", "the next morning" and "in the morning" from the day named before."""
    anchor = setting.last_day(found.start())
    plain = found["that"] == "the" and setting.word_before(found.start()) not in _DURING
    if anchor is None or plain:
        raise UnresolvedError
    step = STEPS[phrase(found, "that").split(" ")[-1]]
    day = days_from(date.fromisoformat(anchor), step)
    return one(found, f"{day.isoformat()}T{DAYPARTS[found['part']]}", "TIME")


def _timed(found: Found, setting: Setting, time: str) -> list[TimeExpression]:
    """Return a time with the day that was named last before it, if one was, else alone."""
    return one(found, (setting.last_day(found.start()) or "") + time, "TIME")


def join(setting: Setting) -> None:
    """Make one expression of the last two read, where a day and a time of day stand side by side.

    Catches "Monday at 9:30 a.m." and "9:30 a.m. on Monday". Must not join "noon. Monday was quiet". Known
    failures: "Monday, weather permitting, at 9:30 a.m." stays two, of which the second has the day all the
    same.
    """
    found, text = setting.found, setting.text
    if len(found) < 2 or found[-2].start == setting.joined:  # noqa: PLR2004
        return
    before, after = found[-2:]
    day, other = _day_of(before), _day_of(after)
    if day and _is_clock(after) and _meets(before.end, after.start, text, _DAY_THEN_TIME):
        time = after.value
    elif other and _is_clock(before) and _meets(before.end, after.start, text, _TIME_THEN_DAY):
        day, time = other, before.value
    else:
        return
    value = f"{day}{time[time.index('T') :]}"
    found[-2:] = [replace(before, end=after.end, value=value, type="TIME")]
    setting.joined = before.start


def _meets(end: int, start: int, text: str, gap: re.Pattern[str]) -> bool:
    return 0 <= start - end <= _WIDEST_GAP and gap.fullmatch(text, end, start) is not None


def _day_of(expression: TimeExpression) -> str | None:
    """Return the day that an expression names, or a part of it ("tonight"); absent where it is finer."""
    found = _DAY.fullmatch(expression.value)
    return found["day"] if found else None


def _is_clock(expression: TimeExpression) -> bool:
    return expression.type == "TIME" and ":" in expression.value


READINGS = {
    "clock": clock,
    "clock24": clock24,
    "noon": noon,
    "this_part": this_part,
    "that_part": that_part,
}
