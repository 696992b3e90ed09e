"""Who is quoted, with which words, and by whom: the quotes of all articles, put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ondit.model import Article, Occurrence, Quote, Relation, Statement, Story
from ondit.search import fold
from ondit.spans import carries, overlap, told_order

QUOTE = "q-"
"""How the ids of quotes begin."""


class Speaker(NamedTuple):
    """Someone who is quoted.

    Attributes:
        name: In its fullest form; absent for those of whom no article says who they are.
        role: What most articles call the speaker, absent where none does.
        quotations: How many different things are quoted.
        times: How many times, all articles counted.
        outlets: How many outlets quote the speaker.
    """

    name: str | None
    role: str | None
    quotations: int
    times: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a speaker said, as one or more articles quote it.

    Attributes:
        quote: The quote told first, of those that name the speaker.
        text: Its exact words.
        outlet: The outlet that has it.
        published: When that told it, at its own granularity; absent where unknown.
        suspect: Whether one of its quotes is suspect.
        statement: The id of the statement that has its words, where others have them too.
        outlets: How many outlets have these words, between marks or not.
        variants: What the places that have them are to the statement's wording, and how many of each, the
            most frequent first; empty without a statement.
    """

    quote: Quote
    text: str
    outlet: str
    published: str | None
    suspect: bool
    statement: str | None
    outlets: int
    variants: tuple[tuple[Relation, int], ...] = ()

    @property
    def id(self) -> str:
        """That of its quote."""
        return id_of(self.quote)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a speaker said, by the numbers of its quotes in their story.

    Attributes:
        quotes: The quotes; the one that stands for all is the first, the others follow in the story's order.
        statement: The statement that has its words.
        outlets: How many outlets have them.
    """

    quotes: tuple[int, ...]
    statement: Statement | None
    outlets: int


class Speaking(NamedTuple):
    """A speaker, and what is quoted.

    Attributes:
        speaker: The speaker.
        names: By which the quotes name the speaker, sorted; none of nobody.
        said: What is quoted, told by most outlets first, then newest.
    """

    speaker: Speaker
    names: Sequence[str]
    said: Sequence[Spoken]


def of_story(story: Story) -> list[Speaking]:
    """Put the quotes of a story together, by speakers and by what was said.

    Rule: quotes are of one thing where one statement carries them, else where they have the same words, case
    and marks aside. A name stands for a longer one that holds all its words, in its whole article, where
    another article names the speaker of one of its quotes so: names alone prove nothing. What an article
    quotes of nobody is the speaker's to whom all others attribute the same words. A description without a
    name ("another caller", "the companies") is nobody: no other article can mean the same by it.

    Example: "Harsch" in one article and "Matthias Harsch" in another, of the same sentence, are one.
    Must not: make one of two Harsches of whom nothing that both articles quote shows that they are one.
    Known failures: two people of the same full name are one; what is attributed to two is told of both.

    Args:
        story: Its articles, quotes and statements matter.

    Returns:
        Speakers by how many times they are quoted, then by quotations, then by name; nobody last.
    """
    articles = {article.id: article for article in story.articles}
    carriers = _carriers(story)
    names = _names(story.quotes, carriers)
    groups: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for number, quote in enumerate(story.quotes):
        carrier = carriers[number]
        words = carrier.id if carrier else f" {fold(story.text(quote)) or story.text(quote)}"
        groups[_key(names[number]), words].append(number)
    of_each: dict[str | None, list[Spoken]] = defaultdict(list)
    for (key, _), numbers in groups.items():
        of_each[key].append(_spoken(story, numbers, carriers[numbers[0]], articles))
    found = [_speaking(story, said, names, articles) for said in of_each.values()]
    return sorted(found, key=lambda one: _rank(one.speaker))


def id_of(quote: Quote) -> str:
    """Return the id of a quote, and of what it quotes: where it stands."""
    return f"{QUOTE}{quote.article}-{quote.start}-{quote.end}"


def quotation(
    story: Story, quote: Quote, statement: Statement | None, outlets: int, *, suspect: bool
) -> Quotation:
    """Return what is told of quotes of one thing.

    Args:
        story: One that has the article.
        quote: The quote that stands for all.
        statement: The statement that has their words.
        outlets: How many outlets have them.
        suspect: Whether one of them is suspect.
    """
    article = story.article(quote.article or "")
    kinds = Counter(one.variant for one in statement.occurrences) if statement else Counter()
    return Quotation(
        quote=quote,
        text=story.text(quote),
        outlet=article.source.value,
        published=article.published.value if article.published else None,
        suspect=suspect,
        statement=statement.id if statement else None,
        outlets=outlets,
        variants=tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))),
    )


def carrier_of(quote: Quote, found: Iterable[tuple[Occurrence, Statement]]) -> Statement | None:
    """Return the statement that carries most of a quote; absent where none does.

    Args:
        quote: The quote.
        found: Occurrences in its article, with their statements.
    """
    carrying = [(overlap(place, quote), one) for place, one in found if carries(place, quote)]
    return min(carrying, key=lambda pair: (-pair[0], pair[1].id))[1] if carrying else None


def _carriers(story: Story) -> list[Statement | None]:
    """Return of each quote the statement that carries it."""
    places: dict[str | None, list[tuple[Occurrence, Statement]]] = defaultdict(list)
    for statement in story.statements:
        for place in statement.occurrences:
            places[place.article].append((place, statement))
    return [carrier_of(quote, places.get(quote.article, ())) for quote in story.quotes]


def _names(quotes: Sequence[Quote], carriers: Sequence[Statement | None]) -> list[str | None]:
    """Return of each quote its speaker's name, in the fullest form that what it quotes proves."""
    from ondit.quotes.descriptions import holds_name  # what shows quotes is light without the tables

    given = {name for quote in quotes if (name := quote.speaker) and holds_name(name)}
    speakers = [quote.speaker if quote.speaker in given else None for quote in quotes]
    told: dict[str, set[str]] = defaultdict(set)
    for speaker, carrier in zip(speakers, carriers, strict=True):
        if carrier and speaker:
            told[carrier.id].add(speaker)
    fuller: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for quote, speaker, carrier in zip(quotes, speakers, carriers, strict=True):
        if carrier and speaker and len(told[carrier.id]) > 1:
            fuller[quote.article, speaker] |= _fuller(speaker, told[carrier.id])
    full = {of: _fullest(names) for of, names in fuller.items() if names}
    named = [
        full.get((quote.article, speaker or ""), speaker)
        for quote, speaker in zip(quotes, speakers, strict=True)
    ]
    agreed: dict[str, set[str]] = defaultdict(set)
    for name, carrier in zip(named, carriers, strict=True):
        if carrier and name:
            agreed[carrier.id].add(name)
    return [name or _only(agreed, carrier) for name, carrier in zip(named, carriers, strict=True)]


def _fuller(name: str, others: Iterable[str]) -> set[str]:
    """Return those of some names that hold all words of a name, and more."""
    words = set(fold(name).split())
    return {other for other in others if words and words < set(fold(other).split())}


def _fullest(names: Iterable[str]) -> str:
    return min(names, key=lambda name: (-len(name.split()), name))


def _only(agreed: Mapping[str, set[str]], carrier: Statement | None) -> str | None:
    """Return the speaker to whom all attribute a statement's words, where there is one."""
    names = agreed.get(carrier.id, set()) if carrier else set()
    return min(names) if len({_key(name) for name in names}) == 1 else None


def _key(name: str | None) -> str | None:
    return (fold(name) or name) if name else None


def _spoken(
    story: Story, numbers: Sequence[int], statement: Statement | None, articles: Mapping[str, Article]
) -> Spoken:
    """Put quotes of one thing together: first stands the first told of those that name a speaker."""
    first = min(
        numbers, key=lambda one: (not story.quotes[one].speaker, told_order(story.quotes[one], articles))
    )
    spans = (*(story.quotes[one] for one in numbers), *(statement.occurrences if statement else ()))
    outlets = {articles[span.article or ""].source.value for span in spans}
    return Spoken((first, *(one for one in numbers if one != first)), statement, len(outlets))


def _speaking(
    story: Story, said: Sequence[Spoken], names: Sequence[str | None], articles: Mapping[str, Article]
) -> Speaking:
    numbers = [number for one in said for number in one.quotes]
    quotes = [story.quotes[number] for number in numbers]
    named = [name for number in numbers if (name := names[number])]
    speaker = Speaker(
        name=_usual(named),
        role=_usual([quote.role for quote in quotes if quote.role and quote.speaker]) if named else None,
        quotations=len(said),
        times=len(numbers),
        outlets=len({articles[quote.article or ""].source.value for quote in quotes}),
    )
    by_place = sorted(said, key=lambda one: (story.quotes[one.quotes[0]].article or "", one.quotes[0]))
    newest = sorted(by_place, key=lambda one: _published(story, one, articles), reverse=True)
    own = sorted({quote.speaker for quote in quotes if quote.speaker and named})
    return Speaking(speaker, own, sorted(newest, key=lambda one: -one.outlets))


def _published(story: Story, said: Spoken, articles: Mapping[str, Article]) -> str:
    published = articles[story.quotes[said.quotes[0]].article or ""].published
    return published.value if published else ""


def _usual(words: Sequence[str]) -> str | None:
    """Return what stands there most often, of several the one longest, then first by its letters."""
    counts = Counter(words)
    return min(counts, key=lambda one: (-counts[one], -len(one), one)) if counts else None


def _rank(speaker: Speaker) -> tuple[bool, int, int, str]:
    return speaker.name is None, -speaker.times, -speaker.quotations, speaker.name or ""
