"""When a web page was published: as its metadata states it, else as its text shows it; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ondit.ingest.pages.blocks import beginning
from ondit.ingest.pages.head import Head
from ondit.ingest.published import MONTH_NAMES, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "published_at",
    "publishdate",
    "publisheddate",
    "publish-date",
    "publication_date",
    "pubdate",
    "pub_date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "nastooh:publishdate",
    "cxenseparse:publishtime",
    "og:datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "article:publicationdate",
    "published",
)
_ANYWHERE_ELSE = frozenset("aside nav footer".split())
_CALLED = (
    "translate(concat(@class, ' ', @id, ' ', @itemprop, ' ', @data-testid), 'DTPUBLISHME', 'dtpublishme')"
)
_LONGEST = 160
_MOST_LOOKED_AT = 200
_MONTH = rf"(?:{MONTH_NAMES})\.?"
_DAY = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4})\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|revised|corrected|reviewed|until|expires)\b", re.IGNORECASE
)
_POST = re.compile(r"\(@\w{1,30}\)\s{0,3}(?P<date>[^\n(@]{6,30}\d{4})\b")


def published(head: Head, tree: _Element) -> str | None:
    """Return the date that a page's metadata state, in a form that `published.parse` reads.

    Rule: the structured data of its article, then its meta elements by name, then the first time element of
    the article itself that has a date to the day. When it was changed is not when it was published.

    Catches `article:published_time`. Must not return `article:modified_time`, nor the time of a related
    article in an aside. Known failures: metadata that give the day of import in place of that of publication.
    """
    for value in (*_stated(head), *_times(tree)):
        if _reads(value):
            return value
    return None


def dateline(tree: _Element, paragraphs: list[str]) -> str | None:
    """Return a date that a page shows, in a form that `published.parse` reads.

    Rule: the first date to the day in an element of a few words that is called date, time, published or
    byline, less one that says when it was changed; else the latest one below an embedded post.

    Catches "Published May 23, 2022" and "— Corvale (@corvale) May 23, 2022". Must not take "Updated May 24,
    2022". Known failures: an embedded post may be older than the page.
    """
    for texts in (_called(tree), _behind_heading(tree)):
        if shown := next((date for text in texts if (date := _day(text))), None):
            return shown
    posts = [match["date"].strip() for text in paragraphs for match in _POST.finditer(text)]
    return max((post for post in posts if _reads(post)), key=lambda post: parse(post)[0], default=None)


def _stated(head: Head) -> Iterator[str]:
    for node in (head.article, *head.nodes):
        for name in (
            ("datePublished", "dateCreated", "uploadDate") if node is head.article else ("datePublished",)
        ):
            value = node.get(name)
            if isinstance(value, str):
                yield value
    yield from head.meta(*_METAS)


def _times(tree: _Element) -> Iterator[str]:
    for element in list(tree.iter("time"))[:_MOST_LOOKED_AT]:
        if not any(outer.tag in _ANYWHERE_ELSE for outer in element.iterancestors()) and not _CHANGED.search(
            f"{element.get('class')} {element.get('itemprop')} {beginning(element)[:_LONGEST]}"
        ):
            yield (element.get("datetime") or "").strip()


def _called(tree: _Element) -> Iterator[str]:
    looked_at = tree.xpath(
        f"//*[contains({_CALLED}, 'date') or contains({_CALLED}, 'time') or contains({_CALLED}, 'publish')"
        f" or contains({_CALLED}, 'byline') or contains({_CALLED}, 'meta')]"
    )
    for element in looked_at[:_MOST_LOOKED_AT]:
        text = beginning(element)
        if len(text) <= _LONGEST:
            yield text


def _behind_heading(tree: _Element) -> Iterator[str]:
    """Yield the short texts that stand before the article's paragraphs: below its heading, or above."""
    looked_at = tree.xpath(
        "(//h1)[1]/following::*[self::div or self::span or self::p or self::h4 or self::small or self::li]"
    )
    for element in looked_at[:_MOST_LOOKED_AT]:
        if element.text and len(element.text) <= _LONGEST and _DAY.match(element.text.strip()):
            yield element.text


def _day(text: str) -> str | None:
    for match in _DAY.finditer(text):
        changed = _CHANGED.search(text[max(0, match.start() - 20) : match.start()])
        if not changed and _reads(match.group()):
            return match.group()
    return None


def _reads(value: str) -> bool:
    try:
        return parse(value)[1] in {"second", "day"}
    except ValueError:
        return False
