"""Claims: clauses that assert the same thing, and what became of what was only rumoured.

A statement is a wording; a claim is an assertion, in whatever words. This is a first grouping, by
wording, content words, figures and target dates.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ondit.matching.facts import names, negated, numbers
from ondit.matching.vocabulary import FUNCTION_WORDS, Vocabulary, bag
from ondit.model import Article, Claim, Label, Span, Statement, Status, TimeExpression
from ondit.spans import overlap, same_time, told_order

SAME_CLAIM = 0.45
SETTLES = 0.3
SAME_TARGET_BONUS = 0.15
HALF = 0.5
CORE_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled clause with what claims are compared by.

    Attributes:
        label: Its label.
        text: Its words.
        bag: Its content stems, counted.
        figures: Its figures, as `numbers` reads them, less those of its date.
        names: Its capitalised words that begin no sentence.
        negated: Whether its negations leave it negated.
        target: The date that it speaks of, as TIMEX3.
        statement: The id of the statement that it lies in.
    """

    label: Label
    text: str
    bag: Counter[str]
    figures: frozenset[str]
    names: frozenset[str]
    negated: bool
    target: str | None
    statement: str | None


def group(
    articles: Sequence[Article],
    labels: Sequence[Label],
    statements: Sequence[Statement],
    targets: Mapping[Span, TimeExpression],
) -> tuple[Claim, ...]:
    """Group announcements and rumours into claims, and settle rumours by later announcements.

    Rule: clauses of one kind are one claim where they lie in one statement, or share nearly half of their
    words by weight (a bit less where they speak of the same date) without a figure or date that differs.
    Each clause joins the claim whose first clause it is most like, so that claims do not chain.
    A rumour is denied by a denial, confirmed by an announcement, superseded by one that gives another
    figure or date, where that was published no earlier and is alike enough; it has expired where the date
    that it speaks of lies before the newest article's. Else it is open.

    Args:
        articles: The story's articles.
        labels: Labels of all clauses; those of kind neither are passed over.
        statements: The story's statements.
        targets: The date that a clause speaks of, by the clause's span.

    Returns:
        Claims in order of first telling.
    """
    by_id = {article.id: article for article in articles}
    told = [label for label in labels if label.kind != "neither"]
    told.sort(key=lambda label: told_order(label, by_id))
    clauses = _clauses(told, by_id, statements, targets)
    vocabulary = Vocabulary([clause.bag for clause in clauses])
    groups = _groups(clauses, vocabulary)
    claims = [_claim(members) for members in groups]
    settled = _settle(claims, groups, vocabulary, by_id)
    newest = max((a.published.value for a in articles if a.published), default=None)
    return tuple(_expire(claim, newest) for claim in settled)


def _clauses(
    labels: Sequence[Label],
    articles: Mapping[str, Article],
    statements: Sequence[Statement],
    targets: Mapping[Span, TimeExpression],
) -> list[Clause]:
    clauses = []
    for label in labels:
        place = Span(label.start, label.end, label.article)
        text = articles[label.article or ""].text[label.start : label.end]
        target = targets.get(place)
        content = Counter({key: n for key, n in bag(text).items() if key not in FUNCTION_WORDS})
        clauses.append(
            Clause(
                label,
                text,
                content,
                frozenset(numbers(text)) - _date_figures(text, target, place),
                frozenset(names(text)),
                negated(text),
                target.value if target else None,
                _statement_of(label, statements),
            )
        )
    return clauses


def _date_figures(text: str, target: TimeExpression | None, place: Span) -> frozenset[str]:
    if target is None:
        return frozenset()
    return frozenset(numbers(text[target.start - place.start : target.end - place.start]))


def _statement_of(label: Label, statements: Sequence[Statement]) -> str | None:
    """Return the id of the statement whose occurrence covers most of a clause, at least half."""
    shared = [
        (overlap(label, occurrence), statement.id)
        for statement in statements
        for occurrence in statement.occurrences
    ]
    best = max(shared, default=(0, ""))
    return best[1] if best[0] >= HALF * (label.end - label.start) else None


def _groups(clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[list[Clause]]:
    groups: list[list[Clause]] = []
    for clause in clauses:
        scored = [(_likeness(clause, members, vocabulary), -place) for place, members in enumerate(groups)]
        best, place = max(scored, default=(0.0, 0))
        if best >= SAME_CLAIM:
            groups[-place].append(clause)
        else:
            groups.append([clause])
    return groups


def _likeness(clause: Clause, members: Sequence[Clause], vocabulary: Vocabulary) -> float:
    core = members[0]
    if core.label.kind != clause.label.kind or _denies(core) != _denies(clause):
        return 0.0
    if clause.statement and any(member.statement == clause.statement for member in members):
        return 1.0
    if conflict(core, clause):
        return 0.0
    return max(_alike(member, clause, vocabulary) for member in members[:CORE_MEMBERS])


def _denies(clause: Clause) -> bool:
    return clause.label.subtype == "denial"


def _alike(a: Clause, b: Clause, vocabulary: Vocabulary) -> float:
    bonus = SAME_TARGET_BONUS if a.target and b.target and same_time(a.target, b.target) else 0.0
    return vocabulary.likeness(a.bag, b.bag) + bonus


def conflict(a: Clause, b: Clause) -> bool:
    """Say whether two clauses cannot be one assertion, however alike their words.

    Rule: they speak of different dates; each gives a figure that the other lacks; their names have nothing
    in common; or only one is negated.
    """
    return (
        bool(a.target and b.target and not same_time(a.target, b.target))
        or bool(a.figures - b.figures and b.figures - a.figures)
        or bool(a.names and b.names and a.names.isdisjoint(b.names))
        or a.negated != b.negated
    )


def _claim(members: Sequence[Clause]) -> Claim:
    core = members[0]
    best = max(members, key=lambda clause: (clause.label.confidence, bool(clause.target), len(clause.bag)))
    mark = f"{core.label.article}\0{core.label.start}\0{core.text}"
    return Claim(
        id="c-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=best.text,
        kind=core.label.kind,
        status="open",
        target=next((clause.target for clause in members if clause.target), None),
        mentions=tuple(Span(c.label.start, c.label.end, c.label.article) for c in members),
        subtype=core.label.subtype,
        confidence=best.label.confidence,
    )


def _settle(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Clause]],
    vocabulary: Vocabulary,
    articles: Mapping[str, Article],
) -> list[Claim]:
    """Give every rumour the status that the announcement most like it makes."""
    official = [
        (claim, members[0])
        for claim, members in zip(claims, groups, strict=True)
        if claim.kind == "announcement"
    ]
    settled = []
    for claim, members in zip(claims, groups, strict=True):
        later = (
            []
            if claim.kind != "rumour"
            else [
                (
                    max(_alike(member, clause, vocabulary) for member in members[:CORE_MEMBERS]),
                    by.id,
                    by,
                    clause,
                )
                for by, clause in official
                if _not_before(clause, members[0], articles)
            ]
        )
        score, _, by, clause = max(later, key=lambda row: row[:2], default=(0.0, "", claim, members[0]))
        if score >= SETTLES:
            settled.append(replace(claim, status=_verdict(members[0], clause), settled_by=by.id))
        else:
            settled.append(claim)
    return settled


def _verdict(rumour: Clause, settling: Clause) -> Status:
    if _denies(settling):
        return "denied"
    return "superseded" if conflict(rumour, settling) else "confirmed"


def _not_before(a: Clause, b: Clause, articles: Mapping[str, Article]) -> bool:
    first, second = (articles[clause.label.article or ""].published for clause in (a, b))
    if first is None or second is None:
        return False
    return first.value >= second.value or same_time(first.value, second.value)


def _expire(claim: Claim, newest: str | None) -> Claim:
    if claim.kind != "rumour" or claim.status != "open" or not claim.target or not newest:
        return claim
    passed = claim.target[:4].isdigit() and claim.target < newest[: len(claim.target)]
    return replace(claim, status="expired") if passed else claim
