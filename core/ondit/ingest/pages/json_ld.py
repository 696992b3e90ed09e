"""Structured data in a web page (JSON-LD): its blocks read, broken or not, and its article found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_NODES = 20_000
_MOST_CHARACTERS = 2_000_000
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPING = re.compile(
    r"<!--|-->|(?://|/\*)?\s{0,8}<!\[CDATA\[(?:\s{0,8}\*/)?|(?://|/\*)?\s{0,8}\]\]>(?:\s{0,8}\*/)?"
)
_ARTICLE = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|Reportage\w*|Report|Review|SocialMediaPosting)$"
)
_decoder = json.JSONDecoder(strict=False)

Node = Mapping[str, Any]


def nodes(tree: _Element) -> list[Node]:
    """Return the objects of all blocks of a page, outer before inner, in the page's order.

    Blocks may be wrapped in comments, hold trailing commas, bare control characters, or something behind
    their end. A block that is still no JSON is left out, and so is what lies behind
    two million characters or 20,000 objects.
    """
    found: list[Node] = []
    room = _MOST_CHARACTERS
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and 0 < len(script.text or "") <= room:
            room -= len(script.text)
            found += _objects(_parsed(script.text), _MOST_NODES - len(found))
    return found


def article(found: list[Node], headings: set[str]) -> Node:
    """Return the object that is the page's article; an empty one where there is none.

    Args:
        found: The objects of a page.
        headings: What the page is called elsewhere on it: of several articles the first one with such a
            headline is it, else the first of all.
    """
    articles = [node for node in found if _is_article(node)]
    named = (node for node in articles if text(node.get("headline")) in headings)
    return next(named, articles[0] if articles else {})


def text(value: object) -> str:
    """Return a value's text: of an object its name, of a list that of its first; white space collapsed."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, Mapping):
            value = value.get("name") or value.get("@value")
    return " ".join(value.split()) if isinstance(value, str) else ""


def named(found: list[Node]) -> dict[str, Node]:
    """Return the objects that have a name, by what others point to them with (`@id`); the first of each."""
    return {
        node["@id"]: node for node in reversed(found) if "name" in node and isinstance(node.get("@id"), str)
    }


def resolved(value: object, names: Mapping[str, Node]) -> Iterator[object]:
    """Yield a value or those of a list; one that only points to another object is that object.

    Args:
        value: What an object holds.
        names: The objects that have a name, as `named` gives them.
    """
    for item in value if isinstance(value, list) else [value]:
        pointer = item.get("@id") if isinstance(item, Mapping) and "name" not in item else None
        yield names.get(pointer, item) if isinstance(pointer, str) else item


def kinds(node: Node) -> list[str]:
    """Return the types of an object, less what stands before them in an address."""
    value = node.get("@type")
    return [
        kind.rpartition("/")[2]
        for kind in (value if isinstance(value, list) else [value])
        if isinstance(kind, str)
    ]


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.match(kind) for kind in kinds(node))


def _parsed(block: str) -> object:
    block = _WRAPPING.sub("", block).strip().rstrip(";")
    for attempt in (block, _TRAILING_COMMA.sub("", block)):
        try:
            return _decoder.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object, most: int) -> list[Node]:
    found: list[Node] = []
    pending = [value]
    while pending and len(found) < most:
        item = pending.pop()
        if isinstance(item, dict):
            found.append(item)
            pending += [inner for inner in reversed(item.values()) if isinstance(inner, dict | list)]
        elif isinstance(item, list):
            pending += [inner for inner in reversed(item) if isinstance(inner, dict | list)]
    return found
