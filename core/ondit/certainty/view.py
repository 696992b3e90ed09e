"""A clause as the rules see it: the cues in it, whose word it is, its form, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ondit.certainty.attribution import Attribution
from ondit.certainty.verbs import Tense

Subject = Literal["name", "body", "pronoun", "other"]
Before = Literal["leak", "hearsay", "announcement", "nothing"]


@dataclass(frozen=True, slots=True)
class View:
    """A clause as the rules see it.

    Attributes:
        groups: The groups of cues in the clause.
        around: Those in its sentence.
        source: Whose word it is, where it is somebody's.
        sources: All whose word some of it is.
        number: The number of its sentence in the article.
        opening: Its first word.
        subject: What it begins with: a name, a body ("the company"), a pronoun, or other words.
        tense: The tense of its first verb.
        fragment: Whether it is no sentence: a heading, a byline.
        question: Whether it asks.
        quoted: Whether it stands in quotation marks.
        before: What the sentence before told.
        goes_on: Whether it begins with a word that goes on ("it", "the", "they").
        central: Whether its first words name what the article's first lines name.
        official: Whether the article rests on a principal's word.
        released: Whether the article is a principal's own release.
        deeds: Whether its main verb is an act.
        hides: Whether its main verb says that somebody is not to be named.
        denies: Whether its main verb denies.
        guesses: Whether its main clause says what may be or is likely, not a clause within it.
        earnings: Whether the article's first lines give a company's figures.
        foretells: Whether its main clause says what will be.
        led: Whether the article's first sentence announces something.
        posted: Whether it stands in a leaker's post.
        personal: Whether the article speaks to its reader or of its writer: advice, a profile, an essay.
    """

    groups: frozenset[str]
    around: frozenset[str]
    source: Attribution | None
    sources: tuple[Attribution, ...]
    number: int
    opening: str
    subject: Subject
    tense: Tense
    fragment: bool
    question: bool
    quoted: bool
    before: Before
    goes_on: bool
    central: bool
    official: bool
    released: bool
    deeds: bool
    hides: bool
    denies: bool
    guesses: bool
    earnings: bool
    foretells: bool
    personal: bool
    led: bool
    posted: bool

    def has(self, *groups: str) -> bool:
        """Say whether one of some groups of cues stands in the clause."""
        return not self.groups.isdisjoint(groups)
