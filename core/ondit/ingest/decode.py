"""From bytes to text: one stated rule for encodings, and lines of bounded length."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ondit.errors import InputError

MAX_BYTES = 10_000_000
"""The longest article, as a file or as a row: more is no article, but something else."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HIGH = bytes(range(0x80, 0x100))
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x0c")) + b"\x7f"
_MOST_DAMAGE = 0.05


def decode(data: bytes) -> tuple[str, int]:
    r"""Return the text of some bytes, and how many characters of it are damaged (shown as U+FFFD).

    Rule: a byte order mark decides (UTF-8, UTF-16, UTF-32). Without one the text is UTF-8 if that fits.
    If it does not, but more of its letters fit UTF-8 than do not, it is damaged UTF-8; otherwise it is
    Windows-1252, if that gives text without control characters and unassigned bytes.

    Catches `b"caf\xe9"` as "café", with no damage. Must not read UTF-8 that was cut in the middle of a
    character as Windows-1252 ("â€œ"). Known failures: other one-byte encodings (Windows-1251, Mac Roman)
    come out as the wrong letters of Windows-1252.

    Raises:
        InputError: It is not text: it holds NUL bytes, or one character in twenty cannot be read.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _bearable(text, text.count("\ufffd"))
    if b"\0" in data:
        raise InputError("It is not text: it holds NUL bytes.", "Save it as text in UTF-8.")
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    fitting = len(text) - len(data.translate(None, _HIGH)) - damaged
    if fitting > damaged:
        return _bearable(text, damaged)
    try:
        if data.translate(None, _CONTROLS) == data:
            return data.decode("cp1252"), 0
    except UnicodeDecodeError:
        pass
    raise InputError("It is not text in an encoding that is known here.", "Save it as text in UTF-8.")


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream with their numbers from 1; a line over `MAX_BYTES` comes as None.

    Memory stays bounded whatever the stream holds. A stream that begins with the mark of UTF-16 or
    UTF-32 is read as such, and its lines come as UTF-8.
    """
    first = stream.readline(MAX_BYTES + 1)
    if (encoding := _marked(first)) != "utf-8":
        yield from _recoded(first, stream, encoding)
        return
    number, line = 1, first
    while line:
        own = _unless_too_long(line, stream)
        yield number, own.removeprefix(_MARKS[0][0]) if own and number == 1 else own
        number, line = number + 1, stream.readline(MAX_BYTES + 1)


def lines_between(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream that begin at one of its bytes from `start` on and before `end`.

    The numbers count from 1 at the first of them, so that pieces that follow each other give every line of a
    stream once, as `lines` does of one without the mark of UTF-16 or UTF-32.
    """
    at = max(0, start - 1)
    stream.seek(at)
    while start and at < end and (rest := stream.readline(1 << 20)):
        at += len(rest)
        if rest.endswith(b"\n"):
            break
    number = 1
    while at < end and (line := stream.readline(MAX_BYTES + 1)):
        own = _unless_too_long(line, stream)
        yield number, own.removeprefix(_MARKS[0][0]) if own and at == 0 else own
        number, at = number + 1, stream.tell()


def is_cut_at_line_ends(head: bytes) -> bool:
    """Say of text that begins so whether each newline byte ends a line: not in UTF-16 and UTF-32."""
    return _marked(head) == "utf-8"


def _marked(head: bytes) -> str:
    """Return the encoding whose mark some text begins with; UTF-8 where there is none."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")


def _recoded(first: bytes, stream: BinaryIO, encoding: str) -> Iterator[tuple[int, bytes | None]]:
    whole = io.TextIOWrapper(io.BufferedReader(Rejoined(first, stream)), encoding, "replace", newline="\n")
    number, line = 1, whole.readline(MAX_BYTES + 1).removeprefix("\ufeff")
    while line:
        data = line.encode("utf-8", "replace")
        if len(line) > MAX_BYTES and not line.endswith("\n"):
            while (rest := whole.readline(1 << 20)) and not rest.endswith("\n"):
                pass
            yield number, None
        else:
            yield number, data
        number, line = number + 1, whole.readline(MAX_BYTES + 1)


def _unless_too_long(line: bytes, stream: BinaryIO) -> bytes | None:
    if len(line) <= MAX_BYTES or line.endswith(b"\n"):
        return line
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass
    return None


def _bearable(text: str, damaged: int) -> tuple[str, int]:
    if damaged > max(1, len(text) * _MOST_DAMAGE):
        raise InputError("It is not text: too much of it cannot be read.", "Save it as text in UTF-8.")
    return text, damaged


class Rejoined(io.RawIOBase):
    """A stream whose beginning was looked at, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one read goes, and return how far."""
        chunk = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
