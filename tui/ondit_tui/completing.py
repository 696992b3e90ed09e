"""How words go on where only a store knows it: what a shell asks at Tab, answered at once or not at all.

Names come from articles, which are hostile: zsh runs what it is answered through `eval`. What a shell could
take for its own is offered to none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import typer

from ondit_tui.asked import store_meant

_ASKING = "_ONDIT_COMPLETE"
_SPECIAL = re.compile(r"[^\w.,:/?=@%+-]")
"""What bash takes for more than a letter, between words that are not quoted."""
_UNSAFE = frozenset('\\`$"!')


def outlets(ctx: typer.Context) -> list[str]:
    """Return the outlets of the store that is asked, else of the one used last; typer chooses what fits."""
    from ondit.store import glance

    if ctx.args or "store" not in ctx.params:
        return []  # to read articles takes too long
    store = _store_of(ctx)
    return _offered(glance.outlets(store)) if store else []


def watched(ctx: typer.Context) -> list[str]:
    """Return what the store watches."""
    from ondit.store import glance

    store = _store_of(ctx)
    return _offered(glance.watched(store)) if store else []


def _store_of(ctx: typer.Context) -> Path | None:
    store = store_meant(ctx.params.get("store"))
    return store if store.is_file() else None


def _offered(names: Iterable[str]) -> list[str]:
    """Return names as the asking shell takes them.

    bash puts them into the line as they are, so that what divides words is escaped, unless a quote is open;
    zsh cannot be given a single quote, as typer's answers to it stand between two.
    """
    shell = os.environ.get(_ASKING, "").removeprefix("complete_")
    unsafe = _UNSAFE | ({"'"} if shell == "zsh" else set())
    safe = [name for name in names if name.isprintable() and not unsafe & set(name)]
    return [_SPECIAL.sub(r"\\\g<0>", name) for name in safe] if shell == "bash" and not _quoted() else safe


def _quoted() -> bool:
    """Say whether the word that bash is completing begins with a quote."""
    words = re.sub(r"\\.", "", os.environ.get("COMP_WORDS", ""))
    return words.count('"') % 2 == 1 or words.count("'") % 2 == 1
