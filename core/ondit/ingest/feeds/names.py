"""The elements of a feed by their names, whatever namespaces and prefixes it gives them."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

from ondit.ingest.feeds.text import ATOM
from ondit.ingest.feeds.xml_parts import LONGEST_KEPT, children, local

_PREFIXES = dict.fromkeys(ATOM, "") | {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}


def gathered(element: _Element) -> dict[str, list[_Element]]:
    """Return the elements below an entry or a feed by their names: `title`, `dc:creator`."""
    found: dict[str, list[_Element]] = {}
    for child in children(element):
        name = name_of(child)
        found.setdefault(name, []).append(child)
        if name == "media:group":
            for inner in children(child):
                found.setdefault(name_of(inner), []).append(inner)
    return found


def name_of(element: _Element) -> str:
    """Return an element's name in lower case, behind what its namespace is called here: `dc:creator`."""
    tag, prefix = element.tag, element.prefix
    is_kept = len(tag) + len(prefix or "") <= LONGEST_KEPT
    return _named(tag, prefix) if is_kept else _named.__wrapped__(tag, prefix)


@lru_cache(maxsize=4096)
def _named(tag: str, prefix: str | None) -> str:
    namespace = tag[1:].partition("}")[0] if tag.startswith("{") else None
    if namespace is None:
        prefix = tag.rpartition(":")[0].lower()
        prefix = "" if prefix in {"rss", "atom"} else prefix
    else:
        prefix = _PREFIXES.get(namespace, prefix or "")
    return f"{prefix}:{local(tag)}" if prefix else local(tag)
