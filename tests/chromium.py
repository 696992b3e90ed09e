"""A Chromium without a window, told what to do over its debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

SECONDS = 60
PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run"
    " --disable-background-networking --remote-debugging-port=0"
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


@asynccontextmanager
async def page(width: int = 1280, height: int = 800) -> AsyncIterator[Page]:
    """Open a browser with one empty page, and end it behind a `with` block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = await asyncio.create_subprocess_exec(
            PROGRAM or "chromium",
            *OPTIONS,
            f"--user-data-dir={folder}",
            f"--window-size={width},{height}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(folder) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as session, session.get(f"{port}/json") as answer:
                targets = await answer.json(content_type=None)
                target = next(one for one in targets if one["type"] == "page")
                address = target["webSocketDebuggerUrl"]
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    opened = Page(socket)
                    for domain in ("Page", "Network", "Log", "Runtime"):
                        await opened.tell(f"{domain}.enable")
                    yield opened
        finally:
            browser.terminate()
            await browser.wait()


async def _port(told: Path) -> str:
    """Wait until a browser says at which port it listens."""
    async with asyncio.timeout(SECONDS):
        while not (told.is_file() and "\n" in (text := told.read_text())):
            await asyncio.sleep(0.05)
    return f"http://127.0.0.1:{text.splitlines()[0]}"
