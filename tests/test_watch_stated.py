"""What feeds and servers state about how often they want to be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.ingest.drafts import Place
from ondit.watch.stated import Stated, fresh, stated

NOW = 1_716_984_000.0
PLACE = Place("feed", "feed")
SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"


def of(head: str, entries: str = "<item><title>x</title></item>") -> Stated:
    return stated(f"<rss version='2.0'><channel>{head}{entries}</channel></rss>".encode(), PLACE)


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("", 0),
        ("<ttl>60</ttl>", 3600),
        ("<ttl> 5\n</ttl>", 300),
        ("<ttl>1 hour</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<ttl>٣</ttl>", 0),
        ("<ttl/>", 0),
        (f"<ttl>{'9' * 99}</ttl>", 0),
        (f"<p:updatePeriod xmlns:p='{SYNDICATION}'>hourly</p:updatePeriod>", 3600),
        ("<sy:updatePeriod>Daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", 0),
        ("<ttl>120</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 7200),
    ],
)
def test_how_often(head: str, seconds: float) -> None:
    assert of(head).least == seconds


def test_the_ttl_of_an_entry_is_not_that_of_the_feed() -> None:
    assert of("", "<item><title>x</title><ttl>60</ttl></item>").least == 0


def test_hours_and_days() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (23, 0, 24, "noon", 7))
    days = "".join(f"<day>{day}</day>" for day in ("Sunday", "saturday", "Someday"))
    found = of(f"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>")
    assert (found.skip_hours, found.skip_days) == ((0, 7, 23), (5, 6))


def test_an_atom_feed_and_one_in_rdf() -> None:
    entry = "<entry><title>x</title></entry>"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><ttl>5</ttl>{entry}</feed>'
    assert stated(atom.encode(), PLACE).least == 300
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f' xmlns:sy="{SYNDICATION}"><channel><sy:updatePeriod>hourly</sy:updatePeriod></channel>'
        "<item><title>x</title></item></rdf:RDF>"
    )
    assert stated(rdf.encode(), PLACE) == Stated(least=3600)


@pytest.mark.parametrize("text", ["", "<html><p>x</p></html>", "<svg/>", "{}", "At noon."])
def test_what_is_no_feed_states_nothing(text: str) -> None:
    assert stated(text.encode(), PLACE) == Stated()


def test_a_feed_without_entries() -> None:
    assert of("", "").is_empty
    assert not of("").is_empty
    assert not stated(b"<rss><channel><tit", PLACE).is_empty
    assert stated(b'{"version": "https://jsonfeed.org/version/1", "items":[]}', PLACE).is_empty


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": 'MAX-AGE="600"', "age": "100"}, 500),
        ({"cache-control": "max-age=60", "age": "100"}, 0),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store", "expires": "Wed, 29 May 2024 13:00:00 GMT"}, 0),
        ({"cache-control": "max-age=x", "expires": "Wed, 29 May 2024 13:00:00 GMT"}, 0),
        ({"cache-control": "public", "expires": "Wed, 29 May 2024 13:00:00 GMT"}, 3600),
        ({"expires": "Wed, 29 May 2024 11:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "Tue, 29 May 2001 13:00:00 GMT", "date": "Tue, 29 May 2001 12:00:00 GMT"}, 3600),
        ({"cache-control": "s-maxage=600"}, 0),
    ],
)
def test_how_long_an_answer_holds(headers: dict[str, str], seconds: float) -> None:
    assert fresh(headers, NOW) == seconds


@given(st.dictionaries(st.sampled_from(["cache-control", "age", "expires", "date"]), st.text()))
def test_any_headers_hold_for_some_time(headers: dict[str, str]) -> None:
    assert fresh(headers, NOW) >= 0


@pytest.mark.parametrize(
    ("text", "breaks_off"),
    [
        ("<rss><channel><item><title>x</title></item></channel></rss> <!-- 9 --> ", False),
        ("<rss><channel><item><title>x</title></item><item><title>y", True),
        ("<rss><channel><item><title>x</item></channel></rss>", False),
        ("<rss", True),
    ],
)
def test_what_breaks_off_is_seen_by_its_end(text: str, breaks_off: bool) -> None:
    assert stated(text.encode(), PLACE).breaks_off == breaks_off
