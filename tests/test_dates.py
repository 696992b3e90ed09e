"""Time expressions: their spans and their values."""

from __future__ import annotations

from datetime import date

import pytest

from ondit import dates
from ondit.dates import _READINGS
from ondit.dates.grammar import kinds

WEDNESDAY = date(2025, 9, 3)


def values(text: str, reference: date | None = WEDNESDAY) -> list[str]:
    return [expression.value for expression in dates.find(text, reference)]


def words(text: str, reference: date | None = WEDNESDAY) -> list[str]:
    return [text[found.start : found.end] for found in dates.find(text, reference)]


def test_every_shape_has_a_reading_and_every_reading_a_shape() -> None:
    assert set(kinds()) == set(_READINGS)


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Orders open 2026-07-23 at last.", "2026-07-23", "2026-07-23"),
        ("Orders open 23/07/2026 at last.", "23/07/2026", "2026-07-23"),
        ("Orders open 7/23/2026 at last.", "7/23/2026", "2026-07-23"),
        ("Orders open 5.5.2026 at last.", "5.5.2026", "2026-05-05"),
        ("It came on July 23, 2022, by ferry.", "July 23, 2022", "2022-07-23"),
        ("It came on 23 July 2022 by ferry.", "23 July 2022", "2022-07-23"),
        ("It came on the 23rd of July, 2022.", "the 23rd of July, 2022", "2022-07-23"),
        ("It came on Saturday, July 23, 2022.", "Saturday, July 23, 2022", "2022-07-23"),
        ("It came\non 23\nJuly 2022.", "23\nJuly 2022", "2022-07-23"),
        ("It came in July 2022.", "July 2022", "2022-07"),
        ("It came in Sept. 2022.", "Sept. 2022", "2022-09"),
        ("It came back in 2016.", "2016", "2016"),
        ("The bridge (1931) stands.", "1931", "1931"),
        ("They met at the end of 2020.", "the end of 2020", "2020"),
        ("They will meet early 2027.", "early 2027", "2027"),
        ("Sales rose in the 1990s.", "the 1990s", "199"),
        ("Sales rose in the ’80s.", "the ’80s", "198"),
        ("A lamp of the 19th century.", "the 19th century", "18"),
        ("Margins for Q3 2025 fell.", "Q3 2025", "2025-Q3"),
        ("In the second quarter of 2026.", "the second quarter of 2026", "2026-Q2"),
        ("In the first half of 2026.", "the first half of 2026", "2026-H1"),
        ("It opens in autumn 2026.", "autumn 2026", "2026-FA"),
        ("It opens on New Year's Day 2026.", "New Year's Day 2026", "2026-01-01"),
        ("It opened on Thanksgiving 2024.", "Thanksgiving 2024", "2024-11-28"),
        ("It lasts three months.", "three months", "P3M"),
        ("It is a two-year deal.", "two-year", "P2Y"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("They waited for decades.", "decades", "PXDE"),
        ("They waited three decades.", "three decades", "P30Y"),
        ("Over the past three months.", "the past three months", "P3M"),
        ("A few days.", "A few days", "PXD"),
        ("It meets every Monday.", "every Monday", "XXXX-WXX-1"),
        ("It sails daily.", "daily", "P1D"),
        ("It sails twice a week.", "twice a week", "P1W"),
        ("It sails every 20 minutes.", "every 20 minutes", "PT20M"),
        ("It opens at 9:30 a.m. sharp.", "9:30 a.m.", "T09:30"),
        ("It opens at 8am.", "8am", "T08:00"),
        ("It opens at 15:30.", "15:30", "T15:30"),
        ("It opens at noon.", "noon", "T12:00"),
        ("They are ready now.", "now", "PRESENT_REF"),
        ("It has rained in recent weeks.", "recent weeks", "PAST_REF"),
        ("On 20 March 2022 it came.", "20 March 2022", "2022-03-20"),
        ("It came on July twenty-third, 2022.", "July twenty-third, 2022", "2022-07-23"),
        ("It came on the morning of 23 July 2022.", "the morning of 23 July 2022", "2022-07-23TMO"),
        ("They met in the week of 23 July 2022.", "the week of 23 July 2022", "2022-W29"),
        ("It came 07-23-2022 by ferry.", "07-23-2022", "2022-07-23"),
        ("The 9/11 attacks are told.", "9/11", "2001-09-11"),
        ("After the September 11 attacks they left.", "September 11", "2001-09-11"),
        ("It opens on Good Friday 2026.", "Good Friday 2026", "2026-04-03"),
        ("It opens on Easter 2026.", "Easter 2026", "2026-04-05"),
        ("It opens on Labor Day 2026.", "Labor Day 2026", "2026-09-07"),
        ("It opens on Election Day 2028.", "Election Day 2028", "2028-11-07"),
        ("They rest over Thanksgiving weekend 2025.", "Thanksgiving weekend 2025", "2025-W48-WE"),
        ("It began in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("It began in two thousand and four.", "two thousand and four", "2004"),
        ("It ends by the year two thousand.", "the year two thousand", "2000"),
        ("It began in ’89.", "’89", "1989"),
        ("The town fell in 264 BC.", "264 BC", "BC0264"),
        ("The town fell in AD 79.", "AD 79", "0079"),
        ("A post-1959 law.", "post-1959", "1959"),
        ("They signed a secret 1902 pact.", "1902", "1902"),
        ("FY25 was good.", "FY25", "2025"),
        ("A quarter-century of talks.", "A quarter-century", "P25Y"),
        ("It took two and a half years.", "two and a half years", "P2Y6M"),
        ("They waited all week.", "all week", "P1W"),
        ("Sales for the nine months rose.", "the nine months", "P9M"),
        ("It comes within a week.", "a week", "P1W"),
        ("It closed for over the last year.", "the last year", "P1Y"),
        ("It meets every single day.", "every single day", "P1D"),
        ("It is 20 crowns per month.", "per month", "P1M"),
        ("It is shut on weekends.", "weekends", "XXXX-WXX-WE"),
        ("It is shut each spring.", "spring", "XXXX-SP"),
        ("It opens at nine o’clock.", "nine o’clock", "T09:00"),
        ("It opens at two in the afternoon.", "two in the afternoon", "T14:00"),
        ("It sailed at 0630 GMT.", "0630 GMT", "T06:30"),
        ("It will open soon.", "soon", "FUTURE_REF"),
        ("It left hours ago.", "hours ago", "PAST_REF"),
        ("It opens in the weeks ahead.", "the weeks ahead", "FUTURE_REF"),
        ("It fell from 2010's level.", "2010", "2010"),
        ("It fell in the 1980's.", "the 1980's", "198"),
        ("They ended 2011 as the first.", "2011", "2011"),
        ("It goes back to 1856.", "1856", "1856"),
    ],
)
def test_what_needs_no_reference_is_read_without_one(text: str, said: str, value: str) -> None:
    assert words(text, None) == [said]
    assert values(text, None) == [value]
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was said today.", "2025-09-03"),
        ("It was said yesterday.", "2025-09-02"),
        ("It will close tomorrow.", "2025-09-04"),
        ("Doors close tonight.", "2025-09-03TNI"),
        ("It was said this morning.", "2025-09-03TMO"),
        ("She spoke on Monday.", "2025-09-01"),
        ("She spoke on Wednesday.", "2025-09-03"),
        ("She will speak on Monday.", "2025-09-08"),
        ("She will speak next Friday.", "2025-09-12"),
        ("She spoke last Tuesday.", "2025-09-02"),
        ("She spoke on Thursday last week.", "2025-08-28"),
        ("Come on Friday evening, they will sing.", "2025-09-05TEV"),
        ("It will launch in July.", "2026-07"),
        ("It will launch in September.", "2025-09"),
        ("It launched in July.", "2025-07"),
        ("It launched in October.", "2024-10"),
        ("It arrives in July next year.", "2026-07"),
        ("It arrives this October.", "2025-10"),
        ("It arrives in October of this year.", "2025-10"),
        ("It arrives sometime in October.", "2025-10"),
        ("Think mid to late October.", "2025-10"),
        ("It opened last May.", "2025-05"),
        ("It closes by March.", "2026-03"),
        ("It opens on Oct. 1.", "2025-10-01"),
        ("It opens on 2 March, the office said, and will stay.", "2026-03-02"),
        ("It opens Monday 2 March.", "2026-03-02"),
        ("It opens on 31 March next year.", "2026-03-31"),
        ("It opens next spring.", "2026-SP"),
        ("It opened last summer.", "2025-SU"),
        ("It is due at the end of the third quarter.", "2025-Q3"),
        ("It will open in the first quarter.", "2026-Q1"),
        ("Sales rose in the first quarter.", "2025-Q1"),
        ("It is for the second half of the year.", "2025-H2"),
        ("It sold well last year.", "2024"),
        ("It comes next month.", "2025-10"),
        ("It came this week.", "2025-W36"),
        ("It came over the weekend.", "2025-W35-WE"),
        ("It came over the last weekend.", "2025-W35-WE"),
        ("It came two weeks ago.", "2025-W34"),
        ("It came ten days ago.", "2025-08-24"),
        ("It came several years ago.", "PAST_REF"),
        ("It came the day before yesterday.", "2025-09-01"),
        ("It comes the day after tomorrow.", "2025-09-05"),
        ("It came overnight.", "2025-09-02TNI"),
        ("It came last Oct. 3.", "2024-10-03"),
        ("It came last March 5.", "2025-03-05"),
        ("It comes next Oct. 3.", "2025-10-03"),
        ("It comes next March 5.", "2026-03-05"),
        ("It comes this Oct. 3.", "2025-10-03"),
        ("It came last Christmas.", "2024-12-25"),
        ("It came on the 21st of last month.", "2025-08-21"),
        ("It was told on 05/09/2025.", "2025-09-05"),
        ("It was told on 05/09/25.", "2025-09-05"),
        ("It was told at 9 p.m. last night.", "2025-09-02T21:00"),
        ("It comes tomorrow morning at 8 a.m.", "2025-09-04T08:00"),
        ("They fear weaker March sales.", "2025-03"),
        ("They told of first-half profit.", "2025-H1"),
        ("They told of the second-half sales.", "2025-H2"),
        ("It ends by mid-year.", "2025"),
        ("They came to the Tarn Fair 2024.", "2024"),
        ("Well, 2024 went as it did.", "2024"),
        ("How 2026 will end, nobody knows.", "2026"),
        ("It comes, they say, in the second quarter.", "2025-Q2"),
    ],
)
def test_relative_expressions_count_from_the_reference(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on 2 May 2024 and closed the following Tuesday.", "2024-05-07"),
        ("It opened on 2 May 2024 and closed the following Thursday.", "2024-05-09"),
        ("It opened on 2 May 2024, but the previous Tuesday it was shut.", "2024-04-30"),
        ("It opened on 2 May 2024, but the previous Thursday it was shut.", "2024-04-25"),
    ],
)
def test_a_weekday_that_follows_counts_from_the_day_named_before(text: str, value: str) -> None:
    assert values(text) == ["2024-05-02", value]


@pytest.mark.parametrize(
    "text",
    [
        "She spoke on Monday.",
        "It launched in July.",
        "It opens on 2 March.",
        "It sold well last year.",
        "It came two weeks ago.",
        "It came today.",
        "In the third quarter sales fell.",
        "It came on 05/09/25.",
        "It came overnight.",
        "It came last Christmas.",
        "It came in the week of 3 May.",
    ],
)
def test_relative_expressions_are_left_out_without_a_reference(text: str) -> None:
    assert values(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Brindlow 12 Ultra and the Nacre 2000 use a Corvid 8 Gen 1.",
        "It may rain, and they may march on.",
        "Prime Minister Oona May spoke to April Harrow.",
        "A second phone is the second of its kind.",
        "Sun makes lamps, and Mar Ltd sells them.",
        "It costs $2000, or 1999 euros, or £1950.",
        "The lines are open 24/7; see page 1999 and section 20.",
        "A rally of 2000 people drew 1999 workers.",
        "A 44-year-old man won 3-2.",
        "Three quarters of users agree.",
        "Prices fall and spring back.",
        "See https://tern.example/2022/07/23/july-2022 and @july2022 and X-2022.",
        "The Tern Daily News and the 60 lamps.",
        "On 99/99/2022, or 05/06/2022, who knows.",
        "Version 2.2022 is in room 1204.",
        "It wrote on the future of reading.",
        "They left soon after, as soon as they could.",
        "They saw two thousand lamps and twenty ten-pound notes.",
        "They sold 1998 lamps in Route 1950 of Borealis 2000.",
        "They went to the 24th floor for the third in as many months.",
        "They stand by the hours of the tide.",
        "Jo Tarn shot a second-half goal.",
        "They fear the Patch Tuesday of the makers.",
        "Almost three-quarters of them, in the past two sessions, left.",
        "In the march second place went to no one.",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates.find(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It runs from July 22 to 24, 2026.", ["2026-07-22", "2026-07-24"]),
        ("It runs 22-24 July 2026.", ["2026-07-22", "2026-07-24"]),
        ("It ran from 2016 to 2018.", ["2016", "2018"]),
        ("The first lamp (2016–18) sold.", ["2016", "2018"]),
        ("It ran in 2016, 2018 and 2020.", ["2016", "2018", "2020"]),
        ("It will run from Monday to Friday.", ["2025-09-08", "2025-09-12"]),
        ("It will run July-September.", ["2026-07", "2026-09"]),
        ("It fell in January-March.", ["2025-01", "2025-03"]),
        ("It sold lamps in the nine months of the year.", ["P9M", "2025"]),
        ("It opens on October 4-6 for all.", ["2025-10-04", "2025-10-06"]),
        ("It ran from November to March.", ["2024-11", "2025-03"]),
        ("It ran from November to March 2022.", ["2021-11", "2022-03"]),
        ("The slump of 2008-9 was long.", ["2008", "2009"]),
        ("The war of 264–241 BC was long.", ["BC0264", "BC0241"]),
    ],
)
def test_a_range_is_two_expressions(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("It will open at 9:30 a.m. on Monday, they say.", "9:30 a.m. on Monday", "2025-09-08T09:30"),
        ("It opened Monday at 9:30 p.m. sharp.", "Monday at 9:30 p.m.", "2025-09-01T21:30"),
        ("Embargo: 4 SEPTEMBER 2025, 11.00", "4 SEPTEMBER 2025, 11.00", "2025-09-04T11:00"),
        ("Join us today at 8:30 a.m. Eastern Time.", "today at 8:30 a.m. Eastern Time", "2025-09-03T08:30"),
        ("It went live 2025-09-04T09:30:00Z.", "2025-09-04T09:30:00Z", "2025-09-04T09:30"),
    ],
)
def test_day_and_time_side_by_side_are_one(text: str, said: str, value: str) -> None:
    assert words(text) == [said]
    assert values(text) == [value]


def test_a_time_takes_the_day_named_before_and_two_days_stay_two() -> None:
    assert values("It opened on Tuesday. The doors shut at 7:30 p.m.") == ["2025-09-02", "2025-09-02T19:30"]
    assert values("It opened at noon on Monday, Tuesday was dull.") == ["2025-09-01T12:00", "2025-09-02"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "They opened on 4 June. On the 24th Lund opens.", ["4 June"], id="an ordinal and a name"
        ),
        pytest.param("Just a minute, please.", ["a minute"], id="a figure of speech"),
        pytest.param("Aged 44 years, he left.", ["44 years"], id="another age"),
        pytest.param("He sold nineteen forty lamps.", ["nineteen forty"], id="a number of things"),
        pytest.param(
            "It opens Monday, weather permitting, at 9:30 a.m.", ["Monday", "9:30 a.m."], id="words between"
        ),
    ],
)
def test_known_failures(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the second quarter it made 2 dollars, against 1 dollar a year earlier.", ["2025-Q2", "2024-Q2"]),
        ("It opened in 2016 and closed three years later.", ["2016", "2019"]),
        ("It opens on 2 March 2026, five months later than planned.", ["2026-03-02", "P5M"]),
        ("It opened on 30 August 2025 and shut two days later.", ["2025-08-30", "2025-09-01"]),
        ("It opened on 30 August 2025 and shut the next morning.", ["2025-08-30", "2025-08-31TMO"]),
        ("It opened on 30 August 2025. Doors shut in the evening.", ["2025-08-30", "2025-08-30TEV"]),
        ("It rose on 30 August 2025 and fell the day before.", ["2025-08-30", "2025-08-29"]),
        ("It rose on 30 August 2025 and fell on the 31st.", ["2025-08-30", "2025-08-31"]),
        ("It opened in 2016. By May of that year it was shut.", ["2016", "2016-05"]),
        ("It opened in 2016. That summer it was shut.", ["2016", "2016-SU"]),
    ],
)
def test_some_expressions_count_from_the_date_before(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_clause_that_opens_with_its_date_is_read_by_its_own_verb() -> None:
    assert values("They plan to sell it, but in March a court stopped them.") == ["2025-03"]


def test_the_month_of_may_is_no_verb() -> None:
    assert values("From May to August it is shut.") == ["2025-05", "2025-08"]


def test_days_that_the_calendar_lacks_are_left_out() -> None:
    assert values("It was 30 February 2022 or 2022-02-30 or 31/02/2022.") == ["2022-02"]
    assert values("It came two weeks ago.", date.min) == []
    assert values("It comes next year.", date.max) == []
