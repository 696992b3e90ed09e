"""One attribution: whose word a stretch of an article is, and which cues tell nothing."""

from __future__ import annotations

from dataclasses import dataclass

from ondit import quotes
from ondit.certainty.verbs import SAYING
from ondit.certainty.voices import Voice
from ondit.certainty.words import Words
from ondit.model import Span

_BE = frozenset("is are was were be been being".split())
_MODALS = frozenset("will would may might could".split())
_NO_TELLINGS = frozenset({"put it", "puts it"}) | frozenset(
    f"found {what}" for what in "one himself herself itself alive dead guilty in at on near under".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a stretch of text is.

    Attributes:
        voice: The kind of source.
        name: What the source is called, in full.
        source: The words that name it, or the quote where they stand elsewhere.
        cue: The group of the verb that attributes it, "said" for a quote without one.
        content: The stretches that it said.
        quoted: Whether the content stands in quotation marks.
        central: Whether the article's first lines name the source, or whom it speaks for.
    """

    voice: Voice
    name: str
    source: Span
    cue: str
    content: tuple[Span, ...]
    quoted: bool
    central: bool


def is_no_telling(speech: quotes.IndirectSpeech, words: Words) -> bool:
    """Say whether nobody told is meant to plan, or to tell, by a cue.

    Rule: a verb of plans behind "is" or a modal, or a verb of telling with what makes it another verb.

    Example: "it was first planned for June", "they will tell more and expect a regatta", "has found one".
    Must not: "the yard plans to close", "the jury found that the prints are copies".
    Known failures: what is found with a noun ("found a partner").
    """
    lower, cue = words.lower, words.at(speech.cue.start)
    told, between = lower[cue : cue + 2], lower[words.at(speech.source.end) : cue]
    by_nobody = not (_BE.isdisjoint(between[-2:]) and _MODALS.isdisjoint(between))
    return " ".join(told) in _NO_TELLINGS or (by_nobody and SAYING.get(told[0]) == "expects")
