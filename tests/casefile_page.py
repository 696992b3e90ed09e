"""Case files made for tests, and read as browsers read them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from justhtml import JustHTML

from ondit.export import Look, write_case_file
from ondit.export.casefile import CaseView, Most
from ondit.timeline import Filter

MADE = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def written(
    view: CaseView,
    wanted: Filter = Filter(),  # noqa: B008 - it is frozen
    most: Most = Most(),  # noqa: B008
    title: str = "The <case> & its “title”",
) -> tuple[str, str | None]:
    """Return the page of a case file, and what is said of it."""
    stream = io.StringIO()
    note = write_case_file(view, wanted, stream, Look(title), MADE, most=most)
    return stream.getvalue(), note


class Page:
    """A page, parsed by the rules of HTML; one with a parse error is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = JustHTML(text, sanitize=False, strict=True)

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element that a selector finds, white space as it is drawn."""
        return [
            " ".join(one.to_text(separator="", strip=False).split()) for one in self.document.query(selector)
        ]

    def values(self, selector: str, name: str) -> list[str]:
        """Return an attribute of each element that a selector finds and that has it."""
        found = self.document.query(selector)
        return [str(one.attrs[name]) for one in found if one.attrs and name in one.attrs]

    @property
    def tags(self) -> set[str]:
        """The names of its elements."""
        return {str(one.name) for one in self.document.query("*")}

    @property
    def attributes(self) -> set[str]:
        """The names of its elements' attributes."""
        return {name for one in self.document.query("*") for name in one.attrs or ()}


def page(view: CaseView, *given: object, **more: object) -> Page:
    """Return the page of a case file, parsed."""
    return Page(written(view, *given, **more)[0])  # type: ignore[arg-type]
