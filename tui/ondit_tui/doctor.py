"""What works here and what does not: terminal, colours, clipboard, store and parts, each with a hint."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from textwrap import fill

from ondit.errors import OnditError
from ondit_tui import colours
from ondit_tui.asked import store_meant

LEAST_COLUMNS, LEAST_LINES = 60, 16
WORDS = 12
MOST_LINES = 5
EXTRAS = (("Parquet", "duckdb", "parquet"), ("WARC", "fastwarc", "warc"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        works: Whether it works.
        part: What it is.
        found: What was found.
        hint: What to do, empty where nothing is to be done.
    """

    works: bool
    part: str
    found: str
    hint: str = ""

    def line(self) -> str:
        """Return it as a line: `ok  terminal     xterm-256color, 120 by 36`."""
        words = f"{'ok' if self.works else 'no'}  {self.part:<{WORDS}} {self.found}"
        return f"{words}. {self.hint}" if self.hint else words


def wrapped(line: str, width: int) -> str:
    """Return a finding's line in lines of a terminal, broken between words; paths stay whole."""
    indent = " " * (len("ok  ") + WORDS + 1)
    return fill(
        line,
        max(width, 2 * len(indent)),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def examine(store: Path | None) -> Iterator[Finding]:
    """Look at everything in turn; nothing is changed, copied or sent.

    Args:
        store: The store to look at; the one used last, else the usual place, where none is given.
    """
    yield _terminal()
    yield _keyboard()
    yield _colours()
    yield _characters()
    yield _clipboard()
    yield _store(store)
    yield from _settings()
    yield _samples()
    yield _matching()
    yield _paraphrases()
    yield from _readers()
    yield _outlets()


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding(
            False,
            "terminal",
            "standard output is not a terminal",
            "The timeline is printed as text; run it without a pipe.",
        )
    name = os.environ.get("TERM", "")
    if name == "dumb":
        return Finding(
            False, "terminal", "TERM is dumb", "The dashboard needs a terminal that can move its cursor."
        )
    size = shutil.get_terminal_size()
    found = f"{name or 'unnamed'}, {size.columns} by {size.lines}"
    if size.columns < LEAST_COLUMNS or size.lines < LEAST_LINES:
        return Finding(
            True, "terminal", found, f"Make it {LEAST_COLUMNS} by {LEAST_LINES} or more to see all."
        )
    return Finding(True, "terminal", found)


def _keyboard() -> Finding:
    if sys.stdin is not None and sys.stdin.isatty():
        return Finding(True, "keyboard", "standard input is a terminal")
    return Finding(
        False,
        "keyboard",
        "standard input is not a terminal",
        "The dashboard then takes its keys from the terminal itself.",
    )


def _colours() -> Finding:
    if "NO_COLOR" in os.environ:
        return Finding(True, "colours", "off: NO_COLOR is set", "Kinds are told by words and shapes.")
    if colours.are_deep(os.environ):
        return Finding(True, "colours", "16 million")
    if not colours.are_few(os.environ):
        return Finding(True, "colours", "256", "Set COLORTERM=truecolor if the terminal has more.")
    return Finding(True, "colours", "16", "If it has more, set TERM to what it is, as xterm-256color.")


def _characters() -> Finding:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding in ("utf8", "cp65001"):
        return Finding(True, "characters", "UTF-8")
    return Finding(
        False, "characters", sys.stdout.encoding or "unknown", "Use a UTF-8 locale, as LANG=C.UTF-8."
    )


def _clipboard() -> Finding:
    from ondit_tui.clipboard import SSH

    if os.environ.get("TMUX") and shutil.which("tmux"):
        return Finding(
            True, "clipboard", "tmux's buffer", "To have it outside too: tmux set -g set-clipboard on."
        )
    if not any(os.environ.get(name) for name in SSH) and _has_clipboard_program():
        return Finding(True, "clipboard", "the system's")
    return Finding(
        False,
        "clipboard",
        "no clipboard program was found",
        "Copying asks the terminal (OSC 52), which does not answer; wl-clipboard and xclip do.",
    )


def _has_clipboard_program() -> bool:
    import pyperclip  # type: ignore[import-untyped]

    copy, _ = pyperclip.determine_clipboard()
    return bool(copy)


def _store(named: Path | None) -> Finding:
    from ondit_tui import mending

    place = store_meant(named)
    if not place.is_file():
        if left := mending.gone(place):
            return Finding(False, "store", *left)
        folder = next(parent for parent in place.absolute().parents if parent.is_dir())
        if os.access(folder, os.W_OK):
            return Finding(True, "store", f"none yet at {place}", "`ondit add PATH` makes one.")
        return Finding(False, "store", f"{folder} may not be written to", "Name another with --store FILE.")
    try:
        is_whole, found, hint = mending.health_of(place)
    except OnditError as error:
        return Finding(False, "store", error.what.rstrip("."), error.hint)
    return Finding(is_whole, "store", found, hint)


def _settings() -> Iterator[Finding]:
    """Look at what a person has set, a line for each setting that makes no sense."""
    from ondit_tui import config
    from ondit_tui.commands import COMMANDS

    found = config.load(config.place(), COMMANDS)
    for problem in found.problems:
        line = "" if problem.line is None else f", line {problem.line}"
        yield Finding(False, "settings", f"{found.path}{line}: {problem.what.rstrip('.')}", problem.hint)
    if not found.is_there:
        hint = "docs/guide/settings.md says what can be set there."
        yield Finding(True, "settings", f"none at {found.path}", hint)
    elif not found.problems:
        yield Finding(True, "settings", f"{found.path}: {found.words or 'nothing is set'}")


def _samples() -> Finding:
    from ondit_tui import samples

    try:
        return Finding(True, "samples", str(samples.folder()))
    except OnditError as error:
        return Finding(False, "samples", error.what.rstrip("."), error.hint)


def _matching() -> Finding:
    try:
        found = f"rapidfuzz {version('rapidfuzz')}, numba {version('numba')}"
    except PackageNotFoundError as error:
        return Finding(False, "matching", f"{error.name} is missing", "Install Ondit again.")
    if find_spec("rapidfuzz.fuzz_cpp") is None:
        return Finding(
            False, "matching", f"{found}, not compiled", "It works, slowly; a wheel of it is fast."
        )
    return Finding(True, "matching", f"{found}, compiled")


def _paraphrases() -> Finding:
    from ondit.matching import semantic

    if semantic.available():
        return Finding(True, "paraphrases", "found, beside the wording matches")
    return Finding(False, "paraphrases", "not looked for", "pip install 'ondit[semantic]' adds them.")


def _readers() -> Iterator[Finding]:
    """Look for the parts that reading takes from the extras."""
    for part, package, extra in EXTRAS:
        if find_spec(package):
            yield Finding(True, part, "read")
        else:
            hint = f"pip install 'ondit[{extra}]' adds it."
            yield Finding(False, part, "not read", hint)
    from ondit.ingest import language

    if language.available():
        yield Finding(True, "languages", "recognised where an article does not say")
    else:
        yield Finding(
            False, "languages", "only as articles say", "pip install 'ondit[lang]' recognises them."
        )


def _outlets() -> Finding:
    """Look at the tables that give outlets their names."""
    from ondit import own
    from ondit.ingest.outlets import table

    found = table()
    words = f"{len(found.names):,} by their hosts, {found.own:,} of them yours"
    if found.faults:
        lines = ", ".join(str(line) for line in found.faults[:MOST_LINES])
        return Finding(False, "outlets", words, f"Mend line {lines} of {own.outlets()}: it is not host,name.")
    return Finding(True, "outlets", words, f"Lines of host,name in {own.outlets()} add more.")
