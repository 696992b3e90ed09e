"""Addresses as they are asked for: checked, in one spelling, with their credentials apart."""

from __future__ import annotations

import re
from base64 import b64encode

import httpx

from ondit.errors import InputError

_LONGEST = 8_000
_PORTS = range(1, 65_536)
_HOST = re.compile(r"[a-z0-9._~-]*[a-z0-9_~-]|[0-9a-f:.]+", re.ASCII)


class AstrayError(InputError):
    """Redirects lead nowhere."""


def parse(url: str) -> tuple[httpx.URL, str | None]:
    """Return an address without credentials and fragment, and the Authorization header they make.

    Raises:
        InputError: It is none, or none of the web.
    """
    found = _read(url)
    if found.scheme not in {"http", "https"}:
        raise InputError(
            "It is not a web address.",
            "Begin it with https://, or with http:// if the site has no https.",
        )
    host = found.raw_host.decode().removesuffix(".")
    if not _HOST.fullmatch(host) or (found.port is not None and found.port not in _PORTS):
        raise _malformed()
    login = None
    if found.userinfo:
        login = "Basic " + b64encode(f"{found.username}:{found.password}".encode()).decode()
    return found.copy_with(host=host, userinfo=b"", fragment=None), login


def _read(url: str) -> httpx.URL:
    if len(url) > _LONGEST:
        raise _malformed()
    try:
        found = httpx.URL(str(httpx.URL(url.strip())))  # the second time tidies what the first wrote
        _ = found.host  # a bad international name shows only now
    except (httpx.InvalidURL, ValueError) as error:
        raise _malformed() from error
    return found


def onward(address: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads; credentials that it names are dropped.

    Raises:
        AstrayError: To no address of the web.
    """
    try:
        return parse(str(address.join(location)))[0]
    except (httpx.InvalidURL, ValueError, InputError) as error:
        raise AstrayError(
            "The server redirects to what is not a web address.",
            "Open it in a browser to see what it is.",
        ) from error


def origin(address: httpx.URL) -> str:
    """Return what robots rules and credentials belong to: scheme, host and port."""
    return f"{address.scheme}://{address.netloc.decode()}"


def _malformed() -> InputError:
    return InputError("It is not a well-formed address.", "Write it as https://host/path.")
