"""Bodies, decoded piece by piece."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest.web.bodies import TooLongError, body

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate,": lambda data: zlib.compress(data, wbits=-15),
    "gzip, deflate": lambda data: zlib.compress(gzip.compress(data)),
}
LIMIT = 100_000


def decoded(data: bytes, encoding: str, cuts: list[int], *, cut: bool = False) -> bytes:
    ends = sorted({0, len(data), *(at for at in cuts if at < len(data))})
    pieces = (data[start:end] for start, end in pairwise(ends))
    return body(pieces, httpx.Headers({"Content-Encoding": encoding}), LIMIT, cut=cut)


@given(
    st.binary(max_size=300),
    st.integers(1, 300),
    st.sampled_from(sorted(ENCODERS)),
    st.lists(st.integers(0, 400)),
)
def test_it_comes_out_as_it_went_in(data: bytes, times: int, encoding: str, cuts: list[int]) -> None:
    assert decoded(ENCODERS[encoding](data * times), encoding, cuts) == data * times


@given(st.binary(), st.sampled_from(sorted(ENCODERS)), st.lists(st.integers(0, 100)), st.booleans())
def test_any_bytes_are_decoded_or_refused(data: bytes, encoding: str, cuts: list[int], whole: bool) -> None:
    if whole:
        data = ENCODERS[encoding](data)[:-1] + data
    with suppress(InputError):
        assert len(decoded(data, encoding, cuts)) <= LIMIT


@pytest.mark.parametrize("encoding", ENCODERS)
def test_the_limit_is_exact(encoding: str) -> None:
    assert len(decoded(ENCODERS[encoding](bytes(LIMIT)), encoding, [])) == LIMIT
    with pytest.raises(TooLongError):
        decoded(ENCODERS[encoding](bytes(LIMIT + 1)), encoding, [])
    assert decoded(ENCODERS[encoding](bytes(LIMIT + 9)), encoding, [], cut=True) == bytes(LIMIT)


def test_a_bomb_does_not_go_off_in_memory() -> None:
    bomb = gzip.compress(gzip.compress(bytes(30_000_000)))
    tracemalloc.start()
    with pytest.raises(TooLongError):
        decoded(bomb, "gzip, gzip", [])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
