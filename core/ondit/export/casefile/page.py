"""The page of a case file: one file that asks for nothing else, in which no text is markup."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ondit.export.casefile.building import CaseFile
from ondit.export.casefile.plans import SHAPES
from ondit.export.casefile.shown import shown
from ondit.records import FEWEST_SETTLED

_TEMPLATES = Path(__file__).with_name("templates")


def write(case: CaseFile, stream: TextIO) -> None:
    """Write a case file as a page."""
    style, script = _part("case.css"), _part("case.js")
    pieces = (
        _environment()
        .get_template("case.html.jinja")
        .generate(
            case=case,
            style=Markup(style),  # noqa: S704 - a file of ours, which no text of an article gets into
            script=Markup(script),  # noqa: S704 - likewise
            policy=(
                f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
                "base-uri 'none'; form-action 'none'"
            ),
            shapes=SHAPES,
            fewest=FEWEST_SETTLED,
        )
    )
    stream.writelines(pieces)


@cache
def _environment() -> Environment:
    """Return what turns records into a page: escapes all of them, and fails where a name is not known."""
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"grouped": _grouped, "counted": _counted, "bare": _bare}
    return found


def _grouped(number: int) -> str:
    return f"{number:,}"


def _counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 outlet", "12 outlets"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _bare(text: str) -> str:
    """Return a text less what stands around it: marks that only tie it to its sentence."""
    return text.strip(" \t\n,;:.…")


def _seen(value: object) -> object:
    """Return what is put into the page: of a text that comes from elsewhere, each character is seen."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return how a policy names a style or script that it lets through."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
