"""Citations: where exact words stand, of which outlet, by whom, from when, and how fine that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from ondit.export.excerpts import Excerpt
from ondit.export.wording import address, date_parts, date_words
from ondit.model import UNDETERMINED, Article, Granularity, Origin, Published
from ondit.periods import period

FINENESS: Mapping[Granularity, str] = {
    "second": "to the second",
    "day": "to the day",
    "month": "to the month",
    "year": "to the year",
}
ORIGINS: Mapping[Origin, str] = {
    "metadata": "the page's metadata",
    "url": "its address",
    "text": "its text",
    "path": "the file's name",
    "read": "the day on which it was read",
}
"""What each place is called where a datum was read."""
NO_DATE = "no date"
HIGH, FAIR = 0.85, 0.6
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is shown.

    Attributes:
        iso: As a `time` element has it; absent where there is no such date.
        words: In words, no finer than it is known: "23 May 2024", "no date".
        fineness: How fine it is known; empty where it is not.
    """

    iso: str | None
    words: str
    fineness: str = ""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article of the case file's list.

    Attributes:
        number: Its number there, from 1 in order of publication.
        article: The article.
        when: When it was published.
        dated_by: Where its date was read; empty without one.
        named_by: Where its outlet's name was read.
        url: Its address, where it is safe to follow.
        address: Its address as text, where it is not.
        digest: The SHA-256 of its text in UTF-8.
        length: How many characters its text has.
        accessed: The day on which its page was fetched, in words; empty where unknown.
        original: The number of the article of which it is a copy, or a later version; absent where it is
            neither, or that is not listed.
    """

    number: int
    article: Article
    when: When
    dated_by: str
    named_by: str
    url: str | None
    address: str | None
    digest: str
    length: int
    accessed: str
    original: int | None

    @property
    def host(self) -> str:
        """The host of its address."""
        return urlsplit(self.url).hostname or self.url if self.url else ""

    @property
    def language(self) -> str | None:
        """Its language as BCP 47; absent where unknown."""
        language = self.article.language
        return language if language != UNDETERMINED and _LANGUAGE.fullmatch(language) else None


@dataclass(frozen=True, slots=True)
class Telling:
    """Exact words, and where they stand.

    Attributes:
        text: The words.
        cited: Their article.
        start: Where they begin in its text.
        end: Where they end.
        language: The language of the article as BCP 47; absent where unknown.
        speaker: Who said it, with the role; empty where unknown.
        suspect: Why the words may not be the speaker's; empty where nothing speaks against them.
        label: What they were labelled: "rumour, leak, 0.86 (high)"; empty without a label.
        reason: The sentence of the rule that decided it.
        cues: The words that decided it.
    """

    text: str
    cited: CitedArticle
    start: int
    end: int
    language: str | None
    speaker: str
    suspect: str
    label: str
    reason: str
    cues: tuple[str, ...]


class Citing:
    """Cites excerpts by the numbers of their articles.

    Args:
        articles: All articles that are listed.
        locale: Whose way of writing dates.
    """

    def __init__(self, articles: Iterable[Article], locale: str | None) -> None:
        self._locale = locale
        ordered = sorted(articles, key=_age)
        numbers = {article.id: number for number, article in enumerate(ordered, 1)}
        self._cited = {one.id: self._listed(one, numbers) for one in ordered}

    @property
    def articles(self) -> tuple[CitedArticle, ...]:
        """The articles, those published first on top, undated ones last."""
        return tuple(self._cited.values())

    def when(self, value: str | None) -> When:
        """Return a date as it is shown."""
        parts = date_parts(value)
        if not value or not parts or period(value) is None:
            return When(None, value or NO_DATE)
        words = date_words(value, self._locale)
        fine: tuple[Granularity, ...] = ("year", "month", "day")
        return When("-".join(parts), words, FINENESS[fine[len(parts) - 1]])

    def telling(self, excerpt: Excerpt) -> Telling:
        """Return an excerpt with its citation."""
        label, quote, cited = excerpt.label, excerpt.quote, self._cited[excerpt.article.id]
        text = excerpt.article.text
        return Telling(
            text=excerpt.text,
            cited=cited,
            start=excerpt.start,
            end=excerpt.end,
            language=cited.language,
            speaker=", ".join(part for part in (excerpt.speaker, excerpt.role) if part),
            suspect=(quote.suspect or "") if quote else "",
            label=f"{kind_words(label.kind, label.subtype)}, {sure(label.confidence)}" if label else "",
            reason=label.reason if label else "",
            cues=tuple(dict.fromkeys(text[cue.start : cue.end] for cue in label.cues)) if label else (),
        )

    def _published(self, published: Published | None) -> When:
        found = self.when(published.value if published else None)
        if published is None or found.iso is None or published.granularity != "second":
            return found
        try:
            moment = datetime.fromisoformat(published.value)
        except ValueError:
            return found
        zone = f"{moment:%z}"
        clock = f"{moment:%H:%M} {f'{zone[:3]}:{zone[3:5]}' if zone else 'in a zone that is not given'}"
        return When(moment.isoformat(), f"{found.words}, {clock}", FINENESS["second"])

    def _listed(self, article: Article, numbers: Mapping[str, int]) -> CitedArticle:
        url = address(article)
        text = article.text.encode("utf-8", "surrogatepass")
        return CitedArticle(
            number=numbers[article.id],
            article=article,
            when=self._published(article.published),
            dated_by=ORIGINS[article.published.origin] if article.published else "",
            named_by=ORIGINS[article.source.origin],
            url=url,
            address=article.url if not url else None,
            digest=sha256(text).hexdigest(),
            length=len(article.text),
            accessed=self.when(article.accessed).words if article.accessed else "",
            original=numbers.get(article.copy_of or article.version_of or ""),
        )


def kind_words(kind: str, subtype: str | None) -> str:
    """Return a kind in words: "rumour, leak", "neither announcement nor rumour"."""
    words = "neither announcement nor rumour" if kind == "neither" else kind
    return f"{words}, {subtype}" if subtype else words


def sure(confidence: float) -> str:
    """Return a confidence of 0 to 1 as number and word: "0.86 (high)"."""
    word = "high" if confidence >= HIGH else "fair" if confidence >= FAIR else "low"
    return f"{confidence:.2f} ({word})"


def _age(article: Article) -> tuple[bool, str, str, str]:
    published = article.published
    return (published is None, published.value if published else "", article.source.value, article.id)
