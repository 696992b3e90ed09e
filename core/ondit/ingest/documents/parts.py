"""JSON taken apart as it comes: where its objects and lists begin and end, whatever its size and faults."""

from __future__ import annotations

import codecs
import io
import json
import re
from typing import Any, BinaryIO, NamedTuple

from ondit.ingest.decode import MAX_BYTES, Rejoined, decode

_CHUNK = 1 << 16
_LONGEST_KEY = 200
_MOST_DIGITS = 300
_TOKEN = re.compile(rb'[{}\[\]]|"[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)
_STRING_END = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Piece(NamedTuple):
    """An object or a list, as it stands in the document.

    Attributes:
        data: Its bytes, from bracket to bracket; as far as they were looked at where it is not whole.
        is_whole: Whether it ends.
        is_long: Whether it is not whole because it is longer than `MAX_BYTES`.
    """

    data: bytes
    is_whole: bool
    is_long: bool


class Scanner:
    """A place in a JSON document that moves from bracket to bracket; memory is bounded by `MAX_BYTES`.

    Attributes:
        line: The line of the place, from 1.
        key: The string last passed, which names what follows it in an object.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = _as_utf8(stream)
        self._data = b""
        self._at = 0
        self._end: int | None = None
        self.line = 1
        self.key = ""

    def next(self) -> str:
        """Move on to the next bracket outside of strings and return it: nothing at the end of the document.

        The place is before a bracket that opens, and behind one that closes.
        """
        while True:
            found = _TOKEN.search(self._data, self._at)
            if found is None:
                self._move(len(self._data))
            elif found[0][:1] != b'"':
                is_open = found[0] in b"{["
                self._move(found.start() if is_open else found.end())
                return found[0].decode()
            elif found[1]:
                key = found[0] if len(found[0]) <= _LONGEST_KEY else b""
                self.key = key[1:-1].decode("utf-8", "replace")
                self._move(found.end())
                continue
            else:
                self._move(found.end())
                self._pass_string()
                continue
            if not self._more():
                return ""

    def enter(self) -> None:
        """Move behind the bracket that opens here."""
        self._move(self._at + 1)

    def peek(self) -> Piece:
        """Return the object or list that opens here; the place stays."""
        walk = _Walk(self._at)
        while not walk.is_done(self._data):
            if walk.at - self._at > MAX_BYTES:
                return Piece(self._data[self._at : walk.at], False, True)
            start = self._at
            if not self._more():
                return Piece(self._data[self._at :], False, False)
            walk.at -= start - self._at
        data = self._data[self._at : walk.at]
        self._end = walk.at
        return Piece(data, True, False) if len(data) <= MAX_BYTES else Piece(data, False, True)

    def skip(self) -> bool:
        """Move behind the object or list that opens here, however long it is; return whether it ends."""
        if self._end is not None:
            self._move(self._end)
            return True
        walk = _Walk(self._at)
        while not walk.is_done(self._data):
            self._move(walk.at)
            if not self._more():
                self._move(len(self._data))
                return False
            walk.at = self._at
        self._move(walk.at)
        return True

    def _pass_string(self) -> None:
        """Move behind the string that the place is in."""
        self.key = ""
        while True:
            found = _STRING_END.match(self._data, self._at)
            self._move(found.end() if found else self._at)
            if (found and found[1]) or not self._more():
                return

    def _move(self, to: int) -> None:
        self.line += self._data.count(b"\n", self._at, to)
        self._at, self._end = to, None

    def _more(self) -> bool:
        """Read on, and let go of what lies behind; as much again as is kept, so that it stays linear."""
        kept = self._data[self._at :]
        chunk = self._stream.read(max(_CHUNK, len(kept)))
        self._data, self._at, self._end = kept + chunk, 0, None
        return bool(chunk)


class _Walk:
    """A way from a bracket that opens to the one that closes it.

    Attributes:
        at: How far it is.
    """

    def __init__(self, at: int) -> None:
        self.at = at
        self._depth = 0
        self._in_string = False

    def is_done(self, data: bytes) -> bool:
        """Go on as far as there is data, and return whether the end is reached."""
        if self._in_string:
            end = _STRING_END.match(data, self.at)
            self.at = end.end() if end else self.at
            if not end or not end[1]:
                return False
            self._in_string = False
        for token in _TOKEN.finditer(data, self.at):
            mark = data[token.start()]
            if mark in b"{[":
                self._depth += 1
            elif mark != ord('"'):
                self._depth -= 1
                if self._depth == 0:
                    self.at = token.end()
                    return True
            elif not token[1]:
                self.at, self._in_string = token.end(), True
                return False
        self.at = len(data)
        return False


def breaks_off(stream: BinaryIO) -> bool:
    """Return whether a JSON document ends before all that it opens is closed."""
    scanner = Scanner(stream)
    while mark := scanner.next():
        if mark in "{[" and not scanner.skip():
            return True
    return False


def parsed(data: bytes) -> tuple[Any, int]:
    """Return what JSON says, and how many of its characters are damaged (shown as U+FFFD).

    Numbers without end are texts, bare control characters pass, and of two equal keys the last counts.

    Raises:
        InputError: It is not text.
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    text, damaged = decode(data)
    return _decoder.decode(text), damaged


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


_decoder = json.JSONDecoder(strict=False, parse_int=_number)


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return a stream as UTF-8 where its mark says that it is UTF-16 or UTF-32."""
    head = stream.read(4)
    whole = io.BufferedReader(Rejoined(head, stream))
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if encoding is None:
        return whole
    return io.BufferedReader(_Recoded(io.TextIOWrapper(whole, encoding, "replace", newline="")), _CHUNK)


class _Recoded(io.RawIOBase):
    """A text as a stream of UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__()
        self._text = text
        self._rest = b""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one read goes, and return how far."""
        if not self._rest:
            self._rest = self._text.read(_CHUNK).encode("utf-8", "replace")
        chunk = self._rest[: len(buffer)]
        self._rest = self._rest[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
