"""What was found, packed into bytes and unpacked: JSON, compressed beside words that it may repeat."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

from ondit.model import Article, Findings, Quote
from ondit.store import compact_findings, compact_outcomes
from ondit.store.inflating import inflated
from ondit.store.outcome import Outcome

T = TypeVar("T")

LEVEL = 6
_RAW = -zlib.MAX_WBITS
_ENCODER = msgspec.json.Encoder()


_REASONS = (
    "COMMENTS speaks, but not of its own acts.",
    "It is the result of a survey: ",
    "Said by someone of whom no office is told: ",
    "A politician's opinion: ",
    "A politician on own acts or plans: ",
    "Reported by another outlet: ",
    "It goes on with what the sentence before tells.",
    "It is no sentence.",
    "The writer speaks to the reader or of himself: “",
    "Said by a source that is not named: the source",
    "Said by an authority: ",
    "Said by a principal: ",
    "Said by an onlooker: analysts.",
    "” marks hearsay.",
    "”: an act of the day.",
    "” tells of an act, near the article's beginning.",
    "” tells an act.",
    "It belongs to the page, not to the story.",
    "” is an unnamed source or non-public material.",
    "It is a question.",
    "The article begins with it: “",
    "” stands in a clause within it.",
    "” tells of a feeling or an opinion, not of an act.",
    "” tells of plans, but no principal's word is near.",
    "” foretells, but no principal's word is near.",
    "” gives a company's figures, near the article's beginning.",
    "” marks opinion, advice or a condition.",
    "” says that something is not said or not known.",
    "” tells flatly of a plan.",
    "” marks the writer's own inference.",
    "” tells of prices or of what analysts expect.",
    "An act told as background: “",
    "No words tell of an announcement or a rumour.",
)
_ROWS = (
    '["credited","inferred","tie"],["byline","credit","author bio","agency tag"]',
    '["DATE"],["DURATION"],["TIME"],["SET"],["PRESENT_REF"],["PAST_REF"],["FUTURE_REF"],["P1Y"],["P1D"]',
    '"translated","paraphrase","merged","edited","trimmed","verbatim","fragment","numbers: 4 → 12"',
    '"said",null],"told",null],"added",null],[1,120,0,null],[2,140,1,null],[1,0,0,"neither",null,0.88,[],"',
    '[1,0,0,"announcement",null,0.69,[40,4],"[1,0,0,"rumour","leak","denial","confirmation","speculation"',
    '"non-disclosure","contradicted","confirmed","denied","superseded","expired","facts","wording",{}],',
    '"first seen","repeated","zombie","several outlets","one outlet","on the record","2012-01-01",[],null]',
    ',null,null,null,1.0,["a principal said it"],{}],[0.0,[],{}],',
    '["c-",null,"announcement","open",null,[[0,],null,null,0.69,[],"',
)
_KNOWN = "".join((*_REASONS, *_ROWS)).encode()
"""What packed records mostly say, the most frequent last. A story that other code kept is looked at until it
is found anew: no letter of it may ever change."""


def pack(record: object, text: str = "") -> bytes:
    """Pack a record; the same record gives the same bytes.

    Args:
        record: The record.
        text: A text of which the record repeats much; `unpack` needs it again.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW, zdict=_KNOWN + text.encode())
    return packer.compress(_ENCODER.encode(record)) + packer.flush()


def unpack(data: bytes, kind: type[T], text: str = "") -> T:
    """Unpack a record of a kind.

    Raises:
        ValueError: The bytes are damaged, hold another kind, or were packed beside another text.
    """
    unpacker = zlib.decompressobj(_RAW, zdict=_KNOWN + text.encode())
    try:
        return msgspec.json.decode(inflated(unpacker, data), type=kind)
    except (zlib.error, msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(f"what was kept cannot be read: {error}") from error


def pack_findings(found: Findings, text: str) -> bytes:
    """Pack what was found in an article with a text by itself; the same gives the same bytes."""
    return pack(compact_findings.of_findings(found), text)


def unpack_findings(data: bytes, article: Article) -> Findings:
    """Unpack what was found in an article by itself; of the article only id and text matter.

    Raises:
        ValueError: The bytes are damaged, or of an article with another text.
    """
    rows = unpack(data, compact_findings.Found, article.text)
    return _sensible(lambda: compact_findings.findings(rows, article.id))


def unpack_quotes(data: bytes, article: Article) -> tuple[Quote, ...]:
    """Unpack the quotes of what was found in an article by itself; of the article only id and text matter.

    Raises:
        ValueError: The bytes are damaged, or of an article with another text.
    """
    rows = unpack(data, compact_findings.FoundQuotes, article.text).rows[1]
    return _sensible(lambda: compact_findings.quotes(rows, article.id))


def pack_outcome(outcome: Outcome, article: Article) -> bytes:
    """Pack what a story makes of an article; the same gives the same bytes."""
    return pack(compact_outcomes.of_outcome(outcome, article), article.text)


def unpack_outcome(data: bytes, article: Article) -> Outcome:
    """Unpack what a story makes of an article; of the article only id and text matter.

    Raises:
        ValueError: The bytes are damaged, or of an article with another text.
    """
    rows = unpack(data, compact_outcomes.Made, article.text)
    return _sensible(lambda: compact_outcomes.outcome(rows, article))


def unpack_copy_of(data: bytes, article: Article) -> str | None:
    """Unpack, of what a story makes of an article, the id of the article of which it is a copy.

    Raises:
        ValueError: The bytes are damaged, or of an article with another text.
    """
    return unpack(data, compact_outcomes.Copied, article.text).copy_of


def _sensible(work: Callable[[], T]) -> T:
    """Do some work on what was unpacked, and say so where it makes no sense."""
    try:
        return work()
    except LookupError as error:
        raise ValueError(f"what was kept makes no sense: {error}") from error
