"""What a person has set: theme, time zone, keys and filters, in one file of TOML."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ondit.errors import UsageError
from ondit.model import Kind
from ondit.search import is_date, parse
from ondit.timeline import Filter

NAME = Path("ondit") / "config.toml"
CHANGE = "Mend the file, or move it away."


class SavedFilter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A filter as the file has it; the fields are those of `Filter`."""

    sources: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    search: str = ""

    def __post_init__(self) -> None:
        for value in (self.start, self.end):
            if value is not None and not is_date(value):
                raise ValueError(f"{value} is no date: write 2022, 2022-05 or 2022-05-23")
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
        )


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What is set; what is not said is as it always was.

    Attributes:
        theme: The colours to begin with.
        time_zone: The zone that times are shown in; those of the articles where absent.
        keys: Other keys for commands, by the command's name, as the help gives it.
        filter: What to show at the start.
        filters: Filters to choose from, by their names.
    """

    theme: Literal["dark", "light"] = "dark"
    time_zone: str | None = None
    keys: dict[str, tuple[str, ...]] = {}
    filter: SavedFilter = SavedFilter()
    filters: dict[str, SavedFilter] = {}

    def __post_init__(self) -> None:
        if self.time_zone is not None:
            try:
                ZoneInfo(self.time_zone)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"no time zone is called {self.time_zone}") from error


def place(environ: Mapping[str, str] | None = None) -> Path:
    """Return where the file is, or would be: by XDG on every system, else where the system has such files.

    `XDG_CONFIG_HOME` counts first, then `.config` in the home folder; the system's own folder only where the
    file lies there and not in `.config`.
    """
    from platformdirs import user_config_path

    environ = os.environ if environ is None else environ
    named = environ.get("XDG_CONFIG_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / NAME
    usual, own = Path.home() / ".config" / NAME, user_config_path(appauthor=False) / NAME
    return own if own.is_file() and not usual.is_file() else usual


def load(path: Path) -> Config:
    """Read what is set in a file; what was always so where there is none.

    Raises:
        UsageError: The file cannot be read, or says something that makes no sense.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Config)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", CHANGE) from error
    except ValueError as error:  # of the encoding, of TOML, of a value
        raise UsageError(f"{path} makes no sense: {error}.", CHANGE) from error
