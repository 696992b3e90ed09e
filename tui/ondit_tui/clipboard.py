"""Handing text to a clipboard, and saying truly what became of it.

Three ways, the surest first: tmux's own buffer inside tmux; the system's clipboard program where the session
is local; and OSC 52, an escape sequence that asks the terminal, which does not answer.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress

Tool = Callable[[str], None]
"""Takes a text, raises `CopyError` where it cannot be handed over."""

TMUX_SECONDS = 3
SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")

IN_TMUX = (
    "In tmux's buffer: prefix ] pastes it. Sent to the terminal too, which does not answer; if it does"
    " not paste elsewhere, run: tmux set -g set-clipboard on"
)
COPIED = "Copied to the clipboard."
HANDED = "Handed to the clipboard program, which did not give it back; paste to see if it arrived."
SENT = (
    "Sent to the terminal (OSC 52), which does not answer. If it does not paste, allow clipboard access in"
    " the terminal's settings, or hold Shift and select with the mouse."
)
SENT_TO_PAGE = (
    "Sent to this browser's clipboard, which does not answer. If it does not paste, allow this page the"
    " clipboard, or hold Shift and select with the mouse."
)


class CopyError(Exception):
    """One way to a clipboard is not there, or failed."""


def copy(
    text: str,
    terminal: Tool,
    *,
    environ: Mapping[str, str] | None = None,
    tmux: Tool | None = None,
    system: Callable[[str], bool] | None = None,
) -> str:
    """Hand a text to the best clipboard within reach.

    Args:
        text: What to hand over, exactly.
        terminal: Sends it to the terminal by OSC 52.
        environ: The environment; that of the process where none is given.
        tmux: Loads tmux's buffer.
        system: Sets the system's clipboard; returns whether the text was read back from it.

    Returns:
        A sentence saying what was done, and what to do where nothing arrives.
    """
    environ = os.environ if environ is None else environ
    if environ.get("TMUX"):
        with suppress(CopyError):
            (tmux or tmux_buffer)(text)
            return IN_TMUX
    if not any(environ.get(name) for name in SSH):
        with suppress(CopyError):
            return COPIED if (system or system_clipboard)(text) else HANDED
    terminal(text)
    return SENT


def tmux_buffer(text: str) -> None:
    """Load a text into tmux's buffer, and ask tmux to pass it on to the terminal.

    Raises:
        CopyError: There is no tmux, or it refuses.
    """
    try:
        subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],  # noqa: S607 - whichever tmux the person runs
            input=text.encode(),
            check=True,
            timeout=TMUX_SECONDS,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CopyError(str(error)) from error


def system_clipboard(text: str) -> bool:
    """Set the system's clipboard.

    Returns:
        Whether the clipboard gave the text back.

    Raises:
        CopyError: There is no mechanism for it here.
    """
    import pyperclip  # type: ignore[import-untyped]

    try:
        pyperclip.copy(text)
        given = str(pyperclip.paste())
    except (pyperclip.PyperclipException, OSError, ValueError) as error:
        raise CopyError(str(error)) from error
    return given.replace("\r\n", "\n") == text
