"""Values of TIMEX3 in words: "2022-Q3" is the 3rd quarter of 2022, "P1M" is 1 month."""

from __future__ import annotations

import re
from collections.abc import Callable

from ondit_tui.widgets.wording import count, date_of, day_of

_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "some time ago", "FUTURE_REF": "some time to come"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_UNITS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century"}
_SHORT = {"H": "hour", "M": "minute", "S": "second"}
_ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th"}
_LENGTH = re.compile(r"P((?:[\dX.]+(?:DE|CE|[YQMWD]))*)(?:T((?:[\dX.]+[HMS])+))?")
_AMOUNT = re.compile(r"([\dX.]+)(DE|CE|[A-Z])")

_FORMS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})-Q([1-4])", lambda found: f"{_ORDINALS[found[2]]} quarter of {found[1]}"),
    (r"(\d{4})-H([12])", lambda found: f"{_ORDINALS[found[2]]} half of {found[1]}"),
    (r"(\d{4})-W(\d\d)", lambda found: f"week {int(found[2])} of {found[1]}"),
    (r"(\d{4})-W(\d\d)-WE", lambda found: f"the weekend of week {int(found[2])} of {found[1]}"),
    (r"(\d{4})-(SP|SU|FA|WI)", lambda found: f"{_SEASONS[found[2]]} {found[1]}"),
    (r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT)", lambda found: f"{date_of(found[1])}, {_PARTS[found[2]]}"),
    (
        r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?(Z?)",
        lambda found: f"{date_of(found[1])}, {found[2]}{_utc(found)}",
    ),
    (r"T(\d\d:\d\d)", lambda found: found[1]),
    (r"(\d{3})", lambda found: f"the {found[1]}0s"),
)


def time_words(value: str) -> str:
    """Return a TIMEX3 value in words, never finer than it is; one of an unknown form as it stands.

    "2022-07" is "Jul 2022", "2022-Q3" "3rd quarter of 2022", "P1M" "1 month", "PXY" "some years".
    """
    if value in _REFERENCES:
        return _REFERENCES[value]
    for form, told in _FORMS:
        if found := re.fullmatch(form, value):
            return told(found)
    if value.startswith("P") and (found := _LENGTH.fullmatch(value)) and (found[1] or found[2]):
        amounts = [(_UNITS, one) for one in _AMOUNT.findall(found[1] or "")]
        amounts += [(_SHORT, one) for one in _AMOUNT.findall(found[2] or "")]
        return " ".join(_amount(number, units[unit]) for units, (number, unit) in amounts)
    return day_of(value) if value[:4].isdigit() else value


def _amount(number: str, unit: str) -> str:
    many = "centuries" if unit == "century" else f"{unit}s"
    if number.isdigit():
        return count(int(number), unit, many)
    return f"some {many}" if "X" in number else f"{number} {many}"


def _utc(found: re.Match[str]) -> str:
    return " UTC" if found[3] else ""
