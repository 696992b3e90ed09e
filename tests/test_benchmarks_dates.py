"""The benchmark of dates: that it reads TimeML and counts as the scorer of TempEval-3 does."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ondit.model import TimeExpression

PATH = Path(__file__).parents[1] / "benchmarks" / "dates.py"
_spec = importlib.util.spec_from_file_location("benchmarks_dates", PATH)
assert _spec
assert _spec.loader
benchmark = importlib.util.module_from_spec(_spec)
sys.modules["benchmarks_dates"] = benchmark
_spec.loader.exec_module(benchmark)

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="TIME" value="2025-09-03T09:30">now</TIMEX3></DCT>
<TEXT>Brindlow &amp; Co <EVENT eid="e1">said</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2025-09-01">Monday</TIMEX3> that it <TIMEX3 tid="t2" value="P1Y" />sold
lamps
<TIMEX3 tid="t3" type="DATE" value="2023">last year</TIMEX3>, at
<TIMEX3 tid="t4" type="TIME" value="T09:30:00Z">9:30 a.m.</TIMEX3> of
<TIMEX3 tid="t5" type="DATE" value="PAST_REF">old</TIMEX3> and 2016.</TEXT></TimeML>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_a_document_has_its_text_date_and_expressions(folder: Path) -> None:
    document = benchmark.read(folder / "one.tml")
    assert document.reference == date(2025, 9, 3)
    assert document.text.startswith("Brindlow & Co said on\nMonday that it sold")
    assert [document.text[one.start : one.end] for one in document.gold] == [
        "Monday",
        "last year",
        "9:30 a.m.",
        "old",
    ]


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text("<TimeML></TimeML>", encoding="utf-8")
    with pytest.raises(SystemExit, match="TEXT"):
        benchmark.read(tmp_path / "one.tml")


def test_values_count_where_spans_overlap(folder: Path) -> None:
    document = benchmark.read(folder / "one.tml")
    counts, errors = benchmark.count([document])
    assert counts["gold"] == 4
    assert counts["found"] == 4
    assert (counts["relaxed"], counts["strict"], counts["type"]) == (3, 3, 3)
    assert (counts["value"], counts["alike"]) == (1, 2)
    assert sorted(error.what for error in errors) == ["missed", "spurious", "value", "value"]


def test_each_expression_is_paired_once() -> None:
    gold = [TimeExpression(0, 10), TimeExpression(12, 20)]
    found = [TimeExpression(0, 4), TimeExpression(5, 14), TimeExpression(30, 34)]
    pairs = benchmark.pair(gold, found)
    assert pairs == [(gold[0], found[1]), (gold[1], None), (None, found[0]), (None, found[2])]


def test_figures_are_those_of_the_scorer() -> None:
    counts = Counter(gold=10, found=8, relaxed=6, strict=4, value=3, alike=4, type=6)
    told = benchmark.figures(counts)
    assert told["strict F1"] == pytest.approx(4 / 9)
    assert told["relaxed P"] == pytest.approx(6 / 8)
    assert told["relaxed R"] == pytest.approx(6 / 10)
    assert told["relaxed F1"] == pytest.approx(12 / 18)
    assert told["value F1"] == pytest.approx(12 / 18 * 3 / 6)
    assert told["value F1, written alike"] == pytest.approx(12 / 18 * 4 / 6)
    assert told["type F1"] == pytest.approx(12 / 18)
    assert set(benchmark.figures(Counter()).values()) == {0.0}


def test_errors_are_grouped_by_their_shape() -> None:
    assert benchmark.mask("Two  weeks ago") == "# weeks ago"
    assert benchmark.mask("Sept. 27, 1989") == "<month> 99, 9999"
    errors = [
        benchmark.Error("value", words, "", "1", "2") for words in ("two weeks", "three weeks", "Monday")
    ]
    assert list(benchmark.groups(errors, 1)) == ["    2  value: # weeks  (1 told 2)"]


def test_the_table_is_printed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys, "argv", ["dates.py", str(folder), "--errors", "--list", "missed"])
    benchmark.main()
    printed = capsys.readouterr().out
    assert "1 texts, 4 expressions, 4 found" in printed
    assert "characters a second" in printed
    assert "missed   [old] PAST_REF told - | one.tml 2025-09-03" in printed


def test_an_empty_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dates.py", str(tmp_path)])
    with pytest.raises(SystemExit, match=r"No \.tml file"):
        benchmark.main()
