"""The rules that decide a label, in the order in which they are asked, with how often each is right."""

from __future__ import annotations

from generated.piece import table
from ondit.certainty.verdicts import VERDICTS


def verdicts() -> str:
    """Return what each rule decides, a row a rule."""
    rows = [
        (
            name,
            verdict.kind + (f", {verdict.subtype}" if verdict.subtype else ""),
            f"{verdict.confidence:.2f}",
            verdict.reason,
        )
        for name, verdict in VERDICTS.items()
    ]
    return table(("rule", "decides", "right in", "the reason that is shown"), rows)
