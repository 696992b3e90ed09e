"""The dashboard in a browser: only for who has the address, from here only, and reading unless allowed."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="the extra `serve` is not installed")

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from typer.testing import CliRunner

import chromium
from conftest import article
from ondit.errors import UsageError
from ondit.model import Story
from ondit.store import open_store
from ondit.timeline import Filter
from ondit.whole import WholeStory
from ondit_tui import cli, samples, serving
from ondit_tui.asked import Asked, KindName
from ondit_tui.serving import Place, arguments, command_line
from ondit_tui.serving.server import MOST_DASHBOARDS, DashboardServer
from ondit_tui.ways import ways

Client = TestClient[web.Request, web.Application]
CLIPBOARD = ["clipboardReadWrite", "clipboardSanitizedWrite"]
TOKEN = "the-token"
WAYS = [way.name for way in ways()]
YARD = "Corvale said on Monday that it will buy the yard at Belmore."
HEARD = """
window.heard = "";
window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", async ({ data }) => {
      const words = data instanceof Blob ? await data.text() : typeof data === "string" ? data
        : new TextDecoder().decode(data);
      window.heard += words;
    });
  }
};
"""
"""Keeps what the dashboard draws: a terminal's cells are no text of the page."""


@pytest.fixture
def server() -> DashboardServer:
    return DashboardServer(command_line([sys.executable, "-c", ""]), Place(token=TOKEN), "Ondit: <b>notes")


@pytest.fixture
async def client(server: DashboardServer) -> AsyncIterator[Client]:
    async with TestClient(TestServer(server.app())) as opened:
        yield opened


@pytest.mark.parametrize("path", ["/", "/static/js/textual.js", "/other/", "/the-toke/", "/ws", "/other/ws"])
async def test_without_the_token_nothing_is_there(client: Client, path: str) -> None:
    assert (await client.get(path)).status == 404


async def test_the_page_asks_for_nothing_from_elsewhere(client: Client) -> None:
    answer = await client.get(f"/{TOKEN}/")
    text = await answer.text()
    assert not re.search("https?://", text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for part in ("page.css", "page.js", "static/js/textual.js", "static/css/xterm.css"):
        assert part in text
        assert (await client.get(f"/{TOKEN}/{part}")).status == 200


async def test_a_title_is_no_markup(client: Client) -> None:
    assert "Ondit: &lt;b&gt;notes" in await (await client.get(f"/{TOKEN}/")).text()


@pytest.mark.parametrize("path", ["../server.py", "..%2fserver.py", "js", "nothing.js", "%00"])
async def test_only_the_terminals_files_are_given(client: Client, path: str) -> None:
    url = client.make_url("/").with_path(f"/{TOKEN}/static/{path}", encoded=True)
    assert (await client.session.get(url)).status == 404


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "elsewhere.example:8123", "127.0.0.1.elsewhere.example", "[half"]
)
async def test_a_name_that_was_made_to_lead_here_finds_nothing(client: Client, host: str) -> None:
    assert (await client.get(f"/{TOKEN}/", headers={"Host": host})).status in {400, 404}


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8123"])
async def test_a_tunnel_finds_it_by_the_names_of_this_machine(client: Client, host: str) -> None:
    assert (await client.get(f"/{TOKEN}/", headers={"Host": host})).status == 200


async def test_who_serves_to_others_is_called_as_they_like() -> None:
    open_to_all = DashboardServer("true", Place(host="0.0.0.0", token=TOKEN), "Ondit")  # noqa: S104 - meant
    async with TestClient(TestServer(open_to_all.app())) as client:
        assert (await client.get(f"/{TOKEN}/", headers={"Host": "news.example"})).status == 200


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "null", "http://[half"])
async def test_pages_from_elsewhere_open_no_dashboard(client: Client, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    assert (await client.get(f"/{TOKEN}/ws", headers=headers)).status == 403


async def test_dashboards_are_not_without_number(client: Client, server: DashboardServer) -> None:
    server.opened = MOST_DASHBOARDS
    headers = {"Origin": str(client.make_url("/")).rstrip("/")}
    assert (await client.get(f"/{TOKEN}/ws", headers=headers)).status == 503


async def test_dashboards_that_were_closed_count_no_more(
    client: Client, server: DashboardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    async def end_at_once(_: web.Request) -> web.StreamResponse:
        seen.append(server.opened)
        return web.Response()

    monkeypatch.setattr(server, "handle_websocket", end_at_once)
    headers = {"Origin": str(client.make_url("/")).rstrip("/")}
    for _ in range(2):
        assert (await client.get(f"/{TOKEN}/ws", headers=headers)).status == 200
    assert (seen, server.opened) == ([1, 1], 0)


def test_each_place_has_a_token_of_its_own_that_cannot_be_guessed() -> None:
    tokens = {Place().token for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 32 for token in tokens)
    assert Place("::1", token="t").url(80) == "http://[::1]:80/t/"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}"):
            DashboardServer("true", Place(port=port), "").run()


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ondit_tui.serving.server", None)
    with pytest.raises(UsageError, match=r"not installed.*ondit\[serve\]"):
        serving.serve(Place(), [], "")


def test_each_dashboard_is_asked_for_the_same_by_its_command_line() -> None:
    asked = Asked(
        paths=["timeline", "-odd name"],
        within=3,
        start="2022-05",
        sources=["The Ledger", "-x"],
        kinds=[KindName.RUMOUR],
        min_confidence=0.5,
        search='"a phrase" -not',
        full_text=True,
    )
    words = arguments(asked, allow_write=False)
    assert words[words.index("--") + 1 :] == ["timeline", "-odd name"]
    assert set(words) >= {"--read-only", "--full-text", "--source=-x", '--search="a phrase" -not'}
    assert "--read-only" not in arguments(asked, allow_write=True)


@contextmanager
def served(*words: str | Path) -> Iterator[str]:
    """Serve a dashboard from a process of its own, and give its address."""
    command = [sys.executable, "-m", "ondit_tui", "serve", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), process.stderr.read()
        try:
            yield url
        finally:
            process.terminate()
            ended = process.wait(chromium.SECONDS)
    assert ended == 0


needs_chromium = pytest.mark.skipif(chromium.PROGRAM is None, reason="there is no Chromium here")


@needs_chromium
async def test_in_a_browser_it_opens_moves_filters_copies_writes_no_file_and_closes(
    browser: str, sample: Story
) -> None:
    view, wanted = WholeStory(sample), Filter(kinds=frozenset({"announcement"}))
    second = [one for day in view.days(wanted) for one in view.standing(wanted, day.published)][1]
    with served(samples.folder() / "harbour-tunnel") as url:
        async with chromium.page(browser) as page:
            await page.tell("Page.addScriptToEvaluateOnNewDocument", source=HEARD)
            await page.tell("Browser.grantPermissions", permissions=CLIPBOARD)
            await page.tell("Emulation.setFocusEmulationEnabled", enabled=True)
            await page.tell("Page.navigate", url=url)
            await page.until("window.heard.includes('more that day')")
            assert await page.run("document.activeElement.tagName") == "TEXTAREA"
            # What each way gives, `test_app_copying` holds: here, that it comes to the browser's clipboard.
            for way, begin in {"text": "“", "bibtex": "@article{ondit-", "link": "https://"}.items():
                await page.run("navigator.clipboard.writeText('nothing yet').then(() => (window.heard = ''))")
                await page.press("Y")
                await page.until("window.heard.includes('words with their citation')")
                for _ in range(WAYS.index(way)):
                    await page.press("j")
                await page.strike("Enter", 13)
                await page.until("navigator.clipboard.readText().then((text) => text !== 'nothing yet')")
                assert (await page.run("navigator.clipboard.readText()")).startswith(begin)
            await page.run("window.heard = ''")
            await page.press("Y")
            await page.until("window.heard.includes('words with their citation')")
            await page.press("w")
            await page.until("window.heard.includes('No file is written for a browser')")
            await page.press("t")
            await page.until("window.heard.includes('kind: announcement')")
            await page.run("window.heard = ''")
            await page.press("j")
            await page.until(f"window.heard.includes({json.dumps(second.text[:20])})")
            await page.run("navigator.clipboard.writeText('nothing yet')")
            await page.press("y")
            await page.until("navigator.clipboard.readText().then((text) => text.includes(' via '))")
            await page.press("q")
            await page.until("document.body.classList.contains('-closed')")
            assert all(address.startswith(url) for address in page.asked)
            assert page.complaints == []


@asynccontextmanager
async def dashboard_at(url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open a dashboard without a browser, for as long as the block lasts."""
    own = {"Origin": "/".join(url.split("/")[:3])}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}ws?width=80&height=24", headers=own) as line,
    ):
        yield line


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store with an article that no dashboard has read yet."""
    with open_store(tmp_path / "notes.ondit") as store:
        store.add([article("a", "The Ledger", "2026-03-02", "Yard", YARD)])
    return tmp_path / "notes.ondit"


async def test_a_store_is_only_read_and_a_browser_that_goes_away_takes_its_dashboard_with_it(
    place: Path,
) -> None:
    with served("--store", place) as url:
        async with dashboard_at(url) as line, asyncio.timeout(chromium.SECONDS):
            drawn = b""
            while b"showing all 1 entry" not in drawn:
                drawn += await line.receive_bytes()
        # `served` sees that the server ends cleanly, which waits for its dashboards.
    with open_store(place) as store:
        assert store.count_unread() == 1


@pytest.mark.parametrize(("options", "is_read_only"), [([], True), (["--allow-write"], False)])
def test_dashboards_only_read_unless_writing_is_allowed(
    place: Path, options: list[str], is_read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(serving, "serve", lambda _place, arguments, _title: asked.extend(arguments))
    result = CliRunner().invoke(cli.app, ["serve", "--store", str(place), *options])
    assert result.exit_code == 0
    assert asked[0] == f"--store={place}"
    assert ("--read-only" in asked) == is_read_only
