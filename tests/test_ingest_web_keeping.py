"""Copies kept for conditional requests."""

from __future__ import annotations

import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback import Loopback
from ondit.ingest.web import Client, World
from ondit.ingest.web import keeping as module
from ondit.ingest.web.answers import Answer
from ondit.ingest.web.keeping import Keeping

MODIFIED = "Wed, 29 May 2024 12:00:00 GMT"
NOW = 1_716_984_000.0


def client(path: Path | None, now: float = NOW) -> Client:
    return Client(allow_private=True, keep=path, world=World(now=lambda: now))


def answer(body: bytes = b"text", **headers: str) -> Answer:
    return Answer(
        200, httpx.Headers({name.replace("_", "-"): value for name, value in headers.items()}), body
    )


@pytest.mark.parametrize(
    "headers", [{"etag": '"a1"'}, {"last_modified": MODIFIED}, {"etag": 'W/"é"', "last_modified": MODIFIED}]
)
def test_an_unchanged_page_is_not_sent_again(
    server: Loopback, tmp_path: Path, headers: dict[str, str]
) -> None:
    url = server.page("/p", "read", "text/html; charset=koi8-r", **headers)
    with client(tmp_path / "new" / "pages") as opened:
        first = opened.fetch(url)
    with client(tmp_path / "new" / "pages") as opened:
        second = opened.fetch(url)
    assert [request.answered for request in server.requests if request.path == "/p"] == [200, 304]
    assert (first.is_kept, second.is_kept) == (False, True)
    assert (second.data, second.media_type, second.charset, second.url) == (
        b"read",
        "text/html",
        "koi8-r",
        url,
    )


def test_a_changed_page_is_read_anew(server: Loopback, tmp_path: Path) -> None:
    with client(tmp_path / "pages") as opened:
        opened.fetch(server.page("/p", "old", etag='"1"'))
        page = opened.fetch(server.page("/p", "new", etag='"2"'))
        assert (page.data, page.is_kept) == (b"new", False)
        assert opened.fetch(server.url("/p")).is_kept
    assert [request.headers.get("If-None-Match") for request in server.requests[-3:]] == [None, '"1"', '"2"']


def test_a_fresh_page_is_not_asked_for(server: Loopback, tmp_path: Path) -> None:
    url = server.page("/p", "read", cache_control="public, max-age=600", age="100")
    with client(tmp_path / "pages") as opened:
        opened.fetch(url)
    asked = len(server.requests)
    with client(tmp_path / "pages", NOW + 499) as opened:
        assert opened.fetch(url).is_kept
    assert len(server.requests) == asked
    with client(tmp_path / "pages", NOW + 501) as opened:
        assert not opened.fetch(url).is_kept
    assert server.count("/p") == 2


@pytest.mark.parametrize(
    ("control", "seconds"),
    [
        ("max-age=999999999", 3600),
        ("max-age=60, no-cache", 0),
        ('MAX-AGE="60"', 60),
        ("max-age=-1", 0),
        ("max-age=soon", 0),
        ("", 0),
        (",=,;= max-age", 0),
        ("max-age=" + "9" * 5000, 3600),
    ],
)
def test_how_long_a_copy_is_fresh(tmp_path: Path, control: str, seconds: float) -> None:
    keeping = Keeping(tmp_path / "pages", lambda: NOW)
    keeping.keep("u", answer(cache_control=control, etag='"a"'))
    copy = keeping.find("u")
    assert copy is not None
    assert copy.fresh_until == NOW + seconds
    keeping.close()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cache_control": "no-store", "etag": '"a"'},
        {"vary": "Accept, *", "etag": '"a"'},
        {"etag": "a\x01b"},
        {"etag": "a" * 5000},
    ],
)
def test_what_is_not_kept(tmp_path: Path, headers: dict[str, str]) -> None:
    keeping = Keeping(tmp_path / "pages", lambda: NOW)
    keeping.keep("u", answer(etag='"before"'))
    keeping.keep("u", answer(**headers))
    assert keeping.find("u") is None
    keeping.close()


def test_a_304_that_forbids_to_keep_is_obeyed(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "pages", lambda: NOW)
    keeping.keep("u", answer(etag='"a"'))
    copy = keeping.find("u")
    assert copy is not None
    keeping.renew("u", copy, answer(b"", cache_control="max-age=60"))
    renewed = keeping.find("u")
    assert renewed is not None
    assert (renewed.body, renewed.etag, renewed.fresh_until) == (b"text", '"a"', NOW + 60)
    keeping.renew("u", copy, answer(b"", cache_control="no-store"))
    assert keeping.find("u") is None
    keeping.close()


def test_credentials_and_what_they_open_are_not_kept(server: Loopback, tmp_path: Path) -> None:
    url = server.page("/p", "for Mara only", etag='"a"').replace("//", "//mara:safe@")
    with client(tmp_path / "pages") as opened:
        opened.fetch(url)
        assert not opened.fetch(url).is_kept
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(secret in kept for secret in (b"safe", b"mara", b"for Mara"))


def test_a_copy_that_all_may_have_is_not_given_to_who_shows_credentials(
    server: Loopback, tmp_path: Path
) -> None:
    url = server.page("/p", "for all", cache_control="max-age=600")
    with client(tmp_path / "pages") as opened:
        opened.fetch(url)
        server.page("/p", "for Mara only")
        assert opened.fetch(url.replace("//", "//mara:safe@")).data == b"for Mara only"
        assert opened.fetch(url).data == b"for all"


def test_what_a_private_network_gave_is_not_given_to_who_may_not_ask_it(
    server: Loopback, tmp_path: Path
) -> None:
    url = server.page("/p", "secret", cache_control="max-age=600")
    with client(tmp_path / "pages") as opened:
        opened.fetch(url)
    with (
        Client(keep=tmp_path / "pages", world=World(now=lambda: NOW)) as opened,
        pytest.raises(Exception, match="private"),
    ):
        opened.fetch(url)


def test_nothing_is_kept_unless_it_is_wanted(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with client(None) as opened:
        url = server.page("/p", "read", etag='"a"')
        assert not any(opened.fetch(url).is_kept for _ in range(2))
    assert list(tmp_path.iterdir()) == []


def test_room_is_bounded_and_the_longest_unused_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(range(10**6))
    keeping = Keeping(tmp_path / "pages", lambda: float(next(times)), room=1000)
    for number in range(20):
        keeping.keep(str(number), answer(b"x" * 100, etag='"a"'))
        assert keeping.find("0")
    assert [number for number in range(20) if keeping.find(str(number))] == [0, *range(11, 20)]
    monkeypatch.setattr(module, "LARGEST", 50)
    keeping.keep("0", answer(b"x" * 51, etag='"a"'))
    assert keeping.find("0") is None
    keeping.close()


def test_a_damaged_file_never_gives_a_wrong_page(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311
    path = tmp_path / "pages"
    keeping = Keeping(path, lambda: NOW)
    bodies = {f"http://tarn.example/{number}": chance.randbytes(3000) for number in range(20)}
    for url, body in bodies.items():
        keeping.keep(url, answer(body, etag=f'"{url}"', content_type="text/html"))
    keeping.close()
    whole = path.read_bytes()
    lost = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 10, 100, 2000])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        keeping = Keeping(path, lambda: NOW)
        for url, body in bodies.items():
            copy = keeping.find(url)
            lost += copy is None
            assert copy is None or (copy.body, copy.etag, copy.media_type) == (body, f'"{url}"', "text/html")
            keeping.keep(url, answer(body, etag='"new"'))
        keeping.close()
        for leftover in tmp_path.iterdir():
            leftover.unlink()
    assert lost > 40


@pytest.mark.parametrize("content", [b"An article, no database." * 99, b"SQLite format 3\0" + b"\xff" * 5000])
def test_another_file_is_left_alone(server: Loopback, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pages").write_bytes(content)
    url = server.page("/p", "read", etag='"a"')
    with client(tmp_path / "pages") as opened:
        assert [opened.fetch(url).data for _ in range(2)] == [b"read"] * 2
    assert (tmp_path / "pages").read_bytes() == content


def test_another_database_is_left_alone(server: Loopback, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "pages") as database:
        database.execute("CREATE TABLE kept (url TEXT)")
    database.close()
    before = (tmp_path / "pages").read_bytes()
    with client(tmp_path / "pages") as opened:
        assert opened.fetch(server.page("/p", "read", etag='"a"')).data == b"read"
    assert (tmp_path / "pages").read_bytes() == before


def test_a_file_that_cannot_be_made(server: Loopback, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "pages", Path("a\0b")):
        with client(path) as opened:
            assert opened.fetch(server.page("/p", "read", etag='"a"')).data == b"read"


def test_several_threads_and_clients_share_a_file(server: Loopback, tmp_path: Path) -> None:
    urls = [server.page(f"/{number}", f"read {number}", etag=f'"{number}"') for number in range(8)] * 5
    with (
        client(tmp_path / "pages") as one,
        client(tmp_path / "pages") as two,
        ThreadPoolExecutor(8) as threads,
    ):
        found = list(threads.map(one.fetch, urls)) + list(threads.map(two.fetch, urls))
    assert [page.data.decode() for page in found] == [f"read {url.rpartition('/')[2]}" for url in urls * 2]
    assert all(page.is_kept for page in found[len(urls) :])


@given(
    st.dictionaries(
        st.sampled_from(["etag", "cache-control", "age", "vary", "last-modified", "content-type"]), st.text()
    )
)
def test_any_headers_do(headers: dict[str, str]) -> None:
    raw = httpx.Headers(
        [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers.items()]
    )
    copy = module._copy(Answer(200, raw, b"text"), NOW)
    assert copy is None or NOW <= copy.fresh_until <= NOW + 3600
    assert copy is None or all(value.isprintable() for value in copy.headers().values())
