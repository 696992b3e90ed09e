"""A case file as one record, which a template turns into a page without asking for anything more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from ondit import __version__
from ondit.export.casefile import lines, lives, picture, quoting, standing, wordings
from ondit.export.casefile.bars import KINDS
from ondit.export.casefile.citing import CitedArticle, Citing, When
from ondit.export.casefile.gathering import CaseView, Gathered, Most, gather
from ondit.export.casefile.picture import Picture, Pictured
from ondit.export.casefile.plans import NARROW, WIDE
from ondit.export.casefile.reasons import Fired
from ondit.export.casefile.reasons import fired as reasons
from ondit.export.looks import Look
from ondit.model import Kind, Problem
from ondit.timeline import Filter
from ondit.views import DayCount

MOST_REASONS = 40


class Counts(NamedTuple):
    """How much a case file holds, and what there is.

    Attributes:
        entries: Entries of the timeline.
        claims: Claims among them.
        rumours: Rumours among these.
        quotations: Things that are quoted.
        reasons: Different reasons that rules gave.
        entries_in_all: Entries that pass the filter.
        undated: Those of them that have no date.
    """

    entries: int
    claims: int
    rumours: int
    quotations: int
    reasons: int
    entries_in_all: int
    undated: int


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that a case file tells.

    Attributes:
        title: What it is of.
        made: When it was made.
        version: Of Ondit.
        counts: How much it holds.
        asked: What was asked of the story, in words; empty where all of it was.
        left_out: What is left out, and how much of it, in sentences.
        pictures: The picture, by what it is made for: `wide` and `narrow`.
        drawn: What they show.
        days: The timeline.
        lots: Claims, by what became of them.
        wordings: Statements with their variants.
        speakers: Who is quoted.
        standing: The scoreboard.
        fired: Why passages were labelled so.
        problems: What could not be read.
        notes: What was read otherwise than it may seem; nothing is lost by it.
        articles: All articles that it cites, and more.
        outlets: The number of each outlet, by its name.
    """

    title: str
    made: When
    version: str
    counts: Counts
    asked: Sequence[str]
    left_out: Sequence[str]
    pictures: Mapping[str, Picture]
    drawn: Pictured
    days: Sequence[lines.Day]
    lots: Sequence[tuple[str, Sequence[lives.Life]]]
    wordings: Sequence[wordings.Wording]
    speakers: Sequence[quoting.Speaker]
    standing: Sequence[standing.Row]
    fired: Sequence[Fired]
    problems: Sequence[Problem]
    notes: Sequence[Problem]
    articles: Sequence[CitedArticle]
    outlets: Mapping[str, int]


def build(view: CaseView, wanted: Filter, look: Look, made: datetime, most: Most) -> CaseFile:
    """Gather a slice of a story, and tell all of it.

    Args:
        view: The story.
        wanted: What of it.
        look: What it is called, and whose way of writing dates.
        made: When it is made.
        most: How much it holds at the most.

    Raises:
        UsageError: The search makes no sense.
        StoreError: The story cannot be read.
    """
    gathered = gather(view, wanted, most)
    citing = Citing(gathered.articles.values(), look.locale)
    claims, worded = lives.numbered(gathered.told), wordings.numbered(gathered)
    counts = _days(view, wanted)
    drawn = picture.pictured(gathered.told, claims, counts)
    board, outlets = standing.rows(view, wanted, most.sources)
    problems = [one for one in view.problems if not one.is_note]
    notes = [one for one in view.problems if one.is_note]
    fired = reasons(gathered.told)
    return CaseFile(
        title=look.title,
        made=_made(made, citing),
        version=__version__,
        counts=_counts(gathered, counts, len(fired)),
        asked=asked(wanted, citing),
        left_out=_left_out(gathered, (len(board), outlets), problems, notes, most.problems),
        pictures={"wide": picture.lay_out(drawn, WIDE), "narrow": picture.lay_out(drawn, NARROW)},
        drawn=drawn,
        days=lines.days(gathered.told, claims, worded, citing),
        lots=lives.lives(gathered, worded, citing, most),
        wordings=wordings.wordings(gathered, citing, most),
        speakers=quoting.speakers(view, gathered, citing, worded),
        standing=board,
        fired=fired[:MOST_REASONS],
        problems=problems[: most.problems],
        notes=notes[: most.problems],
        articles=citing.articles,
        outlets=_numbered({one.article.source.value for one in citing.articles}),
    )


def asked(wanted: Filter, citing: Citing) -> list[str]:
    """Return what a filter asks for, in words, part by part; empty where it lets everything through."""
    parts = (
        ("only outlets: ", ", ".join(sorted(wanted.sources))),
        ("only kinds: ", ", ".join(kind for kind in KINDS if kind in wanted.kinds)),
        ("only rumours that are: ", ", ".join(sorted(wanted.statuses))),
        ("only where one is quoted of: ", ", ".join(sorted(wanted.speakers))),
        ("published from: ", citing.when(wanted.start).words if wanted.start else ""),
        ("published to: ", citing.when(wanted.end).words if wanted.end else ""),
        ("confidence at least: ", f"{wanted.min_confidence:.2f}" if wanted.min_confidence else ""),
        ("search: ", wanted.search),
        ("only entries that were chosen: ", "" if wanted.marked is None else f"{len(wanted.marked):,}"),
        ("only entries that were new: ", "" if wanted.new is None else f"{len(wanted.new):,}"),
    )
    return [f"{name}{words}" for name, words in parts if words]


def _counts(gathered: Gathered, days: Mapping[Kind, Sequence[DayCount]], reasons: int) -> Counts:
    claims = [one.entry for one in gathered.told if one.claim]
    undated = sum(day.entries for some in days.values() for day in some if day.published is None)
    return Counts(
        len(gathered.told),
        len(claims),
        sum(1 for one in claims if one.kind == "rumour"),
        len(gathered.quoted),
        reasons,
        gathered.entries_in_all,
        undated,
    )


def _days(view: CaseView, wanted: Filter) -> dict[Kind, Sequence[DayCount]]:
    """Return on which days how many entries of each kind pass, of the kinds that are asked for."""
    kinds = [kind for kind in KINDS if not wanted.kinds or kind in wanted.kinds]
    return {kind: view.days(replace(wanted, kinds=frozenset({kind}))) for kind in kinds}


def _made(made: datetime, citing: Citing) -> When:
    day = citing.when(made.date().isoformat()).words
    return When(made.isoformat(timespec="seconds"), f"{day}, {made:%H:%M %Z}")


def _left_out(
    gathered: Gathered,
    board: tuple[int, int],
    problems: Sequence[Problem],
    notes: Sequence[Problem],
    most: int,
) -> list[str]:
    """Say how much is left out of each thing of which not all is there.

    Args:
        gathered: The slice.
        board: How many outlets of the scoreboard are there, and how many there are.
        problems: What could not be read.
        notes: What was read otherwise than it may seem.
        most: How many of both are there at the most.
    """
    counts = {
        "entries of the timeline": (len(gathered.told), gathered.entries_in_all),
        "quotations": (len(gathered.quoted), gathered.quotations_in_all),
        "articles": (len(gathered.articles), gathered.articles_in_all),
        "outlets of the scoreboard": board,
        "inputs that could not be read": (most, len(problems)),
        "notes on inputs": (most, len(notes)),
    }
    return [
        f"{in_all - here:,} of {in_all:,} {what}" for what, (here, in_all) in counts.items() if in_all > here
    ]


def _numbered(names: set[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(names), 1)}
