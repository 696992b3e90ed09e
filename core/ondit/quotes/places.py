"""The places where news writes the cue of a quote, and how each is read.

Rule: before it ("Orr said, “…”", "Orr: “…”"), right behind it ("…,” said Orr", "— Orr"), before it in its
sentence ("Orr called it “a gift”"), later in its sentence ("“a gift” to all, Orr said"), in a sentence of
its own behind it that says no more ("“…” Orr said."), in a label ("DANA ORR, May 3 “…”"), in a
document that its sentence is about, in a noun of speech and its owner ("Orr’s promise of “…”"), and for
want of all these in whom its sentence names first. Must not: take the speaker of the next sentence, if that
says more than who spoke. Known failures: a cue inside the speech of another ("Orr said that Lund called it
“a gift”") gets the nearer speaker.
"""

from __future__ import annotations

from dataclasses import replace

from ondit.quotes import clauses, cues, endings, names, nouns, phrases, verbs
from ondit.quotes.names import Mention
from ondit.quotes.subjects import Attribution, Subjects, sentence_subject
from ondit.quotes.tokens import BREAK, QUOTE, Tokens

_BEFORE_REACH = 45
_AFTER_REACH = 40
_SUBJECT_REACH = 24
_SIGNATURE_ENDS = frozenset({BREAK, "(", ",", ".", "of", "from", "at"})
_NO_TITLE = cues.CUES | cues.PASTS | cues.BE | cues.PRONOUNS | cues.CLAUSE_WORDS | (cues.AUXILIARIES - {"to"})
_LABEL_REACH = 40
_DOCUMENT_REACH = 5
_ADJOINING = 3
_NOUN_REACH = 14
_DASHES = frozenset({"-", "–", "—", "―"})
_SO = frozenset({"so", "thus", "as"})
_SOFT_ENDS = frozenset(",?!…-–—")
_CLAUSE_ENDS = frozenset({".", ",", ";", ":", "!", "?", BREAK, QUOTE, ")"}) | _DASHES


class Places:
    """Reads the cues around the quotes of one article."""

    def __init__(self, tokens: Tokens, subjects: Subjects) -> None:
        self._tokens = tokens
        self._subjects = subjects

    def introduced(self, place: int) -> Attribution | None:
        """Read a cue that leads straight up to the quote: "Orr said:", "Orr told us on Monday, “…”"."""
        tokens = self._tokens
        before = tokens.words[place - 1] if place else BREAK
        if before not in {",", ":"} and not (place and verbs.is_cue(tokens, place - 1)):
            return None
        if before == ":" and (named := self._named_before(place - 1)):
            return named
        found = self.before(place)
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

    def right_behind(self, place: int) -> Attribution | None:
        """Read a cue behind the quote, unless a sentence begins there and the quote does not fill its own."""
        return None if self._closes_sentence(place) else self._after(place)

    def before(self, place: int) -> Attribution | None:
        """Read the nearest cue before the quote in its sentence, one of a main clause if there is one."""
        begin = max(self._tokens.sentence[place], place - _BEFORE_REACH)
        weak: Attribution | None = None
        for at in reversed(self._subjects.places(begin, place)):
            found = self._subjects.cue(at)
            if found and (self._adjoins(at, place) or not self._subjects.is_weak(at)):
                return self._framed(begin, at) or found
            weak = weak or found
        return weak

    def _adjoins(self, at: int, place: int) -> bool:
        """Whether a cue leads straight up to the quote, so that it counts however it is used."""
        if self._tokens.lower[at] in cues.CLAUSELESS:
            return place - at == 1 and self._tokens.lower[at - 1] not in cues.WEAK_LEADS
        return place - at <= _ADJOINING

    def _framed(self, begin: int, at: int) -> Attribution | None:
        """Read "According to Orr," at the head of a sentence, unless a plain verb of speech follows."""
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
        while at < high - 1 and (tokens.lower[at] in cues.AUXILIARIES or names.is_adverb(tokens, at)):
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
            so = tokens.lower[first] in _SO
            subject = clauses.before(tokens, at, first)
            if subject is None or self._is_relative(at, high):
                return None
            if not (so or subject.first == first or self._leads_up(first, subject)):
                return None
            if not ends_softly and self._is_embedded(place) and tokens.lower[at] not in cues.PLAIN:
                return None
            closes = (same and ends_softly) or so or self._closes(at, high)
            return self._subjects.belonging(subject, at) if closes else None
        return None

    def _leads_up(self, first: int, subject: Mention) -> bool:
        """Whether a long title leads up to a name: "University of Lund at Skane professor Dana Orr"."""
        tokens = self._tokens
        if not (names.is_name(tokens, first) and names.is_name(tokens, subject.last)):
            return False
        between = range(first, subject.first)
        return all(names.is_word(tokens, at) and tokens.lower[at] not in _NO_TITLE for at in between)

    def _is_relative(self, at: int, high: int) -> bool:
        """Whether a verb belongs to a relative clause: "a phrase critics have said is unfair"."""
        return at + 1 < high and self._tokens.lower[at + 1] in cues.BE

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
        if tokens.lower[after] in cues.PREPOSITIONS | cues.TIME_WORDS or names.is_adverb(tokens, after):
            return True
        return tokens.lower[after] in cues.CLAUSE_WORDS - {"that", "what", "how", "why", "whether", "if"}

    def later(self, place: int) -> Attribution | None:
        """Read a cue that closes the quote's sentence: "“a gift” to all, Orr said."."""
        tokens = self._tokens
        high = tokens.sentence_end(place, _AFTER_REACH)
        for at in self._subjects.places(place + 1, high):
            if verbs.phrase_at(tokens, at):
                return self._subjects.cue(at)
            if not verbs.is_cue(tokens, at) or tokens.lower[at].endswith("ing"):
                continue
            subject = clauses.before(tokens, at, place + 1)
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

    def next_sentence(self, place: int) -> Attribution | None:
        """Read a sentence behind the quote's own that says no more than who spoke: "Orr said."."""
        return self._after(place) if self._closes_sentence(place) else None

    def _closes_sentence(self, place: int) -> bool:
        tokens = self._tokens
        behind = place + 1
        ends = behind >= len(tokens) or tokens.sentence[behind] == behind
        return ends and tokens.sentence[place] != place

    def headed(self, place: int) -> Attribution | None:
        """Read a name that heads the quote as its label: "DANA ORR, August 24 “…”"."""
        tokens = self._tokens
        first = tokens.sentence[place]
        if place - first > _LABEL_REACH:
            return None
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

    def named(self, place: int) -> Attribution | None:
        """Read a noun of speech and whose it is: "Orr’s promise of “a gift”", "a Kelvo statement that"."""
        tokens = self._tokens
        for at in range(place - 1, max(tokens.sentence[place], place - _NOUN_REACH), -1):
            if tokens.words[at] in _CLAUSE_ENDS:
                return None
            if tokens.lower[at] not in nouns.SPEECH or tokens.words[at][0].isupper():
                continue
            owner = endings.owner_of(tokens, at)
            return self._subjects.make(owner, tokens.words[at]) if owner else None
        return None

    def subject(self, place: int) -> Attribution | None:
        """Read whom the sentence is about, where that is somebody by name and no cue tells another."""
        tokens = self._tokens
        begin = tokens.sentence[place]
        if place - begin > _BEFORE_REACH:
            return None
        near = self._subjects.places(begin, place)
        if any(verbs.is_passive(tokens, at) for at in near):
            return None
        found = self._subjects.make(sentence_subject(tokens, place, begin), None)
        return replace(found, mention=None) if found and found.person and found.person.named else None

    def document(self, place: int) -> Attribution | None:
        """Read a document that its sentence is about: "The lawsuit seeks that she be “kept away”"."""
        tokens = self._tokens
        begin = tokens.sentence[place]
        for at in range(begin, min(begin + _DOCUMENT_REACH, place)):
            if tokens.lower[at] in nouns.DOCUMENTS:
                return self._subjects.make(Mention(begin, at), None)
            if tokens.lower[at] in cues.PREPOSITIONS or not names.is_word(tokens, at):
                return None
        return None
