"""Whose word each stretch of an article is: the sources of its quotes and of its indirect speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ondit import quotes
from ondit.certainty import publications, voices
from ondit.certainty.attribution import Attribution, is_no_telling
from ondit.certainty.bearers import ASIDE_ENDS, BESIDE, Bearers, sided
from ondit.certainty.verbs import SAYING
from ondit.certainty.voices import Voice
from ondit.certainty.words import Words
from ondit.model import Quote, Span
from ondit.quotes.given import GIVEN

LEAD = 400
_BEFORE = 7
_NEAR = 800
_NAME_REACH = 60
_NOBODY = frozenset(
    "i you we who which that this these those what there one everyone many both it's it’s that's that’s"
    " there's there’s".split()
)
_THE_REPORT = frozenset({"the report", "the original report", "the article", "the story", "the agency"})
_PRONOUNS = frozenset({"they", "it", "he", "she"})
_THE_PEOPLE = frozenset(
    f"the {who}" for who in "people person official officials executive executives employees two".split()
) | {"people", "another", "one", "others"}
_RECALLED = frozenset(
    "executive official source person banker diplomat employee adviser insider aide".split()
)
_LEAKERS = frozenset("insider insiders leaker leakers leakster tipster tipsters".split())
_OURS = frozenset("we our ours us we've we’ve we're we’re".split())
_OF = (["for"], ["at"], ["of"], ["with"], ["from"])
_PLAIN = frozenset(
    "the a an inc co corp ltd chief executive president director new york united states reuters mr ms".split()
)
_OF_ITSELF = re.compile(r"\s*(?:that )?(?:it|its|it’s|it\'s) ")
_WORD = re.compile(r"[\w-]+(?:\.\w\.?)?")


class Sources:
    """The attributions of one article, in order of what they attribute."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._text = words.text
        self._lead = frozenset(_WORD.findall(self._text[:LEAD].lower()))
        self._bearers = Bearers(words)
        self._outlets = 0
        self._nameless = voices.secret_papers(words.lower)
        self.found = sorted(self._read(), key=lambda one: one.content[0].start)
        self._starts = [one.content[0].start for one in self.found]
        self._reach: list[int] = []
        for one in self.found:
            self._reach.append(max(one.content[-1].end, self._reach[-1] if self._reach else 0))

    def of(self, start: int, end: int) -> list[Attribution]:
        """Return the attributions whose content meets a stretch, in order."""
        met = []
        for number in range(bisect_right(self._starts, end) - 1, -1, -1):
            if self._reach[number] <= start:
                break
            one = self.found[number]
            if any(part.start < end and start < part.end for part in one.content):
                met.append(one)
        return met[::-1]

    def _read(self) -> Iterator[Attribution]:
        spoken: list[quotes.IndirectSpeech | Quote] = [*quotes.indirect(self._text), *quotes.find(self._text)]
        spoken.sort(key=_place)
        last: Attribution | None = None
        for speech in spoken:
            if speech.speaker and speech.role and speech.speaker[0].isupper():
                self._note_role(speech.speaker, speech.role)
        for speech in spoken:
            made = self._quoted(speech, last) if isinstance(speech, Quote) else self._indirect(speech, last)
            if made:
                self._outlets += made.voice == "outlet"
                if made.voice == "unnamed":
                    self._nameless.update(_RECALLED.intersection(made.name.lower().split()))
                yield made
                if made.cue not in ("expects", "thinks"):
                    last = made

    def _note_role(self, speaker: str, role: str) -> None:
        """Note what one mention of a speaker tells of him, for all the others."""
        voice = voices.of_words(_WORD.findall(role))
        if voice in ("officer", "onlooker", "politician"):
            self._bearers.note(speaker.split(), voice)

    def _indirect(self, speech: quotes.IndirectSpeech, last: Attribution | None) -> Attribution | None:
        cue = self._text[speech.cue.start : speech.cue.end].lower()
        group = "according to" if " " in cue else SAYING.get(cue)
        words = self._text[speech.source.start : speech.source.end].lower()
        if (
            group is None
            or words in _NOBODY
            or self._is_place(speech.source)
            or is_no_telling(speech, self._words)
        ):
            return None
        is_report = last is not None and (last.voice, last.cue) == ("outlet", "according to")
        is_again = words == "it" and is_report and not self._is_new_paragraph(speech, last)
        if speech.speaker is None or is_again or _goes_on(speech, cue, last):
            if last is None or speech.source.start - last.content[-1].end > _NEAR:
                return None
            voice: Voice | None = last.voice
            name, central = last.name, last.central
        else:
            name, central = (speech.speaker, self._is_central(speech.speaker, speech.role))
            unnamed = (
                (words.startswith("one of them") and not self._is_named(speech.source))
                or _goes_back(words, last)
                or self._comes_back(words)
            )
            voice = "unnamed" if unnamed else self._voice(speech.speaker, speech.role, speech)
            if self._outlets and words in _THE_REPORT and voice in ("survey", "authority"):
                voice = "outlet"
            elif (words == "it" and voice == "outlet" and self._is_new_paragraph(speech, last)) or (
                voice == "person" and _OF_ITSELF.match(self._text, speech.content[0].start)
            ):
                voice = "company"
        if voice is None:
            return None
        return Attribution(
            voice, name, speech.source, group, self._own_part(speech), quoted=False, central=central
        )

    def _is_new_paragraph(self, speech: quotes.IndirectSpeech, last: Attribution | None) -> bool:
        """Say whether an outlet that "it" was led back to spoke in another paragraph: "it" is a body."""
        return last is None or "\n" in self._text[last.content[-1].end : speech.source.start]

    def _comes_back(self, source: str) -> bool:
        """Say whether "the banker in Lund" is the banker without a name who spoke before."""
        first, *rest = source.split()
        return first in ("the", "that", "an", "a") and not self._nameless.isdisjoint(rest)

    def _behind(self, quote: Quote) -> Voice | None:
        """Read whose a quote is from the words behind it, where its speaker's tell nothing."""
        place = self._words.at(quote.end)
        behind = self._words.lower[place : place + BESIDE]
        return "unnamed" if "sources" in behind or "source" in behind else None

    def _indefinite(self, quote: Quote) -> str:
        """Return a quote's speaker with the "a" or "another" that stands before it beside the quote."""
        speaker = quote.speaker or ""
        place = self._text.find(speaker, quote.end, quote.end + _NAME_REACH)
        before = (
            self._words.lower[max(0, self._words.at(place) - 1) : self._words.at(place)] if place > 0 else []
        )
        return f"a {speaker}" if before and before[0] in ("a", "an", "another") else speaker

    def _own_part(self, speech: quotes.IndirectSpeech) -> tuple[Span, ...]:
        """Return what was said without the writer's own objection: "…, but the yard has been silent"."""
        *before, last = speech.content
        cut = self._text.find(", but ", last.start, last.end) if last.start >= speech.cue.end else -1
        return speech.content if cut < 0 else (*before, Span(last.start, cut))

    def _is_named(self, source: Span) -> bool:
        """Say whether a name stands behind a source: "one of them, Ada Orr,"."""
        place = self._words.at(source.end)
        ahead = self._words.lower[place : place + 2]
        return len(ahead) > 1 and ahead[0] == "," and self._words.is_capital(place + 1)

    def _is_place(self, source: Span) -> bool:
        """Say whether a source is a dateline's town: "BELMORE (Wire) - "."""
        behind = self._words.lower[self._words.at(source.end) : self._words.at(source.end) + 1]
        return behind == ["("] and self._text[source.start : source.end].isupper()

    def _quoted(self, quote: Quote, last: Attribution | None) -> Attribution | None:
        """Read whose a quote is; without a speaker, of whom the words before it or the speech before tell."""
        span = Span(quote.start, quote.end)
        if quote.speaker:
            speaker = self._indefinite(quote)
            voice = self._voice(speaker, quote.role, own=_is_own(self._text[quote.start : quote.end]))
            voice = voice or self._behind(quote) or "person"
            same = last is not None and last.voice == "unnamed" and last.name == quote.speaker
            if same or _goes_back(quote.speaker.lower(), last) or self._comes_back(quote.speaker.lower()):
                voice = "unnamed"
            group = SAYING.get((quote.cue or "said").lower(), "said")
            central = self._is_central(quote.speaker, quote.role)
            return Attribution(voice, quote.speaker, span, group, (span,), quoted=True, central=central)
        return self._unspoken(quote, span, last)

    def _unspoken(self, quote: Quote, span: Span, last: Attribution | None) -> Attribution | None:
        """Read whose a quote is that has no speaker: the words before it tell, or the speech before."""
        place = self._words.at(quote.start) - 1
        ahead = self._words.written(place - _BEFORE, place)
        if told := voices.of_words(ahead):
            return Attribution(told, " ".join(ahead), span, "said", (span,), quoted=True, central=True)
        if last is None or quote.start - last.content[-1].end > _NEAR:
            return None
        if not (last.quoted or _PRONOUNS.intersection(word.lower() for word in ahead)):
            return None
        return Attribution(last.voice, last.name, span, "said", (span,), quoted=True, central=last.central)

    def _is_central(self, name: str, role: str | None) -> bool:
        """Say whether the first lines name a source, or the article names elsewhere whom it speaks for."""
        own, body = (
            {word.lower() for word in _WORD.findall(words) if word[0].isupper() and len(word) > 1} - _PLAIN
            for words in (name, role or "")
        )
        body -= own
        if not self._lead.isdisjoint(own | body):
            return True
        beside = {word.lower() for word in self._bearers.beside(name)} - own - _PLAIN
        return self._bearers.is_known(body) or self._bearers.is_known(beside)

    def _voice(
        self,
        speaker: str,
        role: str | None,
        speech: quotes.IndirectSpeech | None = None,
        *,
        own: bool = False,
    ) -> Voice | None:
        """Say what kind of source a speaker is: by role, name, words beside it, or an earlier mention."""
        name = speaker.split() or [speaker]
        central = self._is_central(speaker, role)
        told = self._told(speaker, role, speech)
        was = (role or "").split()
        if central and was[:1] in (["former"], ["Former"]) and voices.of_words(was[1:]) == "politician":
            told = "politician"
        if speaker == "People" or not name[-1][:1].isupper():
            return told
        if told == "politician" and self._bearers.is_trade() and (role or "").lower() == "president":
            told = "officer"
        if told is None:
            told = self._bearers.voice(name)
        elif told != "unnamed":
            self._bearers.note(name, told)
        about = role.split() if role else self._bearers.beside(speaker)
        if told == "unnamed" and name[0].lower() in GIVEN and _LEAKERS.isdisjoint(map(str.lower, about)):
            return "person"
        return sided(told, about, central=central, own=own)

    def _told(self, speaker: str, role: str | None, speech: quotes.IndirectSpeech | None) -> Voice | None:
        source = self._text[speech.source.start : speech.source.end] if speech else speaker
        if owner := (self._owner(speech.source) if speech else None) or publications.owner(source):
            return owner
        if speaker[0].islower() and voices.of_words(_WORD.findall(speaker)) == "unnamed":
            return "unnamed"
        if ".com" in f"{speaker} {role or ''}":
            return "outlet"
        outlet = not voices.OUTLET_NAMES.isdisjoint(speaker.split()[-1:])
        for wording in (speaker, role) if outlet else (role, speaker):
            if wording and (voice := voices.of_words(_WORD.findall(wording))):
                return voice
        if speech is None:
            return None
        return voices.of_words(_WORD.findall(source)) or voices.of_words(self._beside(speech))

    def _owner(self, source: Span) -> Voice | None:
        """Read whose man a source is: "lawyers for Corvale" is not Corvale."""
        place = self._words.at(source.start)
        if self._words.lower[max(0, place - 1) : place] not in _OF:
            return None
        return voices.of_words(self._words.written(place - 3, place - 1))

    def _beside(self, speech: quotes.IndirectSpeech) -> list[str]:
        """Return the words that go on describing a source that its own words do not tell."""
        lower = self._words.lower
        place = self._words.at(speech.source.end)
        if speech.cue.start > speech.source.start and lower[place : place + 1] != [","]:
            return []
        beside: list[str] = []
        for at in range(place, min(len(lower), place + BESIDE)):
            if lower[at] in ASIDE_ENDS or lower[at] in ("who", "which", "that", "said", "but", "and"):
                break
            if lower[at] == "," and at > place:
                break
            beside += self._words.written(at, at + 1)
        return beside


def _is_own(said: str) -> bool:
    """Say whether somebody speaks of what his own side does: "we have ordered", no "I think we will"."""
    words = set(_WORD.findall(said.lower()))
    return not _OURS.isdisjoint(words) and "think" not in words


def _goes_on(speech: quotes.IndirectSpeech, cue: str, last: Attribution | None) -> bool:
    """Say whether "saying" has its subject within what was said before, whose speaker goes on."""
    within = last is not None and any(part.start <= speech.source.start < part.end for part in last.content)
    return within and cue.endswith("ing") and speech.cue.start > speech.source.end


def _goes_back(source: str, last: Attribution | None) -> bool:
    """Say whether "the people" and the like are the unnamed ones who spoke before."""
    return source in _THE_PEOPLE and last is not None and last.voice == "unnamed"


def _place(speech: quotes.IndirectSpeech | Quote) -> int:
    return speech.start if isinstance(speech, Quote) else speech.content[0].start
