"""What the environment says of how dates are written."""

from __future__ import annotations

import os
from collections.abc import Mapping

_NONE = ("C", "POSIX")


def date_locale(environ: Mapping[str, str] | None = None) -> str | None:
    """Return whose way of writing dates is set, as in `en_US`; absent where none is.

    As the C library does, by the first of `LC_ALL`, `LC_TIME` and `LANG` that is not empty.

    Args:
        environ: The environment; that of the process where none is given.
    """
    environ = os.environ if environ is None else environ
    given = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))), "")
    name = given.split(".")[0].split("@")[0]
    return None if name in _NONE else name or None
