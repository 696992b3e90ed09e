"""How things are called on the screen: kinds, dates, degrees and numbers, in words."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ondit.model import Kind, Subtype, TimelineEntry

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNDATED = "undated"
MARK_WIDTH = 6
HIGH = 0.85
FAIR = 0.6

_ZONE: ContextVar[ZoneInfo | None] = ContextVar("zone", default=None)

_MARKS: dict[str, tuple[str, str]] = {
    "announcement": ("● ANN", "announcement"),
    "denial": ("✕ DENY", "denial"),
    "confirmation": ("✓ conf", "confirmation"),
    "rumour": ("○ rum?", "rumour"),
    "neither": ("·", "muted"),
}


def use_zone(zone: ZoneInfo | None) -> None:
    """Have times of day told in a zone, too, in all that is done from here on."""
    _ZONE.set(zone)


def zone() -> ZoneInfo | None:
    """Return the zone that times of day are told in, beside that of the article; absent where none is set."""
    return _ZONE.get()


def mark(kind: Kind, subtype: Subtype | None) -> tuple[str, str]:
    """Return the mark that tells a kind by word and shape, and its ink."""
    return _MARKS[subtype] if subtype in _MARKS else _MARKS[kind]


def kind_words(entry: TimelineEntry) -> str:
    """Return an entry's kind in words: "rumour · leak"."""
    words = {"neither": "neither announcement nor rumour"}.get(entry.kind, entry.kind)
    return f"{words} · {entry.subtype}" if entry.subtype else words


def confidence_words(confidence: float) -> str:
    """Return a confidence of 0 to 1 as number and word: "0.86, high"."""
    word = "high" if confidence >= HIGH else "fair" if confidence >= FAIR else "low"
    return f"{confidence:.2f}, {word}"


def day_of(published: str | None) -> str:
    """Return the day heading that a date belongs under, never finer than it is known.

    "Mon 23 May 2022", "May 2022", "2022" or "undated"; what is no date is shown as it stands.
    """
    if not published:
        return UNDATED
    stem = published[:10]
    parts = stem.split("-")
    try:
        if len(parts) == 3:  # noqa: PLR2004 - year, month, day
            day = date.fromisoformat(stem)
            return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
        if len(parts) == 2:  # noqa: PLR2004 - year, month
            return (
                f"{MONTHS[int(parts[1]) - 1]} {int(parts[0])}" if 1 <= int(parts[1]) <= len(MONTHS) else stem
            )
    except ValueError:
        return stem
    return stem


def date_of(published: str | None) -> str:
    """Return a date in words without its weekday: "23 May 2022"."""
    day = day_of(published)
    return day[4:] if day[:3] in DAYS else day


def moment_of(published: str | None) -> str:
    """Return a date in words with its time and zone, where it has them: "Mon 23 May 2022, 09:30 +02:00".

    Where another zone is set, it is told in that one, too: "… 09:30 +02:00 (08:30 Europe/London)". A day is
    a day in no zone, and stays what it is.
    """
    day = day_of(published)
    if not published or "T" not in published:
        return day
    clock = published.split("T", 1)[1]
    own = "UTC" if clock.endswith("Z") else clock[-6:] if clock[-6:-5] in ("+", "-") else "zone unknown"
    return f"{day}, {clock[:5]} {own}{_elsewhere(published)}"


def _elsewhere(published: str) -> str:
    """Return a time in the zone that is set, in brackets; nothing where none is, or it is the same there."""
    there = zone()
    try:
        own = datetime.fromisoformat(published)
    except ValueError:
        return ""
    if there is None or own.tzinfo is None:
        return ""
    try:
        when = own.astimezone(there)
    except (OverflowError, ValueError):  # the first or the last day that a calendar has
        return ""
    if when.utcoffset() == own.utcoffset():
        return ""
    day = "" if when.date() == own.date() else f"{date_of(when.date().isoformat())}, "
    return f" ({day}{when:%H:%M} {there.key})"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 source", "12 sources"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
