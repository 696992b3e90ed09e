"""Where a cue verb stands in a row of tokens, and whether it is one there at all.

Rule: a form of the table counts unless what stands before it makes it a noun ("the report", "his claim",
"of calls") or a passive whose subject does not speak. Catches: "Orr claims", "adding". Must not: take "is
said to" or "was told" for somebody's words. Known failures: nouns without an article before them.
"""

from __future__ import annotations

from itertools import pairwise

from ondit.quotes import cues, names, nouns
from ondit.quotes.tokens import QUOTE, Tokens

_PARTICIPLE_LEADS = frozenset("by after before while in when and then without".split())
_TARGETS = frozenset("with to for at in on".split())
_NOUN_FOLLOWERS = (
    cues.BE | (cues.AUXILIARIES - {"to"}) - {"not", "now", "also", "then"} | {"of", "from", "and", "or", "as"}
)
_ESTIMATES = frozenset({"put", "puts"})
_NO_ESTIMATE = cues.BE | frozenset({"to", "which", "that"})
_NO_THING = (
    cues.BE
    | cues.PREPOSITIONS - {"of", "for"}
    | frozenset(", ; : and but it out up off down back".split())
    | {QUOTE}
)
_CURRENCIES = frozenset("$€£¥")
_ESTIMATE_REACH = 14
_FIGURE_REACH = 4
_TEXTUAL = frozenset({"read", "reads", "state", "states"})
_NOMINAL = (
    (cues.DETERMINERS - {"that", "this", "these", "those"}) | (cues.PREPOSITIONS - {"to"}) | {"no", "any"}
)


def is_cue(tokens: Tokens, place: int) -> bool:
    """Whether the token is a verb of the table, used as a verb and not in a passive."""
    lower = tokens.lower[place]
    if lower in cues.PARTICLE_CUES:
        behind = tokens.lower[place + 1 : place + 2]
        return place > 0 and (behind == [cues.PARTICLE_CUES[lower]] or _estimates(tokens, place))
    if lower not in cues.CUES or tokens.is_possessive(place):
        return False
    if tokens.words[place][0].isupper() and tokens.sentence[place] != place:
        return False
    before = place - 1
    if before < 0 or tokens.sentence[place] == place:
        return lower.endswith("ing") or lower in cues.PLAIN
    nominal = lower not in cues.PLAIN and _is_nominal(tokens, before, lower)
    return not (nominal or _is_refused(tokens, before) or is_passive(tokens, place))


def _estimates(tokens: Tokens, place: int) -> bool:
    """Whether a verb gives a figure for something.

    Rule: "put" with what it is about, "at", and a figure among the next words.

    Example: "the ministry put the cost at 3 million".
    Must not: "put 40 men at work", "put in an order at $45".
    Known failures: subjects that say nothing ("the deal puts its value at 3 million").
    """
    if tokens.lower[place] not in _ESTIMATES or tokens.lower[place - 1] in _NO_ESTIMATE:
        return False
    end = min(tokens.sentence_end(place, _ESTIMATE_REACH), len(tokens))
    ahead = tokens.lower[place + 1 : end]
    at = ahead.index("at") if "at" in ahead else 0
    if not at or not _NO_THING.isdisjoint(ahead[:at]):
        return False
    return any(word[0].isdigit() or word in _CURRENCIES for word in ahead[at + 1 : at + 1 + _FIGURE_REACH])


def _is_refused(tokens: Tokens, before: int) -> bool:
    """Whether an infinitive behind this token tells of words not said: "declined to comment"."""
    return before > 0 and tokens.lower[before] == "to" and tokens.lower[before - 1] in cues.REFUSALS


def _is_nominal(tokens: Tokens, before: int, lower: str) -> bool:
    earlier = tokens.lower[before]
    if lower.endswith("ing") and earlier in _PARTICIPLE_LEADS:
        return lower == "adding" and earlier == "by"
    if earlier == "that" and lower.endswith("ed"):
        return False
    if lower in _TEXTUAL and before + 2 < len(tokens) and tokens.words[before + 2] in {",", ":", QUOTE}:
        return earlier in _NOMINAL
    if lower in cues.NOUN_FORMS and not _takes_present(tokens, before):
        return True
    if lower in cues.NOUN_FORMS and before + 2 < len(tokens) and tokens.lower[before + 2] in _NOUN_FOLLOWERS:
        return True
    owned = tokens.is_possessive(before) and tokens.words[before].lower() not in {
        "he's",
        "she's",
        "he’s",
        "she’s",
    }
    return earlier in _NOMINAL or owned or earlier.isdigit()


def _takes_present(tokens: Tokens, before: int) -> bool:
    """Whether a form that may be a noun ("details", "claims") is a verb behind this token."""
    earlier = tokens.lower[before]
    if earlier in cues.PRONOUNS | cues.AUXILIARIES | nouns.ROLES | nouns.COLLECTIVES or cues.is_adverb(
        earlier
    ):
        return True
    return not tokens.words[before][0].islower()


def is_passive(tokens: Tokens, place: int) -> bool:
    """Whether a form of "be" right before the verb makes its subject the one spoken to or about."""
    if tokens.lower[place].endswith("ing"):
        return False
    if tokens.lower[place].endswith("ed") and place + 1 < len(tokens) and tokens.lower[place + 1] == "by":
        return True
    before = place - 1
    if before >= 0 and names.is_adverb(tokens, before):
        before -= 1
    return before >= 0 and tokens.lower[before] in cues.BE


def leans(tokens: Tokens, place: int) -> bool:
    """Whether the verb has no subject of its own: a participle, an infinitive, a second verb after "and"."""
    if place == 0:
        return True
    lower, earlier = tokens.lower[place], tokens.lower[place - 1]
    if earlier in {"then", "also", "later"} and place > 1:
        earlier = tokens.lower[place - 2] if tokens.lower[place - 2] in {"and", "but", ","} else earlier
    if lower.endswith("ing"):
        return earlier not in cues.BE and not _has_name(tokens, place)
    return earlier in {"to", "and", "but", "or"}


def _has_name(tokens: Tokens, place: int) -> bool:
    """Whether a participle has a name for its subject: "with Orr saying", not "talks with Kelvo, saying"."""
    begin = tokens.sentence[place]
    if not (place - 1 > begin and names.is_name(tokens, place - 1)):
        return False
    link = names.name_start(tokens, place - 1, begin) - 1
    if link <= begin or tokens.lower[link] not in _TARGETS:
        return True
    return tokens.lower[link] == "with" and not names.is_word(tokens, link - 1)


def phrase_at(tokens: Tokens, place: int) -> int:
    """Return how many tokens a cue phrase ("according to") takes that begins here; 0 where none does."""
    if tokens.words[place] == "per":
        before = tokens.words[place - 1] if place else ""
        return int(before in {",", QUOTE} and place + 1 < len(tokens) and names.is_name(tokens, place + 1))
    for phrase in cues.SPEECH_PHRASES:
        if tokens.lower[place] == phrase[0] and tuple(tokens.lower[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def is_stance(tokens: Tokens, place: int) -> bool:
    """Whether the token is an adjective that announces words, behind a form of "be": "Orr was clear"."""
    return place > 0 and tokens.lower[place] in cues.STANCES and tokens.lower[place - 1] in cues.BE


def quotes(tokens: Tokens, place: int) -> bool:
    """Whether the verb has its speaker behind it: "the agency quoted Orr as saying"."""
    if tokens.lower[place] not in {"quoted", "quotes", "cited", "quoting", "citing"}:
        return False
    behind = tokens.lower[place + 1 : place + 12]
    return any(pair in {("as", "saying"), ("as", "telling")} for pair in pairwise(behind))
