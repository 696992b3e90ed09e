"""Who is quoted, with which words: by speakers, each thing once, with where it was told first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ondit.export.casefile.citing import Citing, Telling
from ondit.export.casefile.gathering import CaseView, Gathered, Quoted


@dataclass(frozen=True, slots=True)
class Said:
    """What someone is quoted with.

    Attributes:
        telling: The words where they were told first.
        cue: The word that attributes them; empty where none does.
        suspects: Why the words of some of its quotes may not be the speaker's, each with the outlet.
        outlets: How many outlets have the words.
        wording: The number of the wording that has its variants; absent where nobody else has the words.
    """

    telling: Telling
    cue: str
    suspects: Sequence[tuple[str, str]]
    outlets: int
    wording: int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted.

    Attributes:
        name: The name; absent for those of whom no article says who they are.
        role: What most articles call the speaker; empty where none does.
        times: How many times, in the whole story.
        outlets: How many outlets quote the speaker, in the whole story.
        said: What is quoted here.
    """

    name: str | None
    role: str
    times: int
    outlets: int
    said: Sequence[Said]


def speakers(
    view: CaseView, gathered: Gathered, citing: Citing, wordings: Mapping[str, int]
) -> list[Speaker]:
    """Return who is quoted in a slice, those quoted most first, nobody last.

    Args:
        view: The story.
        gathered: The slice.
        citing: Cites.
        wordings: The number of each wording, by its statement's id.
    """
    found = []
    for name, quoted in groupby(gathered.quoted, key=lambda one: one.speaker):
        known = view.quoted.speaker(name)
        said = [_said(one, citing, wordings) for one in quoted]
        role, times, outlets = (known.role, known.times, known.outlets) if known else (None, len(said), 0)
        found.append(Speaker(name, role or "", times, outlets, said))
    return found


def _said(quoted: Quoted, citing: Citing, wordings: Mapping[str, int]) -> Said:
    quotation = quoted.quotation
    spans = {(one.article, one.start) for s in quoted.part.statements for one in s.occurrences}
    own = [one for one in quoted.part.quotes if one == quotation.quote or (one.article, one.start) in spans]
    return Said(
        telling=citing.telling(quoted.excerpt),
        cue=quotation.quote.cue or "",
        suspects=tuple(
            (quoted.part.article(one.article or "").source.value, one.suspect) for one in own if one.suspect
        ),
        outlets=quotation.outlets,
        wording=wordings.get(quotation.statement or ""),
    )
