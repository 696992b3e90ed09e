"""Whose word a clause is: a principal's, an unnamed person's, an onlooker's, or nobody's but the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ondit import quotes
from ondit.certainty.cues import UNNAMED

Voice = Literal["principal", "unnamed", "outlet", "onlooker"]

_PRINCIPAL = re.compile(
    r"\b(?:chief|ceo|cfo|cto|coo|president|chair(?:man|woman|person)?|director|boss|head of|founder"
    r"|co-founder|minister|secretary"
    r"|spokes\w+|authority|ministry|government|company|companies|maker|manufacturer|firm|group|management"
    r"|board|release|statement"
    r"|executive|mayor|governor|commissioner|newsroom|brand|builder|contractor|agency|department|owner"
    r"|operator|duo|publisher"
    r"|general|corporation|inc|plc|ltd|ag|gmbh|corp|parties|sides|leader of|announcement|partners?)\b",
    re.IGNORECASE,
)
_ONLOOKER = re.compile(
    r"\b(?:analysts?|experts?|professor|teach(?:es|er)|economists?|union|steward|councillor|opposition"
    r"|residents?|customers?"
    r"|listeners?|drivers?|callers?|readers?|critics?|reviewers?|skipper|deckhand|observers?|campaigners?"
    r"|lawyers?|investors?"
    r"|shopkeepers?|investors?|researchers?|bloggers?|broker|fans?|users?|historians?|consultants?"
    r"|distributors?|engineers? have"
    r"|runs a|drives|sells|worked|works for|calibrated|hopes to|former)\b",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:said|says|say|told|tells|added|adds|announced|announces|wrote|writes|explained|explains|stated"
    r"|states|insisted|insists"
    r"|argued|warned|noted|commented|reiterated|confirmed|denied|denies|claimed|claims|predicted|believes?"
    r"|thinks?|continued"
    r"|declared|promised|tweeted|posted|revealed|expects?|estimates?|reckons?|reported|joked|asked"
    r"|admitted|acknowledged)"
)
_BEFORE = re.compile(
    rf"([^.,;:!?“”\"]{{2,90}}?)(?:, [^.;!?“”\"]{{2,90}},)? (?:(?:has|have|had|also|now|only|later"
    rf"|on \w+) )*{_SAYING}\b"
)
_AFTER = re.compile(
    rf"(?:,|[”\"’“]|\d,?) (?:{_SAYING} (?P<inverted>[^.;!?“”\"]{{2,90}})"
    rf"|(?P<plain>[^.,;!?“”\"]{{2,60}}?) (?:have |has )?{_SAYING})\b[^.;]{{0,40}}\W*$"
)
_ACCORDING = re.compile(
    r"\b(?:according to|as per|citing)(?: what has \w+)? ([^.,;!?“”\"]{2,80})", re.IGNORECASE
)
_UNNAMED = re.compile(
    rf"{UNNAMED.pattern.pattern}"
    rf"|\b(?:officials|sources?|insiders|one of (?:them|the|those)|somebody|someone|people)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:Courier|Wire|Times|Post|Herald|Bugle|Gazette|Tribune|Journal|Echo|Weekly|Daily|Bulletin"
    r"|Observer|Telegraph|Ledger|Sentinel"
    r"|Chronicle|Insider|Leaks|[Bb]log|[Pp]ortal|[Nn]ewspaper|[Mm]agazine|[Ss]ite|[Ww]ebsite|[Oo]utlet"
    r"|[Rr]eports?|News)\b"
)
_NO_SOURCE = re.compile(
    r"(?:I|we|you|that|this|which|who|what|although|something|nobody|neither|and|but|if|as|there)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|will|would|could|can|may|might|has|have|had|not)\b")
_PRONOUN = re.compile(r"\W*(?:it|he|she|they)\b\W*$", re.IGNORECASE)
_THING = re.compile(r"\W*(?:it|they)\b", re.IGNORECASE)
_POSSESSOR = re.compile(r"\b[A-Z]\w+[’'‘]s\s+$")
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
_NAME = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)+")
_DESCRIBED = 70
_VOICES: tuple[tuple[re.Pattern[str], Voice], ...] = (
    (_UNNAMED, "unnamed"),
    (_OUTLET, "outlet"),
    (_ONLOOKER, "onlooker"),
    (_PRINCIPAL, "principal"),
)
_RELEASE_SIGNS = (
    re.compile(
        r"press release|immediate release|embargo|announced today|today announced|newsroom", re.IGNORECASE
    ),
    re.compile(
        r"(?:media|press) (?:contacts?|inquiries|enquiries|relations)|^notes? to editors",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(r"^about [A-Z]|forward-looking statements|boilerplate", re.IGNORECASE | re.MULTILINE),
)
RELEASE_EDGE = 1_000
REACH = 400
MAX_LOOKED_UP = 50_000


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word something is.

    Attributes:
        voice: The kind of source.
        name: What the source is called.
        start: Where its own words begin, if quoted, else the words that name it.
        end: Where they end.
        quoted: Whether the source's own words stand in quotation marks.
        pronoun: Whether the source is named by a pronoun only.
    """

    voice: Voice
    name: str
    start: int
    end: int
    quoted: bool
    pronoun: bool = False


def attributions(text: str, start: int, end: int) -> Iterator[Attribution]:
    """Yield whose word a sentence is: the speakers of its quotes, else the source of its indirect speech."""
    quoted = False
    for quote in quotes.find(text):
        if quote.start < end and start < quote.end and quote.speaker:
            quoted = True
            voice = voice_of(f"{quote.speaker}, {quote.role or ''}", text, start)
            yield Attribution(voice, quote.speaker, max(start, quote.start), min(end, quote.end), quoted=True)
    if not quoted and (source := _indirect(text, start, end)):
        low, high = source
        words = text[low:high]
        pronoun = _PRONOUN.match(words) is not None
        yield Attribution(
            voice_of(words, text, start), words.strip(), low, high, quoted=False, pronoun=pronoun
        )


@lru_cache(maxsize=8)
def is_release(text: str) -> bool:
    """Say whether an article is a principal's own release.

    Rule: two of: a release's heading or "announced today" near its beginning, a media contact or an
    "About …" paragraph near its end, a note on forward-looking statements.

    Example: "BELMORE, 3 May – Corvale today announced … Media contact: Jon Ave".
    Must not: a report that says "the company announced today".
    Known failures: releases pasted without their heading and tail.
    """
    head, tail = text[:RELEASE_EDGE], text[-RELEASE_EDGE:]
    return (
        sum(bool(sign.search(part)) for sign, part in zip(_RELEASE_SIGNS, (head, tail, tail), strict=True))
        > 1
    )


def _indirect(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the words stand that name the source of a sentence's indirect speech."""
    for pattern in (_AFTER, _BEFORE, _ACCORDING):
        found = pattern.search(text, start, end)
        if found and found.lastindex:
            low, high = found.span(found.lastindex)
            if _is_source(text[low:high]):
                return low, high
    return None


def _is_source(words: str) -> bool:
    """Say whether some words can name who speaks: a name, a pronoun, or what such sources are."""
    words = words.strip(" \"'‘’“”")
    if _NO_SOURCE.match(words) or _VERB.search(words):
        return False
    return bool(
        _PRONOUN.match(words)
        or any(pattern.search(words) for pattern in (_UNNAMED, _OUTLET, _ONLOOKER, _PRINCIPAL))
        or any(word[0].isupper() for word in words.split())
    )


def voice_of(source: str, text: str, at: int) -> Voice:
    """Say what kind of source some words name.

    Rule: words for unnamed people first, then for outlets, onlookers and principals; a name without
    any of them is looked up in the article, where a mention often tells what its bearer is. A name of
    which nothing is known is a company, where the article calls it by its first word, and else a person.
    A pronoun is whoever was named last.

    Example: "Ann Ode" of an article that begins with "Ann Ode, chief executive of Corvale" is a principal.
    Must not: "an analyst at Corvale Securities" is an onlooker, for all his company.
    Known failures: a company that speaks of another's acts counts as a principal; a person who is never
    described counts as an onlooker.

    Args:
        source: The words that name the source.
        text: The article.
        at: Where in it the source speaks.
    """
    for pattern, voice in _VOICES:
        if pattern.search(source):
            return voice
    if _PRONOUN.match(source):
        return "principal" if _THING.match(source) else _named_before(text, at)
    described = _descriptions(text)
    for word in reversed(_CAPITALISED.findall(source)):
        if word in described:
            return described[word]
    name = _NAME.match(source.strip())
    if name is None:
        return "principal"
    first, last = name.group().split()[0], name.group().split()[-1]
    return "principal" if _alone(text, first) > _alone(text, last) else "onlooker"


def _alone(text: str, word: str) -> int:
    return len(re.findall(rf"(?<![\w’'] )(?<![A-Z]\w )\b{re.escape(word)}\b(?! [A-Z])", text[:MAX_LOOKED_UP]))


def _named_before(text: str, at: int) -> Voice:
    """Return the voice of the last name before a place that the article describes."""
    described = _descriptions(text)
    names = [word for word in _CAPITALISED.findall(text[max(0, at - REACH) : at]) if word in described]
    return described[names[-1]] if names else "onlooker"


@lru_cache(maxsize=8)
def _descriptions(text: str) -> dict[str, Voice]:
    """Read from the words beside each full name what its bearer is, by the last word of the name."""
    described: dict[str, Voice] = {}
    for found in _NAME.finditer(text):
        before = re.split(r"[.;:!?“”\"\n]", text[max(0, found.start() - _DESCRIBED) : found.start()])[-1]
        after = re.split(r"[.;:!?“”\"\n]", text[found.end() : found.end() + _DESCRIBED])[0]
        beside = before[-_DESCRIBED // 2 :] + " | " + found.group() + (after if after.startswith(",") else "")
        if _POSSESSOR.search(before):
            described.setdefault(found.group().split()[-1], "principal")
        for pattern, voice in ((_ONLOOKER, "onlooker"), (_PRINCIPAL, "principal")):
            if pattern.search(beside):
                described.setdefault(found.group().split()[-1], voice)  # type: ignore[arg-type]
                break
    return described
