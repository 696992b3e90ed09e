"""Readings of quarters, halves, years, decades and centuries."""

from __future__ import annotations

import re

from ondit.dates import reckoning
from ondit.dates.months import tail_year
from ondit.dates.periods import latest_quarter
from ondit.dates.setting import Found, Setting, UnresolvedError, choose, full_year, one
from ondit.dates.words import COUNTED_AFTER, NUMBERS, PART_OF_YEAR, TENS
from ondit.model import TimeExpression

_WHICH_YEAR = {"this": 0, "the": 0, "last": -1, "next": 1}
_SURE_CUES = frozenset(
    "in since until till by during through throughout from before after circa around year".split()
)
_CUES = frozenset("of for and or to about than the a its their his her that into both as".split())
_SENTENCE_VERBS = frozenset("was is will has had saw marked brought".split())
_NO_PLURALS = frozenset("as is was has its his this does".split())
_NUMBERING = frozenset(
    "page pages room rooms section sections number numbers no chapter line lines flight route highway"
    " model type version volume issue item lot form article paragraph channel bus train area zip code some"
    " only nearly almost roughly approximately than least most over under above below up another"
    " exactly fewer costs cost worth total totals reach reached".split()
)
"""Words behind which four digits are a number."""

_FIRST_PLAIN_YEAR, _LAST_PLAIN_YEAR = 1900, 2099
_NEAR_YEARS, _BACK = 3, 24
_DATES_BACK = re.compile(r"\b(?:back|dates|dating|dated) to \Z")
_FIRST_PLAIN_RANGE, _LONGEST_RANGE = 1700, 60


def quarter(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the third quarter", "Q3 2025", "this year's third quarter", "the end of the third quarter".

    Rule: without a year, the quarter just over if it has that number, whatever the tense ("expects to
    report a third-quarter loss"); else the next or the last as the tense around looks, the reference
    quarter included, and the nearest where there is no tense.

    Must not: "the third quarter of the match".
    Known failures: a fiscal quarter is read as the calendar's; "they led after the first quarter".
    """
    number = _number_of_quarter(found["quarter"])
    year = tail_year(found, setting)
    before = found["before"]
    if year is None and before:
        year = int(before) if before.isdigit() else setting.today.year + _WHICH_YEAR[before.split()[0]]
    if year is not None:
        return one(found, f"{reckoning.year(year)}-Q{number}")
    today = setting.today
    candidates = [(today.year + step) * 4 + number - 1 for step in (-1, 0, 1)]
    now = reckoning.quarter_number(today)
    if now - 1 in candidates:
        return one(found, reckoning.quarter(now - 1))
    chosen = choose(candidates, now, setting.direction(found))
    return one(found, reckoning.quarter(chosen))


def short_quarter(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "Q3", "Q3 2025" and "2025 Q3" as `quarter` does; the Q is a capital."""
    if setting.text[found.start("quarter") - 1] != "Q":
        raise UnresolvedError
    return quarter(found, setting)


def half(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "the first half of 2025", "the second half of the year", "H1 2025" and "first-half profit".

    Rule: beside results, where no year is named, it is the half just over if it has that number, else the
    last that has begun.

    Must not: "a second-half goal".
    Known failures: a half of a fiscal year is none.
    """
    if found["results_half"]:
        return one(found, _half_told(found, setting))
    if found["short_half"]:
        return one(found, f"{found['short_year']}-H{found['short_half']}")
    year = tail_year(found, setting)
    if year is None:
        year = setting.today.year + _WHICH_YEAR[found["half_year"]]
    return one(found, f"{reckoning.year(year)}-H{1 if found['half'] == 'first' else 2}")


def _half_told(found: Found, setting: Setting) -> str:
    number = 1 if found["results_half"] == "first" else 2
    today = setting.today
    now = today.year * 2 + (today.month > reckoning.MONTHS_A_YEAR // 2)
    told = max(half for half in (now - 1, now) if half % 2 + 1 == number)
    return f"{reckoning.year(told // 2)}-H{number}"


def decade(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "the 1990s" and "the ’80s" as the three digits that its years share, but not "2010's level"."""
    possessive = found["century"] and not found.group()[-2].isdigit() and not found.group().startswith("the")
    if possessive:
        raise UnresolvedError
    return one(found, f"{found['century'] or '19'}{found['tens']}")


def named_decade(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "the nineties" as those of the twentieth century."""
    return one(found, f"19{TENS[found['tens']]}")


def century(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "the 20th century" as the two digits that its years share."""
    return one(found, f"{int(found['century']) - 1:02d}")


def spelt_year(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "nineteen ninety-four", "two thousand and four", "the year two thousand".

    Must not take "two thousand lamps" nor "twenty ten", which need a preposition of time before them.
    Known failures: other numbers of things ("nineteen forty lamps", "in two thousand and four ferries").
    """
    cued = bool(found["year_word"]) or setting.word_before(found.start()) in _SURE_CUES
    if found["thousand"]:
        if not cued or not (found["rest"] or found["year_word"]):
            raise UnresolvedError
        return one(found, str(2000 + int(NUMBERS[found["rest"]] if found["rest"] else 0)))
    tens, ones = int(NUMBERS[found["tens"]]), int(NUMBERS[found["ones"]]) if found["ones"] else 0
    hundreds = int(NUMBERS[found["hundreds"]]) * 100
    if (ones and tens < 20) or (hundreds == 2000 and not cued):  # noqa: PLR2004
        raise UnresolvedError
    return one(found, str(hundreds + tens + ones))


def bc(found: Found, _setting: Setting) -> list[TimeExpression]:
    """Read "264 BC", "480-479 B.C." and "AD 79"; years before our era as `BC0264`."""
    if found["ad"]:
        return one(found, f"{int(found['ad']):04d}")
    last = TimeExpression(found.start("year"), found.end(), value=f"BC{int(found['year']):04d}")
    if not found["first"]:
        return [last]
    first = f"BC{int(found['first']):04d}"
    return [TimeExpression(found.start("first"), found.end("first"), value=first), last]


def short_year(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "in ’89" and "the summer of '68" behind a cue, as the last year that ends so."""
    if setting.word_before(found.start()) not in _SURE_CUES | {"of"}:
        raise UnresolvedError
    return one(found, reckoning.year(full_year(found["short"], setting)))


def years(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "from 2016 to 2018", "(2016–18)" as two years; without a cue before them they are none."""
    first = int(found["first"])
    second = int(str(first)[: -len(found["second"])] + found["second"])
    before = setting.word_before(found.start())
    opened = setting.text[found.start() - 1 : found.start()] == "("
    cued = opened or before in _SURE_CUES | _CUES or before == "between" or _follows_year(found, setting)
    joined = (
        found.group()[len("2016")] in "-–"
        and first >= _FIRST_PLAIN_RANGE
        and second - first <= _LONGEST_RANGE
    )
    if second <= first or not (cued or (joined and before not in _NUMBERING)):
        raise UnresolvedError
    if setting.word_after(found.end()).lower() in COUNTED_AFTER:
        raise UnresolvedError
    return [
        TimeExpression(found.start("first"), found.end("first"), value=reckoning.year(first)),
        TimeExpression(found.start("second"), found.end("second"), value=reckoning.year(second)),
    ]


def fiscal(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "fiscal 1989", "FY2025" and "FY25" as the year of that name."""
    return one(found, found["year"] or reckoning.year(full_year(found["short"], setting)))


def bare_year(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "in 2016", "early 2027", "(1998)", "the 2022 results", "a secret 1902 pact".

    Rule: four digits are a year behind a preposition of time or in brackets; from 1900 to 2099, and in a
    history from 1500, also behind an article or any other word in lower case that does not number, unless
    a plural noun follows, and where they open a heading ("2006: Talks"); within three years of the
    reference date also behind a name ("the Tarn Fair 2024") and at the start of a sentence. Never before a
    word for what can be counted. Catches "back in 2016", must not take "Galaxy 2000", "of 2000 people",
    "page 1999", "sold 1998 lamps". Known failures: models named by their year, quantities of one thing.
    """
    end = found.end("year")
    number = int(found["year"])
    after = setting.word_after(end)
    if after.lower() in COUNTED_AFTER:
        raise UnresolvedError
    before = setting.word_before(found.start())
    first = 1500 if setting.chronicle.is_history else _FIRST_PLAIN_YEAR
    if _DATES_BACK.search(setting.lowered, max(0, found.start() - _BACK), found.start()):
        first = _FIRST_PLAIN_RANGE
    plain = first <= number <= _LAST_PLAIN_YEAR
    if not (
        found["mod"] or before in _SURE_CUES or (plain and _is_plain_year(found, setting, before, after))
    ):
        bracketed = setting.text[found.start("year") - 1 : found.start("year")] == "("
        if not (bracketed and setting.text[end : end + 1] in {")", ",", ";"}):
            raise UnresolvedError
    return one(found, reckoning.year(number))


def _is_plain_year(found: Found, setting: Setting, before: str, after: str) -> bool:
    """Say whether four digits that may well be a year are one, given the words at their sides."""
    if before in _CUES or before.endswith(("'s", "’s", "s'", "s’")) or _follows_year(found, setting):
        return True
    if before in _NUMBERING or _is_plural(after):
        return False
    year, reference = int(found["year"]), setting.reference
    near = reference is not None and abs(year - reference.year) <= _NEAR_YEARS
    if not before or before[-1] in ",;:":
        heading = ":\n" if setting.chronicle.is_history else ":"
        behind = setting.text[found.end() : found.end() + 1]
        opens = behind and behind in heading and setting.opens_line(found.start())
        return bool(opens) or after in _SENTENCE_VERBS or (near and (after.islower() or behind in {"'", "’"}))
    named = setting.text[found.start() - 1 - len(before)].isupper()
    return before.isalpha() and (near or not named)


def _is_plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith("ss") and word not in _NO_PLURALS


def year_before(found: Found, setting: Setting) -> list[TimeExpression]:
    """Read "a year earlier", "the year-ago quarter", "the same period last year".

    Rule: where a quarter was named before, it is the same one of the year before; else the year before the
    reference date's.

    Must not: take a year that was named before for the one to count from, as results seldom do.
    Known failures: "In 2019 it sold ten; a year earlier it sold nine", "a year earlier than planned".
    """
    quarter = latest_quarter(setting)
    if found["quarter"]:
        year = quarter // 4 if quarter is not None else setting.today.year
        return one(found, f"{reckoning.year(year - 1)}-Q{_number_of_quarter(found['quarter'])}")
    if quarter is not None:
        return one(found, reckoning.quarter(quarter - 4))
    return one(found, reckoning.year(setting.today.year - 1))


def _number_of_quarter(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else PART_OF_YEAR[word]


def _follows_year(found: Found, setting: Setting) -> bool:
    """Say whether the year stands in a list behind another: "2016, 2018 and 2020"."""
    if not setting.found:
        return False
    last = setting.found[-1]
    gap = setting.text[last.end : found.start()].strip()
    return (
        found.start() - last.end <= len(", and ")
        and gap in {",", "and", "or", ", and", "&", "/"}
        and last.value.isdigit()
    )


READINGS = {
    "quarter": quarter,
    "short_quarter": short_quarter,
    "half": half,
    "decade": decade,
    "named_decade": named_decade,
    "century": century,
    "spelt_year": spelt_year,
    "bc": bc,
    "short_year": short_year,
    "years": years,
    "fiscal": fiscal,
    "bare_year": bare_year,
    "year_before": year_before,
}
