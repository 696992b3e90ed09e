"""The dashboard in a browser: a page with a terminal in it, and behind each page a dashboard of its own."""

from __future__ import annotations

import secrets
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from ondit.errors import UsageError
from ondit_tui.asked import Asked

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 24
INSTALL = "Install it: pip install 'ondit[serve]'."


@dataclass(frozen=True)
class Place:
    """Where the dashboard is served.

    Attributes:
        host: The address that is listened on.
        port: The port; 0 for any that is free.
        token: What a browser must know: the first part of every path.
    """

    host: str = LOOPBACK
    port: int = 0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))

    def url(self, port: int) -> str:
        """Return the address to open, given the port that is listened on."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{port}/{self.token}/"


def serve(place: Place, arguments: Sequence[str], title: str) -> None:
    """Serve the dashboard until it is ended from outside.

    Args:
        place: Where.
        arguments: What stands behind `ondit` on the command line of each dashboard.
        title: What the page is called.

    Raises:
        UsageError: The parts that this needs are not installed, or nothing can be served there.
    """
    try:
        from ondit_tui.serving.server import DashboardServer
    except ImportError:
        raise UsageError("Serving to a browser is not installed here.", INSTALL) from None
    DashboardServer(command_line([sys.executable, "-m", "ondit_tui", *arguments]), place, title).run()


def arguments(asked: Asked, *, allow_write: bool) -> list[str]:
    """Return what stands behind `ondit` on the command line that asks for the same."""
    given: list[tuple[str, object]] = [
        ("--store", asked.store),
        ("--within", asked.within),
        ("--from", asked.start),
        ("--to", asked.end),
        ("--min-confidence", asked.min_confidence or None),
        ("--search", asked.search or None),
        *(("--source", name) for name in asked.sources or ()),
        *(("--kind", kind.value) for kind in asked.kinds or ()),
    ]
    switches = {
        "--strict": asked.strict,
        "--allow-private": asked.allow_private,
        "--full-text": asked.full_text,
        "--read-only": asked.read_only or not allow_write,
    }
    words = [f"{name}={value}" for name, value in given if value is not None]
    return [*words, *(name for name, is_given in switches.items() if is_given), "--", *(asked.paths or ())]


def command_line(words: Sequence[str]) -> str:
    """Return the words of a command as one that a shell takes apart into the same words."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
