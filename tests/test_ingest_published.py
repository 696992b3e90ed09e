"""Dates as articles state them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest.published import in_url, parse

_DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
_ZONES = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-14 * 60, 14 * 60))
_MOMENTS = st.datetimes(
    datetime(1801, 1, 1),  # noqa: DTZ001 - the zone is drawn
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=_ZONES,
)


@pytest.mark.parametrize(
    ("value", "iso", "granularity"),
    [
        ("2022", "2022", "year"),
        (2022, "2022", "year"),
        ("2022-05", "2022-05", "month"),
        ("May 2025", "2025-05", "month"),
        ("2022-W21", "2022-05", "month"),
        ("2022-W05", "2022", "year"),
        ("2022-05-23", "2022-05-23", "day"),
        (" 2022/5/3 ", "2022-05-03", "day"),
        ("20220523", "2022-05-23", "day"),
        (20220523, "2022-05-23", "day"),
        ("2022-143", "2022-05-23", "day"),
        ("2022-W21-1", "2022-05-23", "day"),
        ("23 May 2025", "2025-05-23", "day"),
        ("23rd of May, 2025", "2025-05-23", "day"),
        ("Friday, May 23rd, 2025", "2025-05-23", "day"),
        ("Sept. 3, 2024", "2024-09-03", "day"),
        ("3-Dec-2024", "2024-12-03", "day"),
        ("23.05.2025", "2025-05-23", "day"),
        ("23/05/2025", "2025-05-23", "day"),
        ("05/23/2025", "2025-05-23", "day"),
        ("6/6/2025", "2025-06-06", "day"),
        ("2022-05-23T09:30", "2022-05-23T09:30:00", "second"),
        ("2022-05-23 09:30:15.250", "2022-05-23T09:30:15", "second"),
        ("2022-05-23T09:30:00Z", "2022-05-23T09:30:00+00:00", "second"),
        ("20220523T093000-0230", "2022-05-23T09:30:00-02:30", "second"),
        ("2022-05-23T09:30:00+02", "2022-05-23T09:30:00+02:00", "second"),
        ("Mon, 23 May 2022 09:30:00 GMT", "2022-05-23T09:30:00+00:00", "second"),
        ("Mon, 23 May 2022 09:30:00 -0400 (EDT)", "2022-05-23T09:30:00-04:00", "second"),
        ("Mon, 23 May 2022 09:30 EST", "2022-05-23T09:30:00-05:00", "second"),
        ("Mon, 23 May 2022 09:30:00 -0000", "2022-05-23T09:30:00", "second"),
        ("23 May 2022 09:30 CEST", "2022-05-23T09:30:00", "second"),
        ("May 23, 2025 at 12:05 am", "2025-05-23T00:05:00", "second"),
        ("May 23, 2025, 9:30 p.m.", "2025-05-23T21:30:00", "second"),
        (1653300000, "2022-05-23T10:00:00+00:00", "second"),
        (1653300000.9, "2022-05-23T10:00:00+00:00", "second"),
        (1653300000123, "2022-05-23T10:00:00+00:00", "second"),
        ("1653300000", "2022-05-23T10:00:00+00:00", "second"),
        (-86400, "1969-12-31T00:00:00+00:00", "second"),
    ],
)
def test_dates_are_read_no_finer_than_given(value: str | float, iso: str, granularity: str) -> None:
    assert parse(value) == (iso, granularity)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2022-02-30", "calendar"),
        ("2022-13", "calendar"),
        ("31 June 2022", "calendar"),
        ("2023-366", "calendar"),
        ("2022-W60", "calendar"),
        ("2022-05-23T25:00", "clock"),
        ("2022-05-23T09:30+99:00", "clock"),
        ("23 May 2022 13:00 pm", "clock"),
        ("2022-05 09:30", "no day"),
        ("1799-12-31", "before 1800"),
        ("2201", "after 2200"),
        (10**12 * 9, "after 2200"),
        (10**40, "too far off"),
        (10**400, "too far off"),
        ("05/06/2025", "day and month apart"),
        ("yesterday", "no way"),
        ("", "no way"),
        ("23 May", "no way"),
        ("23 May 22", "no way"),
        ("May 2022 or later", "no way"),
        ("9" * 100_000, "no way"),
        ("2022-05-23 " * 10_000, "no way"),
        (float("nan"), "not a date"),
        (float("-inf"), "not a date"),
        (True, "not a date"),
    ],
)
def test_what_is_no_date_says_why(value: str | float, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(value)


@given(_DAYS)
def test_every_day_is_read_in_every_style(day: date) -> None:
    expected = (day.isoformat(), "day")
    assert parse(day.isoformat()) == expected
    assert parse(day.strftime("%d %B ") + str(day.year)) == expected
    assert parse(day.strftime("%A, %b %d, ") + str(day.year)) == expected
    assert parse(f"{day.day}.{day.month}.{day.year}") == expected
    assert parse(day.strftime("%Y%m%d")) == expected


@given(_MOMENTS)
def test_every_moment_is_read_with_its_zone(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse(moment.isoformat()) == (moment.isoformat(), "second")
    read = datetime.fromisoformat(parse(format_datetime(moment))[0])
    assert read.replace(tzinfo=read.tzinfo or moment.tzinfo) == moment


@given(st.text() | st.integers() | st.floats() | st.from_regex(r"[\d/:.\- TZamp+]{1,30}"))
def test_anything_is_a_date_or_a_value_error(value: str | float) -> None:
    try:
        iso, granularity = parse(value)
    except ValueError:
        return
    lengths = {"year": {4}, "month": {7}, "day": {10}, "second": {19, 25}}
    assert len(iso) in lengths[granularity]
    assert 1800 <= int(iso[:4]) <= 2200


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/2025/05/23/ibex", ("2025-05-23", "day")),
        ("/2025/05/23", ("2025-05-23", "day")),
        ("/news/2025/may/3/ibex", ("2025-05-03", "day")),
        ("/2025-05-23-ibex", ("2025-05-23", "day")),
        ("/20250523/", ("2025-05-23", "day")),
        ("/2025/05/", ("2025-05", "month")),
        ("/2025/05/ibex", ("2025-05", "month")),
        ("/2025/05/10-things-to-know", ("2025-05", "month")),
        ("/2025/", None),
        ("/product/2025/99/", None),
        ("/2025/02/31/ibex", None),
        ("/9925/05/", None),
        ("/p/2025052312", None),
        ("", None),
        ("/2025" * 50_000, None),
    ],
)
def test_dates_in_addresses(path: str, found: tuple[str, str] | None) -> None:
    assert in_url(path) == found
