"""The clipboard and the browser: what is said is what was done."""

from __future__ import annotations

import subprocess

import pyperclip
import pytest

from ondit_tui import browser, clipboard
from ondit_tui.browser import BrowseError, browse, checked
from ondit_tui.clipboard import CopyError, copy, system_clipboard, tmux_buffer

TEXT = "“It is so” — Ida Brandt\n北港"


class Tools:
    """Clipboards that only note what they are handed."""

    def __init__(self, *, fails: frozenset[str] = frozenset(), reads_back: bool = True) -> None:
        self.handed: list[tuple[str, str]] = []
        self.fails, self.reads_back = fails, reads_back

    def _take(self, name: str, text: str) -> None:
        if name in self.fails:
            raise CopyError(name)
        self.handed.append((name, text))

    def tmux(self, text: str) -> None:
        self._take("tmux", text)

    def system(self, text: str) -> bool:
        self._take("system", text)
        return self.reads_back

    def terminal(self, text: str) -> None:
        self._take("terminal", text)

    def copy(self, **environ: str) -> str:
        return copy(TEXT, self.terminal, environ=environ, tmux=self.tmux, system=self.system)


@pytest.mark.parametrize(
    ("environ", "fails", "way", "said"),
    [
        ({"TMUX": "/run/tmux"}, set(), "tmux", "tmux's buffer"),
        ({"TMUX": "/run/tmux", "SSH_TTY": "/dev/pts/1"}, set(), "tmux", "tmux's buffer"),
        ({"TMUX": "/run/tmux"}, {"tmux"}, "system", "Copied to the clipboard."),
        ({}, set(), "system", "Copied to the clipboard."),
        ({"SSH_CONNECTION": "a b c d"}, set(), "terminal", "does not answer"),
        ({}, {"system"}, "terminal", "does not answer"),
        ({"TMUX": "x", "SSH_CLIENT": "y"}, {"tmux"}, "terminal", "does not answer"),
    ],
)
def test_the_surest_way_within_reach_is_taken(
    environ: dict[str, str], fails: set[str], way: str, said: str
) -> None:
    tools = Tools(fails=frozenset(fails))
    sentence = tools.copy(**environ)
    assert tools.handed == [(way, TEXT)]
    assert said in sentence


def test_copied_is_said_only_where_the_clipboard_gave_the_text_back() -> None:
    assert "did not give it back" in Tools(reads_back=False).copy()
    assert "opied" not in Tools().copy(SSH_TTY="x")
    assert "opied" not in Tools().copy(TMUX="x")


def test_tmux_is_asked_to_load_its_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], bytes]] = []

    def run(command: list[str], *, input: bytes, **_: object) -> None:  # noqa: A002
        asked.append((command, input))

    monkeypatch.setattr(clipboard.subprocess, "run", run)
    tmux_buffer(TEXT)
    assert asked == [(["tmux", "load-buffer", "-w", "-"], TEXT.encode())]


@pytest.mark.parametrize("error", [FileNotFoundError("tmux"), subprocess.TimeoutExpired("tmux", 3)])
def test_a_tmux_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def run(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(clipboard.subprocess, "run", run)
    with pytest.raises(CopyError):
        tmux_buffer(TEXT)


def test_the_system_clipboard_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", held.append)
    monkeypatch.setattr(pyperclip, "paste", lambda: held[-1].replace("\n", "\r\n"))
    assert system_clipboard(TEXT)
    monkeypatch.setattr(pyperclip, "paste", lambda: "something else")
    assert not system_clipboard(TEXT)


def test_no_system_clipboard_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> None:
        raise pyperclip.PyperclipException("no mechanism")

    monkeypatch.setattr(pyperclip, "copy", nothing)
    with pytest.raises(CopyError, match="no mechanism"):
        system_clipboard(TEXT)


@pytest.mark.parametrize("url", ["https://a.example/x?y#z", "HTTP://a.example"])
def test_web_addresses_pass(url: str) -> None:
    assert checked(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "file:///etc/passwd", "javascript:alert(1)", "a.example", "https://", "http://[", "-flag"],
)
def test_other_addresses_do_not(url: str | None) -> None:
    with pytest.raises(BrowseError):
        checked(url)


def test_a_browser_is_asked_only_where_it_has_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(browser.webbrowser, "open", lambda url: asked.append(url) is None)
    monkeypatch.setattr(browser.sys, "platform", "linux")
    with pytest.raises(BrowseError, match=r"https://a\.example"):
        browse("https://a.example", {})
    assert asked == []
    assert browse("https://a.example", {"DISPLAY": ":0"}) == "Asked the browser to open https://a.example"
    assert asked == ["https://a.example"]
    monkeypatch.setattr(browser.webbrowser, "open", lambda _: False)
    with pytest.raises(BrowseError):
        browse("https://a.example", {"WAYLAND_DISPLAY": "wayland-0"})
