"""Candidates for a statement's text: the wording that other sentences match directly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ondit.model import Sentence, Span
from ondit.spans import overlap, share
from ondit.statements.evidence import Link
from ondit.statements.texts import Texts
from ondit.text import words

PART_SHARE = 0.3
HOST_SHARE = 0.5
WHOLE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Core:
    """A candidate for a statement's text: where its wording stands, and what matches it directly."""

    row: int
    span: Span
    links: tuple[Link, ...]
    rank: tuple[int, bool, int, int, int]


def core_of(
    texts: Texts, row: int, links: Sequence[Link], taken: Mapping[int, Sequence[Span]]
) -> Core | None:
    """Return a row's candidate: its links to wordings that no statement has taken; absent without any."""
    free = tuple(
        link
        for link in links
        if not _is_taken(link.here, taken.get(row, ())) and not _is_taken(link.there, taken.get(link.row, ()))
    )
    if not free or _merges(texts, free):
        return None
    return _core(texts, row, _meeting(texts.sentences[row], free))


def _is_taken(span: Span, taken: Iterable[Span]) -> bool:
    return any(share(other, span) >= HOST_SHARE for other in taken)


def _meeting(sentence: Sentence, links: Sequence[Link]) -> tuple[Link, ...]:
    """Keep the links that meet the longest one, or are a good part of the sentence.

    Two phrases of one sentence are not one wording; two parts that it consists of are.
    """
    longest = max(links, key=lambda link: (link.here.end - link.here.start, -link.row))
    return tuple(
        link
        for link in links
        if share(link.here, sentence) >= PART_SHARE
        or max(share(link.here, longest.here), share(longest.here, link.here)) >= HOST_SHARE
    )


def _merges(texts: Texts, links: Sequence[Link]) -> bool:
    """Say whether two sentences that stand for themselves elsewhere are matched by parts that do not meet."""
    wholes = [link.here for link in links if share(link.there, texts.sentences[link.row]) >= WHOLE_SHARE]
    return any(not overlap(a, b) for a in wholes for b in wholes)


def _core(texts: Texts, row: int, links: tuple[Link, ...]) -> Core:
    span = texts.core(_wording(texts, texts.sentences[row], links))
    outlets = {texts.articles[span.article or ""].source.value}
    outlets |= {texts.articles[link.there.article or ""].source.value for link in links}
    matched = max(share(link.here, span) for link in links)
    context = len(words(texts.text(texts.sentences[row])))
    rank = (len(outlets), matched >= HOST_SHARE, len(words(texts.text(span))), -context, -row)
    return Core(row, span, links, rank)


def _wording(texts: Texts, sentence: Sentence, links: Sequence[Link]) -> Span:
    """Return the sentence, or only the part of it that is the wording.

    Rule: its quoted words, where every matched run that is less than the sentence lies in them, or they
    are most of the sentence; else the sentence, where the matches cover half of it; else what they cover.

    Example: of `“The gate holds,” said Ilse Morrow, who runs the port.` matched by `The gate holds.`, the
    quoted words. Must not: of `The gate “holds”, she said` matched as a whole, the quoted word alone.
    """
    whole = Span(sentence.start, sentence.end, sentence.article)
    matched = Span(
        min(link.here.start for link in links), max(link.here.end for link in links), sentence.article
    )
    runs = [link.here for link in links if share(link.here, whole) < WHOLE_SHARE]
    quoted = texts.quoted(whole)
    if quoted and runs and all(share(quoted, run) >= WHOLE_SHARE for run in runs):
        return quoted
    if quoted and not runs and share(quoted, whole) >= HOST_SHARE:
        return quoted
    return whole if share(matched, whole) >= HOST_SHARE else matched
