"""Asking an address with a condition: what a server answers, refusals too."""

from __future__ import annotations

import pytest

from loopback import Loopback, Page
from ondit.errors import InputError
from ondit.ingest.web import Client, Condition, Limits, StoppedError

MODIFIED = "Wed, 29 May 2024 12:00:00 GMT"


@pytest.fixture
def limits() -> Limits:
    return Limits(tries=1, size=1000)


def test_an_answer_has_its_headers(server: Loopback, client: Client) -> None:
    url = server.page("/feed", "read", "application/rss+xml; charset=utf-8", etag='"1"', cache_control="a=1")
    reply = client.ask(url, accept="application/rss+xml")
    assert (reply.url, reply.status, reply.data) == (url, 200, b"read")
    assert (reply.media_type, reply.charset, reply.wait) == ("application/rss+xml", "utf-8", 0)
    assert (reply.headers["etag"], reply.headers["cache-control"]) == ('"1"', "a=1")
    assert not reply.is_moved
    assert server.requests[-1].headers["Accept"] == "application/rss+xml"


@pytest.mark.parametrize(
    ("mark", "condition"),
    [({"etag": 'W/"1"'}, {"etag": 'W/"1"'}), ({"last_modified": MODIFIED}, {"modified": MODIFIED})],
)
def test_what_is_there_already_is_not_sent_again(
    server: Loopback, client: Client, mark: dict[str, str], condition: dict[str, str]
) -> None:
    url = server.page("/feed", "read", **mark)
    reply = client.ask(url, Condition(url, **condition))
    assert (reply.status, reply.data) == (304, b"")
    assert client.ask(url, Condition(url, etag='"other"')).data == b"read"


def test_only_the_address_that_gave_a_mark_is_told_of_it(server: Loopback, client: Client) -> None:
    there = server.page("/there", "read", etag='"1"')
    here = server.does("/here", Page(status=302, headers={"Location": "/there"}))
    assert client.ask(here, Condition(here, etag='"1"')).data == b"read"
    assert [request.headers.get("If-None-Match") for request in server.requests[1:]] == ['"1"', None]
    assert client.ask(here, Condition(there, etag='"1"')).status == 304


def test_a_mark_that_no_header_can_hold_is_not_sent(server: Loopback, client: Client) -> None:
    url = server.page("/feed", "read")
    assert client.ask(url, Condition(url, etag='"1"\r\nX: y', modified="é")).data == b"read"
    assert not {"If-None-Match", "If-Modified-Since", "X"} & set(server.requests[-1].headers)


@pytest.mark.parametrize("status", [304, 404, 410, 429, 500, 503])
def test_a_refusal_is_an_answer(server: Loopback, client: Client, status: int) -> None:
    reply = client.ask(server.page("/feed", "no", status=status, retry_after="120"))
    assert (reply.status, reply.data, reply.wait) == (status, b"", 120)
    assert server.count("/feed") == 1


def test_a_move_is_for_good_only_if_all_its_steps_are(server: Loopback, client: Client) -> None:
    server.page("/c", "read")
    server.does("/b", Page(status=308, headers={"Location": "/c"}))
    reply = client.ask(server.does("/a", Page(status=301, headers={"Location": "/b"})))
    assert (reply.is_moved, reply.url) == (True, server.url("/c"))
    assert not client.ask(server.does("/z", Page(status=302, headers={"Location": "/b"}))).is_moved


def test_an_endless_answer_ends_at_the_limit(server: Loopback, client: Client) -> None:
    with pytest.raises(InputError, match="larger than"):
        client.ask(server.page("/feed", b"x" * 1001))


def test_a_closed_client_says_that_it_was_stopped(server: Loopback) -> None:
    client = Client(allow_private=True)
    client.close()
    with pytest.raises(StoppedError, match="stopped"):
        client.ask(server.page("/feed", "read"))
