"""How a command ends: its exit code, and what standard error says about it."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn, ParamSpec

from ondit.errors import OnditError, UsageError
from ondit.model import Problem
from ondit.text import clean

DONE = 0
SOME_UNREAD = 1
WRONG_USAGE = 2
NOTHING_DONE = 3
INTERRUPTED = 130

P = ParamSpec("P")


def ending(command: Callable[P, int]) -> Callable[P, NoReturn]:
    """Make a command end with the exit code that it returns, or with that of the error that it raises.

    An error is one line on standard error. A reader that closes the pipe early has had what it wanted,
    and whoever presses ctrl+c knows: neither is told.
    """

    @functools.wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> NoReturn:
        _set_encoding()
        try:
            code = command(*args, **options)
            sys.stdout.flush()
        except UsageError as error:
            code = _failed(WRONG_USAGE, f"{error.what} {error.hint}")
        except OnditError as error:
            code = _failed(NOTHING_DONE, f"{error.what} {error.hint}")
        except KeyboardInterrupt:
            code = INTERRUPTED
        except BrokenPipeError:
            code = DONE
            _close_output()
        except OSError as error:
            code = _failed(NOTHING_DONE, f"The output cannot be written: {error.strerror or error}.")
            _close_output()
        sys.exit(code)

    return run


def fill_streams() -> None:
    """See that there are streams to write to: where one was closed by whoever started us, nothing is kept."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - it stays open


def say(line: str) -> None:
    """Print a line on standard error, without anything that a terminal acts on."""
    sys.stderr.write(" ".join(clean(line).split()) + "\n")
    sys.stderr.flush()


def problem_line(problem: Problem) -> str:
    """Return a problem as `input:line: what hint`."""
    return f"{place_of(problem)}: {problem.what} {problem.hint}"


def place_of(problem: Problem) -> str:
    """Return where a problem is as `input:line`."""
    return problem.input if problem.line is None else f"{problem.input}:{problem.line}"


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one a line."""
    for problem in problems:
        say(problem_line(problem))


def exit_code(problems: Iterable[Problem]) -> int:
    """Return how a command ends that met these problems: notes are none."""
    return SOME_UNREAD if any(not problem.is_note for problem in problems) else DONE


def _failed(code: int, line: str) -> int:
    say(line)
    return code


def _set_encoding() -> None:
    """See that no character stops the output: files and pipes get UTF-8, a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _close_output() -> None:
    """Point standard output at nothing, so that what is left in its buffer fails no more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
