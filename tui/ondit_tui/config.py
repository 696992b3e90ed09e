"""What a person has set: theme, time zone, keys and a filter, in one file of TOML.

What makes no sense is left out and told with its line; all else counts. So no mistake in the file keeps
anyone from the dashboard.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ondit.model import Kind, Problem, Status
from ondit.text import shown
from ondit.timeline import Filter
from ondit_tui import keys
from ondit_tui.command import Command
from ondit_tui.filter_table import FilterTable
from ondit_tui.keys import Keys

NAME = Path("ondit") / "config.toml"
LONGEST_NAME, LONGEST_REASON = 80, 300
"""Letters that are told of a setting and of what is wrong with it: words of the file stand in both."""

Theme = Literal["dark", "light"]

_TOLD = {
    "kinds": f"Kinds are {', '.join(get_args(Kind))}.",
    "statuses": f"Statuses are {', '.join(get_args(Status))}.",
}
_WHERE = re.compile(r" - at `\$\.?([^`]*)`$")
_FIELD = re.compile(r"Object contains unknown field `(.*)`")


@dataclass(frozen=True, slots=True)
class Config:
    """What is set; what is not said is as it always was.

    Attributes:
        path: The file; absent where none was looked for.
        is_there: Whether it is there.
        theme: The colours to begin with.
        time_zone: The zone that times are told in, beside that of the article; none where absent.
        keys: Other keys for commands, by their names.
        filter: What to show at first.
        problems: What makes no sense, and is left out.
    """

    path: Path | None = None
    is_there: bool = False
    theme: Theme = "dark"
    time_zone: ZoneInfo | None = None
    keys: Keys = field(default_factory=dict)
    filter: Filter = field(default_factory=Filter)
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> str:
        """What is set, in words: "theme light, keys of 2 commands"; empty for nothing."""
        keys = f"keys of {len(self.keys)} command{'s' if len(self.keys) > 1 else ''}" if self.keys else ""
        zone = f"times in {self.time_zone.key}" if self.time_zone else ""
        told = "a filter" if self.filter != Filter() else ""
        return ", ".join(filter(None, ("theme light" if self.theme == "light" else "", zone, keys, told)))

    @property
    def where(self) -> str:
        """The file as it is named on the screen, with `~` for the home folder."""
        home, path = str(Path.home()), str(self.path or "")
        return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path

    @property
    def told(self) -> tuple[str, ...]:
        """What makes no sense, in a sentence or two."""
        if not self.problems:
            return ()
        first, *more = self.problems
        line = "" if first.line is None else f", line {first.line}"
        words = f"{Path(first.input).name}{line}: {first.what} {first.hint}"
        return (f"{words} {len(more)} more: `ondit doctor` lists them." if more else words,)


_NOW: ContextVar[Config | None] = ContextVar("config", default=None)


def use(config: Config) -> None:
    """Have this set, in all that is done from here on."""
    _NOW.set(config)
    keys.use(config.keys)


def now() -> Config:
    """Return what is set."""
    return _NOW.get() or Config()


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


def load(path: Path, commands: Sequence[Command]) -> Config:
    """Read what is set in a file; what was always so where there is none.

    Args:
        path: The file.
        commands: All commands that keys can be given to.
    """
    try:
        text = path.read_text("utf-8")
        import tomllib  # which most need not, who set nothing

        document = tomllib.loads(text)
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        problem = Problem(str(path), None, f"It cannot be read: {error.strerror}.", "Nothing is set.")
        return Config(path, is_there=True, problems=(problem,))
    except (ValueError, RecursionError) as error:  # of the encoding, or of TOML
        what = "Lists lie too deep within lists." if isinstance(error, RecursionError) else f"{error}."
        problem = Problem(str(path), _line_in(error), what, "Nothing of it counts until it is mended.")
        return Config(path, is_there=True, problems=(problem,))
    return _Settings(path, text, commands).config(document)


class _WrongError(ValueError):
    """A setting that makes no sense: its names from the document down, why, and what to do."""

    def __init__(self, names: Sequence[str], what: str, hint: str) -> None:
        super().__init__(what)
        self.names, self.what, self.hint = names, what, hint


class _Settings:
    """Turns a document into what is set, one setting after the other."""

    def __init__(self, path: Path, text: str, commands: Sequence[Command]) -> None:
        self._path, self._text, self._commands = path, text, commands
        self._problems: list[Problem] = []

    def config(self, document: Mapping[str, Any]) -> Config:
        """Return what is set."""
        readers: dict[str, Callable[[Any], Any]] = {
            "theme": _theme,
            "time-zone": _zone,
            "filter": _filter,
            "keys": self._keys,
        }
        found = {}
        for name, value in document.items():
            try:
                if name not in readers:
                    raise _WrongError(
                        (name,), "There is no such setting.", f"There are: {', '.join(readers)}."
                    )
                found[name.replace("-", "_")] = readers[name](value)
            except _WrongError as error:
                self._leave_out(error.names, error.what, error.hint)
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line or 0))
        return Config(self._path, is_there=True, problems=problems, **found)

    def _keys(self, value: Any) -> Keys:
        if not isinstance(value, dict):
            raise _WrongError(
                ("keys",), "It is not a table.", 'Write [keys], and below it copy = ["y", "c"].'
            )
        wanted: dict[str, Sequence[str]] = {}
        for name, given in value.items():
            told = [given] if isinstance(given, str) else given
            if isinstance(told, list) and all(isinstance(key, str) for key in told):
                wanted[name] = told
            else:
                self._leave_out(("keys", name), "It is not a key.", 'Write "y", or ["y", "c"].')
        changed, faults = keys.resolved(wanted, self._commands)
        for fault in faults:
            self._leave_out(("keys", fault.name), fault.what, fault.hint)
        return changed

    def _leave_out(self, names: Sequence[str], what: str, hint: str) -> None:
        told = f"{shown('.'.join(names))[:LONGEST_NAME]} is left out. {shown(what)[:LONGEST_REASON]}"
        self._problems.append(Problem(str(self._path), line_of(self._text, names), told, hint))


def _theme(value: Any) -> Theme:
    if value not in ("dark", "light"):
        raise _WrongError(("theme",), f"“{value}” is not a theme.", "There are: dark, light.")
    theme: Theme = value
    return theme


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, AttributeError, OSError) as error:
        what, hint = f"No time zone is called “{value}”.", "They are called as in Europe/Berlin, or UTC."
        raise _WrongError(("time-zone",), what, hint) from error


def _filter(value: Any) -> Filter:
    try:
        return msgspec.convert(value, FilterTable).filter()
    except msgspec.ValidationError as error:
        what = _WHERE.sub("", str(error))
        inner = _WHERE.search(str(error))
        field_ = _FIELD.fullmatch(what)
        name = field_[1] if field_ else inner[1].split("[")[0] if inner else ""
        names = ("filter", name) if name else ("filter",)
        known = ", ".join(told.encode_name for told in msgspec.structs.fields(FilterTable))
        hint = (
            f"There are: {known}."
            if field_
            else f"The filter is left out until it is mended. {_TOLD.get(name, '')}".strip()
        )
        raise _WrongError(names, f"{what.rstrip('.')}.", hint) from error


def line_of(text: str, names: Sequence[str]) -> int | None:
    """Return on which line of a text of TOML a setting begins, counted from 1; absent where it is not there.

    What was read up to a line says whether the setting is there by then: so each line is tried in turn, which
    is no way for a text that a person has not written.
    """
    import tomllib

    lines = text.split("\n")
    after = 0
    for number in range(1, len(lines) + 1):
        try:
            here: Any = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        for name in names:
            here = here.get(name) if isinstance(here, dict) else None
        if here is not None:
            return after + 1
        after = number
    return None


def _line_in(error: Exception) -> int | None:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else None
