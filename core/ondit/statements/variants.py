"""What each occurrence is to its statement's wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ondit.growing import Keep, anew
from ondit.matching import compare, normalise
from ondit.matching.alignment import word_edits
from ondit.matching.containment import best_run
from ondit.model import Occurrence, Relation, Span
from ondit.spans import share
from ondit.statements.cores import WHOLE_SHARE, Core
from ondit.statements.evidence import HOST_SHARE, Link
from ondit.statements.texts import Passage, Texts
from ondit.text import words

RUN_SIMILARITY = 85.0
NEAR_SIMILARITY = 60.0
NEAR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making.

    Attributes:
        wording: Its text.
        occurrences: Where it occurs, with the rows of their sentences, its own first.
        links: The links that carry it, also those of an article's lesser occurrences.
    """

    wording: str
    occurrences: tuple[tuple[int, Occurrence], ...]
    links: tuple[Link, ...]


def draft(texts: Texts, core: Core, keep: Keep = anew) -> Draft | None:
    """Take the best occurrence of each article among those near the wording; absent without any."""
    wording = texts.text(core.span)
    best: dict[str | None, tuple[int, Occurrence]] = {}
    kept = []
    for link in core.links:
        host = texts.sentences[link.row]
        there = link.there.start - host.start, link.there.end - host.start
        near = keep(_near, wording, texts.passage(host), *there)
        if near is None:
            continue
        kept.append(link)
        known = best.get(host.article)
        start, end = host.start + near.start, host.start + near.end
        occurrence = Occurrence(start, end, host.article, near.variant, near.similarity)
        if known is None or _preference(occurrence) > _preference(known[1]):
            best[host.article] = (link.row, occurrence)
    own = Occurrence(core.span.start, core.span.end, core.span.article)
    return Draft(wording, ((core.row, own), *best.values()), tuple(kept)) if kept else None


def _near(wording: str, host: Passage, start: int, end: int) -> Occurrence | None:
    """Return where a wording occurs in a sentence, where a stretch matches it; absent without any near it."""
    span = host.core(_less_wrapping(host, wording, Span(start, end)))
    text = host.text[span.start : span.end]
    similarity = round(fuzz.ratio(normalise(wording), normalise(text)), 1)
    if not _is_near(wording, text, similarity):
        return None
    return Occurrence(span.start, span.end, None, _variant(host, wording, span), similarity)


def _is_near(wording: str, text: str, similarity: float) -> bool:
    """Say whether an occurrence is near enough to a statement's wording to be the same statement.

    Rule: they are alike at 60, or most of what the shorter one says stands in the other in the same order.

    Example: a fragment of five words, all of which the wording has. Must not: the reporter's half of a
    sentence whose other half is the quote that was matched. Known failures: a wording of a few common words,
    which a long sentence has scattered.
    """
    if similarity >= NEAR_SIMILARITY:
        return True
    here, there = words(wording).texts, words(text).texts
    edits = word_edits(here, there)
    shared = sum(_letters(here[edit.left_start : edit.left_end]) for edit in edits if edit.op == "equal")
    return shared >= NEAR_SHARE * min(_letters(here), _letters(there))


def _letters(found: Sequence[str]) -> int:
    return sum(map(len, found))


def _less_wrapping(host: Passage, wording: str, matched: Span) -> Span:
    """Return where a wording occurs in a matched sentence, less a reporter's words around it.

    Rule: what stands before the first word of the wording, or behind its last, is not part of it; nor is
    what stands outside the quote in which the shared run lies.

    Example: `“The gate holds well,”` of `“The gate holds well,” she added on the quay.`
    Must not: shorten a back-translation, whose words differ throughout.
    Known failures: a reporter's words within the wording stay ("The gate, she added, holds well.").
    """
    here, there = words(wording), words(host.text)
    run = best_run(here, there, RUN_SIMILARITY / 100, 1)
    if run is None or run[1] - run[0] < HOST_SHARE * min(len(here), len(there)):
        return matched
    place = Span(there.starts[run[2]], there.ends[run[3] - 1])
    start = place.start if run[0] == 0 else min(matched.start, place.start)
    end = place.end if run[1] == len(here) else max(matched.end, place.end)
    quoted = host.quoted(place)
    if quoted and share(quoted, place) >= WHOLE_SHARE:
        whole = host.quoted(Span(0, len(host.text)), quoted)
        start, end = (max(start, whole.start), min(end, whole.end)) if whole else (start, end)
    return Span(start, end)


def _preference(occurrence: Occurrence) -> tuple[float, int]:
    return (occurrence.similarity, -occurrence.start)


def _variant(host: Passage, wording: str, span: Span) -> Relation:
    """Name the variant; the same words with only a part of them in quotation marks are a fragment."""
    variant = compare(wording, host.text[span.start : span.end]).relation
    quoted = host.quoted(span)
    if variant in ("verbatim", "trimmed") and quoted and share(quoted, span) < WHOLE_SHARE:
        return "fragment"
    return variant


def mark_merged(texts: Texts, drafts: Sequence[Draft]) -> list[Draft]:
    """Mark the occurrences whose sentence holds another statement, too; a phrase is not what is merged."""
    hosted = Counter(
        row
        for draft in drafts
        if share(draft.occurrences[0][1], texts.sentences[draft.occurrences[0][0]]) >= HOST_SHARE
        for row, _ in draft.occurrences
    )
    return [
        replace(
            draft,
            occurrences=(
                draft.occurrences[0],
                *(
                    (row, replace(o, variant="merged") if hosted[row] > 1 else o)
                    for row, o in draft.occurrences[1:]
                ),
            ),
        )
        for draft in drafts
    ]


def translating(drafts: Iterable[Draft]) -> set[str | None]:
    """Return the articles that translate a wording."""
    return {o.article for draft in drafts for _, o in draft.occurrences if o.variant == "translated"}


def mark_translated(drafts: Sequence[Draft], translating: Set[str | None]) -> list[Draft]:
    """Mark the edited occurrences of articles that translate another wording: they translate them, too."""
    return [
        replace(
            draft,
            occurrences=tuple(
                (row, replace(o, variant="translated"))
                if o.variant == "edited" and o.article in translating
                else (row, o)
                for row, o in draft.occurrences
            ),
        )
        for draft in drafts
    ]
