"""What holds of time expressions in any text whatever."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ondit import dates
from ondit.dates.words import MONTHS, WEEKDAYS

WEDNESDAY = date(2025, 9, 3)
DATE = r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|W\d{2}(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI))?|\d{2}|\d{3}|BC\d{4}"
PART = r"(?:\d{2}:\d{2}|MO|AF|EV|NI)"
NUMBER = r"(?:\d+(?:\.\d)?|X)"
VALUES = {
    "DATE": re.compile(rf"{DATE}|(?:PRESENT|PAST|FUTURE)_REF"),
    "TIME": re.compile(rf"(?:\d{{4}}-\d{{2}}-\d{{2}})?T{PART}"),
    "DURATION": re.compile(
        rf"P(?:{NUMBER}(?:Y|M|W|D|DE|CE|Q))?(?:{NUMBER}M)?(?:T(?:{NUMBER}[HMS])+)?(?<!P)(?<!T)"
    ),
}
VALUES["SET"] = re.compile(
    rf"{VALUES['DURATION'].pattern}|XXXX-WXX-(?:[1-7]|WE)(?:T{PART})?|XXXX-(?:\d{{2}}|SP|SU|FA|WI)"
)
RELATIVE = st.sampled_from(
    "last year,on Monday,in July,two weeks ago,this spring,overnight,the third quarter,tomorrow,on 2 March,"
    "at Christmas,next Friday,this morning,the end of the year,last Oct. 3,over the weekend,year-end,by May,"
    "the week of 3 May,the night of 3 May,a year earlier,this October,on the 21st of last month,"
    "the day before yesterday,later this month,Easter week,on 05/09/2025,the second half of the year".split(
        ","
    )
)
REFERENCES = st.one_of(st.none(), st.sampled_from([date.min, date.max]), st.dates())


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1 ",
        '"',
        "'",
        "the ",
        "A. ",
        ".",
        "\n",
        "said ",
        "half of ",
        "a-",
        "the the the ",
        "x",
        "had to ",
    ],
)
def test_long_monotonous_texts_hold_no_date_but_their_own(piece: str) -> None:
    text = "They will come on Monday.\n\n" + piece * 5_000
    found = dates.find(text, WEDNESDAY)
    assert [expression.value for expression in found] == ["2025-09-08"]
    assert dates.target(text, found, 0, len(text)) == found[0]


@pytest.mark.parametrize(
    "piece", ["Monday ", "in 2000 ", "July 1 ", "from May to ", "two weeks ago ", "last year "]
)
def test_long_lists_of_dates_are_read_to_the_end(piece: str) -> None:
    text = piece * 5_000
    found = dates.find(text, WEDNESDAY)
    assert len(found) == 5_000
    assert found == sorted(found)
    assert dates.target(text, found, 0, len(text)) is None


PIECES = st.sampled_from(
    [
        *MONTHS,
        *WEEKDAYS,
        *"May March Sept. the of in this last next year quarter third 2022 31 12 1,000 half two few".split(),
        *"a weeks days month hours ago later 9:30 p.m. noon every daily early mid to and".split(),
        *"- – , . ( ) 's İ ſ \u212a ٣".split(),
        *"now will launched 1990s century decade T Z 23/07/2022 2022-07-23 FY Q3".split(),
        *[
            "\n",
            "the current",
            "the latest period",
            "this past",
            "the same",
            "of the year",
            "the past",
            "end of",
            "the night of",
            "the week of",
            "that evening",
            "the next",
            "the day before",
            "the 21st of last month",
        ],
        *"overnight weekends Easter Thanksgiving weekend 264 BC AD nineteen ninety thousand ’89 9/11".split(),
        *"May/ 05/06/12 0630 GMT o'clock second twenty-first per all quarter-century single whole".split(),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("\n".join).map(lambda text: text.replace(" ", "\n")),
    st.lists(PIECES, max_size=25).map("".join),
)


@given(text=TEXTS, reference=REFERENCES)
@settings(max_examples=150)
def test_any_text_gives_ordered_spans_and_timex_values(text: str, reference: date | None) -> None:
    found = dates.find(text, reference)
    place = 0
    for expression in found:
        assert place <= expression.start < expression.end <= len(text)
        assert VALUES[expression.type].fullmatch(expression.value), expression
        place = expression.end
    target = dates.target(text, found, 0, len(text))
    assert target is None or target in found


def test_every_period_is_read_behind_every_preposition() -> None:
    which = "this,last,next,that,the current,the prior,the following,the latest,the same,the next,the last"
    units = "day week weekend month quarter year decade century".split()
    for before in "for over in during within throughout through of on by until since".split():
        for named in which.split(","):
            for unit in units:
                text = f"It stood still {before} {named} {unit}, he said."
                for one in dates.find(text, date(2025, 9, 3)):
                    assert VALUES[one.type].fullmatch(one.value), text


@given(
    parts=st.lists(RELATIVE, min_size=1, max_size=8), joint=st.sampled_from([" and ", ". ", ", said ", "; "])
)
def test_without_a_reference_nothing_relative_has_a_date(parts: list[str], joint: str) -> None:
    text = f"It came {joint.join(parts)}."
    assert [found for found in dates.find(text, None) if found.value[0].isdigit()] == []
    assert [found for found in dates.find(text, WEDNESDAY) if found.value[0].isdigit()] != []


@given(text=TEXTS, prefix=st.lists(st.sampled_from("stone river lamp blue door".split()), max_size=6))
def test_plain_words_before_a_text_only_shift_its_spans(text: str, prefix: list[str]) -> None:
    head = " ".join(prefix) + ".\n\n"
    alone = dates.find("\n\n" + text, WEDNESDAY)
    shifted = dates.find(head + text, WEDNESDAY)
    by = len(head) - 2
    assert [(found.start + by, found.end + by, found.value, found.type) for found in alone] == [
        (found.start, found.end, found.value, found.type) for found in shifted
    ]
