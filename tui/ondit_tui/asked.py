"""What was asked for: what to read, and what to show of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ondit.errors import UsageError


class KindName(StrEnum):
    """The kinds that `--kind` takes."""

    ANNOUNCEMENT = "announcement"
    RUMOUR = "rumour"
    NEITHER = "neither"


def store_meant(named: Path | str | None) -> Path:
    """Return the store that is meant: the one named, else the one used last, else the usual one."""
    from ondit.store import default_path, last_used

    return Path(named) if named else last_used() or default_path()


@dataclass(frozen=True)
class Wanted:
    """What to show of a story; the fields are the options of the same meaning.

    Raises:
        UsageError: It ends before it starts, or the search makes no sense.
    """

    start: str | None = None
    end: str | None = None
    sources: list[str] | None = None
    kinds: list[KindName] | None = None
    min_confidence: float = 0.0
    search: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start[: len(self.end)] > self.end[: len(self.start)]:
            raise UsageError(f"--from {self.start} is after --to {self.end}.", "Exchange them.")
        if self.search:
            from ondit.search import parse

            parse(self.search)

    @property
    def filters(self) -> bool:
        """Whether anything is held back."""
        return any((self.start, self.end, self.sources, self.kinds, self.min_confidence, self.search))


@dataclass(frozen=True)
class Given:
    """What to read; the fields are the options of the same meaning."""

    paths: list[str] | None = None
    store: Path | None = None
    strict: bool = False
    allow_private: bool = False
    full_text: bool = False
    within: int | None = None
    read_only: bool = False


@dataclass(frozen=True)
class Asked(Wanted, Given):
    """What to read, and what to show of it.

    Raises:
        UsageError: As `Wanted`; or both paths and a store are given.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.paths and self.store:
            hint = "Give one of them; `ondit add` puts paths in a store."
            raise UsageError("Both paths and --store were given.", hint)
