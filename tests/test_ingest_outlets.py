"""Outlets by host: the table that ships, the user's own, and hosts that neither has."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest

from ondit import ingest
from ondit.ingest import outlets
from ondit.model import Source


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.bbc.co.uk", "BBC News"),
        ("BBC.COM.", "BBC News"),
        ("money.cnn.com", "CNN"),
        ("edition.cnn.com", "CNN"),
        ("abcnews.go.com", "ABC News"),
        ("www.harbour.example", "harbour.example"),
        ("m.harbour.example", "harbour.example"),
        ("blogs.harbour.example", "blogs.harbour.example"),
        ("www.com", "www.com"),
        ("notbbc.com", "notbbc.com"),
        ("go.com", "go.com"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_hosts(host: str, name: str) -> None:
    assert outlets.outlet(host) == name


def test_the_shipped_table_is_well_formed() -> None:
    text = resources.files("ondit.ingest").joinpath("outlets.csv").read_text("utf-8")
    first, *rows = csv.reader(text.splitlines())
    assert first == ["host", "outlet"]
    hosts = [host for host, _ in rows]
    assert len(hosts) == len(set(hosts)) > 150
    assert all(re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in hosts)
    assert all(name == name.strip() != "" for _, name in rows)


def test_ones_own_table_goes_before_and_its_faults_are_told(tmp_path: Path) -> None:
    own = tmp_path / "outlets.csv"
    own.write_text(
        '# mine\n\nWWW.Harbour.example, The  Harbour Post\nbbc.com,"Beeb, the"\nonly\nnot a host,x\n'
    )
    found = outlets.table(own)
    assert found.names["harbour.example"] == "The Harbour Post"
    assert found.names["bbc.com"] == "Beeb, the"
    assert found.names["cnn.com"] == "CNN"
    assert (found.own, found.faults) == (2, (5, 6))


@pytest.mark.parametrize("make", ["missing", "folder", "bytes"])
def test_a_table_that_cannot_be_read_is_left_out(tmp_path: Path, make: str) -> None:
    own = tmp_path / "outlets.csv"
    if make == "folder":
        own.mkdir()
    if make == "bytes":
        own.write_bytes(b"\xff\xfe\0\x81\x00")
    found = outlets.table(own)
    assert (found.own, found.names["reuters.com"]) == (0, "Reuters")


def test_an_article_without_a_source_has_its_hosts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ibex denies it.", "url": "https://www.reuters.com/a"}\n')
    (article,) = ingest.read(path).articles
    assert article.source == Source("Reuters", "url")
