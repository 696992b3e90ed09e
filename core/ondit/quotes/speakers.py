"""Attribution: which cue a quote hangs on, and whom that cue names.

Rule: a quote's cue is looked for where news writes it: before it ("Orr said, “…”", "Orr: “…”"), right
behind it ("…,” said Orr"), before it in its sentence ("Orr called it “a gift”"), later in its sentence
("“a gift” to all, Orr said"), in the sentence before, and for a paragraph of quotes alone in the paragraph
before. The first place that has a cue with a subject decides. Must not: take a speaker from another
paragraph unless the quote is a paragraph of its own or the words before it end in a colon. Known failures:
a speaker whom no verb of the table names; dialogue without cues, which goes to one speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ondit.quotes import cues, phrases, verbs
from ondit.quotes.people import People, Person
from ondit.quotes.phrases import Mention
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_BEFORE_REACH = 45
_AFTER_REACH = 40
_SUBJECT_REACH = 24
_NEAR = 7
_LEAD_IN = 3
_DASHES = frozenset({"-", "–", "—", "―"})
_RELATIVES = frozenset({"that", "which"})
_SO = frozenset({"so", "thus"})
_SOFT_ENDS = frozenset(",?!…-–—")
_CLAUSE_ENDS = frozenset({".", ",", ";", ":", "!", "?", BREAK, QUOTE, ")"}) | _DASHES


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a quote, by which word.

    Attributes:
        person: Whom the subject stands for, absent where it leads to nobody.
        mention: The subject as it stands, absent where the speaker is taken over from another quote.
        cue: The cue as it stands, absent where there is none ("Orr: “…”").
        near: Whether the cue governs the quote directly, with at most a few words between.
    """

    person: Person | None
    mention: Mention | None = None
    cue: str | None = None
    near: bool = False


def attribute(tokens: Tokens, people: People) -> list[Attribution | None]:
    """Return the attribution of each stretch between marks, in order; absent where none is found."""
    reader = _Reader(tokens, people)
    found = [reader.next(place) for place in tokens.quotes]
    for number in range(len(found) - 1, 0, -1):
        if found[number - 1] is None and reader.goes_on(number - 1):
            found[number - 1] = _taken_over(found[number])
    return found


def _taken_over(attribution: Attribution | None) -> Attribution | None:
    return replace(attribution, mention=None, cue=None, near=False) if attribution else None


class _Reader:
    """Reads the quotes of one article in order, for each knows the one before."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._people = people
        self._previous: int | None = None
        self._last: Attribution | None = None
        self._last_paragraph = -2

    def next(self, place: int) -> Attribution | None:
        """Return the attribution of the next quote."""
        found = (
            self._introduced(place)
            or self._after(place)
            or self._before(place)
            or self._later(place)
            or self._inherited(place)
        )
        self._previous = place
        if found and found.person:
            self._last, self._last_paragraph = found, self._tokens.marked[place].paragraph
        return found

    def goes_on(self, number: int) -> bool:
        """Whether a quote is left open at its paragraph's end and goes on in the next quote."""
        tokens = self._tokens
        if number + 1 >= len(tokens.quotes):
            return False
        span, after = (tokens.marked[tokens.quotes[at]] for at in (number, number + 1))
        return not span.closed and after.paragraph == span.paragraph + 1

    def _introduced(self, place: int) -> Attribution | None:
        """Read a cue that leads straight up to the quote: "Orr said:", "Orr told us on Monday, “…”"."""
        tokens = self._tokens
        before = tokens.words[place - 1] if place else BREAK
        if before not in {",", ":"} and not (place and verbs.is_cue(tokens, place - 1)):
            return None
        found = self._before(place)
        if found or before != ":":
            return found
        return self._labelled(place)

    def _labelled(self, place: int) -> Attribution | None:
        """Read a name or a sentence that a colon joins to the quote: "Orr: “…”"."""
        tokens = self._tokens
        begin = tokens.sentence[place]
        subject = phrases.sentence_subject(tokens, place - 1, begin) or phrases.behind(tokens, begin, place)
        return self._make(subject, None, place, near=True)

    def _before(self, place: int) -> Attribution | None:
        """Read the nearest cue before the quote in its sentence."""
        begin = max(self._tokens.sentence[place], place - _BEFORE_REACH)
        for at in range(place - 1, begin - 1, -1):
            found = self._cue(at, begin, place)
            if found:
                return replace(found, near=place - at <= _NEAR)
        return None

    def _cue(self, at: int, begin: int, high: int) -> Attribution | None:
        """Read the cue at a token, if it is one, with its subject."""
        tokens = self._tokens
        length = verbs.phrase_at(tokens, at)
        if length:
            source = phrases.behind(tokens, at + length, min(high, at + _SUBJECT_REACH))
            return self._make(source, tokens.phrase(at, at + length - 1), at)
        if tokens.lower[at] in cues.CUES and verbs.is_passive(tokens, at):
            return self._agent(at, high)
        if not (verbs.is_cue(tokens, at) or verbs.is_stance(tokens, at)):
            return None
        return self._governed(at, begin, high)

    def _agent(self, at: int, high: int) -> Attribution | None:
        """Read the speaker of a passive: "was described by Orr as “a gift”"."""
        tokens = self._tokens
        if at + 1 < high and tokens.lower[at + 1] == "by":
            return self._make(phrases.behind(tokens, at + 2, high), tokens.words[at], at)
        return None

    def _governed(self, at: int, begin: int, high: int) -> Attribution | None:
        """Read a verb's subject; a verb without one, or of thought, looks to the cue before it."""
        tokens = self._tokens
        leans = verbs.leans(tokens, at)
        subject = None if leans else phrases.before(tokens, at, begin)
        if subject is None and not leans:
            subject = phrases.behind(tokens, at + 1, high) if tokens.lower[at] in cues.PLAIN else None
        if tokens.lower[at] in cues.THOUGHT and tokens.lower[at - 1] in _RELATIVES | {"would", "will", "can"}:
            return None
        bare = subject is not None and phrases.is_pronoun(tokens, subject)
        if subject is None or (bare and tokens.lower[subject.first] != "i"):
            governing = self._governing(subject.first if subject else at, begin)
            if governing and (subject is None or self._agrees(subject, governing)):
                thought = tokens.lower[at] in cues.THOUGHT
                return replace(governing, cue=governing.cue if thought else tokens.words[at])
        if subject is None and leans:
            subject = phrases.sentence_subject(tokens, at, begin)
        return self._make(subject, tokens.words[at], at)

    def _governing(self, at: int, begin: int) -> Attribution | None:
        for earlier in range(at - 1, begin - 1, -1):
            found = self._cue(earlier, begin, at)
            if found and found.person:
                return found
        return None

    def _agrees(self, subject: Mention, governing: Attribution) -> bool:
        pronoun = self._tokens.lower[subject.first]
        person = governing.person
        if person is None:
            return False
        if pronoun in cues.PERSON_PRONOUNS:
            return person.human and person.pronoun in {pronoun, ""}
        return pronoun in {"it", "they"} and not person.human

    def _after(self, place: int) -> Attribution | None:
        """Read a cue right behind the quote: "said Orr", "Orr said", "according to Orr", "— Orr"."""
        tokens = self._tokens
        high = min(len(tokens), place + _AFTER_REACH)
        first = place + 1
        while first < high and (tokens.words[first] == "," or tokens.words[first] in _DASHES):
            first += 1
        if first >= high or not phrases.is_word(tokens, first):
            return None
        if tokens.words[first - 1] in _DASHES and (signed := self._signature(first)):
            return signed
        same = tokens.sentence[place] == tokens.sentence[first]
        high = tokens.sentence_end(first, _AFTER_REACH)
        return self._inverted(first, high) or self._straight(place, first, high, same)

    def _signature(self, first: int) -> Attribution | None:
        """Read "— Dana Orr (@orr) May 23" behind a quote, to the end of its paragraph."""
        tokens = self._tokens
        if not phrases.is_name(tokens, first):
            return None
        last = phrases.name_end(tokens, first, min(len(tokens), first + 6))
        ends = last + 1 >= len(tokens) or tokens.words[last + 1] in {BREAK, "(", ","}
        return self._make(Mention(first, last), None, first, near=True) if ends else None

    def _inverted(self, first: int, high: int) -> Attribution | None:
        """Read "said Orr" and "according to Orr" that begin with a token."""
        tokens = self._tokens
        length = verbs.phrase_at(tokens, first)
        if length:
            found = self._cue(first, first, high)
            return replace(found, near=True) if found else None
        at = first
        while at < high - 1 and (tokens.lower[at] in cues.AUXILIARIES or cues.is_adverb(tokens.lower[at])):
            at += 1
        if tokens.lower[at] not in cues.SPEECH or tokens.words[at][0].isupper() or tokens.lower[at].endswith("ing"):
            return None
        subject = phrases.behind(tokens, at + 1, min(high, at + _SUBJECT_REACH))
        return self._make(subject, tokens.words[at], at, near=True)

    def _straight(self, place: int, first: int, high: int, same: bool) -> Attribution | None:
        """Read "Orr said" that begins with a token; as a sentence of its own only if it says no more."""
        tokens = self._tokens
        ends_softly = tokens.content_end(place) in _SOFT_ENDS or tokens.words[place + 1] == ","
        for at in range(first + 1, min(high, first + _SUBJECT_REACH)):
            if tokens.words[at] == QUOTE:
                return None
            if not verbs.is_cue(tokens, at) or self._is_participle(at):
                continue
            subject = phrases.before(tokens, at, first)
            if subject is None or subject.first > first + 1:
                return None
            if not (same and ends_softly) and not self._says_no_more(at) and tokens.lower[first] not in _SO:
                return None
            return self._make(subject, tokens.words[at], at, near=True)
        return None

    def _is_participle(self, at: int) -> bool:
        tokens = self._tokens
        return tokens.lower[at].endswith("ing") and tokens.lower[at - 1] not in cues.BE | {"as"}

    def _says_no_more(self, at: int) -> bool:
        after = at + 1
        tokens = self._tokens
        if after >= len(tokens) or tokens.words[after] in _CLAUSE_ENDS:
            return True
        if tokens.lower[after] in cues.PREPOSITIONS | cues.TIME_WORDS or cues.is_adverb(tokens.lower[after]):
            return True
        return tokens.lower[after] in cues.CLAUSE_WORDS - {"that", "what", "how", "why", "whether", "if"}

    def _later(self, place: int) -> Attribution | None:
        """Read a cue that closes the quote's sentence: "“a gift” to all, Orr said."."""
        tokens = self._tokens
        high = tokens.sentence_end(place, _AFTER_REACH)
        for at in range(place + 1, high):
            if verbs.phrase_at(tokens, at):
                return self._cue(at, place, high)
            if not verbs.is_cue(tokens, at) or tokens.lower[at].endswith("ing"):
                continue
            if tokens.words[at - 1] == "," and tokens.lower[at] in cues.PLAIN:
                subject = phrases.behind(tokens, at + 1, high)
                if subject:
                    return self._make(subject, tokens.words[at], at)
            subject = phrases.before(tokens, at, place + 1)
            if subject and self._opens_clause(subject.first) and self._says_no_more(at):
                return self._make(subject, tokens.words[at], at)
        return None

    def _opens_clause(self, first: int) -> bool:
        tokens = self._tokens
        before = tokens.words[first - 1]
        return before == "," or (before == QUOTE and tokens.content_end(first - 1) in ",?!")

    def _inherited(self, place: int) -> Attribution | None:
        """Take the speaker over from the sentence, quote or paragraph before."""
        tokens = self._tokens
        span = tokens.marked[place]
        if self._previous is not None:
            previous = tokens.marked[self._previous]
            if previous.paragraph == span.paragraph - 1 and not previous.closed and self._last_paragraph >= 0:
                return _taken_over(self._last) if self._last_paragraph == previous.paragraph else None
        if place - tokens.sentence[place] > _LEAD_IN:
            return None
        place = tokens.sentence[place]
        if place and tokens.words[place - 1] != BREAK:
            sentence = self._sentence_cue(place - 1)
            return sentence or (_taken_over(self._last) if self._last_paragraph == span.paragraph else None)
        if place < 2:  # noqa: PLR2004
            return None
        if tokens.words[place - 2] == ":":
            return self._sentence_cue(place - 2) or self._labelled_before(place - 2)
        if not self._fills_paragraph(place):
            return None
        if self._last_paragraph == span.paragraph - 1:
            return _taken_over(self._last)
        return self._sentence_cue(place - 2)

    def _labelled_before(self, colon: int) -> Attribution | None:
        subject = phrases.sentence_subject(self._tokens, colon, self._tokens.sentence[colon])
        return self._make(subject, None, colon)

    def _sentence_cue(self, end: int) -> Attribution | None:
        """Read the last cue of the sentence that ends with a token."""
        tokens = self._tokens
        begin = max(tokens.sentence[end], end - _BEFORE_REACH)
        for at in range(end, begin - 1, -1):
            if tokens.lower[at] in cues.THOUGHT:
                continue
            found = self._cue(at, begin, end + 1)
            if found:
                return replace(found, near=False)
        return None

    def _fills_paragraph(self, place: int) -> bool:
        tokens = self._tokens
        while place < len(tokens) and tokens.words[place] != BREAK:
            if tokens.words[place] != QUOTE and phrases.is_word(tokens, place):
                return False
            place += 1
        return True

    def _make(
        self, mention: Mention | None, cue: str | None, at: int, *, near: bool = False
    ) -> Attribution | None:
        if mention is None:
            return None
        if phrases.is_pronoun(self._tokens, mention):
            return Attribution(self._led_back(mention.first), mention, cue, near)
        return Attribution(self._people.describe(mention), mention, cue, near)

    def _led_back(self, place: int) -> Person | None:
        """Lead a pronoun back: to the last speaker, if he is near, or to the nearest fitting name."""
        pronoun = self._tokens.lower[place]
        last = self._last.person if self._last else None
        if pronoun in {"they", "it"}:
            return last if last and not last.human else None
        if pronoun not in cues.PERSON_PRONOUNS:
            return None
        if last and last.human and last.pronoun in {pronoun, ""}:
            return self._people.antecedent(place, self._previous or 0) or last
        return self._people.antecedent(place)
