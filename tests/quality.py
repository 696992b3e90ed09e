"""Figures of quality: what the stages find in the sample stories, against their gold annotation.

`python tests/quality.py` prints every figure for every story; `python tests/quality.py NAME` lists what a
figure's stage got wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import goldset
from ondit import pipeline
from ondit.model import Article, Claim, Label, Span, Story
from ondit.spans import overlap, share

STORIES = ("foldable-reader", "harbour-tunnel", "meridian-merger")
KINDS = ("announcement", "rumour", "neither")
HALF = 0.5
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sample:
    """One story as found, its gold rows, and the articles by the gold's keys."""

    name: str
    story: Story
    gold: Mapping[str, Any]
    articles: Mapping[str, Article]

    def span(self, row: Row) -> Span:
        """Find a gold row's place."""
        article = self.articles[row["article"]]
        return Span(*goldset.locate(article.text, row), article.id)

    def rows(self, kind: str) -> list[tuple[Span, Row]]:
        """Return the gold rows of a kind with their places."""
        return [(self.span(row), row) for row in self.gold[kind]]


@cache
def sample(name: str) -> Sample:
    """Read a sample story and its gold."""
    story = pipeline.read([goldset.SAMPLES / name])
    return Sample(name, story, goldset.load(name), goldset.by_name(story.articles))


def meets(a: Span, b: Span) -> bool:
    """Say whether two spans share at least half of the longer one."""
    return min(share(a, b), share(b, a)) >= HALF


def covers(found: Iterable[Span], wanted: Span) -> bool:
    """Say whether some span holds at least half of what is wanted, or lies in it."""
    return any(max(share(one, wanted), share(wanted, one)) >= HALF for one in found)


def f1(right: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def quotes_found(one: Sample) -> list[tuple[bool, str]]:
    """Is each gold quote found?"""
    return [
        (any(meets(span, quote) for quote in one.story.quotes), one.story.text(span))
        for span, _ in one.rows("quotes")
    ]


def speakers_right(one: Sample) -> list[tuple[bool, str]]:
    """Has each gold quote that is found, and has a speaker, that speaker?"""
    rows = []
    for span, row in one.rows("quotes"):
        found = max(one.story.quotes, key=lambda quote: overlap(quote, span))
        if row["speaker"] and overlap(found, span):
            said = (found.speaker or "").casefold()
            right = bool(said) and (row["speaker"].casefold() in said or said in row["speaker"].casefold())
            rows.append((right, f"{found.speaker} for {row['speaker']}: {one.story.text(span)}"))
    return rows


def quotes_wrong(one: Sample) -> list[tuple[bool, str]]:
    """Is each found quote one of the gold's?"""
    wanted = [span for span, _ in one.rows("quotes")]
    return [(any(meets(quote, span) for span in wanted), one.story.text(quote)) for quote in one.story.quotes]


def suspects_found(one: Sample) -> list[tuple[bool, str]]:
    """Is each suspect gold quote marked suspect?"""
    return [
        (any(quote.suspect and overlap(quote, span) for quote in one.story.quotes), one.story.text(span))
        for span, row in one.rows("quotes")
        if row["suspect"]
    ]


def label_at(one: Sample, span: Span) -> Label | None:
    """Return the label that covers most of a place."""
    best = max(one.story.labels, key=lambda label: (overlap(label, span), share(span, label)))
    return best if overlap(best, span) else None


def labels_right(one: Sample) -> list[tuple[bool, str]]:
    """Has each gold clause its kind?"""
    rows = []
    for span, row in one.rows("labels"):
        label = label_at(one, span)
        kind = label.kind if label else "none"
        rows.append((kind == row["kind"], f"{kind} for {row['kind']}: {one.story.text(span)}"))
    return rows


def label_f1(one: Sample) -> float:
    """Return the macro F1 of the three kinds over the gold clauses."""
    pairs = [
        (row["kind"], label.kind if (label := label_at(one, span)) else "none")
        for span, row in one.rows("labels")
    ]
    scores = [
        f1(
            sum(1 for gold, kind in pairs if gold == kind == wanted),
            sum(1 for _, kind in pairs if kind == wanted),
            sum(1 for gold, _ in pairs if gold == wanted),
        )
        for wanted in KINDS
    ]
    return sum(scores) / len(scores)


def boilerplate_right(one: Sample) -> list[tuple[bool, str]]:
    """Is each gold piece of boilerplate recognised, and no gold clause?"""
    known = [sentence for sentence in one.story.sentences if sentence.boilerplate]
    rows = [(covers(known, span), one.story.text(span)) for span, _ in one.rows("boilerplate")]
    return rows + [
        (not any(overlap(sentence, span) for sentence in known), "not boilerplate: " + one.story.text(span))
        for span, _ in one.rows("labels")
    ]


def dates_right(one: Sample) -> list[tuple[bool, str]]:
    """Has each gold date, where it can be known, its value?"""
    rows = []
    for span, row in one.rows("dates"):
        if row["value"]:
            values = [found.value for found in one.story.dates if overlap(found, span)]
            rows.append((row["value"] in values, f"{values} for {row['value']}: {one.story.text(span)}"))
    return rows


def date_f1(one: Sample) -> float:
    """Return the F1 of date values."""
    right = sum(1 for good, _ in dates_right(one) if good)
    known = [span for span, row in one.rows("dates") if not row["value"]]
    found = [date for date in one.story.dates if not any(overlap(date, span) for span in known)]
    return f1(right, len(found), len(dates_right(one)))


def matches_found(one: Sample) -> list[tuple[bool, str]]:
    """Is each gold pair of wordings matched?"""
    rows = []
    for row in one.gold["matches"]:
        a, b = one.span(row["a"]), one.span(row["b"])
        good = any(
            (covers([found.a], a) and covers([found.b], b)) or (covers([found.b], a) and covers([found.a], b))
            for found in one.story.matches
        )
        rows.append((good, f"{row['relation']}: {row['a']['text']} || {row['b']['text']}"))
    return rows


def matches_right(one: Sample) -> list[tuple[bool, str]]:
    """Does each match join sentences that tell the same, or say which of their facts differ?

    A pair that no one has judged is not right, so that the annotation keeps up with what is found.
    """
    verdicts = {
        frozenset((one.span(row["a"]), one.span(row["b"]))): row["verdict"] for row in goldset.pairs(one.name)
    }
    rows = []
    for found in one.story.matches:
        pair = [sentence_at(one, span) for span in (found.a, found.b)]
        verdict = verdicts.get(frozenset(pair), "not judged")
        good = verdict == "same" or (bool(found.differs) and verdict != "not judged")
        texts = " || ".join(one.story.text(span) for span in pair)
        rows.append((good, f"{verdict}, {found.relation}: {texts}"))
    return rows


def sentence_at(one: Sample, span: Span) -> Span:
    """Return the place of the sentence that holds a span."""
    return next(
        Span(s.start, s.end, s.article)
        for s in one.story.sentences
        if s.article == span.article and s.start <= span.start < s.end
    )


def lookalikes_parted(one: Sample) -> list[tuple[bool, str]]:
    """Are the gold's look-alikes in no statement together?"""
    rows = []
    for row in one.gold["not_matches"]:
        a, b = one.span(row["a"]), one.span(row["b"])
        together = any(
            covers(statement.occurrences, a) and covers(statement.occurrences, b)
            for statement in one.story.statements
        )
        rows.append((not together, f"{row['why']}: {row['a']['text']} || {row['b']['text']}"))
    return rows


def statements_whole(one: Sample) -> list[tuple[bool, str]]:
    """Is each occurrence of a gold statement in the found statement that holds most of them?"""
    rows = []
    for gold in one.gold["statements"]:
        places = [one.span(row) for row in gold["occurrences"]]
        held = [
            [covers(statement.occurrences, place) for place in places] for statement in one.story.statements
        ]
        best = max(held, key=sum, default=[False] * len(places))
        rows += [
            (good, f"{gold['name']}: {one.story.text(place)}")
            for good, place in zip(best, places, strict=True)
        ]
    return rows


def b_cubed(one: Sample) -> float:
    """Return the extended B-cubed F1 of claims over the gold's mentions (Amigó et al. 2009).

    A place may be a mention of several claims, in the gold and as found: of two places that share claims,
    what counts is how many they share. A place that no claim tells is a cluster of its own.
    """
    wanted = _gold_places(one)
    return _b_cubed({place: claims_of(one, place) for place in wanted}, wanted)


def b_cubed_at_best(one: Sample) -> float:
    """Return the B-cubed F1 that would be, were each part that was found put to the right gold claim.

    What is missing then is no matter of grouping: clauses that have no label, and parts with several claims.
    """
    wanted = _gold_places(one)
    told = Counter(name for names in wanted.values() for name in names)
    best = {}
    for part in {mention for claim in one.story.claims for mention in claim.mentions}:
        names = Counter(name for place in wanted if _fits(part, place) for name in wanted[place])
        if names:
            best[part] = max(names, key=lambda name: (names[name], told[name], name))
    found = {place: {name for part, name in best.items() if _fits(part, place)} for place in wanted}
    return _b_cubed(found, wanted)


def _gold_places(one: Sample) -> dict[Span, set[str]]:
    """Return the gold's mentions with the claims that each tells."""
    wanted: dict[Span, set[str]] = {}
    for gold in one.gold["claims"]:
        for row in gold["mentions"]:
            wanted.setdefault(one.span(row), set()).add(gold["name"])
    return wanted


def _b_cubed(found: Mapping[Span, set[str]], wanted: Mapping[Span, set[str]]) -> float:
    each = {place: names or {f"none {place}"} for place, names in found.items()}
    precision, recall = b_cubed_half(each, wanted), b_cubed_half(wanted, each)
    return 2 * precision * recall / (precision + recall)


def b_cubed_half(these: Mapping[Span, set[str]], those: Mapping[Span, set[str]]) -> float:
    """Return how much of what places share in one clustering they share in another, from 0 to 1."""
    shares = []
    for a in these:
        together = [b for b in these if these[a] & these[b]]
        counts = [(len(these[a] & these[b]), len(those[a] & those[b])) for b in together]
        shares.append(sum(min(here, there) / here for here, there in counts) / len(counts))
    return sum(shares) / len(shares)


def claims_of(one: Sample, place: Span) -> set[str]:
    """Return the claims that have a mention which holds half of a place, or of which the place holds half."""
    return {claim.id for claim in one.story.claims if any(_fits(m, place) for m in claim.mentions)}


def _fits(a: Span, b: Span) -> bool:
    """Say whether one of two spans holds half of the other."""
    return max(share(a, b), share(b, a)) >= HALF


def claim_at(one: Sample, places: Sequence[Span]) -> Claim | None:
    """Return the claim whose mentions meet most of some places."""
    scored = [
        (sum(any(overlap(m, place) for m in claim.mentions) for place in places),
         sum(overlap(m, place) for m in claim.mentions for place in places), claim.id, claim)
        for claim in one.story.claims
    ]  # fmt: skip
    best = max(scored, default=None)
    return best[3] if best and best[0] else None


def statuses_right(one: Sample) -> list[tuple[bool, str]]:
    """Has each gold rumour its status?"""
    rows = []
    for gold in one.gold["claims"]:
        if gold["kind"] == "rumour":
            claim = claim_at(one, [one.span(row) for row in gold["mentions"]])
            status = claim.status if claim and claim.kind == "rumour" else "none"
            rows.append((status == gold["status"], f"{status} for {gold['status']}: {gold['text']}"))
    return rows


def settled_right(one: Sample) -> list[tuple[bool, str]]:
    """Is each gold rumour that was settled led to the claim that settled it?"""
    rows = []
    places = {gold["name"]: [one.span(row) for row in gold["mentions"]] for gold in one.gold["claims"]}
    by_id = {claim.id: claim for claim in one.story.claims}
    for gold in one.gold["claims"]:
        if gold["kind"] == "rumour" and gold["settled_by"]:
            claim = claim_at(one, places[gold["name"]])
            by = by_id.get(claim.settled_by or "") if claim else None
            good = by is not None and any(
                overlap(m, p) for m in by.mentions for p in places[gold["settled_by"]]
            )
            rows.append((good, f"{by.text if by else 'nothing'} for {gold['settled_by']}: {gold['text']}"))
    return rows


def settled_labelled(one: Sample) -> list[tuple[bool, str]]:
    """Has each gold rumour that was settled its label somewhere, and so has what settled it?"""
    places = {gold["name"]: [one.span(row) for row in gold["mentions"]] for gold in one.gold["claims"]}

    def is_told(name: str, kind: str) -> bool:
        return any(
            label.kind == kind and label.article == place.article and overlap(label, place)
            for place in places[name]
            for label in one.story.labels
        )

    return [
        (is_told(gold["name"], "rumour") and is_told(gold["settled_by"], "announcement"), gold["text"])
        for gold in one.gold["claims"]
        if gold["kind"] == "rumour" and gold["settled_by"]
    ]


def contradictions_found(one: Sample) -> list[tuple[bool, str]]:
    """Are the claims of each gold contradiction found, and linked as one?"""
    told = {gold["name"]: _claims_of_gold(one, gold) for gold in one.gold["claims"]}
    linked = {(claim.id, other) for claim in one.story.claims for other in claim.contradicts}
    return [
        (any((x, y) in linked for x in told[row["a"]] for y in told[row["b"]]), f"{row['a']} || {row['b']}")
        for row in one.gold["contradictions"]
    ]


def contradictions_right(one: Sample) -> list[tuple[bool, str]]:
    """Is each pair of claims that is linked as a contradiction one of the gold's?"""
    told = {gold["name"]: _claims_of_gold(one, gold) for gold in one.gold["claims"]}
    wanted = [{row["a"], row["b"]} for row in one.gold["contradictions"]]
    by_id = {claim.id: claim for claim in one.story.claims}
    rows = []
    for x, y in sorted({(claim.id, other) for claim in by_id.values() for other in claim.contradicts}):
        if x < y:
            good = any(
                (x in told[a] and y in told[b]) or (y in told[a] and x in told[b])
                for a, b in map(sorted, wanted)
            )
            rows.append((good, f"{by_id[x].text} || {by_id[y].text}"))
    return rows


def _claims_of_gold(one: Sample, gold: Row) -> set[str]:
    """Return the claims that tell what a gold claim does."""
    return {found for row in gold["mentions"] for found in claims_of(one, one.span(row))}


STAGES = {
    "quotes found": quotes_found,
    "quotes that are quotes": quotes_wrong,
    "speakers right": speakers_right,
    "suspects found": suspects_found,
    "labels right": labels_right,
    "boilerplate right": boilerplate_right,
    "dates right": dates_right,
    "matches found": matches_found,
    "matches right": matches_right,
    "look-alikes parted": lookalikes_parted,
    "statements whole": statements_whole,
    "statuses right": statuses_right,
    "settled by the right claim": settled_right,
    "contradictions found": contradictions_found,
    "contradictions right": contradictions_right,
}
WHOLES = {"label F1": label_f1, "date F1": date_f1, "claims B-cubed": b_cubed}


def figure(name: str, story: str) -> float:
    """Return one figure of one story, from 0 to 1."""
    one = sample(story)
    if name in WHOLES:
        return WHOLES[name](one)
    rows = STAGES[name](one)
    return sum(good for good, _ in rows) / len(rows) if rows else 1.0


def main() -> None:
    """Print the figures, or the faults of one stage."""
    if len(sys.argv) > 1:
        for story in STORIES:
            for good, what in STAGES[sys.argv[1]](sample(story)):
                if not good:
                    print(f"{story}: {what}")
        return
    print(f"{'':24}" + "".join(f"{story:>17}" for story in STORIES))
    for name in (*STAGES, *WHOLES):
        print(f"{name:24}" + "".join(f"{figure(name, story):17.2f}" for story in STORIES))


if __name__ == "__main__":
    main()
