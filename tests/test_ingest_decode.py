"""From bytes to text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.errors import InputError
from ondit.ingest import decode as module
from ondit.ingest.decode import Rejoined, decode, lines

TEXT = "“Ibex’s café” — 100 €"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"),
        b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == (TEXT, 0)


def test_half_a_character_does_not_turn_utf_8_into_windows_1252() -> None:
    assert decode(TEXT.encode()[:-1]) == (f"{TEXT[:-1]}\ufffd", 1)
    assert decode(b"\xef\xbb\xbf" + (TEXT * 3).encode()[:-1]) == (f"{(TEXT * 3)[:-1]}\ufffd", 1)


def test_a_stated_replacement_character_is_no_damage() -> None:
    assert decode("what \ufffd was".encode()) == ("what \ufffd was", 0)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "Ibex".encode("utf-16-le"),
        b"caf\xe9 \x81",
        b"\x01\x02\x03\xe9",
        b"\xff\xfe" + b"\x00\xd8" * 40,
        b"\xef\xbb\xbf" + b"\xff" * 40,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not text") as caught:
        decode(data)
    assert caught.value.hint


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, damaged = decode(data)
    except InputError:
        return
    assert text.count("\ufffd") >= damaged >= 0


@given(st.text())
def test_every_text_survives_utf_8(text: str) -> None:
    if "\0" not in text and not text.startswith(("\ufeff", "\ufffe")):
        assert decode(text.encode()) == (text, 0)


def test_lines_have_numbers() -> None:
    stream = io.BytesIO("\ufeffone\r\n\ntwo\u2028still two\nthree".encode())
    assert list(lines(stream)) == [
        (1, b"one\r\n"),
        (2, b"\n"),
        (3, "two\u2028still two\n".encode()),
        (4, b"three"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_lines_of_other_encodings_come_as_utf_8(encoding: str) -> None:
    stream = io.BytesIO("één\nℕ 𝒳\n三".encode(encoding))
    assert list(lines(stream)) == [(1, "één\n".encode()), (2, "ℕ 𝒳\n".encode()), (3, "三".encode())]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    stream = io.BytesIO(("first\n" + "x" * 5_000_000 + "\n" + "0123456789\nlast" + "y" * 99).encode(encoding))
    assert list(lines(stream)) == [(1, b"first\n"), (2, None), (3, b"0123456789\n"), (4, None)]


def test_no_lines() -> None:
    assert list(lines(io.BytesIO())) == []


@given(st.binary(max_size=200), st.integers(0, 200), st.integers(1, 50))
def test_a_rejoined_stream_is_whole(data: bytes, cut: int, size: int) -> None:
    stream = io.BufferedReader(Rejoined(data[:cut], io.BytesIO(data[cut:])), size)
    assert b"".join(iter(lambda: stream.read(7), b"")) == data
