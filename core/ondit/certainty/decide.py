"""Decides what a clause is, top down, from its cues and from whose word it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ondit.certainty import cues
from ondit.certainty.cues import Cue
from ondit.certainty.voices import Attribution
from ondit.model import Kind, Span, Subtype

_ABOUT_SELF = re.compile(r"\b(?:we|our|us|ours|I|will|shall|won[’']t|jointly)\b")
_SAID_THEN = re.compile(r"\b(?:said|told|announced|insisted|stated|put) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clause is, and why.

    Attributes:
        kind: Announcement, rumour or neither.
        subtype: A finer kind, where one applies.
        confidence: 0 to 1.
        cues: The deciding words, in order.
        reason: One sentence that a reader can check.
    """

    kind: Kind
    subtype: Subtype | None
    confidence: float
    cues: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a clause.

    Attributes:
        sources: Whose word its sentence is, the most telling first.
        inherited: What the sentence before was, where this one goes on telling what its source told.
        released: Whether the article is a release, so that a principal speaks throughout.
    """

    sources: tuple[Attribution, ...]
    inherited: Decision | None
    released: bool = False

    @property
    def by_pronoun(self) -> bool:
        """Whether the source is named by a pronoun only: whoever the sentence before named."""
        return any(source.pronoun for source in self.sources)


class Clause:
    """A clause with its cues looked up once."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.words = text[span.start : span.end]

    def find(self, cue: Cue) -> tuple[Span, ...]:
        """Return where a cue's words stand in the clause."""
        found = cue.pattern.finditer(self.text, self.span.start, self.span.end)
        return tuple(Span(match.start(), match.end()) for match in found)

    def decide(self, setting: Setting) -> Decision:
        """Decide what the clause is, the first rule that fits: see `ondit.certainty.label`."""
        return (
            self._nothing_said()
            or self._denied(setting)
            or self._hearsay(setting)
            or self._confirmed(setting)
            or self._reported(setting)
            or self._onlooker(setting)
            or self._inherited(setting)
            or self._felt()
            or self._announced(setting)
            or self._opinion()
            or self._inferred(setting)
            or self._flat()
            or self._released(setting)
            or Decision("neither", None, cues.HEDGED, (), "No words tell of an announcement or a rumour.")
        )

    def _by(self, cue: Cue, kind: Kind, subtype: Subtype | None = None) -> Decision | None:
        found = self.find(cue)
        if not found:
            return None
        told = self.text[found[0].start : found[0].end]
        return Decision(kind, subtype, cue.confidence, found, f"“{told}” {cue.name}.")

    def _nothing_said(self) -> Decision | None:
        if self.words.rstrip("”\"’' )").endswith("?"):
            return Decision("neither", None, cues.SURE, (), "It is a question.")
        return self._by(cues.NON_DISCLOSURE, "neither", "non-disclosure")

    def _denied(self, setting: Setting) -> Decision | None:
        if _voice(setting, "unnamed") or (_voice(setting, "onlooker") and not _voice(setting, "principal")):
            return None
        return self._by(cues.DENIAL, "announcement", "denial")

    def _hearsay(self, setting: Setting) -> Decision | None:
        if _quoted(setting, self.span, "principal"):
            return None
        if self.find(cues.CONFIRMATION) and (_voice(setting, "principal") or not self.find(cues.UNNAMED)):
            return None
        leak = self._by(cues.UNNAMED, "rumour", "leak")
        if leak or not (source := _source(setting, "unnamed")):
            return leak or self._by(cues.HEARSAY, "rumour") or self._by(cues.REPORTED, "rumour")
        reason = f"Said by a source that is not named: {source.name}."
        return Decision("rumour", "leak", cues.SURE, _named(source), reason)

    def _reported(self, setting: Setting) -> Decision | None:
        source = _source(setting, "outlet")
        if source is None:
            return None
        reason = f"Reported by another outlet: {source.name}."
        return Decision("rumour", None, cues.PLAIN, _named(source), reason)

    def _felt(self) -> Decision | None:
        return None if self.find(cues.COMMITTING) else self._by(cues.SENTIMENT, "neither")

    def _confirmed(self, setting: Setting) -> Decision | None:
        if _voice(setting, "unnamed"):
            return None
        return self._by(cues.CONFIRMATION, "announcement", "confirmation")

    def _onlooker(self, setting: Setting) -> Decision | None:
        source = _source(setting, "onlooker")
        if source is None or _voice(setting, "principal"):
            return None
        reason = f"Said by an onlooker: {source.name}."
        return Decision("neither", None, cues.PLAIN, _named(source), reason)

    def _announced(self, setting: Setting) -> Decision | None:
        if cues.BYGONE.search(self.words) and not _quoted(setting, self.span, "principal"):
            return None
        source = _source(setting, "principal")
        if source:
            sure = bool(_ABOUT_SELF.search(self.words) or self.find(cues.COMMITTING))
            told = tuple(sorted({*self.find(cues.ANNOUNCING), *_named(source)}))
            confidence = cues.SURE if sure else cues.HEDGED
            return Decision("announcement", None, confidence, told, f"Said by a principal: {source.name}.")
        if self.find(cues.SPECULATION):
            return None
        return self._by(cues.ANNOUNCING, "announcement")

    def _inherited(self, setting: Setting) -> Decision | None:
        before = setting.inherited
        if before is None or not (
            setting.by_pronoun or self.find(cues.SPECULATION) or self.find(cues.COMMITTING)
        ):
            return None
        reason = "It goes on with what the sentence before tells."
        return Decision(before.kind, before.subtype, min(cues.PLAIN, before.confidence), before.cues, reason)

    def _opinion(self) -> Decision | None:
        if cues.CONDITION.search(self.words) and not self.find(cues.HEARSAY):
            return Decision("neither", None, cues.HEDGED, (), "It says what would be if something else were.")
        return self._by(cues.OPINION, "neither")

    def _inferred(self, setting: Setting) -> Decision | None:
        if setting.released:
            return self._by(cues.SPECULATION, "announcement")
        return self._by(cues.SPECULATION, "rumour", "speculation")

    def _flat(self) -> Decision | None:
        if cues.BYGONE.search(self.words):
            return None
        return self._by(cues.COMMITTING, "announcement")

    def _released(self, setting: Setting) -> Decision | None:
        if not setting.released or not self.words.rstrip("”\"’' )").endswith((".", ",", ";")):
            return None
        return Decision("announcement", None, cues.WEAK, (), "It stands in a principal's own release.")


def _named(source: Attribution) -> tuple[Span, ...]:
    """Return the words that name a source, where the clause itself does."""
    return () if source.quoted else (Span(source.start, source.end),)


def _source(setting: Setting, voice: str) -> Attribution | None:
    return next((source for source in setting.sources if source.voice == voice), None)


def _voice(setting: Setting, voice: str) -> bool:
    return _source(setting, voice) is not None


def _quoted(setting: Setting, clause: Span, voice: str) -> bool:
    """Say whether a source of this kind is quoted in the clause."""
    return any(
        source.quoted and source.voice == voice and source.start < clause.end and clause.start < source.end
        for source in setting.sources
    )
