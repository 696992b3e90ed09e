"""Which reader reads what: by a file's suffix, by what a server says, else by how it begins."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import BinaryIO
from urllib.parse import urlsplit

from ondit.errors import InputError
from ondit.ingest import kinds
from ondit.ingest.decode import MAX_BYTES, Rejoined
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.model import Problem

Reader = Callable[[BinaryIO, Place], Iterator[Draft | Problem | Linked]]

_BLOCK = 4096
_JSON = re.compile(rb"\{|\[\s*[{\[\]]")
_PAGE_BEGINS = re.compile(
    rb"<(?:!doctype html|(?:html|head|body|meta|title|link|script|style|main|article|section|div|p|h[1-6]"
    rb"|table|span|a)(?=[\s>/]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """The reader of a module that is imported once something is read by it: most readings need few of them.

    Attributes:
        module: The module of `ondit.ingest`.
        function: What reads in it.
        is_container: Whether it is also told who reads what is inside.
    """

    module: str
    function: str = "read"
    is_container: bool = False

    def __call__(self, stream: BinaryIO, place: Place) -> Iterator[Draft | Problem | Linked]:
        read = getattr(import_module(f"ondit.ingest.{self.module}"), self.function)
        yield from read(stream, place, reader_of) if self.is_container else read(stream, place)


def is_known(name: str) -> bool:
    """Return whether a file of this name is of a kind that is read here."""
    return _suffix(name) in READERS


def reader_of(name: str) -> Reader:
    """Return the reader for a file of this name; where its suffix says nothing, the one that looks inside."""
    return READERS.get(_suffix(name), sniff)


def is_heavy(reader: Reader) -> bool:
    """Return whether a reader takes so long for each input that several processes pay."""
    return reader in _HEAVY


def reader_of_page(media_type: str, url: str) -> Reader:
    """Return the reader for what a server gave.

    Rule: what only a name can tell (tables) goes by what the server says it is, else by the address; all
    else by what is in it, for servers call feeds pages and pages text.
    """
    if media_type in _BY_MEDIA_TYPE:
        return _BY_MEDIA_TYPE[media_type]
    suffix = _suffix(urlsplit(url).path)
    return READERS[suffix] if suffix in _TOLD_BY_NAME else partial(sniff, otherwise=_WEB.get(media_type))


def sniff(
    stream: BinaryIO, place: Place, otherwise: Reader | None = None
) -> Iterator[Draft | Problem | Linked]:
    """Read what no name tells the kind of: by how it begins, behind a byte order mark and blanks.

    Args:
        stream: What is read.
        place: Where it lies.
        otherwise: What reads it if it begins like nothing that is known; as plain text if absent.

    Raises:
        InputError: Its reader cannot read it.
    """
    blocks = [stream.read(_BLOCK)]
    while blocks[-1] and not blocks[-1].strip(kinds.BLANKS) and len(blocks) * _BLOCK < MAX_BYTES:
        blocks.append(stream.read(_BLOCK))
    head = b"".join(blocks)
    reader = _kind(head) or otherwise or _TEXT
    yield from reader(io.BufferedReader(Rejoined(head, stream)), place)


def _kind(head: bytes) -> Reader | None:
    for magic, reader in _MAGIC:
        if head.startswith(magic):
            return reader
    begins = head.lstrip(kinds.BLANKS)
    if begins.startswith(b"<"):
        return _kind_of_markup(head, is_xml=begins.startswith(b"<?xml"))
    if _JSON.match(begins):
        return _DOCUMENT
    from ondit.ingest import delimited

    return _TABLE if delimited.looks_like(head) else None


def _kind_of_markup(head: bytes, *, is_xml: bool) -> Reader | None:
    from ondit.ingest import feeds
    from ondit.ingest.feeds import opml
    from ondit.ingest.feeds.xml_parts import begins_with

    if opml.looks_like(head):
        return _OPML
    if feeds.looks_like(head):
        return _FEED
    if begins_with(head, _PAGE_BEGINS):
        return _PAGE
    return _other_xml if is_xml else None


def _other_xml(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem | Linked]:  # noqa: ARG001 - a reader
    raise InputError(
        "It is XML, but no feed, no list of feeds and no web page.", "Give its articles in another format."
    )


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].casefold()  # noqa: PTH122


_TEXT, _PAGE, _FEED, _OPML = _Reader("plain"), _Reader("pages"), _Reader("feeds"), _Reader("feeds.opml")
_DOCUMENT, _LINES, _TABLE = _Reader("documents"), _Reader("jsonl"), _Reader("delimited")
_PARQUET, _WARC, _PDF = _Reader("parquet"), _Reader("warc"), _Reader("pdf")
_GZ = _Reader("packed.compressed", "gz", is_container=True)
_ZST = _Reader("packed.compressed", "zst", is_container=True)
_ZIP = _Reader("packed.zipped", is_container=True)

READERS: dict[str, Reader] = {
    ".txt": _TEXT,
    ".md": _TEXT,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".xml": partial(sniff, otherwise=_other_xml),
    ".rss": _FEED,
    ".atom": _FEED,
    ".rdf": _FEED,
    ".opml": _OPML,
    ".json": _DOCUMENT,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".parquet": _PARQUET,
    ".warc": _WARC,
    ".pdf": _PDF,
    ".gz": _GZ,
    ".zst": _ZST,
    ".zip": _ZIP,
}
"""The reader for each suffix, in lower case with its dot."""

_HEAVY = frozenset({_PAGE, _PDF})
_TOLD_BY_NAME = frozenset({".csv", ".tsv", ".md"})
_BY_MEDIA_TYPE = {"text/csv": _TABLE, "text/tab-separated-values": _TABLE, "text/markdown": _TEXT}
_WEB = {"text/html": _PAGE, "application/xhtml+xml": _PAGE}
_MAGIC: tuple[tuple[tuple[bytes, ...], Reader], ...] = (
    (kinds.GZ, _GZ),
    (kinds.ZST, _ZST),
    (kinds.ZIP, _ZIP),
    ((kinds.PDF,), _PDF),
    ((kinds.PARQUET,), _PARQUET),
    ((kinds.WARC,), _WARC),
)
