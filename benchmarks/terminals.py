"""Pseudo-terminals of 120x36 that programs are run on."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

COLUMNS, LINES = 120, 36


@contextmanager
def on_a_terminal(
    command: Sequence[str], environment: Mapping[str, str], *, errors: int | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a command on a terminal of its own, and kill it at the end.

    Args:
        command: The program and its arguments.
        environment: All of it, but for TERM.
        errors: Where its errors go, as for `subprocess.Popen`; absent for the terminal.

    Yields:
        The process, and what gives all that is written to its terminal.
    """
    parent, child = pty.openpty()
    resize(child, COLUMNS, LINES)
    told = {**environment, "TERM": "xterm-256color"}
    to = child if errors is None else errors
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=to, env=told) as process:
        os.close(child)
        try:
            yield process, parent
        finally:
            process.kill()
            process.wait()
            os.close(parent)


def resize(terminal: int, columns: int, lines: int) -> None:
    """Make a terminal of another size."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
