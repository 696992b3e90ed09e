"""Damages good files of every format, reads them, and tells what no reader may do: raise, hang, crash.

    python benchmarks/fuzz.py [--minutes 10] [--seed N] [--workers N] [--memory MB] [--keep FOLDER]

Each run takes a file of sample_data or one made here, damages it, and gives it to the reader of its format,
of another format, or to the one that looks inside. Runs are numbered: the same seed and number give the same
input, so `--only NUMBER` runs one again. A reader may raise `InputError`; any other exception, a process that
dies, more than 20 seconds, and a sentence or a text that breaks the rules is a failure: its input is kept in a
folder, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import gzip
import io
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PATIENCE = 20.0
"""Seconds that one input may take."""
MEMORY = 4_000
LARGEST = 12_000_000
KEPT = 3
"""Inputs that are kept of each kind of failure."""

BODY = (
    "Ibex Motors said on Monday that the Volt will be sold from July in eleven countries. The company has built"
    " nine hundred of them so far — and plans four thousand. “We are proud,” said Ana Reed, its chief executive."
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Volt goes on sale | Quay News</title>'
    '<meta property="og:title" content="Volt goes on sale"><script type="application/ld+json">{"@type":'
    ' "NewsArticle", "headline": "Volt", "datePublished": "2025-05-23T09:30:00Z", "author": [{"name":'
    ' "Jo Tarn"}]}</script></head><body><article><h1>Volt goes on sale</h1><time datetime="2025-05-23">23 May'
    f"</time><p>{BODY}</p><p>{BODY[::-1]}</p></article></body></html>"
)
ITEM = (
    "<item><title>Volt &amp; more</title><link>https://quay.example/2025/05/volt</link><guid>v1</guid>"
    f"<pubDate>Fri, 23 May 2025 09:30:00 GMT</pubDate><description><![CDATA[<p>{BODY}</p>]]></description></item>"
)
ENTRY = (
    "<entry><title>Volt</title><link href='https://quay.example/volt'/><id>v1</id><updated>2025-05-23T09:30:00Z"
    f"</updated><content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>"
)
ROW = f'{{"text": "{BODY}", "source": "Quay News", "title": "Volt", "published": "2025-05-23", "id": 7}}'
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80" * 9, b"\xe2\x80", b"\x1b[31m", b"\xe2\x80\xae", b"\r", b"\n\n\n",
    b"&amp;", b"&#0;", b"&#x110000;", b"&nbsp", b"&lol9;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml", b"?>",
    b'<?xml version="1.0" encoding="x-none"?>', b'<meta charset="utf-16">', b'<!DOCTYPE a [<!ENTITY b "c">]>',
    b'<!ENTITY x SYSTEM "file:///etc/hostname">', b"<script>", b"</script>", b"<svg>", b"<table>", b"<a href=",
    b'"', b"'", b"\\", b"\\u", b"\\ud83d", b"{", b"}", b"[", b"]", b",", b":", b"null", b"NaN", b"-Infinity",
    b"1e999", b"9" * 5_000, b"-" + b"9" * 400, b"0" * 64, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\0" * 4_096,
    b"WARC/1.0\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n", b"\r\n\r\n",
    b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PAR1", b"%PDF-1.7", b"endstream", b"endobj", b"/Kids [2 0 R]", b"<<",
    b"https://[half", b"https://quay.example/9999/99/99/", b"9999-99-99", b"0000-00-00T25:61:61+99:99",
    b"Title: ", b"Date: 2025-02-30\n", b"---\n", b"By ", b"pic.twitter.com/x",
)  # fmt: skip
NESTS = (
    (b"[", b"]"), (b'{"a":', b"}"), (b"<div>", b"</div>"), (b"<b>", b""), (b"<outline>", b"</outline>"),
    (b"<item>", b"</item>"), (b"(", b")"), (b"<<", b">>"), (b'"', b'"'), (b"<table><tr><td>", b""),
    (b"\xe2\x80\x9c", b""), (b"&lt;p&gt;", b""), (b"<blockquote>", b"</blockquote>"), (b" ", b""), (b",", b""),
    (b"\n> ", b""), (b"<a>", b""), (b"By ", b""), (b"<!--", b""), (b"- ", b"\n"),
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "shift_jis", "koi8-r", "utf-7")
CHARSETS = (
    None,
    None,
    None,
    "utf-8",
    "utf-16",
    "x-none",
    "utf-7",
    "idna",
    "rot13",
    "hex",
    "cp1252",
    "\0",
    "",
)
URLS = (None, None, "https://quay.example/2025/05/23/volt", "https://[half", "https://quay.example")
RARE = {".pdf": 0.05, ".parquet": 0.3, ".html": 2.0}
"""How much rarer than the others formats are whose runs take long; pages hold the most of our own rules."""
NO_SENTENCE = re.compile(r"\b\w+(?:Error|Exception)\b|Traceback|Errno|<class |object at 0x|[\x00-\x08\x1b]")


def good_files() -> dict[str, list[bytes]]:
    """Return good files by their suffix, all of them of invented text."""
    files: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted((ROOT / "sample_data").glob("*/*.*")):
        files[path.suffix].append(path.read_bytes())
    rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title>{ITEM}{ITEM}</channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{ENTRY}{ENTRY}</feed>"
    opml = (
        "<opml><body><outline text='a'><outline xmlUrl='https://quay.example/rss'/></outline></body></opml>"
    )
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "content_text": "{BODY}"}}]}}'
    table = (
        f'title,source,text,published\nVolt,Quay News,"{BODY}",2025-05-23\nVolt,Tarn,"{BODY[::-1]}",2025\n'
    )
    text = f"Source: Quay News\nDate: 2025-05-23\n\nVolt goes on sale\n\nBy Jo Tarn\n\n{BODY}\n"
    made = {
        ".txt": [text], ".md": [f"---\ntitle: Volt\n---\n\n# Volt\n\n> {BODY}\n"], ".html": [PAGE],
        ".rss": [rss], ".atom": [atom], ".opml": [opml], ".xml": [rss, atom, opml], ".csv": [table],
        ".tsv": [table.replace(",", "\t")], ".jsonl": [f"{ROW}\n{ROW}\n"],
        ".json": [f"[{ROW}, {ROW}]", f'{{"articles": [{ROW}]}}', feed],
    }  # fmt: skip
    for suffix, contents in made.items():
        files[suffix] += [content.encode() for content in contents]
    files[".pdf"], files[".parquet"], files[".warc"] = [_pdf()], [_parquet()], [_warc()]
    return dict(files)


def _pdf() -> bytes:
    sys.path.insert(0, str(ROOT / "tests"))
    from pdf_files import column, pdf

    lines = [BODY[start : start + 80].replace("—", "-") for start in range(0, len(BODY), 80)]
    return pdf([column(60, 760, lines), column(60, 760, lines[::-1])], {"Title": "Volt", "Author": "Jo Tarn"})


def _parquet() -> bytes:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        query = f"SELECT '{BODY}' AS text, 'Quay News' AS source, DATE '2025-05-23' AS date FROM range(9)"  # noqa: S608
        duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


def _warc() -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/volt\r\n"
        f"WARC-Date: 2025-06-30T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return (head.encode() + answer + b"\r\n\r\n") * 2


def packed(suffix: str, name: str, data: bytes) -> bytes:
    """Return some bytes packed as a suffix says."""
    if suffix == ".gz":
        return gzip.compress(data, mtime=0)
    if suffix == ".zst":
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        return zstd.compress(data)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(zipfile.ZipInfo(f"in/{number}{name}"), data)
    return file.getvalue()


Damage = Callable[[bytes, random.Random, list[bytes]], bytes]


def _flip(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    damaged = bytearray(data)
    for _number in range(chance.choice((1, 1, 3, 20, 200))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _number in range(2))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def _splice(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _repeat(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start = chance.randrange(len(data))
    block = data[start : start + chance.choice((1, 9, 100, 2_000))]
    return data[:start] + block * chance.choice((2, 40, 3_000)) + data[start:]


def _insert(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    for _number in range(chance.choice((1, 1, 4, 30))):
        start = chance.randrange(len(data) + 1)
        data = data[:start] + chance.choice(TOKENS) + data[start + chance.choice((0, 0, 1, 8)) :]
    return data


def _nest(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    start, depth = chance.randrange(len(data) + 1), chance.choice((10, 300, 5_000, 200_000))
    before, behind = chance.choice(NESTS)
    return data[:start] + before * depth + chance.choice((b"", b"x", b"1")) + behind * depth + data[start:]


def _shuffle(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    mark = chance.choice((b"\n", b" ", b"<", b",", b'"'))
    parts = data.split(mark)
    chance.shuffle(parts)
    return mark.join(parts)


def _recode(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


DAMAGES: tuple[Damage, ...] = (_flip, _cut, _splice, _repeat, _insert, _insert, _nest, _shuffle, _recode)
PACKED = (".gz", ".zst", ".zip")


class Case(NamedTuple):
    """One input: `kind` is the suffix whose reader gets it, empty for the one that looks inside."""

    number: int
    kind: str
    name: str
    data: bytes
    charset: str | None
    url: str | None


class Maker:
    """Makes inputs: the same seed and number give the same one."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._files = good_files()
        self._all = [data for files in self._files.values() for data in files]

    def make(self, number: int) -> Case:
        chance = random.Random(f"{self._seed}-{number}")  # noqa: S311 - no secret
        suffixes = [*self._files, *PACKED]
        suffix = chance.choices(suffixes, [RARE.get(suffix, 1.0) for suffix in suffixes])[0]
        inner = suffix
        if suffix in PACKED:
            inner = chance.choice([name for name in self._files if name != ".pdf"])
        data = chance.choice(self._files[inner])
        name = f"news{suffix}"
        if suffix in PACKED:
            data = self._damaged(data, chance) if chance.random() < 0.5 else data  # noqa: PLR2004
            data, name = packed(suffix, inner, data), f"news{inner}{suffix}"
        data = self._damaged(data, chance)
        others = [suffix for suffix in suffixes if suffix != ".pdf"]
        kind = suffix if chance.random() < 0.8 else chance.choice(["", *others])  # noqa: PLR2004
        return Case(number, kind, name, data, chance.choice(CHARSETS), chance.choice(URLS))

    def _damaged(self, data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            data = chance.choice(DAMAGES)(data or b"\n", chance, self._all)[:LARGEST]
        return data


class Outcome(NamedTuple):
    """What became of one input; `fault` says what no reader may do, empty where it did not."""

    kind: str
    articles: int
    problems: int
    seconds: float
    fault: str = ""


def run(case: Case) -> Outcome:
    """Read an input, and hold what comes of it against the rules."""
    from ondit.errors import InputError
    from ondit.ingest import formats
    from ondit.ingest.drafts import Draft, Place
    from ondit.model import Problem

    place = Place(case.name, "news", case.name, None, case.url, case.charset)
    reader = formats.READERS.get(case.kind, formats.sniff)
    counts, fault, start = Counter[type](), "", time.monotonic()
    try:
        for found in reader(io.BytesIO(case.data), place):
            counts[type(found)] += 1
            if isinstance(found, Draft):
                fault = fault or _fault_of_text(found.text)
            elif isinstance(found, Problem):
                fault = fault or _fault_of_sentences(found.what, found.hint)
    except InputError as error:
        counts[Problem] += 1
        fault = fault or _fault_of_sentences(error.what, error.hint)
    except Exception as error:  # noqa: BLE001 - what no reader may raise is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        ours = [step for step in traceback.extract_tb(error.__traceback__) if "ondit" in step.filename]
        fault = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        fault += f" under {Path(ours[-1].filename).name}:{ours[-1].lineno}: {str(error)[:120]!r}"
    if not counts and not fault:
        fault = "neither an article nor a problem"
    return Outcome(case.kind, counts[Draft], counts[Problem], time.monotonic() - start, fault)


def _fault_of_text(text: str) -> str:
    from ondit.text import clean

    if not text.strip():
        return "an article without text"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "a text that is no Unicode"
    return "" if clean(text) == text else "a text that was not cleaned"


def _fault_of_sentences(*sentences: str) -> str:
    for sentence in sentences:
        if not sentence.endswith(".") or NO_SENTENCE.search(sentence) or len(sentence) > 2_000:  # noqa: PLR2004
            return f"no sentence: {sentence[:200]!r}"
    return ""


def _work(seed: int, memory: int, pipe: Connection) -> None:
    """Run what numbers stand for, one behind another, and send what becomes of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000,) * 2)
    maker = Maker(seed)
    while (number := pipe.recv()) is not None:
        pipe.send(run(maker.make(number)))


class Worker:
    """A process that runs inputs, and when it began the one that it has."""

    def __init__(self, seed: int, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self._process = context.Process(target=_work, args=(seed, memory, other), daemon=True)
        self._process.start()
        other.close()
        self.number, self._began = -1, 0.0

    def begin(self, number: int) -> None:
        self.number, self._began = number, time.monotonic()
        self.pipe.send(number)

    def is_late(self, first: float) -> bool:
        return time.monotonic() - self._began > PATIENCE + first

    def end(self) -> int | None:
        """End the process, and return the exit code that it had before, if it was dead."""
        self._process.join(0.5)
        code = self._process.exitcode
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return code


@dataclass(slots=True)
class Tally:
    """What became of all inputs so far."""

    maker: Maker
    folder: Path
    outcomes: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def note(self, number: int, outcome: Outcome) -> None:
        self.outcomes[outcome.kind or "any"].append(outcome)
        self.slowest = sorted([*self.slowest, (outcome.seconds, number, outcome.kind)], reverse=True)[:5]
        if outcome.fault:
            kind = re.sub(r": '.*|: \".*", "", outcome.fault)
            self.faults[kind] += 1
            if self.faults[kind] <= KEPT:
                case = self.maker.make(number)
                path = self.folder / f"{number}{case.kind or '.any'}"
                path.write_bytes(case.data)
                print(
                    f"FAILURE {case.kind or 'any'} run {number}: {outcome.fault}\n        {path}", flush=True
                )

    def show(self) -> None:
        print(f"\n{'reader':10}{'runs':>8}{'articles':>10}{'problems':>10}{'mean ms':>10}{'max ms':>10}")
        for kind, found in sorted(self.outcomes.items()):
            articles, problems = (sum(values) for values in zip(*(row[1:3] for row in found), strict=True))
            seconds = [row.seconds for row in found]
            print(
                f"{kind:10}{len(found):>8,}{articles:>10,}{problems:>10,}"
                f"{1_000 * sum(seconds) / len(found):>10.1f}{1_000 * max(seconds):>10,.0f}"
            )
        print("slowest: " + ", ".join(f"{s:.2f} s run {n} ({kind or 'any'})" for s, n, kind in self.slowest))
        print(f"{sum(map(len, self.outcomes.values())):,} runs, {sum(self.faults.values()):,} failures")
        for kind, count in self.faults.most_common():
            print(f"  {count:,} × {kind}")


def fuzz(minutes: float, seed: int, workers: int, memory: int, folder: Path) -> Tally:
    """Run inputs until the time is over."""
    tally = Tally(Maker(seed), folder)
    numbers, end = iter(range(10**12)), time.monotonic() + 60 * minutes
    crew = [Worker(seed, memory) for _ in range(workers)]
    fresh = set(crew)
    for worker in crew:
        worker.begin(next(numbers))
    while crew:
        ready = set(wait([worker.pipe for worker in crew], 0.5))
        for worker in list(crew):
            outcome = _heard(worker, tally, is_ready=worker.pipe in ready, is_fresh=worker in fresh)
            if outcome is None:
                continue
            tally.note(worker.number, outcome)
            fresh.discard(worker)
            if outcome.fault.startswith("the process"):
                crew.remove(worker)
                worker = Worker(seed, memory)  # noqa: PLW2901
                crew.append(worker)
                fresh.add(worker)
            if time.monotonic() < end:
                worker.begin(next(numbers))
            else:
                crew.remove(worker)
                worker.end()
    return tally


def _heard(worker: Worker, tally: Tally, *, is_ready: bool, is_fresh: bool) -> Outcome | None:
    """Return what became of a worker's input, if that is known; a worker that is late or dead is ended."""
    code: int | None = None
    if is_ready:
        try:
            outcome: Outcome = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            code = worker.end()
        else:
            return outcome
    elif not worker.is_late(30.0 if is_fresh else 0.0):
        return None
    else:
        worker.end()
    kind = tally.maker.make(worker.number).kind
    why = f"died ({code})" if is_ready else f"took more than {PATIENCE:.0f} s"
    return Outcome(kind, 0, 0, PATIENCE, f"the process {why}, reader {kind or 'any'}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--memory", type=int, default=MEMORY, help="MB of addresses that a process may have")
    parser.add_argument("--keep", type=Path, help="the folder for inputs that failed")
    parser.add_argument("--only", type=int, help="run the input of this number, and nothing else")
    return parser.parse_args()


def main() -> int:
    """Run the command line."""
    asked = _arguments()
    if asked.only is not None:
        outcome = run(Maker(asked.seed).make(asked.only))
        print(outcome)
        return int(bool(outcome.fault))
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="ondit-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"seed {asked.seed}, {asked.workers} workers, {asked.minutes:g} minutes; failures go to {folder}")
    tally = fuzz(asked.minutes, asked.seed, asked.workers, asked.memory, folder)
    tally.show()
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
