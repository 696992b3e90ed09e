"""Fetching from a real server on loopback, which does all that servers do wrong."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopback import Loopback, Page, raw
from ondit.errors import InputError
from ondit.ingest.web import Client, Fetched, Limits, World, kept_pages

STORY = "<p>“Nerio will build the lens itself,” said Ida Brandt — at last.</p>"


class Naps(list[float]):
    """A sleep that only notes how long it should have been."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(**more: object) -> Client:
    world = {name: more.pop(name) for name in ("resolve", "sleep", "clock", "now") if name in more}
    limits = Limits(**{"size": 1_000_000, "reading": 5, **more})  # type: ignore[arg-type]
    world.setdefault("sleep", Naps())
    return Client(allow_private=True, limits=limits, world=World(**world))  # type: ignore[arg-type]


def fault(url: str, **more: object) -> InputError:
    with client(**more) as opened, pytest.raises(InputError) as caught:
        opened.fetch(url)
    assert caught.value.hint.endswith((".", "…"))
    assert "127.0.0.1" not in caught.value.what
    return caught.value


def test_a_page(server: Loopback) -> None:
    with client() as opened:
        assert opened.fetch(server.page("/story", STORY)) == Fetched(
            server.url("/story"), STORY.encode(), "text/html", "utf-8", is_kept=False
        )
    asked = server.requests[-1].headers
    assert asked["User-Agent"].startswith("Ondit/")
    assert "Mozilla" not in asked["User-Agent"]
    assert asked["Host"] == f"127.0.0.1:{server.port}"
    assert "Cookie" not in asked


def test_the_day_on_which_a_page_was_fetched_is_told_in_utc(server: Loopback) -> None:
    with client(now=lambda: 1_716_940_799.0) as opened:
        assert opened.fetch(server.page("/story", STORY)).accessed == "2024-05-28"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, ("", None)),
        ("Text/HTML", ("text/html", None)),
        ("application/rss+xml;charset='KOI8-R'", ("application/rss+xml", "KOI8-R")),
        ('text/plain; format=flowed; CHARSET="utf-16"', ("text/plain", "utf-16")),
        ("nonsense", ("", None)),
        ("text/html; charset=", ("text/html", None)),
    ],
)
def test_what_the_server_declares(
    server: Loopback, declared: str | None, expected: tuple[str, str | None]
) -> None:
    with client() as opened:
        page = opened.fetch(server.page("/p", STORY, declared))
    assert (page.media_type, page.charset) == expected


def test_a_lie_about_the_type_leaves_the_bytes_as_they_are(server: Loopback) -> None:
    with client() as opened:
        page = opened.fetch(server.page("/p", b"%PDF-1.7\n\xff\x00", "text/html"))
    assert (page.data, page.media_type) == (b"%PDF-1.7\n\xff\x00", "text/html")


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (204, "no content"),
        (206, "sent no page"),
        (304, "sent no page"),
        (400, "refuses"),
        (401, "login"),
        (402, "paid"),
        (403, "not give"),
        (404, "no such page"),
        (410, "taken down"),
        (418, "refuses"),
        (451, "legal"),
        (500, "fault or is overloaded"),
    ],
)
def test_a_status_is_told_and_not_asked_for_twice(server: Loopback, status: int, what: str) -> None:
    error = fault(server.page("/p", STORY, status=status))
    assert f"answered {status}" in error.what
    assert what in error.what
    assert server.count("/p") == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_asked_for_again(server: Loopback, status: int) -> None:
    naps = Naps()
    url = server.does("/p", Page(status=status), Page(status=status), Page(STORY.encode()))
    with client(sleep=naps) as opened:
        assert opened.fetch(url).data == STORY.encode()
    assert len(naps) == 2
    assert 0.25 <= naps[0] <= 0.5 <= naps[1] <= 1
    assert f"answered {status}" in fault(server.page("/q", status=status)).what
    assert server.count("/q") == 3


def test_retry_after_is_waited_for_within_bounds(server: Loopback) -> None:
    naps = Naps()
    at = 1_716_984_000.0
    url = server.does(
        "/p",
        Page(status=503, headers={"Retry-After": "7"}),
        Page(status=429, headers={"Retry-After": "Wed, 29 May 2024 12:00:21 GMT"}),
        Page(STORY.encode()),
    )
    with client(sleep=naps, now=lambda: at) as opened:
        assert opened.fetch(url).data == STORY.encode()
    assert naps == [7, 21]
    error = fault(server.page("/q", status=429, retry_after="600"), sleep=naps)
    assert error.hint == "Try again in 10 minutes."
    assert (len(naps), server.count("/q")) == (2, 1)
    assert fault(server.page("/r", status=429, retry_after="9" * 99)).hint == "Try again later."


def test_a_waiting_server_does_not_use_up_the_deadline(server: Loopback) -> None:
    ticks = [0.0]

    def sleep(seconds: float) -> None:
        ticks[0] += seconds

    url = server.does("/p", Page(status=503, headers={"Retry-After": "25"}), Page(STORY.encode()))
    with client(sleep=sleep, clock=lambda: ticks[0], seconds=20) as opened:
        assert opened.fetch(url).data == STORY.encode()
    assert ticks == [25]


def test_a_server_that_hangs_up_is_asked_again(server: Loopback) -> None:
    with client() as opened:
        assert opened.fetch(server.does("/p", raw(), raw(), Page(STORY.encode()))).data == STORY.encode()
    assert fault(server.does("/q", raw())).what == "The server hung up."
    assert server.count("/q") == 3


def test_nothing_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        naps = Naps()
        error = fault(f"http://127.0.0.1:{unused.getsockname()[1]}/", sleep=naps)
    assert "cannot be reached" in error.what
    assert len(naps) == 2


def test_no_such_host() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert "no such host" in fault("https://tarn.example/", resolve=resolve).what


def test_a_server_that_speaks_no_http(server: Loopback) -> None:
    url = server.does("/p", raw(b"220 tarn.example ESMTP\r\n" * 3))
    assert "does not speak HTTP" in fault(url).what
    assert "does not speak HTTP" in fault(server.does("/q", raw(b"\x00\xff" * 100_000))).what
    assert (
        "does not speak HTTP"
        in fault(server.does("/r", raw(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"))).what
    )
    assert server.count("/p") == 1


def test_a_server_that_drips(server: Loopback) -> None:
    ticks = iter(range(10**9))

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.001)

    def drip_in_the_head(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            handler.wfile.write(b"X-A: y\r\n")
            time.sleep(0.001)

    for act in (drip, drip_in_the_head):
        error = fault(server.does("/p", act), clock=lambda: float(next(ticks)))
        assert error.what == "The server had not sent all of it after 60 seconds."


def test_a_server_that_falls_silent(server: Loopback) -> None:
    silent = threading.Event()

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        silent.wait(5)

    assert "stopped answering" in fault(server.does("/p", act), reading=0.1).what
    silent.set()


def test_a_server_that_never_ends(server: Loopback) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65536)

    def chunks(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    for act in (endless, chunks):
        assert fault(server.does("/p", act)).what == "It is larger than 1 MB, too large for a page."
    assert server.count("/p") == 2


def test_lies_about_the_length(server: Loopback) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
    cut = server.does("/cut", raw(head % 10, b"abc"))
    assert fault(cut).what == "The server broke off before the end of it."
    assert server.count("/cut") == 3
    assert (
        "broke off"
        in fault(
            server.does("/p", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"))
        ).what
    )
    assert "larger" in fault(server.does("/q", raw(head % 10**12, b"abc"))).what
    with client() as opened:
        assert opened.fetch(server.does("/r", raw(head % 3, b"abcdef"))).data == b"abc"
        assert opened.fetch(server.does("/s", raw(b"HTTP/1.1 200 OK\r\n\r\nabc"))).data == b"abc"
        assert opened.fetch(server.does("/t", raw(head % 9, b"abc"), Page(b"whole"))).data == b"whole"


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", lambda data: gzip.compress(data[:99]) + gzip.compress(data[99:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0" * 9),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("identity", bytes),
        ("gzip, deflate", lambda data: zlib.compress(gzip.compress(data))),
    ],
)
def test_content_encodings(server: Loopback, encoding: str, encode: Callable[[bytes], bytes]) -> None:
    data = (STORY * 2_000).encode()
    with client() as opened:
        assert opened.fetch(server.page("/p", encode(data), content_encoding=encoding)).data == data
        assert opened.fetch(server.page("/q", b"", content_encoding=encoding)).data == b""


def test_bombs_end_at_the_limit(server: Loopback) -> None:
    zeros = gzip.compress(bytes(10_000_000))
    for body, encoding in (
        (zeros, "gzip"),
        (zlib.compress(bytes(10_000_000)), "deflate"),
        (gzip.compress(zeros * 200), "gzip, gzip"),
        (gzip.compress(gzip.compress(b"") * 60_000), "gzip, gzip"),
    ):
        assert "larger than 1 MB" in fault(server.page("/p", body, content_encoding=encoding)).what


@pytest.mark.parametrize(
    ("encoding", "body", "what"),
    [
        ("gzip", STORY.encode(), "cannot be decoded"),
        ("deflate", b"\xff" * 99, "cannot be decoded"),
        ("gzip", gzip.compress(STORY.encode(), mtime=0)[:-9], "broke off"),
        ("br", b"\x8b\x01\x80abc\x03", "not asked for"),
        ("gzip, gzip, gzip", b"x", "not asked for"),
        ("rot13", b"x", "not asked for"),
    ],
)
def test_content_encodings_that_are_none(server: Loopback, encoding: str, body: bytes, what: str) -> None:
    assert what in fault(server.page("/p", body, content_encoding=encoding)).what


def test_redirects(server: Loopback) -> None:
    server.page("/end", STORY)
    for number in range(10):
        target = "/end" if number == 9 else f"/{number + 1}"
        server.page(f"/{number}", status=(301, 302, 303, 307, 308)[number % 5], location=target)
    with client() as opened:
        page = opened.fetch(server.url("/0#top"))
    assert (page.url, page.data) == (server.url("/end"), STORY.encode())
    server.page("/before", status=302, location="/0")
    assert fault(server.url("/before")).what == "The server redirects more than 10 times."


def test_redirects_that_lead_nowhere(server: Loopback) -> None:
    server.page("/a", status=302, location="/b")
    server.page("/b", status=302, location="/a")
    assert fault(server.url("/a")).what == "The server redirects in a circle."
    assert server.count("/a") == 1
    for location in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://tarn.example/",
        "http://[:",
    ):
        assert "not a web address" in fault(server.page("/c", status=302, location=location)).what
    assert "sent no page" in fault(server.page("/d", status=302)).what


def test_credentials_go_to_their_own_site_only(server: Loopback, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    with Loopback() as other:
        other.page("/end", STORY)
        server.page("/near", status=302, location="/far")
        server.page("/far", status=302, location=other.url("/end").replace("//", "//eve:hidden@"))
        with client() as opened:
            page = opened.fetch(server.url("/near").replace("//", "//mara:s%40fe@"))
        assert page.url == other.url("/end")
        given = [
            request.headers.get("Authorization")
            for request in server.requests
            if "robots" not in request.path
        ]
        assert given == ["Basic bWFyYTpzQGZl"] * 2
        assert all("Authorization" not in request.headers for request in other.requests)
    assert not any(secret in caplog.text for secret in ("s%40fe", "s@fe", "bWFyYTpzQGZl"))


def test_no_cookies(server: Loopback) -> None:
    server.page("/a", status=302, location="/b", set_cookie="id=1; Path=/")
    server.page("/b", STORY)
    with client() as opened:
        opened.fetch(server.url("/a"))
        opened.fetch(server.url("/b"))
    assert not any("Cookie" in request.headers for request in server.requests)


def test_proxies_of_the_environment_are_not_used(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with client() as opened:
        assert opened.fetch(server.page("/p", STORY)).data == STORY.encode()


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ftp://tarn.example/", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("tarn.example/story", "not a web address"),
        ("", "not a web address"),
        ("http://", "not a well-formed"),
        ("http:///story", "not a well-formed"),
        ("http://[::1", "not a well-formed"),
        ("http://tarn example/", "not a well-formed"),
        ("http://tarn..example/", "no such host"),
        ("http://tarn.example:99999/", "not a well-formed"),
        ("http://tarn.example/\x00", "not a well-formed"),
        ("http://xn--/", "not a well-formed"),
        ("http://%31%32/", "not a well-formed"),
        ("http://tarn.example/" + "a" * 9000, "not a well-formed"),
    ],
)
def test_addresses_that_are_none(url: str, what: str) -> None:
    assert what in fault(url).what


def nowhere(host: str, port: int) -> list[str]:
    raise OSError


LOST = client(resolve=nowhere)


@given(st.text() | st.from_regex(r"https?://[^ ]{1,40}", fullmatch=True))
def test_no_text_is_worse_than_a_problem(url: str) -> None:
    with pytest.raises(InputError):
        LOST.fetch(url)


def test_several_threads(server: Loopback) -> None:
    running, most = [0], [0]
    lock = threading.Lock()

    def act(handler: BaseHTTPRequestHandler) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.005)
        with lock:
            running[0] -= 1
        body = handler.path.encode()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    paths = [f"/{number}" for number in range(40)]
    urls = [server.does(path, act) for path in paths]
    with client(parallel=3) as opened, ThreadPoolExecutor(12) as threads:
        assert [page.data.decode() for page in threads.map(opened.fetch, urls)] == paths
    assert 1 < most[0] <= 3
    assert server.count("/robots.txt") == 1


def test_a_connection_is_used_again(server: Loopback) -> None:
    looked_up = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    server.page("/robots.txt", "")
    urls = [server.page(f"/{number}", STORY).replace("127.0.0.1", "tarn.example") for number in range(5)]
    with client(resolve=resolve) as opened:
        for url in urls:
            assert opened.fetch(url).data == STORY.encode()
    assert looked_up == ["tarn.example"]


def test_closing_ends_what_runs(server: Loopback) -> None:
    reached = threading.Event()
    silent = threading.Event()

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        reached.set()
        silent.wait(5)

    url = server.does("/p", act)
    later = server.page("/q", status=503, retry_after="30")
    opened = Client(allow_private=True)
    with ThreadPoolExecutor(2) as threads:
        waiting = threads.submit(opened.fetch, later)
        reading = threads.submit(opened.fetch, url)
        assert reached.wait(5)
        while not server.count("/q"):
            time.sleep(0.001)
        session = opened._opened()
        opened.close()
        assert session._running._count == 0
        for fetching in (waiting, reading):
            with pytest.raises(InputError, match="stopped"):
                fetching.result(timeout=4)
    silent.set()
    with pytest.raises(InputError, match="stopped"):
        opened.fetch(url)


def test_nothing_heavy_is_loaded_before_the_first_fetch() -> None:
    code = (
        "import sys; from ondit.ingest.web import Client; Client().close();"
        "print([name for name in ('httpx', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


def test_where_copies_are_kept() -> None:
    assert kept_pages().parts[-2:] == ("ondit", "pages.sqlite")
