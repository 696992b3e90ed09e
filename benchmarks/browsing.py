"""How fast the story of a great store is looked at, in how much memory, and what its tables take.

`python benchmarks/browsing.py INPUT … --articles 50000` reads articles of anything that Ondit reads, finds
the story of the first of them (`--base`), and keeps it over and over in one store until there are so many
articles. Real are the texts, what is found in them, and what becomes of it; made up are the ids, the
addresses, the days (of each copy some weeks later than of the one before), the outlets (300, by lot) and a
last line that tells the copies of a text from one another. Matches are left out: nothing that is looked at
needs them. What is quoted is the same in all copies of an article: a thing is quoted as often as there are
copies.
`--store FILE` keeps the store there, and takes it where it is there already. Milliseconds are those of the
processor, in another process that only reads; searches are made of words of the entries. Longer than a module
otherwise may be, as a benchmark is one file that can be run by itself.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import get_args

import msgspec

from ondit.article_list import ListedArticle
from ondit.listing import Listing
from ondit.model import (
    Article,
    Claim,
    Findings,
    First,
    Label,
    Quote,
    Role,
    Sentence,
    Source,
    Statement,
    Story,
    TimelineEntry,
)
from ondit.schema import INDEXES
from ondit.speakers import Quotation
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.store.texts import unpacked
from ondit.timeline import Filter, in_order
from ondit.views import DayCount

SEED, SAMPLES, OUTLETS, PAGE, STEP = 7, 100, 300, 50, 37
WORD = re.compile(r"[^\W\d_]{2,}")
_NAMED = re.compile(rb'"((?:t-)?[cs]-[0-9a-f]{8,})"')
_ARTICLE = re.compile(rb'"(article|copy_of)":"([^"]*)"')
_DAY = re.compile(rb'"published":"(\d{4}-\d{2}-\d{2})')


class Copy(msgspec.Struct):
    """What is copied of a story, and what was found in its articles by themselves."""

    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    labels: tuple[Label, ...]
    claims: tuple[Claim, ...]
    timeline: tuple[TimelineEntry, ...]
    known: tuple[Findings, ...]


def copied(data: bytes, number: int) -> Copy:
    """Return a copy with other ids and days."""

    @cache
    def later(day: bytes) -> bytes:
        return (date.fromisoformat(day.decode()) + timedelta(days=STEP * number)).isoformat().encode()

    data = _NAMED.sub(rb'"\1~%d"' % number, data)
    data = _ARTICLE.sub(rb'"\1":"\2~%d"' % number, data)
    data = _DAY.sub(lambda found: b'"published":"' + later(found[1]), data)
    return msgspec.json.decode(data, type=Copy)


def renamed(copy: Copy, number: int, chance: random.Random) -> Copy:
    """Return a copy whose articles have other ids, texts and outlets, and the lines of its timeline these."""
    articles = []
    for one in copy.articles:
        outlet = Source(f"Outlet {chance.randrange(OUTLETS)}", "metadata")
        text = f"{one.text}\n\n({number})"
        page = {name: told and f"{told}~{number}" for name, told in (("path", one.path), ("url", one.url))}
        articles.append(replace(one, id=f"{one.id}~{number}", text=text, source=outlet, **page))
    outlets = {one.id: one.source.value for one in articles}
    places: dict[str | None, Iterable] = {claim.id: claim.mentions for claim in copy.claims}
    places |= {statement.id: statement.occurrences for statement in copy.statements}
    timeline = []
    for entry in copy.timeline:
        told = dict.fromkeys(outlets[span.article] for span in places[entry.claim or entry.statement])
        timeline.append(replace(entry, sources=tuple(told)))
    statements = [replace(one, first=_renamed(one.first, number)) for one in copy.statements]
    return msgspec.structs.replace(
        copy, articles=tuple(articles), statements=tuple(statements), timeline=tuple(timeline)
    )


def _renamed(first: First, number: int) -> First:
    return replace(first, articles=tuple(f"{one}~{number}" for one in first.articles))


def copies(base: Story, known: Mapping[str, Findings], count: int) -> Iterator[Copy]:
    """Yield a story so many times."""
    chance = random.Random(SEED)  # noqa: S311 - any will do, but the same ones
    own = {name: getattr(base, name) for name in Copy.__struct_fields__ if name != "known"}
    data = msgspec.json.encode(Copy(known=tuple(known[one.id] for one in base.articles), **own))
    for number in range(count):
        yield renamed(copied(data, number), number, chance)


def made(inputs: Sequence[str], articles: int, base: int, path: Path) -> None:
    """Make a store of so many articles."""
    from ondit import ingest
    from ondit.collection import story_of

    first = list(ingest.read_all(inputs).articles)[: min(base, articles)]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "s.ondit") as store:
        store.add(first)
        story, known = story_of(store), store.findings()
    parts = list(copies(story, known, -(-articles // len(first))))
    every = {name: tuple(chain.from_iterable(getattr(one, name) for one in parts)) for name in _ALL}
    whole = Story(**every, timeline=in_order(chain.from_iterable(one.timeline for one in parts)))
    found = {article.id: own for one in parts for article, own in zip(one.articles, one.known, strict=True)}
    with open_store(path) as store:
        store.add(whole.articles)
        store.keep_findings(found)
        began = time.process_time()
        store.keep_story(whole, "copies", found)
        print(f"kept in {time.process_time() - began:.0f} s")


_ALL = ("articles", "sentences", "statements", "quotes", "labels", "claims")

KINDS = {
    "pages": re.compile("^a page "),
    "filters": re.compile("filter"),
    "searches": re.compile("^search for |^quotes with "),
}
"""What is counted together, by its name: all views, in the proportions that are measured here."""
every: dict[str, list[float]] = {}


def tell(what: str, works: Iterable[Callable[[], object]]) -> None:
    """Do all of some work, and print how many milliseconds of the processor each took."""
    taken = []
    for work in works:
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    for kind, names in KINDS.items():
        if names.search(what):
            every.setdefault(kind, []).extend(taken)
    show(what, taken)


def show(what: str, taken: Sequence[float]) -> None:
    """Print how many milliseconds something took."""
    if taken:
        half, most = (sorted(taken)[int(share * len(taken))] for share in (0.5, 0.95))
        print(f"{what}: median {half:.1f} ms, 95th percentile {most:.1f} ms, slowest {max(taken):.1f} ms")


def page(view: StoredStory, wanted: Filter, days: Sequence[DayCount], first: int = 0) -> int:
    """Read as many lines from a day on as a screen has, as a dashboard shows them: long days folded."""
    lines = 0
    for day in days[first:]:
        if lines >= PAGE:
            break
        lines += len(view.standing(wanted, day.published))
    return lines


def memory() -> int:
    """Return how many megabytes this process had at the most."""
    try:
        told = Path("/proc/self/status").read_text("utf-8")
        return int(re.search(r"VmHWM:\s*(\d+)", told)[1]) // 1024
    except (OSError, TypeError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def quoted_page(view: StoredStory, wanted: Filter, start: float = 0.0) -> Listing[Quotation]:
    """Read as many quotations as a screen has, from a speaker on, with who says them."""
    found, quotations = view.quoted.listing(wanted), 0
    groups = list(enumerate(found.groups))[int(start * len(found.groups)) :]
    for number, group in groups:
        if quotations >= PAGE // 2:
            break
        view.quoted.speaker(group.key)
        quotations += len(found.items(number, 0, PAGE // 2 - quotations))
    return found


def quoted(path: Path) -> None:
    """Open a store and show the first page of who is quoted."""
    with open_store(path) as store, StoredStory(store) as view:
        quoted_page(view, Filter())


def scored(view: StoredStory, name: str) -> None:
    """Read what a screen shows of the scoreboard, and of one outlet."""
    _ = view.scoreboard.scores
    for role in get_args(Role):
        view.scoreboard.told_by(name, role, 0, 6)
    view.days(Filter(sources=frozenset({name})))


def measure_quotes(view: StoredStory, path: Path) -> None:
    """Print the figures of who is quoted, and of how outlets stand."""
    tell("opening and first page of quotes", [lambda: quoted(path)] * 20)
    found = quoted_page(view, Filter())
    things = sum(group.items for group in found.groups)
    quotes = len(view.quoted.quote_of)
    print(f"{quotes:,} quotes of {things:,} things, {len(found.groups):,} speakers")
    shares = [number / SAMPLES for number in range(SAMPLES)]
    tell("a page of quotes", [lambda share=share: quoted_page(view, Filter(), share) for share in shares])
    step = max(1, len(found.groups) // SAMPLES)
    told = [one for number in range(0, len(found.groups), step) for one in found.items(number, 0, 1)]
    for name, asked_for in searches([one.text for one in told]).items():
        if name != "kind and status":
            works = [lambda s=search: quoted_page(view, Filter(search=s)) for search in asked_for]
            tell(f"quotes with {name}", works)
    names = [*view.tally.outlets][:SAMPLES]
    works = [lambda name=name: quoted_page(view, Filter(sources=frozenset({name}))) for name in names]
    tell("quotes of an outlet", works)
    tell("the part of a quotation", [lambda one=one: view.quoted.part(one) for one in told])
    tell("the scoreboard, and one outlet", [lambda name=name: scored(view, name) for name in names])


def opened(path: Path) -> None:
    """Open a store and show the first page."""
    with open_store(path) as store, StoredStory(store) as view:
        _ = view.tally
        page(view, Filter(), view.days(Filter()))


def listed(view: StoredStory, wanted: Filter, name: str, share: float = 0.0) -> Callable[[], object]:
    """Return what lists a page of claims or of articles, from so far down its middle group."""

    def work() -> object:
        made = view.claims(wanted) if name == "claims" else view.published.listing(wanted)
        group = len(made.groups) // 2
        return made.groups and made.items(group, int(share * made.groups[group].items), PAGE)

    return work


def measure_lists(
    view: StoredStory, days: Sequence[DayCount], filtered: Mapping[str, Sequence[Filter]]
) -> None:
    """Print how long pages of claims and of articles take."""
    for name in ("claims", "articles"):
        tell(f"{name}, first asked for", [listed(view, Filter(), name)])
        tell(f"a page of {name}", [listed(view, Filter(), name, at / SAMPLES) for at in range(SAMPLES)])
        for kind, some in filtered.items():
            tell(f"{name} filtered by {kind}", [listed(view, one, name) for one in some[:20]])
    numbers = [item.id for day in days[:: max(1, len(days) // 20)] for item in _of_day(view, day)]
    tell("what an article tells", [lambda one=one: view.published.told_in(one) for one in numbers])


def _of_day(view: StoredStory, day: DayCount) -> Sequence[ListedArticle]:
    made = view.published.listing(Filter(start=day.published, end=day.published))
    return made.items(0, 0, 2) if made.groups else ()


def asked(view: StoredStory, search: str) -> Callable[[], int]:
    """Return what searches, and shows the first page of what is found."""
    wanted = Filter(search=search)
    return lambda: page(view, wanted, view.days(wanted))


def counted(path: Path) -> int:
    """Open a store and count in how many entries each speaker is quoted."""
    with open_store(path) as store, StoredStory(store) as view:
        return len(view.speakers)


def filters(
    days: Sequence[DayCount], outlets: Sequence[str], speakers: Sequence[str], ids: Sequence[str]
) -> Mapping[str, list[Filter]]:
    """Return filters of each kind."""
    known = [day.published for day in days if day.published]
    ends = known[:: max(1, len(known) // SAMPLES)]
    least = [0.5 + number / 200 for number in range(SAMPLES)]
    return {
        "a kind": [Filter(kinds=frozenset({"rumour"}), end=day) for day in ends],
        "an outlet": [Filter(sources=frozenset({name})) for name in outlets[:SAMPLES]],
        "three outlets": [Filter(sources=frozenset(outlets[at : at + 3])) for at in range(SAMPLES)],
        "a status": [Filter(statuses=frozenset({"denied", "confirmed"}), end=day) for day in ends],
        "a speaker": [Filter(speakers=frozenset({name})) for name in speakers[:SAMPLES]],
        "what is marked": [Filter(marked=frozenset(ids), end=day) for day in ends],
        "a confidence": [Filter(min_confidence=value) for value in least],
        "a first day": [Filter(start=day) for day in ends],
        "all at once": [
            Filter(frozenset(outlets[at : at + 9]), frozenset({"rumour", "announcement"}), None, day, 0.6)
            for at, day in enumerate(ends)
        ],
    }


def searches(texts: Sequence[str]) -> Mapping[str, list[str]]:
    """Return searches of each kind, of words that stand in texts."""
    chance, found = random.Random(SEED), {}  # noqa: S311 - any will do, but the same ones
    spoken = [words for text in texts if len(words := WORD.findall(text)) > len("words")]
    for words in spoken[: SAMPLES if spoken else 0]:
        at = chance.randrange(len(words) - 3)
        one, two, three = words[at : at + 3]
        forms = {
            "a word": one,
            "two words": f"{one} {three}",
            "one letter": f"{one[:1]}*",
            "two letters": f"{one[:2]}*",
            "three letters": f"{one[:3]}*",
            "a phrase": f'"{one} {two}"',
            "a word without another": f"{one} -{three}",
            "an outlet's name": f"source:{chance.randrange(OUTLETS)} {two}",
            "a speaker's beginning": f"speaker:{one[:2]}*",
            "kind and status": f"kind:rumour status:open {one}",
        }
        for name, search in forms.items():
            found.setdefault(name, []).append(search)
    return found


def measure(path: Path) -> None:
    """Print the figures of a store."""
    opened(path)
    print(f"the first page is there in {memory()} MB")
    tell("opening and first page", [lambda: opened(path)] * 20)
    chance = random.Random(SEED)  # noqa: S311 - any will do, but the same ones
    with open_store(path) as store, StoredStory(store) as view:
        days, everything = view.days(Filter()), Filter()
        print(f"{view.tally.articles:,} articles, {view.tally.entries:,} entries, {len(days):,} days")
        at = [chance.randrange(len(days)) for _ in range(SAMPLES)]
        tell("a page far down", [lambda day=day: page(view, everything, days, day) for day in at])
        told = [entry for day in at for entry in view.entries(everything, days[day].published, 3)]
        tell("counting who is quoted", [lambda: counted(path)] * 10)
        some_ids = [entry.id for entry in told]
        for name, some in filters(days, [*view.tally.outlets], [*view.speakers], some_ids).items():
            tell(f"filter by {name}", [lambda one=one: page(view, one, view.days(one)) for one in some])
        for name, asked_for in searches([entry.text for entry in told]).items():
            tell(f"search for {name}", [asked(view, search) for search in asked_for])
        tell("an entry by its id", [lambda one=one: view.entry(one.id) for one in told])
        measure_lists(view, days, filters(days, [*view.tally.outlets], [*view.speakers], some_ids))
        tell("the part of an entry", [lambda one=one: view.part(one) for one in told])
        forms = searches([entry.text for entry in told])
        for name in ("a word", "one letter", "a phrase"):
            works = [lambda search=search: view.articles(search, PAGE) for search in forms.get(name, ())]
            tell(f"first {PAGE} articles with {name}", works)
        measure_quotes(view, path)
        for kind, taken in every.items():
            show(f"all {len(taken):,} {kind}", taken)
        print(f"all of it in {memory()} MB")
        sizes(view, path)


def sizes(view: StoredStory, path: Path) -> None:
    """Print what the tables take, beside the text."""
    connection = view._connection
    connection.create_function("size", 1, lambda data: len(unpacked(data)))
    (text,) = connection.execute("SELECT sum(size(text)) FROM text").fetchone()
    print(f"{path.stat().st_size / 1e6:.0f} MB, texts {text / 1e6:.0f} MB; beside the texts:")
    for table in (f"{index}_data" for index in INDEXES):
        (size,) = connection.execute(f"SELECT sum(length(block)) FROM {table}").fetchone()  # noqa: S608
        print(f"  {table} {size / text:.3f}")
    for table in ("entry_column", "entry_outlet", "score_entry"):
        (size,) = connection.execute(f"SELECT sum(length(data)) FROM {table}").fetchone()  # noqa: S608
        print(f"  {table} {size / text:.3f}")


def main() -> None:
    """Make a store where there is none, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="*")
    options.add_argument("--articles", type=int, default=50_000, help="how many")
    options.add_argument("--base", type=int, default=2_000, help="of how many the story is found")
    options.add_argument("--store", type=Path, help="where the store is kept")
    options.add_argument("--only-read", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.only_read:
        measure(given.store)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "s.ondit"
        if not path.exists():
            made(given.inputs, given.articles, given.base, path)
        line = [sys.executable, __file__, "--only-read", "--store", str(path)]
        subprocess.run(line, check=True)


if __name__ == "__main__":
    main()
