"""The shapes of time expressions: one pattern per kind, and one alternation of them all for the scan.

In a shape a space stands for any gap within a paragraph, `{name}` for a shared piece, and a group's name
for what the reading of that kind needs. Shapes match text in lower case; where a name must be written with
a capital, its reading looks at the text itself. The order of the kinds is their precedence where two begin
at the same place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from ondit.dates.holidays import HOLIDAYS
from ondit.dates.words import (
    FREQUENCIES,
    MONTHS,
    NEAR_DAYS,
    NUMBERS,
    ORDINALS,
    REFERENCES,
    SEASONS,
    UNITS,
    VAGUE_NUMBERS,
    WEEKDAYS,
)

_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,3})"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_PIECES = {
    "dash": "(?:-| )",
    "to": "(?: ?[-–—] ?| (?:to|through|until|and) )",
    "year": "(?:1[5-9]|20)[0-9][0-9]",
    "tail_year": "(?:(?:of )?(?P<year>{year})(?![0-9]|[.,][0-9])|(?:of )?(?P<which_year>this|last|next"
    "|that(?: same)?|the (?:current|previous|same|following|coming|next)) year|of (?P<the_year>the) year)",
    "day": "(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?",
    "no_day": "[0-9]|[.:/-][0-9]|,[0-9]{3}| ?%| ?[ap]\\.?m\\b",
    "long_month": "(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    "ordinal": _any(ORDINALS),
    "spelt_year": "(?:(?P<hundreds>eighteen|nineteen|twenty){dash}(?P<tens>{ten_word}|{teen_word})"
    "(?:{dash}(?P<ones>{one_word}))?"
    "|(?P<thousand>two thousand)(?:{dash}and)?(?:{dash}(?P<rest>{teen_word}|{one_word}))?)",
    "one_word": "(?:one|two|three|four|five|six|seven|eight|nine)",
    "teen_word": "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)",
    "ten_word": "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)",
    "short_month": "(?:(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?)",
    "month": "(?:{long_month}|{short_month})",
    "long_weekday": "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    "weekday": "(?:{long_weekday}|(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\\b\\.?)",
    "mod": "(?:(?:early to mid|mid to late|early|late|mid|middle){dash}"
    "|(?:earlier|later|early|late)(?: in| on)? "
    "|(?:the )?(?:very )?(?:beginning|start|end|middle|close|rest|remainder|(?:first|second|last) half) of )",
    "which": "(?P<which>this(?: past| coming)?|last|next|that(?: same)?"
    "|the (?:following|previous|coming|current|same|next))",
    "of_part": "(?:(?:the )?(?:(?:early|late) )?(?P<of_part>morning|afternoon|evening|night) of )?",
    "week_of": "(?P<week_of>(?:the )?week (?:of|beginning|starting|ending|ended) )?",
    "part": "(?:(?:early|late|mid){dash})?(?P<part>morning|afternoon|evening|night)",
    "word": _any({*NUMBERS, *VAGUE_NUMBERS} - {"a", "an"}),
    "number": "(?:[0-9]{1,4}(?:,[0-9]{3})?(?:\\.[0-9])?(?:(?: |-)?1/2|½)?"
    "|(?:an?(?: (?:few|couple(?: of)?|dozen|hundred|thousand))?|{word}(?:{dash}{word})?(?: of)?)"
    "(?:{dash}and{dash}a{dash}half)?)",
    "unit": "(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)",
    "quarter": "(?P<quarter>first|second|third|fourth|[1-4](?:st|nd|rd|th)){dash}quarter",
    "hour_word": "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    "results": "(?:net|pretax|pre-tax|operating|loss|losses|earnings|profits?|income|results?|figures|numbers"
    "|sales|revenues?|dividend|turnover|output|growth)\\b",
    "about": "(?:(?:about|around|nearly|almost|roughly|approximately|over|at least|at most|up to"
    "|more than|less than|fewer than|just over|just under) )?",
    "full": "(?:(?:more|full|fiscal|consecutive|straight|trading|business|working|calendar|additional|whole"
    "|further|long|short){dash})?",
    "zone": "(?: ?(?:(?:gmt|utc|bst|cet|cest|jst|ist|[ecmp][sd]?t)"
    "|(?:eastern|central|pacific|mountain|local)(?: (?:standard|daylight))?(?: time)?)\\b)",
}

_SHAPES = {
    "stamp": "(?P<year>{year})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
    "(?:(?:t| )(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:\\.[0-9]{1,6})?)?"
    "(?:z\\b|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9]|-[0-9])",
    "slashes": "(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second>[0-9]{1,2})(?:[.-](?P<year>{year})"
    "|/(?P<slash_year>{year}|[0-9]{2}))(?![0-9/]|[.-][0-9])",
    "nine_eleven": "9/11(?![/0-9])",
    "month_days": "(?P<month>{month}) (?P<first>{day}){to}(?P<last>{day})(?!{no_day})"
    "(?P<tail>,? {tail_year})?",
    "days_month": "(?P<first>{day}){to}(?P<last>{day}) (?:of )?(?P<month>{month})(?P<tail>,? {tail_year})?",
    "month_day": "{of_part}{week_of}(?:(?:(?:this|last|next) )?(?P<weekday>{weekday}),? )?"
    "(?:{mod})?(?:{which} )?(?P<month>{month}) (?P<day>{day}|{ordinal})(?!{no_day})"
    "(?:,? {tail_year})?",
    "day_month": "{of_part}{week_of}(?:(?:(?:this|last|next) )?(?P<weekday>{weekday}),? )?(?:the )?"
    "(?P<day>{day}|{ordinal})(?: of)? (?P<month>{month})"
    "(?:,? {tail_year})?",
    "month_ordinal": "the (?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)"
    "(?: of (?P<which>last|next|this|that|the (?:same|following|previous)) month)?",
    "months": "(?P<first>{long_month}){to}(?P<last>{long_month}),? {tail_year}",
    "month": "(?P<mod>{mod})?(?:the month of |{which} )?"
    "(?:(?P<month>{long_month}|(?:aug|sept|oct|nov|dec|feb)\\.)(?:,? {tail_year})?"
    "|(?P<short>{short_month}) (?:of )?(?P<short_year>{year})(?![0-9]))",
    "weekends": "(?:(?:every|each) weekend|weekends)",
    "weekdays": "(?:(?:every|each)(?: other)? (?P<weekday>{long_weekday})|(?P<plural>{long_weekday})s)"
    "(?: {part}s?)?",
    "weekday": "{of_part}(?:{mod})?(?:{which} )?(?P<weekday>{long_weekday})(?: {part}(?P<often>s)?)?"
    "(?:,? (?:of )?(?P<week>this|last|next) week)?",
    "near_day": "(?:{mod})?(?P<near>yesterday|today|tonight|tomorrow)(?: {part})?"
    "|the day (?P<far>before yesterday|after tomorrow)",
    "this_part": "(?:(?:early|late|later|earlier|mid) )?(?P<which>this|last) {part}|(?P<overnight>overnight)",
    "that_part": "(?:(?:early|late|later|earlier)(?: in)? )?"
    "(?P<that>that(?: same)?|the(?: (?:same|next|following|previous))?) {part}",
    "holiday": "{of_part}(?:(?P<which>this|last|next) )?(?P<holiday>"
    + _any(re.escape(day).replace("\\ ", " ").replace("'", "[’']") for day in HOLIDAYS)
    + ")(?: (?P<around>week(?:end)?))?(?:,? {tail_year})?",
    "quarter": "(?:(?P<mod>{mod})(?:its |their )?)?(?:the )?"
    "(?:(?P<before>{year}|(?:this|last|next) year[’']s) )?(?:fiscal{dash})?{quarter}"
    "(?:,? (?:in )?(?:fiscal )?{tail_year})?(?! of (?:the |a )?(?:game|match|season))",
    "short_quarter": "(?:{mod})?(?:(?P<before>{year}){dash})?q(?P<quarter>[1-4])"
    "(?:,?{dash}(?:fy)?{tail_year})?",
    "half": "(?:the )?(?P<half>first|second|last) half of (?:fiscal )?(?:{tail_year}"
    "|(?P<half_year>the|this|last|next) year)|h(?P<short_half>[12]){dash}(?P<short_year>{year})(?![0-9])"
    "|(?:the )?(?P<results_half>first|second)-half(?= {results})",
    "season": "(?P<mod>{mod})?(?:{which} |(?P<the>the ))?(?P<season>spring|summer|autumn|fall|winter)"
    "(?:,? {tail_year})?",
    "decade": "(?:the )?(?:(?:early|mid|late|post|pre){dash})?"
    "(?:(?P<century>1[5-9]|20)|[’'‘])(?P<tens>[0-9])0[’']?s",
    "named_decade": "the (?:(?:early|mid|late){dash})?"
    "(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
    "century": "(?:the )?(?:(?:early|mid|late){dash})?(?P<century>1[0-9]|2[01])(?:th|st){dash}century",
    "years": "(?P<first>{year}){to}(?P<second>{year}|[0-9]{1,2})(?![0-9]|[-–/.,:][0-9])",
    "fiscal": "(?:the )?(?:fiscal(?: year)?|fy)(?:{dash})?(?P<year>{year})(?![0-9])"
    "|fy(?P<short>[0-9]{2})(?![0-9])",
    "beside": "the (?P<unit>day|week|month|year|night|morning|evening) (?P<way>before|after|earlier)"
    '(?=[,.;:!?)"”’]|$|\\n| (?:and|but|when|while)\\b)',
    "year_before": "(?:the )?(?:(?:same|comparable|corresponding) )?(?:a )?"
    "year{dash}(?:ago|earlier|before(?! [a-z]))"
    "(?:{dash}(?:period|quarter|month|half|{quarter}))?"
    "|the (?:same|comparable|corresponding) (?:period|quarter|month|time) (?:of )?last year",
    "ago": "{about}(?P<number>{number}){dash}(?P<unit>{unit})s?(?: or so)? ago",
    "later": "(?P<number>{number}) (?P<unit>{unit})s? (?P<way>later|earlier|from (?:now|today))",
    "each": "(?:(?:once|twice|(?:{number}) times) (?:an?|per|each|every) "
    "|per |(?:every|each) (?:single )?(?:(?P<number>{number}) |(?P<other>other ))?)"
    "(?P<unit>{unit})s?(?! of| ago)",
    "often": "(?P<often>" + _any(FREQUENCIES) + ")",
    "period": "(?:{mod})?(?P<which>this|last|next|that"
    "|the (?:current|previous|prior|following|coming|latest|same|next|last))"
    "(?: past| coming| fiscal| full| entire| whole| same)? "
    "(?P<unit>day|week(?:end)?|month|quarter|year|decade|century)",
    "end_of": "{mod}the (?:fiscal )?(?P<unit>day|week(?:end)?|month|quarter|year|decade|century)",
    "the_unit": "the (?:full |fiscal )?(?P<unit>quarter|year|weekend|latest period)(?! of)",
    "year_end": "(?:the )?mid{dash}year|(?:the )?year(?:[’']s)?{dash}end",
    "spelt_year": "(?:(?:the )?(?P<year_word>year ))?{spelt_year}(?!{dash}{word})",
    "bc": "(?:(?P<first>[1-9][0-9]{0,3}){to})?(?P<year>[1-9][0-9]{0,3})"
    " ?(?:bce?\\b|b\\.c\\.(?:e\\.)?)|ad (?P<ad>[1-9][0-9]{1,3})(?![0-9])",
    "short_year": "[’'‘](?P<short>[0-9]{2})(?![0-9’'‘]|[.,][0-9])",
    "stretch": "(?:the |these |those )?(?:first|last|past|next|latest|final|coming|previous|recent) "
    "(?P<number>{number}) {full}(?P<unit>{unit})s?|the past (?P<one>{unit})",
    "fraction": "(?:a )?quarter{dash}(?P<quarter_of>century)|all (?P<all>day|week|month|year)"
    "|(?:half an? |(?:an? )?half{dash})(?P<half>{unit})|a (?P<quarter>quarter) of an hour"
    "|an? (?P<more>{unit}) and a half",
    "some": "(?P<unit>second|minute|hour|day|week|month|year|decade|centurie)s",
    "length": "(?:(?:the|these|those) (?={number} {full}{unit}s\\b))?{about}"
    "(?P<number>{number})(?P<upto>(?: to | or |-|–){number})?{dash}{full}(?P<unit>{unit})s?"
    "(?!{dash}olds?\\b| of age\\b)",
    "long": "(?P<unit>day|week|month|year|decade|centurie|hour|minute)s?{dash}long",
    "clock": "(?P<hour>1[0-2]|0?[1-9]|{hour_word} )(?:[:.](?P<minute>[0-5][0-9]))? ?"
    "(?:(?P<half>[ap])(?:\\.m\\.|\\.?m\\b)"
    "|(?:o[’']clock )?(?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))"
    "|(?P<oclock>o[’']clock)){zone}?",
    "clock24": "(?P<hour>[01][0-9]|2[0-3])(?:[:.](?P<minute>[0-5][0-9])(?P<zone>{zone}| ?hrs?\\b)?"
    "(?![0-9]|[:.,][0-9]|%)|(?P<bare_minute>[0-5][0-9])(?: ?(?:gmt|utc|bst|hrs)\\b| hours\\b))",
    "noon": "(?P<noon>noon|midday|midnight){zone}?",
    "reference": "(?P<reference>" + _any(REFERENCES) + ")",
    "bare_year": "(?P<mod>{mod}|(?:post|pre)-|(?:the )?year )?(?P<year>{year})"
    "(?![0-9]|[.,:/][0-9]|[-–—][0-9]|[%°])",
}

_OTHER_STARTS = (
    "early late mid middle earlier later the beginning start end close rest remainder first second third"
    " fourth last this next every each once twice about around nearly almost roughly approximately over at up"
    " within more less fewer just these those past latest final coming previous recent its their same"
    " comparable corresponding that year noon midday midnight fiscal half morning afternoon evening night"
    " week overnight post pre ad weekends per all"
)
_BEFORE = r"(?<![\w@#$£€¥&/\\=?])(?<![0-9][.,:'’-])"
_AFTER = r"(?![\w@\\=]|/[0-9])"
_PIECE = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"\(\?P<\w+>")


def _expand(shape: str) -> str:
    while _PIECE.search(shape):
        shape = _PIECE.sub(lambda found: _PIECES[found[1]], shape)
    return shape.replace(" ", _GAP)


def _starts() -> str:
    """Return an alternation of the words that an expression can begin with, by their first letters."""
    tables = (
        FREQUENCIES,
        HOLIDAYS,
        MONTHS,
        NEAR_DAYS,
        NUMBERS,
        ORDINALS,
        REFERENCES,
        SEASONS,
        UNITS,
        VAGUE_NUMBERS,
        WEEKDAYS,
    )
    words = {re.split("[ '.-]", word)[0] for table in tables for word in table}
    words |= {f"{word}s" for word in words} | set(_OTHER_STARTS.split())
    by_letter = defaultdict(list)
    for word in sorted(words):
        by_letter[word[0]].append(word[1:])
    letters = "|".join(f"{letter}(?:{'|'.join(tails)})" for letter, tails in by_letter.items())
    return f"(?=[0-9]|[’'‘][0-9]|(?:{letters})(?![a-z])|[hq][1-4]|fy)"


@cache
def scanner() -> re.Pattern[str]:
    """Return the pattern that finds the next expression; the name of the group that matched is its kind."""
    kinds = "|".join(
        f"(?P<{kind}>{_NAME.sub('(?:', _expand(shape))}){_AFTER}" for kind, shape in _SHAPES.items()
    )
    return re.compile(f"{_BEFORE}{_starts()}(?:{kinds})")  # what rules out most places first


@cache
def parser(kind: str) -> re.Pattern[str]:
    """Return the pattern that takes an expression of a kind apart, where the scanner found it."""
    return re.compile(f"(?:{_expand(_SHAPES[kind])}){_AFTER}")


def kinds() -> tuple[str, ...]:
    """Return the kinds of time expressions, in order of precedence."""
    return tuple(_SHAPES)
