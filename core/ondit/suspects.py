"""Suspect quotes found by a second witness: what another article shows of the same words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ondit.growing import Keep, anew
from ondit.matching import facts
from ondit.matching.alignment import WordEdit, word_edits
from ondit.matching.vocabulary import FUNCTION_WORDS
from ondit.model import Article, Match, Quote, Span
from ondit.quote_places import QuotePlaces
from ondit.text import Words, words

REACH = 2_000
MOST_WITNESSES = 20
MOST_NAMED = 2
MIN_SHARED = 5
SAME_SHARE = 0.6
FEW_WORDS = 2
BACKED_SHARE = 0.8

_FIRST = frozenset("i we me us my our mine ours myself ourselves".split())
_THIRD = frozenset("he she it they him her them his its their hers theirs".split())
_SHOWN = 12
_SAID = (
    r"(?:said|says|added|adds|told|tells|explained|explains|commented|noted|stated|wrote|writes|continued"
    r"|insisted|warned|argued|replied|announced|went on to \w+)"
)
_ATTRIBUTION = re.compile(
    rf"\baccording to\b|\b(?:[Ss]?he|[Tt]hey|[A-Z][\w’'-]+) (?:ha[sd] |have )?{_SAID}\b"
    rf"|\b{_SAID} (?:s?he|they|the|[A-Z][\w’'-]+)\b"
)


def mark(
    quotes: Sequence[Quote], matches: Iterable[Match], articles: Sequence[Article], keep: Keep = anew
) -> tuple[Quote, ...]:
    """Mark the quotes whose words another article gives otherwise, with the reason and the other witness.

    Rule: a quote is compared with the passages of another article that match it. It is suspect if the other
    closes its marks and opens them again where this one goes on, and what stands there outside the marks
    (an attribution, or two words that carry meaning) stands here inside them; if both quote the same words
    of the same speaker but for a figure, a name or a negation; or if one has "our" where the other has
    "their". Where its own marks are doubtful, those are named who quote it in other words.

    Example: “Glass breaks, according to Ann Ode, and film bends”, where another article has “Glass breaks,”
    according to Ann Ode, “and film bends”.
    Must not: a quote of which another article leaves something out, or repeats a part without marks.
    Known failures: which of two witnesses is right is not known, so that two that differ in a fact are both
    suspect; the reporter's words at the very beginning or end of a quote, unless they hold a verb of saying.

    Args:
        quotes: The story's quotes.
        matches: The story's matches.
        articles: The story's articles.
        keep: Asks what other articles show of a quote.

    Returns:
        All quotes, in the order given; a reason found in the article itself stands before the other's.
    """
    by_id = {article.id: article for article in articles}
    quoted = QuotePlaces(quotes)
    passages = _passages(quoted, matches)
    marked = list(quotes)
    for place, by_article in passages.items():
        quote = quotes[place]
        first = sorted(by_article.items())[:MOST_WITNESSES]
        shown = tuple(one for name, spans in first if (one := _passage(by_id[name], spans, quoted)))
        here = by_id[quote.article or ""].text[quote.start : quote.end]
        is_doubtful = quote.suspect is not None
        reason = keep(_reason, here, quote.speaker, shown, is_doubtful) if shown else None
        if reason:
            marked[place] = replace(quote, suspect=f"{quote.suspect}; {reason}" if quote.suspect else reason)
    return tuple(marked)


def _passages(quoted: QuotePlaces, matches: Iterable[Match]) -> dict[int, dict[str, list[Span]]]:
    """Return for each quote, by its number, the passages of other articles that match it, by article."""
    found: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for match in matches:
        if match.relation != "paraphrase":
            for place in quoted.meeting(match.a):
                found[place][match.b.article or ""].append(match.b)
            for place in quoted.meeting(match.b):
                found[place][match.a.article or ""].append(match.a)
    return found


class _Passage(NamedTuple):
    """A passage of another article, which quotes meet.

    Attributes:
        outlet: The article's outlet.
        text: The passage.
        quotes: Where in it each quote begins and ends, and who is quoted.
    """

    outlet: str
    text: str
    quotes: tuple[tuple[int, int, str | None], ...]


def _passage(article: Article, spans: Sequence[Span], quoted: QuotePlaces) -> _Passage | None:
    """Return the passage around some places; nothing where no quotes meet it."""
    longest = max(spans, key=lambda span: (span.end - span.start, -span.start))
    near = [span for span in spans if abs(span.start - longest.start) <= REACH]
    low, high = min(span.start for span in near), max(span.end for span in near)
    met = [quoted.quotes[place] for place in quoted.meeting(Span(low, high, article.id))]
    if not met or high - low > 2 * REACH:
        return None
    low, high = min(low, met[0].start), max(high, met[-1].end)
    quotes = tuple((quote.start - low, quote.end - low, quote.speaker) for quote in met)
    return _Passage(article.source.value, article.text[low:high], quotes)


def _reason(here: str, speaker: str | None, passages: tuple[_Passage, ...], is_doubtful: bool) -> str | None:
    """Say why a quote is suspect, and who shows it; of one that is already, who has it in other words."""
    own = words(here)
    witnesses = [witness for passage in passages if (witness := _witness(passage, own))]
    for witness in witnesses:
        why = _grown(here, own, witness, witnesses) or _otherwise(speaker, here, own, witness)
        if why:
            return f"{why} in {witness.passage.outlet}"
    others = [witness.passage.outlet for witness in witnesses if _goes_on_otherwise(own, witness)]
    named = list(dict.fromkeys(others))[:MOST_NAMED]
    return f"compare {' and '.join(named)}, quoted there in other words" if is_doubtful and named else None


def _goes_on_otherwise(own: Words, witness: _Witness) -> bool:
    """Say whether a witness quotes what the quote has not, and the quote has what it does not quote."""
    more = sum(number >= 0 for number in witness.inside) - len(witness.held)
    return min(more, len(own) - len(witness.held)) >= MIN_SHARED


class _Witness(NamedTuple):
    """A passage of another article beside a quote.

    Attributes:
        passage: The passage.
        words: Its words.
        inside: For each of its words the number of its quote, or -1 outside marks.
        edits: From the quote's words to the passage's.
        partner: For each of the quote's words the passage's word that it is equal to, or -1.
        held: The quote's words that stand inside the passage's marks, too, in order.
    """

    passage: _Passage
    words: Words
    inside: list[int]
    edits: list[WordEdit]
    partner: list[int]
    held: list[int]


def _witness(passage: _Passage, own: Words) -> _Witness | None:
    """Lay a passage beside a quote's words; return nothing where its quotes share too few of them."""
    found = words(passage.text)
    edits = word_edits(own.texts, found.texts)
    starts = [start for start, _, _ in passage.quotes]
    inside = []
    for start in found.starts:
        at = bisect_right(starts, start) - 1
        inside.append(at if at >= 0 and start < passage.quotes[at][1] else -1)
    partner = _partners(len(own), edits)
    held = [place for place, other in enumerate(partner) if other >= 0 and inside[other] >= 0]
    return _Witness(passage, found, inside, edits, partner, held) if len(held) >= MIN_SHARED else None


def _partners(count: int, edits: Sequence[WordEdit]) -> list[int]:
    partner = [-1] * count
    for edit in edits:
        if edit.op == "equal":
            partner[edit.left_start : edit.left_end] = range(edit.right_start, edit.right_end)
    return partner


def _grown(here: str, own: Words, witness: _Witness, witnesses: Sequence[_Witness]) -> str | None:
    """Say which words of a quote the witness has outside its marks."""
    held = witness.held
    for low, high in _gaps(held, len(own)):
        if not (held[0] < low and high <= held[-1]):
            found = next((run for run in _runs(low, high, witness) if _attributes(here, own, *run)), None)
        elif _parted(low - 1, high, witness) and (
            _attributes(here, own, low, high)
            or (_tells(own, low, high, witness) and not _backed(low, high, witnesses))
        ):
            found = low, high
        else:
            found = None
        if found:
            return f"“{_shown(here, own, *found)}” stands outside the marks"
    return None


def _attributes(here: str, own: Words, low: int, high: int) -> bool:
    """Say whether some of a quote's words say who speaks."""
    return _ATTRIBUTION.search(here, own.starts[low], own.ends[high - 1]) is not None


def _tells(own: Words, low: int, high: int, witness: _Witness) -> bool:
    """Say whether two of the words that the witness has, too, carry meaning."""
    there = [own.texts[place] for place in range(low, high) if witness.partner[place] >= 0]
    return sum(word not in FUNCTION_WORDS for word in there) > 1


def _runs(low: int, high: int, witness: _Witness) -> Iterator[tuple[int, int]]:
    """Yield the runs of words, in some of the quote's, that the witness has, too."""
    begin = low
    for place in range(low, high + 1):
        if place == high or witness.partner[place] < 0:
            if begin < place:
                yield begin, place
            begin = place + 1


def _gaps(held: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of words between, before and behind those that the witness quotes, too."""
    before = -1
    for place in (*held, count):
        if place - before > 1:
            yield before + 1, place
        before = place


def _parted(before: int, behind: int, witness: _Witness) -> bool:
    """Say whether marks close, and words stand outside them, between the partners of two words."""
    low, high = witness.partner[before], witness.partner[behind]
    return any(quote < 0 for quote in witness.inside[low + 1 : high])


def _backed(low: int, high: int, witnesses: Sequence[_Witness]) -> bool:
    """Say whether some witness has most of a run of the quote's words inside its marks."""
    return any(
        sum(low <= place < high for place in witness.held) > BACKED_SHARE * (high - low)
        for witness in witnesses
    )


def _shown(text: str, own: Words, low: int, high: int) -> str:
    """Return some words as they stand, on one line; of a long run, its beginning."""
    cut = min(high, low + _SHOWN)
    return " ".join(text[own.starts[low] : own.ends[cut - 1]].split()) + ("…" if cut < high else "")


def _otherwise(speaker: str | None, here: str, own: Words, witness: _Witness) -> str | None:
    """Say which fact or pronoun a quote of the same words has otherwise."""
    held = witness.held
    low, high = witness.partner[held[0]], witness.partner[held[-1]]
    alike = len(held) >= SAME_SHARE * max(held[-1] - held[0] + 1, high - low + 1)
    if not alike or min(witness.inside[low : high + 1]) < 0 or not _one_speaker(speaker, witness, low):
        return None
    there = witness.passage.text[witness.words.starts[low] : witness.words.ends[high]]
    differs = facts.differing(here[own.starts[held[0]] : own.ends[held[-1]]], there)
    differs = differs or _pronouns_differ(own, witness)
    return f"quoted otherwise ({differs})" if differs else None


def _one_speaker(speaker: str | None, witness: _Witness, at: int) -> bool:
    """Say whether the quotes compared may be of one speaker: one is unknown, or their names share a word."""
    _, _, other = witness.passage.quotes[witness.inside[at]]
    ours, theirs = set(words(speaker or "").texts), set(words(other or "").texts)
    return not ours or not theirs or bool(ours & theirs - FUNCTION_WORDS)


def _pronouns_differ(own: Words, witness: _Witness) -> str | None:
    for edit in witness.edits:
        ours = own.texts[edit.left_start : edit.left_end]
        theirs = witness.words.texts[edit.right_start : edit.right_end]
        quoted = all(number >= 0 for number in witness.inside[edit.right_start : edit.right_end])
        if edit.op == "substituted" and quoted and max(len(ours), len(theirs)) <= FEW_WORDS:
            for one, other in ((_FIRST, _THIRD), (_THIRD, _FIRST)):
                if one & set(ours) and other & set(theirs):
                    return f"pronouns: {' '.join(ours)} → {' '.join(theirs)}"
    return None
