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

from ondit.quotes import cues, phrases
from ondit.quotes.phrases import Mention
from ondit.quotes.tokens import BREAK, Tokens

_LOOK_BACK = 60
_SUBJECT_REACH = 3
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 4
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_ARTICLES = frozenset({"a", "an", "the"}) | cues.POSSESSIVES


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
        headlines = _headlines(tokens)
        place = 0
        while place < len(tokens):
            if not phrases.is_name(tokens, place):
                place += 1
                continue
            last = phrases.name_end(tokens, place, min(len(tokens), place + 12))
            if tokens.sentence[place] not in headlines:
                self._register(place, last)
            place = last + 1
        for last_word, names in self._by_last.items():
            self._full[last_word] = max(names, key=lambda name: (self._counts[name], len(name) == 2))  # noqa: PLR2004

    def _register(self, first: int, last: int) -> None:
        tokens = self._tokens
        self._runs.append((first, last))
        start = _name_in_run(tokens, first, last)
        name = _key(tokens, start, last)
        honorific = tokens.lower[start - 1].rstrip(".") if start > first else ""
        if not name:
            return
        if name not in self._counts:
            self._written[name] = _written(tokens, start, last)
            if len(name) > 1:
                self._by_last.setdefault(_last_word(name), []).append(name)
                if name[0] in cues.HE_NAMES | cues.SHE_NAMES:
                    self._by_last.setdefault(name[0], []).append(name)
        self._counts[name] += 1
        role = _role_before(tokens, first, start) or _role_behind(tokens, last)
        if role:
            self._roles.setdefault(name, role)
        if cues.HONORIFICS.get(honorific):
            self._pronouns.setdefault(name, cues.HONORIFICS[honorific])

    def describe(self, mention: Mention) -> Person:
        """Return whom a noun phrase stands for, itself where the article tells no more."""
        tokens = self._tokens
        first, last = mention.first, mention.last
        if phrases.is_name(tokens, last) and not tokens.is_possessive(last):
            run = phrases.name_start(tokens, last, first)
            start = _name_in_run(tokens, run, last)
            if _stands_alone(tokens, first, run, start, last):
                return self._named(mention, run, start)
        return self._unnamed(mention)

    def _named(self, mention: Mention, run: int, start: int) -> Person:
        tokens = self._tokens
        key = _key(tokens, start, mention.last)
        full = self._expand(key)
        role = _role_before(tokens, run, start)
        if mention.aside and (wording := _aside_role(tokens, mention.aside)):
            role = wording
        role = self._roles.get(full) or self._roles.get(key) or role
        pronoun = self._pronoun(full) or self._pronoun(key) or _role_pronoun(role)
        name = self._written.get(full) or _written(tokens, start, mention.last)
        human = bool(pronoun or role) or (len(full) in {2, 3} and not _is_organisation(tokens, full, mention))
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
        surname = (_last_word(name),)
        if surname in self._pronouns and self._expand(surname) == name:
            return self._pronouns[surname]
        if len(name) > 1 and name[0] in cues.HE_NAMES:
            return "he"
        return "she" if len(name) > 1 and name[0] in cues.SHE_NAMES else ""

    def _unnamed(self, mention: Mention) -> Person:
        """Describe a phrase without a name of its own: a role led back to its bearer, or as it stands."""
        tokens = self._tokens
        words = tokens.lower[mention.first : mention.last + 1]
        head = next((word for word in words if word in cues.ROLES or word in cues.WIDER_ROLES), None)
        if head and words[0] not in {"a", "an", "one", "some"}:
            bearer = self._bearer(head, mention)
            if bearer:
                return bearer
        standing = tokens.phrase(mention.first, mention.last)
        if not head:
            return Person(standing)
        wording = _bare_role(tokens, mention.first, mention.last)
        return Person(standing, wording, _role_pronoun(wording), human=True)

    def _bearer(self, head: str, mention: Mention) -> Person | None:
        tokens = self._tokens
        wanted = {head} | cues.WIDER_ROLES.get(head, frozenset())
        owners = {word for word in tokens.lower[mention.first : mention.last + 1] if word in self._owners(mention)}
        for run, last in self._runs_before(mention.first):
            start = _name_in_run(tokens, run, last)
            full = self._expand(_key(tokens, start, last))
            role = self._roles.get(full)
            if not role or len(full) < 2:  # noqa: PLR2004
                continue
            described = {word.strip(".,'’").removesuffix("’s").removesuffix("'s") for word in role.lower().split()}
            if wanted & described and (not owners or owners & described):
                return self._named(Mention(start, last), start, start)
        return None

    def _owners(self, mention: Mention) -> set[str]:
        tokens = self._tokens
        return {
            tokens.lower[place]
            for place in range(mention.first, mention.last + 1)
            if phrases.is_name(tokens, place) and tokens.lower[place] not in cues.ROLES
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


def _headlines(tokens: Tokens) -> set[int]:
    """Return the first tokens of the sentences that are set in title case."""
    found: set[int] = set()
    begin = words = capitals = 0
    for place in range(len(tokens)):
        if tokens.sentence[place] != begin or tokens.words[place] == BREAK:
            if words >= _HEADLINE_WORDS and capitals > _HEADLINE_SHARE * words:
                found.add(begin)
            begin, words, capitals = tokens.sentence[place], 0, 0
        if tokens.words[place][0].isalpha():
            words += 1
            capitals += tokens.words[place][0].isupper()
    return found


def _name_in_run(tokens: Tokens, first: int, last: int) -> int:
    """Return where the name begins in a run of capitals that may open with a role: "Kelvo CEO Dana Orr"."""
    start = first
    for place in range(first, last):
        word = tokens.lower[place].rstrip(".")
        rest = tokens.lower[place + 1 : last + 1]
        if (word in cues.ROLES or word in cues.HONORIFICS) and rest and not set(rest) <= _SUFFIXES:
            start = place + 1
    return start


def _key(tokens: Tokens, first: int, last: int) -> tuple[str, ...]:
    return tuple(word.rstrip(".") for word in tokens.lower[first : last + 1])


def _last_word(name: tuple[str, ...]) -> str:
    return name[-2] if len(name) > 2 and name[-1] in _SUFFIXES else name[-1]  # noqa: PLR2004


def _written(tokens: Tokens, first: int, last: int) -> str:
    phrase = tokens.phrase(first, last)
    return phrase.removesuffix("’s").removesuffix("'s") if tokens.is_possessive(last) else phrase


def _stands_alone(tokens: Tokens, first: int, run: int, start: int, last: int) -> bool:
    """Whether the name is whom the phrase means, and not what its head noun belongs to."""
    if set(tokens.lower[start : last + 1]) <= cues.ROLES:
        return False
    between = tokens.lower[first:run]
    return not any(word in cues.PREPOSITIONS or word in {"and", "&"} for word in between)


def _role_before(tokens: Tokens, run: int, start: int) -> str | None:
    """Return the role that stands before a name: "Kelvo CEO", "chief engineer"."""
    first = run
    if run and tokens.lower[run - 1] in cues.ROLES and phrases.is_word(tokens, run - 1):
        stops = cues.PREPOSITIONS | cues.DETERMINERS | cues.CLAUSE_WORDS | cues.AUXILIARIES | cues.BE | cues.PLAIN
        floor = max(tokens.sentence[run], run - 8)
        while first > floor and phrases.is_word(tokens, first - 1) and tokens.lower[first - 1] not in stops:
            first -= 1
    last = start - 1
    if first > last:
        return None
    if first == last and tokens.lower[last].rstrip(".") in cues.HONORIFICS:
        return None
    return tokens.phrase(first, last)


def _role_behind(tokens: Tokens, last: int) -> str | None:
    found = phrases.aside(tokens, last, tokens.sentence_end(last, 24))
    return _aside_role(tokens, found) if found else None


def _aside_role(tokens: Tokens, bounds: tuple[int, int]) -> str | None:
    first, last = bounds
    if not any(tokens.lower[place] in cues.ROLES for place in range(first, min(last + 1, first + 6))):
        return None
    if tokens.lower[first] in {"who", "which"}:
        return None
    while first < last and tokens.lower[first] in _ARTICLES:
        first += 1
    return tokens.phrase(first, last)


def _bare_role(tokens: Tokens, first: int, last: int) -> str:
    """Return a role without its article and owner: "CEO" of "Kelvo’s CEO"."""
    for place in range(first, last):
        if tokens.is_possessive(place) or (place == first and tokens.lower[place] in _ARTICLES):
            first = place + 1
    return tokens.phrase(first, last)


def _role_pronoun(role: str | None) -> str:
    words = set(role.lower().split()) if role else set()
    if words & cues.HE_ROLES:
        return "he"
    return "she" if words & cues.SHE_ROLES else ""


def _is_organisation(tokens: Tokens, name: tuple[str, ...], mention: Mention) -> bool:
    written = tokens.words[mention.last]
    acronym = len(written) > 1 and written.isupper()
    article = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
    return acronym or article or tokens.lower[mention.first] == "the" or bool(set(name) & cues.ORGANISATION_WORDS)
