"""The records of a web archive: headers and bodies parted, one at a time, in bounded memory."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.compressed import unpack
from ondit.ingest.decode import MAX_BYTES

MAGIC = b"WARC/"

_LONGEST_LINE = 64_000
_MOST_LINES = 1_000
_BLOCK = 1 << 16
_BLANK = (b"\r\n", b"\n")
_LONGEST_CHUNK_SIZE = 100


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        headers: Its own, by names in lower case.
        body: What follows them, to be read before the next record is asked for.
        is_whole: Whether its headers could be read; one where they could not has neither headers nor body.
    """

    headers: dict[str, str]
    body: BinaryIO
    is_whole: bool = True


class Body(io.RawIOBase):
    """As many bytes of a stream as a record has.

    Attributes:
        left: How many are still to come.
        is_cut: Whether the stream ended before them.
    """

    def __init__(self, stream: BinaryIO, length: int) -> None:
        super().__init__()
        self._stream, self.left, self.is_cut = stream, length, False

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one read goes, and return how far."""
        data = self._stream.read(min(len(buffer), self.left))
        self.is_cut = self.is_cut or (not data and self.left > 0)
        self.left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def records(stream: BinaryIO) -> Iterator[Record]:
    """Yield the records of an archive; a stretch that is none comes as one that is not whole.

    Behind damage the next line that begins with `WARC/` is gone on with.

    Raises:
        InputError: It is empty, no archive, or ends inside a record.
    """
    line = _line(stream)
    if not line.startswith(MAGIC):
        raise (
            InputError("It is no web archive.", "Check its suffix.")
            if line
            else InputError("It is empty.", "Leave it out, or fetch it again.")
        )
    while line:
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < _LONGEST_CHUNK_SIZE):
            yield Record({}, io.BytesIO(), is_whole=False)
        else:
            body = Body(stream, int(length))
            yield Record(headers, io.BufferedReader(body, _BLOCK))
            while not body.closed and body.read(_BLOCK):
                pass
            if body.is_cut:
                raise InputError("It is cut off in the middle of a record.", "Fetch it again.")
        line = _line(stream)
        if line and not line.startswith(MAGIC):
            yield Record({}, io.BytesIO(), is_whole=False)
            while line and not line.startswith(MAGIC):
                line = stream.readline(_LONGEST_LINE)


def _line(stream: BinaryIO) -> bytes:
    """Return the next line that is not blank."""
    line = stream.readline(_LONGEST_LINE)
    while line in _BLANK:
        line = stream.readline(_LONGEST_LINE)
    return line


def _headers(stream: BinaryIO) -> dict[str, str]:
    """Return the headers up to a blank line, names in lower case; of one name the first."""
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line or line in _BLANK:
            break
        name, mark, value = line.decode("utf-8", "replace").partition(":")
        if mark:
            headers.setdefault(name.strip().casefold(), value.strip())
    return headers


@dataclass(frozen=True, slots=True)
class Response:
    """What a server gave.

    Attributes:
        status: 200 and the like; 0 where it cannot be read.
        media_type: `text/html` and the like, in lower case; empty where none was given.
        charset: The encoding that was declared.
        headers: By names in lower case.
    """

    status: int
    media_type: str
    charset: str | None
    headers: dict[str, str]


def response(record: Record) -> Response:
    """Read the headers of what a server gave from the beginning of a record's body.

    A record that keeps a thing as it is (`resource`, `conversion`) gives what its own headers say of it.
    """
    status, headers = 200, record.headers
    if record.headers.get("warc-type", "").casefold() == "response":
        _, _, rest = record.body.readline(_LONGEST_LINE).partition(b" ")
        code = rest[:3]
        status, headers = int(code) if code.isdigit() else 0, _headers(record.body)
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    given = message.get_param("charset")
    charset = given if isinstance(given, str) and given.isascii() else None
    media_type = headers.get("content-type", "").partition(";")[0].strip().casefold()
    return Response(status, media_type, charset, headers)


def payload(record: Record, headers: dict[str, str]) -> bytes:
    """Return what a server gave, less chunks and packing; archives may have taken those off already.

    Raises:
        InputError: It is longer than `MAX_BYTES`, packed in a way that is not known here, or damaged.
    """
    data = record.body.read(2 * MAX_BYTES)
    if "chunked" in headers.get("transfer-encoding", "").casefold():
        data = _less_chunks(data)
    packing = headers.get("content-encoding", "identity").casefold().strip()
    if packing == "deflate":
        data = _inflated(data)
    elif packing == "br" and b"<" not in data[:1024]:
        raise InputError("It is packed with Brotli, which is not read here.", "Fetch the page itself.")
    elif packing not in {"identity", ""}:
        data = unpack(data, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"It is longer than {MAX_BYTES // 1_000_000} MB, too long for one article.", "Leave it out."
        )
    return data


def _less_chunks(data: bytes) -> bytes:
    """Join the chunks of a body; what has none, or is cut off, comes as far as it goes."""
    parts: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at, at + _LONGEST_CHUNK_SIZE)
        size = data[at:end].partition(b";")[0].strip() if end > 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(parts) if parts else data
        if length <= 0:
            break
        parts.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)


def _inflated(data: bytes) -> bytes:
    """Unpack what servers call deflate: with a header of zlib's, without, or not packed at all."""
    for form in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(form).decompress(data, MAX_BYTES + 1)
        except zlib.error:
            continue
    return data
