"""Certainty: is a clause an announcement, a rumour, or neither, and which words say so?"""

from __future__ import annotations

import re

from ondit.certainty.clauses import MAX_SENTENCE, split
from ondit.certainty.decide import Clause, Decision, Setting
from ondit.certainty.voices import Attribution, attributions, is_release
from ondit.model import Label, Span

REACH = 600

_GOES_ON = re.compile(
    r"\W*(?:it|they|he|she|this|that|these|a|an|another|the (?:report|officials?|sources?|leaker|site"
    r"|paper|device|phone)|also|plus|and|but"
    r"|there|in addition|moreover|one)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’'“)]*\s+(?=\S)")


def label(text: str, start: int = 0, end: int | None = None) -> list[Label]:
    """Label the clauses of one sentence, in its context.

    Rule, top down, for each clause: what is not said or not known, and questions, are neither
    (non-disclosure); a denial that no unnamed person or onlooker utters is an announcement; hearsay is a
    rumour, a leak where its source is unnamed or not public, unless a principal is quoted; a confirmation
    is an announcement; what an onlooker says is neither; what a principal says of its own acts is an
    announcement; what goes on with a rumour is one; opinion, advice and conditions are neither; the
    writer's inference is speculation; an act or plan told flatly is an announcement; all else is neither.

    Example: "The reader, which is likely the long-rumoured Folio, will go on sale in May, though it is not
    clear where": an announcement, a rumour, and something not said.
    Must not: "could not be reached" is no speculation, "sources confirmed" no confirmation, and "will" in
    a leak no announcement.
    Known failures: irony; a principal that speaks of another's acts; names of which the article never says
    who they are; hearsay that reaches over more than the next sentence without a word that says so.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        end: Where it ends; the end of the text if left out.

    Returns:
        Labels in order, not overlapping; neighbours of one kind are one label.
    """
    end = len(text) if end is None else end
    if not text[start:end].strip():
        return []
    setting = Setting(_sources(text, start, end), _before(text, start), is_release(text))
    labels: list[Label] = []
    for span in split(text, start, end):
        made = _label(span, Clause(text, span).decide(setting))
        if labels and _is_one(labels[-1], made):
            made = _joined(labels.pop(), made)
        labels.append(made)
    return labels


def _label(span: Span, made: Decision) -> Label:
    return Label(
        span.start,
        span.end,
        kind=made.kind,
        subtype=made.subtype,
        confidence=made.confidence,
        cues=made.cues,
        reason=made.reason,
    )


def _is_one(left: Label, right: Label) -> bool:
    """Say whether two neighbours are one label: told the same way, or an inference called a rumour."""
    return left.kind == right.kind and (
        left.subtype == right.subtype or (left.kind == "rumour" and right.subtype != "speculation")
    )


def _joined(left: Label, right: Label) -> Label:
    surer = max(left, right, key=lambda one: (one.subtype == "leak", one.confidence))
    return Label(
        left.start,
        right.end,
        kind=left.kind,
        subtype=surer.subtype,
        confidence=surer.confidence,
        cues=tuple(sorted({*left.cues, *right.cues})),
        reason=surer.reason,
    )


def _sources(text: str, start: int, end: int) -> tuple[Attribution, ...]:
    if end - start > MAX_SENTENCE:
        return ()
    return tuple(attributions(text, start, end))


def _before(text: str, start: int) -> Decision | None:
    """Return the rumour that the sentence before tells, where this one goes on with it."""
    if not _GOES_ON.match(text, start):
        return None
    paragraph = text[max(0, start - REACH) : start].rsplit("\n\n", 1)[-1]
    ends = [found.end() for found in _SENTENCE_END.finditer(paragraph)]
    low = start - len(paragraph) + (ends[-2] if len(ends) > 1 else 0)
    if low >= start:
        return None
    made = Clause(text, Span(low, start)).decide(Setting(_sources(text, low, start), None))
    return made if made.kind == "rumour" and made.subtype != "speculation" else None
