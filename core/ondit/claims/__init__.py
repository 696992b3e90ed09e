"""Claims: what is asserted, in whatever words, and what became of what was only rumoured.

A statement is a wording; a claim is an assertion. `parts` cuts labelled clauses where another assertion
begins, `reading` reads what assertions are compared by (`acts`, `designators`), `reader` in two processes
(`packing`), `likeness` compares them (`weighing`), `neighbours` finds those to compare (`many`, `holders`:
compiled), `kinship` says which may tell one story, `grouping` groups them, `batches` in order of telling,
`finishing` makes claims of groups and `showing` words them.
`settling` finds what became of rumours in a story's `scene` (`naming`, `launches`, `deals`, `resembling`;
`verdicts` says what), and `contradictions` which claims cannot stand together; `life` tells it.
`growing` keeps it all while articles come (`wordings`: what statements tell; `trail`: what was added).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ondit.claims.growing import Growing
from ondit.garbage import collector_waiting
from ondit.model import Article, Claim, Label, Match, Sentence, Statement, TimeExpression

__all__ = ["Growing", "group"]


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
    growing = Growing()
    growing.put(articles, labels, statements, sentences, dated, matches=matches)
    return growing.claims()
