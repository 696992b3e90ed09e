"""What a reader says of claims against what was found: kept, followed every time, and shown as the reader's.

An override holds on to a mention and not to a claim: which claims there are, and what they are called,
changes with every article that is added; where a mention stands in its article, and its words, do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from ondit.model import Article, Claim
from ondit.overrides.finding import Mentions
from ondit.overrides.groups import Groups
from ondit.overrides.records import Anchor, Change, Override, anchored

__all__ = ["Anchor", "Change", "Override", "anchored", "apply", "unmatched"]


def apply(
    claims: Sequence[Claim], overrides: Sequence[Override], articles: Sequence[Article]
) -> tuple[Claim, ...]:
    """Return the claims as a reader says that they are.

    What is merged and set apart is followed in the order in which it was said. A claim that is merged keeps
    the id and the kind of the one told first; a mention that is set apart becomes an open claim of the kind
    that it was told with. Then a status is given to the claim that its mention belongs to. Where two
    overrides speak of the same claim, the one made later wins. One whose anchor finds no claim changes
    nothing.

    Args:
        claims: What was found: claims with at least one mention each, in order of first telling.
        overrides: What the reader says; of two made at the same instant the one that stands later is later.
        articles: The story's articles, in any order.

    Returns:
        Claims in order of first telling. Those that an override changes have it in `overridden`: `status`,
        `merge`, or `apart` where a mention was taken out or is all that there is.

    Raises:
        KeyError: A claim is told in an article that is not among them.
    """
    if not overrides:
        return tuple(claims)
    from ondit.overrides.joining import join  # what stores need of overrides is light without it

    by_id = {article.id: article for article in articles}
    ordered = sorted(overrides, key=lambda override: override.instant)
    found = Mentions(claims, ordered, by_id)
    groups = Groups(len(claims))
    for override in ordered:
        groups.follow(override, found)
    said = groups.said(ordered, found)
    return join(claims, groups, said, found, by_id) if groups.touched else tuple(claims)


def unmatched(
    claims: Sequence[Claim], overrides: Sequence[Override], articles: Sequence[Article]
) -> tuple[Override, ...]:
    """Return the overrides that find no claim, or of two claims only one, in the order given.

    What is said of a status is not among them if only the mention that settles it is gone: it still holds.

    Args:
        claims: What was found.
        overrides: What the reader says.
        articles: The story's articles, in any order.
    """
    found = Mentions(claims, overrides, {article.id: article for article in articles})
    return tuple(override for override in overrides if not _is_found(override, found))


def _is_found(override: Override, found: Mentions) -> bool:
    needed = [override.anchor]
    if override.kind == "merge" and override.other:
        needed.append(override.other)
    return all(found.at(anchor) is not None for anchor in needed)
