"""The benchmark of quotes: that it reads an annotation, derives its quotes and judges speakers rightly."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ondit.model import Quote

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TEXT = "Dana Orr said, “We sail.” She called it “a gift”.\nKelvo ranked “Smart Yard” first.\n"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_benchmark", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


sys.path.insert(0, str(BENCHMARKS))
polnear = load("polnear")
bench = load("quotes")


def row(key: str, kind: str, words: str) -> str:
    start = TEXT.index(words)
    return f"{key}\t{kind} {start} {start + len(words)}\t{words}"


ANNOTATION = "\n".join(
    [
        row("T1", "Source", "Dana Orr"), row("T2", "Cue", "said"), row("T3", "Content", "“We sail.”"),
        row("T4", "Source", "She"), row("T5", "Cue", "called"), row("T6", "Content", "a gift"),
        row("T7", "Source", "Kelvo"), row("T8", "Cue", "ranked"), row("T9", "Content", "“Smart Yard”"),
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        "E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6",
        "E3\tAttribution:T8 Source:T7 Cue:T8 Content:T9 Content2:T99",
    ]
)  # fmt: skip


@pytest.fixture
def part(tmp_path: Path) -> Path:
    for folder, name, content in (("text", "one.txt", TEXT), ("attributions", "one_ab1.ann", ANNOTATION)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(content.encode())
    return tmp_path


def test_quotes_are_derived_from_contents(part: Path) -> None:
    [(text, attributions)] = polnear.annotated(part)
    runs = polnear.runs(text, attributions)
    assert [(text[run.start : run.end], run.said.who(text)) for run in runs] == [
        ("We sail.", "Dana Orr"), ("a gift", "She"), ("Smart Yard", "Kelvo"),
    ]  # fmt: skip


def test_a_run_that_is_not_closed_goes_on_to_the_next_mark() -> None:
    text = "Orr: “We sail. We stay.” Rain."
    said = polnear.Said(((0, 3),), ((3, 4),), ((5, 14),))
    assert [text[run.start : run.end] for run in polnear.runs(text, [said])] == ["We sail. We stay."]


@pytest.mark.parametrize(
    ("source", "head", "is_name"),
    [
        ("Kelvo CEO Dana Orr, who left", "orr", True),
        ("Dana Orr Jr.", "orr", True),
        ("a spokesman for Kelvo", "spokesman", False),
        ("Orr’s plan", "plan", False),
        ("She", "she", False),
    ],
)
def test_the_head_of_a_source(source: str, head: str, is_name: bool) -> None:
    assert bench.head(source) == (head, is_name)


def test_speakers_are_judged_by_kind() -> None:
    quote = Quote(0, 1, speaker="Dana Orr", role="spokesman of Kelvo")
    assert bench.judge("Ms. Orr", quote, []) == ("names", True)
    assert bench.judge("Per Holm", quote, []) == ("names", False)
    assert bench.judge("she", quote, ["holm", "orr"]) == ("pronouns (stand-in)", True)
    assert bench.judge("she", quote, ["orr", "holm"]) == ("pronouns (stand-in)", False)
    assert bench.judge("the spokesman", quote, []) == ("roles and groups", True)
    assert bench.judge("the paper", quote, []) == ("roles and groups", False)


def test_figures_and_errors(part: Path) -> None:
    tally = bench.Tally()
    for text, attributions in polnear.annotated(part):
        bench.measure(text, attributions, tally)
    assert (tally.right["found"], tally.of["found"]) == (2, 3)
    assert tally.right["speakers: names"] == tally.of["speakers: names"] == 1
    assert tally.right["speakers: pronouns (stand-in)"] == 1
    assert len(tally.errors["found"]) == 1
    assert "Smart Yard" in tally.errors["found"][0]


def test_the_command_prints_figures_and_errors(
    part: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["quotes.py", str(part), "--errors", "found"])
    bench.main()
    out = capsys.readouterr().out
    assert "found                                       0.667 of 3" in out
    assert "characters a second" in out
    assert "⟦Smart Yard⟧" in out
