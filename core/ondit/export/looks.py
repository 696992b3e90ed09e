"""How what is written for people looks: what it is called, and how dates are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """What formats for people leave to whoever asks.

    Attributes:
        title: What stands above it.
        locale: Whose way of writing dates, as in `en_US`; "23 May 2022" where absent.
    """

    title: str = "Excerpts"
    locale: str | None = None
