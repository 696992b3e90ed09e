"""A real HTTP server on loopback that does what a test tells it to, faults included."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import cast


@dataclass(frozen=True, slots=True)
class Page:
    """What a path answers with; with an `ETag` or `Last-Modified` header, 304 to who has that one."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the server got."""

    path: str
    headers: Mapping[str, str]
    answered: int


Act = Callable[[BaseHTTPRequestHandler], None]


def raw(*parts: bytes, seconds: float = 0.0, again: int = 1) -> Act:
    """Write some bytes again and again, with a pause behind each part, and hang up."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(again):
            for part in parts:
                handler.wfile.write(part)
                if seconds:
                    time.sleep(seconds)

    return act


class Loopback:
    """The server, running as long as its `with` block.

    Attributes:
        requests: Those that were answered so far, in the order of their answers; also those to robots.txt.
        connections: How many there were so far.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self._pages: dict[str, list[Page | Act]] = {}
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        """The port it listens at."""
        return int(self._server.server_address[1])

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        media_type: str | None = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> str:
        """Answer a path so (`last_modified=…` is the header Last-Modified), and return its address."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        if media_type is not None:
            named["Content-Type"] = media_type
        data = body.encode() if isinstance(body, str) else body
        return self.does(path, Page(data, status, named))

    def does(self, path: str, *answers: Page | Act) -> str:
        """Answer a path with each of these in turn, and then with the last one; return its address."""
        self._pages[path] = list(answers)
        return self.url(path)

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(request.path == path for request in self.requests)

    def answer_for(self, path: str) -> Page | Act:
        """Return what a path answers with now."""
        answers = self._pages.get(path, [Page(b"There is no such page.", 404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    loopback: Loopback

    def process_request(self, request: object, client_address: object) -> None:
        """Count a connection, and answer it."""
        self.loopback.connections += 1
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        loopback = cast("_Server", self.server).loopback
        answer = loopback.answer_for(self.path)
        status = self._status(answer) if isinstance(answer, Page) else 0
        loopback.requests.append(Request(self.path, dict(self.headers.items()), status))
        if not isinstance(answer, Page):
            self.close_connection = True
            answer(self)
            return
        self.send_response(status)
        for name, value in (answer.headers or {}).items():
            self.send_header(name, value)
        body = answer.body if status == answer.status else b""
        if status not in {204, 304} and "Content-Length" not in (answer.headers or {}):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _status(self, page: Page) -> int:
        headers = page.headers or {}
        is_same = any(
            headers.get(mark) is not None and self.headers.get(condition) == headers[mark]
            for mark, condition in (("Etag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        )
        return 304 if is_same else page.status

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
