"""The account of one claim: its life step by step, in the sentences that tell it, and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ondit.lots import ToldClaim
from ondit.model import Claim, Event, Span, Story
from ondit.spans import overlap
from ondit.timeline import id_of
from ondit_tui.widgets.account import Account, Telling, account


@dataclass(frozen=True, slots=True)
class Lead:
    """What a claim's account leads on to: a sentence that tells it, or another claim.

    Attributes:
        outlet: Where it is told; absent where that is not known.
        text: Its words.
        place: Where it stands.
        entry: The id of the other claim's entry; absent for a sentence that tells this one.
    """

    outlet: str | None
    text: str
    place: Span
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a claim, with what tells it, or settles it."""

    event: Event
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class ClaimAccount:
    """All that the pane shows of a claim.

    Attributes:
        told: The claim.
        account: The account of its entry.
        steps: Its life.
        against: Claims that cannot be true beside it.
    """

    told: ToldClaim
    account: Account
    steps: tuple[Step, ...]
    against: tuple[Lead, ...]

    @property
    def leads(self) -> Sequence[Lead]:
        """All that it leads on to, in the order in which it is shown."""
        return [lead for step in self.steps for lead in step.leads] + list(self.against)


def claim_account(part: Story, told: ToldClaim) -> ClaimAccount:
    """Gather what is known of a claim from the part of the story that it is told from."""
    whole = account(part, told.entry)
    return ClaimAccount(
        told,
        whole,
        tuple(Step(event, tuple(_leads(part, whole, event))) for event in told.claim.history),
        tuple(_other(part, one) for one in part.claims if one.id in told.claim.contradicts),
    )


def _leads(part: Story, whole: Account, event: Event) -> list[Lead]:
    if event.claim:
        return [_other(part, one) for one in part.claims if one.id == event.claim]
    return [_telling(part, whole, place) for place in event.places]


def _telling(part: Story, whole: Account, place: Span) -> Lead:
    """Return what a mention leads to: the telling of the entry that has most of it."""
    best: Telling | None = max(whole.tellings, key=lambda one: overlap(one.span, place), default=None)
    article = part.article(place.article or "")
    is_told = best is not None and overlap(best.span, place)
    return Lead(article.source.value, part.text(place), best.span if best and is_told else place)


def _other(part: Story, claim: Claim) -> Lead:
    place = claim.mentions[0]
    article = next((one for one in part.articles if one.id == place.article), None)
    return Lead(article.source.value if article else None, claim.text, place, id_of(claim.id))
