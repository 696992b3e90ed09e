"""The errors that Ondit raises: each says what went wrong, where, and what to do about it."""

from __future__ import annotations


class OnditError(Exception):
    """The base of every error that Ondit raises on purpose.

    Attributes:
        what: One sentence saying what went wrong, naming the input.
        hint: One sentence saying what to do.
        line: The line of the input, counted from 1, where it is known.
    """

    def __init__(self, what: str, hint: str, line: int | None = None) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        self.hint = hint
        self.line = line


class InputError(OnditError):
    """An input cannot be read: missing, unreadable, or not what its name says."""


class StoreError(OnditError):
    """A store cannot be opened, read or written; the file is left as it was."""


class OutputError(OnditError):
    """A file cannot be written; what has its name is left as it was."""


class UsageError(OnditError):
    """A request that makes no sense: an unknown filter value or two options that exclude each other."""
