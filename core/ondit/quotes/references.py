"""Whom a mention without a name leads back to: a pronoun, a role, the kind of an organisation.

Rule: of the names before it that fit in gender, role or kind, the most salient one is meant. What was
said last speaks for a name, then that it is the subject of its sentence, how near that is, and how often
the article names it. Catches: "he" for the last man who spoke, "the airline" for the one airline of the
article. Must not: lead "a spokesman" or "the Kelvo executive" to whoever comes to hand. Known failures:
two of one kind who take turns; a role that only the world knows ("the prime minister") goes to the most
salient person without another role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ondit.quotes import cues, groups, names, nouns, roles
from ondit.quotes.names import Mention
from ondit.quotes.people import People, Person
from ondit.quotes.tokens import Tokens

_REACH = 60
_FAR = 12
_ORGANISATION_FAR = 30
_DISTANCE = 0.7
_SPOKE = 2.2
_SUBJECT = 1.2
_NEW = 1.5
_KNOWN = 1.0
_OFTEN = 0.25
_OWNS = -1.5
_OTHER_ROLE = -2.5
_ORGANISATION_SPOKE = 1.0
_ORGANISATION_OFTEN = 0.5
_MOST = 6
_SUBJECT_PLACE = 2
_ADVERBIAL = 5
_VAGUE = frozenset(
    "former ex-president new senior top longtime veteran late the a an his her their its".split()
)
_FORMER = frozenset({"former", "ex-president"})


class Candidate(NamedTuple):
    """A name before a mention, and how far before."""

    person: Person
    first: int
    last: int
    distance: int


class References:
    """Leads the mentions of one article back to its names."""

    def __init__(self, tokens: Tokens, people: People) -> None:
        self._tokens = tokens
        self._people = people
        self.speaker: Person | None = None
        self._spoke_at = 0
        self._led: dict[str, Person | None] = {}

    def spoke(self, place: int, person: Person) -> None:
        """Note who spoke last, and where."""
        self.speaker, self._spoke_at = person, place

    def pronoun(self, place: int) -> Person | None:
        """Return whom the pronoun at a token means."""
        word = self._tokens.lower[place]
        pronoun = cues.OWN.get(word, word)
        if pronoun in cues.PERSON_PRONOUNS:
            return self._salient(place, pronoun, None)
        if pronoun == "they":
            return self.speaker if self.speaker and not (self.speaker.human and self.speaker.named) else None
        if pronoun == "it":
            return self._organisation(place, "")
        return None

    def mention(self, mention: Mention) -> Person:
        """Return whom a noun phrase means: its name, whom its role leads to, else itself as it stands."""
        person = self._people.describe(mention)
        head = None if person.named else self._head(mention)
        if head is None:
            return person
        bare = roles.bare_role(self._tokens, mention.first, mention.last)
        if person.human:
            found = self._bearer(head, mention) or self._fallback(head, mention)
            return self._with_role(found, bare) if found else person
        if self._is_definite(mention) and (kind := groups.kind_of_noun(head)):
            found = self._organisation(mention.first, kind)
            return self._with_role(found, bare) if found else person
        return person

    @staticmethod
    def _with_role(person: Person, role: str) -> Person:
        return person if person.role else replace(person, role=role)

    def _head(self, mention: Mention) -> str | None:
        """Return the noun that a phrase hangs on, absent where the phrase brings in somebody new."""
        words = self._tokens.lower[mention.first : mention.last + 1]
        if words[0] not in cues.DEFINITE and words[0] not in nouns.ROLES:
            return None
        end = next((at for at, word in enumerate(words) if at and word in cues.PREPOSITIONS), len(words))
        return words[end - 1]

    def _is_definite(self, mention: Mention) -> bool:
        """Whether a phrase begins with "the" or "this" and has no name of its own."""
        tokens = self._tokens
        within = range(mention.first + 1, mention.last + 1)
        return tokens.lower[mention.first] in {"the", "this"} and not any(
            names.is_name(tokens, at) for at in within
        )

    def _candidates(self, place: int, far: int) -> Iterator[Candidate]:
        """Yield the names before a place, the nearest first."""
        number = self._tokens.number
        for first, last in self._people.runs_before(place, _REACH):
            distance = number[place] - number[first]
            if distance > far:
                return
            if self._is_bracketed(first, last):
                continue
            yield Candidate(self._people.of_run(first, last), first, last, distance)

    def _is_bracketed(self, first: int, last: int) -> bool:
        """Whether a name stands alone in brackets, as an agency's at the head of an article: "(Reuters)"."""
        words = self._tokens.words
        return first > 0 and words[first - 1] == "(" and words[last + 1 : last + 2] == [")"]

    def _bearer(self, head: str, mention: Mention) -> Person | None:
        """Return the nearest person whose role the article gives in the words of a mention."""
        tokens = self._tokens
        wanted = {head} | nouns.WIDER_ROLES.get(head, frozenset())
        words = set(tokens.lower[mention.first : mention.last + 1])
        owners = self._owners(mention)
        modifiers = words - wanted - _VAGUE - nouns.EXECUTIVE_ROLES - owners - cues.PREPOSITIONS
        for first, last in self._people.runs_before(mention.first, _REACH):
            person = self._people.of_run(first, last)
            if not (person.named and person.role and " " in person.name):
                continue
            described = {
                word.strip(".,'’").removesuffix("’s").removesuffix("'s")
                for word in person.role.lower().split()
            }
            rest = described - wanted - _VAGUE - nouns.EXECUTIVE_ROLES - cues.PREPOSITIONS
            disagrees = bool(modifiers and (rest or _FORMER & described)) and not modifiers & rest
            if wanted & described and not disagrees and (not owners or owners & described):
                return person
        return None

    def _owners(self, mention: Mention) -> set[str]:
        tokens = self._tokens
        return {
            tokens.lower[place]
            for place in range(mention.first, mention.last + 1)
            if names.is_name(tokens, place)
            and tokens.lower[place] not in nouns.ROLES
            and (place > mention.first or tokens.is_possessive(place))
        }

    def _fallback(self, head: str, mention: Mention) -> Person | None:
        """Lead "the prime minister", whose name the article takes for known, to the most salient person.

        Where the article calls somebody so ("the judge", and "Judge Orr" later), nobody else is meant.
        """
        if head in nouns.UNNAMED_ROLES or not self._is_definite(mention):
            return None
        speaker = self.speaker
        if speaker and not speaker.named and speaker.human and head in speaker.name.lower().split():
            return None
        wording = roles.bare_role(self._tokens, mention.first, mention.last).lower()
        if self._people.bear(wording) or self._is_owned(mention):
            return None
        if wording not in self._led:
            self._led[wording] = self._salient(mention.first, roles.role_pronoun(head), head)
        return self._led[wording]

    def _is_owned(self, mention: Mention) -> bool:
        """Whether a role is somebody's, as in "the company’s vice president": of such there are many."""
        return any(self._tokens.is_possessive(at) for at in range(mention.first, mention.last))

    def _salient(self, place: int, pronoun: str, head: str | None) -> Person | None:
        """Return the person named before a place to whom most points."""
        scores: dict[str, float] = {}
        seen: dict[str, Person] = {}
        times: Counter[str] = Counter()
        for candidate in self._candidates(place, _FAR):
            person = candidate.person
            if not self._fits(person, pronoun):
                continue
            seen.setdefault(person.name, person)
            score = self._score(candidate, pronoun, head)
            times[person.name] += 1
            scores[person.name] = max(scores.get(person.name, score), score)
        for name, number in times.items():
            scores[name] += _OFTEN * min(number - 1, _MOST)
        speaker = self.speaker
        if speaker and self._may_be(speaker, pronoun, head):
            since = self._tokens.number[place] - self._tokens.number[self._spoke_at]
            seen.setdefault(speaker.name, speaker)
            score = _SPOKE - _DISTANCE * min(since, _MOST) * 0.5
            scores[speaker.name] = max(scores.get(speaker.name, -_MOST) + _SPOKE, score)
        best = max(scores, key=lambda name: scores[name], default=None)
        return seen[best] if best is not None else None

    @staticmethod
    def _may_be(speaker: Person, pronoun: str, head: str | None) -> bool:
        """Whether who spoke last may be meant; a name of unknown kind only by a pronoun."""
        unknown = speaker.named and head is None and not speaker.group and not speaker.name.isupper()
        known = speaker.human or unknown
        return known and (speaker.named or head is None) and speaker.pronoun in {pronoun, ""}

    @staticmethod
    def _fits(person: Person, pronoun: str) -> bool:
        full = " " in person.name or person.role or person.pronoun
        return (
            person.human and person.named and bool(full) and (not pronoun or person.pronoun in {pronoun, ""})
        )

    def _score(self, candidate: Candidate, pronoun: str, head: str | None) -> float:
        person = candidate.person
        score = -_DISTANCE * min(candidate.distance, _MOST)
        is_subject = self._is_subject(candidate)
        score += _SUBJECT * is_subject + _NEW * (is_subject and self._is_new(candidate))
        score += _KNOWN * bool(pronoun and person.pronoun == pronoun)
        score += _OWNS * self._modifies(candidate.last)
        if head is not None and person.role and head not in person.role.lower().split():
            score += _OTHER_ROLE
        return score

    def _is_new(self, candidate: Candidate) -> bool:
        """Whether a name opens the sentence before, after somebody else spoke."""
        opens = candidate.first - self._tokens.sentence[candidate.first] <= _SUBJECT_PLACE
        return opens and candidate.distance <= 1 and candidate.first > self._spoke_at

    def _organisation(self, place: int, kind: str) -> Person | None:
        """Return the organisation of a kind that is named before a place and to which most points."""
        scores: dict[str, float] = {}
        seen: dict[str, Person] = {}
        for candidate in self._candidates(place, _ORGANISATION_FAR):
            person = candidate.person
            if person.group != kind and (kind or person.group in {"", "press"}):
                continue
            seen.setdefault(person.name, person)
            score = -_DISTANCE * min(candidate.distance, _MOST) + _SUBJECT * self._is_subject(candidate)
            often = _ORGANISATION_OFTEN * (person.name in scores)
            scores[person.name] = max(scores.get(person.name, score), score) + often
        speaker = self.speaker
        if speaker and not speaker.human and (not kind or speaker.group == kind or self._is_unknown(speaker)):
            seen.setdefault(speaker.name, speaker)
            scores[speaker.name] = max(scores.get(speaker.name, -_MOST), 0) + _ORGANISATION_SPOKE
        best = max(scores, key=lambda name: scores[name], default=None)
        return seen[best] if best is not None else None

    @staticmethod
    def _is_unknown(person: Person) -> bool:
        return person.named and not person.group

    def _is_subject(self, candidate: Candidate) -> bool:
        """Whether a name opens its sentence, also past "In Lund,", or the clause behind a conjunction."""
        tokens, first = self._tokens, candidate.first
        begin = tokens.sentence[first]
        before = first - 1 - (first - 1 > begin and tokens.lower[first - 1] in cues.DETERMINERS)
        opens = (
            first - begin <= _SUBJECT_PLACE
            or tokens.lower[first - 1] in cues.CLAUSE_WORDS
            or (tokens.words[before] == "," and before - begin < _ADVERBIAL)
        )
        hangs = first > begin and tokens.lower[before] in cues.PREPOSITIONS
        return opens and not hangs and not self._modifies(candidate.last)

    def _modifies(self, last: int) -> bool:
        """Whether a name only says whose or which, as in "Kelvo spokeswoman" and "Orr’s plan"."""
        tokens = self._tokens
        if tokens.is_possessive(last):
            return True
        return last + 1 < len(tokens) and tokens.lower[last + 1] in nouns.PERSON_NOUNS | nouns.COLLECTIVES
