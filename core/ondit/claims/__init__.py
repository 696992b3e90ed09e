"""Claims: what is asserted, in whatever words, and what became of what was only rumoured.

A statement is a wording; a claim is an assertion. `parts` cuts labelled clauses where another assertion
begins, `reading` reads what assertions are compared by (`acts`, `designators`), `likeness` compares them,
`neighbours` finds those to compare (`many`: compiled), `grouping` groups them, `showing` words them.
`settling` finds what became of rumours in a story's `scene` (`naming`, `launches`, `deals`, `resembling`;
`verdicts` says what), and `contradictions` which claims cannot stand together; `life` tells it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ondit.claims.assertions import Assertion
from ondit.claims.contradictions import contradictions
from ondit.claims.grouping import Group
from ondit.claims.grouping import group as _grouped
from ondit.claims.life import history, standing
from ondit.claims.likeness import Likeness
from ondit.claims.reading import Reader
from ondit.claims.settling import settle
from ondit.claims.showing import less_dateline
from ondit.garbage import collector_waiting
from ondit.matching.vocabulary import Vocabulary
from ondit.model import Article, Claim, Label, Match, Sentence, Statement, TimeExpression
from ondit.spans import told_order

__all__ = ["group"]

HALF = 0.5
FEWEST = 2
LONGER = 1.3


@collector_waiting()
def group(
    articles: Sequence[Article],
    labels: Sequence[Label],
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    dated: Mapping[str, Sequence[TimeExpression]],
    *,
    matches: Sequence[Match] = (),
) -> tuple[Claim, ...]:
    """Group announcements and rumours into claims, and tell what became of them.

    Rule: a labelled clause is cut where another assertion begins. Two assertions of one kind are one claim
    where they are told by one wording, or share enough of their words by weight, less where they also share
    their date or a figure, unless another date, another figure in the same unit, other names or a negation
    part them. Each joins the claim whose first assertions it is most like, in order of telling, so that
    claims do not chain. A clause that is neither by itself, but has a figure or a wording that others share,
    and tells the same nearly in the same words, is a mention, too.

    Example: "Corvale may buy the yard at Belmore" and "a takeover of the Belmore yard by Corvale is likely".
    Must not: "it may cost 40 million" and "it may cost 65 million".
    Known failures: the same assertion in wholly other words; assertions that no verb or figure parts; what
    pronouns stand for is not known.

    Args:
        articles: The story's articles.
        labels: Labels of all clauses.
        statements: The story's statements.
        sentences: The sentences that the labels lie in, by article and place.
        dated: The time expressions of each article, by its id, in order of place.
        matches: The story's matches: a paraphrase whose facts agree makes two assertions more alike.

    Returns:
        Claims in order of first telling.
    """
    by_id = {article.id: article for article in articles}
    ordered = sorted(labels, key=lambda label: told_order(label, by_id))
    reader = Reader(by_id, statements, sentences, dated)
    told, known = reader.read(label for label in ordered if label.kind != "neither")
    others, _ = reader.read((label for label in ordered if reader.may_retell(label)), known)
    likeness = Likeness(Vocabulary([one.bag for one in told]))
    groups = _grouped(told, others, likeness, matches)
    wordings = {statement.id: statement.text for statement in statements}
    return _settled([_claim(one, wordings, by_id) for one in groups], groups, likeness, by_id)


def _claim(group: Group, wordings: Mapping[str, str], articles: Mapping[str, Article]) -> Claim:
    first, members = group.first, group.members
    best = max(members, key=lambda one: (one.label.confidence, bool(one.target), len(one.bag)))
    mark = f"{first.span.article}\0{first.span.start}\0{first.shown}"
    told = sorted(
        (one.span for one in (*members, *group.retold)), key=lambda span: told_order(span, articles)
    )
    return Claim(
        id="c-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=_wording(members, wordings) or best.shown,
        kind=first.label.kind,
        status="open",
        target=next((one.target for one in members if one.target), None),
        mentions=tuple(told),
        subtype=first.label.subtype,
        confidence=best.label.confidence,
    )


def _wording(members: Sequence[Assertion], wordings: Mapping[str, str]) -> str | None:
    """Return the text of the statement that carries at least half of a claim told more than once.

    Absent where that tells more than the claim does: of a sentence that makes two claims, each has its part.
    """
    counts = Counter(one.statement for one in members if one.statement)
    statement, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    if count < max(FEWEST, HALF * len(members)):
        return None
    longest = max(one.span.end - one.span.start for one in members if one.statement == statement)
    text = less_dateline(wordings[statement])
    return text if len(text) <= LONGER * longest else None


def _settled(
    claims: Sequence[Claim],
    groups: Sequence[Group],
    likeness: Likeness,
    articles: Mapping[str, Article],
) -> tuple[Claim, ...]:
    """Give claims their status, what they contradict, their life and their standing."""
    settled = settle(groups, likeness, articles)
    contrary = contradictions(groups, settled, likeness, articles)
    finished = []
    for number, claim in enumerate(claims):
        settling = settled.get(number)
        by = settling.group if settling else None
        one = replace(
            claim,
            status=settling.status if settling else "open",
            settled_by=claims[by].id if by is not None else None,
            evidence=settling.evidence if settling and by is not None else None,
            contradicts=tuple(sorted(claims[other].id for other in contrary.get(number, ()))),
        )
        told = (settling.assertion.span,) if settling and settling.assertion else ()
        one = replace(one, history=history(one, settling, told, articles))
        finished.append(replace(one, standing=standing(one, articles)))
    return tuple(finished)
