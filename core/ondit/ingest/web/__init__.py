"""Fetching of addresses: politely, within limits, and from public machines only unless told otherwise."""

from ondit.ingest.web.client import Client, Condition, Fetched, Limits, Reply, World, kept_pages
from ondit.ingest.web.deadline import StoppedError

__all__ = [
    "Client",
    "Condition",
    "Fetched",
    "Limits",
    "Reply",
    "StoppedError",
    "World",
    "kept_pages",
]
