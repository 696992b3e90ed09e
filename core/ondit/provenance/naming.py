"""The outlets of a story by the names that other articles call them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from ondit.certainty.voices import OUTLET_NAMES
from ondit.growing import Keep, anew
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
LEFT_OUT = frozenset({"and", "the"})
"""Words that make no difference between names."""
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
        group: What its articles of the story have in common; absent where it has none.
        principal: Whether all of them are releases of its own.
        hosts: Where they were published, sorted.
    """

    name: str
    group: str | None = None
    principal: bool = False
    hosts: tuple[str, ...] = ()


class Names:
    """What the outlets of a story, and those that are known by name, are called; the same for equal outlets.

    Attributes:
        principals: Those whose articles are all releases of their own.
        hosts: Where they publish, and the group of the outlet that does.
        keys: What they are called, as names are compared.
        beginnings: What these begin with.
    """

    def __init__(self, told: tuple[Outlet, ...]) -> None:
        self._of: dict[str, Outlet] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._leads: dict[str, set[str]] = defaultdict(set)
        self.hosts: dict[str, str] = {}
        for outlet in told:
            self._take(outlet.group or "", outlet)
        self._known = _by_name(sorted(set(outlets.table().names.values())))
        self.principals = [one for one in told if one.principal]
        self.keys = frozenset((*self._names, *self._ends, *self._leads, *self._known))
        self.beginnings = frozenset(name[:end] for name in self.keys for end in range(1, len(name) + 1))

    def named(self, written: Sequence[str], texts: Sequence[str], *, definite: bool) -> Outlet | None:
        """Return the outlet that some words name, absent where they name none or may name several.

        Args:
            written: The words as they stand, less a possessive ending and a leading article.
            texts: The same words, folded.
            definite: Whether "the" stands before them.
        """
        wanted = "" if LEFT_OUT & {texts[0], texts[-1]} else key(texts)
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
        return self._of.get(self.hosts.get(host, "")) if host else None

    def _take(self, group: str, outlet: Outlet) -> None:
        texts = _texts(outlet.name)
        self._of[group] = outlet
        self._names[group].add(group)
        for start in range(1, len(texts)):
            self._ends[key(texts[start:])].add(group)
        body = outlet.principal and len(texts) == 2  # noqa: PLR2004 - "Corvale Industries", "Corvale newsroom"
        if len(texts) > 1 and (body or texts[-1] in _LEADS) and texts[0] not in _NO_LEADS:
            self._leads[key(texts[:-1])].add(group)
        for host in outlet.hosts:
            self.hosts.setdefault(host, group)
            if not outlet.principal and (label := _label(host)):
                self._names[label].add(group)


class Outlets:
    """The outlets of a story, and their articles.

    Attributes:
        names: What they are called.
    """

    def __init__(self, articles: Sequence[Article], keep: Keep = anew) -> None:
        grouped: dict[str, list[Article]] = defaultdict(list)
        for article in sorted(articles, key=lambda article: article.id):
            grouped[keep(_group, article.source.value)].append(article)
        self._of = {
            group: _outlet(group, members, all(keep(is_own, one) for one in members))
            for group, members in sorted(grouped.items())
        }
        self._told: dict[str, list[tuple[date, str, Article]]] = {
            group: sorted((_first_day(one), one.id, one) for one in members)
            for group, members in grouped.items()
        }
        self._at: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            if article.url:
                self._at[_bare(article.url).rstrip("/")].add(article.id)
        self.names = keep(Names, tuple(self._of.values()))

    def of(self, article: Article) -> Outlet:
        """Return the outlet of one of the story's articles."""
        return self._of[_group(article.source.value)]

    def published_at(self, address: str) -> Set[str]:
        """Return the ids of the story's articles at an address, which may end a sentence."""
        return self._at.get(_bare(address).rstrip("/.,;:!?’'"), frozenset())

    def meant(self, outlet: Outlet, article: Article) -> tuple[str, ...]:
        """Return the ids of an outlet's articles that another article may mean, sorted.

        They were published no later, as far as that is known; of very many those that are nearest before it.
        """
        told = moment(article.published)
        rows = self._rows(outlet)
        end = bisect_right(rows, told.last, key=_day_of) if told else len(rows)
        start = max(0, end - MOST)
        same_day = max(start, bisect_left(rows, told.first, key=_day_of)) if told and told.instant else end
        near = [name for _, name, _ in rows[start:same_day]]
        near += [name for _, name, one in rows[same_day:end] if not before(told, moment(one.published))]
        return tuple(sorted(near))

    def _rows(self, outlet: Outlet) -> Sequence[tuple[date, str, Article]]:
        return self._told[outlet.group] if outlet.group is not None else ()


def _day_of(row: tuple[date, str, Article]) -> date:
    return row[0]


def _outlet(group: str, members: Sequence[Article], principal: bool) -> Outlet:
    best = min(members, key=lambda one: (_RANK[one.source.origin], one.source.value))
    hosts = sorted({host for one in members if one.url and (host := _host(one.url))})
    return Outlet(best.source.value, group, principal, tuple(hosts))


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
    return "".join([text for text in texts if text not in LEFT_OUT]).replace("'", "")


def _texts(name: str) -> list[str]:
    return [text for text in words(name.replace("_", " ")).texts if text not in LEFT_OUT]


def _group(name: str) -> str:
    return key(_texts(name)) or name


def _first_day(article: Article) -> date:
    told = moment(article.published)
    return told.first if told else date.min


def _host(address: str) -> str | None:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return _PREFIX.sub("", host.rstrip(".")) if host else None


def _bare(address: str) -> str:
    return address.rpartition("//")[2].removeprefix("www.")


def _label(host: str) -> str | None:
    """Return what a host is called by itself: "haldenexaminer" of "haldenexaminer.co.uk"."""
    labels = host.split(".")
    if len(labels) == 3 and labels[1] in _SECOND_LEVEL:  # noqa: PLR2004 - name, second level, country
        labels.pop(1)
    label = key(words(labels[0].replace("-", " ")).texts)
    return label if len(labels) == 2 and len(label) >= _SHORTEST_LABEL else None  # noqa: PLR2004
