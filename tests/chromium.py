"""A Chromium without a window, told what to do over its debugging protocol; a plugin of every test module."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import aiohttp

SECONDS = 60
PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run"
    " --disable-background-networking --remote-debugging-port=0 --window-size=1280,800"
).split()


class Page:
    """The one page of a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.asked: list[str] = []
        """The addresses that the page asked for."""
        self.complaints: list[str] = []
        """What was logged as an error: refused by a policy, not found, failed."""
        self._loads = 0

    async def begin(self) -> None:
        """Be empty and of the usual size, whatever was before, and hear of all that happens from now on."""
        for domain in ("Page", "Network", "Log", "Runtime"):
            await self.tell(f"{domain}.enable")
        await self.tell(
            "Emulation.setDeviceMetricsOverride", width=1280, height=800, deviceScaleFactor=1, mobile=False
        )
        await self.tell("Emulation.setEmulatedMedia", media="", features=[])
        await self.open("about:blank")
        await self.tell("Log.clear")
        self.asked.clear()
        self.complaints.clear()

    async def tell(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command, and return what it gives."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(SECONDS):
            while True:
                message = json.loads(await self._socket.receive_str())
                self._hear(message)
                if message.get("id") == number:
                    assert "error" not in message, message
                    return dict(message["result"])

    async def open(self, url: str) -> None:
        """Go to a page, and wait until all of it is there, scripts or not."""
        before = self._loads
        await self.tell("Page.navigate", url=url)
        for _ in range(20 * SECONDS):
            if self._loads > before:
                return
            await asyncio.sleep(0.05)
            await self.tell("Browser.getVersion")
        raise AssertionError(f"never loaded: {url}")

    async def run(self, script: str) -> Any:
        """Return what a script gives, once it is settled."""
        given = await self.tell(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in given, given["exceptionDetails"]
        return given["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until a script gives something true."""
        for _ in range(10 * SECONDS):
            if await self.run(script):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never true: {script}")

    async def press(self, key: str) -> None:
        """Press a key that gives a character, and let it go."""
        await self.tell("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await self.tell("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def strike(self, key: str, code: int) -> None:
        """Press a key that gives no character, by its name and its number, and let it go."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        await self.tell("Input.dispatchKeyEvent", type="rawKeyDown", **named)
        await self.tell("Input.dispatchKeyEvent", type="keyUp", **named)

    async def picture(self, place: Path) -> None:
        """Write what is seen into a file, as PNG."""
        given = await self.tell("Page.captureScreenshot")
        place.write_bytes(base64.b64decode(given["data"]))

    def _hear(self, message: dict[str, Any]) -> None:
        self._loads += message.get("method") == "Page.loadEventFired"
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(message["params"]["request"]["url"])
        if message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.complaints.append(message["params"]["entry"]["text"])


@pytest.fixture(scope="session")
def browser() -> Iterator[str]:
    """Start a browser for all tests that look at pages, and give the address that it hears at."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        subprocess.Popen(
            [PROGRAM or "chromium", *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        try:
            yield _address(Path(folder) / "DevToolsActivePort")
        finally:
            process.terminate()


@asynccontextmanager
async def page(browser: str) -> AsyncIterator[Page]:
    """Give the page of a browser, empty; what is set about it lasts as long as the `with` block."""
    import aiohttp

    async with aiohttp.ClientSession() as session, session.get(f"{browser}/json") as answer:
        targets = await answer.json(content_type=None)
        target = next(one for one in targets if one["type"] == "page")
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            opened = Page(socket)
            await opened.begin()
            yield opened


def _address(told: Path) -> str:
    """Wait until a browser says at which port it listens."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if told.is_file() and "\n" in (text := told.read_text()):
            return f"http://127.0.0.1:{text.splitlines()[0]}"
        time.sleep(0.05)
    raise AssertionError("the browser never said where it listens")
