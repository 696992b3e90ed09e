"""What is not asked for is not done: no connection, and no name is looked up, unless an address was named."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import opened, settled
from ondit import pipeline
from ondit.model import Story
from ondit_tui import cli

SAMPLE = Path(__file__).parents[1] / "sample_data" / "meridian-merger"
WEB = {socket.AF_INET, socket.AF_INET6}


class NetworkError(AssertionError):
    """Something was asked of the network."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what was asked of the network, each of which fails."""
    found: list[object] = []

    def look_up(*of: object, **_: object) -> None:
        found.append(of)
        raise NetworkError(of)

    def guarded(name: str) -> None:
        real = getattr(socket.socket, name)

        def call(self: socket.socket, *of: object) -> object:
            if self.family in WEB:
                look_up(name, of)
            return real(self, *of)

        monkeypatch.setattr(socket.socket, name, call)

    for name in ("connect", "connect_ex", "sendto"):
        guarded(name)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, look_up)
    return found


def test_the_guard_sees_what_is_asked(asked: list[object]) -> None:
    with pytest.raises(NetworkError):
        socket.create_connection(("ledger.example", 80))
    with pytest.raises(NetworkError), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    assert len(asked) == 2


@pytest.mark.parametrize(
    "words",
    [("timeline",), ("timeline", "--format", "json"), ("quotes", "--format", "html"), ("add",), ("doctor",)],
    ids=" ".join,
)
def test_reading_files_asks_no_network(home: Path, asked: list[object], words: tuple[str, ...]) -> None:
    paths = [] if words[0] == "doctor" else [str(SAMPLE)]
    store = ["--store", "s.ondit"] if words[0] == "add" else []
    done = CliRunner().invoke(cli.app, [*words, *store, *paths])
    assert done.exit_code in {0, 1}, done.output
    assert len(done.stdout) > 100
    assert asked == []


@pytest.fixture(scope="module")
def sample() -> Story:
    return pipeline.read([str(SAMPLE)])


async def test_the_dashboard_asks_no_network(home: Path, sample: Story, asked: list[object]) -> None:
    async with opened(sample, size=(120, 36)) as (app, pilot):
        for key in (
            "enter",
            "d",
            "escape",
            "2",
            "enter",
            "escape",
            "3",
            "4",
            "5",
            "enter",
            "w",
            "escape",
            "1",
        ):
            await pilot.press(key)
            await settled(app, pilot)
        await pilot.press("slash", *"harbour", "enter")
        await settled(app, pilot)
    assert asked == []
