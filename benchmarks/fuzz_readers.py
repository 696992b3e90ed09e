"""What reads each part of the fuzzing that is no format: it gets bytes, in an empty folder.

It says what is wrong with what comes of them. It may raise an `OnditError`, whose sentences are held against
the same rules as those of the readers.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz_good import BETWEEN, NAMED, NOW, good_articles, good_store
from fuzz_rules import Told, problems_fault, sentences_fault, shown_fault, spans_fault
from homes import homes

if TYPE_CHECKING:
    from ondit.model import Article

MOST_TEXT = 6_000
"""Letters of each article that goes through the pipeline: it reads some 20,000 a second."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def search(data: bytes, _: Path) -> Told:
    """Ask a store for a search, and for what a screen makes of one that is not finished."""
    from ondit.search import parse
    from ondit.search.query import loosened, unfinished, without_last
    from ondit.store import open_store
    from ondit.store.stored import StoredStory
    from ondit.timeline import Filter

    text = _text(data)[:300]
    for change in (unfinished, loosened, without_last):
        change(text)
    parse(text)
    with open_store(good_store()) as store, StoredStory(store) as view:
        for wanted in (text, loosened(unfinished(text))):
            view.published.listing(Filter(search=wanted))
    return Told()


def dates(data: bytes, _: Path) -> Told:
    """Find the dates of a text."""
    from ondit import dates

    text = _text(data)[:20_000]
    found = dates.find(text, date(2025, 5, 23))
    wrong = [one for one in found if not 0 <= one.start < one.end <= len(text)]
    return Told(fault=f"a date that is nowhere: {wrong[0]}" if wrong else "")


def published(data: bytes, _: Path) -> Told:
    """Read dates of publication, one a line, and addresses."""
    from ondit.ingest import published

    for line in _text(data)[:2_000].splitlines():
        with contextlib.suppress(ValueError):
            value, _granularity = published.parse(line)
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d.*)?)?", value):
                return Told(fault=f"no date: {value!r}")
        published.in_url(line)
    return Told()


def header(data: bytes, _: Path) -> Told:
    """Part a text from what stands above it."""
    from ondit.ingest import header

    text = _text(data)
    for split in (header.split, header.front_matter, header.date_header, header.title_line):
        _found, rest = split(text)
        if not text.endswith(rest):
            return Told(fault="a header that leaves another text")
    return Told()


def config(data: bytes, folder: Path) -> Told:
    """Read settings."""
    from ondit_tui import config
    from ondit_tui.commands import COMMANDS

    path = folder / "config.toml"
    path.write_bytes(data)
    problems = config.load(path, COMMANDS).problems
    return Told(problems=len(problems), fault=sentences_fault(one.what for one in problems))


def filters(data: bytes, folder: Path) -> Told:
    """Read saved filters."""
    from ondit_tui import saved_filters

    path = folder / "filters.json"
    path.write_bytes(data)
    saved_filters.load(path)
    return Told()


def outlets(data: bytes, folder: Path) -> Told:
    """Read a table of outlets."""
    from ondit.ingest import outlets

    path = folder / "outlets.csv"
    path.write_bytes(data)
    outlets.table(path)
    return Told()


def robots(data: bytes, _: Path) -> Told:
    """Read a site's rules for robots, and ask them."""
    import httpx

    from ondit.errors import InputError
    from ondit.ingest.web.robots import parse

    rules = parse(data, 10)
    with contextlib.suppress(InputError):
        rules.check(httpx.URL("https://quay.example/2025/05/volt?a=b"))
    return Told(fault="" if 0 <= rules.pause <= 10 else f"a pause of {rules.pause}")


def headers(data: bytes, _: Path) -> Told:
    """Read the headers of answers, one a line, and where they lead."""
    import httpx

    from ondit.errors import InputError
    from ondit.ingest.web.addresses import onward, parse
    from ondit.ingest.web.answers import declared, validator
    from ondit.ingest.web.retries import asked, moment
    from ondit.watch.stated import fresh

    told = 0
    for line in _text(data).splitlines()[:40]:
        declared(httpx.Headers({"content-type": line.encode("ascii", "ignore").decode()}))
        validator(line)
        if asked(line, NOW) < 0 or fresh({"cache-control": line, "expires": line, "age": line}, NOW) < 0:
            return Told(fault=f"a negative wait: {line!r}")
        moment(line)
        try:
            parse(line)
            onward(httpx.URL("https://quay.example/a"), line)
        except InputError as error:
            told += 1
            if fault := sentences_fault((error.what, error.hint)):
                return Told(fault=fault)
    return Told(problems=told)


def poll(data: bytes, _: Path) -> Told:
    """Read a feed twice, of which nothing is new the second time."""
    from ondit.ingest.web import Reply
    from ondit.watch import WatchedFeed
    from ondit.watch.poll import poll

    def ask(url: str, *_: object, **__: object) -> Reply:
        return Reply(url, 200, {"etag": '"1"'}, data, "application/rss+xml", None, 0.0, is_moved=False)

    found = poll(WatchedFeed("https://quay.example/rss"), ask, lambda: NOW)
    if found.fault and found.fault.what.startswith("Reading it failed"):
        return Told(fault=found.fault.what)
    again = poll(found.feed, ask, lambda: NOW + 600)
    if again.articles:
        return Told(fault="an article that is new twice")
    told = [*found.problems, *([found.fault] if found.fault else [])]
    return Told(len(found.articles), len(told), problems_fault(told))


def store(data: bytes, folder: Path) -> Told:
    """See whether a store is whole, and show what is in it."""
    from ondit.errors import StoreError
    from ondit.store import open_store
    from ondit.store.health import check
    from ondit.store.stored import StoredStory
    from ondit.timeline import Filter

    path, problems, articles = folder / "s.ondit", 0, 0
    path.write_bytes(data)
    told: list[str] = []
    try:
        told += check(path).faults
    except StoreError as error:
        told += [error.what, error.hint]
    try:
        with open_store(path) as store:
            articles = len(list(store.articles()))
            with StoredStory(store) as view:
                view.published.listing(Filter(search="volt"))
                view.quoted.listing(Filter())
                list(view.claims(Filter()).groups)
    except StoreError as error:
        problems += 1
        told += [error.what, error.hint]
    return Told(articles, problems, sentences_fault(one for one in told if one))


def repair(data: bytes, folder: Path) -> Told:
    """Repair a store, and see that it makes nothing up."""
    from ondit.store import open_store
    from ondit.store.repair import repair

    path = folder / "s.ondit"
    path.write_bytes(data)
    repair(path)
    with open_store(path) as store:
        known = {one.text for one in good_articles()}
        strange = [one.id for one in store.articles() if one.text not in known]
    return Told(fault=f"a repair that made up {strange[0]!r}" if strange else "")


def kept(data: bytes, folder: Path) -> Told:
    """Read the story of files and what was worked out for a store, which another signed."""
    from ondit import resuming, unchanged

    with homes(folder):
        paths = [str(folder / "news")]
        for place in (unchanged._place(paths, None), resuming._file_of(folder / "s.ondit")):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        unchanged.kept(paths)
        ongoing = resuming.resumed(folder / "s.ondit")
    return Told(fault="what another signed was taken up" if ongoing.articles else "")


def pages(data: bytes, folder: Path) -> Told:
    """Read fetched pages that are kept."""
    from ondit.ingest.web.keeping import Keeping

    path = folder / "pages.sqlite"
    path.write_bytes(data)
    keeping = Keeping(path, lambda: NOW)
    found = keeping.find("https://quay.example/volt")
    keeping.close()
    return Told(fault="a copy that was spoilt" if found and found.body != b"<p>Volt.</p>" * 200 else "")


def whole(data: bytes, folder: Path) -> Told:
    """Read a folder of damaged files, find all that is in it, and show it in every way there is."""
    from ondit import ingest, pipeline
    from ondit.model import Article, Problem

    _unpack(data, folder)
    found = list(ingest.stream([str(folder)]))
    articles = [_short(one) for one in found if isinstance(one, Article)]
    problems = [one for one in found if isinstance(one, Problem)]
    story = pipeline.build(articles, problems)
    fault = spans_fault(story) or shown_fault(story) or problems_fault(problems)
    return Told(len(articles), len(problems), fault)


def _short(article: Article) -> Article:
    return replace(article, text=article.text[:MOST_TEXT])


def _unpack(data: bytes, folder: Path) -> None:
    """Write the files that stand in one input into a folder."""
    for number, one in enumerate(data.split(BETWEEN)[:6]):
        name, mark, content = one.partition(NAMED)
        suffix = Path(name.decode("ascii", "ignore").replace("\0", "")).suffix
        suffix = suffix if re.fullmatch(r"\.\w{1,7}", suffix) else ".txt"
        (folder / f"{number}{suffix}").write_bytes(content if mark else name)
