"""Who says what a label is of, as its reason names them: also those of whom no words stand between marks."""

from __future__ import annotations

import re
from functools import cache

from ondit.certainty.verdicts import NOBODY, VERDICTS
from ondit.quotes.descriptions import holds_name

_SOURCE, _CUE = re.escape("{source}"), re.escape("{cue}")


def teller(reason: str) -> str | None:
    """Return whom a label's reason names as the one who says it; absent where it names nobody.

    A description without a name begins small, wherever it stood.

    Args:
        reason: As `ondit.model.Label` has it.
    """
    found = _named().fullmatch(reason)
    name = found[found.lastgroup] if found and found.lastgroup else NOBODY
    return None if name == NOBODY else called(name)


def called(name: str) -> str:
    """Return what a source is called within a sentence: "The officials" are "the officials"."""
    return name if holds_name(name) else name[:1].lower() + name[1:]


@cache
def _named() -> re.Pattern[str]:
    """Return what fits the reasons of all rules that name a source, which is the last group of each."""
    reasons = dict.fromkeys(one.reason for one in VERDICTS.values() if "{source}" in one.reason)
    fitting = (
        re.escape(reason).replace(_SOURCE, f"(?P<source{at}>.+?)", 1).replace(_CUE, "(?:.*)")
        for at, reason in enumerate(reasons)
    )
    return re.compile("|".join(fitting), re.DOTALL)
