"""Whose turn it is: driven by a clock that tests move, without threads and without waiting."""

from __future__ import annotations

import os
import threading
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from ondit.errors import InputError, StoreError
from ondit.ingest.web import StoppedError
from ondit.watch import Event, State, folders
from ondit.watch.folders import OFTEN, QUIET, RARELY, Folder, Looked
from ondit.watch.pace import LONGEST, LONGEST_REST, SHORTEST
from ondit.watch.rounds import MOST_FEEDS, Rounds
from watch_world import ORBIT, START, TARN, TEXT, World, done, feed, reply


@pytest.fixture
def world() -> World:
    return World()


def state(rounds: Rounds, source: str) -> State:
    return next(one for one in rounds.states() if one.source == source)


class TestFeeds:
    def test_what_is_new_is_kept_and_reported(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1, 2)), reply(feed(3, 1, 2))]
        rounds = world.rounds(TARN)
        world.pass_by(rounds, 1)
        assert [article.title for article in world.kept] == ["Story 1", "Story 2"]
        assert world.events == [Event("new", TARN, START, tuple(world.kept))]
        world.pass_by(rounds, SHORTEST)
        assert world.times(TARN) == [0, SHORTEST]
        assert [article.title for article in world.events[-1].articles] == ["Story 3"]

    def test_a_feed_that_falls_silent_is_asked_more_rarely(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        world.pass_by(world.rounds(TARN), 30 * LONGEST)
        times = world.times(TARN)
        gaps = [later - sooner for sooner, later in pairwise(times)]
        assert gaps[0] == SHORTEST
        assert gaps == sorted(gaps)
        assert gaps[-1] == pytest.approx(LONGEST)
        assert world.kinds() == ["new"]

    def test_a_failing_feed_disturbs_no_other(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1)), InputError("The server hung up.", "Try again later.")]
        world.answers[ORBIT] = [reply(feed(number)) for number in range(1, 100)]
        rounds = world.rounds(TARN, ORBIT)
        world.pass_by(rounds, 3600)
        assert world.kinds(TARN) == ["new", "failing"]
        assert set(world.kinds(ORBIT)) == {"new"}
        assert world.times(ORBIT) == [number * SHORTEST for number in range(13)]
        failing = world.events[[event.kind for event in world.events].index("failing")]
        assert (failing.source, failing.good) == (TARN, START)
        assert failing.fault is not None
        assert failing.fault.what == "The server hung up."
        shown = state(rounds, TARN)
        assert (shown.good, shown.fault, shown.is_gone) == (START, "The server hung up.", False)
        assert shown.failures > 1

    def test_a_feed_that_is_good_again_says_so(self, world: World) -> None:
        world.answers[TARN] = [reply(status=500), reply(status=500), reply(status=404), reply(feed(1))]
        rounds = world.rounds(TARN)
        world.pass_by(rounds, 4 * SHORTEST)
        assert world.kinds() == ["failing", "failing", "recovered", "new"]
        assert state(rounds, TARN).fault is None

    def test_a_feed_that_is_gone_is_asked_no_more_unless_it_is_wanted_by_name(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1)), reply(status=410), reply(feed(1, 2))]
        rounds = world.rounds(TARN)
        world.pass_by(rounds, 40 * LONGEST)
        assert world.kinds() == ["new", "gone"]
        assert (state(rounds, TARN).is_gone, state(rounds, TARN).wait) == (True, None)
        rounds.want()
        world.pass_by(rounds, LONGEST)
        assert len(world.asked) == 2
        rounds.want(TARN)
        world.pass_by(rounds, 1)
        assert world.kinds() == ["new", "gone", "recovered", "new"]

    def test_a_feed_is_left_alone_as_long_as_its_server_asks(self, world: World) -> None:
        world.answers[TARN] = [reply(status=429, wait=7200), reply(feed(1))]
        rounds = world.rounds(TARN)
        world.pass_by(rounds, 7000)
        rounds.want()
        world.pass_by(rounds, 100)
        assert len(world.asked) == 1
        world.pass_by(rounds, 100)
        assert world.times(TARN) == [0, 7200]

    def test_no_server_is_left_alone_for_longer_than_a_week(self, world: World) -> None:
        world.answers[TARN] = [reply(status=503, wait=1e12), reply(feed(1))]
        world.pass_by(world.rounds(TARN), LONGEST_REST)
        assert world.times(TARN) == [0, LONGEST_REST]

    def test_a_reader_who_wants_it_now_gets_it_once_a_minute(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        rounds = world.rounds(TARN)
        for _ in range(100):
            rounds.want()
            world.pass_by(rounds, 1)
        assert world.times(TARN) == [0, 60]

    def test_a_clock_that_goes_backwards_changes_nothing(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(number)) for number in range(1, 100)]
        rounds = world.rounds(TARN)
        for _ in range(10):
            world.pass_by(rounds, SHORTEST)
            world.wall -= 400 * LONGEST
        assert world.times(TARN) == [number * SHORTEST for number in range(11)]

    def test_a_feed_that_was_just_asked_is_not_asked_at_a_new_start(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        world.pass_by(world.rounds(TARN), 100)
        rounds = world.rounds(TARN)
        assert state(rounds, TARN).good == START
        world.pass_by(rounds, 199)
        assert world.times(TARN) == [0]
        world.pass_by(rounds, 2)
        assert world.times(TARN) == [0, 300]
        assert world.kinds() == ["new"]

    def test_a_start_after_the_clock_was_set_back_waits_no_longer_than_its_pace(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        world.pass_by(world.rounds(TARN), 1)
        world.wall -= 9000 * LONGEST
        world.pass_by(world.rounds(TARN), SHORTEST)
        assert world.times(TARN) == [0, SHORTEST + 1]

    def test_what_cannot_be_kept_is_given_again(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        world.answers[ORBIT] = [reply(feed())]
        world.refuses = StoreError("The disk is full.", "Make room.")
        rounds = world.rounds(TARN, ORBIT)
        world.pass_by(rounds, 1)
        assert world.kinds(TARN) == ["failing"]
        assert state(rounds, TARN).fault == "The disk is full."
        assert state(rounds, ORBIT).fault is None
        assert world.keeper.feeds[TARN].seen == ()
        world.refuses = None
        world.pass_by(rounds, SHORTEST)
        assert world.kinds(TARN) == ["failing", "recovered", "new"]
        assert len(world.kept) == 1

    def test_whatever_it_cannot_be_kept_by_is_a_fault_like_any_other(
        self, world: World, tmp_path: Path
    ) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        world.answers[TARN] = [reply(feed(1))]
        world.refuses = ValueError("locked\x1b.")
        rounds = world.rounds(TARN, str(tmp_path))
        world.pass_by(rounds, QUIET)
        why = "What it gave could not be kept (ValueError: locked)."
        assert [one.fault for one in rounds.states()] == [why, why]

    def test_whatever_a_file_breaks_in_reading_is_a_fault_of_its_folder_alone(
        self, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def break_off(*_: object) -> None:
            raise RecursionError

        monkeypatch.setattr(folders, "read", break_off)
        (tmp_path / "a.txt").write_text(TEXT)
        world.answers[TARN] = [reply(feed(1))]
        rounds = world.rounds(TARN, str(tmp_path))
        world.pass_by(rounds, QUIET)
        assert [one.fault for one in rounds.states()] == [None, "Reading it failed: RecursionError."]
        assert [article.title for article in world.kept] == ["Story 1"]

    def test_what_cannot_even_be_remembered_as_failed_is_tried_again(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        keep_feed = world.keeper.keep_feed
        world.keeper.keep_feed = lambda feed: 1 / 0  # type: ignore[method-assign]
        rounds = world.rounds(TARN)
        world.pass_by(rounds, 1)
        assert "ZeroDivisionError" in (state(rounds, TARN).fault or "")
        assert TARN not in world.keeper.feeds
        world.keeper.keep_feed = keep_feed  # type: ignore[method-assign]
        world.pass_by(rounds, SHORTEST)
        assert world.kinds(TARN) == ["failing", "recovered", "new"]

    def test_what_is_remembered_is_kept_behind_the_articles(self, world: World) -> None:
        order = []
        world.answers[TARN] = [reply(feed(1))]
        world.keep = lambda articles: order.append("articles")  # type: ignore[method-assign]
        world.keeper.keep_feed = lambda feed: order.append("record")  # type: ignore[method-assign]
        world.pass_by(world.rounds(TARN), 1)
        assert order == ["articles", "record"]

    def test_what_is_broken_in_a_feed_is_told_with_what_is_new_only(self, world: World) -> None:
        broken = feed(1).replace(b"</channel></rss>", b"<it")
        world.answers[TARN] = [reply(broken), reply(broken + b"e"), reply(broken + b"em")]
        world.pass_by(world.rounds(TARN), 2 * SHORTEST)
        assert [(event.kind, len(event.problems)) for event in world.events] == [("new", 1)]

    def test_a_fetch_that_was_ended_is_remembered_nowhere_and_not_begun_at_once(self, world: World) -> None:
        world.answers[TARN] = [StoppedError("Fetching it was stopped.", "Try again.")]
        world.pass_by(world.rounds(TARN), SHORTEST)
        assert world.times(TARN) == [0, SHORTEST]
        assert (world.events, world.keeper.feeds) == ([], {})


class TestTurns:
    def test_few_feeds_are_asked_at_a_time_and_one_of_a_host(self, world: World) -> None:
        urls = [f"https://{host}.example/{number}" for host in "abcdef" for number in range(3)]
        world.answers = {url: [reply(feed(1))] for url in urls}
        world.waiting = []
        rounds = world.rounds(*urls)
        while rounds.turn() is not None or world.waiting:
            going = [one.source.split("/")[2] for one in rounds.states() if one.is_busy]
            assert len(going) <= MOST_FEEDS
            assert set(Counter(going).values()) == {1}
            done(*world.waiting.pop())
            if len(world.asked) == len(urls):
                break
        assert sorted(url for url, _ in world.asked) == sorted(urls)

    def test_a_paused_watcher_begins_nothing_and_keeps_what_was_begun(self, world: World) -> None:
        world.answers = {TARN: [reply(feed(1))], ORBIT: [reply(feed(2))]}
        world.waiting = []
        rounds = world.rounds(TARN, ORBIT)
        rounds.turn()
        rounds.pause(is_paused=True)
        for future, work in world.waiting:
            done(future, work)
        world.waiting = None
        world.pass_by(rounds, LONGEST)
        assert (len(world.asked), len(world.kept)) == (2, 2)
        rounds.want()
        world.pass_by(rounds, LONGEST)
        assert len(world.asked) == 2
        rounds.pause(is_paused=False)
        world.pass_by(rounds, 1)
        assert len(world.asked) == 4

    def test_a_turn_that_is_wanted_while_it_is_going_on_is_that_one(self, world: World) -> None:
        world.answers = {TARN: [reply(feed(1))]}
        world.waiting = []
        rounds = world.rounds(TARN)
        rounds.turn()
        rounds.want()
        done(*world.waiting.pop())
        world.waiting = None
        world.pass_by(rounds, SHORTEST - 1)
        assert len(world.asked) == 1

    def test_nothing_is_begun_once_it_is_stopped(self, world: World) -> None:
        world.answers = {TARN: [reply(feed(1))]}
        rounds = world.rounds(TARN)
        world.stop.set()
        world.pass_by(rounds, LONGEST)
        assert world.asked == []

    def test_how_a_fetch_was_ended_is_not_told(self, world: World) -> None:
        world.answers = {TARN: [InputError("The server broke off.", "Try again later.")]}
        world.waiting = []
        rounds = world.rounds(TARN)
        rounds.turn()
        world.stop.set()
        done(*world.waiting.pop())
        rounds.turn()
        assert (world.events, world.keeper.feeds) == ([], {})

    def test_states_tell_when_each_source_has_its_turn(self, world: World, tmp_path: Path) -> None:
        world.answers = {TARN: [reply(feed(1))]}
        rounds = world.rounds(TARN, str(tmp_path))
        world.pass_by(rounds, 1)
        assert [(one.is_feed, one.good, one.wait) for one in rounds.states()] == [
            (True, START, SHORTEST - 1),
            (False, START, OFTEN - 1),
        ]

    def test_no_password_is_shown(self, world: World) -> None:
        url = "https://ida:secret@tarn.example/feed"
        world.answers = {url: [reply(status=403)]}
        rounds = world.rounds(url)
        world.pass_by(rounds, 1)
        assert "secret" not in repr(world.events)
        assert "secret" not in repr(rounds.states())
        assert world.keeper.feeds.keys() == {url}
        world.pass_by(rounds, 100)
        rounds.want(TARN)
        world.pass_by(rounds, 1)
        assert len(world.asked) == 2


class TestFolders:
    def put(self, path: Path, text: str = TEXT) -> Path:
        path.write_text(text, "utf-8")
        return path

    def test_new_files_become_articles_once_they_stay_as_they_are(self, world: World, tmp_path: Path) -> None:
        self.put(tmp_path / "a.txt")
        rounds = world.rounds(str(tmp_path))
        world.pass_by(rounds, QUIET - 0.1)
        assert world.kept == []
        world.pass_by(rounds, 1)
        assert [article.text for article in world.kept] == [TEXT]
        self.put(tmp_path / "b.txt", "Another story.")
        world.pass_by(rounds, OFTEN + QUIET)
        assert [event.kind for event in world.events] == ["new", "new"]
        assert {Path(file.path).name for file in world.keeper.files(str(tmp_path))} == {"a.txt", "b.txt"}
        assert world.rounds(str(tmp_path)).turn() == 0
        world.pass_by(world.rounds(str(tmp_path)), 100)
        assert len(world.kept) == 2

    def test_a_changed_file_is_read_anew_and_a_deleted_one_deletes_nothing(
        self, world: World, tmp_path: Path
    ) -> None:
        path = self.put(tmp_path / "a.txt")
        rounds = world.rounds(str(tmp_path))
        world.pass_by(rounds, 10)
        self.put(path, TEXT + " It was late.")
        os.utime(path, (1, 1))
        world.pass_by(rounds, 10)
        path.unlink()
        world.pass_by(rounds, 10)
        assert [article.text for article in world.kept] == [TEXT, TEXT + " It was late."]
        assert world.kinds() == ["new", "new"]

    def test_a_folder_that_goes_and_comes_back(self, world: World, tmp_path: Path) -> None:
        drive, others = tmp_path / "drive", set(threading.enumerate())
        rounds = world.rounds(str(drive), str(tmp_path / "other"))
        (tmp_path / "other").mkdir()
        world.pass_by(rounds, 100)
        assert world.kinds(str(drive)) == ["failing"]
        assert state(rounds, str(drive)).fault == "There is no such file or folder."
        drive.mkdir()
        self.put(drive / "a.txt")
        world.pass_by(rounds, RARELY + 10)
        assert world.kinds(str(drive)) == ["failing", "recovered", "new"]
        for thread in {*threading.enumerate()} - others:
            if thread.name == "ondit-listen":
                thread.join()
        assert Counter(world.listened) == {str(drive): 2, str(tmp_path / "other"): 1}
        assert world.kinds(str(tmp_path / "other")) == []

    def test_what_cannot_be_read_is_told_once(self, world: World, tmp_path: Path) -> None:
        self.put(tmp_path / "a.jsonl", '{"text": "One story."}\nbroken\n')
        self.put(tmp_path / "b.json", "{")
        world.pass_by(world.rounds(str(tmp_path)), 100)
        assert world.kinds() == ["new"]
        assert {Path(problem.input).name for problem in world.events[0].problems} == {"a.jsonl", "b.json"}

    def test_files_with_nothing_to_read_are_told(self, world: World, tmp_path: Path) -> None:
        self.put(tmp_path / "b.json", "{")
        world.pass_by(world.rounds(str(tmp_path)), 100)
        assert world.kinds() == ["unread"]

    def test_what_cannot_be_kept_is_read_again(self, world: World, tmp_path: Path) -> None:
        self.put(tmp_path / "a.txt")
        world.refuses = StoreError("The disk is full.", "Make room.")
        rounds = world.rounds(str(tmp_path))
        world.pass_by(rounds, 10)
        assert world.kinds() == ["failing"]
        assert list(world.keeper.files(str(tmp_path))) == []
        world.refuses = None
        world.pass_by(rounds, RARELY + 10)
        assert world.kinds() == ["failing", "recovered", "new"]

    def test_a_folder_with_nothing_new_is_not_written_about_at_each_look(
        self, world: World, tmp_path: Path
    ) -> None:
        saved = []
        world.keeper.keep_folder = saved.append  # type: ignore[method-assign]
        world.pass_by(world.rounds(str(tmp_path)), 3600)
        assert len(saved) == 7
        saved.clear()
        world.pass_by(world.rounds(str(tmp_path / "none")), 599)
        assert len(saved) == 1

    def test_a_folder_that_tells_of_changes_is_looked_through_rarely_and_at_once_when_it_rings(
        self, world: World, tmp_path: Path
    ) -> None:
        world.listens = True
        rounds = world.rounds(str(tmp_path))
        world.pass_by(rounds, 1)
        assert state(rounds, str(tmp_path)).wait == RARELY - 1
        self.put(tmp_path / "a.txt")
        rounds._rung(rounds._entries[0])
        world.pass_by(rounds, QUIET + 0.1)
        assert len(world.kept) == 1
        rounds.stop()

    def test_a_folder_that_rings_all_the_time_is_looked_through_once_a_second(
        self, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks = []
        look = Folder.look

        def counted(folder: Folder, clock: float) -> Looked:
            looks.append(clock)
            return look(folder, clock)

        monkeypatch.setattr(Folder, "look", counted)
        world.listens = True
        rounds = world.rounds(str(tmp_path))
        for _ in range(100):
            rounds._rung(rounds._entries[0])
            world.pass_by(rounds, 0.1)
        rounds.stop()
        assert len(looks) == 11

    def test_a_fault_of_a_reader_is_the_folder_s(
        self, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def break_down(*args: object, **more: object) -> None:
            raise RecursionError

        self.put(tmp_path / "a.txt")
        monkeypatch.setattr("ondit.ingest.stream", break_down)
        world.pass_by(world.rounds(str(tmp_path)), 10)
        assert world.kinds() == ["failing"]
        assert "RecursionError" in (world.keeper.folders[str(tmp_path)].fault or "")


class TestForgetting:
    def test_what_is_forgotten_is_asked_no_more(self, world: World) -> None:
        world.answers[TARN] = world.answers[ORBIT] = [reply(feed(1))]
        rounds = world.rounds(TARN, ORBIT)
        world.pass_by(rounds, 1)
        assert rounds.forget(TARN)
        assert not rounds.forget(TARN)
        world.pass_by(rounds, 10 * LONGEST)
        rounds.want(TARN)
        world.pass_by(rounds, LONGEST)
        assert world.times(TARN) == [0]
        assert len(world.times(ORBIT)) > 5
        assert [one.source for one in rounds.states()] == [ORBIT]

    def test_what_comes_of_a_turn_that_goes_on_is_dropped(self, world: World) -> None:
        world.answers[TARN] = [reply(feed(1))]
        rounds = world.rounds(TARN)
        world.waiting = []
        rounds.turn()
        assert rounds.forget(TARN)
        for future, work in world.waiting:
            done(future, work)
        assert rounds.turn() is None
        assert (world.kept, world.events, world.keeper.feeds) == ([], [], {})

    def test_a_folder_that_is_forgotten_rings_no_more(self, world: World, tmp_path: Path) -> None:
        world.listens = True
        rounds = world.rounds(str(tmp_path))
        (thread,) = (one for one in threading.enumerate() if one.name == "ondit-listen")
        assert rounds.forget(str(tmp_path))
        thread.join(20)
        assert not thread.is_alive()

    def test_what_another_program_had_forgotten_is_told_once_and_asked_no_more(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        world.answers[TARN] = world.answers[ORBIT] = [reply(feed(1))]
        rounds = world.rounds(TARN, ORBIT)
        world.pass_by(rounds, 1)
        left = {TARN}
        monkeypatch.setattr(world.keeper, "is_watched", lambda given: given not in left)
        world.pass_by(rounds, 10 * LONGEST)
        assert world.times(TARN) == [0]
        assert world.kinds(TARN) == ["new", "gone"]
        assert state(rounds, TARN).is_gone
        assert "another program" in (state(rounds, TARN).fault or "")
        assert state(rounds, TARN).wait is None
        rounds.want(TARN)
        world.pass_by(rounds, LONGEST)
        assert world.kinds(TARN) == ["new", "gone"]
        left.clear()
        rounds.want(TARN)
        world.pass_by(rounds, 1)
        assert len(world.times(TARN)) == 2
        assert not state(rounds, TARN).is_gone

    def test_a_keeper_that_cannot_say_what_is_watched_forgets_nothing(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def held(_: str) -> bool:
            raise StoreError("The store is held.", "Wait.")

        world.answers[TARN] = [reply(feed(1))]
        monkeypatch.setattr(world.keeper, "is_watched", held)
        world.pass_by(world.rounds(TARN), 1)
        assert world.kinds() == ["new"]
