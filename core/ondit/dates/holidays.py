"""The days of holidays: fixed, the nth weekday of a month, or so many days from Easter.

Names mean the holidays of the United States where countries differ ("Labor Day", "Thanksgiving"); those
whose day depends on the country altogether ("Independence Day", "Father's Day") are left out.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "new year's day": (1, 1),
    "australia day": (1, 26),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "guy fawkes night": (11, 5),
    "veterans day": (11, 11),
    "remembrance day": (11, 11),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_MONDAY, _THURSDAY = 0, 3
_WEEKDAYS = {
    "martin luther king day": (1, _MONDAY, 15, 0),
    "martin luther king jr. day": (1, _MONDAY, 15, 0),
    "presidents' day": (2, _MONDAY, 15, 0),
    "presidents day": (2, _MONDAY, 15, 0),
    "memorial day": (5, _MONDAY, 25, 0),
    "labor day": (9, _MONDAY, 1, 0),
    "columbus day": (10, _MONDAY, 8, 0),
    "election day": (11, _MONDAY, 1, 1),
    "thanksgiving day": (11, _THURSDAY, 22, 0),
    "thanksgiving": (11, _THURSDAY, 22, 0),
    "black friday": (11, _THURSDAY, 22, 1),
    "cyber monday": (11, _THURSDAY, 22, 4),
}
"""Month, weekday, the day of the month from which that weekday is sought, and days behind it."""

_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter day": 0,
    "easter sunday": 0,
    "easter monday": 1,
}
HOLIDAYS = frozenset([*_FIXED, *_WEEKDAYS, *_FROM_EASTER])
"""Names of holidays, in lower case."""


def day_of(holiday: str, year: int) -> date:
    """Return the day of a holiday in a year.

    Raises:
        KeyError: No holiday has that name.
        ValueError: The year is not within 1 to 9999.
        OverflowError: The day is not.
    """
    if holiday in _FIXED:
        return date(year, *_FIXED[holiday])
    if holiday in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[holiday])
    month, weekday, first, behind = _WEEKDAYS[holiday]
    start = date(year, month, first)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + behind)


def _easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, of_century = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    week = (32 + 2 * of_century + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
