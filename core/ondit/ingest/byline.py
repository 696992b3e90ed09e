"""Lines that name an article's author and date, between its title and its text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ondit.ingest.published import parse

_LONGEST = 150
_MOST_NAME_WORDS = 5
_MOST_ROLE_WORDS = 6

_BY = re.compile(r"(?:written )?by[ :]\s*", re.IGNORECASE)
_DATE_WORD = re.compile(r"(?:(?:first )?published|posted|date)(?: on)?[: ]\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"\s+[-–—]\s+|\s*[|·•]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+")
_PLACE = re.compile(r"\s+(?:in|for|at)\s+(?=[^\W\d_a-z])")
_NAME = re.compile(r"[^\W\d_][\w'’-]*\.?(?:[^\W\d_]\.)*")
_PARTICLES = frozenset("al bin da de del della der di dos du el ibn la le ten ter van von y zu".split())
_NEVER_IN_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday"
    " the this that these those its his her their our then now late early mid".split()
)
_NO_NAMES_ALONE = frozenset(
    "january february march april may june july august september october november december christmas"
    " easter spring summer autumn winter contrast comparison law default design".split()
)
_SENTENCE_ENDS = tuple(".!?…:;,")
_ENDS_OF_NAMES = (" Jr.", " Sr.")


class Byline(NamedTuple):
    """What one line says: who wrote the article, when it was published, or both."""

    author: str | None
    date: str | None


def take_bylines(text: str, *, titled: bool) -> tuple[str | None, str | None, str]:
    """Take the lines with author and date off the top of a text: author, date, the text behind them.

    Rule: up to one line with an author (`By Jane Doe`, `By Jane Doe, Staff writer`, `By JANE DOE and
    John Roe`; below a title also `Jane Doe | 3 May 2025`) and one that is nothing but a date to the day
    (`Published 3 May 2025`), in either order, blank lines between or not; a blank line, or nothing,
    follows the last.

    Catches "By Jane Doe", newline, "Published 3 May 2025", blank line. Must not eat "By Friday" or "By
    2030 the firm wants to" or a name alone. Known failures: "By Royal Appointment" on a line of its own
    is taken for an author, and so is an outlet before a bar and a date; a byline that runs straight into
    the text stays in it; so does a name in a script without capital letters.
    """
    author = date = None
    behind = 0
    for _ in range(2):
        line, after = line_at(text, len(text) - len(text[behind:].lstrip()))
        found = read_byline(line, bare=titled)
        if found is None or (found.author and author) or (found.date and date):
            break
        author, date, behind = author or found.author, date or found.date, after
    if behind == 0 or line_at(text, behind)[0].strip():
        return None, None, text
    return author, date, text[behind:]


def read_byline(line: str, *, bare: bool) -> Byline | None:
    """Return what a line says of author and date if it says nothing else.

    Rule: a date alone, or "By" with names, or names beside a date where `bare` allows that.

    Catches "By Ana Reed", "5 May 2025". Must not: "By the sea", "By 2030". Known failures: of "By Ana Reed in
    Oslo" all is the author; a single name beside a date is none.

    Args:
        line: One line.
        bare: Whether an author needs no "By" where a date stands beside the name.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    if date := _date(line):
        return Byline(None, date)
    by = _BY.match(line)
    if not by and not bare:
        return None
    names, date = _less_date(line[by.end() :] if by else line)
    if not by and (date is None or len(names.split()) < 2):  # noqa: PLR2004
        return None
    return Byline(names, date) if _are_names(names) else None


def line_at(text: str, start: int) -> tuple[str, int]:
    """Return the line that begins at an offset, without its newline, and the offset of the next."""
    end = text.find("\n", start)
    return (text[start:], len(text)) if end < 0 else (text[start:end], end + 1)


def _less_date(text: str) -> tuple[str, str | None]:
    """Part names and roles from the date behind a bar, a dash or a comma; bars become commas."""
    parts = [part.strip() for part in _BARS.split(text) if part.strip()]
    dates = [date for part in parts if (date := _date(part))]
    if dates:
        return ", ".join(part for part in parts if _date(part) is None), dates[0]
    for comma in (match.start() for match in re.finditer(",", text)):
        if date := _date(text[comma + 1 :]):
            return text[:comma].strip(), date
    return ", ".join(parts), None


def _date(text: str) -> str | None:
    if not _DIGIT.search(text):
        return None
    text = _DATE_WORD.sub("", text.strip(), count=1)
    if text.isdigit():
        return None
    try:
        granularity = parse(text)[1]
    except ValueError:
        return None
    return text if granularity in {"day", "second"} else None


def _are_names(text: str) -> bool:
    """Return whether a text is a name, perhaps followed by more names and short roles."""
    if text.endswith(_SENTENCE_ENDS) and not text.endswith(_ENDS_OF_NAMES):
        return False
    first, *more = [part.strip() for part in text.split(",")]
    name, *others = _AND.split(first)
    return (
        _is_name(_PLACE.split(name)[0])
        and all(_is_name(_PLACE.split(other)[0]) for other in others)
        and all(len(part.split()) <= _MOST_ROLE_WORDS for part in more)
    )


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _MOST_NAME_WORDS or not words[0][0].isupper():
        return False
    if len(words) == 1 and words[0].casefold() in _NO_NAMES_ALONE:
        return False
    return all(
        _NAME.fullmatch(word)
        and (word[0].isupper() or word in _PARTICLES)
        and word.casefold() not in _NEVER_IN_NAMES
        for word in words
    )
