"""Statements: wordings that stay honest, variants, and who had them first."""

from collections.abc import Sequence
from itertools import permutations

from ondit import sentences, statements
from ondit.matching.story import match_sentences
from ondit.model import Article, Published, Quote, Sentence, Source, Statement

RELEASE = "“The Corvale pump will give the old harbour a dry cellar for the first time,” said Ilse Morrow."
MARKS = "“”"


def article(identifier: str, text: str, published: str | None = None) -> Article:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(published or ""), "second")
    date = Published(published, granularity, "metadata") if published else None  # type: ignore[arg-type]
    return Article(identifier, text, Source(f"Outlet {identifier}", "metadata"), published=date)


def quotes_of(one: Article) -> list[Quote]:
    """Take what stands between curly marks."""
    found = []
    start = one.text.find(MARKS[0])
    while start >= 0:
        end = one.text.index(MARKS[1], start)
        found.append(Quote(start + 1, end, one.id))
        start = one.text.find(MARKS[0], end)
    return found


def cluster(articles: Sequence[Article]) -> tuple[Statement, ...]:
    ordered = sorted(articles, key=lambda one: one.id)
    rows = [Sentence(s.start, s.end, one.id) for one in ordered for s in sentences.split(one.text)]
    texts = {one.id: one.text for one in ordered}
    matches = match_sentences(rows, [texts[r.article or ""][r.start : r.end] for r in rows])
    return statements.cluster(ordered, rows, [q for one in ordered for q in quotes_of(one)], matches)


def variants(statement: Statement) -> dict[str | None, str]:
    return {occurrence.article: occurrence.variant for occurrence in statement.occurrences}


def test_a_quote_and_its_variants_are_one_statement() -> None:
    found = cluster(
        [
            article("a", RELEASE, "2025-05-02"),
            article(
                "b",
                "The chief said “the Corvale pump will give the old harbour a dry cellar” soon.",
                "2025-05-03",
            ),
            article("c", "They hope for “a dry cellar for the first time” in the old town.", "2025-05-01"),
            article(
                "d",
                "The Corvale pump gives a dry cellar to our old harbour the first time ever.",
                "2025-05-04",
            ),
            article("e", "The ferry to the outer islands was late again on Monday.", "2025-05-01"),
        ]
    )
    assert [statement.text for statement in found] == [
        "The Corvale pump will give the old harbour a dry cellar for the first time"
    ]
    assert variants(found[0]) == {"a": "verbatim", "b": "trimmed", "c": "fragment", "d": "translated"}
    assert [o.article for o in found[0].occurrences] == ["c", "a", "b", "d"]
    assert found[0].first.articles == ("c",)
    assert found[0].first.published == "2025-05-01"


def test_the_text_of_a_statement_is_not_the_reporters_wrapping() -> None:
    found = cluster(
        [
            article(
                "a",
                "Reached by telephone on Sunday, she said “the harbour wall holds well against the flood”.",
            ),
            article("b", "“The harbour wall holds well against the flood.”"),
        ]
    )
    assert [statement.text for statement in found] == ["The harbour wall holds well against the flood."]


def test_statements_do_not_chain() -> None:
    first = "The ministry opens the northern harbour tunnel to lorries and buses this spring after long works"
    middle = (
        "The ministry opens the northern harbour tunnel to cyclists and walkers this autumn after long works"
    )
    last = (
        "The council closes the southern harbour bridge to cyclists and walkers this autumn after short works"
    )
    found = cluster([article("a", first), article("b", middle), article("c", last)])
    for statement in found:
        held = {occurrence.article for occurrence in statement.occurrences}
        assert not {"a", "c"} <= held or "b" in held


def test_a_sentence_that_merges_two_holds_an_occurrence_of_each() -> None:
    one = "The new pump doubles the flow of the canal."
    two = "The crew finished the northern gate in May."
    found = cluster(
        [
            article("a", f"{one} {two}"),
            article("b", f"{one} {two}"),
            article(
                "c",
                "The new pump doubles the flow of the canal, and the crew finished the northern gate in May",
            ),
        ]
    )
    assert sorted(statement.text for statement in found) == sorted([two, one])
    assert [variants(statement)["c"] for statement in found] == ["merged", "merged"]


def test_other_facts_make_no_statement() -> None:
    found = cluster(
        [
            article("a", "The harbour index rose by 471 points on Monday, the exchange said."),
            article("b", "The harbour index rose by 265 points on Monday, the exchange said."),
        ]
    )
    assert found == ()


def test_a_phrase_is_no_statement() -> None:
    found = cluster(
        [
            article(
                "a", "As a result of the strike, the ferries between the islands stayed in port all week."
            ),
            article("b", "As a result of the flood, nobody could reach the chapel on the hill by road."),
        ]
    )
    assert found == ()


def test_dates_of_a_day_give_ties_and_undated_articles_no_first() -> None:
    wording = "The northern harbour gate closes for good after this winter."
    tie = cluster(
        [
            article("a", wording, "2025-05-02T09:00:00"),
            article("b", wording, "2025-05-02"),
            article("c", wording),
        ]
    )
    assert tie[0].first.articles == ("a", "b")
    assert tie[0].first.published == "2025-05-02"
    month = cluster([article("a", wording, "2025-05"), article("b", wording, "2025-05-20")])
    assert month[0].first.articles == ("a", "b")
    unknown = cluster([article("a", wording), article("b", wording)])
    assert unknown[0].first.articles == ("a", "b")
    assert unknown[0].first.published is None


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [
        article("a", f"{RELEASE} The gate stays shut until the works end in the spring.", "2025-05-02"),
        article("b", "“The Corvale pump will give the old harbour a dry cellar,” she said.", "2025-05-02"),
        article("c", "The gate stays shut until the works end in the spring, people say.", "2025-05-03"),
    ]
    expected = cluster(articles)
    assert expected
    for shuffled in permutations(articles):
        assert cluster(shuffled) == expected
