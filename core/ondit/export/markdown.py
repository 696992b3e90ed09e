"""Markdown: lists that read well as they stand, in which no text of an article is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from ondit.export.citation import credit, particulars
from ondit.export.excerpts import Excerpt, bare_excerpt
from ondit.export.looks import Look
from ondit.export.wording import address, date_words, kind_words, one_line, similarity_words
from ondit.model import Article, Story, TimelineEntry

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$^@]|&(?=[#\w])")
_SCHEME = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp):|www\.")


def timeline(story: Story, stream: TextIO) -> None:
    """Write the timeline under a heading for each day, month or year."""
    stream.write("# Timeline\n")
    for day, entries in groupby(story.timeline, key=_day):
        stream.write(f"\n## {day}\n\n")
        stream.writelines(_entry(entry) for entry in entries)


def match(story: Story, stream: TextIO) -> None:
    """Write the matched pairs, both sides of each under one another."""
    stream.write("# Matches\n\n" if story.matches else "# Matches\n")
    for pair in story.matches:
        stream.write(f"- {escape(similarity_words(pair))}\n")
        sides = (bare_excerpt(story, side) for side in (pair.a, pair.b))
        stream.writelines(f"  - {cited(side)}\n" for side in sides)


def write(excerpts: Iterable[Excerpt], stream: TextIO, look: Look) -> None:
    """Write excerpts with their citations and what else is known, those of an entry under its line."""
    stream.write(f"# {look.title}\n")
    entries = groupby(excerpts, key=lambda one: one.entry)
    for entry, told in entries:
        stream.write(f"\n## {kind_words(entry)}: {escape(entry.text)}\n\n" if entry else "\n")
        for excerpt in told:
            stream.write(f"- {cited(excerpt, look.locale)}\n")
            known = (escape(part) for part in particulars(excerpt, look.locale))
            stream.write(f"  - {' · '.join(known)}\n")


def cited(excerpt: Excerpt, locale: str | None = None) -> str:
    """Return words with their citation on one line; the address is a link where it is safe."""
    parts = [escape(part) for part in credit(excerpt, locale)]
    return f"“{escape(excerpt.text)}” — {', '.join([*parts, *_link(excerpt.article)])}"


def escape(text: str | None) -> str:
    r"""Return a text in which Markdown finds no markup, for any place but the start of a line.

    `*so*` becomes `\*so\*`. Addresses in it are no links: where they lead, the page does not vouch for.
    """
    plain = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _SCHEME.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], plain)


def _day(entry: TimelineEntry) -> str:
    return escape(date_words(entry.published)) if entry.published else "Undated"


def _entry(entry: TimelineEntry) -> str:
    told = f"x{len(entry.sources)}: {escape(', '.join(entry.sources))}"
    return f"- **{kind_words(entry)}** — {escape(entry.text)} ({told})\n"


def _link(article: Article) -> list[str]:
    link = address(article)
    return [f"<{link}>"] if link else [escape(article.url)] if article.url else []
