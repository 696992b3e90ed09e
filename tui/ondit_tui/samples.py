"""Where the bundled sample stories are."""

from __future__ import annotations

from pathlib import Path

import ondit
from ondit.errors import InputError

FOLDER = "sample_data"


def folder() -> Path:
    """Return the folder of the sample stories: in the installed package, else beside its sources.

    Raises:
        InputError: Neither is there.
    """
    package = Path(ondit.__file__).resolve().parent
    for place in (package / FOLDER, package.parents[1] / FOLDER):
        if place.is_dir():
            return place
    raise InputError("The sample stories are missing.", "Install Ondit again, or name files of your own.")
