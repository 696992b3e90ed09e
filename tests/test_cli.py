"""The command line from end to end: exit codes, what goes to which stream, formats, stores and paths."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import Result

from command_line import ROWS, Run
from ondit import __version__, pipeline
from ondit.export import FORMATS
from ondit.matching.audit import audit
from ondit.model import Story
from ondit.timeline import Filter
from ondit.views import StoryView
from ondit_tui import cli, opening, samples
from ondit_tui.app import Load
from ondit_tui.handing import Choose

HOSTILE = (
    "Corvale said [/bold] on Monday that \x1b[31mit will\x1b[0m open \u202e a works in Ostrava next year."
)
COMMANDS = ("demo", "add", "watch", "timeline", "match", "quotes", "export", "serve", "doctor")


def ondit(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ondit_tui", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def test_the_timeline_as_json_is_the_same_every_time(run: Run, news: Path) -> None:
    first, second = (run("timeline", news, "--format", "json") for _ in range(2))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout_bytes == second.stdout_bytes
    story = json.loads(first.stdout)
    assert [article["id"] for article in story["articles"]] == ["ledger", "quay"]
    assert {entry["kind"] for entry in story["timeline"]} >= {"rumour"}
    assert first.stdout.endswith("}\n")


@pytest.mark.parametrize(
    ("listing", "form"), [(listing, form) for listing, forms in FORMATS.items() for form in (*forms, "text")]
)
def test_every_format_of_every_listing(run: Run, news: Path, listing: str, form: str) -> None:
    result = run(listing, news, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout
    assert "\x1b" not in result.stdout
    if form in ("json", "timelinejs", "csl-json", "jsonld"):
        assert json.loads(result.stdout)
    if form == "jsonl":
        assert [json.loads(line) for line in result.stdout.splitlines()]
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(result.stdout)))) >= 1


def test_the_audit_tells_what_matching_finds(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ondit.matching.audit.audit", partial(audit, sample=3))
    for name in ("one", "two", "three", "four"):
        (home / f"{name}.txt").write_text(
            f"The harbour pump of Corvale opens in July, {name} says.\n", "utf-8"
        )
    result = run("match", home, "--audit")
    assert (result.exit_code, result.stderr) == (0, "")
    compared, found, recall = result.stdout.splitlines()
    assert compared == "compared   3 of 4 sentences with all the others"
    assert found == "found      9 of 9 pairs alike by 80 or more"
    assert re.fullmatch(r"recall     1\.0000 \(0\.\d{4} to 1\.0000 in 19 of 20 samples\)", recall)


def test_the_audit_of_few_articles_is_no_sample(run: Run, home: Path) -> None:
    for name in ("one", "two"):
        (home / f"{name}.txt").write_text(
            f"The harbour pump of Corvale opens in July, {name} says.\n", "utf-8"
        )
    assert "recall     1.0000, for all were compared" in run("match", home, "--audit").stdout
    refused = run("match", home, "--audit", "--format", "json")
    assert refused.exit_code == 2
    assert refused.stderr == "--audit is told as text only. Leave out --format.\n"


def test_the_formats_offered_are_those_that_there_are() -> None:
    offered = {
        "timeline": cli.TimelineFormat,
        "match": cli.MatchFormat,
        "quotes": cli.QuotesFormat,
    }
    told = dict(FORMATS)
    tables = {"match": (*told["match"], "parquet")}
    assert {name: get_args(forms)[1:] for name, forms in offered.items()} == told | tables
    assert all(get_args(forms)[0] == "text" for forms in offered.values())


def test_paths_alone_print_the_timeline_where_there_is_no_terminal(run: Run, news: Path) -> None:
    result = run(news)
    assert result.exit_code == 0
    assert result.stdout == run("timeline", news).stdout
    assert "Wed 5 Mar 2025" in result.stdout
    assert "rum?" in result.stdout


def test_what_cannot_be_read_is_told_on_standard_error_and_the_rest_is_done(run: Run, news: Path) -> None:
    news.write_text(news.read_text() + "{broken\n")
    result = run("quotes", news, "nowhere.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["article"] for line in result.stdout.splitlines()] == ["ledger", "quay"]
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith(f"{news}:3: ")
    assert told[1].startswith("nowhere.txt: ")


def test_nothing_could_be_done(run: Run, home: Path) -> None:
    (home / "empty").mkdir()
    (home / "no.store").write_text("This is no store.")
    for words in (
        ["timeline", "nowhere.txt"],
        ["nowhere.txt"],
        ["timeline", "empty"],
        ["timeline", "--store", "missing.ondit"],
        ["timeline", "--store", "no.store"],
        ["add", "nowhere.txt"],
        ["add", "nowhere.txt", "--strict"],
    ):
        result = run(*words)
        assert (words, result.exit_code, result.stdout) == (words, 3, "")
        assert result.stderr
    assert not (home / "missing.ondit").exists()
    assert (home / "no.store").read_text() == "This is no store."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["timeline", "news.jsonl", "--kind", "gossip"], "--kind"),
        (["timeline", "news.jsonl", "--format", "bibtex"], "--format"),
        (["timeline", "news.jsonl", "--from", "2025-02-30"], "2025-02-30 is not a date"),
        (["timeline", "news.jsonl", "--to", "May"], "May is not a date"),
        (
            ["timeline", "news.jsonl", "--from", "2025", "--to", "2024-12"],
            "--from 2025 is after --to 2024-12",
        ),
        (["timeline", "news.jsonl", "--min-confidence", "2"], "--min-confidence"),
        (["timeline", "news.jsonl", "--store", "x.ondit"], "Both paths and --store"),
        (["timeline", "news.jsonl", "--source", "Nobody"], "There is: Quay News, The Ledger."),
        (
            ["timeline", "news.jsonl", "--search", "kind:gossip"],
            "There is no kind “gossip”. kind: takes announcement, rumour or neither.",
        ),
        (["match", "news.jsonl", "--search", "from:May"], "“May” is not a date."),
        (
            ["quotes", "news.jsonl", "--search", "source:nobody"],
            "No outlet here is called “nobody”. There is:",
        ),
        (["timeline", "news.jsonl", "--bogus"], "--bogus"),
        (["timeline"], "nothing to read"),
        (["match", "--search", "x"], "nothing to read"),
        (["add"], "PATH"),
        (["timelin"], "Did you mean `ondit timeline`?"),
        (["--kind", "rumour", "timeline", "news.jsonl"], "Write `ondit timeline …`."),
    ],
)
def test_wrong_usage(run: Run, news: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_strict_ends_at_the_first_bad_input(run: Run, news: Path) -> None:
    result = run("timeline", "nowhere.txt", news, "--strict")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("nowhere.txt")
    assert len(result.stderr.splitlines()) == 1


def test_standard_input(run: Run, news: Path) -> None:
    result = run("timeline", "-", "--format", "jsonl", input=news.read_text())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == run("timeline", news, "--format", "jsonl").stdout


def entries(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_filters_narrow_what_is_listed(run: Run, news: Path) -> None:
    def listed(*words: str, listing: str = "timeline") -> list[dict[str, Any]]:
        return entries(run(listing, news, "--format", "jsonl", *words))

    everything = listed()
    rumours = listed("--kind", "rumour")
    assert rumours
    assert rumours == [entry for entry in everything if entry["kind"] == "rumour"]
    both = listed("--kind", "rumour", "--kind", "announcement")
    assert both == [entry for entry in everything if entry["kind"] != "neither"]
    assert listed("--source", "qUAY news") == [e for e in everything if "Quay News" in e["sources"]]
    assert listed("--search", "hadrian VALVE") == [e for e in everything if "Hadrian" in e["text"]]
    assert listed("--search", "val* “maker hadrian” -zebra") == listed("--search", "hadrian VALVE")
    assert listed("--search", "hadrian valv") == []
    assert listed("--search", "kind:r") == rumours
    assert listed("--search", 'source:"quay news"') == listed("--search", "source:quay")
    assert listed("--search", "source:quay") == listed("--source", "quay news")
    assert listed("--search", "from:2025-03-04 to:2025") == listed("--from", "2025-03-04", "--to", "2025")
    assert [e["published"] for e in listed("--from", "2025-03-04", "--to", "2025")] == ["2025-03-05"] * len(
        [e for e in everything if e["published"] == "2025-03-05"]
    )
    assert listed("--min-confidence", "1") == [e for e in everything if e["confidence"] == 1.0]
    assert {e["article"] for e in listed("--source", "The Ledger", listing="quotes")} == {"ledger"}
    assert {e["article"] for e in listed("--search", "source:ledger", listing="quotes")} == {"ledger"}


def test_a_filter_that_lets_nothing_through_is_told(run: Run, news: Path) -> None:
    result = run("timeline", news, "--search", "zeppelin")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing passes the filters.\n"


def test_a_story_without_anything_to_list_is_told(run: Run, home: Path) -> None:
    (home / "note.txt").write_text("A title\n\nIt rained.\n")
    result = run("match", "note.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "There is nothing to list in what was read.\n"


def test_what_timelinejs_cannot_show_is_told_on_standard_error(run: Run, home: Path) -> None:
    (home / "note.txt").write_text("Works\n\nCorvale is rumoured to close its works in Ostrava.\n")
    result = run("timeline", "note.txt", "--format", "timelinejs")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["events"] == []
    assert "no date and cannot be shown" in result.stderr


def test_a_page_that_changed_is_told_of(run: Run, home: Path) -> None:
    row = {"url": "https://quay.example/pumps", "source": "Quay", "text": "Corvale builds pumps in Ostrava."}
    for text, told in (
        (row["text"], "1 of them new, in"),
        ("Corvale closes.", "0 of them new, 1 changed, in"),
    ):
        (home / "page.jsonl").write_text(json.dumps(row | {"text": text}))
        assert told in run("add", "--store", "pumps.ondit", "page.jsonl").stdout
    found = json.loads(run("timeline", "--store", "pumps.ondit", "--format", "json").stdout)["articles"]
    assert [one["version_of"] for one in found] == [None, found[0]["id"]]


def test_a_store_is_filled_listed_and_opened_again(run: Run, news: Path, home: Path) -> None:
    added = run("add", "--store", "pumps.ondit", news)
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout.startswith("read     ")
    assert "2 articles\n" in added.stdout
    assert "2 articles read, 2 of them new, in pumps.ondit\n" in added.stdout
    assert "2 articles read, 0 of them new" in run("add", news).stdout
    by_name = run("timeline", "--store", "pumps.ondit", "--format", "jsonl")
    assert entries(by_name) == entries(run("timeline", news, "--format", "jsonl"))
    assert run("timeline", "--format", "jsonl").stdout == by_name.stdout
    alone = run()
    assert alone.exit_code == 0
    assert alone.stdout == run("timeline", news).stdout


def test_add_prints_what_was_skipped_and_why(run: Run, news: Path, home: Path) -> None:
    (home / "photo.png").write_bytes(b"\x89PNG\r\n")
    result = run("add", ".")
    assert (result.exit_code, result.stderr) == (0, "")
    read, noted, *_ = result.stdout.splitlines()
    assert read.split() == ["read", "./news.jsonl", "2", "articles"]
    assert noted.startswith("note     ./photo.png   Files of this kind are not read")
    (home / "broken.jsonl").write_text('{"text": "Ibex sells the Volt."}\n{"text"\n')
    result = run("add", ".")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "skipped  ./broken.jsonl:2  The row is not JSON" in result.stdout
    assert list((home.parent / "home").rglob("story.ondit"))


@pytest.fixture
def samples_of_news(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the sample stories be the few articles of the test."""
    monkeypatch.setattr(samples, "folder", lambda: news.parent)


def test_without_anything_to_open_a_hint_says_what_to_try(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert "ondit demo" in result.stdout
    assert "ondit PATH|URL…" in result.stdout


def test_the_demo_is_printed_where_there_is_no_terminal(run: Run, samples_of_news: None) -> None:
    result = run("demo", "--kind", "rumour")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "rum?" in result.stdout
    assert "ANN" not in result.stdout


def test_paths_that_are_called_like_commands(run: Run, news: Path, home: Path) -> None:
    news.rename(home / "quotes")
    for words in (["./quotes"], ["--", "quotes"], ["--kind", "rumour", "quotes"], ["timeline", "quotes"]):
        result = run(*words)
        assert (words, result.exit_code) == (words, 0)
        assert "rum?" in result.stdout


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout == f"ondit {__version__}\n"
    whole = run("--help")
    assert whole.exit_code == 0
    for command in COMMANDS:
        assert f" {command} " in whole.stdout
        page = run(command, "--help")
        assert (command, page.exit_code, page.stderr) == (command, 0, "")
        assert f"Usage: ondit {command}" in page.stdout
    assert "--engine" not in whole.stdout
    paths, timeline = run("articles", "--help"), run("timeline", "--help")
    assert "Usage: ondit [OPTIONS] [PATH|URL]" in paths.stdout
    for option in (
        "--store",
        "--from",
        "--to",
        "--source",
        "--kind",
        "--min-confidence",
        "--search",
        "--strict",
    ):
        assert option in paths.stdout
        assert option in timeline.stdout


def test_text_of_articles_is_neither_markup_nor_a_command_to_the_terminal(run: Run, home: Path) -> None:
    (home / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    for words in (["timeline", "hostile.txt"], ["timeline", "hostile.txt", "--format", "markdown"]):
        result = run(*words)
        assert result.exit_code == 0
        assert "bold" in result.stdout
        assert not set(result.stdout) & {"\x1b", "\u202e"}
    assert "[/bold]" in run("timeline", "hostile.txt").stdout


def test_interrupted(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> Story:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupt)
    result = run("timeline", news)
    assert (result.exit_code, result.output) == (130, "")


def test_a_reader_that_closes_the_pipe_is_no_error(news: Path) -> None:
    row = ROWS[0] | {"text": ROWS[0]["text"] + ("\n\n" + "x" * 1_000) * 200}
    news.write_text(json.dumps(row) + "\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "ondit_tui", "timeline", str(news), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    with process, process.stdout, process.stderr:
        assert process.stdout.read(9) == b'{"ondit":'
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full to write to")
def test_a_full_disk_is_told(news: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ondit_tui", "timeline", str(news)],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "The output cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the stream")
def test_a_closed_output_is_no_error(news: Path) -> None:
    shell = ["sh", "-c", '"$0" -m ondit_tui timeline "$1" >&-', sys.executable, str(news)]
    done = subprocess.run(shell, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_is_utf8_whatever_the_locale(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = ondit("quotes", str(news), "--format", "markdown")
    assert done.returncode == 0
    assert "“This works will give" in done.stdout


def test_what_is_not_needed_is_not_imported(news: Path) -> None:
    asked = [
        (["--version"], {"textual", "rich", "ondit.pipeline", "numpy"}),
        (["timeline", "news.jsonl", "--format", "json"], {"textual", "rich"}),
        (["timeline", "news.jsonl"], {"textual"}),
        (["news.jsonl"], {"textual"}),
    ]
    code = (
        "import sys\nfrom ondit_tui.cli import main\n"
        f"for words, absent in {asked!r}:\n"
        "    sys.argv = ['ondit', *words]\n"
        "    try:\n        main()\n    except SystemExit as end:\n        assert not end.code\n"
        "    assert not absent & set(sys.modules), (words, absent & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


class Opened:
    """Stands for the dashboard, and keeps what it was opened with."""

    def __init__(self) -> None:
        self.views: list[StoryView] = []
        self.wanted: list[Filter] = []
        self.titles: list[str] = []

    def __call__(self, load: Load, title: str, wanted: Choose, marks: object = None) -> int:
        view = load(lambda _: None, lambda: False, lambda _: None)
        self.views.append(view)
        self.wanted.append(wanted(view))
        self.titles.append(title)
        return 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    dashboard = Opened()
    monkeypatch.setattr(opening, "possible", lambda: True)
    monkeypatch.setattr(opening, "dashboard", dashboard)
    return dashboard


def test_on_a_terminal_the_dashboard_is_opened_on_what_was_asked(
    run: Run, news: Path, samples_of_news: None, opened: Opened
) -> None:
    result = run(news, "--kind", "rumour")
    assert (result.exit_code, result.output) == (0, "")
    assert opened.titles == ["news.jsonl"]
    assert opened.wanted == [Filter(kinds=frozenset({"rumour"}))]
    run("demo")
    run("add", news)
    run()
    run("-", input=news.read_text())
    assert opened.titles[1:] == ["sample stories", "story.ondit", "standard input"]
    assert [view.tally.articles for view in opened.views[2:]] == [2, 2]


def test_a_path_that_is_not_there_opens_no_dashboard(run: Run, opened: Opened) -> None:
    result = run("nowhere.txt")
    assert (result.exit_code, opened.titles) == (3, [])
    assert result.stderr.startswith("nowhere.txt: ")
