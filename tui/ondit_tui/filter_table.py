"""A filter as files have it: the settings, and the filters that are saved."""

from __future__ import annotations

from typing import Annotated

import msgspec

from ondit.errors import UsageError
from ondit.model import Kind, Status
from ondit.search import is_date, parse
from ondit.timeline import Filter


class FilterTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A filter as a file has it; the fields are those of `Filter`."""

    sources: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    search: str = ""
    statuses: tuple[Status, ...] = ()
    speakers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for value in (self.start, self.end):
            if value is not None and not is_date(value):
                raise ValueError(f"{value} is not a date: write 2022, 2022-05 or 2022-05-23")
        try:
            parse(self.search)
        except UsageError as error:
            raise ValueError(f"{error.what} {error.hint}") from error

    def filter(self) -> Filter:
        """Return it as the dashboard has it."""
        return Filter(
            frozenset(self.sources),
            frozenset(self.kinds),
            self.start,
            self.end,
            self.min_confidence,
            self.search,
            frozenset(self.statuses),
            frozenset(self.speakers),
        )
