"""What is fuzzed beside the readers: every other parser, a store's file, what is kept, the whole pipeline.

Each part gets bytes, damaged like any other input, and says what is wrong with what comes of them. It may
raise an `OnditError`, whose sentences are held against the same rules as those of the readers.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ondit.model import Article, Problem, Span, Story

NOW = 1_748_000_000.0
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal may act on."""
SHOWN = ("csv", "markdown", "html", "bibtex", "ris")
MOST_TEXT = 6_000
"""Letters of each article that goes through the pipeline: it reads some 20,000 a second."""


class Told(NamedTuple):
    """What came of an input: how many articles and problems there were, and what no part may do."""

    articles: int = 0
    problems: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that reads what may be hostile.

    Attributes:
        good: Good inputs of it.
        read: Reads a damaged one, in an empty folder.
        weight: How often it has its turn, beside the others.
    """

    good: Callable[[], Sequence[bytes]]
    read: Callable[[bytes, Path], Told]
    weight: float = 1.0


def sentences_fault(sentences: Iterable[str]) -> str:
    """Return what is wrong with sentences that a person will read, empty where nothing is."""
    for sentence in sentences:
        if ACTING.search(sentence) or len(sentence) > 2_000 or not sentence:
            return f"no sentence: {sentence[:200]!r}"
    return ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@contextmanager
def _homes(folder: Path) -> Iterator[None]:
    """Have everything that is kept for a user lie in a folder."""
    names = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _search(data: bytes, _: Path) -> Told:
    from ondit.search import parse
    from ondit.search.query import loosened, unfinished, without_last
    from ondit.store import open_store
    from ondit.store.stored import StoredStory
    from ondit.timeline import Filter

    text = _text(data)[:300]
    for change in (unfinished, loosened, without_last):
        change(text)
    parse(text)
    with open_store(_good_store()) as store, StoredStory(store) as view:
        for wanted in (text, loosened(unfinished(text))):
            view.published.listing(Filter(search=wanted))
    return Told()


def _dates(data: bytes, _: Path) -> Told:
    from ondit import dates

    text = _text(data)[:20_000]
    found = dates.find(text, date(2025, 5, 23))
    wrong = [one for one in found if not 0 <= one.start < one.end <= len(text)]
    return Told(fault=f"a date that is nowhere: {wrong[0]}" if wrong else "")


def _published(data: bytes, _: Path) -> Told:
    from ondit.ingest import published

    for line in _text(data)[:2_000].splitlines():
        with contextlib.suppress(ValueError):
            value, _granularity = published.parse(line)
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d.*)?)?", value):
                return Told(fault=f"no date: {value!r}")
        published.in_url(line)
    return Told()


def _header(data: bytes, _: Path) -> Told:
    from ondit.ingest import header

    text = _text(data)
    for split in (header.split, header.front_matter, header.date_header, header.title_line):
        _found, rest = split(text)
        if not text.endswith(rest):
            return Told(fault="a header that leaves another text")
    return Told()


def _config(data: bytes, folder: Path) -> Told:
    from ondit_tui import config
    from ondit_tui.commands import COMMANDS

    path = folder / "config.toml"
    path.write_bytes(data)
    problems = config.load(path, COMMANDS).problems
    return Told(problems=len(problems), fault=sentences_fault(one.what for one in problems))


def _filters(data: bytes, folder: Path) -> Told:
    from ondit_tui import saved_filters

    path = folder / "filters.json"
    path.write_bytes(data)
    saved_filters.load(path)
    return Told()


def _outlets(data: bytes, folder: Path) -> Told:
    from ondit.ingest import outlets

    path = folder / "outlets.csv"
    path.write_bytes(data)
    outlets.table(path)
    return Told()


def _robots(data: bytes, _: Path) -> Told:
    import httpx

    from ondit.errors import InputError
    from ondit.ingest.web.robots import parse

    rules = parse(data, 10)
    with contextlib.suppress(InputError):
        rules.check(httpx.URL("https://quay.example/2025/05/volt?a=b"))
    return Told(fault="" if 0 <= rules.pause <= 10 else f"a pause of {rules.pause}")


def _headers(data: bytes, _: Path) -> Told:
    import httpx

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
        from ondit.errors import InputError

        try:
            parse(line)
            onward(httpx.URL("https://quay.example/a"), line)
        except InputError as error:
            told += 1
            if fault := sentences_fault((error.what, error.hint)):
                return Told(fault=fault)
    return Told(problems=told)


def _poll(data: bytes, _: Path) -> Told:
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
    return Told(len(found.articles), len(told), _problems_fault(told))


def _problems_fault(problems: Iterable[Problem]) -> str:
    return sentences_fault(word for one in problems for word in (one.input, one.what, one.hint) if word)


def _store(data: bytes, folder: Path) -> Told:
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


def _repair(data: bytes, folder: Path) -> Told:
    from ondit.store import open_store
    from ondit.store.repair import repair

    path = folder / "s.ondit"
    path.write_bytes(data)
    repair(path)
    with open_store(path) as store:
        known = {one.text for one in _good_articles()}
        strange = [one.id for one in store.articles() if one.text not in known]
    return Told(fault=f"a repair that made up {strange[0]!r}" if strange else "")


def _kept(data: bytes, folder: Path) -> Told:
    from ondit import resuming, unchanged

    with _homes(folder):
        paths = [str(folder / "news")]
        for place in (unchanged._place(paths, None), resuming._file_of(folder / "s.ondit")):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        unchanged.kept(paths)
        ongoing = resuming.resumed(folder / "s.ondit")
    untouched = type(ongoing)()
    return Told(fault="" if vars_of(ongoing) == vars_of(untouched) else "what was not signed was taken up")


def vars_of(one: object) -> str:
    return repr({name: getattr(one, name, None) for name in getattr(one, "__slots__", ())})[:200]


def _pages(data: bytes, folder: Path) -> Told:
    from ondit.ingest.web.keeping import Keeping

    path = folder / "pages.sqlite"
    path.write_bytes(data)
    keeping = Keeping(path, lambda: NOW)
    found = keeping.find("https://quay.example/volt")
    keeping.close()
    return Told(fault="a copy that was spoilt" if found and found.body != b"<p>Volt.</p>" * 200 else "")


def _whole(data: bytes, folder: Path) -> Told:
    """Read a folder of damaged files, find all that is in it, and show it in every way there is."""
    from ondit import ingest, pipeline
    from ondit.model import Article
    from ondit.model import Problem as Wrong

    _unpack(data, folder)
    found = list(ingest.stream([str(folder)]))
    articles = [_short(one) for one in found if isinstance(one, Article)]
    problems = [one for one in found if isinstance(one, Wrong)]
    story = pipeline.build(articles, problems)
    fault = spans_fault(story) or shown_fault(story) or _problems_fault(problems)
    return Told(len(articles), len(problems), fault)


def _short(article: Article) -> Article:
    from dataclasses import replace

    return replace(article, text=article.text[:MOST_TEXT])


def spans_fault(story: Story) -> str:
    """Return which span of a story does not lie in its article, and whose words are not there."""
    texts = {one.id: one.text for one in story.articles}
    for span in _spans(story):
        text = texts.get(span.article or "")
        if text is None or not 0 <= span.start <= span.end <= len(text):
            return f"a span that is nowhere: {span!r}"[:300]
    for one in story.statements:
        if not any(one.text == texts[span.article or ""][span.start : span.end] for span in one.occurrences):
            return f"a wording that nobody told: {one.text[:200]!r}"
    return ""


def _spans(story: Story) -> Iterator[Span]:
    yield from (*story.sentences, *story.quotes, *story.labels, *story.dates)
    yield from (cue for label in story.labels for cue in label.cues)
    yield from (span for match in story.matches for span in (match.a, match.b))
    yield from (span for statement in story.statements for span in statement.occurrences)
    yield from (mention for claim in story.claims for mention in claim.mentions)


def shown_fault(story: Story) -> str:
    """Return what of a story would do something to a terminal, or is no file of its format."""
    from ondit import export
    from ondit_tui import table

    for draw in (table.timeline, table.matches, table.quotes):
        out = io.StringIO()
        with redirect_stdout(out):
            draw(story, table.console())
        if ACTING.search(out.getvalue()):
            return f"{draw.__name__} prints what a terminal acts on"
    for listing, forms in export.FORMATS.items():
        for form in forms:
            out = io.StringIO()
            export.write(story, listing, form, out)  # type: ignore[arg-type]
            written = out.getvalue()
            if form in SHOWN and ACTING.search(written):
                return f"{listing} as {form} holds what a terminal acts on"
            if form in {"json", "csl-json", "timelinejs"}:
                json.loads(written)
    return ""


def _pack(files: Sequence[tuple[str, bytes]]) -> bytes:
    return b"\x00\x01\x02".join(name.encode() + b"\x02\x01\x00" + data for name, data in files)


def _unpack(data: bytes, folder: Path) -> None:
    for number, one in enumerate(data.split(b"\x00\x01\x02")[:6]):
        name, mark, content = one.partition(b"\x02\x01\x00")
        suffix = Path(name.decode("ascii", "ignore").replace("\0", "")).suffix
        suffix = suffix if re.fullmatch(r"\.\w{1,7}", suffix) else ".txt"
        (folder / f"{number}{suffix}").write_bytes(content if mark else name)


@cache
def _folders() -> Sequence[bytes]:
    from damage import good_files

    files = good_files()
    kinds = [kind for kind in files if kind not in {".pdf", ".parquet", ".warc", ".opml"}]
    some = random.Random(4)  # noqa: S311 - any will do
    picked = ([(kind, some.choice(files[kind])) for kind in some.sample(kinds, 4)] for _ in range(20))
    return [_pack([(f"a{kind}", data) for kind, data in one]) for one in picked]


@cache
def _good_articles() -> Sequence[Article]:
    from ondit import ingest
    from ondit.model import Article

    sample = Path(__file__).parents[1] / "sample_data"
    return [one for one in ingest.stream([str(sample)]) if isinstance(one, Article)][:8]


@cache
def _good_store() -> Path:
    import atexit

    from ondit.collection import story_of
    from ondit.store import open_store

    folder = tempfile.mkdtemp(prefix="ondit-fuzz-store-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, "s.ondit")
    with open_store(path) as store:
        store.add(_good_articles())
        story_of(store)
    return path


@cache
def _good_pages() -> Sequence[bytes]:
    import httpx

    from ondit.ingest.web.answers import Answer
    from ondit.ingest.web.keeping import Keeping

    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "pages.sqlite")
        keeping = Keeping(path, lambda: NOW)
        answer = Answer(200, httpx.Headers({"etag": '"1"'}), b"<p>Volt.</p>" * 200)
        keeping.keep("https://quay.example/volt", answer)
        keeping.close()
        return [path.read_bytes()]


@cache
def _good_kept() -> Sequence[bytes]:
    from ondit import pipeline, resuming, unchanged

    with tempfile.TemporaryDirectory() as name, _homes(Path(name)):
        folder = Path(name)
        (folder / "news").mkdir()
        (folder / "news" / "a.txt").write_text(_good_articles()[0].text)
        paths = [str(folder / "news")]
        story = pipeline.read(paths)
        unchanged.keep(paths, unchanged.Kept("x", story))
        resuming.leave(folder / "s.ondit", pipeline.Ongoing())
        places = (unchanged._place(paths, None), resuming._file_of(folder / "s.ondit"))
        return [place.read_bytes() for place in places if place.is_file()]


def _texts(*texts: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [text.encode() for text in texts]


def _sample() -> Sequence[bytes]:
    return [one.text.encode() for one in _good_articles()]


def _feeds() -> Sequence[bytes]:
    from damage import good_files

    files = good_files()
    return [*files[".rss"], *files[".atom"], *files[".xml"], *files[".json"]]


PARTS: dict[str, Part] = {
    "search": Part(
        _texts(
            'volt "goes on sale" merg* -rumour source:"Quay News" kind:r status:open from:2025-05 to:2025',
            "speaker:“Ana Reed” NEAR(a b) AND OR NOT * ^ { } : 12:30 co-op",
        ),
        _search,
    ),
    "dates": Part(_sample, _dates),
    "published": Part(
        _texts("2025-05-23T09:30:00+02:00\nFri, 23 May 2025 09:30:00 GMT\n23 mai 2025\n/2025/05/23/volt"),
        _published,
    ),
    "header": Part(
        _texts("Source: Quay\nDate: 2025-05-23\n\nVolt\n", "---\ntitle: Volt\n---\n# Volt\n"), _header
    ),
    "config": Part(
        _texts('theme = "dark"\nzone = "Europe/Prague"\n[filter]\nkinds = ["rumour"]\n[keys]\nquit = "Q"\n'),
        _config,
    ),
    "filters": Part(
        _texts('{"filters": [{"name": "a", "sources": ["Quay"], "min-confidence": 0.5}]}'), _filters
    ),
    "outlets": Part(_texts("quay.example,Quay News\n# a\ntarn.example,Tarn\n"), _outlets),
    "robots": Part(_texts("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 3\nRequest-rate: 1/5\n"), _robots),
    "headers": Part(
        _texts(
            "text/html; charset=utf-8\nmax-age=60, no-cache\nFri, 23 May 2025 09:30:00 GMT\nhttps://a.example/b\n"
        ),
        _headers,
    ),
    "poll": Part(_feeds, _poll, 2.0),
    "store": Part(lambda: [_good_store().read_bytes()], _store, 2.0),
    "repair": Part(lambda: [_good_store().read_bytes()], _repair),
    "kept": Part(_good_kept, _kept),
    "pages": Part(_good_pages, _pages),
    "pipeline": Part(_folders, _whole, 6.0),
}
"""Everything that reads what may be hostile, less the readers of formats."""


def read(kind: str, data: bytes) -> Told:
    """Have a part read an input.

    Raises:
        OnditError: It cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="ondit-fuzz-") as name:
        return PARTS[kind].read(data, Path(name))
