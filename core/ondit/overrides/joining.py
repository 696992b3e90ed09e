"""Claims made anew from the parts that a reader took out of them or put together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from ondit.claims.life import history, standing
from ondit.claims.verdicts import Settling
from ondit.model import Article, Claim, Evidence, Span, Status
from ondit.overrides.finding import Mentions
from ondit.overrides.groups import Groups
from ondit.overrides.records import Override
from ondit.spans import told_order
from ondit.text import core

_SETTLED = ("confirmed", "denied", "superseded")
_Order = tuple[tuple[bool, str, str, int], int, int]


class _Part(NamedTuple):
    """A claim, or what was left of one or taken out of it, and its place in the order of telling."""

    order: _Order
    claim: Claim


@dataclass(frozen=True, slots=True)
class _Context:
    """What groups are joined by.

    Attributes:
        claims: The claims found.
        groups: Which of their mentions are one claim.
        said: What the reader says of the status of groups, by their roots.
        found: What anchors find.
        articles: The story's articles by id.
        parts: The parts of each group, told first first, by its root.
        names: The ids that found claims have now, where they are other ones.
        numbers: The numbers of the claims found, by their ids.
    """

    claims: Sequence[Claim]
    groups: Groups
    said: Mapping[int, Override]
    found: Mentions
    articles: Mapping[str, Article]
    parts: Mapping[int, Sequence[Claim]]
    names: Mapping[str, str]
    numbers: Mapping[str, int]


def join(
    claims: Sequence[Claim],
    groups: Groups,
    said: Mapping[int, Override],
    found: Mentions,
    articles: Mapping[str, Article],
) -> tuple[Claim, ...]:
    """Return the claims that the groups make, in order of first telling."""
    orders = _orders(claims, articles)
    placed, heirs = _parts(claims, groups, articles, orders)
    parts = {root: [part.claim for part in group] for root, group in placed.items()}
    names = {claims[number].id: parts[root][0].id for number, root in heirs.items()}
    names = {old: new for old, new in names.items() if old != new}
    numbers = {claim.id: number for number, claim in enumerate(claims)}
    context = _Context(claims, groups, said, found, articles, parts, names, numbers)
    made = [
        _Part(orders[number], _renamed(claim, names))
        for number, claim in enumerate(claims)
        if number not in groups.touched
    ]
    made += [_Part(group[0].order, _of_group(root, context)) for root, group in placed.items()]
    return tuple(part.claim for part in sorted(made, key=lambda part: part.order))


def _orders(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[_Order]:
    """Return what keeps claims in the order in which they were found, and places others among them.

    A claim may stand behind another although a mention of it was told before: one that told it in passing.
    """
    told = accumulate((told_order(claim.mentions[0], articles) for claim in claims), max)
    return [(key, number, 0) for number, key in enumerate(told)]


def _parts(
    claims: Sequence[Claim], groups: Groups, articles: Mapping[str, Article], orders: Sequence[_Order]
) -> tuple[dict[int, list[_Part]], dict[int, int]]:
    """Return the parts of each group by its root, and the root of the group that is each claim found.

    A claim found is the group that most of it was left in; if nothing was, the one of its first mention.
    """
    parts: dict[int, list[_Part]] = defaultdict(list)
    heirs = {}
    for number in sorted(groups.touched):
        claim = claims[number]
        roots = [groups.root((number, place)) for place in range(len(claim.mentions))]
        home = groups.root_of(number)
        heirs[number] = heir = home if home in roots else roots[0]
        for place, (mention, root) in enumerate(zip(claim.mentions, roots, strict=True)):
            if root != heir:
                order = (told_order(mention, articles), number, 1 + place)
                parts[root].append(_Part(order, _own(claim, mention, articles)))
        rest = [mention for mention, root in zip(claim.mentions, roots, strict=True) if root == heir]
        first = max(orders[number][0], told_order(rest[0], articles))
        parts[heir].append(_Part((first, number, 0), _rest(claim, rest, articles)))
    for group in parts.values():
        group.sort(key=lambda part: part.order)
    return parts, heirs


def _own(claim: Claim, mention: Span, articles: Mapping[str, Article]) -> Claim:
    """Return the claim that a mention is which was set apart; its id is never that of a claim found."""
    text = _words(mention, articles)
    mark = f"apart\0{mention.article}\0{mention.start}\0{text}"
    return replace(
        claim,
        id="c-" + hashlib.sha256(mark.encode()).hexdigest()[:10],
        text=text,
        status="open",
        target=None,
        mentions=(mention,),
        settled_by=None,
        evidence=None,
        contradicts=(),
        history=(),
        overridden=_marks(("apart",)),
    )


def _rest(claim: Claim, mentions: Sequence[Span], articles: Mapping[str, Article]) -> Claim:
    """Return a claim less the mentions that were set apart."""
    if len(mentions) == len(claim.mentions):
        return claim
    is_told = any(claim.text in articles[span.article or ""].text[span.start : span.end] for span in mentions)
    return replace(
        claim,
        text=claim.text if is_told else _words(mentions[0], articles),
        mentions=tuple(mentions),
        overridden=_marks(claim.overridden, ("apart",)),
    )


def _words(mention: Span, articles: Mapping[str, Article]) -> str:
    words = articles[mention.article or ""].text[mention.start : mention.end]
    return words[slice(*core(words))]


def _of_group(root: int, context: _Context) -> Claim:
    """Return the claim that a group is, with what the reader says of its status."""
    parts = [_renamed(part, context.names) for part in context.parts[root]]
    claim = _merged(parts, context) if len(parts) > 1 else parts[0]
    override = context.said.get(root)
    if len(parts) == 1 and "apart" not in claim.overridden and override is None:
        return claim
    told: tuple[Span, ...] = ()
    if override:
        claim, told = _settled(claim, override, context)
    told = told or _settling_places(claim, parts)
    settled = Settling(claim.status) if claim.settled_by or claim.status == "expired" else None
    claim = replace(claim, history=history(claim, settled, told, context.articles))
    return replace(claim, standing=standing(claim, context.articles))


def _settling_places(claim: Claim, parts: Sequence[Claim]) -> tuple[Span, ...]:
    """Return where what settles a claim is told, as found for its parts."""
    return next(
        (
            event.places
            for part in parts
            for event in part.history
            if event.step == claim.status and event.claim == claim.settled_by
        ),
        (),
    )


def _merged(parts: Sequence[Claim], context: _Context) -> Claim:
    """Return one claim of several, which have the ids in them that claims have now."""
    first = parts[0]
    alike = [part for part in parts if part.kind == first.kind]
    best = max(alike, key=lambda part: part.confidence)
    status, settled_by, evidence = _outcome(alike, context)
    mentions = [mention for part in parts for mention in part.mentions]
    against = {identifier for part in parts for identifier in part.contradicts} - {first.id}
    return replace(
        first,
        text=best.text,
        status=status,
        target=next((part.target for part in parts if part.target), None),
        mentions=tuple(sorted(mentions, key=lambda mention: told_order(mention, context.articles))),
        settled_by=settled_by,
        evidence=evidence,
        confidence=best.confidence,
        contradicts=tuple(sorted(against)),
        overridden=_marks(*(part.overridden for part in parts), ("merge",)),
    )


def _outcome(parts: Sequence[Claim], context: _Context) -> tuple[Status, str | None, Evidence | None]:
    """Return what became of claims that are one, by which claim and evidence: the last, else that it expired.

    What confirmed one of them may be another of them: the claim is confirmed then. It cannot deny itself.
    """
    inside = parts[0].id
    options: list[tuple[Status, str | None, Evidence | None]] = []
    for part in parts:
        if part.settled_by != inside:
            options.append((part.status, part.settled_by, part.evidence))
        else:
            options.append(("confirmed" if part.status == "confirmed" else "open", None, None))
    return max(
        options,
        key=lambda option: (
            option[0] in _SETTLED,
            option[0] == "expired",
            context.numbers.get(option[1] or "", -1),
        ),
    )


def _settled(claim: Claim, override: Override, context: _Context) -> tuple[Claim, tuple[Span, ...]]:
    """Return a claim with the status that a reader gives it, and where the reader sees what settles it.

    What was found to settle it stays where the status is the same and the reader names nothing else.
    """
    status = override.status or claim.status
    settled_by = claim.settled_by if status == claim.status else None
    told: tuple[Span, ...] = ()
    place = context.found.at(override.other) if override.other and status in _SETTLED else None
    if place:
        root = context.groups.root(place)
        by = context.parts[root][0].id if root in context.parts else context.claims[root].id
        if by != claim.id:
            settled_by, told = by, (context.claims[place[0]].mentions[place[1]],)
    marks = _marks(claim.overridden, ("status",))
    return replace(claim, status=status, settled_by=settled_by, evidence=None, overridden=marks), told


def _renamed(claim: Claim, names: Mapping[str, str]) -> Claim:
    """Return a claim that names other claims by the ids that they have now."""
    if not names or not names.keys() & {
        claim.settled_by,
        *claim.contradicts,
        *(e.claim for e in claim.history),
    }:
        return claim
    return replace(
        claim,
        settled_by=names.get(claim.settled_by or "", claim.settled_by),
        contradicts=tuple(sorted({names.get(other, other) for other in claim.contradicts})),
        history=tuple(replace(e, claim=names.get(e.claim or "", e.claim)) for e in claim.history),
    )


def _marks(*marks: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({mark for some in marks for mark in some}))
