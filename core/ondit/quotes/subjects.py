"""Whom a cue names: the subject of a verb, the source of a phrase, and what a pronoun leads back to.

Rule: a finite verb has its subject before it, or behind it in news order; a participle, an infinitive, a
second verb and a pronoun look to the cue before them in the sentence; "he" and "she" go to the last speaker
unless a fitting subject stands nearer. Catches: "…, she added" for the speaker before. Must not: name a
speaker for "it" after a person spoke; read a sentence of more than sixty cues. Known failures: two men who
speak by turns and are both "he".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ondit.quotes import clauses, cues, endings, names, nouns, phrases, verbs
from ondit.quotes.names import Mention
from ondit.quotes.people import People, Person
from ondit.quotes.references import References
from ondit.quotes.tokens import BREAK, DASHES, QUOTE, Tokens

_SENTENCE_REACH = 45
_SUBJECT_REACH = 24
_NO_SUBJECTS = cues.PASTS | frozenset("made came took got him them us me".split())
_LEAD_REACH = 14
_DATELINE_REACH = 12
_OF_DATELINE = frozenset("( ) , /".split())
_MOST_CUES = 60
_GOVERNING_REACH = 8
_CUE_STARTS = (
    cues.CUES
    | cues.STANCES
    | {phrase[0] for phrase in cues.SPEECH_PHRASES}
    | cues.PARTICLE_CUES.keys()
    | {"per"}
)
_MODALS = frozenset({"would", "will", "can"})
_RELATIVES = frozenset({"that", "which"})
_RELATIVE_PERSONS = frozenset({"who", "which"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a quote, by which word.

    Attributes:
        person: Whom the subject stands for, absent where it leads to nobody.
        mention: The subject as it stands, absent where the speaker is taken over from another quote.
        cue: The cue as it stands, absent where there is none ("Orr: “…”").
    """

    person: Person | None
    mention: Mention | None = None
    cue: str | None = None


def sentence_subject(tokens: Tokens, place: int, low: int) -> Mention | None:
    """Return the phrase that a sentence is about: its first, past an adverbial with its comma."""
    first = _behind_dateline(tokens, max(low, tokens.sentence[place]), place)
    for _ in range(3):
        if first >= place or not (
            tokens.lower[first] in cues.PREPOSITIONS | cues.CLAUSE_WORDS | cues.TIME_WORDS
            or names.is_participle(tokens, first)
            or names.is_adverb(tokens, first)
            or tokens.lower[first + 1] in {"later", "earlier", "ago"}
            or tokens.words[first] in {",", QUOTE, BREAK}
        ):
            break
        comma = first
        while comma < place and tokens.words[comma] != "," and comma - first < _LEAD_REACH:
            comma += 1
        first = comma + 1 if comma < place and tokens.words[comma] == "," else first + 1
        if _is_place(tokens, first, place):
            first += 2
    return phrases.behind(tokens, first, place) if first < place else None


def _behind_dateline(tokens: Tokens, first: int, high: int) -> int:
    """Return the token behind a sentence’s dateline ("PORT LUND (Wire) - "), its first where it has none."""
    if not tokens.words[first].isupper():
        return first
    for place in range(first + 1, min(high, first + _DATELINE_REACH)):
        if tokens.words[place] in DASHES:
            return place + 1
        is_day = tokens.words[place].isdigit() or tokens.lower[place] in cues.TIME_WORDS
        if not (is_day or tokens.words[place] in _OF_DATELINE or names.is_name(tokens, place)):
            break
    return first


def _is_place(tokens: Tokens, first: int, high: int) -> bool:
    """Whether a token between commas tells where the place before it lies: "in Salem, Oregon, Orr said"."""
    if first < 2 or first + 1 >= high or tokens.words[first - 1] != "," or tokens.words[first + 1] != ",":  # noqa: PLR2004
        return False
    return names.is_name(tokens, first - 2) and names.is_name(tokens, first)


class Subjects:
    """Reads the cues of one article; whoever reads its quotes in order tells it each speaker found."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._cues: dict[int, Attribution | None] = {}
        self._references = References(tokens, people)
        self._read_up_to = 0
        self._places = list(self._cue_words())

    def _cue_words(self) -> Iterator[int]:
        """Yield the tokens that may begin a cue; a sentence of too many is no language, and has none."""
        places = [at for at in range(len(self._tokens)) if self.may_be_cue(at)]
        numbers = Counter(self._tokens.number[at] for at in places)
        for at in places:
            if numbers[self._tokens.number[at]] <= _MOST_CUES:
                yield at

    def spoke(self, place: int, person: Person | None) -> None:
        """Note whose the quote at a token is, where that is known."""
        if person:
            self._references.spoke(place, person)

    def read_up_to(self, place: int) -> None:
        """Read the cues before a token, so that it is known who spoke last."""
        for at in self.places(self._read_up_to, place):
            if self.is_weak(at):
                continue
            found = self.cue(at)
            if found and found.person and found.mention:
                self._references.spoke(at, found.person)
        self._read_up_to = max(place, self._read_up_to)

    def places(self, low: int, high: int) -> list[int]:
        """Return the tokens from one to before another that may begin a cue, in order."""
        return self._places[bisect_left(self._places, low) : bisect_left(self._places, high)]

    def is_weak(self, at: int) -> bool:
        """Whether a cue at a token would hang on another clause: "voters who wonder", "would add"."""
        lower, earlier = self._tokens.lower[at], self._tokens.lower[at - 1] if at else ""
        if earlier in _RELATIVE_PERSONS and lower in cues.PLAIN:
            return False
        return earlier in cues.WEAK_LEADS or lower in cues.THOUGHT or lower in cues.CLAUSELESS

    def may_be_cue(self, at: int) -> bool:
        """Whether the word of a token begins a cue of the tables, however it is used."""
        return self._tokens.lower[at] in _CUE_STARTS

    def cue(self, at: int, *, governed: bool = True) -> Attribution | None:
        """Read the cue at a token, if it is one, with its subject; each is read once.

        Args:
            at: The token.
            governed: Whether it may take over the subject of a cue before it; that cue may not in turn.
        """
        if not self.may_be_cue(at):
            return None
        key = at if governed else -at - 1
        if key not in self._cues:
            self._cues[key] = self._read_cue(at, governed)
        return self._cues[key]

    def _read_cue(self, at: int, governed: bool) -> Attribution | None:
        tokens = self._tokens
        high = tokens.sentence_end(at, _SUBJECT_REACH)
        length = verbs.phrase_at(tokens, at)
        if length:
            source = phrases.behind(tokens, at + length, high)
            return self.make(source, tokens.phrase(at, at + length - 1))
        if tokens.lower[at] in cues.CUES and verbs.is_passive(tokens, at):
            return self._agent(at, high)
        if not (verbs.is_cue(tokens, at) or verbs.is_stance(tokens, at)):
            return None
        return self._governed(at, high, governed)

    def _agent(self, at: int, high: int) -> Attribution | None:
        """Read the speaker of a passive: "was described by Orr as “a gift”"."""
        tokens = self._tokens
        if at + 1 < high and tokens.lower[at + 1] == "by":
            return self.make(phrases.behind(tokens, at + 2, high), tokens.words[at])
        return None

    def _governed(self, at: int, high: int, governed: bool) -> Attribution | None:
        """Read a verb's subject; a verb without one, or of thought, looks to the cue before it."""
        tokens = self._tokens
        if tokens.lower[at] in cues.THOUGHT and tokens.lower[at - 1] in _RELATIVES | _MODALS:
            return None
        begin = max(tokens.sentence[at], at - _SENTENCE_REACH)
        if verbs.quotes(tokens, at):
            return self.belonging(None, at)
        leans = verbs.leans(tokens, at)
        subject = endings.behind_with(tokens, at, begin) if leans else clauses.before(tokens, at, begin)
        parted = tokens.words[at - 1] == "," or phrases.is_comma_quote(tokens, at - 1)
        if not leans and parted and (inverted := self._inverted(subject, at, high)):
            subject = inverted
        if subject is None and not leans and tokens.lower[at] in cues.PLAIN:
            subject = phrases.behind(tokens, at + 1, high)
        if governed and (subject is None or names.is_pronoun(tokens, subject)):
            governing = self._governing(subject.first if subject else at, begin)
            if governing and (subject is None or self._agrees(subject, governing)):
                thought = tokens.lower[at] in cues.THOUGHT
                return replace(
                    governing,
                    mention=subject or governing.mention,
                    cue=governing.cue if thought else tokens.words[at],
                )
        if subject is None and leans:
            subject = sentence_subject(tokens, at, begin)
        return self.make(subject, tokens.words[at])

    def _inverted(self, subject: Mention | None, at: int, high: int) -> Mention | None:
        """Read the name behind a verb between commas: "In short, explained Dana Orr: …"."""
        tokens = self._tokens
        if tokens.lower[at] not in cues.SPEECH or (subject and self._is_source(subject)):
            return None
        found = phrases.behind(tokens, at + 1, high)
        if found is None or not (names.is_name(tokens, found.last) or self._is_speaking_noun(found.last, at)):
            return None
        end = (found.aside[1] if found.aside else found.last) + 1
        ends = end >= high or not names.is_word(tokens, end) or tokens.lower[end] in cues.PREPOSITIONS
        return found if ends else None

    def _is_speaking_noun(self, last: int, at: int) -> bool:
        return self._tokens.lower[at] in cues.PLAIN and self._tokens.lower[last] in nouns.HEADS

    def _is_source(self, subject: Mention) -> bool:
        """Whether a subject with an aside is one that speaks, by its last word."""
        last = subject.last
        speaks = names.is_name(self._tokens, last) or self._tokens.lower[last] in nouns.HEADS
        return subject.aside is not None and speaks

    def _governing(self, at: int, begin: int) -> Attribution | None:
        thought: Attribution | None = None
        for earlier in reversed(self.places(begin, at)[-_GOVERNING_REACH:]):
            found = self.cue(earlier, governed=False)
            if found and found.person and self._tokens.lower[earlier] not in cues.THOUGHT:
                return found
            thought = thought or (found if found and found.person else None)
        return thought

    def _agrees(self, subject: Mention, governing: Attribution) -> bool:
        pronoun = self._tokens.lower[subject.first]
        person = governing.person
        if person is None:
            return False
        if pronoun in cues.PERSON_PRONOUNS:
            fits = person.human or (person.named and not person.group)
            return fits and person.pronoun in {pronoun, ""}
        return pronoun in {"it", "they"} and not person.human

    def belonging(self, subject: Mention | None, at: int) -> Attribution | None:
        """Return the attribution by a verb with this subject: to whom it quotes, if it does, else to that."""
        tokens = self._tokens
        if verbs.quotes(tokens, at):
            subject = phrases.behind(tokens, at + 1, tokens.sentence_end(at, _SUBJECT_REACH))
        return self.make(subject, tokens.words[at])

    def make(self, mention: Mention | None, cue: str | None) -> Attribution | None:
        """Return the attribution to a noun phrase by a cue, absent where there is no phrase."""
        if mention is None or self._tokens.lower[mention.first] in _NO_SUBJECTS:
            return None
        if names.is_pronoun(self._tokens, mention):
            return Attribution(self._references.pronoun(mention.first), mention, cue)
        return Attribution(self._references.mention(mention), mention, cue)
