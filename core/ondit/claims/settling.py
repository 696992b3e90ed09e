"""What became of a rumour: confirmed, denied, superseded, expired, or open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondit.claims.clauses import Clause, Neighbours, contradicts, supersedes
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Article, Claim, Status
from ondit.periods import period, same_time
from ondit.spans import day

SETTLES = 0.3
CORE_MEMBERS = 3
DENIAL_BONUS = 0.1
NEARLY = 0.15


def settle(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Clause]],
    vocabulary: Vocabulary,
    articles: Mapping[str, Article],
) -> tuple[Claim, ...]:
    """Give every claim its status.

    Rule: of the announcements that were published no earlier, and speak of the same names and no less
    affirmatively, and of the denials, the last one that is nearly most like a rumour settles it, if it is
    alike enough: a denial denies it, one with another date or another figure in the same unit supersedes
    it, any other confirms it. A rumour that nothing settles has expired where the date that it speaks of
    lies before the newest article. An announcement stays open.

    Example: "may buy the yard" is denied by "denied that it will buy the yard", and confirmed by a later
    "will buy the yard".
    Known failures: an announcement in wholly other words settles nothing; one that is alike but speaks
    of something else of the same company settles wrongly.

    Args:
        claims: Claims in order of first telling.
        groups: The clauses of each.
        vocabulary: What the words of the story weigh.
        articles: The story's articles by id.

    Returns:
        The claims with status and what settled them, in the order given.
    """
    newest = max((a.published.value for a in articles.values() if a.published), default="")
    official = [
        (claim, members[0])
        for claim, members in zip(claims, groups, strict=True)
        if claim.kind == "announcement"
    ]
    near = Neighbours(vocabulary)
    for _, clause in official:
        near.add(clause)
    settled = []
    for claim, members in zip(claims, groups, strict=True):
        found = _settling(members, official, near, articles) if claim.kind == "rumour" else None
        if found:
            by, clause = found
            settled.append(replace(claim, status=_verdict(members[0], clause), settled_by=by.id))
        else:
            settled.append(_expire(claim, newest))
    return tuple(settled)


def _settling(
    members: Sequence[Clause],
    official: Sequence[tuple[Claim, Clause]],
    near: Neighbours,
    articles: Mapping[str, Article],
) -> tuple[Claim, Clause] | None:
    """Return the announcement that settles a rumour: the last of those that are nearly most like it."""
    scores: dict[int, float] = defaultdict(float)
    for member in members[:CORE_MEMBERS]:
        for place, score in near.alike(member, SETTLES - DENIAL_BONUS).items():
            bonus = DENIAL_BONUS if denies(official[place][1]) else 0.0
            scores[place] = max(scores[place], score + bonus)
    possible = {
        place: score
        for place, score in scores.items()
        if _not_before(official[place][1], members[0], articles)
        and (denies(official[place][1]) or not contradicts(members[0], official[place][1]))
    }
    least = max(SETTLES, max(possible.values(), default=0.0) - NEARLY)
    nearest = [(place, score) for place, score in possible.items() if score >= least]
    last = max(
        nearest,
        key=lambda row: (_date(official[row[0]][1], articles), row[1], official[row[0]][0].id),
        default=None,
    )
    return official[last[0]] if last else None


def denies(clause: Clause) -> bool:
    """Say whether a clause is a denial."""
    return clause.label.subtype == "denial"


def _verdict(rumour: Clause, settling: Clause) -> Status:
    if denies(settling):
        return "denied"
    return "superseded" if supersedes(rumour, settling) else "confirmed"


def _date(clause: Clause, articles: Mapping[str, Article]) -> str:
    return day(articles[clause.label.article or ""]) or ""


def _not_before(a: Clause, b: Clause, articles: Mapping[str, Article]) -> bool:
    first, second = (articles[clause.label.article or ""].published for clause in (a, b))
    if first is None or second is None:
        return False
    return first.value >= second.value or same_time(first.value, second.value)


def _expire(claim: Claim, newest: str) -> Claim:
    target, known = period(claim.target or ""), period(newest)
    if claim.kind != "rumour" or target is None or known is None:
        return claim
    return replace(claim, status="expired") if target[1] < known[0] else claim
