"""What a reader found: an article's text and metadata, checked, before it is given an id."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from ondit.ingest.language import recognise
from ondit.ingest.outlets import outlet
from ondit.ingest.published import in_url, parse
from ondit.model import UNDETERMINED, Problem, Published, Source
from ondit.text import clean

_LONGEST_SHOWN = 40
_REGION = 2

LONGEST_FIELD = 2_000
"""Characters of a title, author or other datum; what is longer is none."""

_ADDRESS = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?P<host>[\w.-]+|\[[\da-f:.]+\])(?::\d*)?(?P<path>/[^\s?#]*)?(?:[?#]\S*)?",
    re.I,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_LANGUAGE_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
}
_BY = re.compile(r"by[:\s]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read.

    Attributes:
        name: The input's name as given, fit to be shown.
        stem: What stands for the outlet where none is named.
        path: The file, absent for standard input.
        line: The line, counted from 1, where an input has a row per line.
        url: The address that it was fetched from, or that its archive gives it.
        charset: The encoding that its server declared.
        accessed: The day on which it was fetched.
    """

    name: str
    stem: str
    path: str | None = None
    line: int | None = None
    url: str | None = None
    charset: str | None = None
    accessed: str | None = None

    def problem(self, what: str, hint: str) -> Problem:
        """Return the problem that something here has."""
        return Problem(input=self.name, line=self.line, what=what, hint=hint)

    def note(self, what: str, hint: str) -> Problem:
        """Return what is worth knowing of something here though nothing is lost by it."""
        return Problem(input=self.name, line=self.line, what=what, hint=hint, is_note=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article without its final id.

    Attributes:
        id: The one that was given, if any.
        is_summary: Whether the text only sums up what stands at the URL, as in many feeds.
        version_of: The id of the first article of its page, where that was given.
    """

    place: Place
    text: str
    source: Source
    id: str | None
    url: str | None
    title: str | None
    author: str | None
    published: Published | None
    language: str
    is_summary: bool = False
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """An address that an input lists to be read as an input of its own: a feed of an OPML file.

    Attributes:
        place: The input that lists it.
        url: The address.
    """

    place: Place
    url: str


def draft(place: Place, text: str, fields: Mapping[str, object]) -> Iterator[Draft | Problem]:
    """Make a draft of a text and its metadata; what is wrong with either comes before it as problems.

    Args:
        place: Where it was read.
        text: The text, cleaned, less its header; blank lines at both ends are taken off here.
        fields: Metadata under our names (`id`, `url`, `source`, `title`, `author`, `published`,
            `language`, `version_of`) as they were read; `dateline` is a date that the text shows below its
            title. Without a `url` it is that of the place.

    Yields:
        Problems, then one draft; no draft where the text is empty.
    """
    body = _less_blank_lines(text)
    if not body:
        yield place.problem("There is no text in it.", "Give it a text, or leave it out.")
        return
    data = yield from _data(place, fields)
    url = data["url"] or place.url
    address = _ADDRESS.fullmatch(url or "")
    if url and not address:
        yield place.problem(
            "Its url is not a web address; it was left out.", "Write it as https://host/path."
        )
    published, fault = _published(fields, address["path"] or "" if address else "")
    if fault:
        yield place.problem(fault, "Write it as 2025-05-23, or as 2025-05 if that is all that is known.")
    author = data["author"]
    yield Draft(
        place=place,
        text=body,
        source=_source(data["source"], address, place),
        id=data["id"],
        url=url if address else None,
        title=data["title"],
        author=_BY.sub("", author, count=1) if author and _BY.match(author) else author,
        published=published,
        language=_language(data["language"], body),
        version_of=data["version_of"],
    )


def _data(place: Place, fields: Mapping[str, object]) -> Generator[Problem, None, dict[str, str | None]]:
    """Yield what is wrong with the data that are texts, and return those that are right."""
    data: dict[str, str | None] = {}
    for field in ("id", "url", "source", "title", "author", "language", "version_of"):
        try:
            data[field] = _datum(fields.get(field), number=field in {"id", "version_of"})
        except ValueError as error:
            data[field] = None
            hint = "Write it as a short text, or leave it out."
            yield place.problem(f"Its {field} {error}; it was left out.", hint)
    return data


def _source(given: str | None, address: re.Match[str] | None, place: Place) -> Source:
    if given:
        return Source(given, "metadata")
    if address:
        return Source(outlet(address["host"]), "url")
    return Source(place.stem, "path")


def _datum(value: object, *, number: bool) -> str | None:
    """Return a datum as one line; a list is joined, an object gives its name, an empty one is absent."""
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    if number and isinstance(value, int) and not isinstance(value, bool):
        names = [str(value)]
    texts, length = [], 0
    for name in names:
        if name is None:
            continue
        if not isinstance(name, str):
            raise ValueError("is not a text")
        length += len(name)
        if length > LONGEST_FIELD:
            raise ValueError(f"is longer than {LONGEST_FIELD:,} characters")
        texts.append(" ".join(clean(name).split()))
    return ", ".join(text for text in texts if text) or None


def _published(fields: Mapping[str, object], path: str) -> tuple[Published | None, str | None]:
    """Return the date, and what is wrong with the one that was given.

    The metadata's date comes first, then the address's, then the one shown below the title; that one is
    taken before the address's where it says the same and is finer.
    """
    fault = None
    given = fields.get("published")
    if isinstance(given, str | int | float):
        try:
            return Published(*parse(clean(given) if isinstance(given, str) else given), "metadata"), None
        except ValueError as error:
            fault = f'Its date "{_short(given)}" {error}; it was left out.'
    elif given is not None:
        fault = "Its date is neither a text nor a number; it was left out."
    web = in_url(path)
    shown = fields.get("dateline")
    if isinstance(shown, str):
        value, granularity = parse(shown)
        if web is None or value.startswith(web[0]):
            return Published(value, granularity, "text"), fault
    return (Published(*web, "url") if web else None), fault


def _short(value: str | float) -> str:
    text = " ".join(clean(str(value)[:200]).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _language(value: str | None, text: str) -> str:
    """Return a BCP 47 code: "en_gb" gives en-GB, "English" en; without any, what the text's language is."""
    if not value:
        return recognise(text)
    if name := _LANGUAGE_NAMES.get(value.casefold()):
        return name
    if not _LANGUAGE.fullmatch(value):
        return UNDETERMINED
    first, *rest = value.replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == _REGION else part for part in rest)])


def _less_blank_lines(text: str) -> str:
    """Return a text less the blank lines before and behind it; its own lines keep their spaces."""
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return ""
    text = text[text.rfind("\n", 0, start) + 1 :]
    end = text.find("\n", len(text.rstrip()))
    return text if end < 0 else text[:end]
