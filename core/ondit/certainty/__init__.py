"""Certainty: is a clause an announcement, a rumour, or neither, and which words say so?"""

from __future__ import annotations

from ondit.certainty.article import Judged, article
from ondit.certainty.clauses import trimmed
from ondit.certainty.tellers import called
from ondit.certainty.verdicts import NOBODY, VERDICTS
from ondit.model import Label, Span, Subtype

__all__ = ["label"]


def label(text: str, start: int = 0, end: int | None = None) -> list[Label]:
    """Label the clauses of one sentence, in its context.

    Rule, top down, for each clause: a question is neither; what an unnamed source says is a leak; what is
    not said or not known is neither (non-disclosure); another outlet's report and hearsay are rumours; then
    whose word it is decides: an onlooker's is neither, a company's, an officer's or an authority's on its own
    acts is an announcement (a denial or confirmation where it says so), on its feelings neither, a
    politician's on his own plans an announcement, his opinion neither; what goes on with the sentence before
    is what that was; the writer's inference is speculation; talk, prices, opinion and conditions are neither;
    an act or plan told flatly is an announcement where it is the news of the story, else background.

    Example: "The reader, which is likely the long-rumoured Folio, will go on sale in May, though it is not
    clear where": a rumour, an announcement, and something not said.
    Must not: "could not be reached" is no speculation, "sources confirmed" no confirmation, and "will" in
    a leak no announcement.
    Known failures: irony; an act told with a verb that no table knows; a principal that speaks of another's
    acts in neutral words; names of which the article never says who they are; a past act that is the
    story's news, told late and without its day.

    Args:
        text: The article's text. Labelling all its sentences reads it once.
        start: Where the sentence begins.
        end: Where it ends; the end of the text if left out.

    Returns:
        Labels in order, not overlapping; neighbours of one kind are one label. Nothing is raised.
    """
    end = len(text) if end is None else end
    if not text[start:end].strip():
        return []
    read = article(text)
    labels: list[Label] = []
    for judged in read.judge(trimmed(text, start, end)):
        made = _label(judged, read.cues(judged), text)
        if labels and _is_one(labels[-1], made):
            made = _joined(labels.pop(), made)
        labels.append(made)
    return labels


def _label(judged: Judged, found: tuple[Span, ...], text: str) -> Label:
    verdict = VERDICTS[judged.rule]
    source = judged.view.source
    shown = [span for span in found if not (source and span == source.source)] or list(found)
    cue = " ".join(text[shown[0].start : shown[0].end].split()) if shown else ""
    return Label(
        judged.clause.span.start,
        judged.clause.span.end,
        kind=verdict.kind,
        subtype=_subtype(judged, verdict.subtype),
        confidence=verdict.confidence,
        cues=found,
        reason=verdict.reason.format(source=called(source.name) if source else NOBODY, cue=cue),
    )


def _subtype(judged: Judged, subtype: Subtype | None) -> Subtype | None:
    """Return a rule's subtype, or a leak's where an unnamed source stands beside hearsay."""
    if VERDICTS[judged.rule].kind == "rumour" and subtype is None and judged.view.has("unnamed", "leaks"):
        return "leak"
    return subtype


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
