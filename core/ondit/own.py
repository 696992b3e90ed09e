"""Where the files lie by which a user has things otherwise."""

from __future__ import annotations

from pathlib import Path


def outlets() -> Path:
    """Return where the user's table of outlets lies: lines of `host,outlet`."""
    from platformdirs import user_config_path

    return user_config_path("ondit", appauthor=False) / "outlets.csv"
