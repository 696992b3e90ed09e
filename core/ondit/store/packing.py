"""What was found, packed into bytes and unpacked: JSON of the records' fields, compressed."""

from __future__ import annotations

import zlib
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from ondit import model

T = TypeVar("T")

LEVEL = 6
_RAW = -zlib.MAX_WBITS
_ENCODER = msgspec.json.Encoder()


def _names_of(*kinds: type[Any]) -> bytes:
    """Return what the records of some kinds look like without their data: what small ones are packed with."""
    rows = (",".join(f'"{field.name}":null' for field in fields(kind)) for kind in kinds)
    return "".join(f"{{{row}}}," for row in rows).encode()


_KNOWN = _names_of(
    model.Match, model.Statement, model.Occurrence, model.Claim, model.Event, model.Label, model.Quote
) + _names_of(model.TimelineEntry, model.TimeExpression, model.Sentence, model.Span)


def pack(record: object, text: str = "") -> bytes:
    """Pack a record; the same record gives the same bytes.

    Args:
        record: The record.
        text: A text of which the record repeats much; `unpack` needs it again.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW, zdict=_KNOWN + text.encode())
    return packer.compress(_ENCODER.encode(record)) + packer.flush()


def unpack(data: bytes, kind: type[T], text: str = "") -> T:
    """Unpack a record of a kind.

    Raises:
        ValueError: The bytes are damaged, hold another kind, or were packed beside another text.
    """
    unpacker = zlib.decompressobj(_RAW, zdict=_KNOWN + text.encode())
    try:
        return msgspec.json.decode(unpacker.decompress(data), type=kind)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"what was kept cannot be read: {error}") from error
