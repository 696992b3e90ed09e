"""One request to one feed: what is new in it, or what is wrong with it, and what to remember."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol
from urllib.parse import urlsplit

from ondit.errors import InputError
from ondit.ingest import feeds
from ondit.ingest.drafts import Draft, Place
from ondit.ingest.identity import settle
from ondit.ingest.inputs import address
from ondit.ingest.reach import Fetch
from ondit.ingest.web import Condition, Limits, Reply, StoppedError
from ondit.ingest.web.answers import holds_page, refusal, validator
from ondit.model import Article, Problem
from ondit.text import normalise
from ondit.watch import pace
from ondit.watch.pages import feed_of_page, whole
from ondit.watch.records import WatchedFeed
from ondit.watch.stated import Stated, fresh, stated

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
"""The media types that a feed is asked for in."""

LIMITS = Limits(size=20_000_000, tries=2, parallel=1)
"""How far a request for a feed may go: what fails is asked for by its pace, a lost connection at once."""

MOST_SEEN = 2_000
"""Ids of articles that are remembered of a feed, unless it has more than that."""

_MARK_BYTES = 4

_HEAD = 1 << 16
_NOT_MODIFIED, _TOO_MANY, _GONE = 304, 429, 410
_WHY = {
    401: ("it wants a login", "Write it into the address: https://name:password@host/path."),
    402: ("it wants to be paid", "Leave the feed out."),
    403: ("it does not give this feed to us", "Ask its publisher whether programs may read it."),
    404: ("there is no such feed", "Check the address; the feed may have been moved or taken down."),
    410: ("the feed was taken down for good, and is not asked for again", "Watch another one instead."),
    451: ("the feed is withheld for legal reasons", "Leave it out."),
}


class Ask(Protocol):
    """Asks a server, as `web.Client.ask` does."""

    def __call__(self, url: str, condition: Condition | None = None, *, accept: str | None = None) -> Reply:
        """Return its answer; raises `InputError` where it does not, `StoppedError` where that was ended."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of a request.

    Attributes:
        feed: What to remember, once the articles are kept.
        articles: Those that the feed did not have before, in its order.
        changed: Those that it had with another text.
        problems: What could not be read of it.
        fault: Why it failed as a whole; absent where it did not.
    """

    feed: WatchedFeed
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: Problem | None = None
    changed: tuple[Article, ...] = ()


def poll(feed: WatchedFeed, ask: Ask, now: Callable[[], float], *, fetch: Fetch | None = None) -> Polled:
    """Ask a feed, and return what is new or why it failed.

    Only what is newer than the last answer is asked for, of the address that gave that answer. A feed that
    moved for good is asked where it is now as long as that goes well, unless it moved from https to http. One
    that broke off is asked for whole the next time, until there is another answer.

    Args:
        feed: What is remembered of it.
        ask: Asks servers.
        now: Seconds since 1970.
        fetch: Gets the pages of new articles that the feed only sums up; without it, they stay summaries.

    Raises:
        StoppedError: It was ended; nothing is to be remembered.
    """
    place = address(feed.url).place
    try:
        reply = ask(feed.address or feed.url, _condition(feed), accept=ACCEPT)
        day = datetime.fromtimestamp(now(), UTC).date().isoformat()
        place = replace(place, url=reply.url, charset=reply.charset, accessed=day)
        return _answered(_asked(feed, now()), reply, place, fetch)
    except StoppedError:
        raise
    except InputError as error:
        return failed(_asked(feed, now()), error.what, error.hint)
    except Exception as error:  # noqa: BLE001 - a feed is hostile; whatever it breaks, the others go on
        what = f"Reading it failed: {type(error).__name__}."
        return failed(_asked(feed, now()), what, "Tell those who make Ondit its address.")


def failed(feed: WatchedFeed, what: str, hint: str) -> Polled:
    """Return what came of a request that failed."""
    name = address(feed.url).place.name
    known = replace(feed, address=None, failures=feed.failures + 1, fault=what, hint=hint)
    return Polled(known, fault=Problem(name, None, what, hint))


def _asked(feed: WatchedFeed, now: float) -> WatchedFeed:
    return replace(feed, asked=now, rest=0.0, is_gone=False)


def _condition(feed: WatchedFeed) -> Condition | None:
    if feed.answered is None:
        return None
    return Condition(feed.answered, feed.etag, feed.modified)


def _answered(feed: WatchedFeed, reply: Reply, place: Place, fetch: Fetch | None) -> Polled:
    asked = feed.asked or 0.0
    has_asked = reply.url == feed.answered and (feed.etag or feed.modified)
    if reply.status == _NOT_MODIFIED and has_asked:
        known = {"cache-control", "expires"} & reply.headers.keys()
        return Polled(_good(feed, fresh(reply.headers, asked) if known else feed.fresh))
    if not holds_page(reply.status):
        return _refused(replace(feed, rest=min(reply.wait, pace.LONGEST_REST)), reply)
    digest = blake2b(reply.data, digest_size=16).hexdigest()
    marked = replace(
        feed,
        answered=reply.url,
        etag=validator(reply.headers.get("etag")),
        modified=validator(reply.headers.get("last-modified")),
        address=reply.url if _is_to_follow(feed, reply) else feed.address,
        digest=digest,
    )
    marked = _good(marked, fresh(reply.headers, asked))
    if digest == feed.digest:
        return Polled(marked if feed.etag or feed.modified else _unmarked(marked))
    try:
        return _read(marked, reply.data, place, fetch, since=feed.good)
    except StoppedError:
        raise
    except InputError as error:
        other = feed_of_page(reply.data, reply.url)
        raise InputError(error.what, f"Its feed is {other}: watch that." if other else error.hint) from error


def _unmarked(feed: WatchedFeed) -> WatchedFeed:
    """Have a feed asked for whole: by the mark of an answer that broke off, its rest would never come."""
    return replace(feed, etag=None, modified=None)


def _refused(feed: WatchedFeed, reply: Reply) -> Polled:
    why, hint = _WHY.get(reply.status, ("", ""))
    if reply.status == _GONE and feed.address is None:
        feed = replace(feed, is_gone=True)
    elif reply.status == _GONE:
        why, hint = "the feed was taken down where it had moved to", "It is asked for where it was before."
    if why:
        return failed(feed, f"The server answered {reply.status}: {why}.", hint)
    error = refusal(reply.status, reply.wait)
    passes = reply.status == _TOO_MANY or reply.status >= 500  # noqa: PLR2004
    return failed(feed, error.what, "It is asked again later." if passes else error.hint)


def _good(feed: WatchedFeed, holds: float) -> WatchedFeed:
    return replace(feed, good=feed.asked, failures=0, fault=None, hint=None, fresh=holds)


def _is_to_follow(feed: WatchedFeed, reply: Reply) -> bool:
    """Return whether a feed is asked where it is now: moved for good, without a login, and no less secure."""
    given = urlsplit(feed.address or feed.url)
    is_unsecured = given.scheme.lower() == "https" and not reply.url.startswith("https:")
    return reply.is_moved and "@" not in given.netloc and not is_unsecured


def _read(
    feed: WatchedFeed, data: bytes, place: Place, fetch: Fetch | None, *, since: float | None
) -> Polled:
    """Return what is new in a feed that was good last at some time before.

    Raises:
        InputError: It is no feed.
        StoppedError: It was ended while pages were fetched.
    """
    about = stated(data, place)
    feed = _unmarked(feed) if about.breaks_off else feed
    summaries: set[str] = set()
    articles, problems = ([], []) if about.is_empty else _articles(data, place, summaries, about)
    told = {article.id: _mark(article) for article in articles}
    new, changed = _news(feed, articles, told)
    if fetch:
        new, faults = whole(new, summaries, fetch)
        changed, more = whole(changed, summaries, fetch)
        problems += faults + more
    is_known = len(feed.told) == len(feed.seen)
    before = zip(feed.seen, feed.told if is_known else [""] * len(feed.seen), strict=True)
    seen = {**{one: mark for one, mark in before if one not in told}, **told}
    kept = max(MOST_SEEN, len(told))
    now = feed.asked or 0.0
    times = _times(new, now, since=since if feed.times else None)
    known = replace(
        feed,
        least=about.least,
        skip_hours=about.skip_hours,
        skip_days=about.skip_days,
        seen=tuple(seen)[-kept:],
        told=tuple(seen.values())[-kept:],
        times=pace.noted(feed.times, times),
    )
    return Polled(known, tuple(new), tuple(problems), changed=tuple(changed))


def _news(
    feed: WatchedFeed, articles: Sequence[Article], told: Mapping[str, str]
) -> tuple[list[Article], list[Article]]:
    """Return the articles that a feed did not have, and those that it had with another text.

    What it says of dates counts for nothing; what it told before that was not remembered counts as the same.
    """
    seen, before = set(feed.seen), dict(zip(feed.seen, feed.told, strict=False))
    new = [one for one in articles if one.id not in seen]
    changed = [
        one for one in articles if one.id in seen and (before.get(one.id) or told[one.id]) != told[one.id]
    ]
    return new, changed


def _mark(article: Article) -> str:
    """Return what tells the words of an article's text from others."""
    return blake2b(normalise(article.text).encode(), digest_size=_MARK_BYTES).hexdigest()


def _articles(
    data: bytes, place: Place, summaries: set[str], about: Stated
) -> tuple[list[Article], list[Problem]]:
    """Return what a feed holds whole, and note the addresses of articles that it only sums up."""
    head = data[:_HEAD].lstrip()
    is_json = head.startswith((b"{", b"["))
    if is_json and not feeds.looks_like(head):
        raise InputError("It is JSON, but no feed.", "Look at the address again.")
    if is_json and about.breaks_off:
        # Nothing of it tells its outlet for sure: what is read now would be another article once it is whole.
        raise InputError("It breaks off.", "It is asked for again later.")
    drafts = list(feeds.read(io.BytesIO(data), place, with_cut=False))
    summaries |= {one.url for one in drafts if isinstance(one, Draft) and one.is_summary and one.url}
    found = list(settle(drafts))
    problems = [one for one in found if isinstance(one, Problem) and not one.is_note]
    return [one for one in found if isinstance(one, Article)], problems


def _times(new: Sequence[Article], now: float, *, since: float | None) -> Iterable[float]:
    """Return when articles came out, no later than now.

    Rule: when they were published, if that is known to the second; else now. What was not there when the feed
    was good last came out since, whatever its date says. Of a feed that is read for the first time, the day
    counts where that is all that is known, and those without any do not; now, where there is none.

    Args:
        new: What the feed did not have before.
        now: Seconds since 1970.
        since: When it was good last; absent where it is read for the first time.
    """
    times = []
    for article in new:
        published = article.published
        is_known = published is not None and (
            published.granularity == "second" or (since is None and published.granularity == "day")
        )
        if published is not None and is_known:
            times.append(min(now, max(since or 0.0, _seconds(published.value))))
        elif since is not None:
            times.append(now)
    return times or ([now] if since is None else [])


def _seconds(value: str) -> float:
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
