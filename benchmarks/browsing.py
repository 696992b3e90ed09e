"""How fast the story of a great store is looked at, in how much memory, and what its tables take.

`python benchmarks/browsing.py INPUT … --articles 50000` reads articles of anything that Ondit reads, finds
the story of the first of them (`--base`), and keeps it over and over in one store until there are so many
articles (`copies.py` says how). `--store FILE` keeps the store there, and takes it where it is there already.
Milliseconds are those of the processor, in another process that only reads; searches are made of words of the
entries (`asking.py`).
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

import milliseconds
from asking import SAMPLES, SEED, filters, searches
from usage import peak

from ondit.article_list import ListedArticle
from ondit.listing import Listing
from ondit.model import Role, TimelineEntry
from ondit.schema import INDEXES
from ondit.speakers import Quotation
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.store.texts import unpacked
from ondit.timeline import Filter
from ondit.views import DayCount

PAGE = 50
"""Lines of a screen."""
KINDS = {
    "pages": re.compile("^a page "),
    "filters": re.compile("filter"),
    "searches": re.compile("^search for |^quotes with "),
}
"""What is counted together, by its name: all views, in the proportions that are measured here."""
_together: dict[str, list[float]] = {}


def tell(what: str, works: Iterable[Callable[[], object]]) -> None:
    """Do some work, print how many milliseconds of the processor it took, and count them with its kind."""
    taken = milliseconds.of_each(works)
    for kind, names in KINDS.items():
        if names.search(what):
            _together.setdefault(kind, []).extend(taken)
    milliseconds.show(what, taken)


def page(view: StoredStory, wanted: Filter, days: Sequence[DayCount], first: int = 0) -> int:
    """Read as many lines from a day on as a screen has, as a dashboard shows them: long days folded."""
    lines = 0
    for day in days[first:]:
        if lines >= PAGE:
            break
        lines += len(view.standing(wanted, day.published))
    return lines


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


def measure(path: Path) -> None:
    """Print the figures of a store."""
    opened(path)
    print(f"the first page is there in {peak():.0f} MB")
    tell("opening and first page", [lambda: opened(path)] * 20)
    tell("counting who is quoted", [lambda: counted(path)] * 10)
    with open_store(path) as store, StoredStory(store) as view:
        days = view.days(Filter())
        print(f"{view.tally.articles:,} articles, {view.tally.entries:,} entries, {len(days):,} days")
        told = measure_pages(view, days)
        wanted = filters(days, [*view.tally.outlets], [*view.speakers], [entry.id for entry in told])
        measure_entries(view, wanted, told)
        measure_lists(view, days, wanted)
        measure_quotes(view, path)
        for kind, taken in _together.items():
            milliseconds.show(f"all {len(taken):,} {kind}", taken)
        print(f"all of it in {peak():.0f} MB")
        sizes(view, path)


def measure_pages(view: StoredStory, days: Sequence[DayCount]) -> Sequence[TimelineEntry]:
    """Print how long pages of the timeline take, and return some entries of them."""
    chance = random.Random(SEED)  # noqa: S311 - any will do, but the same ones
    at = [chance.randrange(len(days)) for _ in range(SAMPLES)]
    tell("a page far down", [lambda day=day: page(view, Filter(), days, day) for day in at])
    return [entry for day in at for entry in view.entries(Filter(), days[day].published, 3)]


def measure_entries(
    view: StoredStory, wanted: Mapping[str, Sequence[Filter]], told: Sequence[TimelineEntry]
) -> None:
    """Print how long filters, searches, and parts of the story take."""
    for name, some in wanted.items():
        tell(f"filter by {name}", [lambda one=one: page(view, one, view.days(one)) for one in some])
    sought = searches([entry.text for entry in told])
    for name, forms in sought.items():
        tell(f"search for {name}", [asked(view, search) for search in forms])
    for name in ("a word", "one letter", "a phrase"):
        works = [lambda search=search: view.articles(search, PAGE) for search in sought.get(name, ())]
        tell(f"first {PAGE} articles with {name}", works)
    tell("an entry by its id", [lambda one=one: view.entry(one.id) for one in told])
    tell("the part of an entry", [lambda one=one: view.part(one) for one in told])


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
            from copies import made  # what it needs is no memory of who only reads

            made(given.inputs, given.articles, given.base, path)
        line = [sys.executable, __file__, "--only-read", "--store", str(path)]
        subprocess.run(line, check=True)


if __name__ == "__main__":
    main()
