"""What a plain text says of itself before it begins: read as metadata and taken off the text."""

from __future__ import annotations

import re

from ondit.ingest.byline import line_at, read_byline, take_bylines
from ondit.ingest.fields import meant
from ondit.ingest.published import parse
from ondit.text import normalise

_MOST_LINES = 64
_LONGEST_VALUE = 500
_LONGEST_TITLE = 150
_LONGEST_LONE_LINE = 12

_PAIR = re.compile(r"(?P<key>[^\W\d_][\w-]{0,30}(?: [\w-]{1,30}){0,2})[ \t]*:(?:[ \t]+(?P<value>\S.*)?)?")
_FENCE = re.compile(r"-{3,}[ \t]*")
_FENCE_END = re.compile(r"(?:-{3,}|\.{3})[ \t]*")
_DATE = re.compile(
    r"\s*date[ \t:]+(?P<date>\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d\S{0,20})?)?)(?:\s+|$)", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*")
_CLOSING = "”’\"'»)]*_ \t"
_SENTENCE_ENDS = tuple(".!?…。！？:：;,")


def split(text: str) -> tuple[dict[str, object], str]:
    """Take the header off a text: its fields under our names, and the text behind it.

    Front matter comes first, then a date header, a title line, and lines with author and date. What is
    not read as metadata stays in the text, untouched. `dateline` is a date shown below the title.
    """
    fields, text = front_matter(text)
    date, rest = date_header(text)
    if date and "published" not in fields:
        fields["published"], text = date, rest
    title, rest = title_line(text)
    if title and _agrees(fields.get("title"), title):
        fields.setdefault("title", title)
        text = rest
    author, dateline, rest = take_bylines(text, titled="title" in fields)
    if (author or dateline) and _agrees(fields.get("author"), author):
        fields |= {"author": author} if author and "author" not in fields else {}
        fields |= {"dateline": dateline} if dateline else {}
        text = rest
    return fields, text


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """Take `Key: value` lines off the top of a text.

    Rule: the text begins with lines that are all `Key: value`, at least one with a key that is known
    here, ended by a blank line; or with a block between lines of `---` in which one such line has a
    known key. Of two lines for one field the first counts.

    Catches "Source: Harbour Post", newline, "Date: 2025-05-23", blank line. Must not eat "Update: the
    firm has answered.", whose key is not known, nor one lone "Source: …" line that is a long sentence.
    Known failures: one unknown kind of line among the pairs, and all stay in the text; a lone line such
    as "Title: to be won" is taken; between `---`, lists and nested values are dropped.
    """
    start = len(text) - len(text.lstrip())
    first, position = line_at(text, start)
    if _FENCE.fullmatch(first):
        return _fenced(text, position)
    found: list[tuple[str, str]] = []
    position = start
    for _ in range(_MOST_LINES):
        line, behind = line_at(text, position)
        if not line.strip() and found and position < len(text):
            break
        pair = _PAIR.fullmatch(line.strip()) if len(line) <= _LONGEST_VALUE else None
        if pair is None:
            return {}, text
        found.append((pair["key"], pair["value"] or ""))
        position = behind
    else:
        return {}, text
    if len(found) == 1 and _is_long_sentence(found[0][1]):
        return {}, text
    fields = _known(found)
    return (fields, text[position:]) if fields else ({}, text)


def date_header(text: str) -> tuple[str | None, str]:
    """Take a leading ` date 2022-05-23 ` off a text.

    Rule: the text begins with the word "date" and an ISO date, to the month or finer; the rest may
    follow on the same line.

    Catches " date 2022-05-23 Ibex and Volt today announced". Must not eat "Date night is back" or "Date
    2022 was chosen". Known failures: a sentence that begins with "Date 2022-05-23 is" loses its start.
    An impossible date is no header.
    """
    match = _DATE.match(text)
    if match is None:
        return None, text
    try:
        parse(match["date"])
    except ValueError:
        return None, text
    return match["date"], text[match.end() :]


def title_line(text: str) -> tuple[str | None, str]:
    """Take the title off the top of a text.

    Rule: the first line that is not blank, if it has up to 150 characters, does not end as a sentence
    does (. ! ? … : ; , also inside closing quotes), is no byline, and is followed by a blank line, an
    underline or a byline, and then by a text longer than itself. A Markdown heading (`# …`) is a title
    however it ends.

    Catches "Ibex and Volt join forces", blank line, the article. Must not eat "Time and again we have
    heard of it." or a first paragraph without a blank line behind it. Known failures: a title that asks
    a question or ends with "Inc." stays in the text; a section name or a photo credit above the title is
    taken for it.
    """
    line, position = line_at(text, len(text) - len(text.lstrip()))
    heading = _HEADING.match(line)
    title = line[heading.end() :].strip(" \t#") if heading else line.strip()
    if not title or len(title) > _LONGEST_TITLE or not any(c.isalnum() for c in title):
        return None, text
    if not heading and (title.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) or read_byline(title, bare=False)):
        return None, text
    below, behind = line_at(text, position)
    if _UNDERLINE.fullmatch(below):
        position = behind
    elif below.strip() and not heading and read_byline(below, bare=True) is None:
        return None, text
    rest = text[position:]
    return (title, rest) if len(rest.strip()) > len(title) else (None, text)


def _fenced(text: str, position: int) -> tuple[dict[str, object], str]:
    found: list[tuple[str, str]] = []
    for _ in range(4 * _MOST_LINES):
        if position >= len(text):
            return {}, text
        line, position = line_at(text, position)
        if _FENCE_END.fullmatch(line):
            fields = _known(found)
            return (fields, text[position:]) if fields else ({}, text)
        if len(line) <= _LONGEST_VALUE and (pair := _PAIR.fullmatch(line.rstrip())):
            found.append((pair["key"], _unquoted(pair["value"] or "")))
    return {}, text


def _known(found: list[tuple[str, str]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, value in found:
        field = meant(key)
        if field and field != "text" and value:
            fields.setdefault(field, value)
    return fields


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _is_long_sentence(value: str) -> bool:
    return len(value.split()) > _LONGEST_LONE_LINE and value.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _agrees(given: object, found: str | None) -> bool:
    return not given or not found or normalise(str(given)) == normalise(found)
