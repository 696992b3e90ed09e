"""The ways in which words can be taken along: to the clipboard, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ondit_tui.regional import date_locale
from ondit_tui.widgets.wording import count

if TYPE_CHECKING:
    from ondit.export import Excerpt, Table
    from ondit.timeline import Filter
    from ondit.views import StoryView

T = TypeVar("T")

LONGEST_STEP = 0.004
"""For how many seconds the screen reads at a time what is written: a key waits no longer."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to take words along.

    Attributes:
        name: Unique.
        words: What it is called.
        end: How the name of a file of it ends.
        text: Returns an excerpt in this way; empty where it has nothing of the kind.
    """

    name: str
    words: str
    end: str
    text: Callable[[Excerpt], str]


class Ask(Protocol):
    """Asks something in the screen's thread, from another."""

    def __call__(self, question: Callable[[], T]) -> T:
        """Return the answer."""


class Format(NamedTuple):
    """A format that a file can have.

    Attributes:
        name: Unique.
        words: What it is called.
        end: How a file's name ends.
    """

    name: str
    words: str
    end: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Something that can be written into a file.

    Attributes:
        words: What it is: "what is shown: 12 entries".
        size: How many of them there are.
        stem: What a file of it is called, less its end.
        formats: The formats that it can have.
        write: Writes it in a thread, and returns a sentence saying what became of that. It is given what asks
            in the screen's thread, the format, the file, and whose way of writing dates it is to have.
    """

    words: str
    size: int
    stem: str
    formats: Sequence[Format]
    write: Callable[[Ask, str, Path, str | None], str]


def ways() -> tuple[Way, ...]:
    """Return the ways to copy an excerpt; the first is what a single key copies."""
    from ondit.export import SUFFIXES, written

    def formatted(form: str, words: str) -> Way:
        return Way(form, words, SUFFIXES[form], lambda excerpt: written(excerpt, form, date_locale()))

    return (
        formatted("text", "words with their citation"),
        Way("words", "the words only", SUFFIXES["text"], lambda excerpt: excerpt.text),
        formatted("markdown", "Markdown"),
        formatted("bibtex", "BibTeX"),
        formatted("ris", "RIS"),
        formatted("csl-json", "CSL-JSON"),
        formatted("jsonld", "JSON-LD"),
        Way("link", "the link", SUFFIXES["text"], lambda excerpt: excerpt.article.url or ""),
    )


def excerpts(told: Callable[[], Iterator[Excerpt]], words: str, size: int, stem: str, title: str) -> Batch:
    """Return excerpts as what can be written.

    Args:
        told: Returns them; they are taken one at a time, in the screen's thread.
        words: What they are, and how many.
        size: How many entries, claims or quotes they are of.
        stem: What a file of them is called, less its end.
        title: What stands above them where they are written for people.
    """
    from ondit.export import EXCERPT_FORMATS

    def write(ask: Ask, form: str, place: Path, locale: str | None) -> str:
        from ondit.export import Look
        from ondit_tui.exporting import export

        return export(stepwise(told(), ask), form, place, Look(title, locale))

    return Batch(words, size, stem, formats(EXCERPT_FORMATS), write)


def shown(view: StoryView, wanted: Filter, words: str, size: int, stem: str) -> Batch:
    """Return the entries of a view that pass a filter as what can be written.

    Args:
        view: The view.
        wanted: The filter.
        words: What they are, as in "what is shown".
        size: How many they are.
        stem: What a file of them is called, less its end.
    """

    def told() -> Iterator[Excerpt]:
        from ondit.export import excerpts_of_entries

        return excerpts_of_entries(view, wanted)

    return excerpts(told, f"{words}: {count(size, 'entry', 'entries')}", size, stem, "Timeline")


def found(some: Sequence[Excerpt], words: str, noun: str, stem: str) -> Batch:
    """Return excerpts that are there already as what can be written.

    Args:
        some: The excerpts.
        words: What they are, as in "this statement".
        noun: What one of them is called.
        stem: What a file of them is called, less its end.
    """
    size = len(some)
    return excerpts(lambda: iter(some), f"{words}: {count(size, noun)}", size, stem, words.capitalize())


def tabled(table: Callable[[], Table], words: str, size: int, stem: str, title: str) -> Batch:
    """Return a table as what can be written.

    Args:
        table: Returns it; its rows are taken one at a time, in the screen's thread.
        words: What its rows are, and how many.
        size: How many there are.
        stem: What a file of it is called, less its end.
        title: What stands above it where it is written for people.
    """
    from ondit.export import TABLE_FORMATS

    def write(ask: Ask, form: str, place: Path, locale: str | None) -> str:
        from ondit.export import Look
        from ondit_tui.exporting import export_table

        found = ask(table)
        rows = stepwise(iter(found.rows), ask)
        return export_table(found._replace(rows=rows), form, place, Look(title, locale))

    return Batch(words, size, stem, formats(TABLE_FORMATS), write)


def text(told: str, way: Way) -> Batch:
    """Return what a way gives of a quote as what can be written, in the one format that it has."""

    def write(_: Ask, __: str, place: Path, ___: str | None) -> str:
        from ondit_tui.exporting import write_text

        return write_text(told, place)

    return Batch(f"this quote: {way.words}", 1, "quote", (Format(way.name, way.words, way.end),), write)


def formats(names: Iterable[str]) -> tuple[Format, ...]:
    """Return formats by their names."""
    from ondit.export import SUFFIXES

    return tuple(Format(name, FORMAT_WORDS[name], SUFFIXES[name]) for name in names)


def stepwise(some: Iterator[T], ask: Ask) -> Iterator[T]:
    """Yield what reads from a view, read in the screen's thread, a little at a time: no other may ask it.

    Args:
        some: What is yielded.
        ask: Asks in the screen's thread.
    """

    def take() -> list[T]:
        taken: list[T] = []
        until = monotonic() + LONGEST_STEP
        for one in some:
            taken.append(one)
            if monotonic() >= until:
                break
        return taken

    while taken := ask(take):
        yield from taken


FORMAT_WORDS = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "HTML page",
    "csv": "CSV table",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "csl-json": "CSL-JSON",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "jsonld": "JSON-LD",
    "timelinejs": "TimelineJS",
    "casefile": "case file, a page to hand on",
}
"""What the formats of exports are called."""
