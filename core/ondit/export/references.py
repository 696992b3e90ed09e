"""What a reference says of an excerpt: the article that it stands in, and the words themselves as a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ondit.export.excerpts import Excerpt
from ondit.export.facts import facts
from ondit.export.wording import address, date_parts, one_line
from ondit.model import UNDETERMINED


@dataclass(frozen=True, slots=True)
class Reference:
    """Words and the article that they stand in, every text on one line.

    Attributes:
        key: Stable for the same article and place; lower-case letters, digits and a hyphen.
        note: The words with their speaker: `“…” — Ida Brandt, chief executive of Nerio`.
        outlet: The article's source.
        title: The article's headline, empty where unknown.
        author: The article's byline, empty where unknown; one text, as names are not taken apart.
        date: Year, month and day as digits, as many of them as are known.
        accessed: Year, month and day of the day on which the page was fetched; empty where unknown.
        url: The article's address, where it is safe to follow.
        language: A BCP 47 code, empty where unknown.
        facts: What else is known, by names that begin with `ondit-`; empty of what is not known.
    """

    key: str
    note: str
    outlet: str
    title: str
    author: str
    date: tuple[str, ...]
    accessed: tuple[str, ...]
    url: str | None
    language: str
    facts: Mapping[str, str]


def references(excerpts: Iterable[Excerpt]) -> Iterator[tuple[Reference, Excerpt]]:
    """Yield the reference of each excerpt, of those of one place the first: no key is there twice."""
    keys: set[str] = set()
    for excerpt in excerpts:
        if excerpt.key not in keys:
            keys.add(excerpt.key)
            yield reference_of(excerpt), excerpt


def reference_of(excerpt: Excerpt) -> Reference:
    """Return what a reference says of an excerpt."""
    article = excerpt.article
    published = article.published
    told = {
        **facts(excerpt),
        "article": article.id,
        "start": excerpt.start,
        "end": excerpt.end,
        "granularity": published.granularity if published else None,
    }
    return Reference(
        key=excerpt.key,
        note=_note(excerpt),
        outlet=one_line(article.source.value),
        title=one_line(article.title),
        author=one_line(article.author),
        date=date_parts(published.value) if published else (),
        accessed=date_parts(article.accessed),
        url=address(article),
        language=one_line(article.language) if article.language != UNDETERMINED else "",
        facts={
            f"ondit-{name.replace('_', '-')}": one_line(str(value))
            for name, value in told.items()
            if value is not None
        },
    )


def _note(excerpt: Excerpt) -> str:
    said = ", ".join(one_line(part) for part in (excerpt.speaker, excerpt.role) if part)
    words = f"“{one_line(excerpt.text)}”"
    suspect = excerpt.quote.suspect if excerpt.quote else None
    doubt = f" (suspect: {one_line(suspect)})" if suspect else ""
    return (f"{words} — {said}" if said else words) + doubt
