"""What a server's answer means for a reader: a page, or a sentence why there is none."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import httpx

from ondit.errors import InputError

_TYPE = re.compile(r"[\w!#$&^.+-]{1,60}/[\w!#$&^.+-]{1,60}", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.ASCII | re.IGNORECASE)
_LONGEST_TYPE = 500
_LONGEST_VALIDATOR = 1000
_OK, _NO_CONTENT, _RESET, _PART, _NOT_MODIFIED, _TOO_MANY = 200, 204, 205, 206, 304, 429
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_MINUTES = 120

_WHY = {
    401: ("it wants a login", "Open it in a browser and save the page, then give the file's name."),
    402: ("it wants to be paid", "Open it in a browser and save the page, then give the file's name."),
    403: (
        "it does not give this page to us",
        "It may be behind a paywall: open it in a browser and save the page, then give the file's name.",
    ),
    404: ("there is no such page", "Check the address; the page may have been moved or taken down."),
    410: ("the page was taken down", "Look for it in a web archive."),
    451: ("the page is withheld for legal reasons", "Look for it in a web archive."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer to one request.

    Attributes:
        status: Of HTTP.
        headers: All of them.
        data: The body, decoded; of pages only.
    """

    status: int
    headers: httpx.Headers
    data: bytes = b""

    @property
    def is_page(self) -> bool:
        """Whether it has a body that is the page."""
        return holds_page(self.status)

    @property
    def location(self) -> str | None:
        """Where it redirects to, if it does."""
        return self.headers.get("location") if self.status in _REDIRECTS else None


def holds_page(status: int) -> bool:
    """Return whether the body of an answer is the page, whole."""
    return _OK <= status < 300 and status not in {_NO_CONTENT, _RESET, _PART}  # noqa: PLR2004


def refusal(status: int, wait: float) -> InputError:
    """Return what to say about an answer that is no page.

    Args:
        status: Of HTTP.
        wait: Seconds that the server asks to wait, 0 if it does not say.
    """
    if status in _WHY:
        why, hint = _WHY[status]
        return InputError(f"The server answered {status}: {why}.", hint)
    if status in {_NO_CONTENT, _RESET}:
        return InputError(f"The server answered {status}: there is no content.", "Check the address.")
    if status == _TOO_MANY:
        return InputError("The server answered 429: it was asked too often.", _later(wait))
    if status >= 500:  # noqa: PLR2004
        return InputError(f"The server answered {status}: it has a fault or is overloaded.", _later(wait))
    if status == _NOT_MODIFIED or status < 400:  # noqa: PLR2004
        return InputError(f"The server answered {status} and sent no page.", "Check the address.")
    return InputError(f"The server answered {status}: it refuses the request.", "Check the address.")


def declared(headers: httpx.Headers) -> tuple[str, str | None]:
    """Return the media type, in lower case, and the charset that a server declares; "" and None if none."""
    value = next(iter(headers.get_list("content-type")), "")[:_LONGEST_TYPE]
    media_type = value.partition(";")[0].strip().lower()
    charset = _CHARSET.search(value)
    return (media_type if _TYPE.fullmatch(media_type) else ""), (charset[1] if charset else None)


def directives(control: str) -> dict[str, str]:
    """Return what a Cache-Control header says, each name in lower case with its value; the first of each."""
    said: dict[str, str] = {}
    for part in control.lower().split(","):
        name, _, value = part.partition("=")
        said.setdefault(name.strip(), value.strip().strip('"'))
    return said


def validator(value: str | None) -> str | None:
    """Return a mark of a page (ETag, Last-Modified) as it came, if it can be sent back."""
    is_fit = value and value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if is_fit else None


def _later(wait: float) -> str:
    minutes = math.ceil(wait / 60) if math.isfinite(wait) else math.inf
    if not minutes or minutes > _MOST_MINUTES:
        return "Try again later."
    return f"Try again in {minutes} minutes." if minutes > 1 else "Try again in a minute."
