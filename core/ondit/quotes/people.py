"""The people and organisations that an article names: full names, roles, and what a pronoun leads to.

Rule: a name is a run of capitalised words; the fullest and most frequent name with the same last word is
what a short mention stands for. Catches: "Orr" for "Dana Orr", "the executive" for the one executive
named before. Must not: take "Kelvo Labs" for a person that "she" means. Known failures: two people of
one surname who take turns, and names that only a headline gives in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from ondit.quotes import cues, given, names, roles
from ondit.quotes.names import Mention
from ondit.quotes.tokens import Tokens

_LOOK_BACK = 60
_FULL_NAME = 3
_SUBJECT_REACH = 3
_NAME_REACH = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a mention stands for.

    Attributes:
        name: The fullest form that the article gives.
        role: The role as the article words it, absent where it gives none.
        pronoun: "he", "she", or "" where the article does not tell.
        human: Whether it is known to be a person rather than an organisation or a document.
    """

    name: str
    role: str | None = None
    pronoun: str = ""
    human: bool = False


class People:
    """The names of one article."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._runs: list[tuple[int, int]] = []
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._written: dict[tuple[str, ...], str] = {}
        self._roles: dict[tuple[str, ...], str] = {}
        self._pronouns: dict[tuple[str, ...], str] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        self._full: dict[str, tuple[str, ...]] = {}
        self._read_names()

    def _read_names(self) -> None:
        tokens = self._tokens
        headlines = roles.headlines(tokens)
        place = 0
        while place < len(tokens):
            if not names.is_name(tokens, place):
                place += 1
                continue
            last = names.name_end(tokens, place, min(len(tokens), place + 12))
            if tokens.sentence[place] not in headlines:
                self._register(place, last)
            place = last + 1
        for surname, known in self._by_last.items():
            self._full[surname] = max(known, key=lambda name: (self._counts[name], len(name) == 2))  # noqa: PLR2004

    def _register(self, first: int, last: int) -> None:
        tokens = self._tokens
        self._runs.append((first, last))
        start = roles.name_in_run(tokens, first, last)
        name = roles.key(tokens, start, last)
        honorific = tokens.lower[start - 1].rstrip(".") if start > first else ""
        if not name:
            return
        if name not in self._counts:
            self._written[name] = roles.written(tokens, start, last)
            if len(name) > 1:
                self._by_last.setdefault(roles.last_word(name), []).append(name)
                if name[0] in given.HE_NAMES | given.SHE_NAMES:
                    self._by_last.setdefault(name[0], []).append(name)
        self._counts[name] += 1
        role = roles.role_before(tokens, first, start) or roles.role_behind(tokens, last)
        if role:
            self._roles.setdefault(name, role)
        if cues.HONORIFICS.get(honorific):
            self._pronouns.setdefault(name, cues.HONORIFICS[honorific])

    def describe(self, mention: Mention) -> Person:
        """Return whom a noun phrase stands for, itself where the article tells no more."""
        tokens = self._tokens
        first, last = self._without_place(mention)
        if names.is_name(tokens, last) and not tokens.is_possessive(last):
            run = names.name_start(tokens, last, first)
            start = roles.name_in_run(tokens, run, last)
            if roles.stands_alone(tokens, first, run, start, last):
                return self._named(mention._replace(last=last), run, start)
        return self._unnamed(mention)

    def _without_place(self, mention: Mention) -> tuple[int, int]:
        """Return the bounds of a mention less what hangs on a full name: "Dana Orr of Port Lund"."""
        tokens = self._tokens
        first, last = mention.first, mention.last
        if not names.is_name(tokens, first):
            return first, last
        end = names.name_end(tokens, first, last + 1)
        hangs = end < last and tokens.lower[end + 1] in cues.PREPOSITIONS
        name = roles.key(tokens, first, end)
        known = 1 < len(name) <= _FULL_NAME and not set(name) & (cues.ORGANISATION_WORDS | cues.ROLES)
        return (first, end) if hangs and known else (first, last)

    def _named(self, mention: Mention, run: int, start: int) -> Person:
        tokens = self._tokens
        key = roles.key(tokens, start, mention.last)
        full = self._expand(key)
        role = roles.role_before(tokens, run, start)
        if mention.aside and (wording := roles.aside_role(tokens, mention.aside)):
            role = wording
        role = self._roles.get(full) or self._roles.get(key) or role
        pronoun = self._pronoun(full) or self._pronoun(key) or roles.role_pronoun(role)
        name = self._written.get(full) or roles.written(tokens, start, mention.last)
        human = bool(pronoun or role) or (
            len(full) in {2, 3} and not roles.is_organisation(tokens, full, mention)
        )
        return Person(name, role, pronoun, human)

    def complete(self, person: Person) -> Person:
        """Return a person read elsewhere with the full name and the role that this article gives."""
        key = tuple(word.rstrip(".") for word in person.name.lower().split())
        if not key:
            return person
        full = self._expand(key)
        name = self._written.get(full, person.name)
        return replace(person, name=name, role=self._roles.get(full) or person.role)

    def _expand(self, key: tuple[str, ...]) -> tuple[str, ...]:
        return self._full.get(key[0], key) if len(key) == 1 else key

    def _pronoun(self, name: tuple[str, ...]) -> str:
        if name in self._pronouns:
            return self._pronouns[name]
        surname = (roles.last_word(name),)
        if surname in self._pronouns and self._expand(surname) == name:
            return self._pronouns[surname]
        if len(name) > 1 and name[0] in given.HE_NAMES:
            return "he"
        return "she" if len(name) > 1 and name[0] in given.SHE_NAMES else ""

    def _unnamed(self, mention: Mention) -> Person:
        """Describe a phrase without a name of its own: a role led back to its bearer, or as it stands."""
        tokens = self._tokens
        words = tokens.lower[mention.first : mention.last + 1]
        head = next((word for word in words if word in cues.ROLES or word in cues.WIDER_ROLES), None)
        if head:
            named = self._apposed(mention)
            if named:
                return named
        if head and words[0] not in {"a", "an", "one", "some"}:
            bearer = self._bearer(head, mention)
            if bearer:
                return bearer
        standing = tokens.phrase(mention.first, mention.last)
        if not head:
            return Person(standing)
        wording = roles.bare_role(tokens, mention.first, mention.last)
        return Person(standing, wording, roles.role_pronoun(wording), human=True)

    def _apposed(self, mention: Mention) -> Person | None:
        """Return the person named in apposition to a role: "the company’s boss, Dana Orr"."""
        tokens = self._tokens
        first = mention.last + 2
        if first >= len(tokens) or tokens.words[first - 1] != "," or not names.is_name(tokens, first):
            return None
        last = names.name_end(tokens, first, min(len(tokens), first + _NAME_REACH))
        closed = last + 1 >= len(tokens) or not names.is_word(tokens, last + 1)
        if last == first or not closed:
            return None
        person = self._named(Mention(first, last), first, roles.name_in_run(tokens, first, last))
        if not person.human:
            return None
        return replace(person, role=person.role or roles.bare_role(tokens, mention.first, mention.last))

    def _bearer(self, head: str, mention: Mention) -> Person | None:
        tokens = self._tokens
        wanted = {head} | cues.WIDER_ROLES.get(head, frozenset())
        owners = {
            word for word in tokens.lower[mention.first : mention.last + 1] if word in self._owners(mention)
        }
        for run, last in self._runs_before(mention.first):
            start = roles.name_in_run(tokens, run, last)
            full = self._expand(roles.key(tokens, start, last))
            role = self._roles.get(full)
            if not role or len(full) < 2:  # noqa: PLR2004
                continue
            described = {
                word.strip(".,'’").removesuffix("’s").removesuffix("'s") for word in role.lower().split()
            }
            if wanted & described and (not owners or owners & described):
                return self._named(Mention(start, last), start, start)
        return None

    def _owners(self, mention: Mention) -> set[str]:
        tokens = self._tokens
        return {
            tokens.lower[place]
            for place in range(mention.first, mention.last + 1)
            if names.is_name(tokens, place)
            and tokens.lower[place] not in cues.ROLES
            and (place > mention.first or tokens.is_possessive(place))
        }

    def _runs_before(self, place: int) -> list[tuple[int, int]]:
        stop = bisect_left(self._runs, (place, place))
        return self._runs[max(0, stop - _LOOK_BACK) : stop][::-1]

    def antecedent(self, place: int, floor: int = -1) -> Person | None:
        """Return the person that "he" or "she" means: the nearest sentence's first fitting name.

        Only names of known people count, and a name of unknown gender only after all others. With a floor,
        only names behind that token count, and only where they open their sentence as its subject.
        """
        tokens = self._tokens
        pronoun = tokens.lower[place]
        first_in: dict[int, list[Person]] = {}
        for first, last in self._runs_before(place):
            if first <= floor:
                break
            if self._modifies(last) or (floor >= 0 and first - tokens.sentence[first] > _SUBJECT_REACH):
                continue
            person = self.describe(Mention(first, last))
            if person.human and person.pronoun in {pronoun, ""} and " " in person.name:
                first_in.setdefault(tokens.sentence[first], []).append(person)
        unsure: Person | None = None
        for people in first_in.values():
            for person in reversed(people):
                if person.pronoun == pronoun:
                    return person
                unsure = unsure or person
        return unsure

    def _modifies(self, last: int) -> bool:
        """Whether a name only says whose or which, as in "Kelvo spokeswoman" and "Orr’s plan"."""
        tokens = self._tokens
        if tokens.is_possessive(last):
            return True
        return last + 1 < len(tokens) and tokens.lower[last + 1] in cues.ROLES | cues.COLLECTIVES
