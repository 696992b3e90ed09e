"""The matching benchmark: that it loads, verifies, judges and tells rightly."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz

from ondit.matching import normalise

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import alignments  # noqa: E402
import corpus  # noqa: E402
import matching  # noqa: E402
import oracle  # noqa: E402
import pairing  # noqa: E402
import report  # noqa: E402
import rivals  # noqa: E402

pytestmark = [
    pytest.mark.xdist_group("compiled"),
    pytest.mark.skipif(
        not Path("/proc/self/clear_refs").exists(), reason="the benchmark measures memory as Linux tells it"
    ),
]

SYLLABLES = ("ba", "cor", "dil"), ("ma", "no", "ter", "vi"), ("lan", "sk", "und", "ey"), ("", "a", "im", "os")
WORDS = ["".join(parts) for parts in product(*SYLLABLES)]
NAMES = "Brackwater Kelmsford Ostrand Vellacott Tarnley Quillon".split()


def invented(count: int, seed: int = 7) -> list[str]:
    """Sentences of random words; every third repeats one before it, edited a little or not at all."""
    pick = random.Random(seed)  # noqa: S311
    texts: list[str] = []
    while len(texts) < count:
        if len(texts) % 3 == 2:
            words = texts[pick.randrange(len(texts))].rstrip(".").split()
            words[pick.randrange(1, len(words))] = pick.choice([*WORDS, "", words[-1]])
            texts.append(" ".join(filter(None, words)) + ".")
        else:
            words = pick.sample(WORDS, pick.randint(6, 12))
            texts.append(f"{pick.choice(NAMES)} said the {' '.join(words)}.")
    return texts


def by_hand(texts: list[str], cutoff: float = 80) -> set[tuple[int, int]]:
    folded = [normalise(text) for text in texts]
    return {
        (i, j) for i, j in combinations(range(len(texts)), 2) if fuzz.ratio(folded[i], folded[j]) >= cutoff
    }


def as_set(pairs: np.ndarray) -> set[tuple[int, int]]:
    found = [(int(left), int(right)) for left, right in pairs]
    assert len(found) == len(set(found))
    return set(found)


def wordings_by_hand(texts: list[str]) -> tuple[list[str], set[tuple[int, int]]]:
    wordings, _ = pairing.collapse(texts)
    return wordings, by_hand(wordings)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [f"{number // 4}\t2031-05-0{number % 9 + 1}\t{text}\n" for number, text in enumerate(invented(90))]
    rows.insert(3, "0\t2031-05-01\t* * *\n")
    source = tmp_path / "rows.tsv"
    source.write_text("".join(rows), encoding="utf-8")
    return source


class TestCorpus:
    def test_a_table_gives_its_sentences_and_no_wordless_ones(self, table: Path, tmp_path: Path) -> None:
        ready = corpus.prepare(table, [10, 50], tmp_path)
        assert list(ready.fingerprints) == [10, 50]
        assert corpus.load(ready.lines, 10) == invented(90)[:10]
        assert corpus.load(ready.lines, 50) == invented(90)[:50]

    def test_a_size_beyond_the_end_becomes_the_number_of_texts(self, table: Path, tmp_path: Path) -> None:
        ready = corpus.prepare(table, [20, 500, 1_000], tmp_path)
        assert list(ready.fingerprints) == [20, 90]

    def test_what_ondit_reads_is_split_into_sentences(self, tmp_path: Path) -> None:
        (tmp_path / "news").mkdir()
        text = "The Tarnley works will close.  Its owner,\nOstrand, agreed. Nobody was asked."
        (tmp_path / "news" / "one.txt").write_text(text, encoding="utf-8")
        assert list(corpus.comparable(corpus.texts(tmp_path / "news"))) == [
            "The Tarnley works will close.",
            "Its owner, Ostrand, agreed.",
            "Nobody was asked.",
        ]

    def test_fingerprints_follow_the_texts(self, table: Path, tmp_path: Path) -> None:
        first = corpus.prepare(table, [10, 50], tmp_path).fingerprints
        table.write_text(
            table.read_text(encoding="utf-8").replace(invented(90)[30], "Other."), encoding="utf-8"
        )
        second = corpus.prepare(table, [10, 50], tmp_path).fingerprints
        assert first[10] == second[10]
        assert first[50] != second[50]

    def test_nothing_to_measure_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
        with pytest.raises(ValueError, match=r"empty\.tsv holds no sentence"):
            corpus.prepare(tmp_path / "empty.tsv", [10], tmp_path)


class TestVerification:
    def test_candidates_at_the_cutoff_stay_and_others_go(self) -> None:
        wordings, there = wordings_by_hand(invented(120))
        every = np.array(list(combinations(range(len(wordings)), 2)))
        assert as_set(pairing.verify(wordings, every)) == there
        assert len(pairing.verify(wordings, np.empty((0, 2), dtype=np.int64))) == 0

    def test_just_at_the_cutoff(self) -> None:
        wordings = ["abcde", "abcdx", "abcxy"]
        every = np.array([(0, 1), (0, 2), (1, 2)])
        assert as_set(pairing.verify(wordings, every)) == {(0, 1), (1, 2)} == by_hand(wordings)

    def test_pairs_spread_over_the_rows_of_their_wordings(self) -> None:
        texts = ["One.", "two", "one", "Three", "ONE!", "two."]
        wordings, of_text = pairing.collapse(texts)
        assert wordings == ["one", "two", "three"]
        equal = {(0, 2), (0, 4), (2, 4), (1, 5)}
        assert as_set(pairing.expand(np.empty((0, 2), dtype=np.int64), of_text)) == equal
        spread = pairing.expand(np.array([(1, 2), (0, 1)]), of_text)
        crossed = {(0, 1), (1, 2), (1, 4), (0, 5), (2, 5), (4, 5)}
        assert as_set(spread) == equal | crossed | {(1, 3), (3, 5)}


@pytest.mark.parametrize("name", [name for name in rivals.ENGINES if name != rivals.CONTAINMENT])
def test_every_engine_finds_what_is_there_and_nothing_else(name: str) -> None:
    engine = rivals.ENGINES[name]
    pytest.importorskip(engine.package, reason=f"{engine.package} is not installed")
    texts = invented(240)
    there = by_hand(texts)
    found = as_set(engine.find(texts))
    assert found <= there
    if name in {"ondit", "cdist"}:
        assert found == there
    else:
        assert len(found) > len(there) / 2


@pytest.mark.parametrize("name", list(rivals.ENGINES))
def test_every_engine_bears_a_single_text_and_shortest_ones(name: str) -> None:
    engine = rivals.ENGINES[name]
    pytest.importorskip(engine.package, reason=f"{engine.package} is not installed")
    assert len(engine.find(["Alone."])) == 0
    assert as_set(engine.find(["a", "b", "a", "No match here."])) <= {(0, 2)}


def test_shingles() -> None:
    assert rivals.shingles("one two three", "words") == ["one", "two", "three"]
    assert rivals.shingles("one two three", "pairs") == ["one two", "two three"]
    assert rivals.shingles("one", "pairs") == ["one"]
    assert rivals.shingles("abcde", "chars4") == ["abcd", "bcde"]
    assert rivals.shingles("ab", "chars4") == ["ab"]


def test_engines_are_chosen_by_name_or_by_its_beginning() -> None:
    assert rivals.chosen(["cdist", "datasketch", "cdist"], containment=False) == [
        "cdist",
        "datasketch words",
        "datasketch chars4",
    ]
    assert rivals.chosen(["ondit"], containment=True) == ["ondit", "ondit contained"]
    with pytest.raises(ValueError, match="no engine is called 'dist'"):
        rivals.chosen(["dist"], containment=False)


class TestOracle:
    def test_all_pairs_are_those_found_by_hand(self) -> None:
        wordings, there = wordings_by_hand(invented(200))
        truth = oracle.alike(wordings)
        assert as_set(truth.pairs) == there
        assert not truth.sampled

    def test_a_sample_holds_every_pair_of_the_wordings_asked(self) -> None:
        wordings, there = wordings_by_hand(invented(200))
        truth = oracle.alike(wordings, 60)
        asked = set(np.random.default_rng(oracle.SEED).choice(len(wordings), size=60, replace=False).tolist())
        either_way = {(i, j) for pair in there for i, j in (pair, pair[::-1]) if i in asked}
        assert as_set(truth.pairs) == either_way
        assert truth.sampled

    def test_recall_of_all_pairs_is_exact(self) -> None:
        truth = oracle.Truth(np.array([(0, 1), (0, 2), (3, 4), (5, 9)]), np.ones(4), sampled=False)
        found = np.array([(0, 1), (3, 4), (7, 8)])
        assert oracle.recall(truth, found) == oracle.Recall(0.5, 0.5, 0.5, 4)
        assert oracle.wrong(truth, found) == 1

    def test_nothing_to_find(self) -> None:
        truth = oracle.Truth(np.empty((0, 2), dtype=np.int64), np.ones(0), sampled=False)
        assert oracle.recall(truth, np.empty((0, 2), dtype=np.int32)) == oracle.Recall(None, None, None, 0)

    def test_the_interval_counts_asked_wordings_where_nothing_varies(self) -> None:
        pairs = np.array([(asked, asked + 1_000 + partner) for asked in range(10) for partner in range(50)])
        got = oracle.recall(oracle.Truth(pairs, np.ones(500), sampled=True), pairs.astype(np.int32))
        assert got.value == 1
        assert got.low == pytest.approx(10 / (10 + 1.959964**2))
        assert got.high == pytest.approx(1)

    def test_pairs_that_are_missed_together_widen_the_interval(self) -> None:
        pairs = np.array(
            [(asked, 1_000 + 10 * asked + partner) for asked in range(100) for partner in range(10)]
        )
        truth = oracle.Truth(pairs, np.ones(1_000), sampled=True)
        scattered = oracle.recall(truth, pairs[pairs[:, 1] % 10 != 0])
        together = oracle.recall(truth, pairs[pairs[:, 0] % 10 != 0])
        assert scattered.value == together.value == 0.9
        assert scattered.low is not None
        assert together.low is not None
        assert scattered.low > 0.87
        assert together.low < 0.84

    def test_the_interval_holds_the_recall_of_all_pairs(self) -> None:
        wordings, _ = wordings_by_hand(invented(900, seed=11))
        truth = oracle.alike(wordings)
        found = truth.pairs[np.random.default_rng(3).random(len(truth.pairs)) < 0.7]
        whole = oracle.recall(truth, found)
        part = oracle.recall(oracle.alike(wordings, 300), found)
        assert whole.value is not None
        assert part.low is not None
        assert part.high is not None
        assert part.low < whole.value < part.high

    def test_wrong_pairs_of_asked_wordings_are_counted(self) -> None:
        truth = oracle.Truth(np.array([(4, 1), (4, 7)]), np.ones(2), sampled=True)
        assert oracle.wrong(truth, np.array([(1, 4), (4, 8), (2, 3)])) == 1

    def test_what_was_found_is_kept(self, tmp_path: Path) -> None:
        made = oracle.Truth(np.array([(4, 1)]), np.array([0.25]), sampled=True)
        oracle.cached(tmp_path / "kept", "name", lambda: made)
        again = oracle.cached(tmp_path / "kept", "name", lambda: pytest.fail("made twice"))
        assert again.pairs.tolist() == [[4, 1]]
        assert again.shares.tolist() == [0.25]
        assert again.sampled

    def test_names_differ_with_texts_and_settings(self) -> None:
        names = [("a", "whole", 5), ("b", "whole", 5), ("a", "runs", 5), ("a", "whole", 6)]
        assert len({oracle.name_of(*name) for name in names}) == 4


class TestAlignments:
    RUN = "the harbour board of tarnley will not pay for the new railway bridge"

    def pairs(self, *texts: str) -> tuple[set[tuple[int, int]], list[float]]:
        wordings = [normalise(text) for text in texts]
        found, shares = alignments.sharing_a_run(wordings, np.arange(1))
        return as_set(found), shares.tolist()

    def test_a_run_inside_a_longer_sentence(self) -> None:
        longer = f"ms quillon whose term ends in autumn told reporters {self.RUN} or any other works"
        found, shares = self.pairs(self.RUN, longer, "nothing of the kind was said in the whole long meeting")
        assert found == {(0, 1)}
        assert shares == [1.0]

    def test_a_run_over_a_word_left_out(self) -> None:
        found, _ = self.pairs(self.RUN, "the harbour board of tarnley will not pay for the railway bridge")
        assert found == {(0, 1)}

    def test_a_run_that_is_part_of_both(self) -> None:
        one = f"quillon expected otherwise but {self.RUN} which dismayed everybody present"
        other = f"yesterday evening under pressure vellacott conceded {self.RUN} before autumn comes around"
        found, shares = self.pairs(one, other)
        assert found == {(0, 1)}
        whole = sum(len(word) + 1 for word in one.split())
        assert shares == [pytest.approx(sum(len(word) + 1 for word in self.RUN.split()) / whole)]

    def test_seven_words_are_too_few(self) -> None:
        short = " ".join(self.RUN.split()[:7])
        assert self.pairs(f"{short} quillon insisted", f"{short} ostrand denied")[0] == set()

    def test_other_figures_are_another_content(self) -> None:
        one, other = (f"the board will pay {sum_} crowns for the new bridge at tarnley" for sum_ in (20, 90))
        assert self.pairs(one, one + " today")[0] == {(0, 1)}
        assert self.pairs(one, other)[0] == set()


def result(engine: str = "ondit", size: int = 1_000, **figures: object) -> report.Result:
    return replace(report.Result("rows.tsv", engine, size), **figures)  # type: ignore[arg-type]


class TestReport:
    def test_growth_is_the_slope_of_the_logs(self) -> None:
        rows = [result(size=size, wall=3e-9 * size**1.7) for size in (1_000, 5_000, 40_000)]
        assert report.growth(rows) == pytest.approx(1.7)
        over = result(size=100_000, reason="over the limit (600 s)")
        assert report.growth([*rows, over]) == pytest.approx(1.7)
        assert report.growth([rows[0], over]) is None

    def test_recall_is_rounded_outwards(self) -> None:
        assert report.shown(oracle.Recall(0.99999, 0.99999, 0.99999, 10**6)) == "0.9999"
        assert report.shown(oracle.Recall(1.0, 1.0, 1.0, 5)) == "1.0000"
        assert report.shown(oracle.Recall(0.98765, 0.97654, 0.99321, 5)) == "0.9876 (0.9765 to 0.9933)"
        assert report.shown(oracle.Recall(None, None, None, 0)) == "nothing to find"

    def test_a_table_has_a_row_a_run(self) -> None:
        known = oracle.Recall(0.5, 0.5, 0.5, 8)
        rows = [
            result(size=1_000, wall=1.0, cpu=1.5, peak_mb=80.4, pairs=4, recall=known),
            result(size=10_000, wall=100.0, cpu=150.0, peak_mb=1_080.0, pairs=40_000, recall=known, wrong=2),
            result("rensa words", size=1_000, reason="over the limit (600 s)"),
        ]
        lines = report.tables(rows).splitlines()
        assert lines[0] == "### rows.tsv"
        assert lines[4:7] == [
            "| ondit | 1,000 | 1.00 | 1.50 | 80 | 4 | 0.5000 |  |",
            "| ondit | 10,000 | 100.00 | 150.00 | 1,080 | 40,000 | 0.5000; 2 wrong | n^2.00 |",
            "| rensa words | 1,000 | over the limit (600 s) |  |  |  |  |  |",
        ]
        assert {line.count("|") for line in lines[2:7]} == {9}

    def test_json_holds_everything(self) -> None:
        written = json.loads(report.as_json([result(recall=oracle.Recall(0.5, 0.4, 0.6, 8))]))
        assert written["results"][0]["recall"] == {"value": 0.5, "low": 0.4, "high": 0.6, "pairs": 8}
        assert written["machine"]["python"]


class TestWhole:
    def test_the_command_measures_and_tells(self, table: Path, tmp_path: Path) -> None:
        command = [sys.executable, str(BENCHMARKS / "matching.py"), str(table), "--sizes", "1000"]
        options = ["--engines", "ondit,cdist", "--contained", "--json", str(tmp_path / "results.json")]
        done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
        results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["results"]
        assert [(row["engine"], row["size"]) for row in results] == [
            (engine, 90) for engine in ("ondit", "cdist", "ondit contained")
        ]
        there = by_hand(invented(90))
        for row in results[:2]:
            assert row["row_pairs"] == len(there)
            assert row["recall"]["value"] == 1
            assert row["wrong"] == 0
            assert row["wall"] > 0
            assert row["peak_mb"] >= row["texts_mb"]
        assert "| cdist | 90 |" in done.stdout

    def test_too_long_is_said_and_larger_sizes_are_not_tried(self, tmp_path: Path) -> None:
        source = tmp_path / "rows.tsv"
        rows = (f"1\t2031\t{text}\n" for text in invented(1_500))
        source.write_text("".join(rows), encoding="utf-8")
        plan = matching.Plan(["cdist"], [1_000, 1_500], 10, 0.001, 100_000, None, tmp_path)
        assert [row.reason for row in matching.measured(plan, source)] == [
            "over the limit (0 s)",
            "over the limit (0 s) at a smaller size",
        ]

    def test_too_much_memory_is_said(self, table: Path, tmp_path: Path) -> None:
        plan = matching.Plan(["cdist"], [40], 10, 60, 1, None, tmp_path)
        assert [row.reason for row in matching.measured(plan, table)] == ["over the limit (1 MB)"]

    def test_a_missing_package_is_said(
        self, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        away = replace(rivals.ENGINES["cdist"], package="not_a_package_of_anyone")
        monkeypatch.setitem(rivals.ENGINES, "cdist", away)
        plan = matching.Plan(["cdist"], [40], 10, 60, 10_000, None, tmp_path)
        (row,) = matching.measured(plan, table)
        assert row.reason == "not run: not_a_package_of_anyone is not installed"

    def test_an_unknown_engine_ends_it_with_a_sentence(
        self, table: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["matching.py", str(table), "--engines", "soundex"])
        said = "error: no engine is called 'soundex'; choose from ondit, cdist"
        with pytest.raises(SystemExit, match=said):
            matching.main()
