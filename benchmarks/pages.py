"""Measures how well web pages are read: text, title, authors and date, beside other extractors.

Run it as `python benchmarks/pages.py FOLDER` on a folder of real pages that does not come with the project:
`articles.json`, an object that gives for each name `title`, `authors` (names parted by commas), `date`
(ISO 8601), `url` and `articleBody`, and `html/<name>.html` for each.

Pages are parted into two halves by a digest of their names. The reader's rules were made while looking at
`known` only; `unseen` is what it does elsewhere.

- Text: shingles of four words, counted with multiplicity; precision, recall and F1 are means over pages. A
  page that gives nothing counts as zero.
- Title: `exact` if words are the same, `close` if `fuzz.ratio` of them reaches 90.
- Authors: `exact` if the same names, whatever their order; `partly` if one name at least is right. Pages
  without stated authors count as exact where nothing is found.
- Date: the same day. `wrong` is a date that is another.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from rapidfuzz import fuzz

from ondit.errors import InputError
from ondit.ingest import pages
from ondit.ingest.drafts import Draft, Place
from ondit.text import normalise

SHINGLE = 4
CLOSE = 90
_AUTHORS = re.compile(r"\s*(?:,|;|\||&|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands on a page, as it was stated or found."""

    text: str = ""
    title: str = ""
    authors: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its address and what stands on it."""

    name: str
    data: bytes
    url: str
    stated: Found

    @property
    def half(self) -> str:
        """Return which half it belongs to."""
        return "unseen" if hashlib.sha256(self.name.encode()).digest()[0] % 2 else "known"


Extractor = Callable[[Page], Found]


def load(folder: Path) -> Iterator[Page]:
    """Yield the pages of a folder whose files are there."""
    for name, row in json.loads((folder / "articles.json").read_text("utf-8")).items():
        file = folder / "html" / f"{name}.html"
        if file.exists():
            stated = Found(row["articleBody"], row["title"], row["authors"], row["date"])
            yield Page(name, file.read_bytes(), row["url"], stated)


def ondit(page: Page) -> Found:
    """Read a page with Ondit, told where it was fetched from, as when it is fetched."""
    place = Place(page.name, page.name, page.name, url=page.url)
    for item in pages.read(io.BytesIO(page.data), place):
        if isinstance(item, Draft):
            date = item.published.value[:10] if item.published else ""
            return Found(item.text, item.title or "", item.author or "", date)
    return Found()


def trafilatura_with(*, precision: bool) -> Extractor:
    """Return plain trafilatura, as it comes or with precision favoured."""

    def extract(page: Page) -> Found:
        from trafilatura import bare_extraction

        document = bare_extraction(
            page.data, url=page.url, favor_precision=precision, include_comments=False, with_metadata=True
        )
        if document is None:
            return Found()
        found = (document.text, document.title, document.author, document.date)
        return Found(*(value or "" for value in found))

    return extract


def readability(page: Page) -> Found:
    """Read a page with readability-lxml: text and title only."""
    from lxml import html
    from readability import Document  # type: ignore[import-not-found]

    document = Document(page.data)
    summary = html.fromstring(document.summary())
    return Found("\n".join(summary.itertext()), document.short_title())


EXTRACTORS: dict[str, Extractor] = {
    "ondit": ondit,
    "trafilatura": trafilatura_with(precision=False),
    "trafilatura, precision": trafilatura_with(precision=True),
    "readability-lxml": readability,
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text; a shorter text is one run."""
    words = normalise(text).split()
    last = max(1, len(words) - SHINGLE + 1)
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(last)) if words else Counter()


def judge(found: Found, stated: Found) -> dict[str, float]:
    """Return how much of what is stated was found, each 0 to 1."""
    here, there = shingles(found.text), shingles(stated.text)
    common = (here & there).total()
    precision, recall = common / (here.total() or 1), common / (there.total() or 1)
    titles = normalise(found.title), normalise(stated.title)
    authors, names = _names(found.authors), _names(stated.authors)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / ((precision + recall) or 1),
        "none": float(not here),
        "title": float(titles[0] == titles[1]),
        "close": float(fuzz.ratio(*titles) >= CLOSE),
        "authors": float(authors == names),
        "partly": float(bool(authors & names) or authors == names),
        "date": float(found.date[:10] == stated.date),
        "wrong date": float(bool(found.date) and found.date[:10] != stated.date),
    }


def _names(authors: str) -> set[str]:
    return {name for part in _AUTHORS.split(authors) if (name := normalise(part))}


def measure(extractor: Extractor, sample: list[Page]) -> tuple[list[dict[str, float]], float, int]:
    """Return the judgements of a sample, milliseconds a page and how many pages raised an error."""
    judgements, failures, spent = [], 0, 0.0
    for page in sample:
        started = time.perf_counter()
        try:
            found = extractor(page)
        except InputError:
            found = Found()
        except Exception:  # noqa: BLE001 - a rival's crash is a figure, not the end
            found, failures = Found(), failures + 1
        spent += time.perf_counter() - started
        judgements.append(judge(found, page.stated))
    return judgements, 1000 * spent / (len(sample) or 1), failures


COLUMNS = [*"precision recall f1 none title close authors partly date".split(), "wrong date"]


def table(sample: list[Page], names: list[str]) -> Iterator[str]:
    """Yield the lines of a Markdown table: one row for each extractor and half."""
    yield f"| extractor | pages | n | {' | '.join(COLUMNS)} | failed | ms |"
    yield f"|---|---|{'---:|' * (len(COLUMNS) + 3)}"
    for name in names:
        for half in ("known", "unseen"):
            part = [page for page in sample if page.half == half]
            if not part:
                continue
            try:
                judgements, milliseconds, failures = measure(EXTRACTORS[name], part)
            except ModuleNotFoundError as error:
                yield f"| {name} | not installed: {error.name} |"
                break
            cells = [f"{fmean(row[column] for row in judgements):.3f}" for column in COLUMNS]
            yield f"| {name} | {half} | {len(part)} | {' | '.join(cells)} | {failures} | {milliseconds:.0f} |"


def main() -> None:
    """Print the table for a folder of pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", default=";".join(EXTRACTORS), help="names, parted by semicolons")
    parser.add_argument("--half", choices=("known", "unseen"))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sample = [page for page in load(options.folder) if options.half in {None, page.half}]
    for line in table(sample, options.engines.split(";")):
        print(line, flush=True)


if __name__ == "__main__":
    main()
