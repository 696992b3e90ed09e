"""Files packed as .gz and .zst: unpacked as they are read, in constant memory, and read as what is inside."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from ondit.errors import InputError
from ondit.ingest.decode import Rejoined
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.kinds import GZ, ZST
from ondit.ingest.packed.containers import Choose, Inside, check_ratio, deeper, depth_of
from ondit.model import Problem

_BLOCK = 1 << 12
"""Bytes unpacked in one step: a fault in it costs the whole step."""

_BUFFER = 1 << 18
_GZIP_ONLY = 31
_LARGEST_WINDOW = 27
"""As a power of two: 128 MB, what `zstd --long` takes."""


def gz(stream: BinaryIO, place: Place, choose: Choose) -> Iterator[Draft | Problem | Linked]:
    """Yield what a gzip file holds, by the reader for its name less `.gz`.

    Several members one behind another are one text. What was read before a fault stays; an article that the
    fault goes through is left out. Bytes behind the last member that are no member are told and left out. A
    file that is not packed, whatever its name, is read as it is.

    Raises:
        InputError: It is empty, damaged, cut off, a bomb (`containers.MAX_RATIO`), or packed too often.
    """
    yield from _read(stream, place, choose, ".gz")


def zst(stream: BinaryIO, place: Place, choose: Choose) -> Iterator[Draft | Problem | Linked]:
    """Yield what a zstd file holds, by the reader for its name less `.zst`; as `gz` does.

    Raises:
        InputError: As `gz`; also if it asks for a window of more than 128 MB, or for a dictionary.
    """
    yield from _read(stream, place, choose, ".zst")


def unpack(data: bytes, most: int) -> bytes:
    """Return what packed bytes hold, up to a length; bytes that are not packed come back as they are.

    Raises:
        InputError: They are damaged, cut off, or a bomb.
    """
    for magic, new in _KINDS.values():
        if data.startswith(magic):
            return io.BufferedReader(Unpacked(data, io.BytesIO(), magic, new), _BUFFER).read(most)
    return data[:most]


def _read(stream: BinaryIO, place: Place, choose: Choose, suffix: str) -> Iterator[Draft | Problem | Linked]:
    magic, new = _KINDS[suffix]
    head = stream.read(_BLOCK)
    if not head:
        raise InputError("It is empty.", "Leave it out, or save it again.")
    inside = _inside(place, suffix, is_packed=head.startswith(magic))
    reader = choose(inside.inner)
    if not head.startswith(magic):
        yield from reader(io.BufferedReader(Rejoined(head, stream)), inside)
        return
    unpacked = Unpacked(head, stream, magic, new)
    yield from reader(io.BufferedReader(unpacked, _BUFFER), inside)
    if unpacked.is_followed:
        yield place.problem(
            "Behind its packed content stands something else, which was not read.",
            "Pack it again if something is missing.",
        )


def _inside(place: Place, suffix: str, *, is_packed: bool) -> Inside:
    """Return the place of what a file holds: the name stays as it is given, less its suffix says the kind."""
    inner, stem = place.inner if isinstance(place, Inside) else place.name, place.stem
    if "://" in inner:
        inner = inner.partition("?")[0]
    if inner.casefold().endswith(suffix):
        inner = inner[: -len(suffix)]
        stem = Path(inner).stem if stem == Path(inner).name else stem
    else:
        inner = ""
    depth = deeper(place) if is_packed else depth_of(place)
    return Inside(
        place.name, stem, place.path, place.line, place.url, place.charset, place.accessed, inner, depth
    )


class _Decoder(Protocol):
    """What unpacks one member or frame."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """`zlib`'s decoder in the form that those of the other libraries have."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=_GZIP_ONLY)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


class _Zstd:
    """The decoder of zstd frames; what is wrong with them comes as `ValueError`."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        self._error = zstd.ZstdError
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW}
        self._inner = zstd.ZstdDecompressor(options=options)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return self._inner.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        try:
            return self._inner.decompress(data, max_length)
        except self._error as error:
            raise ValueError(str(error)) from None


_KINDS: dict[str, tuple[tuple[bytes, ...], Callable[[], _Decoder]]] = {
    ".gz": (GZ, _Gzip),
    ".zst": (ZST, _Zstd),
}


class Unpacked(io.RawIOBase):
    """The content of members or frames one behind another, as a stream.

    Reading raises `InputError` at a fault, not before all that came ahead of it was read.

    Attributes:
        is_followed: Whether something else than a member was met behind one; the stream ends there.
    """

    def __init__(
        self, head: bytes, stream: BinaryIO, magic: tuple[bytes, ...], new: Callable[[], _Decoder]
    ) -> None:
        super().__init__()
        self._rest, self._stream, self._magic, self._new = head, stream, magic, new
        self._decoder = new()
        self._packed, self._unpacked = len(head), 0
        self._is_done = self.is_followed = False

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one step goes, and return how far.

        Raises:
            InputError: It is damaged, cut off, or a bomb.
        """
        data = self._some(len(buffer))
        self._unpacked += len(data)
        check_ratio(self._packed, self._unpacked)
        buffer[: len(data)] = data
        return len(data)

    def _some(self, size: int) -> bytes:
        while not self._is_done and (not self._decoder.eof or self._begins_anew()):
            packed = self._taken() if self._decoder.needs_input else b""
            is_at_end = self._decoder.needs_input and not packed
            try:
                data = self._decoder.decompress(packed, size)
            except (zlib.error, ValueError, EOFError, MemoryError) as error:
                reason = str(error).rpartition(": ")[2] or "it takes too much memory"
                raise InputError(
                    f"It is damaged ({reason}); what follows was not read.", "Fetch or pack it again."
                ) from None
            if data:
                return data
            if is_at_end and not self._decoder.eof:
                raise InputError("It is cut off; its end is missing.", "Fetch or pack it again.")
        return b""

    def _begins_anew(self) -> bool:
        """Begin the member that stands behind the last one, if any; zeros between them are passed over."""
        rest = self._decoder.unused_data
        while not rest.strip(b"\0"):
            rest = self._taken()
            if not rest:
                self._is_done = True
                return False
        rest = rest.lstrip(b"\0")
        if len(rest) < len(self._magic[0]):
            rest += self._taken()
        self.is_followed = self._is_done = not rest.startswith(self._magic)
        self._rest, self._decoder = rest, self._new()
        return not self._is_done

    def _taken(self) -> bytes:
        packed, self._rest = self._rest, b""
        if not packed:
            packed = self._stream.read(_BLOCK)
            self._packed += len(packed)
        return packed
