"""Lists of feeds that are given to be watched."""

from __future__ import annotations

from pathlib import Path

from ondit.watch import unlisted


def test_a_list_gives_its_feeds_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "feeds.OPML"
    outlines = "".join(
        f'<outline xmlUrl="https://{name}.example/feed"/>' for name in ("tarn", "orbit", "tarn")
    )
    path.write_text(f'<opml version="2.0"><body>{outlines}<outline xmlUrl="ftp://x"/></body></opml>')
    found, problems = unlisted(["news", "https://orbit.example/feed", str(path), "https://a.example/x.opml"])
    assert found == [
        "news",
        "https://orbit.example/feed",
        "https://tarn.example/feed",
        "https://a.example/x.opml",
    ]
    assert [problem.input for problem in problems] == [str(path)]


def test_what_is_wrong_with_a_list_is_told_and_the_rest_is_watched(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text("Nothing.")
    found, problems = unlisted([str(tmp_path / "a.opml"), str(tmp_path / "none.opml"), "\0.opml", "news"])
    assert found == ["news"]
    assert [problem.what for problem in problems] == [
        "It is not OPML.",
        "There is no such file or folder.",
        "No file can have this name.",
    ]
