"""The people and organisations that an article names: full names, roles, gender, and of what kind they are.

Rule: a name is a run of capitalised words; the fullest and most frequent name with the same last word is
what a short mention stands for, or of an organisation, with the same first word. Catches: "Orr" for "Dana
Orr", "Kelvo" for "Kelvo Labs". Must not: take "Kelvo Labs" or "Aral Sea" for a person. Known failures: two
people of one surname who take turns, and names that only a headline gives in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace

from ondit.quotes import cues, given, groups, names, nouns, roles
from ondit.quotes.names import Mention
from ondit.quotes.tokens import Tokens

_FULL_NAME = 3
_PAIR = 2
_NAME_REACH = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a mention stands for.

    Attributes:
        name: The fullest form that the article gives.
        role: The role as the article words it, absent where it gives none.
        pronoun: "he", "she", or "" where the article does not tell.
        human: Whether it is known to be a person rather than an organisation or a document.
        named: Whether it is a proper name rather than a noun phrase as it stands.
        group: The kind of organisation that it is known to be, a key of `groups.KINDS`; "" for none.
    """

    name: str
    role: str | None = None
    pronoun: str = ""
    human: bool = False
    named: bool = False
    group: str = ""


Key = tuple[str, ...]


class People:
    """The names of one article."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._runs: list[tuple[int, int]] = []
        self._counts: Counter[Key] = Counter()
        self._written: dict[Key, str] = {}
        self._roles: dict[Key, str] = {}
        self._borne: set[str] = set()
        self._pronouns: dict[Key, str] = {}
        self._businesses: Counter[Key] = Counter()
        self._by_word: dict[str, list[Key]] = {}
        self._full: dict[str, Key] = {}
        self._of_run: dict[tuple[int, int], Person] = {}
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
        for word, known in self._by_word.items():
            self._full[word] = max(known, key=lambda name: (self._counts[name], len(name) == _PAIR))

    def _register(self, first: int, last: int) -> None:
        tokens = self._tokens
        self._runs.append((first, last))
        start = roles.name_in_run(tokens, first, last)
        name = roles.key(tokens, start, last)
        if not name:
            return
        if name not in self._counts:
            self._written[name] = roles.written(tokens, start, last)
            self._index(name)
        self._counts[name] += 1
        self._businesses[name] += self._is_business(last)
        role = roles.role_before(tokens, first, start) or roles.role_behind(tokens, last)
        if role:
            self._roles.setdefault(name, role)
            self._borne.update((role.lower(), *role.lower().split()))
        honorific = tokens.lower[start - 1].rstrip(".") if start > first else ""
        if nouns.HONORIFICS.get(honorific):
            self._pronouns.setdefault(name, nouns.HONORIFICS[honorific])

    def _index(self, name: Key) -> None:
        """Note by which single words a name may be repeated."""
        if len(name) < _PAIR:
            return
        self._by_word.setdefault(roles.last_word(name), []).append(name)
        if name[0] in given.GIVEN or (groups.kind_of_name(name) and name[0] not in groups.NOT_GIVEN):
            self._by_word.setdefault(name[0], []).append(name)

    def _is_business(self, last: int) -> bool:
        """Whether what stands behind a name shows a business: a ticker, its shares, its spokesman."""
        tokens = self._tokens
        behind = tokens.lower[last + 1 : last + 2] or [""]
        return last in tokens.tickers or behind[0] in groups.FOLLOWERS

    def runs_before(self, place: int, reach: int) -> list[tuple[int, int]]:
        """Return the nearest names before a token, the nearest first, as the bounds of their runs."""
        stop = bisect_left(self._runs, (place, place))
        return self._runs[max(0, stop - reach) : stop][::-1]

    def of_run(self, first: int, last: int) -> Person:
        """Return whom a run of capitalised words stands for; each is read once."""
        if (first, last) not in self._of_run:
            self._of_run[first, last] = self.describe(Mention(first, last))
        return self._of_run[first, last]

    def bear(self, wording: str) -> bool:
        """Whether somebody whom the article names, here or further on, has a role, or a word of one."""
        return wording in self._borne

    def describe(self, mention: Mention) -> Person:
        """Return whom a noun phrase stands for, itself where it has no name of its own."""
        tokens = self._tokens
        first, last = self._without_place(mention)
        if names.is_name(tokens, last):
            run = names.name_start(tokens, last, first)
            start = roles.name_in_run(tokens, run, last)
            if roles.stands_alone(tokens, first, run, start, last):
                person = self._named(mention._replace(last=last), run, start)
                title = roles.title(tokens, first, run, start)
                return replace(person, role=title) if title else person
        return self._unnamed(mention)

    def _without_place(self, mention: Mention) -> tuple[int, int]:
        """Return the bounds of a mention less what hangs on a full name: "Dana Orr of Port Lund"."""
        tokens = self._tokens
        first, last = mention.first, mention.last
        begin = first
        while (
            begin < last and not names.is_name(tokens, begin) and tokens.lower[begin] not in cues.PREPOSITIONS
        ):
            begin += 1
        if not names.is_name(tokens, begin):
            return first, last
        end = names.name_end(tokens, begin, last + 1)
        hangs = end < last and tokens.lower[end + 1] in cues.PREPOSITIONS
        name = roles.key(tokens, roles.name_in_run(tokens, begin, end), end)
        known = 1 < len(name) <= _FULL_NAME and not set(name) & (nouns.ORGANISATION_WORDS | nouns.ROLES)
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
        group = "" if pronoun or role else self._group(key, full)
        human = bool(pronoun or role) or (not group and self._may_be_human(full, mention))
        return Person(name, role, pronoun, human, named=True, group=group)

    def _group(self, key: Key, full: Key) -> str:
        kind = groups.kind_of_name(full)
        if kind and (len(full) > 1 or kind == "press"):
            return kind
        return "business" if self._businesses[full] or (self._businesses[key] and len(full) == 1) else ""

    def _may_be_human(self, full: Key, mention: Mention) -> bool:
        if full[0] in given.GIVEN and len(full) > 1:
            return True
        if full[0] in groups.NOT_GIVEN or not groups.PLACE_WORDS.isdisjoint(full):
            return False
        return len(set(full) - cues.NAME_PARTICLES) in {2, 3} and not roles.is_organisation(
            self._tokens, full, mention
        )

    def complete(self, person: Person) -> Person:
        """Return a person read elsewhere with the full name and the role that this article gives."""
        key = tuple(word.rstrip(".") for word in person.name.lower().split())
        if not key:
            return person
        full = self._expand(key)
        name = self._written.get(full, person.name)
        return replace(person, name=name, role=self._roles.get(full) or person.role)

    def _expand(self, key: Key) -> Key:
        return self._full.get(key[0], key) if len(key) == 1 else key

    def _pronoun(self, name: Key) -> str:
        if name in self._pronouns:
            return self._pronouns[name]
        surname = (roles.last_word(name),)
        if surname in self._pronouns and self._expand(surname) == name:
            return self._pronouns[surname]
        if name[0] in given.HE_NAMES:
            return "he"
        return "she" if name[0] in given.SHE_NAMES else ""

    def _unnamed(self, mention: Mention) -> Person:
        """Describe a phrase without a name of its own, as it stands, or by the name in apposition to it."""
        tokens = self._tokens
        words = tokens.lower[mention.first : mention.last + 1]
        standing = tokens.phrase(mention.first, mention.last)
        one_of_many = words[:2] == ["one", "of"] and any(word in nouns.HEADS for word in words)
        if not one_of_many and not any(nouns.is_person(word) for word in words):
            named = self._apposed(mention) if words[0] == "the" else None
            return named if named and named.pronoun else Person(standing)
        if named := self._apposed(mention):
            return named
        wording = roles.bare_role(tokens, mention.first, mention.last)
        return Person(standing, wording, roles.role_pronoun(wording), human=True)

    def _apposed(self, mention: Mention) -> Person | None:
        """Return the person named in apposition to a role: "the company’s boss, Dana Orr"."""
        tokens = self._tokens
        first = mention.last + 2
        if first >= len(tokens) or tokens.words[first - 1] != "," or not names.is_name(tokens, first):
            return None
        last = names.name_end(tokens, first, min(len(tokens), first + _NAME_REACH))
        behind = last + 1
        closed = (
            behind >= len(tokens)
            or not names.is_word(tokens, behind)
            or tokens.lower[behind] in {"of", "from"}
        )
        if last == first or not closed:
            return None
        person = self._named(Mention(first, last), first, roles.name_in_run(tokens, first, last))
        if not person.human:
            return None
        return replace(person, role=person.role or roles.bare_role(tokens, mention.first, mention.last))
