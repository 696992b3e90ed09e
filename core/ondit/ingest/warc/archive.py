"""The records of a web archive, one at a time, and the bodies in them less chunks and packing."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.message import Message
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ondit.errors import InputError
from ondit.ingest.decode import MAX_BYTES
from ondit.ingest.packed.compressed import unpack

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LEAST_DAMAGE = 12
"""Bytes between two records up to which nothing is missing: blank lines, or an end that is off by a few."""

_LONGEST_KIND = 1_000
_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class _Told:
    """A stream that tells how far it was read: fastwarc asks for that at the start, and never seeks."""

    def __init__(self, stream: BinaryIO) -> None:
        # `read` loses what it has gathered when a fault comes; `read1` gives that first.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._at = 0

    def read(self, size: int) -> bytes:
        data = self._read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def records(stream: BinaryIO) -> Iterator[WarcRecord | None]:
    """Yield the records of an archive, each to be read before the next; `None` for a stretch that is none.

    Behind damage the next line that begins a record is gone on with. Headers of more than `MAX_BYTES` are
    damage that takes up to 64 kB of what follows with it.

    Raises:
        InputError: It is empty, no archive, or ends inside a record, or the extra `warc` is not installed.
    """
    told, begun, end = _Told(stream), -1, 0
    while told.tell() > begun:
        begun = told.tell()
        try:
            for record in _found(told):
                if record.stream_pos - end > _LEAST_DAMAGE:
                    yield None
                end = record.stream_pos + record.headers.write(io.BytesIO()) + record.content_length
                yield record
                record.consume()
                if record.reader.tell() < record.content_length:
                    raise InputError("It is cut off in the middle of a record.", "Fetch it again.")
        except OSError:
            if told.tell() == begun:
                raise
    if not end:
        what = "It is not a web archive, or none of its records is whole." if told.tell() else "It is empty."
        raise InputError(what, "Check its suffix, or fetch it again.")
    if told.tell() - end > _LEAST_DAMAGE:
        yield None


def _found(told: _Told) -> Iterator[WarcRecord]:
    """Yield the records whose length is known; the library passes over the bodies of the others."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise InputError(
            "Reading web archives takes an extra that is not installed.",
            "Install ondit[warc], then read it again.",
        ) from None
    options = {"parse_http": False, "quirks_mode": True, "stream_detect": False, "max_header_len": MAX_BYTES}
    for record in ArchiveIterator(told, **options):  # type: ignore[arg-type]
        if record.content_length or record.headers.get("content-length") == "0":
            yield record


class Response(NamedTuple):
    """What a server gave.

    Attributes:
        status: 200 and the like; 0 where it cannot be read.
        media_type: `text/html` and the like, in lower case; empty where none was given.
        charset: The encoding that was declared.
    """

    status: int
    media_type: str
    charset: str | None


def response(record: WarcRecord) -> Response:
    """Read the headers of what a server gave from the beginning of a record's body.

    A record that keeps a thing as it is (`resource`, `conversion`) gives what its own headers say of it.

    Raises:
        InputError: The headers are longer than 32 kB.
    """
    status, headers = 200, record.headers
    if (record.headers.get("warc-type") or "").casefold() == "response":
        record.is_http = True
        try:
            record.parse_http(quirks_mode=True)
        except OSError:
            raise InputError("The headers of its page are too long.", "Leave it out.") from None
        headers = record.http_headers
        status = headers.status_code or 0
    message = Message()
    message["content-type"] = (headers.get("content-type") or "")[:_LONGEST_KIND]
    media_type = message["content-type"].partition(";")[0].strip().casefold()
    charset = message.get_param("charset")
    return Response(status, media_type, charset if isinstance(charset, str) and charset.isascii() else None)


def payload(record: WarcRecord) -> bytes:
    """Return what a server gave, less chunks and packing; archives may have taken those off already.

    Raises:
        InputError: It is longer than `MAX_BYTES`, or damaged.
    """
    from fastwarc.stream_io import BrotliReader

    data = record.reader.read(2 * MAX_BYTES)
    headers = record.http_headers if record.is_http_parsed else record.headers
    if "chunked" in (headers.get("transfer-encoding") or "").casefold():
        data = _less_chunks(data)
    packing = (headers.get("content-encoding") or "").casefold().strip()
    if packing == "deflate":
        data = _inflated(data)
    elif packing == "br":
        with suppress(OSError):
            data = BrotliReader(io.BytesIO(data)).read(MAX_BYTES + 1)
    elif packing:
        data = unpack(data, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for one article.", "Leave it out."
        )
    return data


def _less_chunks(data: bytes) -> bytes:
    """Join the chunks of a body; what has none, or is cut off, comes as far as it goes."""
    import h11

    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "archive")]))
    connection.receive_data(_CHUNKED + data)
    parts: list[bytes] = []
    try:
        while isinstance(event := connection.next_event(), h11.Response | h11.Data):
            if isinstance(event, h11.Data):
                parts.append(event.data)
    except h11.RemoteProtocolError:
        pass
    return b"".join(parts) or data


def _inflated(data: bytes) -> bytes:
    """Unpack what servers call deflate: with a header of zlib's, without, or not packed at all."""
    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(form).decompress(data, MAX_BYTES + 1)
        except zlib.error:
            continue
    return data
