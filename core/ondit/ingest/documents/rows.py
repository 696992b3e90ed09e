"""Articles as services export them to JSON: objects within objects, texts as markup, summaries for texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ondit.ingest import pages
from ondit.ingest.drafts import Draft, Place, draft
from ondit.ingest.feeds.about import Feed, outlet
from ondit.ingest.feeds.links import best, is_web
from ondit.ingest.fields import pick, plain
from ondit.ingest.rows import textless
from ondit.model import Problem
from ondit.text import clean

_INNER = ("_source", "fields", "attributes", "thread")
_VALUES = ("rendered", "main", "original", "value", "text")
_MARKUP = ("contenthtml", "bodyhtml", "texthtml")
_SUMMARIES = "leadparagraph summary description abstract snippet excerpt trailtext standfirst teaser".split()
_IS_MARKUP = re.compile(
    r"\s*<(?:p|div|article|section|h[1-6]|ul|ol|blockquote|figure|html|body|br|!doctype)\b", re.I
)
_CUT_OFF = re.compile(r"\[\+\d{1,9} chars\]\s*$")


class Row:
    """An object that may be an article, its fields under our names.

    Attributes:
        text: Its text; what is no string comes as it is, for the complaint.
        summary: What sums the article up where there is no text: its description, else its title.
        fields: The metadata.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        flat = _flat(data)
        self.fields: dict[str, object] = {name: _value(value) for name, value in pick(flat).items()}
        self.text = self.fields.pop("text", None)
        names = {plain(name): value for name, value in flat.items()}
        markup = next(
            (names[name] for name in _MARKUP if isinstance(names.get(name), str) and names[name]), None
        )
        if isinstance(self.text, str) and _IS_MARKUP.match(self.text):
            markup, self.text = self.text, None
        if markup is not None and not self.text:
            self.text = pages.plain_text(markup)
        self.summary = self._summary(names)

    def _summary(self, names: Mapping[str, object]) -> str | None:
        """Return a description; where there is none, the title of what has an address."""
        found = (_value(names.get(name)) for name in _SUMMARIES)
        said = next((text for text in found if isinstance(text, str) and text.strip()), None)
        title, url = self.fields.get("title"), self.fields.get("url")
        if not isinstance(title, str) or not (url or self.fields.get("published")):
            return None
        return pages.plain_text(said) if said else title if url else None

    @property
    def has_text(self) -> bool:
        """Whether it is an article."""
        return isinstance(self.text, str) and bool(self.text.strip())

    def drafts(self, place: Place, feed: Feed | None) -> Iterator[Draft | Problem]:
        """Yield the article, and what is wrong with it before; what it lacks it has from its feed."""
        text = self.text if self.has_text else self.summary
        if not isinstance(text, str):
            yield textless(self.text, place)
            return
        title = self.fields.get("title")
        if isinstance(title, str):
            self.fields["title"] = pages.plain_text(title) if "<" in title or "&" in title else title
        if feed is not None:
            self._fit(feed)
        is_summary = not self.has_text or bool(_CUT_OFF.search(text[-40:]))
        for item in draft(place, clean(text), self.fields):
            if isinstance(item, Draft) and is_summary and item.url:
                yield replace(item, is_summary=True)
            else:
                yield item

    def _fit(self, feed: Feed) -> None:
        """Take from a feed what the entry lacks; the ids of feeds are none of ours."""
        given = self.fields.pop("id", None)
        links = [link for link in (self.fields.get("url"), given) if isinstance(link, str)]
        url = best([link for link in links if link is not given or is_web(link)], feed.site)
        lacking = {
            "url": url,
            "source": feed.outlet_of(url),
            "author": feed.author,
            "language": feed.language,
        }
        if url:
            self.fields["url"] = url
        for name, value in lacking.items():
            if value:
                self.fields.setdefault(name, value)


def feed_of(data: Mapping[str, Any]) -> Feed | None:
    """Return what a JSON Feed says of itself; nothing where an object is none."""
    version = data.get("version")
    if not isinstance(version, str) or "jsonfeed.org" not in version:
        return None
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    people = data.get("authors") or data.get("author") or []
    names = (
        one.get("name") for one in (people if isinstance(people, list) else [people]) if isinstance(one, dict)
    )
    author = ", ".join(name for name in names if isinstance(name, str))
    site = texts.get("home_page_url") or texts.get("feed_url")
    return Feed(outlet(texts.get("title")), site, author or None, texts.get("language"))


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's fields, and those of what services put into it that it has not itself."""
    flat = dict(data)
    known = {plain(name) for name in flat}
    for name in _INNER:
        inner = data.get(name)
        if isinstance(inner, dict):
            flat |= {key: value for key, value in inner.items() if plain(key) not in known}
    return flat


def _value(value: object) -> object:
    """Return what an object in place of a text holds as such: `{"rendered": "…"}` of a title."""
    if not isinstance(value, dict):
        return value
    texts = (value[name] for name in _VALUES if isinstance(value.get(name), str))
    return next(texts, value)
