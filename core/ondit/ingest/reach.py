"""What a reading may use: the network, other processes, and a way to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Page(Protocol):
    """What a server gave for an address."""

    @property
    def url(self) -> str:
        """The address in the end, behind redirects."""

    @property
    def data(self) -> bytes:
        """The whole of it."""

    @property
    def media_type(self) -> str:
        """What the server says it is, in lower case without parameters; empty where it says nothing."""

    @property
    def charset(self) -> str | None:
        """The encoding that the server declared."""

    @property
    def accessed(self) -> str | None:
        """The day on which it was fetched, ISO, in UTC; absent where that is not known."""


Fetch = Callable[[str], Page]
"""Gets what an address names; raises `InputError` where that cannot be had."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Reach:
    """What a reading may use.

    Attributes:
        fetch: Gets addresses; where absent, a `web.Client` made for the reading.
        allow_private: Whether that client may go to private and loopback addresses.
        full_text: Whether the page of an article that a feed only sums up is fetched too.
        jobs: Processes that read pages and PDFs. With more than one, each imports the main module anew, so
            a script must begin its work under `if __name__ == "__main__"`.
        is_stopped: Says whether to leave off and keep what was read.
    """

    fetch: Fetch | None = None
    allow_private: bool = False
    full_text: bool = False
    jobs: int = 1
    is_stopped: Callable[[], bool] = _never
