"""Style sheets that are parsed once for all apps of a process, as a plugin of every test module.

Each app parses its own and those of Textual's widgets. What was parsed is never changed by who uses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_PARSE = Stylesheet._parse_rules
_PARSED: dict[tuple[Any, ...], list[RuleSet]] = {}


@pytest.fixture(autouse=True, scope="session")
def styles_are_parsed_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


def parse_once(sheet: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
    """Return the rules of a text of styles: those of an earlier parsing with the same variables, if any."""
    key = (css, where, tuple(how.items()), tuple(sheet._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _PARSE(sheet, css, *where, **how)
    return _PARSED[key]
