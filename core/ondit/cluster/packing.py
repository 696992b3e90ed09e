"""Values as bytes that any process reads again, arrays among them: typed, so that bytes run no code."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import numpy as np

T = TypeVar("T")


def packed(value: object) -> bytes:
    """Return the bytes of a value: plain ones, dataclasses, named tuples and arrays of numbers."""
    return msgspec.msgpack.encode(value, enc_hook=_plain)


def unpacked(data: bytes, kind: type[T]) -> T:
    """Return the value of which these are the bytes.

    Raises:
        ValidationError: They are none of such a value.
    """
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_array)


def _plain(value: object) -> tuple[str, list[int], bytes]:
    if isinstance(value, np.ndarray):
        return value.dtype.str, list(value.shape), np.ascontiguousarray(value).tobytes()
    raise TypeError(f"{type(value)} is not kept")


def _array(_kind: type, plain: Any) -> Any:
    name, shape, data = plain
    found = np.frombuffer(data, np.dtype(name))
    if found.dtype.kind not in "buif":
        raise TypeError(f"{name} is no array of numbers")
    return found.reshape(shape)
