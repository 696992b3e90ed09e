"""Opening an article's address in the browser, where that is safe and possible."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Mapping
from urllib.parse import urlsplit


class BrowseError(Exception):
    """An address that is not opened; the message is the sentence to show."""


def checked(url: str | None) -> str:
    """Return an address that may be opened.

    Raises:
        BrowseError: There is none, or it is no web address.
    """
    if not url:
        raise BrowseError("This article gives no web address.")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise BrowseError(f"Not opened: {url} is not a web address.") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise BrowseError(f"Not opened: {url} is not an http or https address.")
    return url


def browse(url: str, environ: Mapping[str, str] | None = None) -> str:
    """Open an address in a browser with a window of its own.

    Without a display, Python would start a browser in this terminal, over the dashboard: then nothing is
    opened.

    Returns:
        A sentence saying what was done.

    Raises:
        BrowseError: No browser can be opened from here.
    """
    environ = os.environ if environ is None else environ
    windows = sys.platform in ("darwin", "win32") or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "BROWSER")
    )
    if not windows or not webbrowser.open(url):
        raise BrowseError(f"No browser opens from here. The address: {url}")
    return f"Asked the browser to open {url}"
