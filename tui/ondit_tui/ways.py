"""The ways in which words can be taken along: to the clipboard, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from ondit_tui.regional import date_locale
from ondit_tui.widgets.wording import count

if TYPE_CHECKING:
    from ondit.export import Excerpt
    from ondit.model import Story, TimelineEntry
    from ondit.timeline import Filter
    from ondit.views import DayCount, StoryView

T = TypeVar("T")


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


class There:
    """A view that is asked in the screen's thread: no other may ask it meanwhile.

    Args:
        view: The view.
        ask: Asks there.
    """

    def __init__(self, view: StoryView, ask: Ask) -> None:
        self._view, self._ask = view, ask

    def days(self, wanted: Filter) -> Sequence[DayCount]:
        """Return the days of which entries pass a filter."""
        return self._ask(lambda: self._view.days(wanted))

    def entries(self, wanted: Filter, day: str | None) -> Sequence[TimelineEntry]:
        """Return the entries of a day that pass a filter."""
        return self._ask(lambda: self._view.entries(wanted, day))

    def part(self, entry: TimelineEntry) -> Story:
        """Return the part of the story that an entry's account needs."""
        return self._ask(lambda: self._view.part(entry))


@dataclass(frozen=True, slots=True)
class Batch:
    """Excerpts that can be written into a file.

    Attributes:
        words: What they are: "what is shown: 12 entries".
        size: How many entries or excerpts they are.
        stem: What a file of them is called, less its end.
        title: What stands above them where they are written for people.
        excerpts: Returns them, in a thread, given what asks on the screen's; they are taken one at a time.
    """

    words: str
    size: int
    stem: str
    title: str
    excerpts: Callable[[Ask], Iterable[Excerpt]]


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


def shown(view: StoryView, wanted: Filter, words: str, size: int, stem: str) -> Batch:
    """Return the entries of a view that pass a filter as what can be written.

    Args:
        view: The view.
        wanted: The filter.
        words: What they are, as in "shown".
        size: How many they are.
        stem: What a file of them is called, less its end.
    """

    def excerpts(ask: Ask) -> Iterable[Excerpt]:
        from ondit.export import excerpts_of_entries

        return excerpts_of_entries(There(view, ask), wanted)

    return Batch(f"{words}: {count(size, 'entry', 'entries')}", size, stem, "Timeline", excerpts)


def found(excerpts: Sequence[Excerpt], words: str, noun: str, stem: str) -> Batch:
    """Return excerpts that are there already as what can be written.

    Args:
        excerpts: The excerpts.
        words: What they are, as in "this statement".
        noun: What one of them is called.
        stem: What a file of them is called, less its end.
    """
    size = len(excerpts)
    return Batch(f"{words}: {count(size, noun)}", size, stem, words.capitalize(), lambda _: excerpts)


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
}
"""What the formats of exports are called."""
