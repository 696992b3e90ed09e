"""The names that people give to an article's fields, and which of ours they mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_NAMES = {
    "text": (
        *("text", "body", "content", "maintext", "articletext", "articlebody", "bodytext", "fulltext"),
        "contenttext",
    ),
    "id": ("id",),
    "url": ("url", "link", "weburl", "permalink", "externalurl"),
    "source": (
        *("source", "outlet", "domain", "publisher", "sourcedomain", "publication", "site", "sitename"),
        "sourcename",
    ),
    "title": ("title", "headline", "webtitle"),
    "author": ("author", "authors", "byline"),
    "published": (
        *("published", "date", "datepublish", "pubdate", "publishedat", "datepublished", "datetime"),
        *("publishdate", "publisheddate", "publicationdate", "webpublicationdate"),
    ),
    "language": ("language", "lang", "inlanguage"),
    "version_of": ("versionof",),
}
_LONGEST_KEPT = 100
_MEANT = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)}


def meant(name: str) -> str | None:
    """Return the field that a name means: "pubDate", "Date publish" and "date_publish" mean `published`.

    Case, spaces, hyphens and underscores do not matter. An unknown name means nothing.
    """
    found = _MEANT.get(plain(name))
    return found[0] if found else None


def pick(row: Mapping[str, object]) -> dict[str, object]:
    """Return the known fields of a row under our names; of several names for one field the first known.

    The order of preference is that of the names' table, not of the row. Empty values count as absent.
    """
    best: dict[str, tuple[int, object]] = {}
    for name, value in row.items():
        found = _MEANT.get(plain(name))
        if found is None or value is None or value in ("", [], {}):
            continue
        field, rank = found
        if field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()}


def plain(name: str) -> str:
    """Return a name less what does not matter in it: "Date_Publish" is "datepublish"."""
    return _plain(name) if len(name) <= _LONGEST_KEPT else _plain.__wrapped__(name)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")
