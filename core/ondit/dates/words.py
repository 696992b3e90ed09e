"""The words that time expressions are made of, and what each stands for: one table for the whole package.

Keys are lower case and without dots.
"""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
"""Weekdays from Monday, 0."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}

STEPS = {
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "the": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
}
"""How many periods away the one lies that a word names."""

PART_OF_YEAR = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th last"), start=1)
    for word in words.split()
}

NUMBERS: dict[str, float] = {
    word: value
    for value, words in enumerate(
        "zero,one a an,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,"
        "sixteen,seventeen,eighteen,nineteen,twenty".split(",")
    )
    for word in words.split()
} | {
    "half": 0.5,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
    "dozen": 12,
    "couple": 2,
}

_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            *_ONES,
            *_TEENS.split(),
            "twentieth",
            *(f"twenty-{one}" for one in _ONES),
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
"""Days of a month in words."""

VAGUE_NUMBERS = frozenset("few several many some dozens hundreds thousands numerous".split())

UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
"""Units of time less a plural's "s", and their letter in a duration; `T` stands before those below a day."""

IN_SMALLER_UNITS = {"fortnight": (2, "W"), "quarter": (3, "M"), "decade": (10, "Y"), "century": (100, "Y")}
"""Units that a duration has no letter of its own for, once they are counted."""

FREQUENCIES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}

NEAR_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}

_LONG_UNITS = "days weeks months quarters years decades".split()
_ALL_UNITS = ["moments", "minutes", "hours", *_LONG_UNITS, "centuries"]
_PRESENT = (
    "now,right now,just now,as of now,currently,presently,nowadays,at present,at the moment,at this moment,"
    "these days"
)
_PAST = (
    "recently,more recently,most recently,lately,of late,the past,long ago,a long time ago,not long ago,"
    "a while ago,some time ago,recent weeks and months,recent months and years"
)
_FUTURE = (
    "soon,as soon as possible,the near future,the foreseeable future,the future,in future,in due course,"
    "the near term"
)
REFERENCES = {
    **dict.fromkeys(_PRESENT.split(","), "PRESENT_REF"),
    **dict.fromkeys(_PAST.split(","), "PAST_REF"),
    **{f"recent {units}": "PAST_REF" for units in _LONG_UNITS},
    **{f"{units} ago": "PAST_REF" for units in _ALL_UNITS},
    **dict.fromkeys(_FUTURE.split(","), "FUTURE_REF"),
    **{f"{way} {units}": "FUTURE_REF" for units in _LONG_UNITS for way in ("coming", "the coming", "future")},
    **{f"the {units} {way}": "FUTURE_REF" for units in _LONG_UNITS for way in ("ahead", "to come")},
}
"""Vague times that need no date to be understood."""

COUNTED_AFTER = frozenset(
    "people persons men women children workers employees staff jobs homes houses units cars vehicles"
    " copies shares votes seats stores shops members users customers students troops soldiers dollars"
    " euros pounds yen yuan won rupees francs marks cents pence miles kilometres kilometers metres meters"
    " feet inches yards acres hectares tons tonnes kilos kilograms grams litres liters gallons barrels"
    " degrees points percent million billion trillion thousand mah mm cm km kg mhz ghz rpm nits watts"
    " volts lumens bytes pixels hz words pages items models devices phones computers games songs companies"
    " firms species times other others or more such".split()
)
"""Words behind a four-digit number that make it a quantity and no year."""

TIME_PREPOSITIONS = frozenset(
    "in since by until till during of from to through throughout before after between and for every each"
    " last next this past early late mid around about on or over".split()
)

BEFORE_VERBS = frozenset("to and or of about on each every for".split())
"""Those prepositions that also stand before verbs and names."""

FROM_BEFORE = frozenset("that same following previous prior".split())
"""Words that place a period by the date named before."""

TENS = {
    name: digit
    for digit, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}

LASTING_WORDS = frozenset(
    "for since in after within over take takes took taking spent spend last lasted lasting wait".split()
)
"""Words before a plural unit that make it a length of time: "for years"."""
