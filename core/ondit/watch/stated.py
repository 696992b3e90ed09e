"""What a feed and its server state about how often it is to be asked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from ondit.errors import InputError
from ondit.ingest.documents.parts import breaks_off
from ondit.ingest.drafts import Place
from ondit.ingest.feeds.about import ROOTS, channel_of
from ondit.ingest.feeds.text import ENTRIES
from ondit.ingest.feeds.xml_parts import children, load, local, survey
from ondit.ingest.web.answers import directives
from ondit.ingest.web.retries import moment

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_ITEMS = re.compile(rb'"items"\s*:\s*\[\s*\]')
_MINUTE, _HOURS = 60, 24
_MOST_DIGITS = 9
_MOST_SKIPPED = 24


@dataclass(frozen=True, slots=True)
class Stated:
    """What a feed states.

    Attributes:
        least: Seconds between two requests (`ttl`, `sy:updatePeriod`), 0 where it does not say.
        skip_hours: Hours in UTC in which it is not to be asked.
        skip_days: Days of the week likewise, Monday 0.
        is_empty: Whether it is a whole feed without entries.
        breaks_off: Whether it ends in the middle of something.
    """

    least: float = 0.0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    is_empty: bool = False
    breaks_off: bool = False


def stated(data: bytes, place: Place) -> Stated:
    """Return what a feed states about itself; of JSON only whether it is whole and empty, or breaks off.

    Nothing is stated by what is no feed.

    Rule: `ttl` in minutes; `updatePeriod` of the syndication module, parted by `updateFrequency`; the longer
    of both. `skipHours` count from 0, 24 is 0.

    Example: `<ttl>60</ttl>`: an hour.
    Must not: read a `ttl` below an entry, or "1 hour", which is no number.
    Known failures: `updateBase` is not looked at.
    """
    if data.lstrip()[:1] in {b"{", b"["}:
        is_cut = breaks_off(io.BytesIO(data))
        return Stated(is_empty=not is_cut and _NO_ITEMS.search(data) is not None, breaks_off=is_cut)
    try:
        xml = load(io.BytesIO(data), place)
    except InputError:
        return Stated()
    count, root = survey(xml, ENTRIES)
    if root is None or local(root.tag) not in ROOTS:
        return Stated()
    found = {local(child.tag): child for child in reversed(list(children(channel_of(root))))}
    period = _PERIODS.get(_text(found.get("updateperiod")).lower(), 0)
    times = max(1, _number(found.get("updatefrequency")) or 1)
    hours = {hour % _HOURS for one in _listed(found, "skiphours") if (hour := _number(one)) is not None}
    names = (_text(one).lower() for one in _listed(found, "skipdays"))
    return Stated(
        least=max((_number(found.get("ttl")) or 0) * _MINUTE, period / times),
        skip_hours=tuple(sorted(hours)),
        skip_days=tuple(sorted({_DAYS.index(name) for name in names if name in _DAYS})),
        is_empty=count == 0 and not xml.is_broken,
        breaks_off=xml.breaks_off,
    )


def fresh(headers: Mapping[str, str], now: float) -> float:
    """Return the seconds for which an answer holds by its headers (RFC 9111), 0 where they do not say.

    Rule: `max-age` of Cache-Control less Age; without one, Expires less Date. `no-cache` and `no-store` say
    nothing of how often to ask.

    Args:
        headers: By their names in lower case.
        now: Seconds since 1970, for answers without a Date.
    """
    control = directives(headers.get("cache-control", ""))
    if "no-cache" in control or "no-store" in control:
        return 0.0
    if "max-age" in control:
        return float(max(0, _whole(control["max-age"]) - _whole(headers.get("age", ""))))
    until, sent = moment(headers.get("expires")), moment(headers.get("date"))
    return 0.0 if until is None else max(0.0, until - (now if sent is None else sent))


def _listed(found: Mapping[str, _Element], name: str) -> Iterator[_Element]:
    """Yield the first elements of a list, as many as it can hold at all."""
    if name in found:
        yield from (child for child, _ in zip(children(found[name]), range(_MOST_SKIPPED), strict=False))


def _number(element: _Element | None) -> int | None:
    text = _text(element)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _whole(text: str) -> int:
    return int(text[:_MOST_DIGITS]) if text.isascii() and text.isdigit() else 0


def _text(element: _Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""
