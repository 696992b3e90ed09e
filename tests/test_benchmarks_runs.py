"""Benchmarks of claims, readings, searches and stores: they measure what they are asked to, and tell it."""

from __future__ import annotations

from benchmark_runs import Measured

MERGER = "sample_data/meridian-merger"


def test_claims_are_measured_for_each_number_of_articles(measured: Measured) -> None:
    few, all_of_them = measured("claims", MERGER, "--articles", "3", "10")
    assert few.startswith("3 articles, ")
    assert all_of_them.startswith("10 articles, ")


def test_every_reading_is_measured(measured: Measured) -> None:
    first, *rows = measured("readings", MERGER)
    assert first.startswith("10 articles, ")
    assert [row.split()[0] for row in rows] == ["sentences", "quotes", "dates", "labels", "timeline"]


def test_searches_by_index_and_in_memory_are_measured(measured: Measured) -> None:
    size, index, memory = measured("search", MERGER)
    assert size.startswith("10 articles, index of ")
    assert index.startswith("index, first 200: median ")
    assert memory.startswith("memory, ")
    assert "95th percentile" in index
    assert "95th percentile" in memory


def test_a_store_of_each_number_of_articles_is_measured(measured: Measured) -> None:
    (line,) = measured("store", "sample_data", "--articles", "12")
    assert line.startswith("12 articles: added ")
    assert "times the text" in line


def test_the_tables_of_a_store_take_what_its_file_does(measured: Measured) -> None:
    made, what, whole, *tables = measured("size", "sample_data", "--articles", "8")
    assert " sentences, made in " in made
    assert what.startswith("8 articles, ")
    shares = [float(line.rpartition(": ")[2]) for line in tables]
    assert abs(sum(shares) - float(whole.partition(" ")[0])) < 0.02
    assert tables[-1].startswith("  others, ")


def test_of_a_few_articles_no_pair_is_left_out(measured: Measured) -> None:
    (line,) = measured("thinning", "sample_data", "--articles", "8")
    told, of, every = line.partition(": ")[2].split()[:3]
    assert (told, of) == (every, "of")
    assert " 0 are not told with the others any more" in line


def test_pairs_are_counted_without_their_story(measured: Measured) -> None:
    (line,) = measured("pairs", "sample_data", "--articles", "8")
    assert line.startswith("8 articles, ")
    assert " pairs are told, " in line
    assert line.endswith(" of the text")
