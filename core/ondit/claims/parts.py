"""The parts of a clause that each assert something of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ondit.matching.vocabulary import FUNCTION_WORDS
from ondit.model import Span

MIN_WORDS = 2
MAX_CLAUSE = 4_000

_AUXILIARIES = "will|would|is|are|was|were|has|have|had|can|could|may|might|shall|should|must|did|does|do"
_SUBJECTS = "it|they|he|she|there|we|you|that"
_STEMS = (
    "acquir carr cost cut fold repeat replac open clos start launch weigh keep need run sell mak mov remain"
    " stay offer plan expect agre rais lower reach hand hold fil announc appoint resign step return send"
    " cover includ approv reject seek spend invest add creat work pass fail arriv ship produc"
)
_IRREGULAR = (
    "buy|buys|bought|build|builds|built|begin|begins|began|end|ends|ended|take|takes|took|kept|pay|pays|paid"
    "|give|gives|gave|get|gets|got|ran|sold|made|leave|leaves|left|join|joins|joined|become|becomes|became|held"
    "|sent|sought|spent|come|comes|came|go|goes|went|lose|loses|lost|win|wins|won|shares|shared"
)
_VERBS = rf"(?:{'|'.join(_STEMS.split())})(?:|e|y|es|ies|s|ed|ied)|{_IRREGULAR}"
VERB = f"{_AUXILIARIES}|{_VERBS}"
"""What may begin the verb of a clause, as a pattern."""
_WILL = r"(?:its|their|his|her|our|the)\s(?:\S+\s){1,4}?(?:will|would|is|are|has)\b"
_DOES = rf"(?:(?:also|then|thus|now|later|not)\s+)?(?:{_AUXILIARIES}|{_SUBJECTS}|{_VERBS})\b"
_MAY = (
    r"(?:the|its|their|his|her|our|an?|any|some|both|no)\s"
    rf"(?:(?!(?:that|which|who|to|and|of|in|for)\b)\S+\s){{1,4}}?(?:{_AUXILIARIES})\b"
)
_MEANWHILE = (
    r"(?:while|whereas|although|though)\s(?![a-z]+ing\b)"
    rf"(?:\S+\s){{1,8}}?(?:{_AUXILIARIES}|[a-z]{{3,12}}ed)\b"
)
_AS_TOLD = r"so\sit\s(?:is|was|seems|appears)(?:\s\w+)?,"
_WITH_THAT = rf"(?!{_AS_TOLD})(?:so\s(?:that\s)?(?:it|they|he|she|there|we|the)|as\s(?:it|they|he|she))\s"
_DEAL = (
    r"in\s(?:an?\s(?:\S+\s){0,5}?(?:deal|transaction|merger|takeover|buyout|bid|offer)"
    r"|what\s(?:would|will|could|is|was|may))\b"
)
_BUT = (
    r"(?:[\w’'.-]+\s){1,5}?"
    r"(?:added|cautioned|denied|insisted|noted|said|told|warned|h(?:as|ave|ad)\sbeen)\b"
)
_HAPPENED = r"(?:the|its|their|an?)\s(?:\S+\s){1,8}?(?:was|were|did|had|[a-z]{3,12}ed)\b"
_CUT = re.compile(
    r"(?:,|(?<!\s))\s++(?:"
    rf"(?:and|but|while)\s+(?={_WILL}|{_DOES}|{_MAY})"
    rf"|(?={_MEANWHILE}|{_WITH_THAT}|{_DEAL})"
    r"|or\s+(?:even|perhaps|maybe)\s+"
    r"|(?=at\s+(?:a\s+)?(?:price|cost)\s+of\b)"
    r"|(?P<price>(?=(?:at|for)\s+[$€£]\s?\d))"
    rf"|(?=because\s{_HAPPENED})"
    r")"
    rf"|;\s+|,\s+but\s+(?={_BUT})"
    rf"|,\s+(?=(?:which|who|adding|saying|with)\b|after\s{_HAPPENED})",
    re.IGNORECASE,
)
_VALUES = re.compile(r"\b(?:valu|pric)(?:e[sd]?|ing)\b[^,;]*\Z", re.IGNORECASE)
NEAR = 48
_LEANING = re.compile(rf"(?:{_VERBS})\b|(?:at|for|with)\s", re.IGNORECASE)
_JOINT = re.compile(r",?\s(?:and|but|while|or)\Z", re.IGNORECASE)
LONGEST_JOINT = len(", while")
_VERB = re.compile(
    rf"\b(?:{_AUXILIARIES}|{_VERBS}|[a-z]+(?:ed|ing)|sa(?:id|ys?)|told|hears?)\b", re.IGNORECASE
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def split(text: str, start: int, end: int) -> list[Span]:
    """Split a clause where another assertion begins.

    Rule: it is cut before "and", "but", "while" or "although" with a verb behind, behind a semicolon, before
    ", which", ", with" and the like, before "so" and "as" with a pronoun, before a price or the kind of deal
    that stands behind what is told ("in an all-stock deal"), and before a reason that tells what happened
    ("because the pumps failed"). A part with fewer than two words that say something goes with the part
    before it, or behind it if it is the first. A part that has no verb yet goes with the part behind it: the
    subject that opens the clause ("Corvale, | which …"), or what stands behind its "that".

    Example: "The reader weighs 265 g | and will be sold from 24 June | at a price of $449"; "Corvale is in
    talks to sell the yard | and a deal could come this week".
    Must not: "45 crowns for cars and 120 crowns for lorries" (no verb behind "and"); "values it
    at $3 billion"; "while keeping the yard"; "will cost, so it is said, 45 crowns".
    Known failures: verbs that the table does not hold; assertions joined by a comma alone, as in a list of
    who pays what; a relative clause stays with the verb behind it ("Corvale, which …, will close").

    Args:
        text: The article's text.
        start: Where the clause begins.
        end: Where it ends.

    Returns:
        Spans in order, not overlapping, which hold all of the clause; at least one.
    """
    cuts = list(_cuts(text, start, end)) if end - start <= MAX_CLAUSE else []
    found: list[Span] = []
    low = start
    for high in [*cuts, end]:
        before = text[found[-1].start : found[-1].end] if found else ""
        if found and (not (_says(text[low:high]) and _says(before)) or _waits(before, first=len(found) == 1)):
            found[-1] = Span(found[-1].start, high)
        else:
            found.append(Span(low, high))
        low = high
    return found


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    for match in _CUT.finditer(text, start, end):
        valued = match["price"] is not None and _VALUES.search(
            text, max(start, match.start() - NEAR), match.start()
        )
        if not valued:
            yield match.end()


def less_joint(text: str, part: Span) -> Span:
    """Return a part less the blanks at its ends, and less the "and" that joins it to the next."""
    words = text[part.start : part.end]
    kept = words.rstrip()
    joint = _JOINT.search(kept, max(0, len(kept) - LONGEST_JOINT))
    if joint:
        kept = kept[: joint.start()].rstrip()
    start = part.start + len(words) - len(words.lstrip())
    return Span(start, max(start, part.start + len(kept)))


def is_subject(part: str) -> bool:
    """Say whether a part of a clause is only what the next part is about: "Corvale Inc," before "which"."""
    return part.rstrip().endswith(",") and _VERB.search(part) is None


def leans(part: str) -> bool:
    """Say whether a part of a clause begins with a verb or a price, so that its subject stands before it."""
    return bool(_LEANING.match(part))


def _waits(part: str, *, first: bool) -> bool:
    """Say whether a part has no verb yet: the subject that opens a clause, or what is behind its "that"."""
    *_, behind = _THAT.split(part)
    if behind != part:
        return _VERB.search(behind) is None
    return first and is_subject(part)


def _says(piece: str) -> bool:
    told = [word for word in _WORD.findall(piece) if word.casefold() not in FUNCTION_WORDS]
    return len(told) >= MIN_WORDS
