"""The grammar of a search: what is typed, and what it asks for."""

from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ondit.errors import UsageError
from ondit.model import Kind, Status
from ondit.search import Query, Wording, parse, unfinished, without_last
from ondit.search.query import FIELDS, KINDS, LONGEST, STATUSES, is_date, loosened

PIECES = [*"abcé09 -*:\"“”«'’.,()^{}+\n\0", " kind:", " -from:", "source:", "20", " OR ", " NEAR("]
TYPED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def words(text: str) -> list[str]:
    return [" ".join(one.words) + "*" * one.is_beginning for one in parse(text).wanted]


def asked(text: str) -> tuple[Query | None, UsageError | None]:
    try:
        return parse(text), None
    except UsageError as error:
        return None, error


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("  merger   TALKS ", ["merger", "talks"]),
        ("talks talks", ["talks"]),
        ('"strong boost" imaging', ["strong boost", "imaging"]),
        ("“strong boost” „Werk” «la fin» ＂x y＂", ["strong boost", "werk", "la fin", "x y"]),
        ('say "the rest is open', ["say", "the rest is open"]),
        ("(“strong boost”)", ["strong boost"]),
        ('a 5" screen', ["a", "5", "screen"]),
        ("merg* co-op* “strong boo*” “strong boo”* (tal*)", ["merg*", "co op*", "strong boo*", "tal*"]),
        ("* ** 2*3 *x", ["2 3", "x"]),
        ("co-op Xiaomi’s", ["co op", "xiaomi s"]),
        (
            "Note: this at 12:30 on https://x.example/a?b=c",
            ["note", "this", "at", "12 30", "on", "https x example a b c"],
        ),
        ("colour:red", ["colour red"]),
        ("tide – - -- +49", ["tide", "49"]),
        ("a OR b AND NOT c", ["a", "or", "b", "and", "not", "c"]),
        ('"kind:rumour" “-x”', ["kind rumour", "x"]),
    ],
)
def test_words_phrases_and_beginnings(typed: str, found: list[str]) -> None:
    assert words(typed) == found
    assert not parse(typed).unwanted


def test_a_leading_minus_says_what_must_not_be_there() -> None:
    query = parse("pump -valve -“old pump” -val* co-op -kind:neither -source:quay -status:open")
    assert [" ".join(one.words) for one in query.unwanted] == ["valve", "old pump", "val"]
    assert [" ".join(one.words) for one in query.wanted] == ["pump", "co op"]
    assert query.kinds == {"announcement", "rumour"}
    assert query.source.none_of == (Wording(("quay",)),)
    assert query.statuses == STATUSES - {"open"}


def test_fields_of_one_name_are_alternatives() -> None:
    query = parse(
        'source:ledger source:"Quay News" kind:rumour KIND:a status:open'
        " from:2022-05 from:2022 to:2023 to:2023-05"
    )
    assert query.source.any_of == (Wording(("ledger",)), Wording(("quay", "news")))
    assert query.kinds == {"rumour", "announcement"}
    assert query.statuses == {"open"}
    assert (query.start, query.end) == ("2022", "2023")
    assert query.wanted == ()
    assert parse("speaker:“Ida Bra*”").speaker.any_of == (Wording(("ida", "bra"), is_beginning=True),)


def test_what_is_wanted_and_unwanted_lets_nothing_through() -> None:
    assert parse("kind:rumour -kind:rumour").kinds == frozenset()


@pytest.mark.parametrize("typed", ["r", "R*", "rum", "rumours", "rumor", "Rumors", "“rumour”", "rum?"])
def test_kinds_may_be_cut_short_and_spelled_as_in_america(typed: str) -> None:
    assert parse(f"kind:{typed}").kinds == {"rumour"}


@pytest.mark.parametrize("name", [*get_args(Kind), *get_args(Status)])
def test_every_kind_and_status_is_known(name: str) -> None:
    field, found = ("kind", "kinds") if name in KINDS else ("status", "statuses")
    assert getattr(parse(f"{field}:{name}"), found) == {name}
    assert getattr(parse(f"{field}:{name[0]}"), found) == {name}


@pytest.mark.parametrize(
    ("typed", "what", "hint"),
    [
        (
            "kind:gossip",
            "There is no kind “gossip”.",
            "kind: takes announcement, rumour or neither.",
        ),
        (
            "x status:“who knows” y",
            "There is no status “who knows”.",
            "status: takes open, confirmed, denied, superseded or expired.",
        ),
        ("from:yesterday", "“yesterday” is not a date.", "from: takes 2022, 2022-05 or 2022-05-23."),
        ("to:2022-02-30", "“2022-02-30” is not a date.", "to: takes 2022, "),
        ("kind: rumour", "kind: has no value.", "kind: takes announcement"),
        (
            "source:",
            "source: has no value.",
            'source: takes ledger or "The Ledger", without a space before it.',
        ),
        ("speaker:!!!", "speaker: has no value.", "speaker: takes brandt"),
        ("from:", "from: has no value.", "from: takes 2022"),
        ("-from:2022", "-from: says nothing.", "Write to:"),
        ("from:2023 to:2022-12", "from:2023 is after to:2022-12.", "Exchange them."),
        ("kind:" + "x" * 900, "There is no kind “" + "x" * 60 + "…”.", "kind: takes"),
        ("x spaker:ode", "There is no field “spaker:”.", "Write speaker:, or quotation marks"),
        ("Sources:ledger", "There is no field “Sources:”.", "Write source:, or quotation marks"),
        ("kinds:rumour", "There is no field “kinds:”.", "Write kind:, or quotation marks"),
        ("x" * (LONGEST + 1), "The search has 2,001 characters.", "at most 2,000"),
    ],
)
def test_a_search_that_makes_no_sense_says_why(typed: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(typed)
    assert error.value.what == what
    assert hint in error.value.hint


@given(st.one_of(st.text(), TYPED))
def test_nothing_that_is_typed_does_harm(typed: str) -> None:
    for text in (typed, unfinished(typed), without_last(typed)):
        query, error = asked(text)
        assert (query is None) == (error is not None)
        assert error is None or (error.what.isprintable() and error.hint)
        assert query is None or all(all(one.words) for one in (*query.wanted, *query.unwanted))


@given(TYPED.filter(lambda text: not any(f"{name}:" in text.casefold() for name in FIELDS)))
def test_words_alone_are_never_refused(typed: str) -> None:
    assert parse(typed[:LONGEST]).kinds == KINDS


@pytest.mark.parametrize(
    "typed", ["note:this", "12:30", "force:major", "too:late", "https://a.example", "“spaker:ode”"]
)
def test_other_names_before_a_colon_are_words(typed: str) -> None:
    assert parse(typed).wanted


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ("source:stan kind:rum", "source:stan* kind:rum"),
        ("merg bank*", "merg* bank*"),
        ("“pump wor” -quay", "“pump wor” -quay"),
        ("speaker:ode from:2024", "speaker:ode* from:2024"),
        ("", ""),
    ],
)
def test_whole_words_can_be_made_beginnings(typed: str, wider: str) -> None:
    assert loosened(typed) == wider


@example("a a-")
@given(TYPED)
def test_beginnings_find_no_less(typed: str) -> None:
    query, error = asked(typed[: LONGEST // 2])
    wider, refused = asked(loosened(typed[: LONGEST // 2]))
    assert (error is None) == (refused is None)
    if query and wider:
        assert {one.words for one in wider.wanted} <= {one.words for one in query.wanted}
        assert (wider.kinds, wider.statuses, wider.unwanted) == (query.kinds, query.statuses, query.unwanted)


def test_an_empty_search_asks_for_nothing() -> None:
    assert parse(" \n ") == parse("!!!") == Query()


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("hald", "hald*"),
        ("hald ", "hald "),
        ("hald*", "hald*"),
        ("lens hald", "lens hald*"),
        ("“strong boo", "“strong boo*"),
        ("“strong boost”", "“strong boost”"),
        ("source:led", "source:led*"),
        ("kind:r", "kind:r"),
        ("to:2022", "to:2022"),
        ("-v", "-v"),
        ("12:", "12:"),
        ("", ""),
    ],
)
def test_the_last_word_of_what_is_being_typed_is_a_beginning(typed: str, searched: str) -> None:
    assert unfinished(typed) == searched


@given(TYPED)
def test_a_beginning_is_marked_once(typed: str) -> None:
    assert unfinished(unfinished(typed)) == unfinished(typed)


def test_what_is_being_typed_can_be_left_out() -> None:
    assert without_last("lens kind:") == "lens "
    assert without_last("lens -“no ") == "lens "
    assert without_last("") == ""
    assert without_last("lens " * LONGEST) == ""
    assert unfinished("lens" * LONGEST) == "lens" * LONGEST


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2022", True),
        ("2022-02", True),
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2022-13", False),
        ("0000", False),
        ("２０２２", False),
        ("2022-05-23T09:30", False),
        ("May", False),
    ],
)
def test_dates(text: str, is_one: bool) -> None:
    assert is_date(text) == is_one


@pytest.mark.parametrize(
    "typed",
    ["from:2023 to:2023", "from:2023-05 to:2023", "from:2023 to:2023-05", "from:2023-05-02 to:2023-05-02"],
)
def test_a_search_may_begin_and_end_on_the_same_date(typed: str) -> None:
    query = parse(typed)
    assert f"from:{query.start} to:{query.end}" == typed
