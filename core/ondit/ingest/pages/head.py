"""What a web page states of itself: its meta elements, structured data, headings and links, gathered once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ondit.ingest.drafts import LONGEST_FIELD
from ondit.ingest.pages import json_ld
from ondit.ingest.pages.blocks import line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_HEADINGS = 10
_MOST_METAS = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """What a page states of itself.

    Attributes:
        metas: The contents of its meta elements by name, property or itemprop in lower case, in order.
        nodes: The objects of its structured data.
        named: Those of them that have a name, by their `@id`.
        article: The one of them that is its article, else an empty one.
        headings: The texts of its first h1 elements.
        title: The text of its title element; of one beyond reason its beginning.
        canonical: The address that it calls its own.
        language: The language that its root declares.
    """

    metas: dict[str, list[str]]
    nodes: list[json_ld.Node]
    named: dict[str, json_ld.Node]
    article: json_ld.Node
    headings: list[str]
    title: str
    canonical: str
    language: str

    def meta(self, *names: str) -> list[str]:
        """Return the contents of the meta elements of some names, in the order of the names."""
        return [content for name in names for content in self.metas.get(name, ())]


def gather(tree: _Element) -> Head:
    """Gather what a page states of itself."""
    metas: dict[str, list[str]] = defaultdict(list)
    for meta in islice(tree.iter("meta"), _MOST_METAS):
        content = spaced((meta.get("content") or "")[: 4 * LONGEST_FIELD])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute)
            if name and content and len(content) <= LONGEST_FIELD:
                metas[name.lower()].append(content)
                break
    nodes = json_ld.nodes(tree)
    headings = _headings(tree)
    title = tree.findtext(".//head/title") or tree.findtext(".//title") or ""
    title = spaced(title[: 4 * LONGEST_FIELD])
    names = {*headings, *metas["og:title"], title}
    return Head(
        metas=dict(metas),
        nodes=nodes,
        named=json_ld.named(nodes),
        article=json_ld.article(nodes, names),
        headings=headings,
        title=title,
        canonical=_canonical(tree),
        language=tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or "",
    )


def spaced(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def _headings(tree: _Element) -> list[str]:
    found = []
    for heading in tree.iter("h1"):
        text = line(heading)
        if text and len(text) <= LONGEST_FIELD:
            found.append(text)
        if len(found) == _MOST_HEADINGS:
            break
    return found


def _canonical(tree: _Element) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return (link.get("href") or "").strip()
    return ""
