"""What a reference says of an article, and of an excerpt: where it stands, and its words as a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ondit.export.excerpts import Excerpt
from ondit.export.facts import Fact, facts
from ondit.export.wording import address, date_parts, one_line
from ondit.model import UNDETERMINED, Article

_KEY_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """An article, or words and the article that they stand in; every text but these on one line.

    Attributes:
        key: Stable for the same article and place; lower-case letters, digits and a hyphen.
        words: The exact words; empty of an article as a whole.
        note: They with their speaker: `“…” — Ida Brandt, chief executive of Nerio`; empty without words.
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
    words: str
    note: str
    outlet: str
    title: str
    author: str
    date: tuple[str, ...]
    accessed: tuple[str, ...]
    url: str | None
    language: str
    facts: Mapping[str, str]


def references(excerpts: Iterable[Excerpt]) -> Iterator[Reference]:
    """Yield the reference of each excerpt, of those of one place the first: no key is there twice."""
    keys: set[str] = set()
    for excerpt in excerpts:
        if excerpt.key not in keys:
            keys.add(excerpt.key)
            yield _reference(excerpt.article, excerpt.key, excerpt.text, _note(excerpt), _facts(excerpt))


def reference_to(article: Article) -> Reference:
    """Return what a reference says of an article as a whole."""
    key = sha256(article.id.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LETTERS]
    return _reference(article, f"ondit-{key}", "", "", {})


def _reference(article: Article, key: str, words: str, note: str, told: Mapping[str, Fact]) -> Reference:
    published = article.published
    every = {**told, "article": article.id, "granularity": published.granularity if published else None}
    return Reference(
        key=key,
        words=words,
        note=note,
        outlet=one_line(article.source.value),
        title=one_line(article.title),
        author=one_line(article.author),
        date=date_parts(published.value) if published else (),
        accessed=date_parts(article.accessed),
        url=address(article),
        language=one_line(article.language) if article.language != UNDETERMINED else "",
        facts={
            f"ondit-{name.replace('_', '-')}": one_line(str(value))
            for name, value in every.items()
            if value is not None
        },
    )


def _facts(excerpt: Excerpt) -> Mapping[str, Fact]:
    return {**facts(excerpt), "article": excerpt.article.id, "start": excerpt.start, "end": excerpt.end}


def _note(excerpt: Excerpt) -> str:
    said = ", ".join(one_line(part) for part in (excerpt.speaker, excerpt.role) if part)
    words = f"“{one_line(excerpt.text)}”"
    suspect = excerpt.quote.suspect if excerpt.quote else None
    doubt = f" (suspect: {one_line(suspect)})" if suspect else ""
    return (f"{words} — {said}" if said else words) + doubt
