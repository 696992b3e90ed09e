"""What a search finds in memory is what SQLite's index finds: the law of the package."""

import sqlite3
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ondit.model import Span
from ondit.search import Query, Wording, finder, fold, folded, hits, matches, names_finder, parse
from ondit.search.folding import words
from ondit.search.fts import available, condition, definition, exclusion_expression, match_expression
from ondit.search.texts import Texts

OPEN, CLOSED = "⟦", "⟧"

PIECES = [*"abAß é½'’-.,\"*:()\0北\u0301\u00ad\n", " ", " ", " or ", " NEAR(", "not "]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=20))
WORDINGS = st.builds(
    Wording,
    st.lists(st.sampled_from(["a", "ab", "b", "ss", "or", "e"]), min_size=1, max_size=3).map(tuple),
    st.booleans(),
)
QUERIES = st.one_of(
    st.builds(Query, st.lists(WORDINGS, max_size=3).map(tuple), st.lists(WORDINGS, max_size=2).map(tuple)),
    TEXTS.map(parse),
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE word USING fts5(text, tokenize='ascii')")
    connection.execute(definition("lean", "title", "text"))
    yield connection
    connection.close()


def fill(index: sqlite3.Connection, texts: list[str]) -> None:
    index.execute("DELETE FROM word")
    index.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(map(fold, texts)))


@given(queries=st.lists(QUERIES, max_size=3), texts=st.lists(TEXTS, max_size=6).map(lambda some: some * 60))
def test_texts_are_found_as_they_are_one_by_one(queries: list[Query], texts: list[str]) -> None:
    searched = Texts(folded(text) for text in texts)
    for query in queries:
        assert list(searched.holding(query)) == [matches(query, text) for text in texts]


@pytest.mark.parametrize("typed", ["brid", "bridge tunnel", "-bridge ferr*", "xyz"])
def test_what_is_typed_letter_by_letter_is_found_as_at_once(typed: str) -> None:
    texts = [
        folded(" ".join(some)) for some in product(("", "bridge", "bridges"), ("ferry", "tunnel", "brig"))
    ]
    searched = Texts(texts * 50)
    for end in range(1, len(typed) + 1):
        for query in (parse(typed[:end]), parse(f"{typed[:end]}*".replace("**", "*"))):
            assert searched.holding(query) == Texts(texts * 50).holding(query)


@given(query=QUERIES, text=TEXTS)
def test_memory_and_index_mark_the_same(index: sqlite3.Connection, query: Query, text: str) -> None:
    fill(index, [text])
    expression = match_expression(query)
    if expression is None or not matches(query, text):
        return
    highlighted = "SELECT highlight(word, 0, ?, ?) FROM word WHERE word MATCH ?"
    row = index.execute(highlighted, (OPEN, CLOSED, expression)).fetchone()
    assert row[0] == marked(fold(text), hits(query, fold(text)))


def marked(text: str, spans: list[Span]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]}{OPEN}{text[span.start : span.end]}{CLOSED}{text[span.end :]}"
    return text


@given(query=QUERIES, text=TEXTS)
def test_hits_are_the_same_words_in_the_text_as_in_what_is_indexed(query: Query, text: str) -> None:
    def numbers(of: str) -> list[int]:
        found, spans = words(of), hits(query, of)
        return [
            row
            for row, (start, end) in enumerate(zip(found.starts, found.ends, strict=True))
            if any(span.start <= start and end <= span.end for span in spans)
        ]

    starts = words(text).starts
    assume(len(set(starts)) == len(starts))  # no character stands for two words
    assert numbers(text) == numbers(fold(text))


@given(query=QUERIES, text=TEXTS)
def test_hits_lie_in_the_text_apart_and_in_order(query: Query, text: str) -> None:
    found = hits(query, text)
    edges = [edge for span in found for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert bool(found) or not query.wanted or not matches(query, text)


@given(st.text(), st.lists(TEXTS, max_size=4))
def test_the_characters_of_a_search_are_never_syntax(
    index: sqlite3.Connection, typed: str, texts: list[str]
) -> None:
    texts = [*texts, typed]
    fill(index, texts)
    wanted, unwanted = parse(f'"{typed}"').wanted, parse(f'-"{typed}"').unwanted
    assume(wanted)
    for expression, query in (
        (match_expression(Query(wanted=wanted)), Query(wanted=wanted)),
        (exclusion_expression(Query(unwanted=unwanted)), Query(wanted=unwanted)),
    ):
        rows = index.execute("SELECT rowid FROM word WHERE word MATCH ? ORDER BY rowid", (expression,))
        found = [row for (row,) in rows]
        assert found == [row for row, text in enumerate(texts) if matches(query, text)]
        assert len(texts) - 1 in found


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("lens", True),
        ("len", False),
        ("len*", True),
        ("LENS Halden", True),
        ("lens -camera", True),
        ("lens -halden", False),
        ("-camera", True),
        ("-halden", False),
        ("“maker halden”", True),
        ("“halden maker”", False),
        ("maker’s", True),
        ("", True),
    ],
)
def test_words_are_found(typed: str, is_found: bool) -> None:
    assert matches(parse(typed), "The lens maker Halden’s plan; the maker’s lens.") == is_found


def test_no_phrase_goes_from_one_text_into_the_next() -> None:
    assert matches(parse("pump ledger"), "The pump", "Ledger")
    assert not matches(parse("“pump ledger”"), "The pump", "Ledger")
    assert not finder(parse("pump ledger"))(folded("The pump"))


def test_names() -> None:
    asked = names_finder(parse("source:ledger source:“quay new*” -source:evening").source)
    assert asked(("The Ledger",))
    assert asked(("Tarn Weekly", "QUAY NEWSLINE"))
    assert not asked(("Tarn Weekly",))
    assert not asked(("The Ledger", "Evening Ledger"))
    assert not asked(())
    assert names_finder(parse("").source)(())


def test_hits_are_whole_words_with_their_accents() -> None:
    text = "Cafe\u0301-crème, a CAFÉ; ﬁnally 1½"
    assert [text[hit.start : hit.end] for hit in hits(parse("cafe fin* 2 “creme a” zebra"), text)] == [
        "Cafe\u0301",
        "crème, a",
        "CAFÉ",
        "ﬁnally",
        "½",
    ]


def test_hits_that_meet_are_one() -> None:
    assert hits(parse("“a b” “b c”"), "a b c a b") == [Span(0, 5), Span(6, 9)]
    assert hits(parse("a b"), "a b") == [Span(0, 1), Span(2, 3)]
    assert hits(parse("-a kind:r"), "a b") == []


def test_what_is_asked_of_the_index() -> None:
    query = parse("pump “old valve” val* -“no deal” -tide")
    assert match_expression(query) == '("pump" AND "old valve" AND "val" *) NOT ("no deal" OR "tide")'
    assert match_expression(parse("-tide")) is None
    assert exclusion_expression(parse("-tide")) == '"tide"'
    assert exclusion_expression(parse("tide")) is None
    assert match_expression(parse("kind:rumour")) is None
    assert condition(parse("kind:rumour"), "word", "n") == ("1", ())
    assert condition(parse("-tide"), "word", "n") == (
        "n NOT IN (SELECT rowid FROM word WHERE word MATCH ?)",
        ('"tide"',),
    )


def test_a_long_search_is_taken(index: sqlite3.Connection) -> None:
    fill(index, ["a b", "x y", "a " * 900])
    for typed, expected in (
        ("a " * 900, [0, 2]),
        ("x* " * 600, [1]),
        ('"a b" ' * 300, [0]),
        ("-c " * 600 + "a", [0, 2]),
        ('"' + "a " * 900, [2]),
    ):
        where, bound = condition(parse(typed), "word", "rowid")
        found = index.execute(f"SELECT rowid FROM word WHERE {where} ORDER BY rowid", bound)  # noqa: S608
        assert [row for (row,) in found] == expected, typed


def test_it_is_known_whether_sqlite_has_an_index() -> None:
    class Without(sqlite3.Connection):
        def execute(self, sql: str, *_: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError(f"no such function: {sql}")

    with sqlite3.connect(":memory:") as connection:
        assert available(connection)
        assert not connection.in_transaction
    connection.close()
    without = sqlite3.connect(":memory:", factory=Without)
    assert not available(without)
    without.close()
