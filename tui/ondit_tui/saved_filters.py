"""Filters that a reader has saved under names: in one file of his own, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from ondit.errors import InputError, OutputError
from ondit.text import shown
from ondit.timeline import Filter
from ondit_tui.filter_table import FilterTable

LONGEST_NAME = 60
LONGEST_REASON = 200
"""Letters of why a file is damaged that are told: names of its own stand in it."""


class SavedFilter(FilterTable, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A filter under a name.

    Attributes:
        name: The name.
        marked: Whether only what is marked passes.
        new: Whether only what is new passes.
    """

    name: str
    marked: bool = False
    new: bool = False

    def among(self, marked: frozenset[str], new: frozenset[str]) -> Filter:
        """Return it as the dashboard has it.

        Args:
            marked: The ids of what is marked now.
            new: The ids of the entries that are new now.
        """
        return replace(self.filter(), marked=marked if self.marked else None, new=new if self.new else None)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    filters: tuple[SavedFilter, ...] = ()


def place() -> Path:
    """Return where the file is, or would be: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("ondit", appauthor=False) / "filters.json"


def named(name: str, wanted: Filter) -> SavedFilter:
    """Return a filter under a name."""
    return SavedFilter(
        name=name,
        sources=tuple(sorted(wanted.sources)),
        kinds=tuple(sorted(wanted.kinds)),
        start=wanted.start,
        end=wanted.end,
        min_confidence=wanted.min_confidence,
        search=wanted.search,
        statuses=tuple(sorted(wanted.statuses)),
        speakers=tuple(sorted(wanted.speakers)),
        marked=wanted.marked is not None,
        new=wanted.new is not None,
    )


def load(path: Path) -> tuple[SavedFilter, ...]:
    """Return the filters that are saved, in their order; none where there is no file.

    Raises:
        InputError: It cannot be read, or is damaged.
    """
    return _decoded(path, _bytes(path))


def save(path: Path, one: SavedFilter) -> None:
    """Save a filter, in the place of the one of its name, else behind the others.

    A damaged file gets another name first, and a new one is begun.

    Raises:
        InputError: The file cannot be read.
        OutputError: It cannot be written; the file is as it was.
    """
    data = _bytes(path)
    try:
        before = _decoded(path, data)
    except InputError as error:
        _put_aside(path, error)
        before = ()
    if any(other.name == one.name for other in before):
        _write(path, [one if other.name == one.name else other for other in before])
    else:
        _write(path, [*before, one])


def delete(path: Path, name: str) -> None:
    """Delete the filter of a name, if there is one.

    Raises:
        InputError: The file cannot be read, or is damaged.
        OutputError: It cannot be written; the file is as it was.
    """
    before = load(path)
    after = [one for one in before if one.name != name]
    if len(after) < len(before):
        _write(path, after)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        what = f"The saved filters in {path} cannot be read: {error.strerror}."
        raise InputError(what, "Look who may read the file.") from error


def _decoded(path: Path, data: bytes | None) -> tuple[SavedFilter, ...]:
    try:
        return () if data is None else msgspec.json.decode(data, type=_File).filters
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        hint = f"Mend the file, or save a filter: then it stays as {_damaged(path).name}."
        reason = shown(str(error))[:LONGEST_REASON]
        raise InputError(f"The saved filters in {path} are damaged: {reason}.", hint) from error


def _write(path: Path, filters: Sequence[SavedFilter]) -> None:
    from ondit.export.files import write_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path.parent} cannot be made: {error.strerror}.", "Look who may write there."
        ) from error
    data = msgspec.json.format(msgspec.json.encode(_File(tuple(filters))), indent=2).decode()
    write_file(path, lambda stream: stream.write(f"{data}\n"), force=True)


def _put_aside(path: Path, told: InputError) -> None:
    try:
        path.replace(_damaged(path))
    except OSError as error:
        raise OutputError(told.what, f"It cannot be put aside: {error.strerror}.") from error


def _damaged(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")
