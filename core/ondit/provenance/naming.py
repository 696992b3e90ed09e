"""The outlets of a story by the names that other articles call them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from ondit.certainty.voices import OUTLET_NAMES
from ondit.ingest import outlets
from ondit.matching.vocabulary import FUNCTION_WORDS
from ondit.model import Article, Origin
from ondit.provenance.moments import before, moment
from ondit.provenance.releases import is_own
from ondit.text import words

MOST = 200
"""How many articles of one outlet a credit may mean: those published last before it."""
LONGEST = 8
"""Words in a name, at the most."""

_RANK: dict[Origin, int] = {"metadata": 0, "url": 1, "text": 2, "path": 3}
_LEFT_OUT = frozenset({"and", "the"})
_LEADS = frozenset("wire news online agency magazine newspaper".split())
_NO_LEADS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning evening daily weekly local world"
    " business breaking latest national".split()
)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_SECOND_LEVEL = frozenset("co com org net gov ac".split())
_SHORTEST_LABEL = 3
_AMBIGUOUS = frozenset(
    "Fox Forbes Post Mail Globe Echo Wire Circuit Gurman Today Daily News Standard Press Insider Caller"
    " Weekly Fortune".split()
)
_ALONE = frozenset(
    "Bloomberg CNBC CNN BBC NBC ABC CBS NPR Axios Politico Kyodo Nikkei Yonhap AFP WSJ ESPN TMZ TechCrunch"
    " MSNBC FT Haaretz Kommersant Gizmodo Engadget Forbes Newsweek Reuters AP ANSA"
    " Interfax TASS Xinhua".split()
)
_NO_NAME = FUNCTION_WORDS - {"of"}
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today meanwhile january"
    " february march april may june july august september october november december".split()
)
"""Words for days and months, which stand beside names with a capital letter and are no part of them."""


class Outlet(NamedTuple):
    """An outlet that articles name.

    Attributes:
        name: As the story has it; of one that the story has no article of, as the article names it.
        articles: The story's articles of it, by date.
        principal: Whether all of them are releases of its own.
    """

    name: str
    articles: tuple[Article, ...] = ()
    principal: bool = False


class Outlets:
    """The outlets of a story, and those that are known by name."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._of: dict[str, Outlet] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._leads: dict[str, set[str]] = defaultdict(set)
        self._hosts: dict[str, str] = {}
        self._dates: dict[str, list[date]] = {}
        grouped: dict[str, list[Article]] = defaultdict(list)
        for article in sorted(articles, key=lambda article: article.id):
            grouped[_group(article)].append(article)
        for group, members in sorted(grouped.items()):
            self._take(group, members)
        names = sorted(set(outlets.table().names.values()))
        self._known = _by_name(names)
        self.principals = [one for one in self._of.values() if one.principal]
        tables = (self._names, self._ends, self._leads, self._known)
        firsts = (
            text for name in (*names, *(one.name for one in self._of.values())) for text in _texts(name)
        )
        self.beginnings = frozenset(name[:3] for name in (*chain(*tables), *firsts))

    def of(self, article: Article) -> Outlet:
        """Return the outlet of one of the story's articles."""
        return self._of[_group(article)]

    def named(self, written: Sequence[str], texts: Sequence[str], *, definite: bool) -> Outlet | None:
        """Return the outlet that some words name, absent where they name none or may name several.

        Args:
            written: The words as they stand, less a possessive ending and a leading article.
            texts: The same words, folded.
            definite: Whether "the" stands before them.
        """
        wanted = "" if _LEFT_OUT & {texts[0], texts[-1]} else key(texts)
        found = self._names.get(wanted) or (definite and self._ends.get(wanted)) or self._leads.get(wanted)
        if found:
            return self._of[min(found)] if len(found) == 1 else None
        is_known = wanted in self._known and (definite or not self._known[wanted])
        if is_known or _ends_as_outlet(written, texts, definite=definite):
            return Outlet(" ".join(written))
        return None

    def of_principal(self, name: str) -> Outlet | None:
        """Return the only outlet of releases of a story; of those, where a name is given, that it begins."""
        wanted = words(name).texts[:1]
        own = [one for one in self.principals if not name or words(one.name).texts[:1] == wanted]
        return own[0] if len(own) == 1 else None

    def at(self, address: str) -> Outlet | None:
        """Return the outlet of the story that publishes at an address."""
        host = _host(address)
        return self._of.get(self._hosts.get(host, "")) if host else None

    def meant(self, outlet: Outlet, article: Article) -> tuple[str, ...]:
        """Return the ids of an outlet's articles that another article may mean, sorted.

        They were published no later, as far as that is known; of very many those that are nearest before it.
        """
        told = moment(article.published)
        dates = self._dates.get(outlet.name, [])
        end = bisect_right(dates, told.last) if told else len(dates)
        start = max(0, end - MOST)
        same_day = max(start, bisect_left(dates, told.first)) if told and told.instant else end
        near = list(outlet.articles[start:same_day])
        near += [one for one in outlet.articles[same_day:end] if not before(told, moment(one.published))]
        return tuple(sorted(one.id for one in near))

    def _take(self, group: str, members: Sequence[Article]) -> None:
        best = min(members, key=lambda one: (_RANK[one.source.origin], one.source.value))
        name, own = best.source.value, all(is_own(one) for one in members)
        self._of[group] = Outlet(name, tuple(sorted(members, key=lambda one: (_first_day(one), one.id))), own)
        self._dates[name] = [_first_day(one) for one in self._of[group].articles]
        texts = _texts(name)
        self._names[group].add(group)
        for start in range(1, len(texts)):
            self._ends[key(texts[start:])].add(group)
        body = own and len(texts) == 2  # noqa: PLR2004 - "Corvale Industries", "Corvale newsroom"
        if len(texts) > 1 and (body or texts[-1] in _LEADS) and texts[0] not in _NO_LEADS:
            self._leads[key(texts[:-1])].add(group)
        for host in sorted({host for one in members if one.url and (host := _host(one.url))}):
            self._hosts.setdefault(host, group)
            if not own and (label := _label(host)):
                self._names[label].add(group)


def _by_name(names: Iterable[str]) -> dict[str, bool]:
    """Return the keys of known names, and whether "the" has to stand before them: "the Sun", "the Hill"."""
    told = {}
    for name in names:
        texts = _texts(name)
        if len(texts) > 1 or name in _ALONE:
            told[key(texts)] = False
        elif name.startswith("The "):
            told.setdefault(key(texts), True)
    return told


def _ends_as_outlet(written: Sequence[str], texts: Sequence[str], *, definite: bool) -> bool:
    """Say whether words name an outlet that nobody knows, by the last of them: "Times", "Herald"."""
    if (
        written[-1] not in OUTLET_NAMES
        or texts[0] in DAYS
        or written[0][0].isdigit()
        or any(text in _NO_NAME for text in texts)
    ):
        return False
    if len(texts) == 1:
        return written[0] in _ALONE or (definite and written[0] not in _AMBIGUOUS)
    return (definite or written[-1] not in _AMBIGUOUS) and not any("'" in text for text in texts)


def key(texts: Iterable[str]) -> str:
    """Return folded words as names are compared: run together, without apostrophes, "and" and "the"."""
    return "".join(text.replace("'", "") for text in texts if text not in _LEFT_OUT)


def _texts(name: str) -> list[str]:
    return [text for text in words(name.replace("_", " ")).texts if text not in _LEFT_OUT]


def _group(article: Article) -> str:
    return key(_texts(article.source.value)) or article.source.value


def _first_day(article: Article) -> date:
    told = moment(article.published)
    return told.first if told else date.min


def _host(address: str) -> str | None:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return _PREFIX.sub("", host.rstrip(".")) if host else None


def _label(host: str) -> str | None:
    """Return what a host is called by itself: "haldenexaminer" of "haldenexaminer.co.uk"."""
    labels = host.split(".")
    if len(labels) == 3 and labels[1] in _SECOND_LEVEL:  # noqa: PLR2004 - name, second level, country
        labels.pop(1)
    label = key(words(labels[0].replace("-", " ")).texts)
    return label if len(labels) == 2 and len(label) >= _SHORTEST_LABEL else None  # noqa: PLR2004
