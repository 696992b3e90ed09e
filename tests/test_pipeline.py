"""The pipeline: all stages together, on any text, in any order."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit import pipeline
from ondit.errors import InputError
from ondit.model import Article, Match, Published, Source, Span, Story
from ondit.overrides import Override, anchored

pytestmark = pytest.mark.usefixtures("found_once")

PIECES = [
    "Corvale announced on Monday that it will open the yard at Belmore in June this year.",
    "“The new yard will give our ferries a quiet home,” said Ann Ode, chief executive of Corvale.",
    "The yard is rumoured to cost 40 million crowns.",
    "Corvale denied that the yard will cost 40 million crowns.",
    "The ferry, which is likely the Tern 12, will sail in July, though it isn’t clear where.",
    "Share your thoughts in the comments below.",
    "[/bold] \x1b[31m “ ” \u202e 漢字 🙂",
    "",
]


def article(number: int, pieces: list[str], published: str | None) -> Article:
    date = Published(published, "month" if len(published) == 7 else "day", "metadata") if published else None
    return Article(
        f"a{number}", "\n\n".join(pieces), Source(f"Outlet {number % 3}", "metadata"), published=date
    )


def spans_of(story: Story) -> list[Span]:
    return [
        *story.sentences,
        *story.quotes,
        *story.labels,
        *story.dates,
        *(cue for label in story.labels for cue in label.cues),
        *(span for match in story.matches for span in (match.a, match.b)),
        *(occurrence for statement in story.statements for occurrence in statement.occurrences),
        *(mention for claim in story.claims for mention in claim.mentions),
    ]


def check_spans(story: Story) -> None:
    """See that whatever was found stands in its article."""
    for span in spans_of(story):
        assert 0 <= span.start < span.end <= len(story.article(span.article or "").text)


ARTICLES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=5),
        st.sampled_from([None, "2025-05-01", "2025-05-09", "2025-05"]),
    ),
    max_size=5,
).map(lambda rows: [article(n, pieces, date) for n, (pieces, date) in enumerate(rows)])


@given(ARTICLES, st.randoms(use_true_random=False))
def test_any_articles_make_a_story_and_their_order_changes_nothing(
    articles: list[Article], random: object
) -> None:
    story = pipeline.build(articles)
    check_spans(story)
    shuffled = articles[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pipeline.build(shuffled) == story


@settings(max_examples=40)
@given(ARTICLES)
def test_ids_lead_somewhere_and_are_unique(articles: list[Article]) -> None:
    story = pipeline.build(articles)
    claims, statements = {c.id for c in story.claims}, {s.id for s in story.statements}
    assert len(claims) == len(story.claims)
    assert len(statements) == len(story.statements)
    assert len({entry.id for entry in story.timeline}) == len(story.timeline)
    for entry in story.timeline:
        assert entry.claim in claims | {None}
        assert entry.statement in statements | {None}
        assert entry.claim or entry.statement
    assert all(claim.settled_by in claims | {None} for claim in story.claims)
    assert {claim.id for claim in story.claims} == {entry.claim for entry in story.timeline} - {None}


def test_a_story_from_files(tmp_path: Path) -> None:
    (tmp_path / "ledger.txt").write_text(" date 2025-05-01 " + PIECES[0] + " " + PIECES[1], "utf-8")
    (tmp_path / "courier.txt").write_text("title: A yard\npublished: 2025-05-02\n\n" + PIECES[1], "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    story = pipeline.read([tmp_path])
    assert [a.source.value for a in sorted(story.articles, key=lambda a: a.source.value)] == [
        "courier",
        "ledger",
    ]
    assert [problem.input for problem in story.problems] == [str(tmp_path / "empty.txt")]
    assert [statement.text for statement in story.statements] == [
        "The new yard will give our ferries a quiet home"
    ]
    assert [(e.kind, e.target, e.sources) for e in story.timeline if "June" in e.text] == [
        ("announcement", "2025-06", ("ledger",))
    ]
    with pytest.raises(InputError):
        pipeline.read([tmp_path], strict=True)


def test_a_date_is_no_finer_than_the_articles_own() -> None:
    text = "Corvale will open the yard on Monday. The ferry sails next month. It left on 3 May 2024."
    month = pipeline.build([article(1, [text], "2025-05")])
    values = {month.text(found): found.value for found in month.dates}
    assert values["3 May 2024"] == "2024-05-03"
    assert values["next month"] == "2025-06"
    assert not any("Monday" in words for words in values)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1), st.text(min_size=1))
def test_what_is_found_in_any_two_texts_stands_in_them(a: str, b: str) -> None:
    story = pipeline.build([article(1, [a], None), article(2, [b], "2025-05-01")])
    assert len(story.articles) == 2
    check_spans(story)


def test_articles_of_other_weeks_are_not_compared_in_a_window() -> None:
    days = ["2025-05-01", "2025-05-03", "2025-05-20", "2025-05", None]
    articles = [article(number, PIECES[1:2], day) for number, day in enumerate(days)]

    def pairs(within: int | None) -> set[tuple[str | None, str | None]]:
        story = pipeline.build(articles, within=within)
        return {(match.a.article, match.b.article) for match in story.matches}

    assert len(pairs(None)) == 10
    assert pairs(None) - pairs(7) == {("a0", "a2"), ("a1", "a2")}
    assert pairs(19) == pairs(None)


def test_a_paraphrase_is_a_match_and_no_evidence_of_a_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(0, PIECES[:1], "2025-05-01"), article(1, PIECES[2:3], "2025-05-20")]
    meant = Match(Span(0, len(PIECES[0])), Span(0, len(PIECES[2])), 71.5, "paraphrase", 0, 1)
    monkeypatch.setattr("ondit.matching.semantic.available", lambda: True)
    monkeypatch.setattr("ondit.matching.semantic.paraphrases", lambda texts, groups: [meant])
    story = pipeline.build(articles)
    assert [(match.relation, match.similarity) for match in story.matches] == [("paraphrase", 71.5)]
    assert (story.matches[0].a.article, story.text(story.matches[0].b)) == ("a0", PIECES[2])
    assert story.statements == ()
    assert pipeline.build(articles, within=5).matches == ()


def test_a_wording_match_stands_before_a_paraphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(number, PIECES[1:2], None) for number in range(2)]
    meant = Match(Span(0, 5), Span(0, 5), 99.0, "paraphrase", 0, 1)
    monkeypatch.setattr("ondit.matching.semantic.available", lambda: True)
    monkeypatch.setattr("ondit.matching.semantic.paraphrases", lambda texts, groups: [meant])
    assert [match.relation for match in pipeline.build(articles).matches] == ["verbatim"]


def test_a_story_knows_where_it_comes_from_and_what_a_reader_says_of_it() -> None:
    rumour = "Corvale Shipping may close its old yard at Belmore this summer, people familiar with it said."
    told = "Corvale Shipping may close its old yard at Belmore this summer, the Ledger reported on Monday."
    articles = [
        Article(
            "a", rumour, Source("The Ledger", "metadata"), published=Published("2025-05-05", "day", "text")
        ),
        Article("b", told, Source("Quay News", "metadata"), published=Published("2025-05-06", "day", "text")),
    ]
    story = pipeline.build(articles)
    (claim,) = story.claims
    assert [(credit.article, credit.source) for credit in story.credits] == [("b", "The Ledger")]
    assert {record.source: (record.first, record.repeated) for record in story.records} == {
        "The Ledger": (1, 0),
        "Quay News": (0, 1),
    }
    assert [(edge.child, edge.parent, edge.tie) for edge in story.statements[0].stemma] == [
        (1, 0, "credited")
    ]
    (entry,) = story.timeline
    assert (entry.importance, entry.standing) == (1.5, "several outlets")
    assert entry.why == ("2 outlets", "first in The Ledger")

    mark = Override("status", anchored(claim.mentions[0], articles[0]), "2025-06-01T00:00:00Z", "confirmed")
    (said,) = pipeline.build(articles, given=[mark]).claims
    assert (said.status, said.overridden) == ("confirmed", ("status",))
    (note,) = pipeline.build(articles[1:], given=[mark]).problems
    assert note.is_note
    assert "Corvale Shipping may close" in note.what


def test_each_claim_was_said_when_its_own_sentence_says() -> None:
    text = (
        "Corvale said on Tuesday that it will close the yard at Belmore in June. Halden said on Monday that"
        " it will buy the ferry yard at Tarn. Quessel said it will hire nine clerks."
    )
    day = Published("2025-05-08", "day", "metadata")
    story = pipeline.build(
        [Article("a", text, Source("Quay News", "metadata"), published=day, language="en")]
    )
    assert {entry.text.split()[0]: entry.said for entry in story.timeline} == {
        "Corvale": "2025-05-06",
        "Halden": "2025-05-05",
        "Quessel": None,
    }
