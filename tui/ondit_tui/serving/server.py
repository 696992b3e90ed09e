"""The server: a page, what it needs, and the line to its dashboard. Needs the extra `serve`."""

from __future__ import annotations

import asyncio
import hmac
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import resources
from urllib.parse import SplitResult, urlsplit

import jinja2
import typer
from aiohttp import web
from textual_serve.server import Server

from ondit.errors import UsageError
from ondit_tui.outcome import say
from ondit_tui.serving import LOOPBACK, Place

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MOST_DASHBOARDS = 16
LOCAL = frozenset({LOOPBACK, "::1", "localhost"})
OWN = {"page.css": "text/css", "page.js": "text/javascript"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""Everything is from here or not at all; the terminal in the page styles its cells itself, inline."""


class DashboardServer(Server):
    """Serves dashboards to whoever knows the token, from the machine's own files only.

    Args:
        command: The command line of a dashboard.
        place: Where to serve.
        title: What the page is called.
    """

    def __init__(self, command: str, place: Place, title: str) -> None:
        super().__init__(command, host=place.host, port=place.port, title=title)
        self.place = place
        self.opened = 0
        folder = resources.files(__package__)
        self._own = {name: folder.joinpath(name).read_text("utf-8") for name in OWN}
        files = (path for path in self.statics_path.rglob("*") if path.is_file())
        self._static = {path.relative_to(self.statics_path).as_posix(): path for path in files}
        self._page = jinja2.Environment(autoescape=True).from_string(
            folder.joinpath("page.html").read_text("utf-8")
        )

    def run(self) -> None:
        """Serve until ctrl+c, or until the process is asked to end.

        Raises:
            UsageError: Nothing can be served at this place.
        """
        with suppress(KeyboardInterrupt):  # where there are no handlers of signals
            asyncio.run(self._run())

    async def _run(self) -> None:
        runner = web.AppRunner(self.app(), handle_signals=False, access_log=None)
        await runner.setup()
        ended = asyncio.Event()
        with suppress(NotImplementedError):  # Windows has none: there ctrl+c raises
            for one in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(one, ended.set)
        try:
            await self._listen(runner)
            await ended.wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.place.host, self.place.port).start()
        except OSError as error:
            where = f"{self.place.host}, port {self.place.port}"
            raise UsageError(
                f"Nothing can be served at {where}: {error.strerror or error}.", "Name another --port."
            ) from error
        say("The dashboard is at the address below. Who has it can use it. Ctrl+C ends it.")
        typer.echo(self.place.url(runner.addresses[0][1]))
        sys.stdout.flush()

    def app(self) -> web.Application:
        """Return what answers: only below the token, and only what a page needs."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/{token}/", self._answer_page),
                web.get("/{token}/{name:page[.](?:css|js)}", self._answer_own),
                web.get("/{token}/ws", self._answer_socket),
                web.get("/{token}/static/{path:.+}", self._answer_static),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.match_info.get("token", "")
        is_known = hmac.compare_digest(given.encode(errors="replace"), self.place.token.encode())
        if not is_known or not self._is_called_so(request.host):
            raise web.HTTPNotFound
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    def _is_called_so(self, name: str) -> bool:
        """Say whether a request was meant for this server.

        On this machine only it is asked by the names of this machine, also through a tunnel: another name is
        that of a page elsewhere which has its own name lead here (DNS rebinding).
        """
        return self.place.host not in LOCAL or _split(f"//{name}").hostname in LOCAL

    async def _answer_page(self, request: web.Request) -> web.StreamResponse:
        socket = f"ws://{request.host}/{self.place.token}/ws"
        text = self._page.render(title=self.title, socket=socket)
        return web.Response(text=text, content_type="text/html")

    async def _answer_own(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        return web.Response(text=self._own[name], content_type=OWN[name])

    async def _answer_static(self, request: web.Request) -> web.StreamResponse:
        path = self._static.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def _answer_socket(self, request: web.Request) -> web.StreamResponse:
        if _split(request.headers.get("Origin", "")).netloc != request.host:
            raise web.HTTPForbidden(text="Only the page that is served here may open a dashboard.")
        if self.opened >= MOST_DASHBOARDS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_DASHBOARDS} dashboards are open. Close one.")
        self.opened += 1
        try:
            return await self.handle_websocket(request)
        finally:
            self.opened -= 1


def _split(address: str) -> SplitResult:
    """Return the parts of an address, none where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
