"""The figures of real news: that texts are found by offsets, judged rightly, refused where they differ."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

import news

HEADER = "-- A header\n\n"
TEXT = (
    "Corvale will open a yard in May, chief executive Ann Ode said. “We are glad to build it here,” she told"
    " reporters. It is said to cost more."
)
SENTENCES = [[0, 62], [63, 115], [116, 139]]


def commit(clone: Path) -> None:
    """Commit all that lies in a folder, in a repository that is made if there is none."""
    who = ["-c", "user.name=n", "-c", "user.email=n@corvale.example"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "all"]):
        subprocess.run(["git", "-C", str(clone), *words], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a corpus of one text, and a gold part that annotates it."""
    clone = tmp_path / "owner" / "name"
    clone.mkdir(parents=True)
    (clone / "one.txt").write_text(HEADER + TEXT, "utf-8")
    (clone / "many.json").write_text(json.dumps({"7": {"id": 7, "articleBody": TEXT}}), "utf-8")
    commit(clone)
    quote = TEXT.index("We are"), TEXT.index(",” she")
    speaker = TEXT.index("Ann Ode"), TEXT.index(" said")
    row = {
        "corpus": "owner/name",
        "path": "one.txt",
        "row": None,
        "skip": len(HEADER),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest()[:16],
        "sentences": SENTENCES,
        "labels": [
            [0, *SENTENCES[0], "announcement", None],
            [1, *SENTENCES[1], "neither", None],
            [2, *SENTENCES[2], "rumour", None],
        ],
        "quotes": [[*quote, speaker]],
    }
    gold = tmp_path / "gold" / "news"
    gold.mkdir(parents=True)
    (gold / "development.json").write_text(json.dumps([row]), "utf-8")
    (gold / "wide.json").write_text(json.dumps([row | {"quotes": None}]), "utf-8")
    (gold / "unseen.json").write_text(json.dumps([row | {"path": "many.json", "row": 7}]), "utf-8")
    monkeypatch.setattr(news, "GOLD", tmp_path / "gold")
    return tmp_path


@pytest.mark.parametrize("part", news.PARTS)
def test_what_is_right_is_judged_right(folder: Path, part: str) -> None:
    (document,) = news.documents(part, folder)
    assert document.text == TEXT
    judged = list(news.judge(document))
    figures = news.figures(judged)
    stages = {"quotes found", "quotes that are quotes", "speakers right"}
    assert {name: figures[name] for name in stages & figures.keys()} == (
        {} if part == "wide" else dict.fromkeys(stages, 1)
    )
    kinds = [(one.gold, one.found) for one in judged if one.stage == "labels"]
    assert kinds[0] == ("announcement", "announcement")
    assert kinds[2] == ("rumour", "rumour")
    assert sum(count for _, count, _ in news.calibration(judged)) == 3


def test_a_row_of_a_table_is_found_and_its_tokens_are_joined(folder: Path) -> None:
    clone = folder / "owner" / "name"
    tokens = "BELMORE | -LRB- Altmere -RRB- - `` It is n't Ode 's , '' \nOde said 1\\/2 : ` no ' to $ 90 . \n"
    (clone / "table.csv").write_text(f'date,text\n2025-05-01,First .\n2025-05-02,"{tokens}"\n', "utf-8")
    commit(clone)
    text = "(Altmere) - \"It isn't Ode's,\" Ode said 1/2: 'no' to $90."
    row = {"corpus": "owner/name", "path": "table.csv", "row": 1, "skip": len("BELMORE | ")}
    assert news.text_of(folder, row | {"sha256": hashlib.sha256(text.encode()).hexdigest()[:16]}) == text


def test_figures_count_what_is_wrong() -> None:
    def label(gold: str, found: str, confidence: float = 0.75) -> news.Judged:
        return news.Judged("labels", gold, found, confidence, "")

    judged = [label("rumour", "rumour"), label("rumour", "neither"), label("neither", "neither", 0.9)]
    figures = news.figures(judged)
    assert figures["rumour F1"] == pytest.approx(2 / 3)
    assert figures["neither F1"] == pytest.approx(2 / 3)
    assert figures["announcement F1"] == 1
    assert news.calibration(judged) == [(pytest.approx(0.7), 2, 0.5), (pytest.approx(0.9), 1, 1.0)]


@pytest.mark.parametrize(
    ("said", "speaker", "right"),
    [
        ("Ann Ode", "Ode", True),
        ("Chancellor Ode", "Ann Ode", True),
        ("Bo Ode-Lind", "Ann Ode", False),
        ("nobody", "Ann Ode", False),
        ("the U.N. Security Council", "U.N. Security Council", True),
    ],
)
def test_when_a_speaker_is_the_golds(said: str, speaker: str, right: bool) -> None:
    assert news.is_speaker(said, speaker) is right


def test_another_text_than_the_annotated_one_is_refused(folder: Path) -> None:
    path = folder / "gold" / "news" / "development.json"
    path.write_text(path.read_text("utf-8").replace(f'"skip": {len(HEADER)}', '"skip": 0'), "utf-8")
    with pytest.raises(SystemExit, match="not the text that was annotated"):
        list(news.documents("development", folder))
    with pytest.raises(SystemExit, match="clone the corpus there"):
        list(news.documents("unseen", folder / "elsewhere"))


def test_the_gold_of_real_news_holds_offsets_and_no_text() -> None:
    for part in news.PARTS:
        for row in news.gold(part):
            spans = [
                *row["sentences"],
                *(place[1:3] for place in row["labels"]),
                *(q[:2] for q in row["quotes"] or ()),
            ]
            assert all(0 <= start < end for start, end in spans)
            assert {kind for *_, kind, _ in row["labels"]} <= set(news.KINDS)
            words = json.dumps([row["sentences"], row["labels"], row["quotes"]])
            assert max(map(len, words.split('"')[1::2]), default=0) <= len("non-disclosure")
