"""The address of a feed's entry: the article's own, whatever stands for it in the feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

PROXIES = ("feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com", "news.google.com")
"""Hosts that stand between a feed and its articles: they are no outlets."""

_GATES = (".google.com", ".bing.com")
_WRAPPED = ("url", "q")
_LONGEST = 8_000


def best(links: Iterable[str | None], base: str | None) -> str | None:
    """Return the first of some links that is a web address, absolute; else the first that is there at all.

    Args:
        links: In the order of preference; as they were written, perhaps relative.
        base: What relative ones are meant from.
    """
    found = [absolute(link, base) for link in links if link and link.strip()]
    return next((link for link in found if is_web(link)), next(iter(found), None))


def absolute(link: str, base: str | None) -> str:
    """Return a link as an absolute address, less white space; what is none comes back as it is."""
    link = "".join(part.strip() for part in link[:_LONGEST].splitlines()).strip().replace(" ", "%20")
    if base:
        try:
            link = urljoin(base, link)
        except ValueError:
            return link
    return _unwrapped(link)


def base(declared: str | None, site: str | None) -> str | None:
    """Return what relative links are meant from: what the document declares, from its site on, else that."""
    if not declared or is_web(declared):
        return declared or site
    return absolute(declared, site)


def is_web(link: str) -> bool:
    """Return whether a link is an address of http or https."""
    return link[:8].lower().startswith(("http://", "https://"))


def host(link: str | None) -> str:
    """Return the host of an address less `www.`; nothing where there is none."""
    try:
        return (urlsplit(link or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_of(link: str | None, site: str | None) -> bool:
    """Return whether an address belongs to a site: to its host, or to one above or below that.

    `news.harbour.example` belongs to `www.harbour.example`. What is unknown belongs, and so does what lies
    behind a proxy.
    """
    one, other = host(link), host(site)
    if not one or not other or one in PROXIES or other in PROXIES:
        return True
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _unwrapped(link: str) -> str:
    """Return the address that a search engine's alert wraps into one of its own."""
    for wrapped in _wrapped(link):
        if is_web(wrapped):
            return wrapped
    return link


def _wrapped(link: str) -> Iterator[str]:
    try:
        parts = urlsplit(link)
        if f".{host(link)}".endswith(_GATES):
            query = parse_qs(parts.query, max_num_fields=50)
            yield from (query[name][0] for name in _WRAPPED if name in query)
    except ValueError:
        return
