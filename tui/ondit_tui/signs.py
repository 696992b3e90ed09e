"""What the signs on the screen mean, as the help lists them below the keys."""

from __future__ import annotations

from dataclasses import dataclass

from ondit_tui.widgets.wording import mark

GROUP = "Signs on the screen"
VARIANTS = "Variants"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or a word that lists are told with.

    Attributes:
        sign: As it stands on the screen, in at most twelve cells.
        help: What it means: a sentence.
        group: The heading that the help lists it under.
    """

    sign: str
    help: str
    group: str = GROUP


SIGNS: tuple[Sign, ...] = (
    Sign(
        mark("announcement", None)[0], "An announcement: a company, an officer or a release on its own acts."
    ),
    Sign(mark("announcement", "denial")[0], "An announcement that denies what circulated before."),
    Sign(mark("announcement", "confirmation")[0], "An announcement that confirms what circulated before."),
    Sign(
        mark("rumour", None)[0],
        "A rumour: unverified when it was published, and neither true nor false by that.",
    ),
    Sign(mark("neither", None)[0], "Neither of both: background or opinion."),
    Sign("open", "What became of a rumour: nothing settled it so far."),
    Sign("confirmed", "An announcement says that it is so. Behind a rumour stands what became of it."),
    Sign("denied", "An announcement says that it is not so."),
    Sign("superseded", "Something else was announced in its place: another price, another day."),
    Sign("expired", "The date that it spoke of passed, and nothing came."),
    Sign(
        "confirmed?", "An announcement tells the same, without saying that it settles the rumour. Check it."
    ),
    Sign("x4", "Four outlets tell it."),
    Sign("◆", "You marked it."),
    Sign("*", "It came in while you were watching, and you have not been on it yet."),
    Sign("!", "Suspect: the words may not be the speaker's. In a life: told again after it was settled."),
    Sign("+ 11 more", "Entries of that day that matter less are folded."),
    Sign("… a share", "Words are left out before it: a part of a sentence, so that it stands alone."),
    Sign("▁▄█ ▾", "The strip of days: the more entries, the higher; ▾ stands over the day of the cursor."),
    Sign("≡", "In an article: the line has words that others tell, too, a quote or a date."),
    Sign("/", "In an article: the line has what you searched for."),
    Sign("{+ +} [- -]", "Put in, and left out, against the wording that it is compared with."),
    Sign("tie", "The dates do not tell who was first."),
    Sign("verbatim", "Word for word the statement's wording.", VARIANTS),
    Sign("trimmed", "The same, less some words at its ends.", VARIANTS),
    Sign("fragment", "A few of its words inside another sentence.", VARIANTS),
    Sign("edited", "The same with some words changed.", VARIANTS),
    Sign("merged", "Two wordings made one.", VARIANTS),
    Sign("translated", "The same in other words throughout, as when it is translated and back.", VARIANTS),
    Sign("paraphrase", "Another sentence of much the same meaning: a suggestion.", VARIANTS),
)


def matching_signs(text: str) -> list[Sign]:
    """Return the signs that, with their meaning, hold every word of a text, case folded."""
    words = text.casefold().split()
    return [
        one for one in SIGNS if all(word in f"{one.sign} {one.help} {one.group}".casefold() for word in words)
    ]
