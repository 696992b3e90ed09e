"""The README and the documentation: what they show is so, and what is generated of them is not stale."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import document_blocks
from check_site import outside
from generated import Piece, pieces
from ondit import __version__, pipeline
from ondit.model import Article, Problem, Story
from ondit.overrides import Override
from ondit.store import open_store
from ondit.store.places import remember

ROOT = document_blocks.ROOT
SAMPLES = ROOT / "sample_data"
PAGES = document_blocks.pages()
BLOCKS = [block for page in PAGES for block in document_blocks.blocks(page)]
REASONS = {
    "it installs",
    "it goes on until it is stopped",
    "it needs the network",
    "it starts workers",
}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of one of the sample stories."""
    path = tmp_path_factory.mktemp("documents") / "merger.ondit"
    ended, said = document_blocks.execute(f"ondit add --store {path} {SAMPLES / 'meridian-merger'}")
    assert ended == 0, said
    return path


build = pipeline.build


@cache
def built(
    articles: tuple[Article, ...],
    problems: tuple[Problem, ...],
    within: int | None,
    given: tuple[Override, ...],
) -> Story:
    return build(articles, problems, within=within, given=given)


def build_once(
    articles: Iterable[Article],
    problems: Iterable[Problem] = (),
    *,
    within: int | None = None,
    given: Iterable[Override] = (),
    **_: object,
) -> Story:
    """Find what is in some articles once: pages show many commands of the same few."""
    return built(tuple(articles), tuple(problems), within, tuple(given))


@pytest.fixture
def folder(home: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with what the pages take for granted."""
    monkeypatch.setattr(pipeline, "build", build_once)
    shutil.copytree(SAMPLES, home / "sample_data")
    for name in ("articles", "archive", "demo", "timeline"):
        shutil.copytree(SAMPLES / "harbour-tunnel", home / name)
    rows = (SAMPLES / "foldable-reader" / "foldable-reader.jsonl").read_bytes()
    (home / "news.jsonl").write_bytes(rows)
    (home / "news.jsonl.gz").write_bytes(gzip.compress(rows))
    (home / "notes").mkdir()
    (home / "notes" / "call.txt").write_text("The Authority called back on Tuesday.\n", encoding="utf-8")
    shutil.copy(store, home / "merger.ondit")
    with open_store(home / "merger.ondit") as opened:
        opened.watching(lambda known: known.watch([str(home / "notes")]))
    assert remember(home / "merger.ondit")
    return home


@pytest.mark.xdist_group("documents")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_so(page: Path, folder: Path) -> None:
    for block in document_blocks.blocks(page):
        if block.not_run is None:
            document_blocks.run(block)


def test_what_is_not_run_says_why_and_is_little() -> None:
    not_run = Counter(block.not_run for block in BLOCKS if block.not_run)
    run = [block for block in BLOCKS if not block.not_run and block.language != "text"]
    assert len({block.page for block in run}) > len(PAGES) / 2
    assert not_run.keys() == REASONS
    assert not_run.total() <= len(run) / 2, not_run


def test_every_block_says_what_it_is() -> None:
    known = {"sh", "console", "python", "toml", "json", "text"}
    strange = [(block.page, block.line, block.language) for block in BLOCKS if block.language not in known]
    assert not strange


@pytest.mark.xdist_group("documents")
def test_json_is_written_as_its_schema_says(folder: Path) -> None:
    schema = json.loads((ROOT / "docs/reference/ondit.schema.json").read_text("utf-8"))
    for command, shape in (
        ("ondit timeline articles missing.html --format json > story.json", "Story"),
        ("ondit export articles excerpts.json", "Excerpts"),
    ):
        document_blocks.execute(command)
        written = json.loads(Path(command.split()[-1]).read_text("utf-8"))
        assert all(written.values())
        checked = Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": schema["$defs"]})
        assert not [f"{error.json_path}: {error.message}" for error in checked.iter_errors(written)]
        empty = {name: value if name == "ondit" else [] for name, value in written.items()}
        assert checked.is_valid(empty)
        del empty["ondit"]
        assert not checked.is_valid(empty)


def test_every_page_has_its_place_in_the_site() -> None:
    listed = set(
        re.findall(
            r"^ *- (?:[^:\n]+: )?([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
        )
    )
    there = {page.relative_to(ROOT / "docs").as_posix() for page in PAGES[1:]}
    assert listed == there


def test_what_a_page_links_to_is_there() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in target and "images/" not in target and not (page.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize("piece", pieces(), ids=lambda piece: f"{piece.path}: {piece.name}")
def test_what_is_generated_is_not_stale(piece: Piece) -> None:
    assert not piece.is_stale(ROOT), "Run `make generated`."


class TestCheckedSite:
    """The built documentation asks nobody for anything."""

    @pytest.mark.parametrize(
        "asks",
        [
            '<script src="https://cdn.example/a.js"></script>',
            "<img alt='' src='//cdn.example/a.png'>",
            '<link href="https://fonts.example/css" rel="stylesheet">',
            "<style>@font-face { src: url(https://fonts.example/a.woff2) }</style>",
            '<pre class="mermaid">a</pre>',
        ],
    )
    def test_what_asks_others_is_told(self, tmp_path: Path, asks: str) -> None:
        (tmp_path / "page.html").write_text(asks, encoding="utf-8")
        (told,) = outside(tmp_path)
        assert told.startswith("page.html: ")

    def test_own_files_and_links_are_not(self, tmp_path: Path) -> None:
        page = (
            '<script src="a.js"></script><a href="https://quay.example/">x</a><link rel="icon" href="i.png">'
        )
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        (tmp_path / "style.css").write_text(
            "p { background: url(data:image/png;base64,AA) }", encoding="utf-8"
        )
        assert not outside(tmp_path)


class TestPieces:
    """A piece knows its place, and touches nothing else."""

    def piece(self, **more: bool) -> Piece:
        return Piece("page.md", "keys", lambda: "new", **more)

    def test_what_stands_around_a_piece_stays(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("A\n\n<!-- generated: keys -->\nold\n<!-- end: keys -->\n\nB\n", encoding="utf-8")
        assert self.piece().is_stale(tmp_path)
        self.piece().write(tmp_path)
        assert page.read_text("utf-8") == "A\n\n<!-- generated: keys -->\n\nnew\n\n<!-- end: keys -->\n\nB\n"
        assert not self.piece().is_stale(tmp_path)

    @pytest.mark.parametrize("there", ["all by hand\n", "<!-- generated: keys -->\nall by hand\n"])
    def test_a_page_without_marks_is_left_as_it_is(self, tmp_path: Path, there: str) -> None:
        page = tmp_path / "page.md"
        page.write_text(there, encoding="utf-8")
        with pytest.raises(ValueError, match="lacks"):
            self.piece().write(tmp_path)
        assert page.read_text("utf-8") == there

    def test_a_whole_file_is_made_where_there_is_none(self, tmp_path: Path) -> None:
        assert self.piece(is_whole=True).is_stale(tmp_path)
        self.piece(is_whole=True).write(tmp_path)
        assert (tmp_path / "page.md").read_text("utf-8") == "new\n"


def test_the_changelog_has_a_section_for_what_is_not_released_and_for_this_version() -> None:
    sections = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
    assert __version__ in sections or sections == ["Unreleased"]


class TestRunner:
    """What runs the blocks sees what is not so."""

    def page(self, folder: Path, text: str) -> document_blocks.Block:
        path = document_blocks.ROOT / "docs" / "index.md"
        (block,) = [
            document_blocks.Block(path.name, 1, found["language"], found["code"], None)
            for found in document_blocks.FENCE.finditer(text)
        ]
        return block

    @pytest.mark.parametrize(
        "text",
        [
            "```sh\nondit timeline missing/\n```\n",
            "```sh\nfalse\n```\n",
            "```console\n$ echo one\ntwo\n```\n",
            "```console\n$ echo one; echo two\none\n```\n",
            "```python\nprint(1)  # 2\n```\n",
            "```python\nx = 1\n```\n",
            "```python\nprint(1); assert False\n```\n",
            '```toml\ntheme = "loud"\n```\n',
            "```json\n{]\n```\n",
        ],
    )
    def test_what_is_not_so_fails(self, folder: Path, text: str) -> None:
        with pytest.raises((AssertionError, json.JSONDecodeError)):
            document_blocks.run(self.page(folder, text))

    @pytest.mark.parametrize(
        "text",
        [
            "```sh\nondit timeline missing/  # exits with 3\n```\n",
            "```console\n$ echo one; echo two; echo three\no...\n...\n```\n",
            "```console\n$ echo one; echo two\n```\n",
            "```console\n$ ondit --version | tr a-z A-Z\nONDIT ...\n```\n",
            "```python\nprint(1)  # 1\n```\n",
        ],
    )
    def test_what_is_so_passes(self, folder: Path, text: str) -> None:
        document_blocks.run(self.page(folder, text))

    def test_a_reason_is_read_from_the_line_above(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(document_blocks, "ROOT", tmp_path)
        page = tmp_path / "page.md"
        page.write_text(
            "A\n\n<!-- not run: it installs -->\n```sh\nmake\n```\n\n```sh\nls\n```\n", encoding="utf-8"
        )
        assert [(one.line, one.not_run) for one in document_blocks.blocks(page)] == [
            (4, "it installs"),
            (8, None),
        ]
