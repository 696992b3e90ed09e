"""What the readers of containers share: places inside them, and the limits of unpacking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.model import Problem

Reader = Callable[[BinaryIO, Place], Iterator[Draft | Problem | Linked]]

Choose = Callable[[str], Reader]
"""Gives the reader for a name inside a container; for `""` and names of no known kind, the same one: that
which looks at how the content begins."""

MAX_DEPTH = 2
"""Containers that may stand one within another: `.gz` in `.zip` is read, and no more in that."""

FREE_BYTES = 10_000_000
"""Bytes that come out of a container before its ratio is looked at."""

MAX_RATIO = 200
"""Bytes out for each byte in. Articles reach 3 to 10, pages of one template 50, the same row over and over
some 170; a bomb that is worth the name has 1,000 and more."""

_BLOCK = 1 << 20
MAX_SPOOLED = 2_000_000_000
"""Bytes of one input that are kept in a temporary file while it is read."""


@dataclass(frozen=True, slots=True)
class Inside(Place):
    """A place inside a container.

    Attributes:
        inner: The name that says of what kind it is.
        depth: How many containers stand around it.
    """

    inner: str = ""
    depth: int = 1


def depth_of(place: Place) -> int:
    """Return how many containers stand around a place."""
    return place.depth if isinstance(place, Inside) else 0


def deeper(place: Place) -> int:
    """Return the depth of what is inside the container at a place.

    Raises:
        InputError: It is packed in more than `MAX_DEPTH` containers.
    """
    depth = depth_of(place)
    if depth >= MAX_DEPTH:
        raise InputError(
            f"It is packed more than {MAX_DEPTH} times over and was not read.", "Unpack the outer ones first."
        )
    return depth + 1


def check_ratio(packed: int, unpacked: int) -> None:
    """Refuse what unpacks to a size that no articles have.

    Args:
        packed: Bytes that were taken in so far.
        unpacked: Bytes that came out of them.

    Raises:
        InputError: More than `FREE_BYTES` came out, and more than `MAX_RATIO` for each byte in.
    """
    if unpacked > max(FREE_BYTES, packed * MAX_RATIO):
        raise InputError(
            f"It unpacks to more than {MAX_RATIO} times its size, as no articles do; the rest was not read.",
            "If you trust it, unpack it yourself and give the files.",
        )


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream that can be read at random: itself, or a copy in a temporary file without a name.

    Raises:
        InputError: It is longer than `MAX_SPOOLED`.
    """
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as file:
        copy(stream, file)
        file.seek(0)
        yield file


def copy(stream: BinaryIO, file: BinaryIO) -> None:
    """Copy a stream into a file.

    Raises:
        InputError: It is longer than `MAX_SPOOLED`.
    """
    left = MAX_SPOOLED
    while block := stream.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise InputError(
                f"It is longer than {MAX_SPOOLED // 1_000_000_000} GB, too long to be kept while it is read.",
                "Save it as a file and give its name.",
            )
        file.write(block)
