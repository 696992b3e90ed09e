"""Archives (.zip): their members read where they stand, each as what its name says; nothing is extracted."""

from __future__ import annotations

import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from struct import error as StructError  # noqa: N812
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipExtFile, ZipFile, ZipInfo

from ondit.errors import InputError
from ondit.ingest.drafts import Draft, Linked, Place
from ondit.ingest.kinds import NO_ARTICLES
from ondit.ingest.packed.containers import (
    FREE_BYTES,
    MAX_RATIO,
    Choose,
    Inside,
    Reader,
    check_ratio,
    deeper,
    seekable,
)
from ondit.ingest.rows import MAX_PROBLEMS
from ondit.model import Problem
from ondit.text import clean, shown

MAX_DIRECTORY = 16_000_000
"""Bytes of the list of members: some 150,000 of them with names of the usual length."""

_BUFFER = 1 << 16
_LONGEST_NAME = 255
_MOST_NAMES = 5
_HEADER = 30
_ENCRYPTED = 1
_UNIX = 3
_DOCUMENTS = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an e-book or an office document",
    "META-INF/MANIFEST.MF": "a program",
}
_NUMBER = re.compile(r"^-?\d+ while decompressing data: ")
_FAULTS = (BadZipFile, StructError, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def read(stream: BinaryIO, place: Place, choose: Choose) -> Iterator[Draft | Problem | Linked]:
    """Yield what the members of an archive hold, in the order of their names.

    Hidden members, folders, READMEs and licences are passed over; those of no known kind, encrypted ones,
    links, and those packed in an uncommon way are counted by reason. Names are shown as
    `bundle.zip/inner/page.html`, less steps upwards, and lead nowhere: nothing is written under them. Of
    two members of one name both are read.

    A member that is damaged, or unpacks to a size beyond reason (`containers.MAX_RATIO`), keeps the rows
    read before the fault; an article that the fault goes through, also by a wrong check sum at its end, is
    left out.

    Raises:
        InputError: It is no archive, is cut off, its members overlap, it lists more than `MAX_DIRECTORY`
            bytes of them, unpacks to a size beyond reason as a whole, is packed too often, holds nothing
            that is read, or is a document of another kind (.docx, .epub, .jar).
    """
    depth = deeper(place)
    with seekable(stream) as file:
        size = file.seek(0, os.SEEK_END)
        with _opened(file, size) as archive:
            untold = told = count = 0
            for item in _items(archive, _Budget(size), place, choose, depth):
                count += 1
                told += isinstance(item, Problem)
                if isinstance(item, Problem) and told > MAX_PROBLEMS:
                    untold += 1
                else:
                    yield item
    if not count:
        raise InputError("It holds nothing that is read here.", "Leave it out.")
    if untold:
        yield place.problem(
            f"{untold:,} more problems in this archive are not listed.", "Unpack it yourself."
        )


def _opened(file: BinaryIO, size: int) -> ZipFile:
    try:
        archive = ZipFile(cast("IO[bytes]", _Bounded(file)))
    except _FAULTS as error:
        raise InputError(
            f"It is not an archive that can be read, or is cut off or damaged ({_sentence(error)}).",
            "Fetch or pack it again.",
        ) from None
    members = archive.infolist()
    names = {info.filename for info in members}
    for name, kind in _DOCUMENTS.items():
        if name in names:
            raise InputError(
                f"It is {kind}, not an archive of articles.", "Save its text as .txt, .html or .pdf."
            )
    spans = sorted((info.header_offset, info.compress_size) for info in members)
    ends = [start + _HEADER + length for start, length in spans]
    starts = [start for start, _ in spans[1:]] + [size]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise InputError(
            "Its members overlap or reach beyond its end, as in an archive made to do harm.",
            "If you trust it, unpack it yourself and give the folder.",
        )
    return archive


class _Bounded:
    """A file whose list of members can be read only if it is not too long."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise InputError("It has too many members.", "Part it into several archives.")
        return self._file.read(size)


class _Budget:
    """How much an archive may unpack to, all its members together."""

    def __init__(self, size: int) -> None:
        self._left = FREE_BYTES + size * MAX_RATIO

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise _SpentError


class _SpentError(InputError):
    def __init__(self) -> None:
        super().__init__(
            f"Its members unpack to more than {MAX_RATIO} times its size; the rest was not read.",
            "If you trust it, unpack it yourself and give the folder.",
        )


def _items(
    archive: ZipFile, budget: _Budget, place: Place, choose: Choose, depth: int
) -> Iterator[Draft | Problem | Linked]:
    refused: dict[str, list[str]] = {}
    for name, info in sorted(
        ((_shown(info.filename), info) for info in archive.infolist()), key=lambda pair: pair[0]
    ):
        if info.is_dir() or _is_passed_over(name):
            continue
        reader = choose(name)
        reason = "of a kind that is not read" if reader is choose("") else _refusal(info)
        if reason:
            refused.setdefault(reason, []).append(name)
            continue
        yield from _member(archive, info, budget, _inside(place, name, depth), reader)
    for reason, names in refused.items():
        shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
        what = f"Members {reason} were skipped ({len(names):,}): {shown}."
        if reason in _REFUSALS.values():
            yield place.problem(what, "Unpack it yourself and give the folder.")
        else:
            yield place.note(what, "There is nothing to do, unless they hold articles.")


_REFUSALS = {
    "encrypted": "that are encrypted",
    "link": "that are links",
    "method": "packed in an uncommon way",
}


def _refusal(info: ZipInfo) -> str | None:
    """Return why a member is not read, if so."""
    if info.flag_bits & _ENCRYPTED:
        return _REFUSALS["encrypted"]
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        return _REFUSALS["link"]
    return None if info.compress_type in {ZIP_STORED, ZIP_DEFLATED} else _REFUSALS["method"]


def _member(
    archive: ZipFile, info: ZipInfo, budget: _Budget, place: Place, reader: Reader
) -> Iterator[Draft | Problem | Linked]:
    try:
        with _Member(_content(archive, info), info, budget) as member:
            yield from reader(io.BufferedReader(member, _BUFFER), place)
    except _SpentError:
        raise
    except InputError as error:
        yield place.problem(error.what, error.hint)


class _Member(io.RawIOBase):
    """The content of a member as a stream; reading raises `InputError` at a fault."""

    def __init__(self, file: ZipExtFile, info: ZipInfo, budget: _Budget) -> None:
        super().__init__()
        self._file = file
        self._packed, self._unpacked, self._budget = info.compress_size, 0, budget

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def close(self) -> None:
        """Close it; the archive stays open."""
        self._file.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one step goes, and return how far.

        Raises:
            InputError: It is damaged, or a bomb.
        """
        try:
            data = self._file.read1(len(buffer))
        except _FAULTS as error:
            raise _damaged(error) from None
        self._unpacked += len(data)
        check_ratio(self._packed, self._unpacked)
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def _content(archive: ZipFile, info: ZipInfo) -> ZipExtFile:
    try:
        return cast("ZipExtFile", archive.open(info))
    except _FAULTS as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> InputError:
    return InputError(
        f"It is damaged ({_sentence(error)}); what follows in it was not read.",
        "Fetch or pack the archive again.",
    )


def _sentence(error: Exception) -> str:
    """Return what a library says of a fault, fit to be shown: it may quote names."""
    reason = getattr(error, "strerror", None) or str(error).removeprefix("Error ") or "it ends too early"
    reason = _NUMBER.sub("", reason)
    return clean(reason)[:100].replace("\n", " ").rstrip(".")


def _inside(place: Place, name: str, depth: int) -> Inside:
    path = f"{place.path}/{name}" if place.path else None
    stem = PurePosixPath(name).stem or place.stem
    return Inside(f"{place.name}/{name}", stem, path, inner=name, depth=depth)


def _shown(name: str) -> str:
    """Return a member's name fit to be shown: cleaned, less roots and steps upwards, not too long."""
    name = shown(name).replace("\\", "/")
    parts = [part for part in name.split("/") if part not in {"", ".", ".."} and not part.endswith(":")]
    name = "/".join(parts)
    return name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"


def _is_passed_over(name: str) -> bool:
    parts = name.split("/")
    is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return is_hidden or not name or NO_ARTICLES.match(parts[-1]) is not None
