"""Which reader reads what: by a file's suffix, else by how it begins."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest import delimited, jsonl, plain
from ondit.ingest.decode import MAX_BYTES, Rejoined
from ondit.ingest.drafts import Draft, Place
from ondit.model import Problem

Reader = Callable[[BinaryIO, Place], Iterator[Draft | Problem]]

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": delimited.read,
    ".tsv": delimited.read,
}
"""The reader for each suffix, in lower case with its dot."""

_BLOCK = 4096
_BLANKS = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"
_MARKUP = re.compile(rb"<(?:!doctype|html|\?xml|rss|feed)\b|%PDF-", re.IGNORECASE)


def sniff(stream: BinaryIO, place: Place) -> Iterator[Draft | Problem]:
    """Read what has no known suffix: JSON Lines if its first character that is not blank is `{`, else text.

    Raises:
        InputError: It is a web page, a feed or a PDF, or its reader cannot read it.
    """
    blocks = [stream.read(_BLOCK)]
    while blocks[-1] and not blocks[-1].strip(_BLANKS) and len(blocks) * _BLOCK < MAX_BYTES:
        blocks.append(stream.read(_BLOCK))
    head = b"".join(blocks)
    begins = head.lstrip(_BLANKS)
    if _MARKUP.match(begins):
        raise InputError(
            "It is a web page, a feed or a PDF; reading those is not there yet.", "Save the article as text."
        )
    reader = jsonl.read if begins.startswith(b"{") else plain.read
    yield from reader(io.BufferedReader(Rejoined(head, stream)), place)
