"""What is wrong with XML: found by a parser that fetches and expands nothing, and told in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from ondit.ingest.drafts import Place
from ondit.model import Problem
from ondit.text import clean

CHUNK = 1 << 16
"""Bytes that a parser is given in one step."""

_UNKNOWN_ENTITY = re.compile(r"Entity '([^']*)' not defined")
_REASONS = {"xmlParseEntityRef: no name": "a bare &", "StartTag: invalid element name": "a bare <"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document first: in which line, why, and whether nothing is lost by it."""

    line: int | None
    reason: str
    is_harmless: bool


class _Nothing:
    """What a parser builds that only looks whether a document is well-formed."""

    def close(self) -> None:
        """Return nothing."""


def told(first: Fault, rest: Fault | None, place: Place, *, is_defining: bool) -> Problem:
    """Return what a user is told of a document that is not well-formed; where it was mended, that.

    Args:
        first: What was wrong with it first.
        rest: What is wrong with it still, now that it is mended.
        place: Where it was read.
        is_defining: Whether it defines names of its own.
    """
    is_mended = rest is None or rest.is_harmless
    if is_mended and is_defining and _is_unknown_entity(first.reason):
        return place.problem(
            "It defines names for texts of its own (&name;); they are not filled in and stand as they are.",
            "Have the texts written out where it is made.",
        )
    fault = rest or first
    here = Place(place.name, place.stem, line=fault.line)
    if is_mended:
        what = f"It is not quite XML ({fault.reason}); all of it was read."
        return here.note(what, "There is nothing to do.")
    what = f"It is broken: {fault.reason}; some of it may be missing or cut off."
    return here.problem(what, "Get it again, or have it mended where it is made.")


def _is_unknown_entity(reason: str) -> bool:
    name = _UNKNOWN_ENTITY.match(reason)
    return name is not None and f"{name[1]};" not in html5


def first_fault(text: str) -> Fault | None:
    """Return what is wrong with a document first; a prefix without a namespace is harmless."""
    data = text.encode("utf-8", "surrogatepass")
    parser = etree.XMLParser(target=_Nothing(), **options(False, data))
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    except etree.XMLSyntaxError as error:
        log = list(error.error_log)
        harmless = bool(log) and all(entry.domain == etree.ErrorDomains.NAMESPACE for entry in log)
        reason = clean(" ".join((error.msg or "it has no root element").split()).rsplit(", line ", 1)[0])
        return Fault(error.lineno or None, _REASONS.get(reason, reason[:200]).rstrip("."), harmless)
    return None


def options(recover: bool, data: bytes) -> dict[str, object]:
    """Return the options of a parser that fetches and expands nothing, whatever it is given."""
    return {
        "encoding": "utf-8",
        "recover": recover,
        "resolve_entities": False,
        "load_dtd": False,
        "no_network": True,
        "remove_comments": True,
        "remove_pis": True,
        "collect_ids": False,
        "huge_tree": b"<!DOCTYPE" not in data,
    }
