"""Requests on guarded connections, and what goes wrong with them told in sentences.

They go to httpcore, the pool of connections under httpx, and not to httpx's client: that one takes no guard
for its connections, reads redirects that it does not follow (and fails over bad ones), and writes addresses
into the log. Addresses and headers are httpx's.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpcore
import httpx

from ondit.errors import InputError
from ondit.ingest.web.guard import Guard
from ondit.ingest.web.retries import PassingError

_IDLE_CONNECTIONS = 20
_IDLE_SECONDS = 5


class Response:
    """The head of a response; its body comes as it is read.

    Attributes:
        status: Of HTTP.
        headers: All of them.
    """

    def __init__(self, answer: httpcore.Response) -> None:
        self.status = answer.status
        self.headers = httpx.Headers(answer.headers)
        self._answer = answer

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it comes over the wire.

        Raises:
            InputError: It does not come to its end.
        """
        with _told(in_body=True):
            yield from self._answer.iter_stream()


class Wire:
    """Connections to all servers, for all threads.

    Args:
        guard: What makes them.
        connecting: Seconds for one to come about.
        reading: Seconds for the next bytes to come.
    """

    def __init__(self, guard: Guard, *, connecting: float, reading: float) -> None:
        self._timeout = {"connect": connecting, "read": reading, "write": reading}
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
            max_connections=None,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=guard,
        )

    @contextmanager
    def get(self, address: httpx.URL, headers: dict[str, str]) -> Iterator[Response]:
        """Ask for an address; the response is there within.

        Raises:
            InputError: There is none. `PassingError` where another try may help.
        """
        request = httpcore.Request(
            "GET",
            httpcore.URL(
                scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
            ),
            headers=[(b"Host", address.netloc), *httpx.Headers(headers).raw],
            extensions={"timeout": self._timeout},
        )
        with _told(in_body=False):
            answer = self._pool.handle_request(request)
        try:
            yield Response(answer)
        finally:
            answer.close()

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


@cache
def _trust(file: str | None, folder: str | None) -> ssl.SSLContext:  # noqa: ARG001 - httpx reads them itself
    """Return what certificates are checked by: dear to make, and the same for all clients of a process.

    Args:
        file: Where the environment says that the certificates are to be found that are trusted, if it does.
        folder: The same as a folder.
    """
    return httpx.create_ssl_context()


@contextmanager
def _told(*, in_body: bool) -> Iterator[None]:
    """Turn httpcore's errors into sentences."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise PassingError(
            "The server cannot be reached: no connection came about in time.",
            "Check the address and the network, or try again later.",
        ) from error
    except httpcore.ConnectError as error:
        reason = error.__cause__.strerror if isinstance(error.__cause__, OSError) else None
        raise PassingError(
            f"The server cannot be reached: {(reason or 'it takes no connection').lower()}.",
            "Check the address and the network, or try again later.",
        ) from error
    except httpcore.TimeoutException as error:
        raise InputError("The server stopped answering.", "Try again later.") from error
    except httpcore.NetworkError as error:
        raise _broken_off() if in_body else PassingError("The server hung up.", "Try again later.") from error
    except httpcore.LocalProtocolError as error:
        raise InputError("It cannot be asked for over HTTP.", "Check the address.") from error
    except httpcore.RemoteProtocolError as error:
        if in_body:
            raise _broken_off() from error
        raise InputError(
            "The server does not speak HTTP there.", "Check the address, its scheme and its port."
        ) from error


def _broken_off() -> PassingError:
    return PassingError("The server broke off before the end of it.", "Try again later.")
