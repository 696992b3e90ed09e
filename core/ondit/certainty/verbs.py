"""Verbs: those of saying, the base forms and participles that cues hold, and the words that tell a tense."""

from __future__ import annotations

from typing import Literal

Tense = Literal["past", "present", "future", "modal", "none"]

_VERBS = (
    "be make take give get build open close launch release buy sell acquire become meet hold start begin"
    " receive face pay cut join leave move stay return run lead vote decide host play appear go come"
    " replace provide offer use show raise create work"
)
_PASTS = (
    "said told made taken given gone become begun bought sold built come done found held known led left lost"
    " met paid put seen sent set shown spent thought won written announced planned agreed asked called"
    " worked used tried reached reported expected started ordered closed opened launched released declined"
    " raised received requested pushed rejected approved denied warned hoped wanted failed appeared"
)
_IRREGULAR = (
    "gave took went became began came saw broke brought chose drew drove fell flew forgot got grew knew ran"
    " rose spoke struck threw wore wrote withdrew overcame undertook felt heard slept dealt slid fought"
    " stood swore taught sought sank rode fed fled hung lent meant kept"
)
VERBS = frozenset(_VERBS.split())
"""Base forms, as they stand behind "may" and "to"."""

PASTS = frozenset(_PASTS.split())
"""Participles, as they stand behind "have", and past tenses of the same form."""

_TENSE_WORDS: dict[Tense, str] = {
    "present": "is are has have does do 's 're am looks appears seems remains becomes makes takes gives"
    " gets goes comes means needs wants plans expects says faces",
    "past": f"was were had did {_PASTS} {_IRREGULAR}",
    "future": "will wo 'll shall",
    "modal": "could may might would can should must",
}
TENSES: dict[str, Tense] = {word: tense for tense, table in _TENSE_WORDS.items() for word in table.split()}
"""Words that tell a clause's tense by themselves."""

_SAYING = {
    "said": "said says say told tells tell added adds adding stated states wrote writes explained"
    " explains noted notes replied responded answered commented remarked telling explaining tweeted"
    " saying recalled repeated reiterated stressed emphasised emphasized insisted insists put puts",
    "announced": "announced announces announcing unveiled unveils disclosed discloses revealed"
    " reveals reveal confirmed confirms confirming acknowledged acknowledges admitted admits reported"
    " reports declared declares pledged pledges promised promises vowed vows agreed agrees proposed"
    " proposes reaffirmed denied denies denying indicated indicates promising pledging found finds charged",
    "expects": "expects expect expected expecting plan plans planned intends intend intended hopes"
    " hope hoped wants want forecast forecasts projected projects predicted predicts predict"
    " estimates estimated estimate anticipates projecting forecasting",
    "thinks": "thinks think thought believes believe believed feels felt feel fears feared fear"
    " considers suspects doubts argued argues argue suggested suggests suggest contends contend"
    " warned warns warn warning cautioned speculated wondered joked quipped complained urged urges"
    " demanded arguing suggesting called calls hailed praised criticised criticized blasted slammed",
    "claims": "claims claim claimed claiming alleges allege alleged alleging accusing accuse accused asserted"
    " asserts maintains maintained testified",
}
SAYING = {word: group for group, table in _SAYING.items() for word in table.split()}
"""Verbs that attribute, by what they tell of the speaker's part in what is said."""
