"""Readings: what a wording has and has not, beside the fullest wording of its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ondit.matching.alignment import WordEdit, word_edits
from ondit.matching.vocabulary import FUNCTION_WORDS, stem
from ondit.model import Article, Occurrence, Statement
from ondit.provenance.crediting import Credits
from ondit.provenance.moments import Moment
from ondit.spans import told_order
from ondit.text import Words, normalise, words

BESIDE = 300
"""Characters before and behind an occurrence in which its outlet may have what the occurrence lacks."""

SHOWN = 12
"""Words of a passage that are shown."""
SAYING = frozenset(
    "according added adding announced claimed claiming declared explained hear hears heard reported"
    " reportedly reports stated via wrote".split()
)
"""Words that any two reporters put around what they heard: they show no descent."""


class Deviation(NamedTuple):
    """A place at which a wording is not the fullest one; equal ones are shared.

    Attributes:
        start: The number of the fullest wording's first word there; -1 of a word that it has nowhere.
        end: The number behind its last word there; -1 likewise.
        put: What stands there instead.
    """

    start: int
    end: int
    put: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """The fullest wording of a statement.

    Attributes:
        text: The wording, exactly as a source has it.
        words: Its words.
        stems: Their stems.
        known: Those stems, and those of the words that stand beside it where it is taken from: to have them
            shows nothing.
        content: Those of its words that carry meaning, as bits.
    """

    text: str
    words: Words
    stems: tuple[str, ...]
    known: frozenset[str]
    content: int

    def shown(self, low: int, high: int) -> str:
        """Return some of its words as they stand, on one line; of a long row, its beginning."""
        cut = min(high, low + SHOWN)
        passage = self.text[self.words.starts[low] : self.words.ends[cut - 1]]
        return " ".join(passage.split()) + ("…" if cut < high else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """A wording beside the fullest one.

    Attributes:
        words: Its words.
        kept: The words of the fullest wording that it has in their place, as bits.
        joined: Those of them behind which the next one stands here, too, as bits.
        deviations: What it has otherwise, and what it leaves out in its middle.
        edits: From the fullest wording to it.
    """

    words: tuple[str, ...]
    kept: int
    joined: int
    deviations: frozenset[Deviation]
    edits: tuple[WordEdit, ...]


class Witness(NamedTuple):
    """An occurrence of a statement's wording.

    Attributes:
        number: Its number among the statement's occurrences.
        occurrence: Its place.
        article: Its article.
        credits: What its article says that it has from other outlets.
        when: When its article was published.
        reading: What it has and has not.
        kept: The meaningful words of the fullest wording that it has in their place, as bits.
        held: Those that it or its article beside it has, as bits.
    """

    number: int
    occurrence: Occurrence
    article: Article
    credits: Credits
    when: Moment | None
    reading: Reading
    kept: int
    held: int


def base_of(statement: Statement, articles: Mapping[str, Article]) -> Base:
    """Take a statement's text apart."""
    own = words(statement.text)
    stems = tuple(map(stem, own.texts))
    same = (
        one for one in statement.occurrences if own_words(one, articles[one.article or ""]).texts == own.texts
    )
    source = min(same, key=lambda one: told_order(one, articles), default=None)
    around = _around(source, articles[source.article or ""]) if source else []
    content = bits(at for at, word in enumerate(own.texts) if meaning(word))
    return Base(statement.text, own, stems, frozenset((*stems, *map(stem, around))), content)


def _around(occurrence: Occurrence, article: Article) -> list[str]:
    before = article.text[max(0, occurrence.start - BESIDE) : occurrence.start]
    behind = article.text[occurrence.end : occurrence.end + BESIDE]
    return normalise(f"{before}\n{behind}").split()


def meaning(word: str) -> bool:
    """Say whether a word carries meaning: it is neither a function word nor one of saying."""
    return word not in FUNCTION_WORDS and word not in SAYING


def bits(places: Iterable[int]) -> int:
    """Return a number with these bits set, in linear time."""
    found = list(places)
    row = bytearray(max(found, default=-1) // 8 + 1)
    for place in found:
        row[place // 8] |= 1 << place % 8
    return int.from_bytes(row, "little")


def read(base: Base, own: Sequence[str], muted: frozenset[int]) -> Reading:
    """Lay a wording beside the fullest one.

    Rule: a word that carries meaning, and of which neither the fullest wording nor what stands beside it has
    a form, is a deviation wherever it stands; so is a place in the middle where words of the fullest wording
    are moved to, and one where some are left out that carry meaning and stand nowhere else.

    Example: “lenses” for “film”; “by the yard” left out between words that stay.
    Must not: where a wording begins and ends, "a" for "the", "said" and "reported", "closed" for "closes".
    Known failures: a word put in twice counts once; two outlets that shorten alike seem to share it.

    Args:
        base: The fullest wording.
        own: The words of the other one.
        muted: The numbers of those that credit another outlet, and are no deviation.
    """
    edits = tuple(word_edits(base.words.texts, own))
    equal = [edit for edit in edits if edit.op == "equal"]
    has = frozenset(own)
    deviations: set[Deviation] = set()
    for number, edit in enumerate(edits):
        new = _new(edit, base, own, muted)
        inner = 0 < number < len(edits) - 1
        if new:
            deviations.update(new)
        elif inner and edit.op != "equal" and _differs(edit, base, own, has, muted):
            put = tuple(own[edit.right_start : edit.right_end])
            deviations.add(Deviation(edit.left_start, edit.left_end, put))
    return Reading(
        words=tuple(own),
        kept=bits(at for edit in equal for at in range(edit.left_start, edit.left_end)),
        joined=bits(at for edit in equal for at in range(edit.left_start, edit.left_end - 1)),
        deviations=frozenset(deviations),
        edits=edits,
    )


def _new(edit: WordEdit, base: Base, own: Sequence[str], muted: frozenset[int]) -> list[Deviation]:
    """Return the words put in that the fullest wording has nowhere, in any form."""
    places = range(edit.right_start, edit.right_end) if edit.op != "equal" else ()
    return [
        Deviation(-1, -1, (own[at],))
        for at in places
        if at not in muted and meaning(own[at]) and stem(own[at]) not in base.known
    ]


def _differs(
    edit: WordEdit, base: Base, own: Sequence[str], has: frozenset[str], muted: frozenset[int]
) -> bool:
    """Say whether words that carry meaning are put in, or left out and stand nowhere else."""
    places = range(edit.right_start, edit.right_end)
    if not muted.isdisjoint(places):
        return False
    left = base.words.texts[edit.left_start : edit.left_end]
    return any(meaning(own[at]) for at in places) or any(meaning(word) and word not in has for word in left)


def own_words(occurrence: Occurrence, article: Article) -> Words:
    """Return the words of an occurrence, with offsets in it."""
    return words(article.text[occurrence.start : occurrence.end])


def lacking(base: Base, reading: Reading) -> int:
    """Return the meaningful words of the fullest wording that a reading has in no place, as bits."""
    lost = base.content & ~reading.kept
    return lost & ~_found_among(base, lost, reading.words) if lost else 0


def beside(base: Base, lost: int, occurrence: Occurrence, article: Article) -> int:
    """Return which of some words that an occurrence lacks stand near it in its article, as bits."""
    return _found_among(base, lost, _around(occurrence, article)) if lost else 0


def _found_among(base: Base, wanted: int, among: Iterable[str]) -> int:
    """Return those of some words of the fullest wording, as bits, of which a form is among other words."""
    stems = frozenset(map(stem, among))
    return bits(at for at in _set_bits(wanted) if base.stems[at] in stems)


def _set_bits(row: int) -> Iterator[int]:
    """Yield the places of the bits that are set, in order, in linear time."""
    for number, byte in enumerate(row.to_bytes(row.bit_length() // 8 + 1, "little")):
        if byte:
            yield from (number * 8 + bit for bit in range(8) if byte >> bit & 1)
