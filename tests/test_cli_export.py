"""The command that exports: what it writes where, what it refuses, and how it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import get_args

import pytest

from command_line import Run
from ondit.export import EXCERPT_FORMATS, EXPORT_FORMATS, SUFFIXES, format_of_name
from ondit_tui.export_command import ExportFormat
from ondit_tui.regional import date_locale


def rows(place: Path) -> list[dict[str, str]]:
    with place.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_format_can_be_asked_for() -> None:
    assert get_args(ExportFormat) == EXPORT_FORMATS == tuple(SUFFIXES)
    for form, end in SUFFIXES.items():
        assert format_of_name(f"Quotes{end.upper()}") == form
    assert format_of_name("quotes") is None


@pytest.mark.parametrize("form", EXCERPT_FORMATS)
def test_the_format_is_as_the_name_ends_or_as_it_is_said(run: Run, news: Path, home: Path, form: str) -> None:
    place = home / f"a{SUFFIXES[form]}"
    result = run("export", news, place)
    assert result.exit_code == 0, result.stderr
    assert f"excerpts as {form} to {place}." in result.stderr
    assert result.stdout == ""
    assert run("export", news, "-", "--format", form).stdout.encode() == place.read_bytes()


def test_a_case_file_is_written_whole_of_what_passes(run: Run, news: Path, home: Path) -> None:
    place = home / "a.case.html"
    result = run("export", news, place)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert f"Wrote a case file to {place}." in result.stderr
    page = place.read_text(encoding="utf-8")
    assert "<title>Case file: news.jsonl</title>" in page
    assert "<dt>Which part</dt><dd>all of it</dd>" in page
    again = run("export", news, place)
    assert again.exit_code == 3
    assert "already" in again.stderr
    few = run("export", news, "-", "--format", "casefile", "--kind", "rumour")
    assert few.exit_code == 0
    assert "only kinds: rumour" in few.stdout
    assert 0 < few.stdout.count('class="item claim"') < page.count('class="item claim"')


def test_only_what_passes_the_filters_is_written(run: Run, news: Path, home: Path) -> None:
    assert run("export", news, "all.csv").exit_code == 0
    assert run("export", news, "few.csv", "--kind", "rumour").exit_code == 0
    everything, few = rows(home / "all.csv"), rows(home / "few.csv")
    assert 0 < len(few) < len(everything)
    assert all(row in everything for row in few)


def test_a_file_that_is_there_is_left_unless_forced(run: Run, news: Path, home: Path) -> None:
    place = home / "a.csv"
    place.write_text("mine")
    result = run("export", news, place)
    assert result.exit_code == 3
    assert "already" in result.stderr
    assert "--force" in result.stderr
    assert place.read_text() == "mine"
    assert run("export", news, place, "--force").exit_code == 0
    assert len(rows(place)) > 1


def test_a_store_is_exported_without_naming_it_again(run: Run, news: Path, home: Path) -> None:
    assert run("add", "--store", "s.ondit", news).exit_code == 0
    assert run("export", "of-store.csv").exit_code == 0
    assert run("export", news, "of-paths.csv").exit_code == 0
    assert (home / "of-store.csv").read_bytes() == (home / "of-paths.csv").read_bytes()


def test_what_makes_no_sense_is_told(run: Run, news: Path, home: Path) -> None:
    for words, code, told in (
        (("export", news, "a.doc"), 2, "--format"),
        (("export", news, "-"), 2, "--format"),
        (("export", news, "a.csv", "--format", "word"), 2, "no format"),
        (("export", news, "no/a.csv"), 3, "no folder"),
        (("export", "gone.jsonl", "a.csv"), 3, "gone.jsonl"),
        (("export", news, "a.csv", "--source", "Nobody"), 2, "Nobody"),
    ):
        result = run(*words)
        assert (result.exit_code, told in result.stderr) == (code, True), result.stderr
    assert not (home / "a.csv").exists()


def test_what_could_not_be_read_is_told_and_the_rest_written(run: Run, news: Path, home: Path) -> None:
    result = run("export", news, "gone.jsonl", "a.json")
    assert result.exit_code == 1
    assert "gone.jsonl" in result.stderr
    assert json.loads((home / "a.json").read_text())["excerpts"]


def test_dates_are_written_as_the_environment_says(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_TIME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "March 3, 2025" in run("export", news, "-", "--format", "text").stdout
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "3 March 2025" in run("export", news, "-", "--format", "text").stdout


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "de_DE.UTF-8@euro"}, "de_DE"),
        ({"LC_TIME": "en_GB", "LANG": "de_DE"}, "en_GB"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE"}, None),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de_DE"),
    ],
)
def test_the_first_locale_that_is_set_counts(environ: dict[str, str], locale: str | None) -> None:
    assert date_locale(environ) == locale
