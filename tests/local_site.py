"""A server on loopback, and a client that may ask it and never waits, as fixtures of every test module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loopback import Loopback
from ondit.ingest.web import Client, Limits, World

NOW = 1_716_984_000.0
"""What the client takes for now: 29 May 2024, 12:00 UTC."""


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


@pytest.fixture
def limits() -> Limits:
    """How far a request may go; modules have limits of their own."""
    return Limits()


@pytest.fixture
def client(limits: Limits) -> Iterator[Client]:
    world = World(sleep=lambda seconds: None, now=lambda: NOW)
    with Client(allow_private=True, limits=limits, world=world) as opened:
        yield opened
