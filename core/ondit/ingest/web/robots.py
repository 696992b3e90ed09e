"""What robots.txt allows (RFC 9309), asked once a day for each site."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from protego import Protego

from ondit.errors import InputError
from ondit.ingest.web.addresses import AstrayError, origin
from ondit.ingest.web.answers import Answer
from ondit.ingest.web.deadline import Deadline, StoppedError

TOKEN = "Ondit"  # noqa: S105
"""The name that robots rules are matched with; it stands in the User-Agent too."""

LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read, as RFC 9309 asks for at least; the rest is not looked at."""

_AGENT = re.compile(r"user(?:-|\s*)agent(?:\s*:|\s)([^#]*)", re.IGNORECASE)

Load = Callable[[httpx.URL, Deadline], Answer]

_HOLDS = 86_400.0
"""Seconds for which rules hold, as RFC 9309 has it."""

_FAULT_HOLDS = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt says to us.

    Attributes:
        parsed: Its rules; None allows all.
        pause: Seconds that it wants between two requests.
    """

    parsed: Protego | None = None
    pause: float = 0.0

    def check(self, address: httpx.URL) -> None:
        """Raise if an address may not be read.

        Raises:
            InputError: It is forbidden.
        """
        if self.parsed and not self.parsed.can_fetch(str(address), TOKEN):
            raise InputError(
                "The site's robots.txt forbids programs to read it.",
                "Open it in a browser and save the page, then give the file's name.",
            )


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = -math.inf
    rules: Rules | None = None
    fault: InputError | None = None


class Robots:
    """The rules of every site that was asked so far.

    A robots.txt that is not there (4xx, or redirects without end) allows all; one that cannot be read
    (5xx, or no answer) forbids all for a minute, unless it could be read before.
    """

    def __init__(self, load: Load, longest_pause: float, clock: Callable[[], float]) -> None:
        self._load = load
        self._clock = clock
        self._longest_pause = longest_pause
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}

    def rules(self, address: httpx.URL, deadline: Deadline) -> Rules:
        """Return the rules for the site of an address, once it allows that address.

        Raises:
            InputError: It is forbidden, or whether it is cannot be known.
        """
        with self._lock:
            site = self._sites.setdefault(origin(address), _Site())
        with deadline.paused():
            site.lock.acquire()
        try:
            if self._clock() >= site.until:
                self._ask(site, address.copy_with(raw_path=b"/robots.txt"), deadline)
            rules, fault = site.rules or Rules(), site.fault
        finally:
            site.lock.release()
        if fault is not None:
            raise InputError(fault.what, fault.hint)
        rules.check(address)
        return rules

    def _ask(self, site: _Site, address: httpx.URL, deadline: Deadline) -> None:
        """Learn the rules of a site; where they cannot be had, those of before go on to hold."""
        try:
            rules = self._loaded(address, deadline)
        except StoppedError:
            raise
        except InputError as error:
            site.until = self._clock() + _FAULT_HOLDS
            site.fault = error if site.rules is None else None
        else:
            site.until = self._clock() + _HOLDS
            site.rules, site.fault = rules, None

    def _loaded(self, address: httpx.URL, deadline: Deadline) -> Rules:
        try:
            answer = self._load(address, deadline)
        except AstrayError:
            return Rules()
        if answer.status >= 500:  # noqa: PLR2004
            raise InputError(
                f"The server answered {answer.status} for its robots.txt, so it may not be read now.",
                "Try again later.",
            )
        return parse(answer.data, self._longest_pause) if answer.is_page else Rules()


def parse(data: bytes, longest_pause: float) -> Rules:
    """Return what a robots.txt says to us; its Crawl-delay and Request-rate count up to a longest pause.

    Rules for other programs are told apart by one name before they are parsed: the parser keeps the rules
    of every name, so that many names above many rules would fill the memory.
    """
    lines = data.decode("utf-8-sig", "replace").splitlines()
    parsed = Protego.parse("\n".join(_ours(line) for line in lines))
    rate = parsed.request_rate(TOKEN)
    try:
        between = rate.seconds / rate.requests if rate else 0.0
    except OverflowError:
        between = longest_pause
    pause = max(parsed.crawl_delay(TOKEN) or 0.0, between)
    return Rules(parsed, min(pause, longest_pause))


def _ours(line: str) -> str:
    agent = _AGENT.match(line.strip())
    if not agent:
        return line
    name = agent[1].partition("/")[0].strip().lower()
    name = name.replace("*", "") or name
    return f"User-agent: {name if name in {'*', TOKEN.lower()} else 'another'}"
