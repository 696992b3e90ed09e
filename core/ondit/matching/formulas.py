"""News formulas: wordings that unrelated stories share because news is written so."""

from __future__ import annotations

import math
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ondit.growing import Keep, anew
from ondit.matching.vocabulary import FUNCTION_WORDS, ROLE_WORDS, Vocabulary, bag, stem
from ondit.text import words

FLOOR = 0.6
BROAD_FLOOR = 1.15
STOCK_WEIGHT = 0.1
NAME_WEIGHT = 0.5
FIGURE_WEIGHT = 0.5
LONG_FIGURE = 3
BROAD_COLLECTION = 1_000
LARGEST_SAMPLE = 20_000
COMMON_SHARE = 0.003
LEAST_RARITY = 0.5

_TABLE = """
comment request respond response reply return call message seek sought reach contact available immediately
decline refuse confirm verify independently claim report statement announce official authority spokespeople
representative source people person familiar matter condition anonymity identify name public publicly speak
spoke spoken discuss detail issue news agency press media newspaper conference interview journalist tell
state add note describe according following reaction reuters bloomberg data figure department bureau photo

day week month year decade century hour minute time date today yesterday tomorrow morning midday afternoon
evening night daily weekly monthly annual annually quarterly monday tuesday wednesday thursday friday
saturday sunday spring summer autumn winter quarter half period term fiscal stage moment point begin began
begun start end next last past previous previously recent recently current currently late later earlier
early ago ahead soon already still yet now again always never ever often

one two three four five six seven eight nine ten eleven twelve first second third fourth few other hundred
thousand million billion trillion dozen couple number amount percent percentage rate level total average
median part lot little bit several various variety large larger largest big bigger biggest small smaller
smallest high higher highest low lower lowest long longer short shorter great greater good better best bad
worse worst strong stronger weak weaker new old different same similar certain possible likely unlikely very
really even almost nearly near around roughly slightly sharply well maybe perhaps probably per far across
within despite toward including because although though however

way thing something anything nothing everything someone anyone everyone kind sort fact case place side hand
result reason idea question problem situation sense hard easy clear sure able go went gone get got gotten
give gave given take took taken make made come came know knew known think thought believe want need try look
see saw seen find found feel felt keep kept put use help let work mean meant show continue expect include
remain become became seem appear back away i'm i've i'd i'll it's that's there's he's she's we're we've
they're you're

company firm bank group business industry sector market economy economic economist financial government
country world nation national international global united states america american european europe euro
washington york

share shareholder stock bond index nasdaq nyse dow jones standard poor composite wall street exchange trade
trader session volume close open rise rose risen gain climb jump drop fell fall fallen slip dip lose lost
loss decrease increase grow grew grown growth advance decliner outnumber ratio analyst investor poll survey
estimate forecast outlook target consensus expectation earnings profit revenue sale income cash cost price
item dividend margin net operate operating ebitda interest tax depreciation amortization exclude cent dollar
yen pound sterling currency basket holder value worth compare versus beat miss match store least deal offer
bid buy bought sell sold acquire agree agreement plan release set due consumer spend account activity
unemployment crisis system recovery fund capital private equity raise full journal cite action monetary
policy housing pace
"""


def _inflected(base: str) -> Iterator[str]:
    yield from (base + ending for ending in ("", "s", "es", "d", "ed", "ing", "'s"))
    if base.endswith("e"):
        yield base[:-1] + "ing"
    elif base.endswith("y"):
        yield from (base[:-1] + "ies", base[:-1] + "ied")


STOCK_WORDS = frozenset(chain.from_iterable(map(_inflected, _TABLE.split())))
"""Words of which news formulas are made: attribution and availability for comment, times and amounts, the
plainest verbs and nouns, market and earnings reports."""

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec".split()
)


class Rarity:
    """What shared words tell, so that a formula can be told from a wording that somebody repeated.

    Rule: of the stems that both wordings hold, one that is no stock word tells 1, a capitalised word
    half, a stock word a tenth, a function word nothing; a figure of three digits or more tells 1, a year,
    a figure of two digits or the day of a month half, others a tenth. What tells less than 0.6 in all is a
    formula. In a broad collection, of which a thousand sentences or more match nothing, its own
    frequencies show more: a word that is no name and that more than 0.3 % of those sentences hold tells
    less, down to half, and what tells less than 1.15 in all is a formula. Sentences that match something
    are left out of the count, so that a statement that fifty outlets carry makes its own words no less
    rare.

    Example: "was not immediately available for comment", "the first half of the year", "Sales at stores open
    at least a year", "Corvale declined to comment" beside "Tarn Labs declined to comment".
    Must not: "Our orchards will burn", "a ferry up a waterfall", "to open on 1 October, and no later".
    Known failures: a remark in the plainest words ("go where it is or let it be") is taken for a formula;
    names of people and bodies, terms ("too big to fail"), background that a beat repeats in its own words,
    and formulas in other languages are not.

    Figures: 108 different matches of real news that an earlier rule took for evidence, labelled by reading
    before they were measured (43 formulas, 65 wordings of one origin), and sampled from other articles than
    those that the table was made on: in their own collections of about 4,500 sentences precision 1.00 and
    recall 0.86, as if each collection were small 1.00 and 0.67. Words added to the table since bring recall
    to 0.95 and 0.79 there.
    """

    def __init__(self, unmatched: Sequence[str] = (), keep: Keep = anew) -> None:
        """Count the words of the sentences of a collection that match nothing.

        Of more than 20,000 sentences a share is counted, chosen by what they say, not by their order. `keep`
        asks what words a text has.
        """
        self._weights_of: dict[str, dict[str, float]] = {}
        self._keep = keep
        self._vocabulary: Vocabulary | None = None
        if len(unmatched) >= BROAD_COLLECTION:
            step = sampling(len(unmatched))
            counted = (keep(_stems, text) for text in unmatched if is_sampled(text, step))
            self._vocabulary = Vocabulary([dict.fromkeys(stems, 1) for stems in counted])

    @classmethod
    def sampled(cls, sample: Sequence[str] | None) -> Rarity:
        """Return what is known of a collection by the sentences that were chosen; absent of a small one."""
        made = cls()
        if sample is not None:
            made._vocabulary = Vocabulary([dict.fromkeys(_stems(text), 1) for text in sample])
        return made

    def is_formula(self, a: str, b: str) -> bool:
        """Say whether what two wordings share is a formula, or nothing."""
        return self.telling(a, b) < (FLOOR if self._vocabulary is None else BROAD_FLOOR)

    def telling(self, a: str, b: str) -> float:
        """Return how much the words tell that two wordings share; 0 or more, the same either way round."""
        left, right = self._weights(a), self._weights(b)
        return round(sum(min(left[key], right[key]) for key in sorted(left.keys() & right.keys())), 3)

    def _weights(self, text: str) -> dict[str, float]:
        known = self._weights_of.get(text)
        if known is None:
            known = self._weights_of[text] = self._weigh(text)
        return known

    def _weigh(self, text: str) -> dict[str, float]:
        parts, days = self._keep(_parts, text)
        weights: dict[str, float] = {}
        for key, named, most in parts:
            weight = NAME_WEIGHT if named else self._rarity(key)
            weights[key] = max(weights.get(key, 0.0), min(weight, most))
        for day in days:
            weights[day] = max(weights[day], FIGURE_WEIGHT)
        return weights

    def _rarity(self, key: str) -> float:
        if self._vocabulary is None:
            return 1.0
        return min(1.0, max(LEAST_RARITY, self._vocabulary.weight(key) / math.log(1 + 1 / COMMON_SHARE)))


def _stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text; equal ones of many texts are one object, as many are kept."""
    return tuple(map(sys.intern, bag(text)))


def _parts(text: str) -> tuple[list[tuple[str, bool, float]], set[str]]:
    """Return each word's stem, whether it begins as a name, and what it tells at most; and stems of days."""
    found = words(text)
    parts = [
        (stem(word), text[start].isupper(), _most(word))
        for start, word in zip(found.starts, found.texts, strict=True)
    ]
    return parts, _days(found.texts)


def sampling(sentences: int) -> int:
    """Return how many sentences of a collection one is chosen of to be counted."""
    return math.ceil(sentences / LARGEST_SAMPLE)


def is_sampled(text: str, step: int) -> bool:
    """Say whether a sentence is chosen, by what it says, where one in so many is."""
    return _hash(text) % step == 0


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _most(word: str) -> float:
    """Return what a folded word tells at most, however rare it is."""
    if word in FUNCTION_WORDS or word.endswith("n't"):
        return 0.0
    if word in STOCK_WORDS or word in ROLE_WORDS or (len(word) == 1 and word.isascii()):
        return STOCK_WEIGHT
    return _figure(word) if word[0].isdigit() else 1.0


def _days(found: Sequence[str]) -> set[str]:
    """Return the stems of the figures that stand beside the name of a month."""
    pairs = [(a, b) for a, b in pairwise(found) if a in MONTHS or b in MONTHS]
    return {stem(word) for pair in pairs for word in pair if word[0].isdigit()}


def _figure(word: str) -> float:
    """Return what a figure tells: one of three digits tells as much as a word, a year or "40" half of it."""
    digits = sum(letter.isdigit() for letter in word)
    if digits < LONG_FIGURE - 1:
        return STOCK_WEIGHT
    is_year = digits == len(word) == len("2022") and word.startswith(("19", "20"))
    return FIGURE_WEIGHT if digits < LONG_FIGURE or is_year else 1.0
