"""Which reader reads what: by a file's suffix, by what a server says, else by how it begins."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO
from urllib.parse import urlsplit

from ondit.ingest import (
    compressed,
    delimited,
    documents,
    feeds,
    jsonl,
    opml,
    pages,
    parquet,
    pdf,
    plain,
    warc,
    zipped,
)
from ondit.ingest.decode import MAX_BYTES, Rejoined
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.model import Problem

Reader = Callable[[BinaryIO, Place], Iterator[Draft | Problem | Linked]]

_BLOCK = 4096
_BLANKS = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"
_JSON = re.compile(rb"\{|\[\s*[{\[\]]")
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|!--|[a-z][a-z0-9]*[\s>])", re.IGNORECASE)


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
    while blocks[-1] and not blocks[-1].strip(_BLANKS) and len(blocks) * _BLOCK < MAX_BYTES:
        blocks.append(stream.read(_BLOCK))
    head = b"".join(blocks)
    reader = _kind(head) or otherwise or plain.read
    yield from reader(io.BufferedReader(Rejoined(head, stream)), place)


def _kind(head: bytes) -> Reader | None:
    for magic, reader in _MAGIC:
        if head.startswith(magic):
            return reader
    begins = head.lstrip(_BLANKS)
    if _JSON.match(begins):
        return documents.read
    if opml.looks_like(head):
        return opml.read
    if feeds.looks_like(head):
        return feeds.read
    return pages.read if _MARKUP.match(begins) else None


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].casefold()  # noqa: PTH122


_gz = partial(compressed.gz, choose=reader_of)
_zst = partial(compressed.zst, choose=reader_of)
_zip = partial(zipped.read, choose=reader_of)

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".html": pages.read,
    ".htm": pages.read,
    ".xhtml": pages.read,
    ".xml": sniff,
    ".rss": feeds.read,
    ".atom": feeds.read,
    ".rdf": feeds.read,
    ".opml": opml.read,
    ".json": documents.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".pdf": pdf.read,
    ".gz": _gz,
    ".zst": _zst,
    ".zip": _zip,
}
"""The reader for each suffix, in lower case with its dot."""

_HEAVY: frozenset[Reader] = frozenset({pages.read, pdf.read})
_TOLD_BY_NAME = frozenset({".csv", ".tsv", ".md"})
_BY_MEDIA_TYPE: dict[str, Reader] = {
    "text/csv": delimited.read,
    "text/tab-separated-values": delimited.read,
    "text/markdown": plain.read,
}
_WEB: dict[str, Reader] = {"text/html": pages.read, "application/xhtml+xml": pages.read}
_MAGIC: tuple[tuple[tuple[bytes, ...], Reader], ...] = (
    (compressed.GZ_MAGIC, _gz),
    (compressed.ZST_MAGIC, _zst),
    (zipped.MAGIC, _zip),
    ((b"%PDF-",), pdf.read),
    ((b"PAR1",), parquet.read),
    ((b"WARC/",), warc.read),
)
