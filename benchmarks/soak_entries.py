"""What the feeds of a soak publish, and what they note of those who ask."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate
from html import escape

WINDOW = 40
"""Articles that a feed shows."""
FIRST = 10
"""Articles that it shows from the beginning on, about."""
YEAR = 31_536_000
"""Seconds."""
_WORDS = (
    "harbour council pump works quay tariff ferry minister budget strike vote bridge merger loan school"
    " station hospital tram review panel report union grain storm rail lease permit engine court audit"
).split()


@dataclass(slots=True)
class Entry:
    """An article as its feed has it now, by an address and a token that stands in its text."""

    url: str
    token: str
    title: str
    text: str
    date: float


@dataclass(slots=True)
class Feed:
    """A feed, what it shows, and what it saw of those who ask.

    Attributes:
        served: The texts that went out whole with a 200, by their tokens.
        asked_early: How often it was asked before the time that a 429 had asked for.
        asked_gone: How often it was asked though it had said 410.
        whole: How many answers went out whole since it is calm.
    """

    number: int
    host: str
    port: int
    now: Callable[[], float]
    chance: random.Random
    every: float
    neighbour: Feed | None = None
    entries: list[Entry] = field(default_factory=list)
    served: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    asked_early: int = 0
    asked_gone: int = 0
    whole: int = 0
    is_calm: bool = False
    is_gone: bool = False
    failures: int = 0
    rest_until: float = 0.0
    due: float = 0.0
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Where it is asked for."""
        return f"http://{self.host}:{self.port}/feed.xml"

    def publish(self) -> None:
        """Bring what is due: new articles, now and then another text of an old one."""
        now = time.monotonic()
        self.due = self.due or now - self.every * FIRST
        while self.due <= now:
            self.due += self.every * self.chance.uniform(0.3, 1.7)
            self.entries.append(self._entry(self.count, 1, f"http://{self.host}/story/{self.count}"))
            self.count += 1
            if self.chance.random() < 0.05:
                at = self.chance.randrange(len(self.entries))
                old = self.entries[at]
                number, edition = map(int, old.token.split("-")[1:])
                self.entries[at] = self._entry(number, edition + 1, old.url)
        del self.entries[:-WINDOW]

    def _entry(self, number: int, edition: int, url: str) -> Entry:
        token = f"{self.number}-{number}-{edition}"
        some = random.Random(f"{self.number}-{number}")  # noqa: S311 - any will do
        lines = [
            " ".join(some.choices(_WORDS, k=some.randint(6, 18))) + "." for _ in range(some.randint(3, 12))
        ]
        lines.insert(1, f"The file is numbered {token} by the clerk of the {some.choice(_WORDS)}.")
        date = self.now() if self.chance.random() > 0.05 else self.now() - self.chance.uniform(-1, 40) * YEAR
        text = " ".join(line.capitalize() for line in lines)
        return Entry(url, token, f"Notice {number} of office {self.number}", text, max(0.0, date))

    def shown(self) -> list[Entry]:
        """Return what the feed shows, newest first, some of it twice, some of it a neighbour's."""
        shown = list(reversed(self.entries))
        if self.neighbour and self.chance.random() < 0.2:
            shown += list(self.neighbour.entries)[-3:]
        if shown and self.chance.random() < 0.1:
            shown.insert(0, self.chance.choice(shown))
        return shown


def rss(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """Return a feed as RSS."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<pubDate>{formatdate(one.date)}</pubDate>"
        f"<content:encoded><![CDATA[<p>{escape(one.text)}</p>]]></content:encoded></item>"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Office {feed.number}</title><link>http://{feed.host}/</link>{items}</channel></rss>"
    ).encode()
