"""Secure connections: who a server proves to be, and the name that is kept though the address is pinned."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from loopback import Loopback
from test_ingest_web import STORY, client, fault


def test_a_server_without_tls(server: Loopback) -> None:
    error = fault(server.url("/").replace("http:", "https:"))
    assert "secure connection" in error.what
    assert server.requests == []


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Loopback]:
    """A server that proves to be tarn.example to who trusts `tmp_path / "cert"`."""
    if which("openssl") is None:
        pytest.skip("makes a certificate with openssl")
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out cert -days 2"
    whose = ["-subj", "/CN=tarn.example", "-addext", "subjectAltName=DNS:tarn.example"]
    subprocess.run(
        ["openssl", *words.split(), *whose],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    with Loopback() as running:
        running.secure(context)
        running.page("/", STORY)
        yield running


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_certificate_that_nobody_vouches_for(secure: Loopback) -> None:
    error = fault(f"https://tarn.example:{secure.port}/", resolve=here)
    assert "certificate is not accepted: self-signed certificate" in error.what
    assert secure.requests == []


def test_tls_is_checked_against_the_name_and_not_the_address(
    secure: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert"))
    with client(resolve=here) as opened:
        assert opened.fetch(f"https://tarn.example:{secure.port}/").data == STORY.encode()
    error = fault(f"https://beigang.example:{secure.port}/", resolve=here)
    assert "certificate is not accepted: Hostname mismatch" in error.what
    assert all(request.headers["Host"].startswith("tarn.example:") for request in secure.requests)


def test_tls_and_host_keep_the_name_though_the_address_is_pinned(server: Loopback) -> None:
    server.page("/", STORY)
    with client(resolve=here) as opened:
        opened.fetch(f"http://Tarn.Example.:{server.port}/")
    assert server.requests[-1].headers["Host"] == f"tarn.example:{server.port}"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        hello: list[bytes] = []

        def take() -> None:
            connection, _ = listening.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=take)
        thread.start()
        fault(
            f"https://beigang.example:{listening.getsockname()[1]}/",
            resolve=here,
            tries=1,
        )
        thread.join()
    assert b"beigang.example" in hello[0]
