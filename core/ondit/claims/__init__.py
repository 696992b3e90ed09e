"""Claims: clauses that assert the same thing, and what became of what was only rumoured.

A statement is a wording; a claim is an assertion, in whatever words. This is a first grouping, by
wording, content words, figures and target dates.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ondit.claims.clauses import Clause, Neighbours, conflict, read
from ondit.claims.settling import denies, settle
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Article, Claim, Label, Sentence, Span, Statement, TimeExpression
from ondit.spans import told_order
from ondit.text import core

SAME_CLAIM = 0.45
CORE_MEMBERS = 3
HALF = 0.5
OPENING = tuple('“„«‘"')
CLOSING = tuple('”“»’"')


def group(
    articles: Sequence[Article],
    labels: Sequence[Label],
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    targets: Mapping[Span, TimeExpression],
) -> tuple[Claim, ...]:
    """Group announcements and rumours into claims, and settle what was rumoured.

    Rule: clauses of one kind are one claim where they lie in one statement, or share nearly half of their
    words by weight (less where they also share their date or all their figures) without a figure, date,
    name or negation that parts them. Each clause joins the claim whose first clauses it is most like, so
    that claims do not chain.

    Example: "Corvale may buy the yard at Belmore" and "the Belmore yard is said to be bought by Corvale".
    Must not: "it may cost 40 million" and "it may cost 65 million".
    Known failures: the same assertion in wholly other words; two assertions in one clause; a figure that
    was rounded.

    Args:
        articles: The story's articles.
        labels: Labels of all clauses; those of kind neither are passed over.
        statements: The story's statements.
        sentences: The sentences that the labels lie in, by article and place.
        targets: The date that a clause speaks of, by the clause's span.

    Returns:
        Claims in order of first telling.
    """
    by_id = {article.id: article for article in articles}
    told = [label for label in labels if label.kind != "neither"]
    told.sort(key=lambda label: told_order(label, by_id))
    clauses = read(told, by_id, statements, sentences, targets)
    vocabulary = Vocabulary([clause.bag for clause in clauses])
    groups = _groups(clauses, vocabulary)
    wordings = {statement.id: statement.text for statement in statements}
    return settle([_claim(members, wordings) for members in groups], groups, vocabulary, by_id)


def _groups(clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[list[Clause]]:
    """Put each clause, in order, to the group that it is most like; the first of equals, or its own."""
    groups: list[list[Clause]] = []
    group_of: list[int] = []
    carrying: dict[str, list[int]] = defaultdict(list)
    cores = Neighbours(vocabulary)
    for clause in clauses:
        scores: dict[int, float] = defaultdict(float)
        for place, score in cores.alike(clause, SAME_CLAIM).items():
            number = group_of[place]
            if not conflict(groups[number][0], clause):
                scores[number] = max(scores[number], score)
        scores |= dict.fromkeys(carrying.get(clause.statement or "", ()), 1.0)
        fitting = [(score, -number) for number, score in scores.items() if _fits(groups[number][0], clause)]
        number = -max(fitting)[1] if fitting else len(groups)
        if number == len(groups):
            groups.append([])
        groups[number].append(clause)
        if len(groups[number]) <= CORE_MEMBERS:
            cores.add(clause)
            group_of.append(number)
        if clause.statement and number not in carrying[clause.statement]:
            carrying[clause.statement].append(number)
    return groups


def _fits(first: Clause, clause: Clause) -> bool:
    return first.label.kind == clause.label.kind and denies(first) == denies(clause)


def _claim(members: Sequence[Clause], wordings: Mapping[str, str]) -> Claim:
    first = members[0]
    best = max(members, key=lambda clause: (clause.label.confidence, bool(clause.target), len(clause.bag)))
    mark = f"{first.label.article}\0{first.label.start}\0{first.text}"
    return Claim(
        id="c-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=_wording(members, wordings) or best.text[slice(*core(best.text))],
        kind=first.label.kind,
        status="open",
        target=next((clause.target for clause in members if clause.target), None),
        mentions=tuple(Span(c.label.start, c.label.end, c.label.article) for c in members),
        subtype=first.label.subtype,
        confidence=best.label.confidence,
    )


def _wording(members: Sequence[Clause], wordings: Mapping[str, str]) -> str | None:
    """Return the text of the statement that carries at least half of a claim told more than once."""
    counts = Counter(clause.statement for clause in members if clause.statement)
    statement, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return wordings[statement] if count > 1 and count >= HALF * len(members) else None
