"""Labels corrected by what other articles show: one article's hearsay may be another's official words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondit.model import Article, Label, Occurrence, Span, Statement
from ondit.periods import same_time
from ondit.spans import HALF, day, overlap, share

CORRECTED_CONFIDENCE = 0.75


def correct(
    labels: Sequence[Label], statements: Sequence[Statement], articles: Sequence[Article]
) -> tuple[Label, ...]:
    """Correct labels by the statements that they lie in.

    Rule: a clause labelled rumour without a source of its own, whose wording occurs in another article
    where it is labelled announcement, is an announcement, unless it is known to have been published
    earlier; so is what looks like the writer's inference, where the words are the same. The reason names
    that article. A denial makes nothing official.

    Example: "It is said that both share the same ideas on imaging" where another outlet quotes the
    release's "both share the same ideas on imaging".
    Must not: a leak stays a leak, even where the release later uses its words: it was one when it was
    published; nor does speculation in other words become official by resembling it.
    Known failures: an outlet that states a rumour flatly lends its label to the others' hearsay.

    Returns:
        All labels, in the order given.
    """
    by_id = {article.id: article for article in articles}
    by_article: dict[str | None, list[Label]] = {}
    for label in labels:
        by_article.setdefault(label.article, []).append(label)
    corrected: dict[Span, Label] = {}
    for statement in statements:
        official = _official(statement, by_article)
        if official is None:
            continue
        for occurrence in statement.occurrences:
            for label in by_article.get(occurrence.article, ()):
                release, copy = by_id[official.article or ""], by_id[label.article or ""]
                if release != copy and _is_hearsay(label, occurrence) and not _earlier(copy, release):
                    corrected[_place(label)] = replace(
                        label,
                        kind="announcement",
                        subtype=None,
                        confidence=min(CORRECTED_CONFIDENCE, official.confidence),
                        reason=f"told as hearsay, but the wording is official in {release.source.value}",
                    )
    return tuple(corrected.get(_place(label), label) for label in labels)


def _earlier(article: Article, other: Article) -> bool:
    """Say whether an article is known to have been published on an earlier day than another."""
    date, other_date = day(article), day(other)
    return bool(date and other_date and date < other_date and not same_time(date, other_date))


def _place(label: Label) -> Span:
    return Span(label.start, label.end, label.article)


def _official(statement: Statement, labels: Mapping[str | None, Sequence[Label]]) -> Label | None:
    """Return the surest announcement among the labels that a statement's occurrences lie in."""
    found = [
        label
        for occurrence in statement.occurrences
        for label in labels.get(occurrence.article, ())
        if label.kind == "announcement" and label.subtype != "denial" and share(label, occurrence) >= HALF
    ]
    return max(found, key=lambda label: (label.confidence, label.article or "", -label.start), default=None)


def _is_hearsay(label: Label, occurrence: Occurrence) -> bool:
    if label.kind != "rumour" or not overlap(label, occurrence):
        return False
    same_words = occurrence.variant in ("verbatim", "trimmed") and share(occurrence, label) >= HALF
    return label.subtype is None or (label.subtype == "speculation" and same_words)
