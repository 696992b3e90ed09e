"""An article with all that its clauses are judged by, read once, from the first sentence to the last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ondit import quotes, sentences
from ondit.certainty import cues, forms, posts
from ondit.certainty.attribution import Attribution
from ondit.certainty.clauses import Clause, split
from ondit.certainty.phrases import Hit
from ondit.certainty.rules import MINDS, PRINCIPALS, decide
from ondit.certainty.sources import LEAD, Sources
from ondit.certainty.verdicts import VERDICTS
from ondit.certainty.view import Before, View
from ondit.certainty.words import read
from ondit.model import Span

_FIRST_SOURCES = 4
_NEAR_VERB = 4
_PERSONAL = 0.25
_CLOSERS = frozenset(".!?,;”\"…’'")
_WEIGHTS = {"said": 3, "announced": 3, "according to": 3, "claims": 2, "expects": 1, "thinks": 1}
_ASIDES = frozenset({"background", "fragment", "opinion", "talk", "prices", "act", "will be", "plans, told"})
_OWN = frozenset(
    {"principal", "principal of the story", "authority", "principal quoted on itself", "politician acts"}
)

_RELEASE_EDGE = 1_000
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


class Judged(NamedTuple):
    """A clause with the rule that decides it."""

    clause: Clause
    rule: str
    view: View


@lru_cache(maxsize=4)
def article(text: str) -> Article:
    """Return an article as it is read; the last few are kept, for labels are asked for one by one."""
    return Article(text)


def is_release(text: str) -> bool:
    """Say whether an article is a principal's own release.

    Rule: two of: a release's heading or "announced today" near its beginning, a media contact or an
    "About …" paragraph near its end, a note on forward-looking statements.

    Example: "BELMORE, 3 May – Corvale today announced … Media contact: Jon Ave".
    Must not: a report that says "the company announced today".
    Known failures: releases pasted without their heading and tail.
    """
    head, tail = text[:_RELEASE_EDGE], text[-_RELEASE_EDGE:]
    signs = zip(_RELEASE_SIGNS, (head, tail, tail), strict=True)
    return sum(bool(sign.search(part)) for sign, part in signs) > 1


class Article:
    """One article, read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = read(text)
        found = cues.INDEX.find(self._words)
        self._hits = [
            hit for hit in found if not (forms.is_name(self._words, hit) or forms.is_thing(self._words, hit))
        ]
        self._firsts = [hit.first for hit in self._hits]
        self._sources = Sources(self._words)
        self._quotes = [(quote.start, quote.end) for quote in quotes.find(text)]
        self._posts = posts.of_leakers(text)
        self._lead = frozenset(forms.capitals(self._words, 0, self._words.at(LEAD)))
        self._official = self._is_official()
        self._released = is_release(text)
        self._earns = self._tells_results()
        split = sentences.split(text)
        self._personal = self._is_personal(split)
        self._led = False
        self._starts: list[int] = []
        self._before: list[Before] = ["nothing"]
        self._judged: dict[tuple[int, int], list[Judged]] = {}
        for number, sentence in enumerate(split):
            judged = self._judge(sentence, number)
            self._starts.append(sentence.start)
            self._before.append(_told(judged))
            self._led = self._led or (
                number == 0 and any(VERDICTS[one.rule].kind == "announcement" for one in judged)
            )
            self._judged[sentence.start, sentence.end] = judged

    def judge(self, sentence: Span) -> list[Judged]:
        """Return the clauses of a sentence, each with the rule that decides it."""
        known = self._judged.get((sentence.start, sentence.end))
        return known or self._judge(sentence, bisect_left(self._starts, sentence.start))

    def cues(self, judged: Judged) -> tuple[Span, ...]:
        """Return the words that show what a rule decided: its cues, and who said it."""
        wanted = VERDICTS[judged.rule].cues
        reads = judged.clause.reads
        found = [self._span(hit) for part in reads for hit in self._within(part) if hit.group in wanted]
        source = judged.view.source
        whole = judged.clause.span
        if (
            source
            and not source.quoted
            and whole.start <= source.source.start < source.source.end <= whole.end
        ):
            found.append(source.source)
        return _apart(found)

    def _judge(self, sentence: Span, number: int) -> list[Judged]:
        """Judge a sentence's clauses; a relative clause that tells nothing goes with its main clause."""
        around = frozenset(hit.group for hit in self._within(sentence))
        first, last = self._words.at(sentence.start), self._words.at(sentence.end)
        whole = not _CLOSERS.isdisjoint(self._words.lower[max(first, last - 3) : last])
        judged: list[Judged] = []
        for clause in split(self._text, sentence.start, sentence.end):
            view = self._view(clause, around, whole, number)
            one = Judged(clause, decide(view), view)
            left = judged[-1] if judged else None
            if left and _goes_on(left, one):
                one = one._replace(rule="politician acts")
            if left and left.clause.relative and (left.rule in _ASIDES or left.rule == one.rule):
                judged[-1] = one._replace(clause=_joined(left.clause, clause, clause.reads))
            elif left and clause.relative and one.rule in _ASIDES:
                judged[-1] = left._replace(clause=_joined(left.clause, clause, left.clause.reads))
            else:
                judged.append(one)
        return judged

    def _view(self, clause: Clause, around: frozenset[str], whole: bool, number: int) -> View:
        words = self._words
        first, last = words.at(clause.span.start), words.at(clause.span.end)
        place = forms.opening(words, clause.reads[0])
        met = [one for part in clause.reads for one in self._sources.of(part.start, part.end)]
        met = [one for one in met if one.cue not in MINDS or one.quoted or _holds(clause, one.source)]
        met = [one for one in met if one.quoted or not self._is_opined(clause, one.source.start)]
        tense = forms.tense(words, place, clause.reads)
        near = forms.first_words(place, last)
        tail = frozenset(words.lower[max(first, last - 3) : last])
        return View(
            groups=frozenset(hit.group for part in clause.reads for hit in self._within(part)),
            around=around,
            source=max(met, key=lambda one: _weight(one, clause), default=None),
            sources=tuple(met),
            number=number,
            opening=words.lower[place] if place < last else "",
            subject=forms.subject(words, place, last),
            tense=tense,
            fragment=not whole and tense not in ("future", "modal"),
            question="?" in tail,
            quoted=self._is_quoted(clause.span),
            before=self._before[min(number, len(self._before) - 1)],
            goes_on=place < last and words.lower[place] in forms.GOES_ON,
            central=not self._lead.isdisjoint(forms.capitals(words, near.start, near.stop)),
            official=self._official,
            released=self._released,
            deeds=self._has_as_verb(clause, place, "acts", "announces"),
            hides=self._has_as_verb(clause, place, "no name"),
            denies=self._has_as_verb(clause, place, "denies"),
            guesses=self._has_in_main(clause, "may", "likely"),
            earnings=self._earns,
            foretells=self._has_in_main(clause, "will"),
            personal=self._personal,
            led=self._led and number > 0,
            posted=self._is_posted(clause.span.start),
        )

    def _is_opined(self, clause: Clause, source: int) -> bool:
        """Say whether a source stands behind the writer's own "I think", which no comma sets off."""
        lower = self._words.lower
        return any(
            hit.group == "thinks" and lower[hit.first] == "i" and lower[hit.last : hit.last + 1] != [","]
            for part in clause.reads
            for hit in self._within(Span(part.start, min(part.end, source)))
        )

    def _has_as_verb(self, clause: Clause, place: int, *groups: str) -> bool:
        """Say whether the main verb of a clause is a cue of some groups."""
        last = self._words.at(clause.reads[-1].end)
        verb = forms.main_verb(self._words, place, last)
        return any(
            hit.group in groups and 0 <= hit.first - verb < _NEAR_VERB
            for part in clause.reads
            for hit in self._within(part)
        )

    def _has_in_main(self, clause: Clause, *groups: str) -> bool:
        """Say whether a cue of some groups stands in the main clause, not in one within it."""
        for part in clause.reads:
            first = self._words.at(part.start)
            for hit in self._within(part):
                if hit.group in groups and forms.is_main(self._words, first, hit.first):
                    return True
        return False

    def _within(self, span: Span) -> list[Hit]:
        """Return the cues that lie in a stretch."""
        first, last = self._words.at(span.start), self._words.at(span.end)
        low, high = bisect_left(self._firsts, first), bisect_left(self._firsts, last)
        return [hit for hit in self._hits[low:high] if hit.last <= last]

    def _span(self, hit: Hit) -> Span:
        return Span(self._words.starts[hit.first], self._words.ends[hit.last - 1])

    def _is_official(self) -> bool:
        """Say whether an article rests on a principal's word: most of its first sources, or it announces."""
        first = [one for one in self._sources.found if one.cue not in ("thinks", "expects")][:_FIRST_SOURCES]
        own = sum(one.voice in PRINCIPALS for one in first)
        lead = Span(0, min(len(self._text), LEAD))
        return 2 * own >= max(1, len(first)) or any(hit.group == "announces" for hit in self._within(lead))

    def _tells_results(self) -> bool:
        """Say whether an article's lead gives a company's own figures."""
        lead = Span(0, min(len(self._text), LEAD))
        return any(hit.group == "results" for hit in self._within(lead))

    def _is_personal(self, split: Sequence[Span]) -> bool:
        """Say whether an article speaks to its reader or of its writer: "you" and "I" in many sentences."""
        spoken = sum(any(hit.group in ("you", "i") for hit in self._within(one)) for one in split)
        return spoken > _PERSONAL * len(split)

    def _is_posted(self, start: int) -> bool:
        before = bisect_right(self._posts, start, key=lambda post: post.start) - 1
        return before >= 0 and start < self._posts[before].end

    def _is_quoted(self, span: Span) -> bool:
        found = bisect_right(self._quotes, (span.start + 3, len(self._text) + 1)) - 1
        if found < 0:
            return False
        low, high = self._quotes[found]
        return 2 * (min(high, span.end) - max(low, span.start)) > span.end - span.start


def _holds(clause: Clause, source: Span) -> bool:
    """Say whether a source stands in a clause: what somebody thinks does not reach into the next."""
    return any(part.start <= source.start < part.end for part in clause.reads)


def _weight(one: Attribution, clause: Clause) -> tuple[int, bool, int]:
    """Weigh an attribution of a clause: quotes and verbs of saying first, then by how much it holds."""
    pairs = ((part, read) for part in one.content for read in clause.reads)
    inside = sum(max(0, min(part.end, read.end) - max(part.start, read.start)) for part, read in pairs)
    return (3 if one.quoted else _WEIGHTS[one.cue], one.quoted or _holds(clause, one.source), inside)


def _joined(left: Clause, right: Clause, reads: tuple[Span, ...]) -> Clause:
    return Clause(Span(left.span.start, right.span.end), reads)


def _goes_on(left: Judged, one: Judged) -> bool:
    """Say whether "saying that …" goes on with what its politician announced or denied in the main clause."""
    before, source = left.view.source, one.view.source
    same = before is not None and source is not None and before.name == source.name
    participle = one.rule == "politician" and one.view.opening in ("saying", "adding")
    return same and participle and VERDICTS[left.rule].kind == "announcement"


def _told(judged: list[Judged]) -> Before:
    """Say what a sentence told, for the one behind it."""
    verdicts = [VERDICTS[one.rule] for one in judged]
    if any(one.subtype == "leak" for one in verdicts):
        return "leak"
    if any(one.kind == "rumour" and one.subtype is None for one in verdicts):
        return "hearsay"
    return "announcement" if any(one.rule in _OWN for one in judged) else "nothing"


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in order, those left out that overlap one before."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)
