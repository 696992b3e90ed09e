"""Attribution: which cue a quote hangs on, and whom that cue names.

Rule: a quote's cue is looked for where news writes it: before it ("Orr said, “…”", "Orr: “…”"), right
behind it ("…,” said Orr"), before it in its sentence ("Orr called it “a gift”"), later in its sentence
("“a gift” to all, Orr said"), in the sentence before, and for a paragraph of quotes alone in the paragraph
before. The first place that has a cue with a subject decides. Must not: take a speaker from another
paragraph unless the quote is a paragraph of its own or the words before it end in a colon. Known failures:
a speaker whom no verb of the table names; dialogue without cues, which goes to one speaker.
"""

from __future__ import annotations

from dataclasses import replace

from ondit.quotes import cues, names, phrases, verbs
from ondit.quotes.names import Mention
from ondit.quotes.people import People
from ondit.quotes.subjects import Attribution, Subjects, sentence_subject
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_BEFORE_REACH = 45
_AFTER_REACH = 40
_SUBJECT_REACH = 24
_SIGNATURE_ENDS = frozenset({BREAK, "(", ",", ".", "of", "from", "at"})
_LEAD_IN = 3
_ADJOINING = 3
_DASHES = frozenset({"-", "–", "—", "―"})
_SO = frozenset({"so", "thus", "as"})
_SOFT_ENDS = frozenset(",?!…-–—")
_CLAUSE_ENDS = frozenset({".", ",", ";", ":", "!", "?", BREAK, QUOTE, ")"}) | _DASHES


def attribute(tokens: Tokens, people: People) -> list[Attribution | None]:
    """Return the attribution of each stretch between marks, in order; absent where none is found."""
    reader = _Reader(tokens, people)
    found = [reader.next(place) for place in tokens.quotes]
    for number in range(len(found) - 1, 0, -1):
        if found[number - 1] is None and reader.goes_on(number - 1):
            found[number - 1] = _taken_over(found[number])
    return found


def _taken_over(attribution: Attribution | None) -> Attribution | None:
    return replace(attribution, mention=None, cue=None) if attribution else None


class _Reader:
    """Reads the quotes of one article in order, for each knows the one before."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._subjects = Subjects(tokens, people)
        self._previous: int | None = None
        self._last: Attribution | None = None
        self._last_paragraph = -2

    def next(self, place: int) -> Attribution | None:
        """Return the attribution of the next quote."""
        self._subjects.read_up_to(place)
        found = self._own(place) or self._inherited(place)
        self._previous = place
        self._subjects.spoke(place, found.person if found else None)
        if found and found.person:
            self._last, self._last_paragraph = found, self._tokens.marked[place].paragraph
        return found

    def _own(self, place: int) -> Attribution | None:
        """Read the quote's own cue: the first that leads to somebody, else the first."""
        leading_nowhere: Attribution | None = None
        for look in (
            self._introduced,
            self._right_behind,
            self._before,
            self._later,
            self._next_sentence,
            self._headed,
            self._document,
        ):
            found = look(place)
            if found and found.person:
                return found
            leading_nowhere = leading_nowhere or found
        return leading_nowhere

    def _right_behind(self, place: int) -> Attribution | None:
        """Read a cue behind the quote, unless a sentence begins there and the quote does not fill its own."""
        return None if self._closes_sentence(place) else self._after(place)

    def _next_sentence(self, place: int) -> Attribution | None:
        return self._after(place) if self._closes_sentence(place) else None

    def _headed(self, place: int) -> Attribution | None:
        """Read a name that heads the quote as its label: "DANA ORR, August 24 “…”"."""
        tokens = self._tokens
        first = tokens.sentence[place]
        for at in range(first, place):
            first = at + 1 if tokens.words[at] in {":", "*", "-"} else first
        if first >= place or not names.is_name(tokens, first):
            return None
        last = names.name_end(tokens, first, place)
        if not all(self._is_label(at) for at in range(last + 1, place)):
            return None
        found = self._subjects.make(Mention(first, last), None)
        return found if found and found.person and found.person.human else None

    def _is_label(self, at: int) -> bool:
        """Whether a token may stand in a label behind the name: a date, a role or a firm in capitals."""
        tokens = self._tokens
        return (
            names.is_name(tokens, at)
            or tokens.lower[at] in cues.NOUN_LINKS
            or tokens.lower[at] in cues.TIME_WORDS
            or tokens.words[at][0] in ",()0123456789"
        )

    def _document(self, place: int) -> Attribution | None:
        """Read a document that its sentence is about: "The lawsuit seeks that she be “kept away”"."""
        tokens = self._tokens
        subject = sentence_subject(tokens, place, tokens.sentence[place])
        if subject is None or tokens.lower[subject.last] not in cues.DOCUMENTS:
            return None
        return self._subjects.make(subject, None)

    def _closes_sentence(self, place: int) -> bool:
        tokens = self._tokens
        behind = place + 1
        ends = behind >= len(tokens) or tokens.sentence[behind] == behind
        return ends and tokens.sentence[place] != place

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
        if before == ":" and (named := self._named_before(place - 1)):
            return named
        found = self._before(place)
        if found or before != ":":
            return found
        return self._labelled(place)

    def _named_before(self, colon: int) -> Attribution | None:
        """Read a name that alone stands before a colon: "Orr: “…”", "The yard is old - Orr: “…”"."""
        tokens = self._tokens
        if not colon or not names.is_name(tokens, colon - 1):
            return None
        first = names.name_start(tokens, colon - 1, 0)
        opens = first == tokens.sentence[colon] or tokens.words[first - 1] in _DASHES | {BREAK}
        return self._subjects.make(Mention(first, colon - 1), None) if opens else None

    def _labelled(self, place: int) -> Attribution | None:
        """Read a name or a sentence that a colon joins to the quote: "Orr: “…”"."""
        tokens = self._tokens
        begin = tokens.sentence[place]
        subject = sentence_subject(tokens, place - 1, begin) or phrases.behind(tokens, begin, place)
        return self._subjects.make(subject, None)

    def _before(self, place: int) -> Attribution | None:
        """Read the nearest cue before the quote in its sentence, one of a main clause if there is one."""
        begin = max(self._tokens.sentence[place], place - _BEFORE_REACH)
        weak: Attribution | None = None
        for at in range(place - 1, begin - 1, -1):
            found = self._subjects.cue(at)
            if found and (self._adjoins(at, place) or not self._subjects.is_weak(at)):
                return self._framed(begin, at) or found
            weak = weak or found
        return weak

    def _adjoins(self, at: int, place: int) -> bool:
        """Whether a cue leads straight up to the quote, so that it counts however it is used."""
        return place - at <= (1 if self._tokens.lower[at] in cues.CLAUSELESS else _ADJOINING)

    def _framed(self, begin: int, at: int) -> Attribution | None:
        """Read "According to Orr," at the head of a sentence, unless a plain verb of speech comes behind it."""
        if self._tokens.lower[at] in cues.PLAIN or not verbs.phrase_at(self._tokens, begin):
            return None
        return self._subjects.cue(begin)

    def _after(self, place: int) -> Attribution | None:
        """Read a cue right behind the quote: "said Orr", "Orr said", "according to Orr", "— Orr"."""
        tokens = self._tokens
        high = min(len(tokens), place + _AFTER_REACH)
        first = place + 1
        while first < high and (tokens.words[first] == "," or tokens.words[first] in _DASHES):
            first += 1
        if first >= high or not names.is_word(tokens, first):
            return None
        if tokens.words[first - 1] in _DASHES and (signed := self._signature(first)):
            return signed
        same = tokens.sentence[place] == tokens.sentence[first]
        high = tokens.sentence_end(first, _AFTER_REACH)
        return self._inverted(first, high) or self._straight(place, first, high, same)

    def _signature(self, first: int) -> Attribution | None:
        """Read "— Dana Orr (@orr) May 23" behind a quote, to the end of its paragraph."""
        tokens = self._tokens
        if not names.is_name(tokens, first):
            return None
        last = names.name_end(tokens, first, min(len(tokens), first + 6))
        ends = last + 1 >= len(tokens) or tokens.lower[last + 1] in _SIGNATURE_ENDS
        return self._subjects.make(Mention(first, last), None) if ends else None

    def _inverted(self, first: int, high: int) -> Attribution | None:
        """Read "said Orr" and "according to Orr" that begin with a token."""
        tokens = self._tokens
        length = verbs.phrase_at(tokens, first)
        if length:
            return self._subjects.cue(first)
        at = first
        while at < high - 1 and (tokens.lower[at] in cues.AUXILIARIES or cues.is_adverb(tokens.lower[at])):
            at += 1
        if (
            tokens.lower[at] not in cues.SPEECH
            or tokens.words[at][0].isupper()
            or tokens.lower[at].endswith("ing")
        ):
            return None
        subject = phrases.behind(tokens, at + 1, min(high, at + _SUBJECT_REACH))
        return self._subjects.make(subject, tokens.words[at])

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
            if subject is None or not (subject.first == first or tokens.lower[first] in _SO):
                return None
            if at + 1 < high and tokens.lower[at + 1] in cues.BE:
                return None
            if not ends_softly and self._is_embedded(place) and tokens.lower[at] not in cues.PLAIN:
                return None
            if not (same and ends_softly) and tokens.lower[first] not in _SO and not self._closes(at, high):
                return None
            return self._subjects.belonging(subject, at)
        return None

    def _closes(self, at: int, high: int) -> bool:
        """Whether a sentence says no more than who said it, to whom and when."""
        tokens = self._tokens
        place = at + 1
        if tokens.lower[at] in phrases.ADDRESSED:
            place = phrases.addressed_end(tokens, place, high)
        place = phrases.setting_end(tokens, place, high)
        return place >= high or tokens.words[place] in _CLAUSE_ENDS

    def _is_embedded(self, place: int) -> bool:
        """Whether a quote is part of the sentence around it: "The “smart” yard opened"."""
        return self._tokens.sentence[place] != place and self._tokens.content_end(place).isalnum()

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
            if not self._subjects.may_be_cue(at):
                continue
            if verbs.phrase_at(tokens, at):
                return self._subjects.cue(at)
            if not verbs.is_cue(tokens, at) or tokens.lower[at].endswith("ing"):
                continue
            subject = phrases.before(tokens, at, place + 1)
            if subject and self._opens_clause(subject.first) and self._says_no_more(at):
                return self._subjects.belonging(subject, at)
            if tokens.words[at - 1] == "," and tokens.lower[at] in cues.PLAIN:
                subject = phrases.behind(tokens, at + 1, high)
                if subject:
                    return self._subjects.make(subject, tokens.words[at])
        return None

    def _opens_clause(self, first: int) -> bool:
        tokens = self._tokens
        before = tokens.words[first - 1]
        return before == "," or (before == QUOTE and tokens.content_end(first - 1) in ",?!")

    def _inherited(self, place: int) -> Attribution | None:
        """Take the speaker over from the quote, sentence or paragraph before."""
        tokens = self._tokens
        span = tokens.marked[place]
        previous = tokens.marked[self._previous] if self._previous is not None else None
        if previous and not previous.closed and previous.paragraph == span.paragraph - 1:
            return _taken_over(self._last) if self._last_paragraph == previous.paragraph else None
        begin = tokens.sentence[place]
        if place - begin > _LEAD_IN or not begin:
            return None
        if tokens.words[begin - 1] == BREAK:
            return self._across_paragraphs(begin, span.paragraph)
        sentence = self._sentence_cue(begin - 1)
        return sentence or (_taken_over(self._last) if self._last_paragraph == span.paragraph else None)

    def _across_paragraphs(self, begin: int, paragraph: int) -> Attribution | None:
        """Take the speaker over from the paragraph before: by its colon, or for a paragraph of quotes."""
        end = begin - 2
        if end < 0:
            return None
        if self._tokens.words[end] == ":":
            return self._sentence_cue(end) or self._labelled_before(end)
        if not self._fills_paragraph(begin):
            return None
        return _taken_over(self._last) if self._last_paragraph == paragraph - 1 else self._sentence_cue(end)

    def _labelled_before(self, colon: int) -> Attribution | None:
        subject = sentence_subject(self._tokens, colon, self._tokens.sentence[colon])
        return self._subjects.make(subject, None)

    def _sentence_cue(self, end: int) -> Attribution | None:
        """Read the last cue of the sentence that ends with a token."""
        tokens = self._tokens
        begin = max(tokens.sentence[end], end - _BEFORE_REACH)
        for at in range(end, begin - 1, -1):
            if tokens.lower[at] in cues.THOUGHT:
                continue
            found = self._subjects.cue(at)
            if found:
                return found
        return None

    def _fills_paragraph(self, place: int) -> bool:
        tokens = self._tokens
        while place < len(tokens) and tokens.words[place] != BREAK:
            if tokens.words[place] != QUOTE and names.is_word(tokens, place):
                return False
            place += 1
        return True
