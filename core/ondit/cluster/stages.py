"""The stages of a run, one behind another; each is many tasks that know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ondit.cluster.blocks import Settled, settle_block
from ondit.cluster.both import Scale
from ondit.cluster.crowding import stand, thin
from ondit.cluster.doing import Stages
from ondit.cluster.finishing import Matched, finish_blocks
from ondit.cluster.inputs import Source
from ondit.cluster.joining import Found, join_blocks, join_name
from ondit.cluster.linking import gather_sample, link_blocks, note_unmatched, sample_block, unite
from ondit.cluster.naming import name_articles
from ondit.cluster.pieces import read_sources
from ondit.cluster.reading import MOST_PROBLEMS, deal_chunk
from ondit.cluster.splitting import judge, place_wordings, split_block, tally
from ondit.cluster.stating import deal_links, deal_sentences, draft_part, gather_translating, state_part
from ondit.cluster.worlds import (
    World,
    count_pairs,
    count_stems,
    digest_block,
    own_wordings,
    sum_up,
    tiny_among,
    worlds_of,
)
from ondit.model import Problem

PART = 500_000_000
"""Letters of articles whose wordings and stems are counted together."""
UNITED = 16
"""Forests that are united in one task."""
LINKED = 50_000
"""Sentences with links in a part of the statements."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    Attributes:
        articles: Articles that were read.
        sentences: Sentences that were matched.
        matches: Matches.
        statements: Statements.
        left_out: Pairs of a crowd that are not told.
        cut: Pairs that are not looked at, for one of the two has hundreds of others in a block; at the most,
            for where a template has so many that others are not compared at all, not each of them is a pair.
        echoes: Sentences that so many others of their block are that they are matched as the first of these.
        problems: What could not be read, at most some; and articles that were left out.
        untold: How many more problems there are.
    """

    articles: int
    sentences: int
    matches: int
    statements: int
    left_out: int
    cut: int
    echoes: int
    problems: list[Problem]
    untold: int


class Blocks(NamedTuple):
    """What was read, dealt into blocks.

    Attributes:
        worlds: Which blocks are compared with which.
        settled: What each block has.
        parts: In how many parts what is counted over all blocks is.
        articles: How many articles there are.
        problems: What could not be read, at most some.
        untold: How many more problems there are.
    """

    worlds: list[World]
    settled: list[Settled]
    parts: int
    articles: int
    problems: list[Problem]
    untold: int


def read_blocks(stages: Stages, sources: list[Source], within: int | None, block_size: int) -> Blocks:
    """Read files of articles into blocks."""
    read = read_sources(stages, sources)
    naming = stages.one("name", name_articles, within, block_size)
    stages.all("deal", deal_chunk, ((name,) for name in read.chunks), len(read.chunks))
    count = len(naming.buckets)
    parts = max(1, naming.weight // PART)
    every = range(count)
    stages.all("split", split_block, ((block, parts) for block in every), count)
    may_repeat = any(stages.all("tally", tally, ((part, count) for part in range(parts)), parts))
    if may_repeat:
        stages.all("place", place_wordings, ((block, parts) for block in every), count)
        stages.all("judge", judge, ((part, count) for part in range(parts)), parts)
    of = ((block, parts, may_repeat) for block in range(count))
    settled = stages.all("settle", settle_block, of, count)
    told = [*read.problems, *naming.problems]
    untold = read.untold + naming.untold + len(told[MOST_PROBLEMS:])
    return Blocks(worlds_of(naming.buckets), settled, parts, naming.articles, told[:MOST_PROBLEMS], untold)


def count_worlds(stages: Stages, blocks: Blocks, within: int | None) -> Scale:
    """Count what the joins hang on in each world."""
    count, parts, worlds = len(blocks.settled), blocks.parts, blocks.worlds
    stages.all("stems", count_stems, ((part, count) for part in range(parts)), parts)
    shares = parts if len(worlds) == 1 else 1
    stages.all("digest", digest_block, ((block, shares) for block in range(count)), count)
    of = [(world, part, one.blocks) for world, one in enumerate(worlds) for part in range(shares)]
    owned = stages.all("own", own_wordings, of, len(of))
    each = [owned[shares * world : shares * (world + 1)] for world in range(len(worlds))]
    words = [sum(one.words for one in some) for some in each]
    members = [
        (world, block, shares, words[world]) for world, one in enumerate(worlds) for block in one.blocks
    ]
    stages.all("pairs", count_pairs, members, len(members))
    summed = []
    for world, one in enumerate(worlds):
        own = [blocks.settled[block] for block in one.blocks]
        short = [sum(column) for column in zip(*(some.short for some in each[world]), strict=True)]
        longest = max(settled.longest for settled in own)
        sentences = sum(settled.sentences for settled in own)
        summed.append((world, one.blocks, Settled(sentences, longest), tiny_among(short)))
    stages.all("sum", sum_up, summed, len(summed))
    return Scale(sum(one.sentences for one in blocks.settled), parts, within)


def _joins(blocks: Blocks) -> Iterator[tuple[int, int, int]]:
    for world, one in enumerate(blocks.worlds):
        yield from ((world, a, b) for a, b in one.pairs())


def _partners(blocks: Blocks) -> Iterator[tuple[int, list[int]]]:
    for block in range(len(blocks.settled)):
        yield block, sorted({other for world in blocks.worlds for other in world.partners(block)})


class MatchedBlocks(NamedTuple):
    """What matching all blocks came to: matches, pairs of crowds that are left out, pairs that are cut."""

    matches: int
    left_out: int
    cut: int


def match_blocks(stages: Stages, blocks: Blocks, scale: Scale) -> MatchedBlocks:
    """Match the sentences of all blocks."""
    count, total = len(blocks.settled), sum(1 for _ in _joins(blocks))

    def joins(*more: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
        return ((join_name(a, b), (a, b, *more)) for _, a, b in _joins(blocks))

    with_worlds = ((join_name(a, b), (world, a, b, scale)) for world, a, b in _joins(blocks))
    found = Found(*stages.sums("join", join_blocks, with_worlds, total))
    stages.all("stand", stand, _partners(blocks), count)
    stages.all("thin", thin, _partners(blocks), count)
    matched = Matched(*stages.sums("finish", finish_blocks, joins(scale), total))
    unmatched = sum(stages.all("unmatched", note_unmatched, _partners(blocks), count))
    stages.all("sample", sample_block, ((block, unmatched) for block in range(count)), count)
    stages.one("rarity", gather_sample, count, unmatched)
    stages.sums("link", link_blocks, joins(scale), total)
    return MatchedBlocks(matched.matches, matched.left_out, found.cut)


def state_blocks(stages: Stages, blocks: Blocks) -> int:
    """Cluster the matches of all blocks into statements; return how many there are."""
    count, total = len(blocks.settled), sum(1 for _ in _joins(blocks))
    roots, linked = _united(stages, blocks)
    parts = max(1, linked // LINKED)
    joins = ((join_name(a, b), (a, b, roots, parts)) for _, a, b in _joins(blocks))
    stages.sums("deal links", deal_links, joins, total)
    stages.all("deal sentences", deal_sentences, ((block, roots, parts) for block in range(count)), count)
    stages.shelf.keep("worlds-of-all", blocks.worlds)
    stages.all("draft", draft_part, ((part, count) for part in range(parts)), parts)
    stages.one("translating", gather_translating, parts)
    return sum(stages.all("state", state_part, ((part,) for part in range(parts)), parts))


def _united(stages: Stages, blocks: Blocks) -> tuple[str, int]:
    """Unite forests until one is left; return its name, and how many sentences are in it."""
    count = len(blocks.settled)
    own = ((f"1-{block:08}", _forests(block, others)) for block, others in _partners(blocks))
    linked = max(stages.all("unite 1", unite, own, count))
    level, names = 1, [f"1-{block:08}" for block in range(count)]
    while len(names) > 1:
        level += 1
        groups = [names[at : at + UNITED] for at in range(0, len(names), UNITED)]
        names = [f"{level}-{number:08}" for number in range(len(groups))]
        given = list(zip(names, groups, strict=True))
        linked = max(stages.all(f"unite {level}", unite, given, len(given)))
    return names[0], linked


def _forests(block: int, partners: list[int]) -> list[str]:
    """Return the names of the forests of a block's pairs with those before it, and with itself."""
    return [f"0-{join_name(other, block)}" for other in partners if other <= block]
