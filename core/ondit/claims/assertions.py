"""Assertions: the parts of labelled clauses, with what claims are compared by."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from ondit import dates
from ondit.claims.showing import shown
from ondit.matching.facts import negated
from ondit.matching.vocabulary import stem
from ondit.model import Label, Span, TimeExpression
from ondit.spans import overlap

_UNREAD = ""
"""Compared by what it is, not by its place: assertions that another process read have one of their own."""
_NONE: frozenset[str] = frozenset()
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_OWNED = ("’s", "'s")


@dataclass(slots=True, eq=False)
class Assertion:
    """A part of a labelled clause that asserts one thing.

    Attributes:
        label: The label of its clause.
        span: Its place.
        article: The text that it stands in.
        opens: Where its sentence begins.
        text: Its words, less who said it.
        designators: Its designators, each with its head.
        bag: Its stems that say something, and its acts, counted.
        quantities: Its figures by their unit, less those of its dates and designators.
        acts: The acts that it tells.
        own_names: The names in its words that begin no sentence.
        names: These, those of its clause's subject, and words that begin it and are names elsewhere.
        denies: Whether it is the part of a denial that denies.
        is_negated: Whether it says that something is not so: "free of charge" does, "not until May" does not.
        is_not_so: The same, but "without" something it may still be.
        months: The months that it names.
        dated: The dates in it.
        statement: The statement that carries it.
        leader: The first part of its clause, where it is another part.
        named: Its stems that are names.
        row: Its number among all that was told up to it.
        group: The number of the group that it is in.
        parties: Who is named in it, once that was asked for.
    """

    label: Label
    span: Span
    article: str
    opens: int
    text: str
    designators: Mapping[str, str]
    bag: Mapping[str, int]
    quantities: Mapping[str, set[str]]
    acts: frozenset[str]
    own_names: frozenset[str]
    denies: bool
    is_negated: bool
    is_not_so: bool
    months: frozenset[str]
    dated: tuple[TimeExpression, ...]
    _target: str | None = _UNREAD
    statement: str | None = None
    leader: Assertion | None = None
    names: frozenset[str] = _NONE
    named: frozenset[str] = _NONE
    row: int = -1
    group: int = -1
    parties: frozenset[str] | None = None
    _spoken: int = -1

    @property
    def target(self) -> str | None:
        """The date that it speaks of, as TIMEX3."""
        if self._target == _UNREAD:
            self._target = self._read_target() if self.dated else None
        return self._target

    @property
    def read_target(self) -> str | None:
        """The same, where it was read already; else empty."""
        return self._target

    @property
    def times(self) -> tuple[str, ...]:
        """The values of all dates in it."""
        return tuple(one.value for one in self.dated)

    @property
    def shown(self) -> str:
        """Its words so that they stand alone."""
        return shown(self.article, self.opens, self.label.start, self.span)

    @property
    def is_whole(self) -> bool:
        """Whether it stands alone by its own words: nothing of its sentence is needed besides."""
        return len(self.shown) <= self.span.end - self.span.start

    @property
    def spoken(self) -> int:
        """How many stems it has that are no figures, each as often as it is there."""
        if self._spoken < 0:
            self._spoken = sum([count for key, count in self.bag.items() if not key[0].isdigit()])
        return self._spoken

    @property
    def telling(self) -> set[str]:
        """Its stems that are no names."""
        return self.bag.keys() - self.named

    def name(self, known: Container[str]) -> None:
        """Give it its names: its own, its clause's subject's, and what it begins with if that is known."""
        words = _CAPITAL.findall(self.text)
        begins = {(word[:-2] if word.endswith(_OWNED) else word).casefold() for word in words}
        names = {name for name in begins if name in known}.union(self.own_names)
        if self.leader is not None:
            names |= self.leader.own_names
        self.names = frozenset(names) if len(names) > len(self.own_names) else self.own_names
        self.named = frozenset(self.bag.keys() & set(map(stem, self.names))) or _NONE
        self.parties = None

    def _read_target(self) -> str | None:
        found = dates.target(self.article, self.dated, self.span.start, self.span.end)
        return found.value if found else None


def denies(label: Label, span: Span, words: str) -> bool:
    """Say whether a part of a clause denies: of a denial the part that is negated, or holds its cue."""
    if label.subtype != "denial":
        return False
    return negated(words) or any(overlap(cue, span) for cue in label.cues)
