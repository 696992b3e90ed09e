"""The words that time expressions are made of, and what each stands for: one table for the whole package.

Keys are lower case and without dots. What a word means for tense, the second half says: which verbs look
ahead, which look back.
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
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            *_ONES,
            *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth".split(),
            *"nineteenth twentieth".split(),
            *(f"twenty-{one}" for one in _ONES),
            *"thirtieth thirty-first".split(),
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
REFERENCES = {
    words: reference
    for reference, listed in (
        (
            "PRESENT_REF",
            "now,right now,just now,as of now,currently,presently,nowadays,at present,at the moment,"
            "at this moment,these days".split(","),
        ),
        (
            "PAST_REF",
            [
                *"recently,more recently,most recently,lately,of late,the past,long ago,a long time ago".split(","),
                *"not long ago,a while ago,some time ago,recent weeks and months,recent months and years".split(","),
                *(f"recent {units}" for units in _LONG_UNITS),
                *(f"{units} ago" for units in _ALL_UNITS),
            ],
        ),
        (
            "FUTURE_REF",
            [
                *"soon,as soon as possible,the near future,the foreseeable future,the future".split(","),
                *"in future,in due course,the near term".split(","),
                *(f"{way} {units}" for units in _LONG_UNITS for way in ("coming", "the coming", "future")),
                *(f"the {units} {way}" for units in _LONG_UNITS for way in ("ahead", "to come")),
            ],
        ),
    )
    for words in listed
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

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt rep sen gov rev hon st inc corp co ltd bros jan feb mar apr jun jul"
    " aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun no vs etc jr sr".split()
)
"""Words behind which a full stop and a capital letter end no sentence."""

FUTURE_VERBS = frozenset(
    "will won't shall shan't 'll ’ll would wouldn't could may might can must should expected expects"
    " expect expecting scheduled plans planned planning slated poised hopes hoping intends upcoming"
    " forthcoming coming tipped likely anticipated await awaits awaiting pending postponed delayed slips slip"
    " slipped deferred pencilled couldn't couldn’t wouldn't wouldn’t launches opens starts begins arrives debuts ships releases expires matures"
    " unveils meets resumes reopens expire meet".split()
)
"""Words that look ahead: auxiliaries, expectation, schedules, and the present tense of what is scheduled."""

FUTURE_PAIRS = frozenset(
    (first, second)
    for first, seconds in {
        "set": "to for",
        "going": "to",
        "pushed": "to",
        "look": "forward",
        "looking": "forward",
        "goes": "on",
        "kicks": "off",
        "takes": "effect",
        "is": "out",
        "are": "out",
        "due": "in on by out at for this next early late",
        "release": "date",
        "launch": "date",
        "closing": "date",
    }.items()
    for second in seconds.split()
)
"""Pairs of words that look ahead together, though neither does alone."""

PAST_VERBS = frozenset(
    "was were did has have been came went rose fell took gave made sold bought won"
    " lost began became grew held kept knew led left met paid put ran saw sent spent stood thought brought"
    " built caught chose cut drew drove felt found flew got hit hurt let shrank slid swung bore blew clung"
    " dealt dug fed fought froze shook stole swept tore wore meant rang sank shot shut sought spoke"
    " struck taught threw understood wrote ended broke swore hid hung lay burst cast beat quit split drank"
    " rode forgot spun stuck strode woke withdrew overcame sang sprang ago earlier since previously"
    " recently wasn't weren't didn't hasn't haven't".split()
)
"""Words that look back; so does every other word that ends in -ed."""

NOT_PAST = frozenset(
    "need speed indeed feed seed breed exceed proceed succeed united hundred red bed shed embed".split()
)
"""Words in -ed that are no past tense."""

NO_INFINITIVE = frozenset(
    "the a an its his her their our my your this that these those it him them us me you which whom what"
    " all some any each every one two three four five six seven eight nine ten date end about more less"
    " least at in on by from be".split()
) - {"be"}
"""Words behind "to" that make it a preposition."""

FUTURE_INFINITIVES = frozenset(
    "is are be was were plan plans planned planning expect expects expected expecting schedule scheduled due"
    " set likely unlikely agree agrees agreed want wants wanted hope hopes hoped hoping vow vows vowed promise"
    " promises promised pledge pledges pledged threaten threatens threatened decide decides decided prepare"
    " prepares prepared preparing ready going able intend intends intended aim aims aimed slated poised about"
    " supposed determined willing time deadline tipped projected meant have has need needs"
    " ordered asked told urged given invited allowed required bound eager keen wait waiting proposal proposed"
    " offer offers offered bid push pressure right today tomorrow".split()
)
"""Words whose infinitive looks ahead: "agreed to meet on Monday"."""

BETWEEN_VERBS = frozenset(["on", "also", "again", "today", "yesterday", *WEEKDAYS])
"""Words that may stand between a verb and its infinitive: "vowed on Tuesday to stay"."""

SCHEDULED = frozenset(
    "election elections vote ballot referendum deadline launch release debut opening midterms summit primary"
    " convention trial hearing premiere".split()
)
"""What a month before it places ahead rather than back: "the November election"."""

STARTING = frozenset("launching starting beginning arriving opening debuting shipping effective maturing".split())
"""Words that a date often follows, and that look where the verb before them does, else ahead."""

REPORTED_NOUNS = frozenset(
    "assertion statement announcement remarks comments decision ruling interview attack attacks victory"
    " victories win wins loss shooting killing slaying crash blast explosion".split()
)
"""Nouns for what is over, where a weekday follows: "the ruling Monday"."""

DECLINED = frozenset("say comment confirm discuss elaborate disclose specify reached located verified".split())
"""What somebody "would not" do, or what "could not be" done, when a reporter asked."""

MODALS = frozenset("would could should might may must".split())
"""Auxiliaries that look back together with "have"."""

AUXILIARY_BE = frozenset("is are be being 're ’re".split())

PROMISING_VERBS = frozenset("promised vowed pledged".split())
"""Verbs of saying whose content is to come: "promised on Friday", "promised October"."""

REPORTING_VERBS = frozenset(
    "said says told announced announces reported reports added noted confirmed showed stated wrote warned"
    " disclosed estimated predicted forecast".split()
)
"""Verbs of saying: they date what is said ("said on Friday"), and not what is told ("said a cut in March")."""

TIME_PREPOSITIONS = frozenset(
    "in since by until till during of from to through throughout before after between and for every each"
    " last next this past early late mid around about on or".split()
)

UNTIL = frozenset("by until till come".split())
"""Prepositions before a date that lies ahead."""

SINCE = frozenset(["since"])
"""Prepositions before a date that lies back."""

TENS = {
    name: digit
    for digit, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}

LASTING_WORDS = frozenset(
    "for since in after within over take takes took taking spent spend last lasted many lasting wait".split()
)
"""Words before a plural unit that make it a length of time: "for years"."""
