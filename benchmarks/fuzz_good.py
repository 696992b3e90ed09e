"""Good inputs of what is fuzzed beside the readers, of invented text only."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from damage import good_files
from homes import homes

if TYPE_CHECKING:
    from ondit.model import Article

NOW = 1_748_000_000.0
"""The moment at which all is read, in seconds since 1970."""
BETWEEN, NAMED = b"\x00\x01\x02", b"\x02\x01\x00"
"""What stands between two files of a folder that is one input, and behind the name of each."""


@cache
def folders() -> Sequence[bytes]:
    """Return folders of four files, each folder as one input."""
    files = good_files()
    kinds = [kind for kind in files if kind not in {".pdf", ".parquet", ".warc", ".opml"}]
    some = random.Random(4)  # noqa: S311 - any will do
    picked = ([(kind, some.choice(files[kind])) for kind in some.sample(kinds, 4)] for _ in range(20))
    return [BETWEEN.join(f"a{kind}".encode() + NAMED + data for kind, data in one) for one in picked]


@cache
def good_articles() -> Sequence[Article]:
    """Return a few of the sample's articles."""
    from ondit import ingest
    from ondit.model import Article

    sample = Path(__file__).parents[1] / "sample_data"
    return [one for one in ingest.stream([str(sample)]) if isinstance(one, Article)][:8]


@cache
def good_store() -> Path:
    """Return a store with the story of these articles; it is gone when the process ends."""
    from ondit.collection import story_of
    from ondit.store import open_store

    folder = tempfile.mkdtemp(prefix="ondit-fuzz-store-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, "s.ondit")
    with open_store(path) as store:
        store.add(good_articles())
        story_of(store)
    return path


@cache
def good_pages() -> Sequence[bytes]:
    """Return the file in which fetched pages are kept."""
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
def good_kept() -> Sequence[bytes]:
    """Return the story of files as it is kept, and what was worked out for a store."""
    from ondit import pipeline, resuming, unchanged

    with tempfile.TemporaryDirectory() as name, homes(Path(name)):
        folder = Path(name)
        (folder / "news").mkdir()
        (folder / "news" / "a.txt").write_text(good_articles()[0].text)
        paths = [str(folder / "news")]
        story = pipeline.read(paths)
        unchanged.keep(paths, unchanged.KeptStory("x", story))
        (folder / "s.ondit").touch()  # of a store that is gone nothing is left
        ongoing = pipeline.Ongoing()
        ongoing.articles = {"left"}  # by which it is seen where it is taken up
        resuming.leave(folder / "s.ondit", ongoing)
        places = (unchanged._place(paths, None), resuming._file_of(folder / "s.ondit"))
        return [place.read_bytes() for place in places]


def texts(*some: str) -> Callable[[], Sequence[bytes]]:
    """Return what returns some texts."""
    return lambda: [text.encode() for text in some]


def sample() -> Sequence[bytes]:
    """Return the texts of these articles."""
    return [one.text.encode() for one in good_articles()]


def feeds() -> Sequence[bytes]:
    """Return feeds of every format."""
    files = good_files()
    return [*files[".rss"], *files[".atom"], *files[".xml"], *files[".json"]]
