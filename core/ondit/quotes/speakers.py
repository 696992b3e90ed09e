"""Attribution: which cue a quote hangs on, and whom that cue names.

Rule: a quote's cue is looked for where news writes it: before it ("Orr said, “…”", "Orr: “…”"), right
behind it ("…,” said Orr"), before it in its sentence ("Orr called it “a gift”"), later in its sentence
("“a gift” to all, Orr said"), in the sentence before, and for a paragraph of quotes alone in the paragraph
before. The first place that has a cue with a subject decides. Must not: take a speaker from another
paragraph unless the quote opens its own or the words before it end in a colon. Known failures:
a speaker whom no verb of the table names; dialogue without cues, which goes to one speaker.
"""

from __future__ import annotations

from dataclasses import replace

from ondit.quotes import cues, names
from ondit.quotes.people import People
from ondit.quotes.places import Places
from ondit.quotes.subjects import Attribution, Subjects, sentence_subject
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_BEFORE_REACH = 45
_LEAD_IN = 3
_FAR = 4


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
        self._places = Places(tokens, self._subjects)
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
        return found if found and found.person else self._places.subject(place) or found

    def _own(self, place: int) -> Attribution | None:
        """Read the quote's own cue: the first that leads to somebody, else the first."""
        leading_nowhere: Attribution | None = None
        for look in (
            self._places.introduced,
            self._places.right_behind,
            self._places.before,
            self._places.later,
            self._places.next_sentence,
            self._places.headed,
            self._places.document,
            self._places.named,
        ):
            found = look(place)
            if found and found.person:
                return found
            leading_nowhere = leading_nowhere or found
        return leading_nowhere

    def goes_on(self, number: int) -> bool:
        """Whether a quote is left open, at its paragraph's end or by a mark that opens the next."""
        tokens = self._tokens
        if number + 1 >= len(tokens.quotes):
            return False
        span, after = (tokens.marked[tokens.quotes[at]] for at in (number, number + 1))
        return span.reopened or (not span.closed and after.paragraph == span.paragraph + 1)

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
            return self._across_paragraphs(begin, place, span.paragraph)
        sentence = self._sentence_cue(begin - 1)
        return sentence or (_taken_over(self._last) if self._last_paragraph == span.paragraph else None)

    def _across_paragraphs(self, begin: int, place: int, paragraph: int) -> Attribution | None:
        """Take the speaker over from the paragraph before: by its colon, or where the quote opens its own."""
        end = begin - 2
        if end < 0:
            return None
        if self._tokens.words[end] == ":":
            return self._sentence_cue(end) or self._labelled_before(end)
        if place > begin and not self._fills_paragraph(begin):
            return None
        if self._last_paragraph == paragraph - 1:
            return _taken_over(self._last)
        found = self._sentence_cue(end) or self._paragraph_cue(end)
        near = self._last_paragraph >= paragraph - _FAR
        return found or (_taken_over(self._last) if near else None)

    def _paragraph_cue(self, end: int) -> Attribution | None:
        """Read the last cue of the paragraph that ends with a token, and of the sentences before in it."""
        tokens = self._tokens
        begin = tokens.sentence[end]
        while begin > 0 and tokens.words[begin - 1] != BREAK:
            found = self._sentence_cue(begin - 1)
            if found and found.person and found.person.human:
                return _taken_over(found)
            begin = tokens.sentence[begin - 1]
        return None

    def _labelled_before(self, colon: int) -> Attribution | None:
        subject = sentence_subject(self._tokens, colon, self._tokens.sentence[colon])
        return self._subjects.make(subject, None)

    def _sentence_cue(self, end: int) -> Attribution | None:
        """Read the last cue of the sentence that ends with a token."""
        tokens = self._tokens
        begin = max(tokens.sentence[end], end - _BEFORE_REACH)
        for at in reversed(self._subjects.places(begin, end + 1)):
            if tokens.lower[at] in cues.THOUGHT:
                continue
            found = self._subjects.cue(at)
            if found and found.mention and self._is_said(begin, found.mention.first):
                continue
            if found:
                return found
        return None

    def _is_said(self, begin: int, first: int) -> bool:
        """Whether a subject stands in another's speech: "Orr said the yard and its owner had said no"."""
        tokens = self._tokens
        for at in reversed(self._subjects.places(begin, first)):
            if any(not names.is_word(tokens, place) for place in range(at + 1, first)):
                return False
            if tokens.lower[at] in cues.PLAIN and self._subjects.cue(at):
                return True
        return False

    def _fills_paragraph(self, place: int) -> bool:
        tokens = self._tokens
        while place < len(tokens) and tokens.words[place] != BREAK:
            if tokens.words[place] != QUOTE and names.is_word(tokens, place):
                return False
            place += 1
        return True
