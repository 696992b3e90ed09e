"""Bodies, decoded piece by piece, so that a small one cannot grow beyond the limit in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

from ondit.errors import InputError
from ondit.ingest.web.retries import PassingError

OFFERED = "gzip, deflate"
"""The content encodings that are understood, as a server is told."""

_PIECE = 1 << 16
_MOST_ENCODINGS = 2
_GZIP, _ZLIB, _DEFLATE = 31, 15, -15
_ZLIB_METHOD, _ZLIB_CHECK = 8, 31


def body(pieces: Iterable[bytes], headers: httpx.Headers, limit: int, *, cut: bool = False) -> bytes:
    """Return a body whole and decoded.

    Args:
        pieces: As they come over the wire.
        headers: Of their response: several encodings stand in the order in which they were applied.
        limit: Most bytes, before, between and after decoding.
        cut: Whether what is longer ends there, instead of being refused.

    Raises:
        InputError: It is longer than the limit, broken, or in an encoding that was not asked for.
    """
    stated = headers.get("content-encoding", "").lower().split(",")
    names = [name for part in stated if (name := part.strip()) not in {"", "identity"}]
    if len(names) > _MOST_ENCODINGS or not {"gzip", "x-gzip", "deflate"}.issuperset(names):
        raise InputError(
            "The server sent it in a content encoding that it was not asked for.",
            "Save the page from a browser and give the file's name.",
        )
    if not cut and int(headers.get("content-length", 0)) > limit:
        raise _too_long(limit)
    data = bytearray()
    try:
        for piece in _decoded(pieces, names, limit):
            data += piece
    except TooLongError:
        if not cut:
            raise
    return bytes(data)


class TooLongError(InputError):
    """More bytes came than the limit allows."""


def _decoded(pieces: Iterable[bytes], names: list[str], limit: int) -> Iterator[bytes]:
    pieces = _bounded(pieces, limit)
    for name in reversed(names):
        pieces = _bounded(_inflated(iter(pieces), name), limit)
    return iter(pieces)


def _bounded(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield pieces up to the limit, then raise if there is more."""
    left = limit
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left < 0:
            raise _too_long(limit)


def _too_long(limit: int) -> TooLongError:
    return TooLongError(
        f"It is larger than {limit / 1_000_000:g} MB, too large for a page.",
        "Check that it is an article or a feed, or download it and give the file's name.",
    )


def _inflated(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    head = _head(pieces)
    if not head:
        return
    bits = _deflate_bits(head) if name == "deflate" else _GZIP
    decoder, is_first = zlib.decompressobj(bits), True
    piece: bytes | None = head
    while piece is not None:
        while piece:
            if decoder.eof:
                decoder, is_first = zlib.decompressobj(bits), False
            try:
                data = decoder.decompress(piece, _PIECE)
            except zlib.error as error:
                if not is_first:
                    return  # padding behind the end
                raise _broken() from error
            if data:
                yield data
            piece = decoder.unconsumed_tail or decoder.unused_data
        piece = next(pieces, None)
    yield decoder.flush()
    if not decoder.eof:
        raise PassingError("The server broke off before the end of it.", "Try again later.")


def _head(pieces: Iterator[bytes]) -> bytes:
    """Take pieces until there are the two bytes that tell the format."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) > 1:
            break
    return head


def _deflate_bits(head: bytes) -> int:
    """Return how "deflate" was meant: mostly as the zlib format, as it should be, or bare."""
    is_zlib = head[0] & 0x0F == _ZLIB_METHOD and int.from_bytes(head[:2], "big") % _ZLIB_CHECK == 0
    return _ZLIB if is_zlib else _DEFLATE


def _broken() -> InputError:
    return InputError(
        "What the server sent cannot be decoded: it is not in the content encoding that it declares.",
        "Save the page from a browser and give the file's name.",
    )
