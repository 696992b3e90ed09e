"""Measures what a case file of a store costs: `python benchmarks/case_file.py STORE [--search WORDS]`.

Prints seconds of the processor, the size of the page, the most memory that the process held, and what the
page leaves out. A store of any size is made by `benchmarks/browsing.py`.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from usage import peak

from ondit.export import Look, write_case_file, write_file
from ondit.store import open_store
from ondit.store.stored import StoredStory
from ondit.timeline import Filter


def main() -> None:
    """Write a case file of a store, and print what that takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--search", default="")
    given = parser.parse_args()
    with open_store(given.store, read_only=True) as store, StoredStory(store) as view:
        tally, wanted, made = view.tally, Filter(search=given.search), datetime.now(UTC)
        print(f"{tally.articles:,} articles, {tally.entries:,} entries")
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "case.html"
            began = time.process_time()
            note = write_file(
                place, lambda stream: write_case_file(view, wanted, stream, Look("archive"), made)
            )
            seconds, size = time.process_time() - began, place.stat().st_size
    print(f"{seconds:.1f} s, a page of {size / 2**20:.1f} MB, at most {peak():.0f} MB")
    print(note or "nothing is left out")


if __name__ == "__main__":
    main()
