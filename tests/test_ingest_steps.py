"""Inputs one behind another: their order, what they list, what they only sum up, and leaving off."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ondit import ingest
from ondit.errors import InputError
from ondit.ingest import Reach, leaving
from ondit.ingest.crew import Crew
from ondit.ingest.drafts import Draft
from ondit.ingest.inputs import Input, expand
from ondit.ingest.reach import Fetch
from ondit.ingest.steps import AHEAD, Step, steps
from ondit.model import Problem

SITE = "https://harbour.example"
SENTENCES = (
    "The harbour board of Ostrel opened the new dock on Monday, two years behind its plan.",
    "“We have waited for this day,” said Mara Lind, who runs the pilots’ office, and so had the crews.",
    "A first ferry with forty passengers left at noon; the second one is due before the week ends.",
)
LONG = "\n\n".join(SENTENCES)


@dataclass(frozen=True)
class Page:
    url: str
    data: bytes
    media_type: str = "text/html"
    charset: str | None = "utf-8"
    accessed: str | None = None


def html(*sentences: str, title: str = "Ostrel opens its dock", head: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in sentences)
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


def rss(*items: tuple[str, str]) -> str:
    listed = "".join(
        f"<item><title>Dock {name}</title><link>{SITE}/{name}</link><description>{text}</description>"
        "<pubDate>Mon, 05 May 2025 10:00:00 GMT</pubDate></item>"
        for name, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{listed}</channel></rss>'


def opml(*urls: str) -> str:
    listed = "".join(f'<outline type="rss" text="x" xmlUrl="{url}"/>' for url in urls)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{listed}</body></opml>'


def site(pages: dict[str, str], asked: list[str] | None = None) -> Fetch:
    """Return what fetches pages by their paths, and notes what was asked for."""

    def fetch(url: str) -> Page:
        path = url.removeprefix(f"{SITE}/")
        if asked is not None:
            asked.append(path)
        if path not in pages:
            raise InputError("The server has no such page.", "Check the address.")
        kind = "text/html" if pages[path].startswith("<") else "text/plain"
        return Page(url, pages[path].encode(), kind)

    return fetch


def held(sources: list[str | Path], reach: Reach) -> list[Step]:
    return list(steps(expand(sources), reach))


def texts(found: list[Step]) -> list[str]:
    return [step.found.text for step in found if isinstance(step.found, Draft)]


def problems(found: list[Step]) -> list[Problem]:
    return [step.found for step in found if isinstance(step.found, Problem)]


def ends(found: list[Step]) -> int:
    return sum(step.found is None for step in found)


def after(count: int) -> Callable[[], bool]:
    """Return what says to leave off from the so-manieth time on that it is asked."""
    asked = iter(range(1, count))
    return lambda: next(asked, None) is None


def test_articles_say_when_their_pages_were_fetched(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text("A text that lies here.", encoding="utf-8")

    def fetch(url: str) -> Page:
        return Page(url, html(*SENTENCES).encode(), accessed="2024-06-01")

    found = ingest.read_all([f"{SITE}/a", tmp_path], reach=Reach(fetch=fetch)).articles
    assert sorted((one.url or "", one.accessed) for one in found) == [("", None), (f"{SITE}/a", "2024-06-01")]


class TestOrder:
    def test_that_of_the_inputs_whichever_is_there_first(self) -> None:
        done = [threading.Event() for _ in range(7)]
        done[6].set()

        def fetch(url: str) -> Page:
            number = int(url[-1])
            assert done[number + 1].wait(30)
            done[number].set()
            return Page(url, f"Text {number}.".encode(), "text/plain")

        found = held([f"{SITE}/{number}" for number in range(6)], Reach(fetch=fetch))
        assert texts(found) == [f"Text {number}." for number in range(6)]
        assert ends(found) == 6

    def test_files_addresses_and_problems_in_turn(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("From a file.")
        found = held(
            [f"{SITE}/one", tmp_path / "gone.txt", tmp_path / "a.txt", f"{SITE}/none", f"{SITE}/two"],
            Reach(fetch=site({"one": "From one.", "two": "From two."})),
        )
        kinds = [type(step.found).__name__ for step in found if step.found]
        assert kinds == ["Draft", "Problem", "Draft", "Problem", "Draft"]
        assert texts(found) == ["From one.", "From a file.", "From two."]
        assert [problem.input for problem in problems(found)] == [
            str(tmp_path / "gone.txt"),
            f"{SITE}/none",
        ]
        assert ends(found) == 5

    def test_only_so_many_are_begun_ahead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        begun: list[str] = []
        begin = Crew.begin

        def counted(crew: Crew, item: Input | Problem) -> object:
            assert isinstance(item, Input)
            begun.append(item.place.name)
            return begin(crew, item)

        monkeypatch.setattr(Crew, "begin", counted)
        asked: list[str] = []
        pages = {str(number): f"Text {number}." for number in range(10_000)}
        walk = steps(expand(f"{SITE}/{name}" for name in pages), Reach(fetch=site(pages, asked)))
        for taken in range(100):
            assert texts([next(walk)]) == [f"Text {taken}."]
            assert len(begun) == taken + 1 + AHEAD
            assert next(walk).found is None
        walk.close()  # type: ignore[attr-defined]
        assert len(asked) <= 100 + AHEAD

    def test_positions_grow_to_the_size_of_a_file(self, tmp_path: Path) -> None:
        rows = b"".join(b'{"text": "%s %d"}\n' % (b"word " * 1000, number) for number in range(100))
        (tmp_path / "a.jsonl").write_bytes(rows)
        positions = [step.position for step in held([tmp_path / "a.jsonl"], Reach()) if step.found]
        assert positions == sorted(positions)
        assert len(set(positions)) > 5
        assert positions[-1] == len(rows)


class TestLists:
    def test_feeds_come_behind_their_list(self, tmp_path: Path) -> None:
        (tmp_path / "a.opml").write_text(
            opml(f"{SITE}/one.xml", "ftp://harbour.example/x", f"{SITE}/two.xml")
        )
        (tmp_path / "b.txt").write_text("From a file.")
        feeds = {"one.xml": rss(("1", "Feed one.")), "two.xml": rss(("2", "Feed two."))}
        found = held([tmp_path], Reach(fetch=site(feeds)))
        assert texts(found) == ["Feed one.", "Feed two.", "From a file."]
        assert isinstance(found[0].found, Problem)
        assert "no web address" in found[0].found.what
        assert ends(found) == 2

    def test_a_feed_that_is_listed_twice_is_fetched_once(self) -> None:
        asked: list[str] = []
        pages = {"a.opml": opml(f"{SITE}/one.xml", f"{SITE}/one.xml"), "one.xml": rss(("1", "Feed one."))}
        found = held([f"{SITE}/a.opml"], Reach(fetch=site(pages, asked)))
        assert texts(found) == ["Feed one."]
        assert asked == ["a.opml", "one.xml"]

    def test_a_feed_of_two_lists_gives_its_articles_once(self) -> None:
        pages = {"one.xml": rss(("1", "Feed one."))}
        pages |= {name: opml(f"{SITE}/one.xml") for name in ("a.opml", "b.opml")}
        found = ingest.read_all([f"{SITE}/a.opml", f"{SITE}/b.opml"], reach=Reach(fetch=site(pages)))
        assert [article.text for article in found.articles] == ["Feed one."]
        assert [problem.is_note for problem in found.problems] == [True]

    def test_a_list_within_a_list_is_told_and_not_followed(self) -> None:
        asked: list[str] = []
        pages = {
            "a.opml": opml(f"{SITE}/b.opml", f"{SITE}/one.xml"),
            "b.opml": opml(f"{SITE}/a.opml", f"{SITE}/two.xml"),
            "one.xml": rss(("1", "Feed one.")),
        }
        found = held([f"{SITE}/a.opml"], Reach(fetch=site(pages, asked)))
        assert texts(found) == ["Feed one."]
        assert {problem.input for problem in problems(found)} == {f"{SITE}/b.opml"}
        assert all("list within a list" in problem.what for problem in problems(found))
        assert sorted(asked) == ["a.opml", "b.opml", "one.xml"]

    def test_a_feed_that_cannot_be_had_loses_no_other(self) -> None:
        pages = {"a.opml": opml(f"{SITE}/gone.xml", f"{SITE}/one.xml"), "one.xml": rss(("1", "Feed one."))}
        found = held([f"{SITE}/a.opml"], Reach(fetch=site(pages)))
        assert texts(found) == ["Feed one."]
        assert [problem.input for problem in problems(found)] == [f"{SITE}/gone.xml"]


class TestFullText:
    FEED = rss(("1", "The dock is open."), ("2", "A ferry left."))

    def drafts(self, pages: dict[str, str], *, full_text: bool = True) -> tuple[list[Draft], list[Problem]]:
        reach = Reach(fetch=site({"feed.xml": self.FEED, **pages}), full_text=full_text)
        found = held([f"{SITE}/feed.xml"], reach)
        return [step.found for step in found if isinstance(step.found, Draft)], problems(found)

    def test_the_page_gives_the_text_and_the_feed_the_rest(self) -> None:
        meta = '<meta name="author" content="Mara Lind"><meta property="og:title" content="Other title">'
        pages = {
            "1": html(*SENTENCES, head=meta + '<meta name="date" content="2024-01-01">').replace(
                "<html>", '<html lang="en">'
            ),
            "2": html(*reversed(SENTENCES)),
        }
        (one, two), told = self.drafts(pages)
        assert told == []
        assert (one.text, two.text) == (LONG, "\n\n".join(reversed(SENTENCES)))
        assert (one.title, one.author, one.url, one.language) == ("Dock 1", "Mara Lind", f"{SITE}/1", "en")
        assert one.published is not None
        assert one.published.value.startswith("2025-05-05")
        assert one.place.name == f"{SITE}/feed.xml"
        assert not one.is_summary

    def test_what_cannot_be_had_stays_summed_up(self) -> None:
        (one, two), (problem,) = self.drafts({"2": html(*SENTENCES)})
        assert (one.text, one.is_summary) == ("The dock is open.", True)
        assert (two.text, two.is_summary) == (LONG, False)
        assert (problem.input, problem.what) == (f"{SITE}/1", "The server has no such page.")

    def test_a_page_that_says_less_is_left_out(self) -> None:
        (one, two), _ = self.drafts({"1": html("Open."), "2": html(*SENTENCES)})
        assert (one.text, one.is_summary) == ("The dock is open.", True)
        assert two.text == LONG

    def test_an_address_that_leads_to_a_feed_gives_its_longest_article(self) -> None:
        (one, _), _ = self.drafts({"1": rss(("x", "Short."), ("y", "Longer than the dock.")), "2": html()})
        assert one.text == "Longer than the dock."

    def test_nothing_is_fetched_unless_it_is_wanted(self) -> None:
        asked: list[str] = []
        reach = Reach(fetch=site({"feed.xml": self.FEED, "1": html(*SENTENCES)}, asked))
        assert texts(held([f"{SITE}/feed.xml"], reach)) == ["The dock is open.", "A ferry left."]
        assert asked == ["feed.xml"]

    def test_an_article_that_is_whole_is_not_fetched(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text(json.dumps({"text": LONG, "url": f"{SITE}/1"}))
        asked: list[str] = []
        assert texts(held([tmp_path], Reach(fetch=site({}, asked), full_text=True))) == [LONG]
        assert asked == []

    def test_the_order_stays_whichever_page_is_there_first(self, tmp_path: Path) -> None:
        second = threading.Event()
        pages = site({"1": html(*SENTENCES), "2": html(*reversed(SENTENCES))})

        def fetch(url: str) -> object:
            if url.endswith("/1"):
                assert second.wait(30)
            else:
                second.set()
            return pages(url)

        (tmp_path / "a.xml").write_text(self.FEED)
        (tmp_path / "b.txt").write_text("From a file.")
        found = held([tmp_path], Reach(fetch=fetch, full_text=True))  # type: ignore[arg-type]
        assert texts(found) == [LONG, "\n\n".join(reversed(SENTENCES)), "From a file."]
        assert [step.found is None for step in found] == [False, False, True, False, True]

    @pytest.mark.parametrize("full_text", [False, True])
    def test_a_summary_and_its_page_are_one_article(self, full_text: bool) -> None:
        pages = {"feed.xml": self.FEED, "1": html(*SENTENCES), "2": html(*reversed(SENTENCES))}
        sources = [f"{SITE}/feed.xml", f"{SITE}/1"]
        found = ingest.read_all(sources, reach=Reach(fetch=site(pages), full_text=full_text))
        assert sorted(len(article.text) > 100 for article in found.articles) == [full_text, True]
        assert sum(article.url == f"{SITE}/1" for article in found.articles) == 1
        assert [problem.is_note for problem in found.problems] == [True]


class TestStopping:
    def test_between_inputs(self, tmp_path: Path) -> None:
        for name in "abc":
            (tmp_path / f"{name}.txt").write_text(f"From {name}.")
        found: list[Step] = []
        for step in steps(expand([tmp_path]), Reach(is_stopped=lambda: ends(found) == 2)):
            found.append(step)  # noqa: PERF402 - what is asked while it goes on
        assert texts(found) == ["From a.", "From b."]
        assert ends(found) == 2

    @pytest.mark.parametrize("full_text", [False, True])
    def test_in_the_middle_of_rows_keeps_all_that_were_read(self, tmp_path: Path, full_text: bool) -> None:
        lines = [json.dumps({"text": f"Text {number}.", "url": f"{SITE}/{number}"}) for number in range(1000)]
        (tmp_path / "a.jsonl").write_text("\n".join(lines))
        (tmp_path / "b.txt").write_text("From b.")
        reading = ingest.read_all([tmp_path], reach=Reach(is_stopped=after(300), full_text=full_text))
        assert 200 < len(reading.articles) < 300
        assert [article.text for article in reading.articles] == [
            f"Text {number}." for number in range(len(reading.articles))
        ]
        (problem,) = reading.problems
        assert problem.input == str(tmp_path / "a.jsonl")
        assert "2 inputs were not read to the end" in problem.what
        assert not problem.is_note

    def test_in_the_middle_of_rows_that_give_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(leaving, "_BUFFER", 1 << 12)
        (tmp_path / "a.jsonl").write_text("[5]\n" * 50_000)
        asked = 0

        def is_stopped() -> bool:
            nonlocal asked
            asked += 1
            return asked > 210

        (problem, *others) = ingest.read_all([tmp_path], reach=Reach(is_stopped=is_stopped)).problems[::-1]
        assert "stopped here" in problem.what
        assert len(others) == 200
        assert asked < 220

    def test_before_anything(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("From a.")
        asked: list[str] = []
        reach = Reach(fetch=site({}, asked), is_stopped=lambda: True)
        reading = ingest.read_all([tmp_path, f"{SITE}/1"], reach=reach)
        assert (reading.articles, len(reading.problems), asked) == ((), 1, [])

    def test_behind_everything_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("From a.")
        told: list[object] = []
        reach = Reach(is_stopped=lambda: len(told) == 3)
        assert ingest.read_all([tmp_path], report=told.append, reach=reach).problems == ()

    def test_while_a_fetch_hangs(self) -> None:
        hanging, answered = threading.Event(), threading.Event()

        def fetch(url: str) -> Page:
            if url.endswith("/0"):
                return Page(url, b"Text 0.", "text/plain")
            hanging.set()
            answered.wait(60)
            return Page(url, b"Late.", "text/plain")

        try:
            sources = [f"{SITE}/{number}" for number in range(200)]
            reading = ingest.read_all(sources, reach=Reach(fetch=fetch, is_stopped=hanging.is_set))
            assert not answered.is_set()
            assert [article.text for article in reading.articles] in ([], ["Text 0."])
            assert "stopped here" in reading.problems[-1].what
        finally:
            answered.set()

    def test_while_the_feeds_of_a_long_list_hang(self) -> None:
        hanging, answered = threading.Event(), threading.Event()
        asked: list[str] = []

        def fetch(url: str) -> Page:
            asked.append(url)
            if url.endswith(".opml"):
                return Page(url, opml(*(f"{SITE}/{number}" for number in range(5000))).encode())
            hanging.set()
            answered.wait(60)
            raise InputError("Too late.", "Go on.")

        try:
            reading = ingest.read(f"{SITE}/a.opml", reach=Reach(fetch=fetch, is_stopped=hanging.is_set))
            assert reading.articles == ()
            assert [problem.what[:23] for problem in reading.problems] == ["The reading was stopped"]
            assert len(asked) < 20
        finally:
            answered.set()

    def test_while_whole_articles_are_fetched_keeps_the_summaries(self, tmp_path: Path) -> None:
        hanging, answered = threading.Event(), threading.Event()
        (tmp_path / "a.xml").write_text(rss(*((str(number), f"Sum {number}.") for number in range(20))))

        def fetch(url: str) -> Page:
            hanging.set()
            answered.wait(60)
            raise InputError("Too late.", "Go on.")

        try:
            reach = Reach(fetch=fetch, full_text=True, is_stopped=hanging.is_set)
            reading = ingest.read(tmp_path, reach=reach)
            assert len(reading.articles) > 0
            assert all(article.text.startswith("Sum ") for article in reading.articles)
            assert not answered.is_set()
        finally:
            answered.set()

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an empty pipe looks like its end")
    def test_while_nobody_writes_to_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "news.txt")
        reading = ingest.read(tmp_path / "news.txt", reach=Reach(is_stopped=after(5)))
        assert reading.articles == ()
        assert "stopped here" in reading.problems[0].what

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an empty pipe looks like its end")
    def test_while_a_pipe_says_no_more(self, tmp_path: Path) -> None:
        path = tmp_path / "news.jsonl"
        os.mkfifo(path)
        told: list[object] = []
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        writer = os.open(path, os.O_WRONLY)
        try:
            os.write(writer, b'{"text": "One."}\n{"text": "Two."}\n{"text": "Thr')
            reach = Reach(is_stopped=lambda: len(told) == 3)
            reading = ingest.read_all([path], report=told.append, reach=reach)
        finally:
            os.close(writer)
            os.close(reader)
        assert [article.text for article in reading.articles] == ["One.", "Two."]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_read_to_its_end(self, tmp_path: Path) -> None:
        path = tmp_path / "news.txt"
        os.mkfifo(path)

        def write() -> None:
            with path.open("w") as pipe:
                for part in ("Ibex sells ", "the Volt", " from July."):
                    pipe.write(part)
                    pipe.flush()

        writer = threading.Thread(target=write)
        writer.start()
        reading = ingest.read(path)
        writer.join()
        assert [article.text for article in reading.articles] == ["Ibex sells the Volt from July."]

    def test_strict_ends_it_at_the_first_problem(self, tmp_path: Path) -> None:
        asked: list[str] = []
        (tmp_path / "a.jsonl").write_text('{"text": "One."}\n[]\n{"text": "Two."}\n')
        articles = ingest.stream([tmp_path, f"{SITE}/1"], strict=True, reach=Reach(fetch=site({}, asked)))
        with pytest.raises(InputError, match=r"a\.jsonl, line 2: "):
            list(articles)

    def test_what_was_left_off_is_a_problem_for_strict(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("From a.")
        with pytest.raises(InputError, match="stopped here"):
            ingest.read(tmp_path, strict=True, reach=Reach(is_stopped=lambda: True))


def test_a_walk_that_is_dropped_closes_what_it_had_open(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    walk: Iterator[Step] = steps(expand([tmp_path]), Reach())
    assert texts([next(walk)]) == ["One."]
    del walk
