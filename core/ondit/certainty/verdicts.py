"""What each rule decides: the kind, the subtype, how often that is right, which words show it, and why.

A confidence is how often the rule was right among the clauses that it decided in annotated news that no rule
was made on (12,300 clauses of 675 articles: the part `wide` of the gold, and others like it) and in the part
`development`, whose clauses count half. It is taken as (right + 2.6) / (all + 4), so that a rule with few
clauses stays near 0.65, and is never below 0.5; `benchmarks/certainty.py` counts them.
"""

from __future__ import annotations

from dataclasses import dataclass

from ondit.model import Kind, Subtype

NOBODY = "its source"
"""What stands in a reason for a source of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule decides.

    Attributes:
        kind: Announcement, rumour or neither.
        subtype: A finer kind, where the rule tells one.
        confidence: How often it is right.
        cues: The groups of cues whose words show it.
        reason: Why, with `{source}` for who said it, maybe several, so that no verb hangs on it, and `{cue}`
            for the first of the words.
    """

    kind: Kind
    subtype: Subtype | None
    confidence: float
    cues: tuple[str, ...]
    reason: str


def _announcement(confidence: float, reason: str, *cues: str, subtype: Subtype | None = None) -> Verdict:
    return Verdict("announcement", subtype, confidence, cues, reason)


def _rumour(confidence: float, reason: str, *cues: str, subtype: Subtype | None = None) -> Verdict:
    return Verdict("rumour", subtype, confidence, cues, reason)


def _neither(confidence: float, reason: str, *cues: str, subtype: Subtype | None = None) -> Verdict:
    return Verdict("neither", subtype, confidence, cues, reason)


VERDICTS: dict[str, Verdict] = {
    "question": _neither(0.97, "It is a question."),
    "credit": _neither(0.99, "It belongs to the page, not to the story."),
    "unnamed source": _rumour(
        0.86, "Said by a source that is not named: {source}.", "unnamed", subtype="leak"
    ),
    "unnamed words": _rumour(
        0.68, "“{cue}” is an unnamed source or non-public material.", "unnamed", subtype="leak"
    ),
    "not disclosed": _neither(
        0.93,
        "“{cue}” says that something is not said or not known.",
        "not disclosed",
        "no comment",
        "no name",
        subtype="non-disclosure",
    ),
    "outlet's leak": _rumour(
        0.64,
        "Reported by {source}, from sources that are not named.",
        "unnamed",
        "leaks",
        "hearsay",
        subtype="leak",
    ),
    "outlet's report": _rumour(0.54, "Reported by another outlet: {source}.", "reported"),
    "outlet's view": _neither(0.59, "Told by {source}, not announced by a principal."),
    "flat denial": _announcement(0.50, "“{cue}” denies what circulated.", "denies", subtype="denial"),
    "leak": _rumour(0.50, "“{cue}” is non-public material or its source.", "leaks", subtype="leak"),
    "leaker's post": _rumour(0.50, "It stands in a leaker's post.", subtype="leak"),
    "hearsay": _rumour(0.62, "“{cue}” marks hearsay.", "hearsay"),
    "onlooker on hearsay": _neither(0.77, "An onlooker speaks of hearsay: {source}.", "hearsay"),
    "onlooker": _neither(0.82, "Said by an onlooker: {source}."),
    "paper": _neither(0.89, "It is one party's claim about another: {source}."),
    "survey": _neither(0.64, "It is the result of a survey: {source}."),
    "person": _neither(0.79, "Said by someone of whom no office is told: {source}."),
    "person of the story": _neither(0.79, "Said by someone of whom no office is told: {source}."),
    "person of the story denies": _announcement(
        0.89, "Denied by {source}: “{cue}”.", "denies", subtype="denial"
    ),
    "survey given out": _announcement(0.76, "Findings given out by {source}."),
    "principal in a profile": _neither(0.80, "Said by {source}, in an article of advice or about a person."),
    "guess in advice": _neither(
        0.77, "“{cue}” stands in an article of advice or about a person.", "may", "likely"
    ),
    "results of another": _announcement(0.56, "It gives a company's figures.", "results"),
    "principal denies": _announcement(0.81, "Denied by {source}: “{cue}”.", "denies", subtype="denial"),
    "principal confirms": _announcement(
        0.66, "Confirmed by {source}: “{cue}”.", "confirms", subtype="confirmation"
    ),
    "politician acts": _announcement(
        0.58, "A politician on own acts or plans: {source}.", "will", "plans", "acts", "announces"
    ),
    "politician": _neither(0.68, "A politician's opinion: {source}."),
    "authority": _announcement(0.71, "Said by an authority: {source}."),
    "authority quoted": _announcement(0.51, "Said by an authority: {source}."),
    "principal": _announcement(0.67, "Said by a principal: {source}.", "announces", "plans", "will"),
    "principal of the story": _announcement(
        0.74, "Said by a principal: {source}.", "announces", "plans", "will"
    ),
    "principal expects": _announcement(0.54, "A principal on its own plans: {source}.", "plans"),
    "principal feels": _neither(0.55, "“{cue}” tells of a feeling, not of an act.", "feels"),
    "principal demands": _announcement(0.87, "Asked for by {source}: “{cue}”.", "demands"),
    "principal warns": _announcement(0.62, "A warning by {source}: “{cue}”.", "warns"),
    "principal thinks": _neither(0.81, "An opinion of {source}."),
    "principal claims": _neither(0.69, "A claim of {source} about another."),
    "principal quoted on itself": _announcement(
        0.57, "Said by a principal: {source}.", "we", "will", "plans"
    ),
    "principal quoted": _neither(0.71, "Said by a principal, but not of its own acts: {source}."),
    "principal quoted on feelings": _neither(
        0.68, "“{cue}” tells of a feeling or an opinion, not of an act.", "feels", "thinks"
    ),
    "quote of nobody": _neither(0.80, "A quote of which the article does not tell who said it."),
    "goes on with a leak": _rumour(
        0.50, "It goes on with what the sentence before tells.", "would", subtype="leak"
    ),
    "goes on with a rumour": _rumour(0.50, "It goes on with what the sentence before tells.", "would"),
    "goes on with an announcement": _announcement(
        0.64, "It goes on with what the sentence before tells.", "would"
    ),
    "advice": _neither(0.97, "“{cue}” speaks of what is possible, not of what may happen.", "may"),
    "guess": _rumour(
        0.61, "“{cue}” marks the writer's own inference.", "may", "likely", subtype="speculation"
    ),
    "guess within": _neither(0.66, "“{cue}” stands in a clause within it.", "may", "likely"),
    "fragment": _neither(0.95, "It is no sentence."),
    "talk": _neither(0.92, "The writer speaks to the reader or of himself: “{cue}”.", "you", "i", "we"),
    "prices": _neither(0.98, "“{cue}” tells of prices or of what analysts expect.", "prices"),
    "opinion": _neither(
        0.87, "“{cue}” marks opinion, advice or a condition.", "if", "should", "thinks", "feels"
    ),
    "results": _announcement(
        0.85, "“{cue}” gives a company's figures, near the article's beginning.", "results"
    ),
    "will": _announcement(0.69, "“{cue}” tells flatly of a plan.", "will"),
    "will be": _neither(0.55, "“{cue}” foretells, but no principal's word is near.", "will"),
    "plans": _announcement(0.50, "“{cue}” tells flatly of a plan.", "plans"),
    "plans, told": _neither(0.56, "“{cue}” tells of plans, but no principal's word is near.", "plans"),
    "release": _announcement(0.65, "It stands in a principal's own release."),
    "act in the lead": _announcement(
        0.51, "The article begins with it: “{cue}”.", "acts", "announces", "news day"
    ),
    "act on a news day": _announcement(0.60, "“{cue}”: an act of the day.", "news day", "acts", "announces"),
    "act told": _announcement(0.50, "“{cue}” tells an act.", "acts", "announces"),
    "act near the lead": _announcement(
        0.57, "“{cue}” tells of an act, near the article's beginning.", "acts", "announces"
    ),
    "act": _neither(0.77, "An act told as background: “{cue}”.", "acts", "announces", "old", "dated"),
    "background": _neither(0.88, "No words tell of an announcement or a rumour."),
}
