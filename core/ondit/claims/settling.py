"""What became of a rumour: confirmed, denied, superseded, expired, or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondit.claims.clauses import Clause, alike, conflict
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Article, Claim, Status
from ondit.spans import same_time

SETTLES = 0.3
CORE_MEMBERS = 3


def settle(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Clause]],
    vocabulary: Vocabulary,
    articles: Mapping[str, Article],
) -> tuple[Claim, ...]:
    """Give every claim its status.

    Rule: of the announcements that were published no earlier, the one that is most like a rumour settles
    it, if it is alike enough: a denial denies it, one with another figure or date supersedes it, any
    other confirms it. A rumour that nothing settles has expired where the date that it speaks of lies
    before the newest article. An announcement stands, unless a later one gives another figure or date.

    Args:
        claims: Claims in order of first telling.
        groups: The clauses of each.
        vocabulary: What the words of the story weigh.
        articles: The story's articles by id.

    Returns:
        The claims with status and what settled them, in the order given.
    """
    newest = max((a.published.value for a in articles.values() if a.published), default="")
    official = [place for place, claim in enumerate(claims) if claim.kind == "announcement"]
    settled = []
    for place, claim in enumerate(claims):
        first = groups[place][0]
        best, by = max(
            (
                (_nearness(groups[place], groups[other][0], vocabulary), -other)
                for other in official
                if other != place and _not_before(groups[other][0], first, articles)
            ),
            default=(0.0, 0),
        )
        if claim.kind == "rumour" and best >= SETTLES:
            status = _verdict(first, groups[-by][0])
            settled.append(replace(claim, status=status, settled_by=claims[-by].id))
        else:
            settled.append(_expire(claim, newest))
    return tuple(settled)


def denies(clause: Clause) -> bool:
    """Say whether a clause is a denial."""
    return clause.label.subtype == "denial"


def _nearness(members: Sequence[Clause], settling: Clause, vocabulary: Vocabulary) -> float:
    return max(alike(member, settling, vocabulary) for member in members[:CORE_MEMBERS])


def _verdict(rumour: Clause, settling: Clause) -> Status:
    if denies(settling):
        return "denied"
    return "superseded" if conflict(rumour, settling) else "confirmed"


def _not_before(a: Clause, b: Clause, articles: Mapping[str, Article]) -> bool:
    first, second = (articles[clause.label.article or ""].published for clause in (a, b))
    if first is None or second is None:
        return False
    return first.value >= second.value or same_time(first.value, second.value)


def _expire(claim: Claim, newest: str) -> Claim:
    if claim.kind != "rumour" or not claim.target or not newest:
        return claim
    passed = claim.target[:4].isdigit() and claim.target < newest[: len(claim.target)]
    return replace(claim, status="expired") if passed else claim
